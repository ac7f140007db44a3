"""Add percentage points for named sectors (say here on what it rests).

It applies when the product's sector is named, or when none is named. A condition has the same name in every step
(``sectors``, ``forms``, ``groups``, ``products``, or ``question`` with ``equals``); the suite holds each step to it.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.kernel import Rate, dutch


class SectorPart:
    """See the module docstring."""

    name = "template-sector-part"
    params = (
        Param(
            "points",
            Kind.RATE,
            "percentage points of the maximum tariff to add",
            "de procentpunten die erbij komen",
            least="0%",
            most="100%",
        ),
        Param("sectors", Kind.TEXTS, "the sectors; empty means all", "de sectoren; leeg is alle", default=()),
    )
    abilities: frozenset[Ability] = frozenset()
    told = Told(
        source="Say here on what the rule rests.",
        formula="one line with the words of the page",
        effects=Effects(
            cost="What it does to what the care costs.",
            volume="To how much care is agreed.",
            quality="To the quality of care.",
            choice="To what clients can choose.",
            newcomers="To who is new or small.",
            risk="Who bears which risk.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The points, or None when the sector is not named."""
        del view, offer  # what it does not look at cannot play a part
        sectors = params.texts("sectors")
        if sectors and line.product.sector.value not in sectors:
            return None
        points = params.rate("points")
        return points, f"Voor deze sector komt er {dutch.number(points.points())} procentpunt bij."
