"""How far a forecast may be off: calibrated on what the trial showed, for each period and for the total by itself.

An interval from a formula is too narrow, since the formula believes its own method: raw ones covered 40 to 66 % where
80 % was said. Here the unit of width is how far off a series was so far (`scale`). How many of those units are needed,
and how that grows with the number of periods ahead, shows on made-up series of the same length (SYNTHETIC), of which
the periods ahead are known. Whether the series at hand stray more than those is measured on their own origins, pooled
over all series of that length, and widens or narrows every interval alike. The months of a total stray together, so
its interval is measured on totals; adding up those of the months would be wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from driehoek.engines.forecast.backtest import Plan, Tried, plan, standing, tried
from driehoek.engines.forecast.madeup import Ints, madeup
from driehoek.engines.forecast.weights import NAIVE, Floats, weights

REFERENCE, SEED = 2_000, 2027
"""How many made-up series a length is calibrated on, and which set."""
LEAST_POOL = 4_000
"""How many errors of its own a pool must have before those of the reference no longer count."""
LEAST_LENGTH = 6
"""Below this many periods only the naive method is used."""
BANDS = (12, 60, 300, 1_200)
"""Persons on average between which series need widths of their own: chance rules small counts, wandering large ones."""
CHANCE_WEIGHT = 6
"""How many months the chance of counts by themselves weighs in the scale, so that no interval is without width."""

_EACH_BAND = range(len(BANDS) + 1)


@dataclass(frozen=True, slots=True)
class Reference:
    """What series of one length need, as measured on made-up ones.

    Attributes:
        plan: what is tried; None for series too short to try anything.
        prior: how the methods stand.
        steps: per band and period ahead how many units of scale the interval takes.
        total: per band the same for the sum of all periods.
        past: per origin the units that the sums of its steps took.
        strayed: the errors of the origins, in those units, that make up for a small pool.
    """

    plan: Plan | None
    prior: Floats
    steps: Floats
    total: Floats
    past: Floats
    strayed: Floats


@lru_cache(maxsize=64)
def reference(length: int, season: int, periods: int, confidence: int) -> Reference:
    """Measure the reference for a length, a number of periods ahead and a confidence in per cent."""
    counts = madeup(REFERENCE, length + periods, SEED, season)
    seen, ahead = counts[:, :length], counts[:, length:]
    made = plan(length, season, periods) if length >= LEAST_LENGTH else None
    prior = standing(seen, made) if made else np.zeros(1)
    found = tried(seen, made, prior) if made else naive_only(seen)
    scale = scales(seen, found)
    off = ahead - forecasts(seen, found.choice[:, -1], made, season, periods)
    past, strayed = np.zeros(0), np.zeros(0)
    if made:
        sums = past_sums(seen, made, found)
        past = np.asarray([_quantile(column[column >= 0], confidence) for column in sums.T])
        strayed = _in_units(sums, past)
    units, sums_ahead = np.abs(off) / scale[:, None], np.abs(off.sum(axis=1)) / scale
    band = bands(seen)
    return Reference(
        made,
        prior,
        np.asarray([[_quantile(column, confidence) for column in units[band == one].T] for one in _EACH_BAND]),
        np.asarray([_quantile(sums_ahead[band == one], confidence) for one in _EACH_BAND]),
        past,
        strayed,
    )


def bands(seen: Ints) -> Ints:
    """Per series the band of its mean count."""
    return np.asarray(np.searchsorted(np.asarray(BANDS, np.float64), seen.mean(axis=1)))


def widening(sums: Floats, known: Reference, confidence: int) -> np.float64:
    """How much wider than on the reference the intervals must be for these series: 1 where they are alike."""
    own = _in_units(sums, known.past)
    short = max(0, LEAST_POOL - len(own))
    return _quantile(np.concatenate([own, known.strayed[:short]]), confidence)


def scales(seen: Ints, found: Tried, moment: int = -1) -> Floats:
    """The unit of width of each series: how far off it was by that moment, held up by the chance of counts."""
    chance = np.sqrt(seen.mean(axis=1) + 1)
    count = found.count[moment]
    return np.asarray((found.scale[:, moment] * count + chance * CHANCE_WEIGHT) / (count + CHANCE_WEIGHT))


def past_sums(seen: Ints, made: Plan, found: Tried) -> Floats:
    """Per series and origin the error of the sum of its steps in units of scale; -1 where nothing was known yet."""
    columns = []
    for number, place in made.places:
        if found.count[number]:
            upto = scales(seen[:, : made.origins[number]], found, number)
            columns.append(np.abs(found.errors[:, place].sum(axis=1)) / upto)
        else:
            columns.append(np.full(len(seen), -1))
    return np.stack(columns, axis=1)


def forecasts(seen: Ints, choice: Ints, made: Plan | None, season: int, periods: int) -> Floats:
    """What the methods chosen expect, never below nought; exact."""
    given = made.tried if made else (NAIVE,)
    ahead = weights(given, seen.shape[1], season, periods)
    found = np.empty((len(seen), periods))
    for number in range(len(given)):
        mine = choice == number
        if mine.any():
            found[mine] = seen[mine].astype(np.float64) @ ahead[number]
    return np.maximum(found, 0)


def naive_only(seen: Ints) -> Tried:
    """What can be said of series too short to try methods on: the last count stays."""
    count, months = seen.shape
    moved = np.abs(np.diff(seen, axis=1)).mean(axis=1, keepdims=True) if months > 1 else np.zeros((count, 1))
    nothing = np.full(count, -1, np.float64)
    return Tried(
        np.zeros((count, 1), np.int64), np.zeros((count, 0)), moved, nothing, nothing, np.asarray([months - 1])
    )


def _in_units(sums: Floats, past: Floats) -> Floats:
    return np.asarray((sums / np.maximum(past, 1 / 2**20))[:, ::-1].T[sums[:, ::-1].T >= 0])


def _quantile(values: Floats, confidence: int) -> np.float64:
    """The smallest value that so many per cent of the values do not pass; zero of none."""
    if not len(values):
        return np.float64(0)
    place = -(-len(values) * confidence // 100) - 1
    return np.float64(np.partition(values, place)[place])
