"""Everyone an equal share of what the space holds (say here on what it rests).

1. Nobody gets more than it offers; what one cannot take goes to the others.
2. The policy can give only a part of the space out in this way.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.kernel import Money, Rounding, apportion_within, dutch


class EqualShares:
    """See the module docstring."""

    name = "template-equal-shares"
    params = (
        Param(
            "part",
            Kind.RATE,
            "the part of the space that is divided in this way",
            "het deel van de ruimte dat zo wordt verdeeld",
            default="100%",
            least="0%",
            most="100%",
        ),
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

    def apply(self, view: View, params: Params) -> Effect:
        """Grant each offer its share; every grant is a reason, and the reasons are the outcome."""
        pot = view.available.times(params.rate("part"), Rounding.DOWN)  # 2; down, for the space is a ceiling
        rooms = {offer.contract: view.room(offer).cents for offer in view.offers}  # 1
        parts = apportion_within(pot.cents, dict.fromkeys(rooms, 1), rooms, view.key)
        return Effect(
            tuple(
                view.reason(
                    ReasonKind.GRANT,
                    offer,
                    Money(parts[offer.contract]),
                    f"Een gelijk deel van {dutch.amount(pot)}, voor zover aangeboden.",
                    Input("offers", str(len(view.offers))),
                    view.param("part"),
                )
                for offer in view.offers
            )
        )
