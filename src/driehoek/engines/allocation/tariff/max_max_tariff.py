"""More than the maximum tariff, by at most a tenth, for care that is dearer to give (max-max tariff, E-053).

For example in deprived areas or for special skills. It adds to the percentage like an itemised part; the price goes
above the maximum only where the regime allows it and the policy says so (``division.price_bound``), else it is lowered.
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


class MaxMaxTariff(ItemisedPart):
    """See the module docstring."""

    name = "max-max-tariff"
    params = (
        Param(
            "points",
            Kind.RATE,
            "percentage points of the maximum tariff to add",
            "de procentpunten die boven op het tarief komen",
            least="0%",
            most="10%",
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
        source="E-053, O-019 (maternity care: at most 10 per cent above the maximum).",
        formula="price = maximum tariff x (base + points), at most the price bound of regime and policy",
        effects=Effects(
            cost="Up to a tenth more than the maximum for the care it is given for.",
            volume="At a fixed space dearer care leaves less of it.",
            quality="Pays for skills that would not be kept at the maximum.",
            choice="Can keep care where it would otherwise go, such as in deprived areas.",
            newcomers="Open to whoever meets the condition.",
            risk="Takes the risk of too low a maximum away from the provider, at the cost of the payer.",
        ),
    )
