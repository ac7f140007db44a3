"""The charts of contract forms: what is drawn is what is paid, the table holds every figure, and nothing is fetched."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from driehoek.adapters.report.contract_form_chart import OUTCOMES, _chart, _drawn, contract_form_figure
from driehoek.adapters.report.contract_forms_html import contract_forms_html, contract_forms_text
from driehoek.application.agreement.forms_shown import EXAMPLE, PARTIES, ShownForm, show_all, show_contract, show_form
from driehoek.cli import app
from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS, Outcome, Party, Terms, at_share
from driehoek.domain.policy.params import read
from driehoek.kernel import Language, Money, dutch
from driehoek.testing.contract_forms import Drawn, drawn
from driehoek.testing.rounds import small_outcome

FORMS = show_all()
PAGE = contract_forms_html(FORMS)


def of(name: str) -> ShownForm:
    return next(item for item in FORMS if item.form.name == name)


def test_every_form_of_the_list_is_shown_to_half_as_much_again() -> None:
    assert [item.form.name for item in FORMS] == list(CONTRACT_FORMS)
    for item in FORMS:
        assert [point.percent for point in item.line] == list(range(151))
        assert [point.percent for point in item.table] == list(range(0, 151, 10))
    assert set(PARTIES) == set(Party)
    assert set(OUTCOMES) == set(Outcome)


@pytest.mark.requirement("F-017", "O-026")
def test_the_90_100_110_arrangement_shows_where_money_goes_back_and_where_people_talk() -> None:
    rows = {row[0]: row for row in contract_form_figure("f", of("around-amount")).rows}
    assert [rows[f"{percent}%"][2] for percent in (80, 90, 110, 120)] == [
        "€\xa090.000,00", "€\xa0100.000,00", "€\xa0100.000,00", "€\xa0100.000,00",
    ]  # fmt: skip
    assert rows["80%"][6:] == ("€\xa010.000,00", "een deel gaat terug")
    assert rows["100%"][7] == "precies betaald"
    assert rows["110%"][7] == "voordeel inkoper"
    assert rows["120%"][5:] == ("€\xa010.000,00", "€\xa00,00", "overleg")


@pytest.mark.requirement("F-010")
def test_the_page_says_for_each_form_who_bears_which_risk() -> None:
    rows = re.findall(r'<tr><th scope="row"><a href="#([a-z-]+)">.*?</th><td>(.*?)</td><td>(.*?)</td>', PAGE)
    assert rows == [(item.form.name, item.volume.capitalize(), item.price.capitalize()) for item in FORMS]
    assert rows[1] == ("open-volume", "De inkoper", "De aanbieder")
    assert all(item.form.risks.meaning_nl in PAGE for item in FORMS)
    lines = "\n".join(contract_forms_text(FORMS))
    assert "open-volume: prijsafspraak met open volume\n    meer zorg: de inkoper" in lines
    assert "more care: purchaser" in "\n".join(contract_forms_text(FORMS, Language.EN))


def test_each_chart_has_its_table_and_nothing_is_fetched() -> None:
    assert PAGE.count("<figure>") == PAGE.count("De cijfers in een tabel") == len(FORMS)
    assert not re.search(r"(?:src|href)=\"https?:", PAGE)
    assert contract_forms_html(show_all()) == PAGE


@given(st.data(), st.sampled_from(sorted(CONTRACT_FORMS)))
def test_what_is_drawn_is_what_is_paid_to_the_cent(data: st.DataObject, name: str) -> None:
    """The bands lie on each other: payment, talks and what is unpaid make the worth; a surplus lies above it."""
    case: Drawn = data.draw(drawn(name))
    shown = show_form(case.form, case.terms, case.params)
    for point in shown.line[:: data.draw(st.integers(1, 20))]:
        settled = case.settle(at_share(case.terms, Fraction(point.percent, 100)))
        row: dict[str, Any] = _drawn(point)
        assert (row["paid"], row["worth"]) == (settled.paid.cents, settled.value.cents)
        assert row["more"] == max(row["worth"], row["paid"])
        if row["paid"] <= row["worth"]:
            assert row["unpaid"] == row["worth"]
        assert row["paid"] <= row["talked"] <= row["unpaid"]


def test_only_what_happens_stands_in_the_legend() -> None:
    def names(shown: ShownForm) -> str:
        return json.dumps(_chart([_drawn(point) for point in shown.line], 760).to_dict())

    assert "In overleg" not in names(of("open-volume"))
    assert "In overleg" in names(of("around-amount"))
    assert "Geleverd, niet betaald" in names(of("price-times-quantity"))


def test_a_policy_shows_its_own_form_with_its_own_parameters() -> None:
    contract = small_outcome().dossier.policy.contract
    shown = show_contract(replace(contract, form="bandwidth", params={"from": "80%", "to": "120%"}))
    assert shown is not None
    assert any("80%" in setting for setting in shown.settings)
    assert show_contract(replace(contract, form="iets anders")) is None
    assert show_contract(replace(contract, form="bandwidth", params={"from": "veel"})) is None


def test_the_most_is_said_in_words_where_nothing_limits_it() -> None:
    form = CONTRACT_FORMS["price-times-quantity"]
    params = read("x", form.params, {})[0]
    shown = show_form(form, Terms(EXAMPLE.lines, Money.euros(80_000)), params)
    assert shown.most == dutch.amount(Money.euros(80_000))
    assert of("open-volume").most == "niets begrenst het"


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    made = CliRunner().invoke(app, ["agreement", "forms", "-o", str(tmp_path / "vormen.html")])
    assert made.exit_code == 0, made.output
    assert (tmp_path / "vormen.html").read_text(encoding="utf-8") == PAGE
    own = CliRunner().invoke(app, ["agreement", "forms", "examples/wlz-2027"])
    assert "price-times-quantity" in own.output
    assert "bandwidth" not in own.output
