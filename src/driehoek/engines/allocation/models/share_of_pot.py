"""A pot shared over those it is meant for: newcomers, small providers, a spearhead (E-005, E-042, E-043).

Who takes part shares the pot in proportion to what of the offer was not yet granted, nobody above that. Who takes part:
providers of the named groups, and providers that realised at most the named amount last year (small); with neither
named, everyone in the lot.

1. Nobody gets more than the named share of the pot.
2. What is left stays in the pot; the pot says what becomes of it.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, Offer, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.pots import POT, draw, held
from driehoek.kernel import ZERO, Money, Rounding, apportion_within, dutch


class ShareOfPot:
    """See the module docstring."""

    name = "share-of-pot"
    params = (
        POT,
        Param(
            "groups",
            Kind.TEXTS,
            "the provider groups it is meant for: existing, new-to-office, new",
            "de groepen aanbieders voor wie het is: bestaand, nieuw bij dit kantoor, nieuw",
            default=(),
        ),
        Param(
            "small",
            Kind.MONEY,
            "providers that realised at most this last year take part too, in euros; 0 for no such rule",
            "ook aanbieders die vorig jaar ten hoogste dit leverden, in euro; 0 is geen regel",
            default="0",
            least="0",
        ),
        Param(
            "most",
            Kind.RATE,
            "the most of the pot that one provider can get",
            "het grootste deel dat een aanbieder kan krijgen",
            default="100%",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.DRAWS_ON_POT})
    told = Told(
        source="000 3.2 and 3.3 Innovatie (E-042, E-043); 002 5.1 noot 18 (E-005).",
        formula="grant = pot x (not yet granted / not yet granted of all who take part), at most what was asked",
        effects=Effects(
            cost="Held to the pot.",
            volume="Those it is meant for grow; what they do not ask for flows back or waits.",
            quality="None: who takes part is decided by group and size, not by score.",
            choice="New and small providers become a real choice.",
            newcomers="They are served first, without having to win from existing providers.",
            risk="The purchaser bears the risk that a newcomer cannot deliver what it was granted.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Share the pot."""
        pot = params.text("pot")
        whole = held(view, pot)
        most = whole.times(params.rate("most"), Rounding.DOWN)
        meant = [offer for offer in view.offers if _takes_part(offer, params)]
        rooms = {offer.contract: view.room(offer).cents for offer in meant}
        ceilings = {contract: min(room, most.cents) for contract, room in rooms.items()}  # 1
        got = apportion_within(whole.cents, rooms, ceilings, view.key)
        reasons = []
        for offer in meant:
            money = Money(got[offer.contract])
            text = f"Uit de ruimte die apart staat ({dutch.amount(whole)}), naar verhouding van wat is aangeboden: "
            text += f"{dutch.amount(money)}."
            given = (Input("pot", str(whole)), Input("asked", str(Money(rooms[offer.contract]))))
            reasons.append(view.reason(ReasonKind.GRANT, offer, money, text, *given, view.param("groups")))
        return Effect((*draw(view, pot, Money(sum(got.values()))), *reasons))


def _takes_part(offer: Offer, params: Params) -> bool:
    groups, small = params.texts("groups"), params.money("small")
    if not groups and not small:
        return True
    return offer.group.value in groups or ZERO < small >= offer.realised
