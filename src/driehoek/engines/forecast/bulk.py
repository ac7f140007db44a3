"""Forecasts of many series in one call, and of one: whole persons with an interval, and how good the method was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from driehoek.engines.forecast import findings as told
from driehoek.engines.forecast.backtest import Tried, tried
from driehoek.engines.forecast.interval import (
    LEAST_LENGTH,
    Reference,
    bands,
    forecasts,
    naive_only,
    past_sums,
    reference,
    scales,
    widening,
)
from driehoek.engines.forecast.madeup import Ints
from driehoek.engines.forecast.tidy import MISSING, MOST_COUNT, Tidy, tidy
from driehoek.engines.forecast.weights import GRID, NAIVE, SEASONAL_NAIVE, Floats, Method
from driehoek.kernel import Finding

CONFIDENCE = 80
"""Per cent of the cases that an interval should cover."""
MONTHS = 12
HUNDREDTHS = 100


class Interval(NamedTuple):
    """A whole number with the ends between which it should lie, in as many cases as the confidence says."""

    value: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of one series.

    Attributes:
        steps: per period ahead.
        total: of the sum of the periods, with an interval of its own.
        method: how, with its settings.
        error: how far off the choices were in the trial, in hundredths of a person; None where nothing was tried.
        naive_error: how far off the naive one was on the same; None where nothing was tried.
        naive: the naive one it was measured by.
        confidence: per cent of the cases that an interval should cover.
        findings: what a person should know.
    """

    steps: tuple[Interval, ...]
    total: Interval
    method: Method
    error: int | None
    naive_error: int | None
    naive: Method
    confidence: int
    findings: tuple[Finding, ...]

    @property
    def beats_naive(self) -> bool:
        """Whether the trial shows that it is better than the naive one."""
        return self.error is not None and self.naive_error is not None and self.error < self.naive_error


@dataclass(frozen=True, slots=True)
class Forecasts:
    """What is expected of many series, as arrays: whole persons; a series without counts has `MISSING` everywhere.

    Attributes:
        season: how many periods are in a year.
        confidence: per cent of the cases that an interval should cover.
        tidy: the series as they were used.
        steps: series by period by value, low, high.
        total: series by value, low, high, of the sum of the periods.
        method: per series the place of its method in the grid.
        error: per series how far off in the trial, in hundredths of a person; `MISSING` where nothing was tried.
        naive_error: the same of the naive one.
    """

    season: int
    confidence: int
    tidy: Tidy
    steps: Ints
    total: Ints
    method: Ints
    error: Ints
    naive_error: Ints

    def __len__(self) -> int:
        return len(self.total)

    def __iter__(self) -> Iterator[Forecast]:
        """Each series in the order given."""
        return (self.of(number) for number in range(len(self)))

    @property
    def beats_naive(self) -> np.typing.NDArray[np.bool_]:
        """Per series whether the trial shows that it is better than the naive one."""
        return np.asarray((self.error != MISSING) & (self.error < self.naive_error))

    def of(self, number: int, name: str = "") -> Forecast:
        """One of them, with its findings about the series of this name."""
        steps = tuple(Interval(*(int(end) for end in step)) for step in self.steps[number])
        error, naive = (int(column[number]) for column in (self.error, self.naive_error))
        seasonal = self.season > 1 and self.tidy.lengths[number] >= 2 * self.season
        return Forecast(
            steps,
            Interval(*(int(end) for end in self.total[number])),
            GRID[self.method[number]],
            None if error == MISSING else error,
            None if naive == MISSING else naive,
            SEASONAL_NAIVE if seasonal else NAIVE,
            self.confidence,
            tuple(self._findings(number, name or str(number + 1))),
        )

    def _findings(self, number: int, name: str) -> Iterator[Finding]:
        length, gaps, wrong = (
            int(column[number]) for column in (self.tidy.lengths, self.tidy.gaps, self.tidy.unusable)
        )
        if wrong != MISSING:
            yield Finding(told.UNUSABLE, name, seen=str(wrong), wanted=f"0 - {MOST_COUNT}")
        elif not length:
            yield Finding(told.NOTHING, name)
        elif length < LEAST_LENGTH:
            yield Finding(told.SHORT, name, seen=str(length), wanted=str(LEAST_LENGTH))
        elif length < 2 * self.season and self.season > 1:
            yield Finding(told.NO_SEASON, name, seen=str(length), wanted=str(2 * self.season))
        if gaps:
            yield Finding(told.GAPS, name, seen=str(gaps))
        if length >= LEAST_LENGTH and self.error[number] >= max(1, self.naive_error[number]):
            mean, naive = (_persons(int(column[number])) for column in (self.error, self.naive_error))
            rule = (SEASONAL_NAIVE if length >= 2 * self.season > 2 else NAIVE).dutch  # noqa: PLR2004 - two years of months
            yield Finding(told.NO_BETTER, name, seen=f"{mean} / {naive}", wanted=rule)


def forecast_many(
    series: Sequence[Sequence[int | None]] | Ints, periods: int, *, season: int = MONTHS, confidence: int = CONFIDENCE
) -> Forecasts:
    """Forecast every series; the result of one does not depend on the order of the others.

    Args:
        series: counts per period, oldest first, each its own length; None where a count is not known. Or an array,
            series by period, with -1 where a count is not known.
        periods: how many periods ahead, at least one.
        season: how many periods are in a year: 12, 4 or 1.
        confidence: per cent of the cases that an interval should cover.

    Raises:
        ValueError: with no period ahead, no season or a confidence outside 1 to 99.
    """
    if periods < 1 or season < 1 or not 0 < confidence < HUNDREDTHS:
        msg = "a forecast has at least one period, one period in a year and a confidence of 1 to 99"
        raise ValueError(msg)
    made = tidy(series)
    count = len(made.lengths)
    found = Forecasts(
        season,
        confidence,
        made,
        *(np.full(shape, MISSING, np.int64) for shape in ((count, periods, 3), (count, 3), count, count, count)),
    )
    found.method[:] = GRID.index(NAIVE)
    for length in sorted(set(made.lengths.tolist()) - {0}):
        alike = made.lengths == length
        mine = slice(None) if alike.all() else np.flatnonzero(alike)
        _put(
            found,
            mine,
            made.counts[mine, made.counts.shape[1] - length :],
            reference(length, season, periods, confidence),
        )
    return found


def _put(found: Forecasts, mine: Ints | slice, seen: Ints, known: Reference) -> None:
    """Fill in the results of series of one length."""
    periods = found.steps.shape[1]
    outcome = tried(seen, known.plan, known.prior) if known.plan else naive_only(seen)
    choice = outcome.choice[:, -1]
    ahead = forecasts(seen, choice, known.plan, found.season, periods)
    half, half_total = _halves(found.confidence, seen, outcome, known)
    found.steps[mine] = np.stack(_ends(ahead, half), axis=2)
    found.total[mine] = np.stack(_ends(ahead.sum(axis=1), half_total), axis=1)
    if known.plan:
        places = np.asarray([GRID.index(method) for method in known.plan.tried])
        found.method[mine] = places[choice]
        found.error[mine] = np.rint(outcome.error * HUNDREDTHS)
        found.naive_error[mine] = np.rint(outcome.naive * HUNDREDTHS)


def _halves(confidence: int, seen: Ints, outcome: Tried, known: Reference) -> tuple[Floats, Floats]:
    """Half the width of each interval: of the periods and of their sum."""
    wider = widening(past_sums(seen, known.plan, outcome), known, confidence) if known.plan else np.float64(1)
    scale, band = scales(seen, outcome) * wider, bands(seen)
    return scale[:, None] * known.steps[band], scale * known.total[band]


def _ends(expected: Floats, half: Floats) -> tuple[Ints, Ints, Ints]:
    """Whole persons: the value to the nearest, the ends outwards, none below nought."""
    value = np.rint(expected)
    low = np.maximum(0, np.minimum(value, np.floor(expected - half)))
    high = np.maximum(value, np.ceil(expected + half))
    return value.astype(np.int64), low.astype(np.int64), high.astype(np.int64)


def _persons(hundredths: int) -> str:
    return f"{hundredths // HUNDREDTHS},{hundredths % HUNDREDTHS:02d}"


class Expected(NamedTuple):
    """What is expected of one series, in plain values.

    Attributes:
        value: whole persons.
        low: the lower end.
        high: the upper end.
        method: the family of the method.
        beats_naive: whether the trial shows that it is better than the naive one.
    """

    value: int
    low: int
    high: int
    method: str
    beats_naive: bool


def forecast(series: Sequence[int], periods: int, *, season: int = MONTHS, total: bool = False) -> Expected:
    """What is expected of one series: in its last period ahead, or in all of them together.

    >>> forecast([40] * 30, 6).value, forecast([40] * 30, 6, total=True).value
    (40, 240)

    Args:
        series: counts per period, oldest first; at least one.
        periods: how many periods ahead.
        season: how many periods are in a year: 12, 4 or 1.
        total: whether the sum of the periods is asked (a flow, such as production) and not the last (a stock, such as
            people with an indication).

    Raises:
        ValueError: for a series without counts, or with a count that cannot be.
    """
    found = forecast_many([series], periods, season=season).of(0)
    if found.total.value == MISSING:
        raise ValueError("; ".join(str(item) for item in found.findings))
    chosen = found.total if total else found.steps[-1]
    return Expected(*chosen, found.method.name, found.beats_naive)
