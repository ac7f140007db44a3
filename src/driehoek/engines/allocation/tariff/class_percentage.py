"""A percentage per class A, B, C, by the points on differentiation questions, fixed beforehand (E-036, O-044).

The bounds are shares of the lot's scale: with a scale of 100 and bounds of 80 % and 50 %, 82 points make class A, 79
class B and 49 class C. The source names no thresholds, so the policy does.

1. An offer without a score is in the last class.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.engines.allocation.tariff.conditions import ENDS, FORMS, SECTORS, applies
from driehoek.kernel import Rate, dutch

CLASSES = "ABCDEFGHIJ"


class ClassPercentage:
    """See the module docstring."""

    name = "class-percentage"
    params = (
        Param(
            "bounds",
            Kind.RATES,
            "the lowest share of the points for each class but the last, from high to low",
            "het laagste deel van de punten per klasse, van hoog naar laag; wie eronder blijft is de laatste klasse",
            default=("80%", "50%"),
            least="0%",
            most="100%",
            falling=True,
        ),
        Param(
            "percents",
            Kind.RATES,
            "the percentage of the maximum tariff of each class, from the best to the last",
            "het percentage van het maximumtarief per klasse, van de beste tot de laatste",
            least="0%",
            most="100%",
            one_for="bounds",
            extra=1,
            falling=True,
        ),
        SECTORS,
        FORMS,
        ENDS,
    )
    abilities = frozenset({Ability.NEEDS_SCORE, Ability.RANKS, Ability.SETS_START})
    told = Told(
        source="E-036, O-044 (Menzis 2017); the thresholds are not in the source.",
        formula="percentage = that of the first class whose bound the score reaches",
        effects=Effects(
            cost="By how many reach which class; known once the answers are in.",
            volume="At a fixed space a higher percentage buys less care.",
            quality="Rewards a better score in steps; a point more is worth nothing within a class.",
            choice="None directly.",
            newcomers="Who has no answers to show is in the last class.",
            risk="Near a bound one point decides for the whole year; the provider bears that.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The percentage of the class the score is in."""
        if not applies(offer, line, params, view.problem.year):
            return None
        bounds, percents = params.rates("bounds"), params.rates("percents")
        score = offer.score
        if score is None:  # 1
            number, told = len(bounds), "geen score"
        else:
            reached = score / offer.scale
            number = next((place for place, bound in enumerate(bounds) if reached >= bound.value), len(bounds))
            told = f"{dutch.number(score)} van de {offer.scale} punten"
        percent = percents[number]
        return (
            percent,
            f"U heeft {told}: klasse {CLASSES[number]}, {dutch.percentage(percent, 4)} van het maximumtarief.",
        )
