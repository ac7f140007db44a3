"""The published rules for many entrants at once: on arrays, to the same cent as in plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from driehoek.engines.allocation.arrays import Ints, able, best_first, within
from driehoek.engines.allocation.arrays.exact import MOST_BASE
from driehoek.engines.allocation.models.division_rules import Entrant
from driehoek.kernel import Money, TieKey


def divide(name: str, pot: Money, entrants: tuple[Entrant, ...], key: TieKey) -> dict[str, Money] | None:
    """Divide ``pot`` by the rule ``best-first`` or ``proportional``.

    Returns:
        What each gets; None when the arrays cannot hold the numbers exactly.
    """
    rooms, scores = [item.room.cents for item in entrants], _whole([item.score for item in entrants])
    if not (0 <= pot.cents <= MOST_BASE and able(rooms) and able(scores)):
        return None
    shares, ceilings = np.array(scores, np.int64), np.array(rooms, np.int64)

    def rank(place: int) -> str:
        return key.rank(entrants[place].contract)

    if name == "best-first":
        parts: Ints = best_first(np.array([pot.cents]), np.zeros_like(shares), shares, ceilings, rank)
    else:
        parts = within(pot.cents, shares, ceilings, rank)
    return {item.contract: Money(cents) for item, cents in zip(entrants, parts.tolist(), strict=True)}


def _whole(scores: Sequence[Fraction]) -> list[int]:
    """The same proportions in whole numbers."""
    scale = lcm(*{score.denominator for score in scores})
    return [score.numerator * (scale // score.denominator) for score in scores]
