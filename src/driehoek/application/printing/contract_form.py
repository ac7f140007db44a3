"""The contract form in the printed policy: its name, who bears which risk, and what it pays for any realisation."""

from __future__ import annotations

from driehoek.application.agreement.forms_shown import EXAMPLE
from driehoek.application.document import Block, Column, Runs, Table, Tone, paragraph
from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS, ContractForm, Settlement, curve
from driehoek.domain.policy import Contract
from driehoek.domain.policy.params import read
from driehoek.kernel.dutch import whole_euros

_STEPS = (0, 50, 80, 90, 95, 100, 105, 110, 120)


def contract_form(contract: Contract) -> tuple[Block, ...]:
    """What the form is, who bears what, and a table of what is paid; a form that is not known gives its name alone."""
    form = CONTRACT_FORMS.get(contract.form)
    if form is None:
        return (paragraph(f"De afspraak is: {contract.form}."),)
    return (
        paragraph(f"De afspraak is: {form.dutch}. {form.risks.meaning_nl}"),
        _table(form, contract),
        paragraph("De bedragen in deze tabel zijn een rekenvoorbeeld (SYNTHETIC).", tone=Tone.NOTE),
    )


def _table(form: ContractForm, contract: Contract) -> Table:
    params = read("contract", form.params, contract.params)[0]
    points = curve(form, EXAMPLE, params, _STEPS)
    return Table(
        f"Wat wij betalen bij een afspraak van {whole_euros(EXAMPLE.whole)}",
        (
            Column("Geleverd van de afspraak", 2),
            Column("Waarde", 2, numeric=True),
            Column("Wij betalen", 2, numeric=True),
            Column("Terug", 2, numeric=True),
            Column("Niet betaald", 2, numeric=True),
            Column("In overleg", 2, numeric=True),
        ),
        tuple(_row(point.percent, point.settlement) for point in points),
    )


def _row(percent: int, settled: Settlement) -> tuple[Runs, ...]:
    amounts = (settled.value, settled.paid, settled.repay, settled.unpaid, settled.to_consult)
    return ((f"{percent}%",), *((whole_euros(money),) for money in amounts))
