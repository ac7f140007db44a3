"""Splitting a whole into whole parts, exactly and for everyone in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import lcm


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
    shares = whole_proportions(weights)
    base = sum(shares.values())
    if base == 0:
        if whole:
            msg = "nothing to split by: all weights are zero"
            raise ValueError(msg)
        return dict.fromkeys(weights, 0)
    parts, remainders = dict[str, int](), dict[str, int]()
    for name, share in shares.items():
        parts[name], remainders[name] = divmod(whole * share, base)
    for name in _largest(remainders, whole - sum(parts.values()), key):
        parts[name] += 1
    return parts


def whole_proportions(weights: Mapping[str, Fraction | int]) -> dict[str, int]:
    """The same proportions in whole numbers, exactly; whole numbers compare and add many times faster.

    >>> whole_proportions({"a": Fraction(1, 2), "b": Fraction(1, 3), "c": 2})
    {'a': 3, 'b': 2, 'c': 12}
    """
    scale = lcm(*(weight.denominator for weight in weights.values()))
    return {name: weight.numerator * (scale // weight.denominator) for name, weight in weights.items()}


def _largest(remainders: Mapping[str, int], count: int, key: TieKey) -> list[str]:
    """The names of the ``count`` largest remainders; the key is asked only about those equal at the edge."""
    if not count:
        return []
    edge = sorted(remainders.values(), reverse=True)[count - 1]
    sure = [name for name, rest in remainders.items() if rest > edge]
    drawn = sorted((name for name, rest in remainders.items() if rest == edge), key=key.rank)
    return sure + drawn[: count - len(sure)]


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
    shares = whole_proportions(weights)
    open_names = {name for name, weight in weights.items() if weight > 0 and ceilings[name] > 0}
    left = whole
    while open_names and left:
        base = sum(shares[name] for name in open_names)
        full = {name for name in open_names if ceilings[name] * base <= left * shares[name]}
        if not full:
            ordered = {name: shares[name] for name in sorted(open_names)}
            for name, part in apportion(left, ordered, key).items():
                parts[name] = part
            return parts
        for name in full:
            parts[name] = ceilings[name]
            left -= ceilings[name]
        open_names -= full
    return parts
