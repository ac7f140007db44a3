"""The grid of volumes holds what was typed, in fields that say what they are, and nothing that was typed is markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Context, Template

from driehoek.adapters.dossier import read_dossier
from driehoek.application.entry_form import EntryForm, entry_form
from driehoek.kernel import Agb

EXAMPLE = Path(__file__).parents[2] / "examples" / "wlz-2027"
COLUMNS = (("quantity", "Aantal"), ("capacity", "Ten hoogste"))
GRID = "{% load grid %}{% volume_rows form lot typed columns is_open=is_open %}"


@pytest.fixture(scope="module")
def form() -> EntryForm:
    dossier, _ = read_dossier(EXAMPLE)
    assert dossier is not None
    one = dossier.providers[0]
    made = entry_form(dossier.policy, one.contract, one.group, (), dossier.products, dossier.tariffs)
    assert isinstance(made, EntryForm)
    assert made.contract == Agb(one.contract.code)
    return made


def shown(form: EntryForm, typed: dict[str, dict[str, list[str]]], is_open: str = "yes") -> str:
    held = {"form": form, "lot": form.lots[0], "typed": typed, "columns": COLUMNS, "is_open": is_open == "yes"}
    return Template(GRID).render(Context(held))


def test_each_product_of_the_lot_has_two_named_fields_with_what_was_typed(form: EntryForm) -> None:
    lot = form.lots[0]
    own = [item for item in form.products if item.lot == lot.id]
    code = own[1].product.code
    page = shown(form, {lot.id: {code: ["12,5", "20"]}})
    assert page.count("<tr>") == len(own) > 10
    assert page.count("<input") == page.count("aria-label=") == 2 * len(own)
    assert f'data-cell="{lot.id}|{code}|quantity" aria-label="Aantal {code} in {lot.name}" value="12,5"' in page
    assert f'data-cell="{lot.id}|{code}|capacity" aria-label="Ten hoogste {code} in {lot.name}" value="20"' in page
    assert len(re.findall('value=""', page)) == 2 * len(own) - 2
    assert own[0].tariff.split(" (")[0] in page
    assert "disabled" not in page
    assert shown(form, {}, "no").count(" disabled>") == 2 * len(own)


def test_what_was_typed_is_text(form: EntryForm) -> None:
    lot = form.lots[0]
    code = next(item for item in form.products if item.lot == lot.id).product.code
    page = shown(form, {lot.id: {code: ['"><script>', "<b>"]}})
    assert "<script>" not in page
    assert 'value="&quot;&gt;&lt;script&gt;"' in page
