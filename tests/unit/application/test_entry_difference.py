"""What differs between two fillings of one form, field by field, in words of people."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from driehoek.adapters.dossier import read_dossier, read_own_dossier
from driehoek.adapters.office.entry_form_read import read_entry_form
from driehoek.adapters.office.entry_form_xlsx import entry_form_xlsx
from driehoek.application.burden import burden_of
from driehoek.application.entry_difference import Filling, differences, filling_of, filling_of_form
from driehoek.application.entry_form import EntryForm, entry_form

EXAMPLE = Path(__file__).parents[3] / "examples/wlz-2027"


@pytest.fixture(scope="module")
def read() -> tuple[EntryForm, Filling]:
    dossier, _ = read_own_dossier(EXAMPLE, "99000001", datetime(2026, 7, 16))  # noqa: DTZ001 - Dutch civil time
    assert dossier is not None
    party = dossier.providers[0]
    form = entry_form(dossier.policy, party.contract, party.group, (), dossier.products, dossier.tariffs)
    assert isinstance(form, EntryForm)
    return form, filling_of(dossier.submissions[0])


def test_every_field_that_differs_is_told_once_with_both_values(read: tuple[EntryForm, Filling]) -> None:
    form, before = read
    lot, (product, *_) = next((lot, list(products)) for lot, products in before.volumes.items() if products)
    volumes = {**before.volumes, lot: {**before.volumes[lot], product: ("7", "9")}}
    answers = {**before.answers, "insolvent": "yes", "quality-plan": "path"}
    after = Filling(before.lots - {"innovatie"}, answers, volumes, {}, ("Onderaannemer (SYNTHETIC)",))
    told = {item.field: (item.before_words, item.after_words) for item in differences(form, before, after)}
    assert told["lot-innovatie"] == ("wel", "niet")
    assert told["answer-insolvent"] == ("Nee", "Ja")
    assert told["answer-quality-plan"] == ("Ja, met een certificaat", "Nog niet, maar wij volgen een traject")
    assert told[f"cell-{lot}|{product}|quantity"][1] == "7"
    assert told["evidence-board-statement"] == ("board-statement.txt", "–")
    assert told["subcontractors"] == ("–", "Onderaannemer (SYNTHETIC)")
    assert len(told) == 8  # both cells, and the two documents


def test_the_same_is_no_difference_and_neither_is_another_way_to_write_a_number(
    read: tuple[EntryForm, Filling],
) -> None:
    form, before = read
    assert differences(form, before, before) == ()
    spelled = {
        lot: {code: [part.replace(".", ",") + (",0" if part.isdigit() else "") for part in pair]
              for code, pair in products.items()}
        for lot, products in before.volumes.items()
    }  # fmt: skip
    other = Filling(before.lots, before.answers, spelled, before.evidence, before.subcontractors)
    assert differences(form, before, other) == ()


def test_every_submission_of_the_example_goes_into_a_workbook_and_comes_back_as_it_was() -> None:
    dossier, _ = read_dossier(EXAMPLE)
    assert dossier is not None
    parties = {item.contract: item for item in dossier.providers}
    for submission in dossier.submissions:
        party = parties[submission.contract]
        form = entry_form(dossier.policy, party.contract, party.group, (), dossier.products, dossier.tariffs)
        assert isinstance(form, EntryForm)
        before = filling_of(submission)
        data = entry_form_xlsx(form, before.answers, before.volumes, submission.evidence)
        filled, findings = read_entry_form(data, "in.xlsx")
        assert filled is not None, [item.sentence() for item in findings]
        assert differences(form, before, filling_of_form(filled, before)) == (), submission.contract


@pytest.mark.requirement("B-072")
def test_the_burden_counts_documents_questions_signatures_and_versions(read: tuple[EntryForm, Filling]) -> None:
    form, before = read
    count = burden_of(form, ["insolvent", "gone"], before.answers, versions=2, seconds=5000)
    assert (count.questions, count.from_profile, count.versions) == (len(form.questions), 1, 2)
    documents = [item.question.id for item in form.questions if item.evidence]
    assert (count.documents, count.signatures) == (len(documents), 1)
    assert "board-statement" in documents
    assert float(count.hours) == 1.4
