"""Foretell many series of counts by the month at once, and say of each how good that was in the past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from driehoek.engines.forecast import GRID, Forecast, Forecasts, forecast_many, madeup
from driehoek.kernel import Finding

MONTHS = 12
MADE_UP_SERIES, MADE_UP_MONTHS, MADE_UP_SEED = 20_000, 36, 2026
_MADE_UP_FIRST = 2024 * MONTHS


@dataclass(frozen=True, slots=True)
class Monthly:
    """Series of counts by the month.

    Attributes:
        names: of each.
        firsts: of each the month of its first count, as months since year 0.
        counts: of each its counts; None where one is not known.
        made_up: whether they are SYNTHETIC.
    """

    names: tuple[str, ...]
    firsts: tuple[int, ...]
    counts: tuple[Sequence[int | None], ...]
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What is foretold of one series.

    Attributes:
        name: which.
        first: the month of its first count, as months since year 0.
        counts: its counts.
        forecast: what is expected.
    """

    name: str
    first: int
    counts: Sequence[int | None]
    forecast: Forecast

    @property
    def next_month(self) -> int:
        """The first month that is foretold."""
        return self.first + len(self.counts)


@dataclass(frozen=True, slots=True)
class Foretold:
    """Many series with what is expected of them.

    Attributes:
        monthly: the series.
        found: what is expected, as arrays.
    """

    monthly: Monthly
    found: Forecasts

    def __len__(self) -> int:
        return len(self.monthly.names)

    def row(self, number: int) -> Row:
        """One of them."""
        given = self.monthly
        name = given.names[number]
        return Row(name, given.firsts[number], given.counts[number], self.found.of(number, name))

    def rows(self, most: int | None = None) -> Iterator[Row]:
        """Each in order, or the first so many."""
        return (self.row(number) for number in range(min(len(self), len(self) if most is None else most)))

    @property
    def better(self) -> int:
        """How many were better than the simple rule in the past."""
        return int(self.found.beats_naive.sum())

    @property
    def tried(self) -> int:
        """On how many something could be tried at all."""
        return int((self.found.error >= 0).sum())

    @property
    def errors(self) -> tuple[int, int]:
        """The errors of all in hundredths, added up: of what was chosen, and of the simple rule."""
        good = self.found.error >= 0
        return int(self.found.error[good].sum()), int(self.found.naive_error[good].sum())

    @property
    def methods(self) -> tuple[tuple[str, int], ...]:
        """How many series each method was taken for, most first."""
        taken = zip(self.found.method.tolist(), self.found.total[:, 0].tolist(), strict=True)
        found = Counter(GRID[place].name for place, total in taken if total >= 0)
        return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def findings(self) -> tuple[Finding, ...]:
        """What a person should know, of all series."""
        return tuple(finding for row in self.rows() for finding in row.forecast.findings)


def foretell(monthly: Monthly, periods: int, confidence: int) -> Foretold:
    """Foretell every series.

    Args:
        monthly: the series.
        periods: how many months ahead.
        confidence: per cent of the cases that an interval should cover.
    """
    return Foretold(monthly, forecast_many(monthly.counts, periods, confidence=confidence))


def made_up(count: int = MADE_UP_SERIES) -> Monthly:
    """Made-up series (SYNTHETIC), the same every time, to see what it does and how fast."""
    table = madeup(count, MADE_UP_MONTHS, MADE_UP_SEED)
    names = tuple(f"SYN-{number:05d}" for number in range(1, count + 1))
    return Monthly(names, (_MADE_UP_FIRST,) * count, tuple(tuple(row) for row in table.tolist()), made_up=True)
