"""Answers that name lines of the picture of need: complete, readable, and a knock-out like any other answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from driehoek.domain.policy import Question, QuestionType, RequirementKind, RequirementUse
from driehoek.domain.tender.assess import assess_all
from driehoek.domain.tender.complete import fit, wanted
from driehoek.domain.tender.outcome import Standing
from driehoek.kernel import Finding, Holds
from driehoek.testing.requirements import policy_of, provider_of, submission_of

HERE, THERE = "5513/VV/0664/white-spot", "5513/VG/gap"
QUESTION = Question("spots", "Welke witte vlek?", QuestionType.NEED_LINES, {HERE: "Goes", THERE: "Regio"})


@pytest.mark.parametrize(
    ("answer", "required", "code"),
    [
        (HERE, True, ""),
        (f"{HERE}, {THERE}", True, ""),
        (f"{HERE}, 5513/GGZ/gap", True, "SUB-022"),
        ("Goes", False, "SUB-023"),
        ("", True, "SUB-020"),
        ("", False, ""),
    ],
)
def test_an_answer_names_lines_that_the_form_offers(answer: str, required: bool, code: str) -> None:  # noqa: FBT001
    policy = policy_of((), (replace(QUESTION, required=required),))
    found = fit(policy, provider_of(), submission_of({"spots": answer}))
    assert [item.code.id for item in found.findings] == ([code] if code else [])
    assert found.complete is (code not in {"SUB-020", "SUB-022"})
    assert found.submission.answers == ({"spots": answer} if answer and not code else {})


def test_what_is_wanted_names_the_lines() -> None:
    assert wanted(QUESTION) == f"een of meer van {HERE}, {THERE}, met een komma ertussen"


@pytest.mark.parametrize(
    ("answer", "outcome"), [(f"{THERE}, {HERE}", Holds("Regio; Goes")), (HERE, Holds("Goes")), (THERE, "REQ-029")]
)
def test_a_requirement_can_ask_for_one_of_the_white_spots(answer: str, outcome: Holds | str) -> None:
    """One accepted line is enough; naming none of them knocks out, as with any choice."""
    use = RequirementUse(
        "fills", RequirementKind.SUITABILITY, "choice-accepted", "U vult Goes in.", "spots", {"accepted": HERE}
    )
    policy = policy_of((use,), (QUESTION,))
    submission = submission_of({"spots": answer})
    (found,) = assess_all(policy, [provider_of()], [submission], (), submission.received.date())
    (tested,) = found.tested
    seen = tested.outcome.code.id if isinstance(tested.outcome, Finding) else tested.outcome
    assert seen == outcome
    assert found.standing is (Standing.REFUSED if outcome == "REQ-029" else Standing.ADMITTED)
