"""What changed in a form is told for the provider that meets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from driehoek.adapters.dossier import read_own_dossier
from driehoek.application.entry_form import EntryForm, entry_form
from driehoek.application.entry_form_change import form_changes
from driehoek.kernel import Money, Rate

EXAMPLE = Path(__file__).parents[3] / "examples/wlz-2027"


@pytest.mark.requirement("B-068", "M-338")
def test_each_change_of_question_weight_and_tariff_is_told_and_nothing_else() -> None:
    dossier, _ = read_own_dossier(EXAMPLE, "99000001", datetime(2026, 7, 16))  # noqa: DTZ001 - Dutch civil time
    assert dossier is not None
    policy, party = dossier.policy, dossier.providers[0]

    def made(changed: object = policy) -> EntryForm:
        form = entry_form(changed, party.contract, party.group, (), dossier.products, dossier.tariffs)  # type: ignore[arg-type]
        assert isinstance(form, EntryForm)
        return form

    before = made()
    assert form_changes(before, made()) == ()
    insolvent, *others = [item for item in policy.questions if item.id != "subcontracting"][9:]
    assert insolvent.id == "insolvent"
    asked = [*[item for item in policy.questions if item.id != "subcontracting"][:9],
             replace(insolvent, text="Bent u failliet?", required=False), *others]  # fmt: skip
    first, second, third = policy.lots[1].criteria
    weighed = (replace(first, weight=Rate.percent(40)), replace(second, weight=Rate.percent(40)), third)
    lots = (policy.lots[0], replace(policy.lots[1], criteria=weighed))
    after = made(replace(policy, questions=tuple(asked), lots=lots))
    dearer = replace(after.products[0], maximum=Money.euros(999))
    after = replace(after, products=(dearer, *after.products[1:-1]))
    told = form_changes(before, after)
    assert [text.split(":")[0] for text in told if "criterium" not in text] == [
        "De vraag 'Is uw organisatie failliet, in surseance of in liquidatie, of is dat aangevraagd?' luidt nu",
        "Een antwoord op 'Bent u failliet?' is nu niet meer verplicht.",
        "Niet meer gevraagd",
        next(text for text in told if "maximumtarief" in text),
        "Niet meer aan te bieden",
    ]
    assert sum("40% van de punten" in text for text in told) == 2
    assert any(text.endswith("en is nu €\xa0999,00.") for text in told)
