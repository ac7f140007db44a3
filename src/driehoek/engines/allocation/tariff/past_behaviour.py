"""A deduction for behaviour of the past that has been shown, by a decision with reasons (standards 4.2, CZ 2026).

It counts only for a contract about which ``decisions.csv`` holds a decision of a person on this step, with its ground.
So a published policy names the rule and no party, and no rule decides by itself that someone behaved badly.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.engines.allocation.tariff.conditions import FORMS, SECTORS, STOPS, applies, points_in_words
from driehoek.kernel import Rate


class PastBehaviour:
    """See the module docstring."""

    name = "past-behaviour"
    params = (
        Param(
            "points",
            Kind.RATE,
            "percentage points of the maximum tariff to deduct, below zero",
            "de procentpunten die eraf gaan (onder nul)",
            least="-10%",
            most="0%",
        ),
        SECTORS,
        FORMS,
        STOPS,
    )
    abilities = frozenset({Ability.NEEDS_DECISION})
    told = Told(
        source="Standards report 4.2: CZ 2026 deducts for demonstrable past behaviour.",
        formula="percentage = base - points for a contract with a decision on this step",
        effects=Effects(
            cost="Lowers the price of whoever it is applied to; it is a measure, not a saving.",
            volume="At a fixed space a little more care fits for others.",
            quality="A reason to keep agreements; a lower price may also press on the care itself.",
            choice="None directly.",
            newcomers="None: who has no past with the office cannot get it.",
            risk="The provider bears it, and can contest the decision and its ground.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The deduction, with the ground of the decision."""
        ground = offer.decisions.get(view.step.id)
        if ground is None or not applies(offer, line, params, view.problem.year):
            return None
        points = params.rate("points")
        return points, f"{points_in_words(points)}: {ground}"
