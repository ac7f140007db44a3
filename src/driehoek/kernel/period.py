"""Periods of whole days with an exclusive end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` up to but not including ``end``; no ``end`` means open.

    Inside Driehoek every end is exclusive; formats whose end day counts go through `through`. Periods are ordered
    by start, then by end; an open one comes after every closed one with the same start.

    Attributes:
        start: the first day.
        end: the first day after, or None.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            msg = f"a period must end after it starts: {self.start} .. {self.end}"
            raise ValueError(msg)

    @classmethod
    def year(cls, year: int) -> Period:
        """The calendar year ``year``."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def through(cls, start: date, last: date | None) -> Period:
        """A period whose ``last`` day still counts, as in most Dutch forms and messages.

        31 December 9999, by which many registers say "no end", makes an open period.
        """
        return cls(start, None if last is None or last == date.max else last + timedelta(days=1))

    @property
    def last(self) -> date | None:
        """The last day that counts, or None when open."""
        return None if self.end is None else self.end - timedelta(days=1)

    def __lt__(self, other: Period) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[date, bool, date]:
        return self.start, self.end is None, self.end or self.start

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.intersection(other) is not None

    def intersection(self, other: Period) -> Period | None:
        """The days in both, or None."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends) if ends else None
        return Period(start, end) if end is None or start < end else None

    def days(self) -> int:
        """The number of days; an open period has none to count and is refused."""
        if self.end is None:
            msg = "an open period has no number of days"
            raise ValueError(msg)
        return (self.end - self.start).days

    def months(self) -> Iterator[Period]:
        """Cut into calendar months; the first and last may be part of one."""
        if self.end is None:
            msg = "an open period cannot be cut into months"
            raise ValueError(msg)
        start = self.start
        while start < self.end:
            following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
            yield Period(start, min(following, self.end))
            start = following

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat() if self.end else '..'}"
