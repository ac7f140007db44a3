"""Money in whole euro cents; there is no other money in Driehoek."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from driehoek.kernel.rate import Rate
from driehoek.kernel.rounding import Rounding, round_ratio

_GROUPING_SPACE = re.compile("(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_PLAIN = re.compile(r"(-?)([0-9]+)(?:[.,]([0-9]{1,2}))?")
_DUTCH = re.compile(r"(-?)([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]{1,2}))?")
_ENGLISH = re.compile(r"(-?)([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole euro cents. May be negative (a deduction, a settlement).

    Attributes:
        cents: the amount in euro cents.
    """

    cents: int

    @classmethod
    def euros(cls, amount: int | str) -> Money:
        """Make an amount from euros, for literals in code and tests; users' text goes through `parse`."""
        return cls.parse(str(amount))

    @classmethod
    def parse(cls, text: str) -> Money:
        """Read an amount in euros: ``1234``, ``1234.50``, ``1234,50``, ``1.234,50`` or ``1,234.50``.

        A space may stand between thousands. ``1.234`` and ``1.234.567`` are read as thousands (Dutch); ``1,234`` is
        refused because it can mean two things, and so is a third decimal (``0.123``, ``46,655``): a fraction of a
        cent is a fault of the sender.

        Raises:
            ValueError: when the text is not an amount in whole cents.

        >>> Money.parse("1.234,50").cents, Money.parse("-0.05").cents
        (123450, -5)
        """
        bare = text.strip()
        sign = "-" if bare.startswith("-€") else ""
        body = _GROUPING_SPACE.sub("", sign + bare.removeprefix("-" if sign else "").removeprefix("€").strip())
        for pattern in (_PLAIN, _DUTCH, _ENGLISH):
            found = pattern.fullmatch(body)
            if found:
                sign, whole, decimals = found.groups()
                cents = int(whole.replace(".", "").replace(",", "")) * 100
                cents += int((decimals or "").ljust(2, "0"))
                return cls(-cents if sign else cents)
        msg = f"not an amount in whole cents: {text!r}"
        raise ValueError(msg)

    def times(self, factor: Rate | Fraction | int, rounding: Rounding) -> Money:
        """Multiply exactly, then round once to whole cents by the named rule."""
        exact = factor.value if isinstance(factor, Rate) else factor
        return Money(round_ratio(self.cents * exact.numerator, exact.denominator, rounding))

    def share_of(self, whole: Money) -> Rate:
        """Return this amount as a share of ``whole``, which must not be zero."""
        return Rate(Fraction(self.cents, whole.cents))

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents)

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __bool__(self) -> bool:
        return self.cents != 0

    def __str__(self) -> str:
        sign = "-" if self.cents < 0 else ""
        whole, cents = divmod(abs(self.cents), 100)
        return f"{sign}{whole}.{cents:02d}"


ZERO = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """Add up amounts; no amounts make zero."""
    return Money(sum(amount.cents for amount in amounts))
