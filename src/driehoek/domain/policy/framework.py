"""A policy beside the national framework and the goals of its regime (B-012, B-017, B-028, M-260, A-050).

The national framework is itself a policy: what all purchasers share. A regional policy adds form, not goals; what it
asks on top must carry the label ``beyond_framework`` and a reason, so that providers can see it.
"""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.domain.policy.compare import Act, differences
from driehoek.domain.policy.diff import PolicyChange, diff
from driehoek.domain.policy.policy import Policy, RequirementUse
from driehoek.domain.regimes import find_regime
from driehoek.kernel import Code, Finding, Severity

UNLABELLED = Code(
    "POL-090",
    nl="De eis {subject} wijkt af van het landelijke kader ({seen}), maar dat staat er niet bij.",
    en="The requirement {subject} deviates from the national framework ({seen}) without the label.",
    mend_nl="Zet beyond_framework op true en leg uit waarom, of volg het kader.",
    mend_en="Set beyond_framework to true and explain why, or follow the framework.",
    severity=Severity.WARNING,
)
LEFT_OUT = Code(
    "POL-091",
    nl="De eis {subject} van het landelijke kader staat niet in dit beleid.",
    en="The requirement {subject} of the national framework is not in this policy.",
    mend_nl="Neem de eis over, of leg in de samenvatting uit waarom zij hier niet geldt.",
    mend_en="Take the requirement over, or explain in the summary why it does not hold here.",
    severity=Severity.WARNING,
)
FINDINGS = (UNLABELLED, LEFT_OUT)

_COMPARED = ("requirements", "questions")
_WORDS_ONLY = ("ground", "label", "beyond_framework")


def own_requirements(policy: Policy) -> tuple[RequirementUse, ...]:
    """What the policy says itself that it asks on top of the national framework, each with its reason (B-028)."""
    return tuple(requirement for requirement in policy.requirements if requirement.beyond_framework)


def beside_framework(framework: Policy, policy: Policy) -> tuple[PolicyChange, ...]:
    """Every deviation from the national framework in what is asked and required, in sentences (M-260)."""
    return tuple(change for change in diff(framework, policy) if change.path.split(".")[0] in _COMPARED)


def check_framework(framework: Policy, policy: Policy) -> tuple[Finding, ...]:
    """Deviations from the national framework that are not labelled, and its requirements that were left out."""
    return tuple(_deviations(framework, policy))


def _deviations(framework: Policy, policy: Policy) -> Iterator[Finding]:
    labelled = {requirement.id for requirement in own_requirements(policy)}
    told: set[str] = set()
    for item in differences(framework, policy):
        if item.path[0] != "requirements" or (item.path[2:3] and item.path[2] in _WORDS_ONLY):
            continue
        name = item.path[1]
        if name in told:
            continue
        told.add(name)
        if item.act is Act.REMOVED and len(item.path) == len(("requirements", name)):
            yield Finding(LEFT_OUT, name)
        elif name not in labelled:
            yield Finding(UNLABELLED, name, seen=item.dotted)


def attached_goals(policy: Policy) -> tuple[str, ...]:
    """The goals printed with every policy: the objectives of its regime first, then its own (A-050)."""
    regime = find_regime(policy.regime)
    common = tuple(goal.nl for goal in regime.goals.objectives) if regime else ()
    return (*common, *(goal for goal in policy.goals if goal not in common))
