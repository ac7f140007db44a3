"""An addition for development plans, by the part of them that was achieved (O-033).

Addition = points x achieved / plans, exact. No plan counts more than once.

1. Where a question asks for the number of plans, its answer takes the place of the number in the policy.
2. Without a number as its answer, no plan was shown to be achieved.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.engines.allocation.tariff.conditions import FORMS, SECTORS, STOPS, applies, points_in_words
from driehoek.kernel import Rate


class DevelopmentPlans:
    """See the module docstring."""

    name = "development-plans"
    params = (
        Param(
            "points",
            Kind.RATE,
            "percentage points of the maximum tariff when every plan is achieved",
            "de procentpunten als elk plan is gehaald",
            least="0%",
            most="10%",
        ),
        Param(
            "plans",
            Kind.INTEGER,
            "the number of plans agreed",
            "het aantal afgesproken plannen",
            default="1",
            least="1",
            most="100",
        ),
        Param(
            "achieved_question",
            Kind.TEXT,
            "the question how many plans were achieved",
            "de vraag hoeveel plannen zijn gehaald",
        ),
        Param(
            "plans_question",
            Kind.TEXT,
            "the question how many plans were agreed; empty to use the number above",
            "de vraag hoeveel plannen zijn afgesproken",
            default="",
        ),
        SECTORS,
        FORMS,
        STOPS,
    )
    abilities: frozenset[Ability] = frozenset()
    told = Told(
        source="O-033; 003 par. 3.5.1; the equal split over the plans is inferred.",
        formula="percentage = base + points x achieved / plans",
        effects=Effects(
            cost="At most the points, and only for what was achieved.",
            volume="At a fixed space dearer care leaves less of it.",
            quality="Rewards improvement that was shown; easy plans are rewarded as much as hard ones.",
            choice="None directly.",
            newcomers="Who is new has no plans yet and starts without the addition.",
            risk="The provider bears the risk of a plan that fails.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The addition for the part that was achieved."""
        if not applies(offer, line, params, view.problem.year):
            return None
        plans = _count(offer, params.text("plans_question")) or params.integer("plans")  # 1
        achieved = min(_count(offer, params.text("achieved_question")), plans)  # 2
        points = Rate(params.rate("points").value * achieved / plans)
        status = "alle" if achieved == plans else "niet alle" if achieved else "geen"
        return points, f"{points_in_words(points)}: {achieved} van de {plans} plannen gehaald ({status})."


def _count(offer: Offer, question: str) -> int:
    answer = offer.facts.get(question, "").strip()
    return int(answer) if answer.isdecimal() else 0
