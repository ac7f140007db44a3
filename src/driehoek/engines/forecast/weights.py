"""Every method as fixed weights on what was seen, so that twenty thousand series go through it in one product.

Smoothing, the theta method and the naive ones are linear: with its settings fixed, a forecast is a weighted sum of the
counts seen. The weights come from running a method once over the identity. They are cut to multiples of 2**-20 and put
right to sum to exactly one; a product of those with whole counts is exact in 53 bits. So the order of adding, the
number of threads and the machine make no difference, a replay gives the same bytes, and a series that never changes
forecasts itself.

Sources: the damped additive trend with additive season of Holt, Winters and Gardner in its error form (ETS A,Ad,A), and
theta as the mean of the line of least squares and a smoothing of twice the distance from it (Assimakopoulos and
Nikolopoulos). The season they start from is that of least squares, held back by a ridge so that two years of noise do
not become a pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
BITS = 20
"""Weights are multiples of 2**-20, a millionth: far below what a forecast can tell."""
COUNT_BITS = 25
"""The largest count is below 2**25, 33 million: more than there are inhabitants."""
SPARE_BITS = 6
"""Room to add the errors of some sixty months exactly."""
RIDGE = 2
"""How many months of its own a season must outweigh before it is believed by half."""
STARTED = 3
"""Over how many months the level that theta smooths from is taken."""


@dataclass(frozen=True, slots=True)
class Method:
    """One way to forecast, with its settings in hundredths.

    Attributes:
        name: ``naive``, ``seasonal-naive``, ``damped-trend``, ``line`` or ``theta``.
        level: how fast the level follows.
        slope: how fast the slope follows; zero is a method without slope.
        season: how fast the season follows; None for a method without season.
        damping: what is left of the slope after each period.
    """

    name: str
    level: int = 0
    slope: int = 0
    season: int | None = None
    damping: int = 100

    @property
    def dutch(self) -> str:
        """What it does, in plain Dutch."""
        season = " en seizoen" if self.season is not None else ""
        return {
            "naive": "de laatste telling blijft staan",
            "seasonal-naive": "hetzelfde als een jaar eerder",
            "damped-trend": f"uitdempende trend{season}" if self.slope else f"vast niveau{season}",
            "line": f"de rechte lijn, vanaf het recente niveau{season}",
            "theta": f"half de lijn, half het recente niveau (theta){season.replace(' en', ' met')}",
        }[self.name]


NAIVE = Method("naive")
SEASONAL_NAIVE = Method("seasonal-naive", season=0)
_SMOOTHING = ((10, 0, 100), (10, 10, 97), (30, 0, 100), (30, 10, 90), (60, 0, 100))
GRID = (
    *(Method("theta", level, 0, season) for season in (0, None) for level in (10, 30, 60, 90)),
    *(
        Method("damped-trend", level, slope, season, damping)
        for season in (0, 15, None)
        for level, slope, damping in _SMOOTHING
    ),
    *(Method("line", level, 0, season) for season in (0, None) for level in (10, 40)),
    NAIVE,
    SEASONAL_NAIVE,
)
"""The settings tried, in the order that settles ties."""


def methods(length: int, season: int) -> tuple[Method, ...]:
    """The methods that a series of this length can bear: a season needs two whole ones."""
    seasonal = season > 1 and length >= 2 * season
    return tuple(method for method in GRID if seasonal or method.season is None)


@lru_cache(maxsize=256)
def weights(tried: tuple[Method, ...], length: int, season: int, periods: int) -> Floats:
    """The weights of each method: method by month seen by period ahead; multiples of a power of two that sum to one.

    Args:
        tried: the methods.
        length: how many periods are seen, at least one.
        season: how many periods make a season; 1 for none.
        periods: how many periods ahead.
    """
    found = np.zeros((len(tried), length, periods))
    for seasonal in (False, True):
        fit = _least_squares(length, season if seasonal else 1)
        for make, names in _MADE:
            mine = [
                number
                for number, method in enumerate(tried)
                if method.name in names and (method.season is not None) is seasonal
            ]
            if mine:
                found[mine] = make([tried[number] for number in mine], fit, length, periods)
    return _cut(found)


@dataclass(frozen=True, slots=True)
class _Fit:
    """The line and season of least squares, each as weights on what is seen."""

    level: Floats
    slope: Floats
    season: Floats

    def line(self, at: int) -> Floats:
        return self.level + self.slope * (at - (len(self.level) - 1) / 2)


def _least_squares(length: int, season: int) -> _Fit:
    at = np.arange(length)
    design = np.zeros((length, 2 + season))
    design[:, 0] = 1
    design[:, 1] = at - (length - 1) / 2
    design[at, 2 + at % season] = 1
    held = np.zeros(2 + season)
    held[1] = 0 if length > 1 else 1
    held[2:] = RIDGE if season > 1 else length * 2**BITS
    found = np.linalg.solve(design.T @ design + np.diag(held), design.T)
    mean = found[2:].mean(axis=0)
    return _Fit(found[0] + mean, found[1], found[2:] - mean)


def _last(methods: Sequence[Method], fit: _Fit, length: int, periods: int) -> Floats:
    """The last count, or that of the season before, stays."""
    ahead = np.arange(periods)
    found = np.zeros((len(methods), length, periods))
    for each, method in zip(found, methods, strict=True):
        season = len(fit.season) if method.season is not None else length + 1
        each[(length - season + ahead % season) if length >= season else length - 1, ahead] = 1
    return found


def _settings(methods: Sequence[Method], name: str) -> Floats:
    return np.asarray([[getattr(method, name) or 0] for method in methods], np.float64)


def _thetas(methods: Sequence[Method], fit: _Fit, length: int, periods: int) -> Floats:
    season = len(fit.season)
    away = np.stack([2 * (_seen(at, length) - fit.season[at % season]) - fit.line(at) for at in range(length)])
    follows = _settings(methods, "level")
    level = np.repeat(away[:STARTED].mean(axis=0)[None], len(methods), axis=0)
    for now in away:
        level = level + follows * (now - level) / 100
    ahead = [(fit.line(length + step) + level) / 2 + fit.season[(length + step) % season] for step in range(periods)]
    return np.stack(ahead, axis=2)


def _damped(methods: Sequence[Method], fit: _Fit, length: int, periods: int) -> Floats:
    """All of them side by side: method by month, step by step."""
    rising = np.asarray([[bool(method.slope) or method.name == "line"] for method in methods])
    level, slope = np.where(rising, fit.line(-1), fit.level), np.where(rising, fit.slope, 0)
    season, size = np.repeat(fit.season[None], len(methods), axis=0), len(fit.season)
    follows, steers, turns, damping = (_settings(methods, name) for name in ("level", "slope", "season", "damping"))
    for at in range(length):
        slope = slope * damping / 100
        expected = level + slope
        error = _seen(at, length) - expected - season[:, at % size]
        level = expected + follows * error / 100
        slope = slope + follows * steers * error / 100**2
        season[:, at % size] += turns * (100 - follows) * error / 100**2
    found, left = np.zeros((len(methods), length, periods)), slope
    for step in range(periods):
        left = left * damping / 100
        level = level + left
        found[:, :, step] = level + season[:, (length + step) % size]
    return found


_MADE = (
    (_last, ("naive", "seasonal-naive")),
    (_thetas, ("theta",)),
    (_damped, ("damped-trend", "line")),
)
"""What makes the weights of methods of these names, all of them side by side."""


def _seen(at: int, length: int) -> Floats:
    found = np.zeros(length)
    found[at] = 1
    return found


def _cut(found: Floats) -> Floats:
    """Cut to multiples of a power of two that leaves room for any count; the last weight lets each sum to one."""
    size = max(1, int(np.ceil(np.abs(found).sum(axis=1).max())))
    bits = min(BITS, 53 - COUNT_BITS - SPARE_BITS - size.bit_length())
    cut = np.rint(found * 2**bits)
    cut[:, -1] += 2**bits - cut.sum(axis=1)
    return np.asarray(cut / 2**bits)
