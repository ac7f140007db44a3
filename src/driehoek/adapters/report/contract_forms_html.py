"""The contract forms as one HTML page and as lines for the terminal: what each pays, and who bears which risk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from driehoek.adapters.report.contract_form_chart import contract_form_figure
from driehoek.adapters.report.page import render
from driehoek.application.agreement.forms_shown import ShownForm
from driehoek.kernel import Language


def contract_forms_html(forms: Sequence[ShownForm]) -> str:
    """Write the forms as one page; the same forms give the same text."""
    charts = {item.form.name: contract_form_figure(f"f-{item.form.name}", item) for item in forms}
    return render("contract_forms.html.j2", {"forms": forms, "charts": charts})


def contract_forms_text(forms: Sequence[ShownForm], language: Language = Language.NL) -> tuple[str, ...]:
    """Per form who bears what, and what it pays at most."""
    return tuple(_lines(forms, english=language is Language.EN))


def _lines(forms: Sequence[ShownForm], *, english: bool) -> Iterator[str]:
    for item in forms:
        risks = item.form.risks
        yield f"{item.form.name}: {item.form.dutch}"
        if english:
            yield f"    more care: {risks.volume.value}; higher cost: {risks.price.value}"
            yield f"    {risks.meaning}"
        else:
            yield f"    meer zorg: {item.volume}; hogere kosten: {item.price}; ten hoogste: {item.most}"
            yield f"    {risks.meaning_nl}"
