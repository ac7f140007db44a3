"""Water-filling on arrays: the same as `driehoek.kernel.apportion_within`, cent for cent."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from driehoek.engines.allocation.arrays.exact import Ints, scaled

Rank = Callable[[int], str]
"""Gives the published rank of a party by its place in the arrays; asked only about those equal at the edge."""


def within(whole: int, shares: Ints, ceilings: Ints, rank: Rank) -> Ints:
    """Split ``whole`` by shares without passing anyone's ceiling; see `apportion_within`.

    Args:
        whole: what is split; not negative, at most 2**60.
        shares: whole proportions, each at most 2**48 and together at most 2**60; zero takes nothing.
        ceilings: the most that each can take, together at most 2**60.
        rank: settles equal remainders.
    """
    parts = np.zeros_like(shares)
    left, open_ = whole, np.flatnonzero((shares > 0) & (ceilings > 0))
    while len(open_) and left:
        base = int(shares[open_].sum())
        got, rest = scaled(left, shares[open_], base)
        full = ceilings[open_] <= got
        if not full.any():
            _odd(got, rest, left - int(got.sum()), open_, rank)
            parts[open_] = got
            return parts
        closed = open_[full]
        parts[closed] = ceilings[closed]
        left -= int(ceilings[closed].sum())
        open_ = open_[~full]
    return parts


def _odd(got: Ints, rest: Ints, count: int, places: Ints, rank: Rank) -> None:
    """Give the units left over to the largest remainders, ties by the published key."""
    if not count:
        return
    edge = np.partition(rest, len(rest) - count)[len(rest) - count]
    sure, equal = np.flatnonzero(rest > edge), np.flatnonzero(rest == edge)
    got[sure] += 1
    wanted = count - len(sure)
    if wanted == len(equal):
        got[equal] += 1
        return
    drawn = sorted(equal.tolist(), key=lambda place: rank(int(places[place])))
    got[drawn[:wanted]] += 1
