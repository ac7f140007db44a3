"""The ways that are open to who disagrees with a decision, each with its last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from driehoek.application.letters.case import Case
from driehoek.application.letters.decision import variant_of
from driehoek.application.letters.letter import Variant
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.policy import Route
from driehoek.domain.policy.remedies import closes_on

UNDECIDED = frozenset({Variant.DECISION_NEEDED, Variant.WITHDRAWN})
"""Letters that decide nothing, so that there is nothing to come up against."""


@dataclass(frozen=True, slots=True)
class OpenRoute:
    """A route of the policy that is open in one case.

    Attributes:
        route: as the policy has it.
        last: the last day on which it is open; None where it has no term.
    """

    route: Route
    last: date | None


def routes_for(outcome: RoundOutcome, contract: str) -> tuple[OpenRoute, ...]:
    """What one contract can do about its decision; nothing where nothing was decided yet.

    Raises:
        LookupError: when the contract did not submit.
    """
    assessment = outcome.assessment(contract)
    if assessment is None:
        msg = f"contract {contract} has no submission in this round"
        raise LookupError(msg)
    case = Case.of(outcome, contract, assessment)
    if variant_of(case) in UNDECIDED:
        return ()
    calendar, decided_on = case.policy.calendar, case.outcome.decided_on
    return tuple(
        OpenRoute(route, closes_on(route, calendar, decided_on))
        for route in case.policy.objection
        if is_open(case, route)
    )


def is_open(case: Case, route: Route) -> bool:
    """Whether the day of the calendar to which the route is tied, if any, has not passed on the day of the letter."""
    milestone = case.policy.calendar.milestone(route.until_milestone)
    return milestone is None or case.outcome.decided_on <= milestone.last_day
