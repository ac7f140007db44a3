"""The formulas of the budget form, so built that a spreadsheet's floating-point numbers give our exact cents.

A spreadsheet has no cents, only doubles. ``ROUND(price*hours,2)`` goes wrong on some halves: 1.005 is a little less
than it looks. So every formula works in whole cents and whole minutes, which doubles hold exactly, divides once, and
rounds once. The one division is correctly rounded, a half is exactly a half, and anything else is at least one part in
twice the denominator away from a half. That holds while the products stay below 2^53 and the quotient keeps room for
that part: for amounts up to 10^13 cents (100 billion euros) a line. `exact` says whether it holds for a price.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from driehoek.application.forms import FormLine
from driehoek.kernel import Money, Rate, Rounding, Unit

_EXACT = 2**53
_SCALE = 10_000


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage and its parts over one denominator, in whole numbers.

    Attributes:
        numerators: of the parts, in order.
        denominator: of all.
        whole: of the percentage itself.
    """

    numerators: tuple[int, ...]
    denominator: int
    whole: int

    @classmethod
    def of(cls, line: FormLine) -> Share:
        """Bring the parts of a line over one denominator: ten thousandths where that is enough."""
        values = [item.part.points.value for item in line.parts]
        denominator = lcm(_SCALE, line.line.share.value.denominator, *(value.denominator for value in values))
        scaled = tuple(int(value * denominator) for value in values)
        return cls(scaled, denominator, int(line.line.share.value * denominator))

    @property
    def adds_up(self) -> bool:
        """Whether the parts make the percentage."""
        return sum(self.numerators) == self.whole


def price_rounding(maximum: Money, share: Rate, price: Money) -> Rounding | None:
    """By which rule the price follows from maximum times percentage; None when it was set otherwise.

    Prices are rounded half up, and down when a cut must keep the sum under a ceiling.
    """
    rules = (Rounding.HALF_UP, Rounding.DOWN)
    return next((rule for rule in rules if maximum.times(share, rule) == price), None)


def exact(maximum: Money, share: Share) -> bool:
    """Whether doubles hold the price formula of this maximum and percentage exactly."""
    return abs(maximum.cents * share.whole) * 2 < _EXACT and share.denominator < _EXACT


def price_formula(maximum: str, numerator: str, denominator: str, rule: Rounding) -> str:
    """Maximum times percentage, in whole cents, rounded once by ``rule``; the arguments are cells."""
    cents = f"ROUND({maximum}*100,0)*{numerator}/{denominator}"
    return f"=INT({cents})/100" if rule is Rounding.DOWN else f"=ROUND({cents},0)/100"


def amount_formula(price: str, quantity: str, unit: Unit) -> str:
    """Price times quantity, in whole cents and whole minutes, rounded half up; the arguments are cells."""
    if unit is Unit.HOUR:
        return f"=ROUND(ROUND({price}*100,0)*ROUND({quantity}*60,0)/60,0)/100"
    return f"=ROUND(ROUND({price}*100,0)*{quantity},0)/100"


def euros(money: Money) -> float:
    """The double nearest to an amount: only for a cell to show, never to calculate with here."""
    return money.cents / 100


def units(value: Fraction) -> float:
    """The double nearest to a quantity or percentage: only for a cell to show."""
    return value.numerator / value.denominator
