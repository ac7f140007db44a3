"""The one place where a number is rounded; whoever rounds names the rule.

Care law and contracts round differently (the NZa rounds tariffs half up, a division of space may only
round down), so there is no default.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from math import ceil, floor


class Rounding(Enum):
    """How a fraction becomes a whole number of the smallest unit (cents, minutes, pieces)."""

    HALF_UP = "half-up"
    """To the nearest; exactly half goes away from zero. The commercial rule, used for prices."""
    HALF_EVEN = "half-even"
    """To the nearest; exactly half goes to the even neighbour."""
    DOWN = "down"
    """Towards minus infinity. Used wherever a ceiling must hold."""
    UP = "up"
    """Towards plus infinity. Used wherever a floor must hold."""


def round_to_whole(value: Fraction, rule: Rounding) -> int:
    """Round an exact ``value`` to a whole number by the named ``rule``.

    >>> round_to_whole(Fraction(5, 2), Rounding.HALF_UP), round_to_whole(Fraction(5, 2), Rounding.HALF_EVEN)
    (3, 2)
    >>> round_to_whole(Fraction(-5, 2), Rounding.HALF_UP), round_to_whole(Fraction(-5, 2), Rounding.DOWN)
    (-3, -3)
    """
    match rule:
        case Rounding.HALF_UP:
            return floor(value + Fraction(1, 2)) if value >= 0 else -floor(-value + Fraction(1, 2))
        case Rounding.HALF_EVEN:
            return round(value)
        case Rounding.DOWN:
            return floor(value)
        case Rounding.UP:
            return ceil(value)
