"""Exact rates: percentages of a tariff, shares of a budget, weights of a criterion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_DECIMAL = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """An exact proportion; ``Rate(Fraction(189, 200))`` is 94.5 %. Never a float.

    Attributes:
        value: the proportion as a fraction of one.
    """

    value: Fraction

    @classmethod
    def percent(cls, points: int | str | Fraction) -> Rate:
        """Make a rate from percentage points.

        >>> Rate.percent("94.5").value
        Fraction(189, 200)
        """
        return cls(Fraction(points) / 100)

    @classmethod
    def parse(cls, text: str) -> Rate:
        """Read ``94.5%``, ``94,5 %`` or the plain share ``0.945``.

        Raises:
            ValueError: when the text is none of these.
        """
        body = text.strip()
        is_percentage = body.endswith("%")
        body = body.removesuffix("%").strip()
        if not _DECIMAL.fullmatch(body):
            msg = f"not a rate: {text!r}"
            raise ValueError(msg)
        number = Fraction(body.replace(",", "."))
        return cls(number / 100) if is_percentage else cls(number)

    def of(self, amount: Fraction | int) -> Fraction:
        """Return this share of ``amount``, exact."""
        return self.value * amount

    def points(self) -> Fraction:
        """Return the rate in percentage points (94.5 for 94.5 %)."""
        return self.value * 100

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.value + other.value)

    def __sub__(self, other: Rate) -> Rate:
        return Rate(self.value - other.value)

    def __neg__(self) -> Rate:
        return Rate(-self.value)

    def __str__(self) -> str:
        return f"{decimal_text(self.points())}%"


def decimal_text(value: Fraction, places: int = 6) -> str:
    """Write a fraction as a plain decimal: exact where it ends within ``places`` decimals, else cut with ``…``.

    >>> decimal_text(Fraction(189, 2)), decimal_text(Fraction(1, 3))
    ('94.5', '0.333333…')
    """
    sign = "-" if value.numerator < 0 else ""
    scaled, rest = divmod(abs(value.numerator) * 10**places, value.denominator)
    whole, decimals = divmod(scaled, 10**places)
    tail = f"{decimals:0{places}d}".rstrip("0") if not rest else f"{decimals:0{places}d}…"
    return f"{sign}{whole}.{tail}" if tail else f"{sign}{whole}"
