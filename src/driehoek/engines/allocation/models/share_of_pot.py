"""A pot shared over those it is meant for: newcomers, small providers, a spearhead (E-005, E-042, E-043).

Who takes part shares the pot in proportion to what of the offer was not yet granted, nobody above that. Who takes part:
providers of the named groups, and providers that realised at most the named amount last year (small); with neither
named, everyone in the lot.

1. Nobody gets more than the named share of the pot.
2. What is left stays in the pot; the pot says what becomes of it.
3. Where products are named, only what is offered of those counts, and what is granted goes to those products first.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, Offer, OfferedLine, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.pots import POT, draw, held
from driehoek.kernel import ZERO, Money, Rounding, apportion_within, dutch, total


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
            "products",
            Kind.TEXTS,
            "the product codes it is meant for; empty means all",
            "de prestaties waarvoor het is; leeg is alle",
            default=(),
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
        asked = {offer.contract: _asked(view, offer, params.texts("products")) for offer in meant}
        rooms = {offer.contract: min(view.room(offer), asked[offer.contract]).cents for offer in meant}
        ceilings = {contract: min(room, most.cents) for contract, room in rooms.items()}  # 1
        got = apportion_within(whole.cents, rooms, ceilings, view.key)
        reasons = []
        for offer in meant:
            money = Money(got[offer.contract])
            text = f"Uit de ruimte die apart staat ({dutch.amount(whole)}), naar verhouding van wat is aangeboden: "
            text += f"{dutch.amount(money)}."
            given = (Input("pot", str(whole)), Input("asked", str(Money(rooms[offer.contract]))))
            reasons.append(view.reason(ReasonKind.GRANT, offer, money, text, *given, view.param("groups")))
        volumes = {
            offer.contract: _meant(offer, params.texts("products"), Money(got[offer.contract]), asked[offer.contract])
            for offer in meant
            if params.texts("products") and got[offer.contract]
        }
        return Effect((*draw(view, pot, Money(sum(got.values()))), *reasons), volumes=volumes)


def _takes_part(offer: Offer, params: Params) -> bool:
    groups, small = params.texts("groups"), params.money("small")
    if not groups and not small:
        return True
    return offer.group.value in groups or ZERO < small >= offer.realised


def _named(offer: Offer, products: tuple[str, ...]) -> tuple[OfferedLine, ...]:
    return tuple(line for line in offer.lines if not products or line.product.code in products)


def _asked(view: View, offer: Offer, products: tuple[str, ...]) -> Money:
    """What the offer costs as far as the products it is meant for go."""
    prices = view.prices
    return total(line.limit.at(prices[offer.contract, line.product.code].amount) for line in _named(offer, products))


def _meant(offer: Offer, products: tuple[str, ...], money: Money, asked: Money) -> dict[str, int]:
    """The steps of each named product that the money buys, all in the same proportion (3)."""
    return {line.product.code: line.limit.steps * money.cents // asked.cents for line in _named(offer, products)}
