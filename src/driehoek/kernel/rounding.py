"""The one place where a number is rounded; whoever rounds names the rule.

Care law and contracts round differently (the NZa rounds tariffs half up, a division of space may only
round down), so there is no default.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction


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
    return round_ratio(value.numerator, value.denominator, rule)


def round_ratio(numerator: int, denominator: int, rule: Rounding) -> int:
    """Round ``numerator / denominator`` without first making a fraction of it; for where it is done a million times.

    Args:
        numerator: any whole number.
        denominator: above zero.
        rule: how.

    >>> round_ratio(5, 2, Rounding.HALF_UP), round_ratio(-5, 2, Rounding.HALF_UP), round_ratio(7, 2, Rounding.HALF_EVEN)
    (3, -3, 4)
    """
    whole, rest = divmod(numerator, denominator)
    match rule:
        case Rounding.DOWN:
            return whole
        case Rounding.UP:
            return whole + (rest > 0)
        case Rounding.HALF_UP:
            return whole + (2 * rest > denominator or (2 * rest == denominator and numerator >= 0))
        case Rounding.HALF_EVEN:
            return whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1))
