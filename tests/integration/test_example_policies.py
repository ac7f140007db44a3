"""The policies of the two examples: sound, complete, and open about what is made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from driehoek.adapters.dossier import decode_policy
from driehoek.application.round import check_policy
from driehoek.domain.policy import Policy, Procedure, ProviderGroup, RequirementKind, full_calendar
from driehoek.domain.regimes import regime
from driehoek.kernel import Severity

EXAMPLES = Path(__file__).parents[2] / "examples"


def policy(name: str) -> Policy:
    decoded = decode_policy((EXAMPLES / name / "policy.yaml").read_bytes())
    assert decoded.findings == ()
    assert decoded.value is not None
    return decoded.value


@pytest.mark.parametrize("name", ["awbz-2008", "wlz-2027"])
def test_an_example_has_nothing_to_mend(name: str) -> None:
    findings = check_policy(policy(name))
    assert [str(item) for item in findings if item.severity is not Severity.NOTE] == []


@pytest.mark.requirement("B-001", "B-010")
def test_the_2008_example_has_the_common_dates_and_is_published_under_reservation() -> None:
    example = policy("awbz-2008")
    common = full_calendar(regime("awbz-2008"), 2008)
    stated = {item.id: (item.day, item.first_day) for item in example.calendar.milestones}
    assert stated == {item.id: (item.day, item.first_day) for item in common.milestones}
    provisional = {item.subject for item in check_policy(example) if item.code.id == "CAL-011"}
    assert provisional == {"overeenkomst", "ruimte", "verdeling"}


def labels(example: Policy, kind: RequirementKind) -> list[str]:
    return [item.label for item in example.requirements if item.kind is kind]


def test_the_2008_example_is_complete() -> None:
    example = policy("awbz-2008")
    suitability = labels(example, RequirementKind.SUITABILITY)
    assert suitability == [*"abcdefgh", "a (financieel-economisch)"]
    exclusion = labels(example, RequirementKind.EXCLUSION)
    assert exclusion == ["a", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "c"]
    assert len(labels(example, RequirementKind.CONDITION)) == 8


@pytest.mark.requirement("D-031")
def test_the_2008_example_ranks_on_the_four_default_areas() -> None:
    lot = policy("awbz-2008").lot("thuiszorg")
    assert [area.id for area in lot.criteria] == ["quality", "service", "operations", "price"]
    assert [len(area.parts) for area in lot.criteria] == [5, 4, 2, 0]


@pytest.mark.requirement("E-021", "B-011")
def test_the_2008_example_uses_both_models_each_for_its_own_market() -> None:
    models = {step.use: step.lots for step in policy("awbz-2008").division.models}
    assert models == {"ranked-q": ("thuiszorg",), "differential-p": ("begeleiding",)}


def test_every_weight_of_the_2008_example_says_that_it_is_made_up() -> None:
    for lot in policy("awbz-2008").lots:
        assert all("SYNTHETIC" in leaf.ground.explanation for leaf in lot.leaves())


@pytest.mark.requirement("B-014")
def test_the_2027_example_asks_the_board_statement_and_the_client_councils_signature() -> None:
    asked = {question.id for question in policy("wlz-2027").questions}
    assert {"board-statement", "client-council-signature"} <= asked


def test_the_2027_example_admits_all_who_qualify_and_ranks_only_innovation() -> None:
    procedures = {lot.id: lot.procedure for lot in policy("wlz-2027").lots}
    assert procedures == {"regulier": Procedure.ADMISSION, "innovatie": Procedure.OPEN}


def test_the_2027_example_keeps_the_door_open_for_new_providers() -> None:
    calendar = policy("wlz-2027").calendar
    rolling = [window for window in calendar.windows if window.closes is None]
    assert [window.groups for window in rolling] == [(ProviderGroup.NEW_TO_OFFICE, ProviderGroup.NEW)]
    form = calendar.milestone("budget-form")
    assert form is not None
    assert form.last_day == date(2026, 11, 14)


def test_the_2027_example_says_which_percentages_are_made_up() -> None:
    tariff = policy("wlz-2027").division.tariff
    bases = [step for step in tariff if step.use == "base-percentage"]
    assert all(step.ground.basis == "SYNTHETIC" for step in bases)
