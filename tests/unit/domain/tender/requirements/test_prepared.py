"""What can be wrong with the requirements of a policy, and what they do to whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from driehoek.domain.policy import Due, ProviderGroup, RequirementKind, RequirementUse
from driehoek.domain.tender.assess import assess_all
from driehoek.domain.tender.requirements import Refusals, check, prepare, refusals_per_requirement
from driehoek.kernel import UNSTATED, Severity
from driehoek.testing.requirements import BASIS, DECIDED, policy_of, provider_of, submission_of, yes_no

SOUND = RequirementUse("a", RequirementKind.SUITABILITY, "declared", "De eis.", "a", ground=BASIS)


def found(*uses: RequirementUse) -> list[str]:
    asked = [replace(yes_no("a"), groups=(ProviderGroup.EXISTING,), lots=("vv",)), yes_no("b")]
    return [finding.code.id for finding in check(policy_of(uses, asked, ("vv", "gz")))]


def narrow(use: RequirementUse) -> RequirementUse:
    return replace(use, groups=(ProviderGroup.EXISTING,), lots=("vv",))


def test_a_sound_requirement_has_no_faults() -> None:
    assert found(narrow(SOUND)) == []


@pytest.mark.parametrize(
    ("use", "code"),
    [
        (replace(SOUND, use="made-up", question="b"), "REQ-101"),
        (replace(SOUND, question="zz"), "REQ-102"),
        (replace(SOUND, question="b", use="quality-system", params={"path_question": "zz"}), "REQ-102"),
        (replace(SOUND, question=""), "REQ-103"),
        (replace(SOUND, question="b", due=Due.WITHIN_TERM), "REQ-105"),
        (replace(SOUND, question="b", kind=RequirementKind.EXCLUSION, due=Due.START_OF_CARE), "REQ-106"),
        (replace(SOUND, question="b", params={"wanted": "misschien"}), "POL-003"),
    ],
)
def test_each_fault_of_a_policy_is_found(use: RequirementUse, code: str) -> None:
    assert found(use) == [code]


def test_a_question_that_is_not_asked_of_everyone_is_found() -> None:
    assert found(SOUND) == ["REQ-104", "REQ-104", "REQ-104"], "two groups and one lot"


def test_an_id_that_stands_twice_is_found() -> None:
    assert found(narrow(SOUND), narrow(SOUND)) == ["REQ-108"]


@pytest.mark.requirement("M-322")
def test_a_requirement_without_a_basis_is_asked_for_one() -> None:
    (finding,) = check(policy_of([replace(narrow(SOUND), ground=UNSTATED)], [yes_no("a")]))
    assert finding.code.id == "REQ-107"
    assert finding.severity is Severity.WARNING


def test_names_count_within_their_kind_and_carry_the_printed_label() -> None:
    uses = [
        replace(SOUND, id="1", label="a"),
        replace(SOUND, id="2", kind=RequirementKind.EXCLUSION, label="b2"),
        replace(SOUND, id="3", label="c"),
        replace(SOUND, id="4", kind=RequirementKind.CONDITION),
    ]
    names = [item.name for item in prepare(policy_of(uses, [yes_no("a")]))]
    assert names == ["eis 1 (a)", "uitsluitingsgrond 1 (b2)", "eis 2 (c)", "voorwaarde 1"]


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
