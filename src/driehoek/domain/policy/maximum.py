"""Why a maximum tariff that the purchaser sets itself is what it is: experience, the market and talks (E-056).

A municipality sets the maximum tariffs of the Wmo itself. It goes by what the care cost it before, by what is usual in
the market and by what it hears in talks with providers. Each of the three gives an amount and a weight; the maximum is
their weighted mean, in whole cents.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from driehoek.kernel import UNSTATED, Ground, Money, Rate, Rounding
from driehoek.kernel.rounding import round_to_whole


class SourceKind(Enum):
    """From what kind of source an amount comes; the value is the word in files."""

    OWN_EXPERIENCE = "own-experience"
    """What the purchaser paid for the same care before."""
    MARKET = "market"
    """What is usual in the market, such as the prices of other municipalities."""
    TALKS = "talks"
    """What talks with providers gave."""


@dataclass(frozen=True, slots=True)
class MaximumPart:
    """One amount on which a maximum tariff rests.

    Attributes:
        id: its name.
        kind: from what kind of source it comes: own-experience, market or talks.
        name: in plain Dutch.
        amount: per unit of the product.
        weight: how much it counts; the weights of one maximum add up to 100 %.
        source: where the amount stands: accounts, a decision, a report of a talk; SYNTHETIC when it is made up.
    """

    id: str
    kind: SourceKind
    name: str
    amount: Money
    weight: Rate
    source: str = ""


@dataclass(frozen=True, slots=True)
class MaximumRationale:
    """Why the maximum tariff of one product is what it is.

    Attributes:
        id: its name.
        product: the code of the product.
        year: the contract year for which it is.
        amount: the maximum tariff, per unit of the product.
        parts: the amounts it rests on.
        ground: its ground.
    """

    id: str
    product: str
    year: int
    amount: Money
    parts: tuple[MaximumPart, ...]
    ground: Ground = UNSTATED

    @property
    def name(self) -> str:
        """The name for people."""
        return f"{self.product} {self.year}"

    @property
    def weighed(self) -> Money:
        """The weighted mean of the amounts, in whole cents; half a cent goes up."""
        mean = sum((part.amount.cents * part.weight.value for part in self.parts), start=Fraction(0))
        return Money(round_to_whole(mean, Rounding.HALF_UP))

    @property
    def weights(self) -> Rate:
        """The weights together."""
        return Rate(sum((part.weight.value for part in self.parts), start=Fraction(0)))
