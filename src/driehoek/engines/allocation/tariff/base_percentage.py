"""The base percentage of the maximum tariff, per sector and form of delivery (E-016, E-032; standards 4.2).

A higher base for care without residence (E-032) is two of these steps: one for the forms with residence, one for vpt
and mpt. A product gets the percentage when its sector and form are named, or when the policy names none. Where two base
percentages would apply to one product the policy is wrong; `solve` says so, for parts add up.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.engines.allocation.tariff.conditions import ENDS, FORMS, SECTORS, applies
from driehoek.kernel import Rate, dutch


class BasePercentage:
    """See the module docstring."""

    name = "base-percentage"
    params = (
        Param(
            "percent",
            Kind.RATE,
            "the percentage of the maximum tariff with which everyone starts",
            "het percentage van het maximumtarief waarmee iedereen begint",
            least="0%",
            most="100%",
        ),
        SECTORS,
        FORMS,
        ENDS,
    )
    abilities = frozenset({Ability.SETS_START})
    told = Told(
        source="E-016, E-032, O-012; standards report 4.2.",
        formula="price = maximum tariff x percentage, rounded half up to the cent",
        effects=Effects(
            cost="Every point on the percentage costs one per cent of the maximum tariff times the volume.",
            volume="At a fixed space a higher percentage buys less care.",
            quality="A percentage below real cost presses on staffing; the tariff must be real.",
            choice="None directly.",
            newcomers="The same start for all; a newcomer without scale has more trouble with a low one.",
            risk="The provider bears the difference between the price and its own cost.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The base percentage for this product."""
        if not applies(offer, line, params, view.problem.year):
            return None
        percent = params.rate("percent")
        return percent, f"Het basispercentage is {dutch.percentage(percent, 4)} van het maximumtarief."
