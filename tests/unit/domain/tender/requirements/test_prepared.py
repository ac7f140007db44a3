"""What can be wrong with the requirements of a policy, and what they do to whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from driehoek.domain.policy import Due, Policy, ProviderGroup, RequirementKind, RequirementUse
from driehoek.domain.policy.checks.words import check_words
from driehoek.domain.tender.assess import assess_all
from driehoek.domain.tender.outcome import Standing
from driehoek.domain.tender.requirements import Refusals, check, prepare, refusals_per_requirement
from driehoek.kernel import UNSTATED
from driehoek.testing.requirements import BASIS, DECIDED, policy_of, provider_of, submission_of, yes_no

SOUND = RequirementUse("a", RequirementKind.SUITABILITY, "declared", "De eis.", "a", ground=BASIS)


def around(*uses: RequirementUse) -> Policy:
    return policy_of(uses, [yes_no("a")])


def test_a_sound_requirement_has_no_faults() -> None:
    assert check(around(SOUND)) == ()
    assert prepare(around(SOUND))[0].faults == ()


@pytest.mark.parametrize(
    ("use", "code"),
    [
        (replace(SOUND, question=""), "REQ-103"),
        (replace(SOUND, kind=RequirementKind.EXCLUSION, due=Due.START_OF_CARE), "REQ-104"),
    ],
)
def test_what_only_this_room_can_see_is_found(use: RequirementUse, code: str) -> None:
    assert [finding.code.id for finding in check(around(use))] == [code]


@pytest.mark.parametrize(
    ("use", "code"),
    [
        (replace(SOUND, use="made-up"), "REQ-101"),
        (replace(SOUND, question="zz"), "REQ-102"),
        (replace(SOUND, use="quality-system", params={"path_question": "zz"}), "REQ-102"),
        (replace(SOUND, params={"wanted": "misschien"}), "POL-003"),
        (replace(SOUND, question=""), "REQ-103"),
    ],
)
def test_what_cannot_be_tested_says_so_and_needs_a_person(use: RequirementUse, code: str) -> None:
    (found,) = assess_all(around(use), [provider_of()], [submission_of({"a": "no"})], (), DECIDED)
    assert found.standing is Standing.DECISION_NEEDED
    assert [finding.code.id for finding in found.findings] == [code]


@pytest.mark.requirement("M-322")
def test_each_requirement_is_asked_for_its_basis() -> None:
    silent = replace(SOUND, id="b", ground=UNSTATED)
    asked = {finding.subject for finding in check_words(around(SOUND, silent), None) if finding.code.id == "POL-070"}
    assert "requirements.b" in asked
    assert "requirements.a" not in asked


def test_a_requirement_is_called_by_its_printed_label_or_its_number_within_its_kind() -> None:
    uses = [
        replace(SOUND, id="1"),
        replace(SOUND, id="2", kind=RequirementKind.EXCLUSION, label="b2"),
        replace(SOUND, id="3"),
        replace(SOUND, id="4", kind=RequirementKind.CONDITION),
    ]
    names = [item.name for item in prepare(around(*uses))]
    assert names == ["eis 1", "uitsluitingsgrond b2", "eis 2", "voorwaarde 1"]


@pytest.mark.requirement("D-047")
def test_refusals_are_counted_per_requirement_group_and_size() -> None:
    policy = policy_of([SOUND, replace(SOUND, id="b", question="b")], [yes_no("a"), yes_no("b")])
    answers = {
        "06010001": ("no", "yes"),
        "06010002": ("no", "no"),
        "06010003": ("yes", "yes"),
        "06010004": ("no", "yes"),
    }
    groups = {"06010004": ProviderGroup.NEW}
    providers = [provider_of(code, group=groups.get(code, ProviderGroup.EXISTING)) for code in answers]
    handed_in = [submission_of({"a": a, "b": b}, code) for code, (a, b) in answers.items()]
    assessments = assess_all(policy, providers, handed_in, (), DECIDED)
    sizes = {"06010001": "klein", "06010002": "klein", "06010003": "groot", "06010004": "klein"}
    existing, new = ProviderGroup.EXISTING, ProviderGroup.NEW
    assert refusals_per_requirement(assessments, providers, sizes) == (
        Refusals("a", existing, "groot", refused=0, only=0, tested=1),
        Refusals("a", existing, "klein", refused=2, only=1, tested=2),
        Refusals("a", new, "klein", refused=1, only=1, tested=1),
        Refusals("b", existing, "groot", refused=0, only=0, tested=1),
        Refusals("b", existing, "klein", refused=1, only=0, tested=2),
        Refusals("b", new, "klein", refused=0, only=0, tested=1),
    )
    assert {line.size for line in refusals_per_requirement(assessments, providers)} == {"onbekend"}


def test_a_condition_that_is_not_met_refuses_no_one() -> None:
    condition = replace(SOUND, kind=RequirementKind.CONDITION)
    found = assess_all(around(condition), [provider_of()], [submission_of({"a": "no"})], (), DECIDED)
    (line,) = refusals_per_requirement(found, [provider_of()])
    assert (line.refused, line.only, line.tested) == (0, 0, 1)
