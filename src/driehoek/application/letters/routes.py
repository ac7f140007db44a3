"""The ways that are open to who disagrees with a decision, each with its last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from driehoek.application.letters.case import Case
from driehoek.application.letters.decision import variant_of
from driehoek.application.letters.letter import Variant
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.policy import Route
from driehoek.kernel.workdays import first_workday_on_or_after

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
    return tuple(OpenRoute(route, _last(case, route)) for route in case.policy.objection if is_open(case, route))


def is_open(case: Case, route: Route) -> bool:
    """Whether the day of the calendar to which the route is tied, if any, has not passed on the day of the letter."""
    milestone = case.policy.calendar.milestone(route.until_milestone)
    return milestone is None or case.outcome.decided_on <= milestone.last_day


def last_day(route: Route, decided_on: date) -> date:
    """The last day on which ``route`` is open after a decision of ``decided_on``, which itself does not count."""
    last = decided_on + timedelta(days=route.days)
    return first_workday_on_or_after(last) if route.moves_to_workday else last


def _last(case: Case, route: Route) -> date | None:
    """The first of its own term and the day of the calendar to which it is tied."""
    milestone = case.policy.calendar.milestone(route.until_milestone)
    ends = [last_day(route, case.outcome.decided_on)] if route.days else []
    return min([*ends, *([milestone.last_day] if milestone else [])], default=None)
