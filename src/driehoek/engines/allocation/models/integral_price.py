"""One integral price for all care within an organisation, which divides it internally (E-055, integral birth care).

Money of an organisation = clients that chose one of its members x the integral price. The members are the contracts of
one concern that have a figure ``internal-share`` in ``need/figures.csv``; they share the money by that figure.

1. It stands next to the existing funding: a contract without an internal share gets nothing here.
2. When all organisations together exceed the space, all are lowered in proportion; what is short is exposure.
3. No member gets more than it offers; what one cannot take goes to the other members. What the members cannot take
   together stays in the space.
"""

from __future__ import annotations

from collections import defaultdict

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.domain.need import ContractFigure
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import MORE_SPACE_NEEDED, Ability, Effect, Effects, Told, View
from driehoek.kernel import ZERO, Finding, Money, apportion_within, dutch


class IntegralPrice:
    """See the module docstring."""

    name = "integral-price"
    params = (
        Param(
            "price",
            Kind.MONEY,
            "the integral price of all care of one client, in euros",
            "de integrale prijs van alle zorg van één cliënt",
            least="0",
        ),
    )
    abilities = frozenset({Ability.NEEDS_CHOICES, Ability.FREE_MIX, Ability.LOOKS_AT_FIGURES, Ability.BINDS_TOGETHER})
    told = Told(
        source="000 2.3 (E-055).",
        formula="organisation = clients x price; member = its internal share of it",
        effects=Effects(
            cost="Price times clients; what one client needs more another must need less.",
            volume="Follows the number of clients; the mix of care is free within the organisation.",
            quality="Working together pays; so does shifting care out of the organisation.",
            choice="Between organisations; within one the organisation decides who does what.",
            newcomers="Must join an organisation, or stay with the existing funding.",
            risk="The organisation bears what a client costs; its members bear the internal division.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Pay each organisation per client and divide within it."""
        members: defaultdict[str, list[Offer]] = defaultdict(list)
        for offer in view.offers:
            if offer.organisation:
                members[offer.organisation].append(offer)
        choosing: defaultdict[str, int] = defaultdict(int)
        for choice in view.choices():
            choosing[choice.contract] += choice.clients
        clients = {name: sum(choosing[offer.contract] for offer in each) for name, each in members.items()}
        asked = {name: params.money("price").cents * count for name, count in clients.items()}
        rooms = {name: sum(view.room(offer).cents for offer in each) for name, each in members.items()}
        fits = {name: min(cents, rooms[name]) for name, cents in asked.items()}
        pots = apportion_within(min(view.available.cents, sum(fits.values())), fits, fits, view.key)
        short = Money(sum(fits.values()) - sum(pots.values()))
        got: dict[str, int] = {}
        for name, each in members.items():
            ceilings = {offer.contract: view.room(offer).cents for offer in each}
            weights = {offer.contract: offer.figure(ContractFigure.INTERNAL_SHARE) or 0 for offer in each}
            got |= apportion_within(pots[name], weights, ceilings, view.key)  # 3
        reasons = tuple(_reason(view, offer, clients, pots, got) for offer in view.offers)
        findings = (Finding(MORE_SPACE_NEEDED, str(view.frame), seen=str(short)),) if short else ()  # 2
        return Effect(reasons, exposure=short, claims=Money(sum(asked.values())), findings=findings)


def _reason(view: View, offer: Offer, clients: dict[str, int], pots: dict[str, int], got: dict[str, int]) -> Reason:
    name = offer.organisation
    if not name:  # 1
        text = "Deze aanbieder doet niet mee aan een integrale prijs; voor hem geldt de bestaande bekostiging."
        return view.reason(ReasonKind.GRANT, offer, ZERO, text)
    share = offer.figure(ContractFigure.INTERNAL_SHARE)
    text = f"{name} krijgt voor {clients[name]} cliënten samen {dutch.amount(Money(pots[name]))} en verdeelt dat zelf; "
    text += "dit is het eigen deel."
    inputs = (
        Input("internal-share", str(share), f"need/figures.csv [{offer.contract}, {offer.lot}]"),
        Input("clients", str(clients[name]), "need/choices.csv"),
        view.param("price"),
    )
    return view.reason(ReasonKind.GRANT, offer, Money(got[offer.contract]), text, *inputs)
