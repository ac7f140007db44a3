"""Made-up monthly counts (SYNTHETIC), the same on every machine: to calibrate on, to measure with, to try out.

A hash of seed, series, month and purpose is the source of chance, and only exact operations follow, so no library's
random numbers and no processor's logarithm can change them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from driehoek.engines.forecast.weights import Floats

Ints = NDArray[np.int64]
Bits = NDArray[np.uint64]
LEVELS = (4, 9, 20, 45, 100, 220, 500, 1_100, 2_500)
"""Persons in an average month; each next one some two times the one before."""
SWINGS = (0, 3, 8, 15)
"""Per cent by which a season moves a count up and down."""
NOISES = (0, 1, 3, 6)
"""Per cent by which a month strays, on top of the chance that counts have by themselves."""
WANDERS = (0, 0, 5, 10, 20)
"""Per mille by which the level wanders in a month."""
GROWTH = 5
"""Per cent a year by which growth differs between series, around half of that."""
HALF = np.float64(1 / 2)
DRAWS = 12
"""Uniform draws added into one that is as good as normal."""
SHIFTED = 8
"""Per cent of the series that has a level shift."""
_STEPS = 2**32
_GOLDEN, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def madeup(count: int, periods: int, seed: int, season: int = 12) -> Ints:
    """Series of counts with growth, season, wandering, level shifts and the chance of small numbers.

    Args:
        count: how many series.
        periods: how long each is.
        seed: which set.
        season: how many periods are in a year: 12 for months, 4 for quarters, 1 for years.

    Returns:
        Series by period; SYNTHETIC.
    """
    rows, at = np.arange(count)[:, None], np.arange(periods)[None]
    level = _pick(LEVELS, seed, rows, 1) * (100 + 100 * _uniform(seed, rows, 2)) / 100
    growth = (_normal(seed, rows, 3) + HALF) * GROWTH / (100 * season)
    swing = _pick(SWINGS, seed, rows, 4) / 100
    pattern = _normal(seed, rows * season + np.arange(season)[None], 5)
    pattern = (pattern - pattern.mean(axis=1, keepdims=True))[:, np.arange(periods) % season]
    steps = _normal(seed, rows * periods + at, 6) * _pick(WANDERS, seed, rows, 7) / 1000 * np.sqrt(12 / season)
    begun = periods * _uniform(seed, rows, 8)
    shift = (_uniform(seed, rows, 9) * 100 < SHIFTED) * (at >= begun) * _normal(seed, rows, 10) / 4
    mean = np.maximum(0, level * (1 + growth * at + np.cumsum(steps, axis=1) + shift + swing * pattern))
    strayed = _normal(seed, rows * periods + at, 11) * _pick(NOISES, seed, rows, 12) / 100
    chance = _normal(seed, rows * periods + at, 13) * np.sqrt(mean)
    return np.asarray(np.maximum(0, np.rint(mean * (1 + strayed) + chance)).astype(np.int64))


def _pick(among: tuple[int, ...], seed: int, rows: Ints, purpose: int) -> Floats:
    place = (_uniform(seed, rows, purpose) * len(among)).astype(np.int64)
    return np.asarray(among, np.float64)[place]


def _normal(seed: int, rows: Ints, purpose: int) -> Floats:
    """Sums of uniform numbers around their middle; added as whole steps, which is exact."""
    places, total = _places(rows), np.zeros(rows.shape, np.uint64)
    for draw in range(DRAWS):
        total += _drawn(seed, places, purpose * DRAWS + draw + 1000)
    return np.asarray(total.astype(np.float64) / _STEPS - DRAWS / 2)


def _uniform(seed: int, rows: Ints, purpose: int) -> Floats:
    """Numbers from zero up to one, in steps of 2**-32."""
    return np.asarray(_drawn(seed, _places(rows), purpose).astype(np.float64) / _STEPS)


def _places(rows: Ints) -> Bits:
    return rows.astype(np.uint64) * np.uint64(_GOLDEN)


def _drawn(seed: int, places: Bits, purpose: int) -> Bits:
    """Whole steps of 2**-32 below one: the mixing function of SplitMix64, in place."""
    mixed = places + np.uint64((seed * _FIRST + purpose * _SECOND) % 2**64)
    moved = np.empty_like(mixed)
    for shift, times in ((30, _FIRST), (27, _SECOND)):
        mixed ^= np.right_shift(mixed, np.uint64(shift), out=moved)
        mixed *= np.uint64(times)
    mixed ^= np.right_shift(mixed, np.uint64(31), out=moved)
    mixed >>= np.uint64(32)
    return mixed
