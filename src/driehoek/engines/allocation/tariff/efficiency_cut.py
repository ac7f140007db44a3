"""An efficiency cut of about one per cent, worked as the provider says, else cut from the base tariff (E-037).

The source says "1 procent op het basistarief", which can be read in two ways; the policy says which:

- *percent*: a share of the percentage with which the price starts (of 94 per cent, 1 per cent is 0.94 points);
- *points*: percentage points of the maximum tariff (94 becomes 93).

1. A provider that says itself how it works the target into its budget gets no cut on its tariff.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.engines.allocation.tariff.conditions import FORMS, NOTHING, SECTORS, STOPS, applies, points_in_words
from driehoek.kernel import Rate, dutch


class EfficiencyCut:
    """See the module docstring."""

    name = "efficiency-cut"
    params = (
        Param("cut", Kind.RATE, "how much is cut", "hoeveel eraf gaat", default="1%", least="0%", most="10%"),
        Param(
            "reading",
            Kind.TEXT,
            "percent: of the base tariff; points: percentage points of the maximum tariff",
            "procent van het basistarief of procentpunten van het maximumtarief",
            default="percent",
            choices=("percent", "points"),
        ),
        Param(
            "own_way_question",
            Kind.TEXT,
            "the question whether the provider says itself how it works the cut; empty for none",
            "de vraag of u zelf zegt hoe u de besparing verwerkt",
            default="",
        ),
        Param(
            "own_way", Kind.TEXT, "the answer that spares the cut", "het antwoord dat de korting spaart", default="yes"
        ),
        SECTORS,
        FORMS,
        STOPS,
    )
    abilities = frozenset({Ability.NEEDS_START})
    told = Told(
        source="E-037 (VGZ 2017); whether per cent or points is open in the source, so both can be chosen.",
        formula="percentage = base - cut x base (percent), or base - cut (points)",
        effects=Effects(
            cost="Saves the cut on everyone without a plan of its own.",
            volume="At a fixed space the same money buys a little more care.",
            quality="A plan of one's own can save where it hurts least; a flat cut cannot.",
            choice="None directly.",
            newcomers="A small provider has less to save on and fewer people to make a plan.",
            risk="The provider bears the saving either way.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The cut, in the reading of the policy."""
        if not applies(offer, line, params, view.problem.year):
            return None
        question = params.text("own_way_question")
        if question and offer.facts.get(question) == params.text("own_way"):  # 1
            return NOTHING, "U zegt zelf hoe u de besparing verwerkt; daarom gaat er niets van uw tarief af."
        cut = params.rate("cut")
        if params.text("reading") == "points":
            return -cut, f"{points_in_words(-cut)} van het maximumtarief: de besparing voor iedereen."
        start = view.starts.get(line.product.code, NOTHING)
        points = Rate(-cut.value * start.value)
        of = f"{dutch.percentage(cut, 4)} van uw basistarief van {dutch.percentage(start, 4)}"
        return points, f"{points_in_words(points)}: {of}, de besparing voor iedereen."
