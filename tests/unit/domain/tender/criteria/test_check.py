"""What can be wrong with criteria is found before anyone submits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from driehoek.domain.policy import Criterion, Raw
from driehoek.domain.policy.params import UNREADABLE as BAD_PARAM
from driehoek.domain.tender.criteria import assessment_form, check_criteria, check_lot, prepare_all
from driehoek.domain.tender.criteria.base import BAD_BOUNDS, BAD_LIST, BAD_POINTS
from driehoek.domain.tender.criteria.check import (
    BAD_MINIMUM,
    REPEATED,
    SHAPE,
    UNKNOWN_METHOD,
    UNKNOWN_QUESTION,
    WEIGHTS,
    WRONG_TYPE,
)
from driehoek.domain.tender.criteria.points_per_answer import NO_POINTS
from driehoek.domain.tender.criteria.steps import NOT_RISING
from driehoek.kernel import Code, Rate
from driehoek.testing.tenders import leaf, lot_of, policy_of, ten


def codes(*criteria: Criterion) -> list[Code]:
    lot = lot_of(*criteria)
    return [finding.code for finding in check_lot(policy_of(lot), lot)]


def test_sound_criteria_have_no_findings() -> None:
    group = Criterion("group", "Groep", Rate.percent(60), parts=(ten("quality", 50), ten("service", 50)))
    assert codes(group, ten("price", 40)) == []
    assert codes() == []


WRONG: list[tuple[str, str, Mapping[str, Raw], Code]] = [
    ("linear", "quality", {"from": "5", "to": "5"}, BAD_BOUNDS),
    ("linear", "quality", {"from": "laag", "to": "5"}, BAD_BOUNDS),
    ("below-maximum-tariff", "share", {"full": "2%", "none": "5%"}, BAD_BOUNDS),
    ("marks", "plan", {"spread": "200%"}, BAD_BOUNDS),
    ("marks", "plan", {"assessors": "0"}, BAD_BOUNDS),
    ("points-per-answer", "certified", {"answers": ("yes", "no"), "points": ("10",)}, BAD_LIST),
    ("points-per-answer", "certified", {"answers": (), "points": ()}, BAD_LIST),
    ("points-per-answer", "certified", {"answers": ("yes", "no"), "points": ("10", "weinig")}, BAD_LIST),
    ("points-per-answer", "certified", {"answers": ("yes", "no"), "points": ("11", "0")}, BAD_POINTS),
    ("points-per-answer", "certified", {"answers": ("yes",), "points": ("10",)}, NO_POINTS),
    ("points-per-answer", "level", {"answers": ("done", "begun"), "points": ("10", "5")}, NO_POINTS),
    ("steps", "quality", {"from": ("80", "veel"), "points": ("4", "7")}, BAD_LIST),
    ("steps", "quality", {"from": ("80",), "points": ("4",), "classes": ("A", "B")}, BAD_LIST),
    ("steps", "quality", {"from": ("80", "90"), "points": ("4", "-1")}, BAD_POINTS),
    ("steps", "quality", {"from": ("80", "90"), "points": ("7", "4")}, NOT_RISING),
    ("steps", "quality", {"from": ("80", "90"), "points": ("4", "7"), "best": "lowest"}, NOT_RISING),
    ("steps", "quality", {"from": ("80",), "points": ("4",), "best": "higher"}, BAD_PARAM),
    ("linear", "plan", {"from": "0", "to": "10"}, WRONG_TYPE),
    ("linear", "nowhere", {"from": "0", "to": "10"}, UNKNOWN_QUESTION),
    ("by-lot", "quality", {}, UNKNOWN_METHOD),
]


@pytest.mark.parametrize(("method", "question", "params", "code"), WRONG)
def test_a_faulty_criterion_is_found(method: str, question: str, params: Mapping[str, Raw], code: Code) -> None:
    assert code in codes(leaf("criterion", 100, method, params, question=question))


def test_the_tree_must_be_sound() -> None:
    assert codes(ten("quality", 60), ten("service", 30)) == [WEIGHTS]
    assert codes(ten("quality", 110), ten("service", -10)) == [WEIGHTS]
    assert codes(Criterion("empty", "Leeg", Rate.percent(100))) == [SHAPE]
    both = replace(ten("quality", 100), parts=(ten("service", 100),))
    assert SHAPE in codes(both)
    assert codes(ten("quality", 50), ten("quality", 50)) == [REPEATED]
    assert codes(ten("quality", 100, minimum="150%")) == [BAD_MINIMUM]


def test_a_method_that_reads_an_answer_needs_a_question_that_is_asked() -> None:
    assert codes(replace(ten("quality", 100), question="")) == [UNKNOWN_QUESTION]
    assert codes(leaf("plan", 100, "marks", {}, question="elders")) == [UNKNOWN_QUESTION]
    assert codes(replace(leaf("plan", 100, "marks", {}), question="")) == []


def test_all_faults_of_a_policy_come_at_once() -> None:
    lot = lot_of(ten("quality", 60), leaf("service", 30, "nothing", {}))
    policy = policy_of(lot)
    found = check_criteria(policy)
    assert [finding.code for finding in found] == [WEIGHTS, UNKNOWN_METHOD]
    assert prepare_all(policy, lot) == found
    assert all(finding.mend() for finding in found)


@pytest.mark.requirement("M-268")
def test_one_assessment_form_for_every_assessor() -> None:
    params: dict[str, Raw] = {
        "norm": "Het plan kan morgen beginnen",
        "assessors": "2",
        "anchors": ("10: af", "5: half"),
    }
    lot = lot_of(leaf("plan", 60, "marks", params), ten("quality", 40))
    (row,) = assessment_form(policy_of(lot), lot)
    assert (row.criterion, row.scale, row.assessors, row.anchors) == ("plan", 10, 2, ("10: af", "5: half"))
    assert row.norm.startswith("Het plan kan morgen beginnen.")
    assert row.asked == "Wat is uw plan?"
