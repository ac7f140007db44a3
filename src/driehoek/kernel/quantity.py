"""Quantities of care with their unit; two units never mix by accident."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from driehoek.kernel.money import Money
from driehoek.kernel.rate import decimal_text
from driehoek.kernel.rounding import Rounding, round_ratio, round_to_whole

_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_TWO_MEANINGS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")


class Unit(Enum):
    """What a quantity counts; the value is the word in files. Time units of AW319 (see `code`)."""

    HOUR = "hour"
    FIVE_MINUTES = "5min"
    HALF_DAY = "half-day"
    ETMAAL = "etmaal"
    PIECE = "piece"

    @property
    def steps(self) -> int:
        """How many smallest steps make one unit: an hour is kept in whole minutes, the rest is whole."""
        return 60 if self is Unit.HOUR else 1

    @property
    def minutes(self) -> int | None:
        """Minutes in one unit where the unit is clock time; None for half-days, etmalen and pieces.

        A half-day (dagdeel) of group care lasts four hours in AW319, but an hour of individual care is another
        product: the two are not converted.
        """
        return {Unit.HOUR: 60, Unit.FIVE_MINUTES: 5}.get(self)

    @property
    def code(self) -> str:
        """The time-unit code of the AW319 v1.4 record layout (04 hour, 07 five minutes, 16 half-day, ...)."""
        return {
            Unit.HOUR: "04",
            Unit.FIVE_MINUTES: "07",
            Unit.ETMAAL: "14",
            Unit.HALF_DAY: "16",
            Unit.PIECE: "81",
        }[self]

    @property
    def dutch(self) -> str:
        """The word on Dutch screens, singular."""
        return {
            Unit.HOUR: "uur",
            Unit.FIVE_MINUTES: "5 minuten",
            Unit.HALF_DAY: "dagdeel",
            Unit.ETMAAL: "etmaal",
            Unit.PIECE: "stuk",
        }[self]


class UnitsDifferError(TypeError):
    """Quantities of different units were mixed: a fault in our code, never in a user's data."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of units of care.

    Attributes:
        steps: the number of smallest steps (minutes for hours, else whole units).
        unit: what is counted.
    """

    steps: int
    unit: Unit

    @classmethod
    def parse(cls, text: str, unit: Unit) -> Quantity:
        """Read a number of ``unit``: whole, or hours that come out in whole minutes (``2.5``, ``2,25``).

        ``1.500`` and ``1,500`` are refused: they mean one and a half to one reader and fifteen hundred to another.
        No whole number of minutes needs a third decimal.

        Raises:
            ValueError: when the text is no number or falls between two steps.
        """
        body = text.strip()
        if body.isascii() and body.isdigit():  # by far the most
            return cls(int(body) * unit.steps, unit)
        if not _NUMBER.fullmatch(body):
            msg = f"not a number: {text!r}"
            raise ValueError(msg)
        if _TWO_MEANINGS.fullmatch(body):
            msg = f"{text!r} can mean thousands or decimals; write it without a separator or with fewer decimals"
            raise ValueError(msg)
        steps = Fraction(body.replace(",", ".")) * unit.steps
        if steps.denominator != 1:
            msg = f"{text!r} is not a whole number of {'minutes' if unit is Unit.HOUR else unit.value}"
            raise ValueError(msg)
        return cls(steps.numerator, unit)

    @property
    def value(self) -> Fraction:
        """The number of units, exact."""
        return Fraction(self.steps, self.unit.steps)

    def at(self, price: Money) -> Money:
        """Price times quantity, rounded half up to the cent (AW319: amount = tariff x number)."""
        return Money(round_ratio(price.cents * self.steps, self.unit.steps, Rounding.HALF_UP))

    def to(self, unit: Unit) -> Quantity:
        """Convert clock time exactly (hours to five minutes and back).

        Raises:
            UnitsDifferError: when the units do not convert, or not without a remainder (H-023).
        """
        ours, theirs = self.unit.minutes, unit.minutes
        if unit is self.unit:
            return self
        if ours is None or theirs is None:
            msg = f"{self.unit.value} does not convert to {unit.value}"
            raise UnitsDifferError(msg)
        steps = self.value * ours / theirs * unit.steps
        if steps.denominator != 1:
            msg = f"{self} is not a whole number of {unit.value}"
            raise UnitsDifferError(msg)
        return Quantity(steps.numerator, unit)

    def scaled(self, factor: Fraction, rounding: Rounding) -> Quantity:
        """Multiply exactly, then round once to whole steps by the named rule."""
        return Quantity(round_to_whole(self.steps * factor, rounding), self.unit)

    def _same(self, other: Quantity) -> None:
        if self.unit is not other.unit:
            msg = f"{self.unit.value} and {other.unit.value} do not mix"
            raise UnitsDifferError(msg)

    def __add__(self, other: Quantity) -> Quantity:
        self._same(other)
        return Quantity(self.steps + other.steps, self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        self._same(other)
        return Quantity(self.steps - other.steps, self.unit)

    def __le__(self, other: Quantity) -> bool:
        self._same(other)
        return self.steps <= other.steps

    def __lt__(self, other: Quantity) -> bool:
        self._same(other)
        return self.steps < other.steps

    def __str__(self) -> str:
        return f"{decimal_text(self.value)} {self.unit.value}"
