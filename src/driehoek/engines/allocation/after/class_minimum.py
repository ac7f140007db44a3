"""Minimum of the class: of care in classes of hours, the least hours of the class are agreed (E-039, compare E-018).

An offer counts with the usual hours of a class; the agreement with its least. The most of a product = what was offered
x least hours / usual hours, rounded down to whole units.

1. What lay above the limit leaves the grant and stays in the space, never below what earlier steps promised.
"""

from __future__ import annotations

from fractions import Fraction

from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.after.volumes import limited, together
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.kernel import Rounding, dutch


class ClassMinimum:
    """See the module docstring."""

    name = "class-minimum"
    params = (
        Param("products", Kind.TEXTS, "the products of the class", "de prestaties van de klasse"),
        Param(
            "least",
            Kind.INTEGER,
            "the least of the class, in minutes a week",
            "het minimum van de klasse, in minuten per week",
            least="0",
        ),
        Param(
            "usual",
            Kind.INTEGER,
            "what an offer counts with, in minutes a week; usually the middle of the class",
            "waar een aanbod mee rekent, in minuten per week; meestal het midden van de klasse",
            least="1",
            not_below="least",
        ),
    )
    abilities = frozenset({Ability.MOVES_VOLUME})
    told = Told(
        source="E-039 (minimum of the class), E-018.",
        formula="most = offered x least / usual",
        effects=Effects(
            cost="Can only fall: the hours above the minimum leave the agreement and their money stays in the space.",
            volume="Fewer hours per client are agreed than the class allows on average.",
            quality="May suffer: there is less time for each client than the indication foresees.",
            choice="None of its own.",
            newcomers="Binds everyone alike.",
            risk="The provider bears the risk that clients need more than the least of their class.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Limit the products of the class for every provider."""
        factor = Fraction(params.integer("least"), params.integer("usual"))
        named = params.texts("products")
        why = f"wij rekenen met het minimum van de klasse, {dutch.number(factor * 100)}% van het gebruikelijke."
        inputs = tuple(view.param(name) for name in ("products", "least", "usual"))
        return together(
            limited(
                view,
                offer,
                {
                    line.product.code: line.limit.scaled(factor, Rounding.DOWN)
                    for line in offer.lines
                    if line.product.code in named
                },
                why,
                *inputs,
            )
            for offer in view.offers
        )
