"""What can be repaired: what the policy names, for whoever lacks it, until the day it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from driehoek.application.dossier import Dossier
from driehoek.application.problem import decision_day
from driehoek.application.repairs import given, in_term, repairable, repaired
from driehoek.application.round import Judged, judge
from driehoek.bootstrap.rounds import load
from driehoek.domain.policy import Question, QuestionType, RepairWindow
from driehoek.domain.tender.submission import Evidence

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"
EXTRACT, CONTRACT = "chamber-of-commerce-extract", "99000016"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    found = load(EXAMPLE).dossier
    assert found is not None
    return found


def judged(dossier: Dossier) -> Judged:
    return judge(dossier, decision_day(dossier.policy))


def found_in(dossier: Dossier) -> dict[str, date]:
    said = judged(dossier)
    items = repairable(dossier.policy, dossier.providers, said.taken, said.assessments)
    assert {item.lack.question.id for item in items} <= set(
        dossier.policy.repair.questions if dossier.policy.repair else ()
    )
    return {item.contract: item.until for item in items if item.lack.question.id == EXTRACT}


def test_whoever_lacks_the_same_can_repair_it_until_the_same_day(dossier: Dossier) -> None:
    bare = replace(dossier, submissions=tuple(replace(item, evidence=(), completed={}) for item in dossier.submissions))
    assert found_in(dossier)[CONTRACT] == date(2026, 8, 5)
    everyone = found_in(bare)
    assert len(everyone) > 20
    assert set(everyone.values()) == {date(2026, 8, 5)}


def test_without_a_window_in_the_policy_nothing_can_be_repaired(dossier: Dossier) -> None:
    assert found_in(replace(dossier, policy=replace(dossier.policy, repair=None))) == {}
    other = RepairWindow(5, ("ubo-extract",))
    assert found_in(replace(dossier, policy=replace(dossier.policy, repair=other))) == {}


def test_a_repair_counts_in_its_term_and_not_a_day_later(dossier: Dossier) -> None:
    question = dossier.policy.question(EXTRACT)
    assert question is not None
    paper = Evidence(EXTRACT, "nieuw.pdf", date(2026, 6, 20), sha256="0" * 64)
    last = datetime.combine(date(2026, 8, 5), datetime.max.time())
    for moment, counts in ((last, True), (last + timedelta(microseconds=1), False)):
        made = tuple(
            repaired(item, question, "", paper, moment) if item.contract.code == CONTRACT else item
            for item in dossier.submissions
        )
        assert (CONTRACT in judged(replace(dossier, submissions=made)).admitted) is counts


def test_an_answer_that_says_nothing_or_comes_too_late_is_refused() -> None:
    asked = Question("aantal", "Hoeveel?", QuestionType.NUMBER)
    assert given(asked, "12.5") is None
    for nothing in ("", "  ", "veel"):
        refused = given(asked, nothing)
        assert refused is not None
        assert refused.code.id == "SUB-043"
    assert in_term(asked, date(2026, 8, 5), date(2026, 8, 5)) is None
    late = in_term(asked, date(2026, 8, 5), date(2026, 8, 6))
    assert late is not None
    assert (late.code.id, late.wanted) == ("SUB-042", "5 augustus 2026")
