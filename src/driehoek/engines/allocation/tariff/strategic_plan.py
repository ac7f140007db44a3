"""A small addition for who discussed an integral strategic plan with the office (standards 4.2, CZ 2026).

At most 0.2 points. The same rule as an itemised part, within its own bounds.
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param
from driehoek.engines.allocation.base import Effects, Told
from driehoek.engines.allocation.tariff.conditions import (
    BECAUSE,
    EQUALS,
    FORMS,
    GROUPS,
    QUESTION,
    SECTORS,
    STOPS,
)
from driehoek.engines.allocation.tariff.itemised_part import ItemisedPart


class StrategicPlan(ItemisedPart):
    """See the module docstring."""

    name = "strategic-plan"
    params = (
        Param(
            "points",
            Kind.RATE,
            "percentage points of the maximum tariff to add",
            "de procentpunten die erbij komen",
            default="0.2%",
            least="0%",
            most="0.2%",
        ),
        BECAUSE,
        GROUPS,
        QUESTION,
        EQUALS,
        SECTORS,
        FORMS,
        STOPS,
    )
    told = Told(
        source="Standards report 4.2: CZ 2026 adds at most 0.2 points for an integral strategic plan.",
        formula="percentage = base + points (0 to 0.2) for who has the plan",
        effects=Effects(
            cost="At most 0.2 per cent of the maximum tariff for whoever has a plan.",
            volume="Hardly any: two tenths of a per cent of the space at most.",
            quality="Rewards having a plan and talking it through, not what comes of it.",
            choice="None directly.",
            newcomers="Who is small or new has fewer people to write a plan with.",
            risk="The office pays before it knows whether the plan works.",
        ),
    )
