"""The year of a purchaser as a list of what is due: what was done, what comes, and what is late.

Some days pass by themselves (a deadline of providers, a form that the authority opens); others ask a deed of the
purchaser, and stay open until it was done. A reservation is open until what it waits for is known (B-009, B-010).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from driehoek.domain.policy.calendar import Calendar, Milestone, Precondition
from driehoek.domain.policy.deadlines import act_by

SOON = timedelta(days=14)
"""How long before its day a deed counts as due."""
PASSING = frozenset(
    {
        "questions-until",
        "entry-closes",
        "budget-form-opens",
        "claims-cut-off",
        "settlement-form-opens",
    }
)
"""The milestones that pass by themselves: others act, or an authority does."""


class YearState(Enum):
    """How an item of the year stands; the value is the word in files."""

    DONE = "done"
    """It was done, in time or later."""
    PASSED = "passed"
    """It passed by itself."""
    LATE = "late"
    """Its last day has passed and it was not done."""
    DUE = "due"
    """It is to be done within two weeks, or its stretch of days has begun."""
    LATER = "later"
    """It comes."""


@dataclass(frozen=True, slots=True)
class YearItem:
    """One item of the year.

    Attributes:
        id: of the milestone, or of the precondition.
        name: in plain Dutch.
        day: the last day that is still in time.
        act_by: the last working day on which an office can still meet it.
        first_day: where it is a stretch of days, the first of them.
        state: how it stands.
        done_on: when it was done or became known; None while it was not.
        asks_deed: whether the purchaser has to do something for it.
        parts: the parts of the policy that wait for it; empty for a milestone.
    """

    id: str
    name: str
    day: date
    act_by: date
    first_day: date | None
    state: YearState
    done_on: date | None = None
    asks_deed: bool = True
    parts: tuple[str, ...] = ()

    @property
    def was_late(self) -> bool:
        """Whether it was done after its last day."""
        return self.done_on is not None and self.done_on > self.day


def year_ahead(calendar: Calendar, done: Mapping[str, date], today: date) -> tuple[YearItem, ...]:
    """Every milestone and reservation of a calendar as it stands today, in order of day.

    Args:
        calendar: the whole of the year, such as `full_calendar` makes it.
        done: by milestone the day on which it was done, for those that were.
        today: the day to judge by.
    """
    items = [*_milestones(calendar, done, today), *_preconditions(calendar, today)]
    return tuple(sorted(items, key=lambda item: (item.day, item.id)))


def _milestones(calendar: Calendar, done: Mapping[str, date], today: date) -> Iterator[YearItem]:
    for item in calendar.milestones:
        passing = item.id in PASSING
        on = done.get(item.id)
        state = _passing(item, today) if passing else _deed(item, on, today)
        yield YearItem(
            item.id, item.name, item.last_day, act_by(item), item.first_day, state, on, asks_deed=not passing
        )


def _passing(item: Milestone, today: date) -> YearState:
    if today > item.last_day:
        return YearState.PASSED
    return YearState.DUE if _is_near(item.last_day, item.first_day, today) else YearState.LATER


def _deed(item: Milestone, done_on: date | None, today: date) -> YearState:
    if done_on is not None and done_on <= today:
        return YearState.DONE
    if today > item.last_day:
        return YearState.LATE
    return YearState.DUE if _is_near(item.last_day, item.first_day, today) else YearState.LATER


def _preconditions(calendar: Calendar, today: date) -> Iterator[YearItem]:
    for item in calendar.preconditions:
        yield YearItem(
            item.id,
            item.name,
            item.expected_on,
            item.expected_on,
            None,
            _known(item, today),
            item.known_on if item.known_on is not None and item.known_on <= today else None,
            asks_deed=False,
            parts=item.parts,
        )


def _known(item: Precondition, today: date) -> YearState:
    if item.known_on is not None and item.known_on <= today:
        return YearState.DONE
    if today > item.expected_on:
        return YearState.LATE
    return YearState.DUE if _is_near(item.expected_on, None, today) else YearState.LATER


def _is_near(day: date, first_day: date | None, today: date) -> bool:
    return day - today <= SOON or (first_day is not None and first_day <= today)
