"""Why a base percentage is what it is: from the cost in the year accounts to the percentage of the maximum tariff.

A purchaser says for each sector and year from which year accounts it started, which signed steps lead from the cost
found there to the percentage, how the cost was brought to the contract year, and in which days providers can object to
the percentage of that year (standards 4.2). Two judgments of the court in The Hague ask for it: RBDHA:2023:16336
(nursing and care, 31 October 2023) and RBDHA:2023:15099 (disability care, 6 October 2023). Tariffs must be real;
providers can object every year; lower tariffs of the past may not be the base.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from driehoek.domain.catalogue import Sector
from driehoek.kernel import UNSTATED, Ground, Rate


class RationaleKind(Enum):
    """What a step from cost to percentage is; the value is the word in files."""

    COST = "cost"
    """The cost found in the year accounts, as a share of the maximum tariff of the same year: the start."""
    LAST_YEAR = "last-year"
    """The percentage of a year before. It is read so that it can be refused: it is no base for this year."""
    INDEXATION = "indexation"
    """What cost rose more, or less, than the maximum tariff since the year of the accounts."""
    MARGIN = "margin"
    """Room for a result, for investment or for risk."""
    EFFICIENCY = "efficiency"
    """What the purchaser expects to be done for less, and why that can be done."""
    OTHER = "other"
    """Something else, which its name and source tell."""
    ROUNDING = "rounding"
    """Rounding the sum to the percentage that is published."""


@dataclass(frozen=True, slots=True)
class RationalePart:
    """One signed step from cost to percentage.

    Attributes:
        id: its name.
        kind: what it is: cost, indexation, margin, efficiency, other or rounding.
        name: in plain Dutch.
        points: percentage points of the maximum tariff it adds, or takes when below zero.
        source: where the figure stands: accounts, decision, report; SYNTHETIC when it is made up.
    """

    id: str
    kind: RationaleKind
    name: str
    points: Rate
    source: str = ""


@dataclass(frozen=True, slots=True)
class Indexation:
    """How cost of the year of the accounts was brought to the contract year.

    Attributes:
        costs: the rise of cost from the year of the accounts to the contract year.
        tariffs: the rise of the maximum tariffs over the same years.
        source: where both stand.
    """

    costs: Rate
    tariffs: Rate
    source: str = ""

    def points(self, share: Rate) -> Rate:
        """What it adds to a cost of ``share`` of the maximum: share x ((1 + costs) / (1 + tariffs) - 1), exact."""
        return Rate(share.value * ((1 + self.costs.value) / (1 + self.tariffs.value) - 1))


@dataclass(frozen=True, slots=True)
class ObjectionWindow:
    """The days in which providers can object to the percentage of this year.

    Attributes:
        opens: the first day.
        closes: the last day, which still counts.
        how: what a provider does, in plain Dutch.
        ground: its ground.
    """

    opens: date
    closes: date
    how: str
    ground: Ground = UNSTATED


@dataclass(frozen=True, slots=True)
class TariffRationale:
    """Why the base percentage of one sector in one year is what it is.

    Attributes:
        id: its name.
        sector: the sector.
        year: the contract year for which it is.
        step: the step under division.tariff whose percentage it explains.
        accounts_year: the year of the accounts it starts from.
        accounts: which accounts, in plain Dutch: of whom, how many, what was left out.
        parts: the steps from cost to percentage; together they are the percentage.
        indexation: how cost was brought to the contract year; empty where no part is an indexation.
        objection: the days in which providers can object to it.
        ground: its ground.
    """

    id: str
    sector: Sector
    year: int
    step: str
    accounts_year: int
    accounts: str
    parts: tuple[RationalePart, ...]
    indexation: Indexation | None = None
    objection: ObjectionWindow | None = None
    ground: Ground = UNSTATED

    @property
    def name(self) -> str:
        """The name for people."""
        return f"{self.sector.dutch} {self.year}"

    @property
    def percent(self) -> Rate:
        """The percentage that the parts make together."""
        return Rate(sum((part.points.value for part in self.parts), start=Fraction(0)))

    def of_kind(self, *kinds: RationaleKind) -> tuple[RationalePart, ...]:
        """The parts of the given kinds, in their order."""
        return tuple(part for part in self.parts if part.kind in kinds)
