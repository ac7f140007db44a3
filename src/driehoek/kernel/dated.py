"""Values that the law or a purchaser changes, by date; a series that does not know says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Generic, TypeVar

from driehoek.kernel.period import Period

T = TypeVar("T")


class OutsideHorizonError(LookupError):
    """A series was asked for a day it does not know. Check with `Dated.knows` before asking."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One value with the days for which it holds.

    Attributes:
        period: the days for which the value holds, end exclusive.
        value: the value itself.
        source: where it stands: law with article, decision, or ``SYNTHETIC``.
        confirmed_on: the last day on which a person checked the value at its source, if ever.
    """

    period: Period
    value: T
    source: str
    confirmed_on: date | None = None


class OverlapError(ValueError):
    """Two entries of one series claim the same day."""


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A series of values by date. It knows its horizon and never guesses beyond it or in a gap.

    Attributes:
        entries: in order of start, without overlap.
    """

    entries: tuple[Entry[T], ...]

    @classmethod
    def of(cls, entries: Iterable[Entry[T]]) -> Dated[T]:
        """Order the entries and refuse overlap.

        Raises:
            OverlapError: when two entries claim the same day.
        """
        ordered = tuple(sorted(entries, key=lambda entry: entry.period.start))
        for earlier, later in pairwise(ordered):
            if earlier.period.overlaps(later.period):
                msg = f"{earlier.period} and {later.period} overlap"
                raise OverlapError(msg)
        return cls(ordered)

    def find(self, day: date) -> Entry[T] | None:
        """The entry for ``day``, or None outside the horizon or in a gap."""
        return next((entry for entry in self.entries if day in entry.period), None)

    def knows(self, day: date) -> bool:
        """Whether the series has a value for ``day``."""
        return self.find(day) is not None

    def on(self, day: date) -> T:
        """The value on ``day``.

        Raises:
            OutsideHorizonError: when the series does not know that day.
        """
        entry = self.find(day)
        if entry is None:
            msg = f"no value on {day}; the series knows {self.horizon()}"
            raise OutsideHorizonError(msg)
        return entry.value

    def horizon(self) -> Period | None:
        """From the first known day to the end of the last entry; None for an empty series."""
        if not self.entries:
            return None
        return Period(self.entries[0].period.start, self.entries[-1].period.end)

    def gaps(self) -> tuple[Period, ...]:
        """The stretches inside the horizon for which there is no value."""
        return tuple(
            Period(earlier.period.end, later.period.start)
            for earlier, later in pairwise(self.entries)
            if earlier.period.end is not None and earlier.period.end < later.period.start
        )

    def ends_within(self, today: date, days: int) -> bool:
        """Whether the series stops knowing within ``days`` from ``today``; the warning that must come early."""
        horizon = self.horizon()
        return horizon is None or (horizon.end is not None and horizon.end <= today + timedelta(days=days))
