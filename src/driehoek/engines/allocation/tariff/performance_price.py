"""A price that rises with performance: from a start share of the maximum tariff to a most (E-016, model P).

Share = start + (most - start) x score / scale, exact; score and scale are those of the lot's criteria.

1. An offer without a score stays at the start share.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.kernel import Rate, dutch


class PerformancePrice:
    """See the module docstring."""

    name = "performance-price"
    params = (
        Param(
            "start",
            Kind.RATE,
            "the share of the maximum tariff with which everyone starts",
            "het deel van het maximumtarief waarmee iedereen begint",
            default="90%",
            least="0%",
            most="100%",
        ),
        Param(
            "most",
            Kind.RATE,
            "the share that the highest score reaches",
            "het deel dat de hoogste score bereikt",
            default="100%",
            least="0%",
            most="100%",
            not_below="start",
        ),
    )
    abilities = frozenset({Ability.NEEDS_SCORE, Ability.RANKS, Ability.SETS_START})
    told = Told(
        source="002 kader 4 (E-016, O-006).",
        formula="percentage = start + (most - start) x score / scale",
        effects=Effects(
            cost="Rises with scores; at most the share of the highest score for everyone.",
            volume="At a fixed space better scores make care dearer and so less of it.",
            quality="Pays for quality itself, year after year.",
            choice="None directly; volume stays with clients.",
            newcomers="Without a score a newcomer stays at the start share.",
            risk="The provider bears the risk of a low score, the purchaser that of many high ones.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The share that the score earns."""
        del view, line
        start, most = params.rate("start"), params.rate("most")
        if offer.score is None:  # 1
            return start, f"Het startpercentage is {dutch.percentage(start)} van het maximumtarief."
        earned = Rate((most - start).value * offer.score / offer.scale)
        score = dutch.number(offer.score)
        text = f"Het startpercentage is {dutch.percentage(start)}; met score {score} komt daar "
        return start + earned, f"{text}{dutch.number(earned.points())} procentpunt bij."
