"""Figures about one contract in one lot that were agreed or measured outside the submission, each with its ground."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class ContractFigure(Enum):
    """What a figure says; the value is the word in files."""

    BUDGET = "budget"
    """Last year's budget in euros, where that is another amount than what was realised (E-050)."""
    GROWTH = "growth"
    """The growth agreed with this contract, as a share of last year's budget: 0.05 is 5 % (E-050)."""
    SHIFTED = "shifted"
    """Care that was shown to have moved to the first line, in euros (E-051)."""
    EXPECTED = "expected"
    """What the national average would give after correction for relevant factors, in euros (E-052)."""
    FORECAST = "forecast"
    """What the contract is expected to deliver in the contract year, in euros (E-014)."""
    INTERNAL_SHARE = "internal-share"
    """The share of an integral price that this contract gets inside its organisation (E-055)."""

    @property
    def in_euros(self) -> bool:
        """Whether the figure is an amount of money."""
        return self in _EUROS


_EUROS = frozenset({ContractFigure.BUDGET, ContractFigure.SHIFTED, ContractFigure.EXPECTED, ContractFigure.FORECAST})


@dataclass(frozen=True, slots=True)
class AgreedFigure:
    """One figure.

    Attributes:
        contract: about whom.
        lot: in which lot.
        figure: what it says.
        value: how much: euros in whole cents, or a share.
        ground: why, or where it stands, in plain Dutch.
    """

    contract: str
    lot: str
    figure: ContractFigure
    value: Fraction
    ground: str = ""
