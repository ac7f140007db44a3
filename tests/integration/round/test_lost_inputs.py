"""A lost input file is no decision: the round says what is missing and stops where nobody would get anything."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from driehoek.application.dossier import Dossier
from driehoek.application.outcome import RoundOutcome
from driehoek.application.round import check_round
from driehoek.bootstrap import rounds
from driehoek.domain.policy import ProviderGroup, Step
from driehoek.engines.allocation.base import Ability
from driehoek.engines.allocation.definitions import steps_that
from driehoek.kernel import Finding

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"


@cache
def dossier() -> Dossier:
    loaded = rounds.load(EXAMPLE)
    assert loaded.dossier is not None
    return replace(loaded.dossier, adjustments=())


def of(code: str, findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(item.subject, item.seen) for item in findings if item.code.id == code]


def test_a_round_whose_realised_production_is_lost_is_not_decided() -> None:
    lost = replace(dossier(), realised=())
    outcome = rounds.decide(lost)
    assert not isinstance(outcome, RoundOutcome)
    assert of("RND-010", outcome) == [("regulier", "first-volume")]
    assert of("RND-010", check_round(lost)) == of("RND-010", outcome)
    assert "need/realised.csv" in next(item.mend() for item in outcome if item.code.id == "RND-010")


def test_amounts_without_a_lot_or_of_nothing_are_lost_as_well() -> None:
    nowhere = tuple(replace(item, lot="") for item in dossier().realised)
    assert of("RND-010", check_round(replace(dossier(), realised=nowhere))) == [("regulier", "first-volume")]


def test_a_lot_that_only_new_providers_entered_has_no_last_year() -> None:
    new = tuple(replace(item, group=ProviderGroup.NEW) for item in dossier().providers)
    assert of("RND-010", check_round(replace(dossier(), providers=new, realised=()))) == []


def test_an_existing_contract_without_realised_production_is_named() -> None:
    assert of("RND-011", check_round(dossier())) == []
    kept = tuple(item for item in dossier().realised if item.contract != "99000002")
    outcome = rounds.decide(replace(dossier(), realised=kept))
    assert isinstance(outcome, RoundOutcome)
    assert of("RND-011", outcome.findings) == [("99000002", "first-volume")]


def test_a_round_without_choices_says_so() -> None:
    assert of("RND-012", check_round(dossier())) == []
    outcome = rounds.decide(replace(dossier(), choices=()))
    assert isinstance(outcome, RoundOutcome)
    assert of("RND-012", outcome.findings) == [("regulier", "money-follows-client")]


@pytest.mark.parametrize(("guarantee", "needs"), [("0%", False), ("90%", True)])
def test_a_ranking_needs_last_year_only_for_its_guarantee(guarantee: str, *, needs: bool) -> None:
    step = Step("rank", "ranked-q", params={"guarantee": guarantee})
    division = replace(dossier().policy.division, models=(step,), after=())
    assert steps_that(Ability.NEEDS_REALISED, division, "x") == ((step,) if needs else ())
    cap = Step("cap", "maximum-move", lots=("x",))
    capped = replace(division, models=(), after=(cap,))
    assert steps_that(Ability.NEEDS_REALISED, capped, "x") == (cap,)
    assert steps_that(Ability.NEEDS_REALISED, capped, "y") == ()


def test_a_file_that_sources_csv_names_and_is_not_there_stops_the_round(tmp_path: Path) -> None:
    folder = tmp_path / "ronde"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("result"))
    (folder / "need" / "realised.csv").unlink()
    loaded = rounds.check(folder)
    assert loaded.dossier is None
    assert of("DOS-051", loaded.findings) == [("need/realised.csv", "need/realised.csv")]


def test_a_round_that_lost_the_figures_of_its_space_is_not_decided() -> None:
    shifting = Step("regio", "regional-basis", params={"population": "25%"})
    division = replace(dossier().policy.division, space=(shifting,))
    lost = replace(dossier(), policy=replace(dossier().policy, division=division))
    assert not isinstance(rounds.decide(lost), RoundOutcome)
    assert of("RND-020", check_round(lost)) == [("regio", "")]
    assert of("RND-020", check_round(dossier())) == []
