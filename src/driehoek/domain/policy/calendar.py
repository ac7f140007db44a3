"""The calendar of one procurement year as the policy fixes it: milestones and entry windows, per group.

A deadline is judged by the moment a submission arrived, in Dutch civil time (Europe/Amsterdam, without offset in
these objects). Whether the last day still counts is stated for each, never assumed (O-041).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from driehoek.kernel import UNSTATED, Ground


class ProviderGroup(Enum):
    """To which group a deadline, requirement or tariff part speaks; the value is the word in files."""

    EXISTING = "existing"
    """Has an agreement with this purchaser now."""
    NEW_TO_OFFICE = "new-to-office"
    """Delivers this care elsewhere, not yet for this purchaser."""
    NEW = "new"
    """Has not delivered this care before."""


EVERYONE = (ProviderGroup.EXISTING, ProviderGroup.NEW_TO_OFFICE, ProviderGroup.NEW)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day in the calendar on which something is due or known.

    Attributes:
        id: the milestone's name in the regime's calendar, such as ``policy-published``.
        name: in plain Dutch.
        day: the day itself.
        inclusive: whether the day itself still counts ("at the latest on") or not ("before").
        groups: for whom.
        ground: why this day.
        first_day: where it is a stretch of days (talks, information meetings), the first of them.
    """

    id: str
    name: str
    day: date
    inclusive: bool = True
    groups: tuple[ProviderGroup, ...] = EVERYONE
    ground: Ground = UNSTATED
    first_day: date | None = None

    @property
    def last_day(self) -> date:
        """The last day that is still in time: the day itself, or the one before when it does not count."""
        return self.day if self.inclusive else self.day - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EntryWindow:
    """A stretch of time in which submissions may come in.

    Attributes:
        id: its name.
        opens: the first moment.
        closes: the last moment; None for rolling admission (always open once opened).
        closes_inclusive: whether a submission at exactly ``closes`` is in time.
        groups: for whom.
        lots: for which lots; empty means all.
        ground: why these moments.
    """

    id: str
    opens: datetime
    closes: datetime | None = None
    closes_inclusive: bool = True
    groups: tuple[ProviderGroup, ...] = EVERYONE
    lots: tuple[str, ...] = ()
    ground: Ground = UNSTATED


@dataclass(frozen=True, slots=True)
class Precondition:
    """Something outside the purchaser that parts of the policy wait for (B-009).

    Attributes:
        id: its name.
        name: in plain Dutch.
        expected_on: the day on which it should be known.
        known_on: the day on which it became known; None while it is open.
        parts: the policy parts that stay provisional until then.
        ground: where the date comes from.
    """

    id: str
    name: str
    expected_on: date
    known_on: date | None = None
    parts: tuple[str, ...] = ()
    ground: Ground = UNSTATED


@dataclass(frozen=True, slots=True)
class Calendar:
    """All dates of one procurement year.

    Attributes:
        milestones: single days.
        windows: when submissions may come in.
        preconditions: what the purchaser waits for.
    """

    milestones: tuple[Milestone, ...] = ()
    windows: tuple[EntryWindow, ...] = ()
    preconditions: tuple[Precondition, ...] = ()

    def milestone(self, milestone_id: str) -> Milestone | None:
        """The milestone named ``milestone_id``, if the calendar has it."""
        return next((milestone for milestone in self.milestones if milestone.id == milestone_id), None)

    def first_opening(self) -> datetime | None:
        """The first moment at which submissions may come in; from then on criteria are locked (B-008)."""
        return min((window.opens for window in self.windows), default=None)


END_OF_DAY = time(23, 59, 59)
