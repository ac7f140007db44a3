"""Below the maximum tariff: the further the offered price lies below the maximum, the more points (D-031 area 4).

1. The answer is the offered price as a percentage of the maximum tariff, or the discount itself (`answer-is`).
2. No points at or above `none` below the maximum, full points from `full` below it, a straight line between.
3. An offer above the maximum tariff is not a price that may be agreed: it is a finding.
"""

from __future__ import annotations

from fractions import Fraction

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.criteria.base import (
    BAD_BOUNDS,
    UNREADABLE,
    Alone,
    Asked,
    Direction,
    Points,
    Reads,
    on_line,
    read_number,
    said,
    written,
)
from driehoek.kernel import Finding, Rate
from driehoek.kernel.dutch import percentage

_PRICE, _DISCOUNT = "price", "discount"


class BelowMaximumTariff(Alone):
    """The share below the maximum tariff."""

    name = "below-maximum-tariff"
    reads = Reads.NUMBER
    meaning = "Points for the degree to which the offered price lies below the maximum tariff."
    meaning_nl = "Punten voor hoe ver de geboden prijs onder het maximumtarief ligt."
    params = (
        Param("full", Kind.RATE, "share below the maximum with full points", "korting die alle punten geeft"),
        Param("none", Kind.RATE, "share below it with no points", "korting die geen punten geeft", default="0%"),
        Param(
            "answer-is",
            Kind.TEXT,
            "whether the answer is the price as a share of the maximum, or the discount",
            "of het antwoord de prijs is (als deel van het maximum) of de korting",
            default=_PRICE,
            choices=(_PRICE, _DISCOUNT),
        ),
    )

    def check(self, asked: Asked, params: Params) -> tuple[Finding, ...]:
        """The discounts must lie in order, within 0 and 100 %."""
        none, full = params.rate("none"), params.rate("full")
        if not 0 <= none.value < full.value <= 1:
            seen = f"{percentage(none)} - {percentage(full)}"
            return (Finding(BAD_BOUNDS, asked.subject, seen=seen, wanted="0% <= none < full <= 100%"),)
        return ()

    def norm(self, asked: Asked, params: Params) -> str:
        """Name the discounts."""
        del asked
        full, none = percentage(params.rate("full")), percentage(params.rate("none"))
        return f"Alle punten vanaf {full} onder het maximumtarief; geen punten tot en met {none} eronder."

    def score(self, asked: Asked, params: Params) -> Points | Finding:
        """Place the discount on the line."""
        value = read_number(asked)
        if isinstance(value, Finding):
            return value
        if not 0 <= value <= 1:
            return Finding(UNREADABLE, asked.subject, seen=asked.answer, wanted="een percentage van 0% tot en met 100%")
        below = value if params.text("answer-is") == _DISCOUNT else 1 - value
        share = on_line(below, params.rate("none").value, params.rate("full").value)
        why = f"De prijs ligt {percentage(Rate(below))} onder het maximumtarief: {said(asked, share)}."
        return Points(share, self.norm(asked, params), why)

    def attainable(self, asked: Asked, params: Params) -> Fraction:
        """Full points: any discount up to 100 % can be offered."""
        del asked, params
        return Fraction(1)

    def reach(self, asked: Asked, params: Params, share: Fraction) -> str | None:
        """The smallest discount that suffices."""
        none, full = params.rate("none").value, params.rate("full").value
        return self._answer(asked, params, none + share * (full - none))

    def illustrate(self, asked: Asked, params: Params) -> tuple[str, str]:
        """The full discount and the middle."""
        none, full = params.rate("none").value, params.rate("full").value
        return self._answer(asked, params, full), self._answer(asked, params, (none + full) / 2)

    def _answer(self, asked: Asked, params: Params, below: Fraction) -> str:
        if params.text("answer-is") == _DISCOUNT:
            return written(asked, below, Direction.HIGHER)
        return written(asked, 1 - below, Direction.LOWER)
