"""What of the requirements goes into the agreement: conditions, and what must be there later (D-020 to D-028)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from driehoek.domain.policy import Policy, RequirementKind
from driehoek.domain.tender.outcome import Assessment
from driehoek.domain.tender.requirements.base import due_on, not_yet
from driehoek.domain.tender.requirements.condition_accepted import PARTS
from driehoek.domain.tender.requirements.prepared import Prepared, prepare
from driehoek.kernel import Finding, NotApplicable

OBLIGATIONS = "verplichtingen met een datum"
"""The heading of what must be there by a later day."""
GENERAL = "algemene eisen"
"""The heading of suitability requirements as they stand in the agreement (002, 3.4)."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the agreement that follows from a requirement.

    Attributes:
        requirement: its id in the policy.
        heading: the part of the agreement, in Dutch.
        text: the clause, in plain Dutch.
        by: the last day, where it need not be there yet at the start.
        settled: False while the provider did not accept it and it must be talked about before signing.
    """

    requirement: str
    heading: str
    text: str
    by: date | None = None
    settled: bool = True


def clauses(policy: Policy, assessment: Assessment, ready: tuple[Prepared, ...] | None = None) -> tuple[Clause, ...]:
    """The clauses that the requirements bring into the agreement of one provider, in the order of the policy.

    Conditions under their part (delivery, quality, information), suitability requirements as general requirements
    (they are part of the agreement as well), each that is due later with its day. Exclusion grounds bring none, and
    a requirement that does not speak to this provider brings none.

    Args:
        policy: the policy, as it binds this provider (see `in_force`).
        assessment: of this provider.
        ready: ``prepare(policy)``, when many providers are done in a row.
    """
    tested = {item.requirement: item.outcome for item in assessment.tested}
    found: list[Clause] = []
    for item in prepare(policy) if ready is None else ready:
        use, outcome = item.use, tested.get(item.use.id)
        if use.kind is RequirementKind.EXCLUSION or outcome is None:
            continue
        by = due_on(policy, use, policy.contract.starts_on)
        is_later = isinstance(outcome, NotApplicable)
        if is_later and outcome != not_yet(by):
            continue
        by_day = by if is_later else None
        settled = not isinstance(outcome, Finding)
        found.append(Clause(use.id, _heading(item, by_day), use.text, by_day, settled))
    return tuple(found)


def _heading(item: Prepared, by: date | None) -> str:
    if by is not None:
        return OBLIGATIONS
    if item.use.kind is RequirementKind.SUITABILITY or "part" not in item.params.values:
        return GENERAL
    return PARTS[item.params.text("part")]
