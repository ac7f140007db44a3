"""What an example of a rule is, and the providers most of them share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from driehoek.domain.allocation import ChosenCare, Offer, Problem
from driehoek.domain.need import AgreedFigure, ContractFigure
from driehoek.kernel import Money, Quantity, Unit
from driehoek.testing.allocation import DAY, DAY_CARE, LOT, offer


@dataclass(frozen=True, slots=True)
class RuleExample:
    """A problem that shows one rule at work.

    Attributes:
        words: what the case is, in a sentence or two of English.
        problem: the case; one of its steps uses the rule.
    """

    words: str
    problem: Problem


LARGE, MIDDLE, SMALL = "06000001", "06000002", "06000003"


def three(*, days: int = 60_000, maximum: Money = Money(10_000)) -> tuple[Offer, ...]:  # noqa: B008 - frozen value
    """Three providers that offer days at ``maximum`` each; last year 5, 3 and 2 million, scores 8, 6 and 6."""
    rows = ((LARGE, 5_000_000, 8), (MIDDLE, 3_000_000, 6), (SMALL, 2_000_000, 6))
    return tuple(
        offer(name, realised=Money.euros(realised), score=Fraction(score), quantity=days, maximum=maximum)
        for name, realised, score in rows
    )


def chosen(contract: str, days: int, after: int = 0) -> ChosenCare:
    """A choice for ``days`` of care at one contract, ``after`` days after the first day of choosing."""
    return ChosenCare(contract, LOT, DAY_CARE.code, Quantity(days, Unit.ETMAAL), DAY + timedelta(days=after))


def figured(offer: Offer, **values: Fraction | int) -> Offer:
    """The offer with figures, named as in ``need/figures.csv`` with an underscore for each hyphen."""
    figures = {
        name: AgreedFigure(offer.contract, offer.lot, name, Fraction(value), "SYNTHETIC")
        for name, value in ((ContractFigure(key.replace("_", "-")), value) for key, value in values.items())
    }
    return replace(offer, figures=figures)
