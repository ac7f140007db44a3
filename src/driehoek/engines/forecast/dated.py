"""Counts on days instead of in periods: by the month, the quarter or the year, and what they say of a later day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from driehoek.engines.forecast.bulk import Forecast, Interval, forecast_many
from driehoek.engines.forecast.tidy import MISSING

Points = Sequence[tuple[date, int]]
YEAR = Fraction(1461, 4)
"""Days in a year."""
SEASONS = (12, 4, 1)
"""By the month, the quarter or the year."""
SLACK = Fraction(1, 6)
"""By what part of a period a count may come early or late, in the middle of the counts."""
MOST_GAPS = Fraction(1, 3)
"""What part of the counts may be filled in before the series no longer says how sure it is."""
FARTHEST = 2
"""How many times as far ahead as was counted something can be said: of a single count two periods."""
_WORDS = {12: "maand", 4: "kwartaal", 1: "jaar"}


class Foreseen(NamedTuple):
    """What is expected on a day.

    Attributes:
        value: whole persons.
        low: the lower end.
        high: the upper end.
        confidence: per cent of the cases that the interval should cover.
        how: how it was made, in one sentence of plain Dutch.
    """

    value: int
    low: int
    high: int
    confidence: int
    how: str


class _Laid(NamedTuple):
    season: int
    counts: tuple[int | None, ...]
    ahead: Fraction


def foresee(many: Sequence[Points], day: date) -> tuple[Foreseen | None, ...]:
    """Foresee each of many series of dated counts on a day.

    Args:
        many: per series its counts in order of day, no day twice.
        day: a day after the last count of each.

    Returns:
        Per series what is expected; None where the counts follow no month, quarter or year, where more than a third
        would have to be filled in, where the day has come already, or where it lies farther ahead than twice what
        was counted: then this engine says nothing.
    """
    laid = [_lay(points, day) for points in many]
    found: list[Foreseen | None] = [None] * len(laid)
    for season, periods in sorted({(one.season, _periods(one)) for one in laid if one}):
        mine = [number for number, one in enumerate(laid) if one and (one.season, _periods(one)) == (season, periods)]
        together = forecast_many([one.counts for number in mine if (one := laid[number])], periods, season=season)
        for place, number in enumerate(mine):
            one = laid[number]
            if one and together.total[place, 0] != MISSING:
                found[number] = _told(one, together.of(place))
    return tuple(found)


def _periods(one: _Laid) -> int:
    return -(-one.ahead.numerator // one.ahead.denominator)


def _lay(points: Points, day: date) -> _Laid | None:
    """Lay the counts on months, quarters or years, counted back from the last."""
    if not points or day <= points[-1][0]:
        return None
    season = _season(points)
    last = points[-1][0]
    if not season:
        return None
    places = [round((last - when).days * season / YEAR) for when, _ in points]
    counts: list[int | None] = [None] * (places[0] + 1)
    for place, (_, count) in zip(places, points, strict=True):
        counts[-1 - place] = count
    if counts.count(None) > MOST_GAPS * len(counts) or len(set(places)) < len(places):
        return None
    ahead = (day - last).days * season / YEAR
    return _Laid(season, tuple(counts), ahead) if ahead <= FARTHEST * len(counts) else None


def _season(points: Points) -> int | None:
    """How many of the periods between most counts go in a year; a single count is taken for one a year."""
    if len(points) == 1:
        return 1
    between = sorted((after - before).days for (before, _), (after, _) in pairwise(points))
    middle = between[(len(between) - 1) // 2]
    return next((season for season in SEASONS if abs(middle * season / YEAR - 1) <= SLACK), None)


def _told(one: _Laid, made: Forecast) -> Foreseen:
    whole, part = divmod(one.ahead, 1)
    last = one.counts[-1] or 0
    steps = (Interval(last, last, last), *made.steps)
    before, after = steps[whole], steps[whole + bool(part)]
    value, low, high = ((1 - part) * first + part * second for first, second in zip(before, after, strict=True))
    ends = round(value), min(round(value), low.__floor__()), max(round(value), high.__ceil__())
    return Foreseen(*ends, made.confidence, _how(one, made))


def _how(one: _Laid, made: Forecast) -> str:
    known = sum(count is not None for count in one.counts)
    said = f"{made.method.dutch}, gekozen uit wat op {known} tellingen per {_WORDS[one.season]} het best voorspelde"
    if made.error is None:
        said = f"{made.method.dutch}; {known} tellingen per {_WORDS[one.season]} zijn te weinig voor een trend"
    elif not made.beats_naive:
        said += ", maar niet beter dan de simpele regel"
    return f"{said}; de marge is geijkt op reeksen van dezelfde lengte"
