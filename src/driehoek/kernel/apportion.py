"""Splitting a whole into whole parts, exactly and for everyone in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import floor


@dataclass(frozen=True, slots=True)
class TieKey:
    """The published key that settles ties: a lottery that anyone can repeat, fixed before submissions open.

    The order is that of SHA-256 over ``seed/identifier``, so that no provider is favoured by its number or
    name and the order in which submissions came in plays no part.

    Attributes:
        seed: any text, printed in the policy.
    """

    seed: str

    def rank(self, identifier: str) -> str:
        """Return the sort key of ``identifier``; the lowest goes first."""
        return sha256(f"{self.seed}/{identifier}".encode()).hexdigest()


def apportion(whole: int, weights: Mapping[str, Fraction | int], key: TieKey) -> dict[str, int]:
    """Split ``whole`` over ``weights`` by largest remainder; the parts add up to ``whole`` exactly.

    Every part is the exact share rounded down or up. The units left over go to the largest remainders; equal
    remainders are settled by ``key``.

    Args:
        whole: what is split, in the smallest unit (cents, minutes); not negative.
        weights: a weight per identifier; not negative, at least one above zero unless ``whole`` is zero.
        key: settles equal remainders.

    Raises:
        ValueError: when there is something to split and no weight to split it by, or a negative argument.

    >>> apportion(100, {"a": 1, "b": 1, "c": 1}, TieKey("example"))
    {'a': 33, 'b': 34, 'c': 33}
    """
    if whole < 0 or any(weight < 0 for weight in weights.values()):
        msg = "apportion takes no negative whole or weight"
        raise ValueError(msg)
    base = sum(weights.values())
    if base == 0:
        if whole:
            msg = "nothing to split by: all weights are zero"
            raise ValueError(msg)
        return dict.fromkeys(weights, 0)
    exact = {name: Fraction(whole * weight) / base for name, weight in weights.items()}
    parts = {name: floor(share) for name, share in exact.items()}
    left = whole - sum(parts.values())
    by_remainder = sorted(exact, key=lambda name: (parts[name] - exact[name], key.rank(name)))
    for name in by_remainder[:left]:
        parts[name] += 1
    return parts


def apportion_within(
    whole: int, weights: Mapping[str, Fraction | int], ceilings: Mapping[str, int], key: TieKey
) -> dict[str, int]:
    """Split ``whole`` by weight without passing anyone's ceiling (water-filling), exactly.

    What a full one cannot take flows on to the others by their weights. When the ceilings together hold less
    than ``whole``, everyone with a weight is full and the rest stays unsplit.

    Args:
        whole: what is split, in the smallest unit; not negative.
        weights: a weight per identifier; zero takes nothing.
        ceilings: the most that each identifier can take; the same identifiers as ``weights``.
        key: settles equal remainders.

    >>> apportion_within(100, {"a": 3, "b": 1}, {"a": 30, "b": 90}, TieKey("example"))
    {'a': 30, 'b': 70}
    """
    parts = dict.fromkeys(weights, 0)
    open_names = {name for name, weight in weights.items() if weight > 0 and ceilings[name] > 0}
    left = whole
    while open_names and left:
        base = sum((weights[name] for name in open_names), start=Fraction(0))
        full = {name for name in open_names if ceilings[name] * base <= left * weights[name]}
        if not full:
            ordered = {name: weights[name] for name in sorted(open_names)}
            for name, part in apportion(left, ordered, key).items():
                parts[name] = part
            return parts
        for name in full:
            parts[name] = ceilings[name]
            left -= ceilings[name]
        open_names -= full
    return parts
