"""A start below the maximum tariff, said as a discount: share = 100 % - discount (O-017, E-053).

The same price as a base percentage, in the words in which tables of discounts are written: 3.74 per cent discount is
96.26 per cent of the maximum. Where the highest share that can be reached is 96.6 per cent, 3.4 is the lowest discount.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.engines.allocation.tariff.conditions import ENDS, FORMS, SECTORS, applies
from driehoek.kernel import Rate, dutch


class MaximumDiscount:
    """See the module docstring."""

    name = "maximum-discount"
    params = (
        Param(
            "discount",
            Kind.RATE,
            "the percentage below the maximum tariff with which everyone starts",
            "de korting op het maximumtarief waarmee iedereen begint",
            least="0%",
            most="100%",
        ),
        SECTORS,
        FORMS,
        ENDS,
    )
    abilities = frozenset({Ability.SETS_START})
    told = Told(
        source="O-017 (tables of discounts 2016 and 2017), E-053.",
        formula="percentage = 100 - discount",
        effects=Effects(
            cost="Every point of discount saves one per cent of the maximum tariff times the volume.",
            volume="At a fixed space a larger discount buys more care.",
            quality="A price below real cost presses on staffing; the tariff must be real.",
            choice="None directly.",
            newcomers="The same start for all.",
            risk="The provider bears the difference between the price and its own cost.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """What the discount leaves."""
        if not applies(offer, line, params, view.problem.year):
            return None
        discount = params.rate("discount")
        share = Rate.percent(100) - discount
        told = f"De korting op het maximumtarief is {dutch.percentage(discount, 4)}"
        return share, f"{told}; u krijgt {dutch.percentage(share, 4)}."
