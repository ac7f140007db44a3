"""An addition to or deduction from the percentage, under a stated condition (standards 4.2; E-034).

It applies when everything the policy names holds: the provider's group, the answer to a question, the sector, the
form of delivery. A deduction has points below zero. It counts for every contract year until it has ended.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.engines.allocation.tariff.conditions import (
    BECAUSE,
    EQUALS,
    FORMS,
    GROUPS,
    QUESTION,
    SECTORS,
    STOPS,
    applies,
    points_in_words,
)
from driehoek.kernel import Rate


class ItemisedPart:
    """See the module docstring."""

    name: str = "itemised-part"
    params: tuple[Param, ...] = (
        Param(
            "points",
            Kind.RATE,
            "percentage points of the maximum tariff to add; below zero to deduct",
            "de procentpunten die erbij komen; onder nul gaan ze eraf",
            least="-100%",
            most="100%",
        ),
        BECAUSE,
        GROUPS,
        QUESTION,
        EQUALS,
        SECTORS,
        FORMS,
        STOPS,
    )
    abilities: frozenset[Ability] = frozenset()
    told = Told(
        source="E-034; standards report 4.2.",
        formula="percentage = base + the points of every part whose conditions hold",
        effects=Effects(
            cost="Each point costs or saves one per cent of the maximum tariff for whoever it is given to.",
            volume="At a fixed space dearer care leaves less of it.",
            quality="Rewards what the condition asks, such as a plan; no more than that.",
            choice="Can draw providers to where clients have too little to choose.",
            newcomers="A deduction for who is new makes the start harder, and should end on a stated day.",
            risk="The provider bears the risk of not meeting the condition.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The points when every named condition holds."""
        if not applies(offer, line, params, view.problem.year):
            return None
        points = params.rate("points")
        return points, f"{points_in_words(points)}: {params.text('because')}"
