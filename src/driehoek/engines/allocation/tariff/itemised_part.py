"""An addition to or deduction from the percentage, under a stated condition (standards 4.2; E-034).

It applies when everything the policy names holds: the provider's group, the answer to a question, the sector, the
form of delivery. A deduction has points below zero.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.kernel import Rate, dutch


class ItemisedPart:
    """See the module docstring."""

    name = "itemised-part"
    params = (
        Param(
            "points",
            Kind.RATE,
            "percentage points of the maximum tariff to add; below zero to deduct",
            "de procentpunten die erbij komen; onder nul gaan ze eraf",
            least="-100%",
            most="100%",
        ),
        Param("because", Kind.TEXT, "the condition in plain Dutch, for the letter", "de voorwaarde in gewone taal"),
        Param(
            "groups",
            Kind.TEXTS,
            "the provider groups (existing, new-to-office, new) it is for; empty means all",
            "de groepen aanbieders waarvoor het geldt; leeg is alle",
            default=(),
        ),
        Param(
            "question", Kind.TEXT, "the question whose answer decides; empty for none", "de vraag die telt", default=""
        ),
        Param("equals", Kind.TEXT, "the answer that is needed", "het antwoord dat nodig is", default="yes"),
        Param("sectors", Kind.TEXTS, "the sectors; empty means all", "de sectoren; leeg is alle", default=()),
        Param("forms", Kind.TEXTS, "the forms; empty means all", "de leveringsvormen; leeg is alle", default=()),
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
        del view
        named = (
            (params.texts("groups"), offer.group.value),
            (params.texts("sectors"), line.product.sector.value),
            (params.texts("forms"), line.product.form.value),
        )
        if any(wanted and seen not in wanted for wanted, seen in named):
            return None
        question = params.text("question")
        if question and offer.facts.get(question) != params.text("equals"):
            return None
        points = params.rate("points")
        sign = "" if points < Rate.percent(0) else "+"
        return points, f"{sign}{dutch.number(points.points())} procentpunt: {params.text('because')}"
