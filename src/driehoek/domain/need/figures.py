"""A figure that says what it rests on: counted, computed, estimated or assumed, from what and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Basis(Enum):
    """How sure a figure can be; the value is the word in files."""

    COUNTED = "counted"
    DERIVED = "derived"
    """Computed from counted figures alone."""
    ESTIMATE = "estimate"
    """Computed with a share, model or split that could be otherwise; marked wherever it shows."""
    ASSUMED = "assumed"
    """Somebody's assumption: a scenario, never a fact."""
    SYNTHETIC = "synthetic"
    """Made up."""

    @property
    def dutch(self) -> str:
        """The word on Dutch screens."""
        return {
            Basis.COUNTED: "geteld",
            Basis.DERIVED: "berekend",
            Basis.ESTIMATE: "schatting",
            Basis.ASSUMED: "aanname",
            Basis.SYNTHETIC: "SYNTHETIC (verzonnen)",
        }[self]

    def with_(self, other: Basis) -> Basis:
        """The basis of what is computed from figures of both: the weaker of the two, and at least derived.

        >>> Basis.COUNTED.with_(Basis.COUNTED).value, Basis.DERIVED.with_(Basis.ASSUMED).value
        ('derived', 'assumed')
        """
        order = list(Basis)
        return order[max(order.index(self), order.index(other), order.index(Basis.DERIVED))]


@dataclass(frozen=True, slots=True)
class Origin:
    """On what a figure rests.

    Attributes:
        basis: how sure it can be.
        source: from what: a table with its publisher, a file with its line.
        how: how it was made, in one sentence of plain Dutch; empty for what was counted.
    """

    basis: Basis
    source: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of persons, places or units, with its uncertainty and its origin.

    Attributes:
        value: whole.
        origin: on what it rests.
        low: the lower end of the interval; None where there is none.
        high: the upper end.
        confidence: the share of cases that the interval should cover, in per cent; 0 without an interval, and where
            the ends are only what other ways to compute it give.
    """

    value: int
    origin: Origin
    low: int | None = None
    high: int | None = None
    confidence: int = 0

    def __post_init__(self) -> None:
        """An interval has two ends and holds its value."""
        if (self.low is None) != (self.high is None):
            msg = "an interval has two ends"
            raise ValueError(msg)
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            msg = f"{self.value} lies outside {self.low} .. {self.high}"
            raise ValueError(msg)

    def plus(self, other: Figure, how: str) -> Figure:
        """The sum; the ends add up, which is wide where the two are not linked, and never too narrow."""
        return self._with(other, 1, how)

    def minus(self, other: Figure, how: str) -> Figure:
        """The difference; the low end takes off the other's high end."""
        return self._with(other, -1, how)

    def _with(self, other: Figure, sign: int, how: str) -> Figure:
        sources = dict.fromkeys((self.origin.source, other.origin.source))
        origin = Origin(self.origin.basis.with_(other.origin.basis), "; ".join(sources), how)
        value = self.value + sign * other.value
        if self.low is None and other.low is None:
            return Figure(value, origin)
        ends = [other.value if end is None else end for end in (other.low, other.high)][::sign]
        low = (self.value if self.low is None else self.low) + sign * ends[0]
        high = (self.value if self.high is None else self.high) + sign * ends[1]
        with_ends = [item.confidence for item in (self, other) if item.low is not None]
        return Figure(value, origin, low, high, min(with_ends))
