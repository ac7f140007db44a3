"""A round norm by norm, and figures with one definition, on both examples."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from driehoek.application.outcome import RoundOutcome
from driehoek.application.oversight import FIGURES, SILENT, Oversight, figures, of_maximum, oversight
from driehoek.bootstrap.rounds import decide, load
from driehoek.kernel import total

EXAMPLES = Path(__file__).parents[3] / "examples"


def decided(name: str) -> RoundOutcome:
    dossier = load(EXAMPLES / name).dossier
    assert dossier is not None
    outcome = decide(dossier)
    assert isinstance(outcome, RoundOutcome)
    return outcome


@pytest.fixture(scope="module")
def wlz() -> RoundOutcome:
    return decided("wlz-2027")


@pytest.fixture(scope="module")
def awbz() -> Oversight:
    return oversight(decided("awbz-2008"))


@pytest.mark.requirement("A-045")
def test_the_four_conditions_of_2008_stand_with_what_the_dossier_shows_and_are_not_shown_of_today(
    awbz: Oversight, wlz: RoundOutcome
) -> None:
    by_id = {row.id: row for row in awbz.points}
    assert [key for key in by_id if len(key) == 1] == ["a", "b", "c", "d"]
    assert by_id["b"].evidence == ("Het beleid is bekendgemaakt op 8 oktober 2007, voor iedereen te lezen.",)
    assert by_id["c"].evidence == ("Inschrijven kon van 8 oktober 2007 tot 3 december 2007.",)
    assert "Alle" in by_id["d"].evidence[0]
    assert "controles op de verdeling gaan op" in by_id["d"].evidence[0]
    assert by_id["a"].evidence == (SILENT,)
    assert "kader 2" in by_id["d"].ground
    assert not [row.id for row in oversight(wlz).points if len(row.id) == 1]


@pytest.mark.requirement("A-050")
def test_the_five_objectives_stand_first(awbz: Oversight) -> None:
    assert len(awbz.goals) >= 5


def test_every_change_by_hand_stands_in_euros_and_the_checks_are_all_there(awbz: Oversight) -> None:
    assert len(awbz.clauses) > 15
    assert {row.outcome for row in awbz.clauses} == {"holds"}
    assert [row.amount for row in awbz.by_hand]
    assert awbz.by_hand_sum.startswith("€")


def test_each_figure_is_made_of_the_round_itself_and_has_a_definition_and_a_caveat(wlz: RoundOutcome) -> None:
    made = figures(wlz)
    assert set(made) == {item.id for item in FIGURES}
    assert all(item.definition.endswith(".") and item.caveat.endswith(".") for item in FIGURES)
    assert made["entered"] == str(len(wlz.assessments))
    most = total(line.quantity.at(line.maximum) for line in wlz.lines)
    share = of_maximum(wlz)
    assert share is not None
    assert share.value == Fraction(total(line.amount for line in wlz.lines).cents, most.cents)
    assert made["days-before"] == "31"
