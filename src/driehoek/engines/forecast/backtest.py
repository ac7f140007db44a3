"""Which method, and how wrong it was: each is tried from earlier moments, and the choice itself is tried too.

From an origin in the past a method sees only what was known then. For the forecast of now that one is taken which
strayed least from all origins. The same choice is made at each origin from the errors known by then, and the errors of
*that* are what is reported and what the interval rests on; a method that won by luck does not look better than it is.

A few origins say little. What the methods do on made-up series of the same length (`reference`) therefore counts as
`PRIOR` months of evidence: the fewer of its own, the more a series leans on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from driehoek.engines.forecast.madeup import Ints
from driehoek.engines.forecast.weights import NAIVE, SEASONAL_NAIVE, Floats, Method, methods, weights

MOST_ORIGINS = 9
FIRST_ORIGIN, LEAST_SEEN = 12, 3
"""The first origin has seen a year, or half of what there is where that is less, and at least three."""
LONGEST = 12
"""The most periods that an origin looks ahead for the choice."""
BLOCK = 256
"""Series that go through the product at once: what stays in the cache of a processor."""
PRIOR = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """What is tried on series of one length.

    Attributes:
        tried: the methods.
        naive: the place among them of the naive one it is measured by: the season before where a season can be seen.
        origins: how much is seen at each, in order.
        ahead: how many periods each looks ahead.
        stacked: weights that turn counts into errors: month by (method, origin, step).
        known: per (origin, step) and moment of choice whether the error is known by then; the last moment is now.
    """

    tried: tuple[Method, ...]
    naive: int
    origins: tuple[int, ...]
    ahead: tuple[int, ...]
    stacked: Floats
    known: Floats

    @property
    def places(self) -> Iterator[tuple[int, slice]]:
        """Each origin's number with the places of its steps."""
        start = 0
        for number, steps in enumerate(self.ahead):
            yield number, slice(start, start + steps)
            start += steps


@dataclass(frozen=True, slots=True)
class Tried:
    """What the trial of series of one length gave.

    Attributes:
        choice: per series and moment the place of the method taken; the last moment is now.
        errors: per series and (origin, step) the error of the method taken at that origin.
        scale: per series and moment how far off the method taken was on average by then; zero where nothing was known.
        error: per series how far off the choices were on average, over origins where something was known.
        naive: per series how far off the naive one was, over the same.
        count: per moment how many errors were known.
    """

    choice: Ints
    errors: Floats
    scale: Floats
    error: Floats
    naive: Floats
    count: Ints


@lru_cache(maxsize=128)
def plan(length: int, season: int, periods: int) -> Plan:
    """What is tried on series of a length, at least `LEAST_SEEN` + 1, for a forecast so many periods ahead."""
    tried = methods(length, season)
    first = max(LEAST_SEEN, min(FIRST_ORIGIN, length // 2), length - 4 * FIRST_ORIGIN)
    step = -(-(length - first) // MOST_ORIGINS)
    origins = tuple(reversed(range(length - step, first - 1, -step)))
    ahead = tuple(min(periods, LONGEST, length - origin) for origin in origins)
    errors = np.zeros((len(tried), length, sum(ahead)))
    targets = np.concatenate([origin + np.arange(steps) for origin, steps in zip(origins, ahead, strict=True)])
    start = 0
    for origin, steps in zip(origins, ahead, strict=True):
        errors[:, :origin, start : start + steps] = weights(tried, origin, season, steps)
        start += steps
    errors[:, targets, np.arange(len(targets))] -= 1
    known = (targets[:, None] < np.asarray((*origins, length))[None]).astype(np.float64)
    naive = tried.index(SEASONAL_NAIVE if SEASONAL_NAIVE in tried else NAIVE)
    stacked = errors.transpose(1, 0, 2).reshape(length, -1)
    return Plan(tried, naive, origins, ahead, stacked, known)


def standing(seen: Ints, made: Plan) -> Floats:
    """How the methods stand on these series: their mean error relative to the mean of all methods."""
    strayed = np.abs(_errors(seen.astype(np.float64), made)).mean(axis=2)
    return np.asarray((strayed / np.maximum(strayed.mean(axis=1, keepdims=True), 1 / 2**20)).mean(axis=0))


def tried(seen: Ints, made: Plan, prior: Floats) -> Tried:
    """Try the methods on series, and the choice among them.

    Args:
        seen: series by month.
        made: the plan for their length.
        prior: how the methods stand on the reference.
    """
    series, (places, moments) = len(seen), made.known.shape
    found = Tried(
        np.empty((series, moments), np.int64),
        np.empty((series, places)),
        np.empty((series, moments)),
        np.empty(series),
        np.empty(series),
        made.known.sum(axis=0).astype(np.int64),
    )
    for start in range(0, series, BLOCK):
        mine = slice(start, start + BLOCK)
        parts = _block(seen[mine].astype(np.float64), made, prior)
        found.choice[mine], found.errors[mine], found.scale[mine], found.error[mine], found.naive[mine] = parts
    return found


def _errors(seen: Floats, made: Plan) -> Floats:
    return np.asarray((seen @ made.stacked).reshape(len(seen), len(made.tried), -1))


def _block(seen: Floats, made: Plan, prior: Floats) -> tuple[Ints, Floats, Floats, Floats, Floats]:
    errors = _errors(seen, made)
    rows = np.arange(len(seen))
    count = made.known.sum(axis=0)
    off_by = np.abs(errors).reshape(-1, errors.shape[2])
    strayed = (off_by @ made.known).reshape(len(seen), len(made.tried), -1)
    stands = strayed / np.maximum(strayed.mean(axis=1, keepdims=True), 1 / 2**20)
    stands *= count
    stands += prior[None, :, None] * PRIOR
    choice = stands.argmin(axis=1)
    off = strayed[rows[:, None], choice, np.arange(choice.shape[1])[None]]
    scale = off / np.maximum(count, 1)
    taken = np.concatenate([errors[rows, choice[:, number], place] for number, place in made.places], axis=1)
    judged = np.concatenate([np.full(steps, count[number] > 0) for number, steps in enumerate(made.ahead)])
    judged = judged if judged.any() else ~judged
    error = np.abs(taken[:, judged]).mean(axis=1)
    naive = np.abs(errors[:, made.naive, judged]).mean(axis=1)
    return choice, taken, scale, error, naive
