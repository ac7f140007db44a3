"""Counts as they come, made ready: what comes before the first is left out, gaps in between are filled in and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from driehoek.engines.forecast.madeup import Ints
from driehoek.engines.forecast.weights import COUNT_BITS

MOST_COUNT = 2**COUNT_BITS - 1
MOST_LENGTH = 72
"""How many of the last periods are looked at: six years of months. What came before says little of the next."""
MISSING = -1
"""What stands in an array where a count is not known."""


@dataclass(frozen=True, slots=True)
class Tidy:
    """Series ready to forecast.

    Attributes:
        counts: per series the last periods, whole, at the right; what lies before the first count is `MISSING`.
        lengths: per series how many counts it has, from its first; 0 without any.
        gaps: per series how many of those were filled in.
        unusable: per series a count that cannot be; `MISSING` where all can.
    """

    counts: Ints
    lengths: Ints
    gaps: Ints
    unusable: Ints


def tidy(series: Sequence[Sequence[int | None]] | Ints) -> Tidy:
    """Make series ready: any length each, None (or `MISSING` in an array) for a count that is not known."""
    table = series if isinstance(series, np.ndarray) else _table(series)
    table = table[:, -MOST_LENGTH:].astype(np.int64)
    wrong = (table < MISSING) | (table > MOST_COUNT)
    unusable = np.where(wrong.any(axis=1), table[np.arange(len(table)), wrong.argmax(axis=1)], MISSING)
    table[wrong.any(axis=1)] = MISSING
    known = table != MISSING
    width = table.shape[1]
    lengths = np.where(known.any(axis=1), width - known.argmax(axis=1), 0)
    gaps = lengths - known.sum(axis=1)
    for row in np.flatnonzero(gaps):
        _fill(table[row], known[row])
    return Tidy(table, lengths, gaps, unusable)


def _table(series: Sequence[Sequence[int | None]]) -> Ints:
    width = max([1, *(len(one) for one in series)])
    table = np.full((len(series), width), MISSING, np.int64)
    for row, one in zip(table, series, strict=True):
        if len(one):
            row[-len(one) :] = _whole(one)
    return table


def _whole(one: Sequence[int | None]) -> Ints:
    """The counts as an array: at once where all are plain, one by one where some are not known or cannot be."""
    if None not in one:
        try:
            plain = np.asarray(one, np.int64)
        except OverflowError:
            pass
        else:
            if plain.min() >= 0:
                return plain
    return np.asarray([_held(count) for count in one], np.int64)


def _held(count: int | None) -> int:
    """The count in a form that an array holds; what cannot be stays what cannot be."""
    return MISSING if count is None else max(min(count, MOST_COUNT + 1), MISSING - 1) if count != MISSING else -2


def _fill(row: Ints, known: np.typing.NDArray[np.bool_]) -> None:
    """Fill in between two counts, rounded to the nearest below; after the last one it stays."""
    places = np.flatnonzero(known)
    for before, after in pairwise(places):
        between = np.arange(before + 1, after)
        row[between] = row[before] + (row[after] - row[before]) * (between - before) // (after - before)
    row[places[-1] + 1 :] = row[places[-1]]
