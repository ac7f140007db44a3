"""A series of counts and what comes after it: the form in which a forecast is asked and given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from driehoek.kernel import Rate, Rounding, round_to_whole

YEAR = Fraction(1461, 4)
"""Days in a year."""
LATELY = 5 * YEAR
"""How far back a trend looks, where counts reach that far."""


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of one thing on days.

    Attributes:
        key: what is counted, such as ``5510/VV/0034``.
        points: the days in order, each with its count; no day twice.
    """

    key: str
    points: tuple[tuple[date, int], ...]

    def __post_init__(self) -> None:
        """The days are in order, each once."""
        if any(first[0] >= second[0] for first, second in pairwise(self.points)):
            msg = f"{self.key}: the days of a series go up"
            raise ValueError(msg)

    @property
    def last(self) -> tuple[date, int]:
        """The last day and its count; the series has at least one."""
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is expected on a later day.

    Attributes:
        value: persons.
        low: the lower end; None where nothing can be said of it.
        high: the upper end.
        confidence: the share of cases that the interval should cover, in per cent; 0 where it is no calibrated one.
        how: how it was made, in one sentence of plain Dutch.
    """

    value: int
    low: int | None
    high: int | None
    confidence: int
    how: str


Forecast = Callable[[Series, date], Outlook]
"""Foretells a series on a day after its last."""


def naive(series: Series, day: date) -> Outlook:
    """The last count again; the ends are what the fastest rise and the fastest fall seen so far would make of it.

    >>> before = Series("x", ((date(2024, 1, 1), 100), (date(2025, 1, 1), 110), (date(2026, 1, 1), 108)))
    >>> found = naive(before, date(2027, 1, 1))
    >>> found.low, found.value, found.high
    (106, 108, 118)
    """
    since, count = series.last
    if len(series.points) == 1:
        how = f"De telling van {since.year} blijft staan; één telling zegt niets over de verandering."
        return Outlook(count, None, None, 0, how)
    ahead = max(0, (day - since).days)
    steps = [Fraction(after[1] - before[1], (after[0] - before[0]).days) for before, after in pairwise(series.points)]
    low = count + round_to_whole(min(Fraction(0), *steps) * ahead, Rounding.DOWN)
    high = count + round_to_whole(max(Fraction(0), *steps) * ahead, Rounding.UP)
    how = (
        f"De laatste telling ({since.year}) blijft staan; de grenzen volgen de snelste daling en de snelste stijging "
        "in de tellingen."
    )
    return Outlook(count, max(0, low), high, 0, how)


def trend(series: Series) -> Rate | None:
    """The change a year as a share of the first count, over the last five years where the counts reach that far.

    >>> str(trend(Series("x", ((date(2022, 1, 1), 100), (date(2024, 1, 1), 110)))).value.limit_denominator(100))
    '1/20'

    Returns:
        The rate; None with one count, or where the first count is zero.
    """
    until, now = series.last
    earlier = series.points[:-1]
    if not earlier:
        return None
    lately = [point for point in earlier if (until - point[0]).days <= LATELY]
    since, before = lately[0] if lately else earlier[-1]
    if not before:
        return None
    years = (until - since).days / YEAR
    return Rate(Fraction(now - before, before) / years)


def change(before: int, after: int) -> tuple[int, Rate]:
    """How much a count changed, absolute and as a share of what it was.

    Raises:
        ValueError: when it was zero; then there is no share.
    """
    if not before:
        msg = "a change from zero has no share"
        raise ValueError(msg)
    return after - before, Rate(Fraction(after - before, before))
