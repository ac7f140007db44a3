"""Whole-number arithmetic on arrays whose products do not fit in 64 bits.

``whole * share / base`` is wanted exactly, while ``whole * share`` may have 80 bits. The quotient is guessed with
floats, which are off by a unit at most, and put right by the remainder: that is small, so it comes out exactly even
when the products it is the difference of wrap around.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
MOST_SHARE = 2**48
"""The largest share for which a guess is off by less than a unit or two."""
MOST_BASE = 2**60
"""The largest sum for which a remainder off by a few units still fits."""


def able(numbers: Iterable[int], most: int = MOST_SHARE) -> bool:
    """Whether the arrays hold these numbers exactly: none below zero or above ``most``, together at most 2**60."""
    known = list(numbers)
    return not known or (min(known) >= 0 and max(known) <= most and sum(known) <= MOST_BASE)


def scaled(whole: Ints | int, shares: Ints, base: Ints | int) -> tuple[Ints, Ints]:
    """``whole * share // base`` for each share, with the remainders; exact.

    Args:
        whole: at most 2**60, not negative.
        shares: each at most `MOST_SHARE` and at most ``base``, not negative.
        base: above zero, at most `MOST_BASE`.
    """
    times, rest = np.divmod(np.asarray(whole, np.int64), np.asarray(base, np.int64))
    guess = (shares * (rest / np.asarray(base))).astype(np.int64)
    with np.errstate(over="ignore"):
        remainder = shares * rest - guess * base
    off = remainder // base
    return shares * times + guess + off, remainder - off * base
