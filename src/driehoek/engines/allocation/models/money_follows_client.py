"""Money follows the client inside the space: each choice draws its price from what is left (E-032, M-303).

Choices are honoured in order of the day on which they were made.

1. Choices of one day that do not fit together share what is left in proportion to what they ask.
2. A choice beyond what the provider still offers is not granted; a finding says so, for the duty of care remains.
3. What no choice draws stays set apart for clients who choose during the year, for the share the policy says.
4. What the space does not hold is exposure: the care is not refused, it is booked.
5. When the choices together exceed the space by more than ``beyond``, the policy says beforehand what happens with new
   initiatives (E-027): their clients' choices go by their day like all others, or come after all others.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import groupby

from driehoek.domain.allocation import ChosenCare, Input, Reason, ReasonKind
from driehoek.domain.policy import Kind, Param, Params, ProviderGroup
from driehoek.engines.allocation.base import OVER_WHAT_IS_OFFERED, Ability, Effect, Effects, Told, View, priced_choices
from driehoek.engines.allocation.models.person_following import NEW_INITIATIVES
from driehoek.kernel import ZERO, Finding, Money, Rounding, apportion_within, dutch, total


class MoneyFollowsClient:
    """See the module docstring."""

    name = "money-follows-client"
    params = (
        Param(
            "reserve",
            Kind.RATE,
            "the share of what no choice drew that stays set apart for choices during the year",
            "het deel van de rest dat klaarstaat voor cliënten die in de loop van het jaar kiezen",
            default="100%",
            least="0%",
            most="100%",
        ),
        Param(
            "beyond",
            Kind.RATE,
            "by how much of the space choices may exceed it before that is wide",
            "hoe ver de keuzes de ruimte mogen overschrijden voordat dat ruim heet, als deel van de ruimte",
            default="5%",
            least="0%",
        ),
        NEW_INITIATIVES,
    )
    abilities = frozenset({Ability.NEEDS_CHOICES})
    told = Told(
        source="E-032, M-303.",
        formula="grant = chosen care x price, in order of the day of choice, while the space lasts",
        effects=Effects(
            cost="Never over the space; care above it is booked as exposure.",
            volume="Follows choices until the space is used.",
            quality="Clients reward what they see of quality by choosing it.",
            choice="Free until the space is used; after that the care is delivered and its payment is open.",
            newcomers="Open to anyone whom clients choose.",
            risk="Who is chosen late bears the risk that the space is gone.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Draw the choices from the space in order of day."""
        asked, findings = _asked(view)
        last = _last(view, asked, params)
        left, exposure = view.available, ZERO
        got: defaultdict[str, Money] = defaultdict(lambda: ZERO)

        def turn(item: tuple[date, str, Money]) -> tuple[bool, date]:
            return item[1] in last, item[0]

        for _, block in groupby(sorted(asked, key=turn), key=turn):
            wanted: defaultdict[str, int] = defaultdict(int)
            for _, contract, money in block:
                wanted[contract] += money.cents
            pot = min(left.cents, sum(wanted.values()))
            for contract, cents in apportion_within(pot, wanted, wanted, view.key).items():  # 1
                got[contract] += Money(cents)
                exposure += Money(wanted[contract] - cents)
            left -= Money(pot)
        reasons = [*_grants(view, got, last), *_reserve(view, left, params)]
        claims = total(money for _, _, money in asked)
        return Effect(tuple(reasons), exposure=exposure, claims=claims, findings=findings)


def _last(view: View, asked: list[tuple[date, str, Money]], params: Params) -> frozenset[str]:
    """The new providers, when the policy lets them come last and the space is widely exceeded (5)."""
    limit = view.available + view.available.times(params.rate("beyond"), Rounding.DOWN)
    if params.text("new_initiatives") == "alike" or total(money for _, _, money in asked) <= limit:
        return frozenset()
    return frozenset(offer.contract for offer in view.offers if offer.group is ProviderGroup.NEW)


def _asked(view: View) -> tuple[list[tuple[date, str, Money]], tuple[Finding, ...]]:
    """What each choice costs, within what its provider still offers."""
    room = {offer.contract: view.room(offer) for offer in view.offers}
    offered = dict(room)
    wanted: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    asked: list[tuple[date, str, Money]] = []
    priced, findings = priced_choices(view)
    for choice, cost in priced:
        fits = min(cost, room[choice.contract])
        room[choice.contract] -= fits
        wanted[choice.contract] += cost
        asked.append((choice.chosen_on, choice.contract, fits))
    beyond = tuple(
        Finding(OVER_WHAT_IS_OFFERED, contract, seen=str(money), wanted=str(offered[contract]))
        for contract, money in sorted(wanted.items())
        if money > offered[contract]  # 2
    )
    return asked, (*findings, *beyond)


def _grants(view: View, got: defaultdict[str, Money], last: frozenset[str]) -> list[Reason]:
    chosen: defaultdict[str, list[ChosenCare]] = defaultdict(list)
    for choice in view.choices():
        chosen[choice.contract].append(choice)
    reasons = []
    for offer in view.offers:
        choices = chosen[offer.contract]
        if not choices:
            continue
        clients = sum(choice.clients for choice in choices)
        text = f"Geld volgt de cliënt: {clients} cliënten kozen voor deze aanbieder; "
        text += f"daarvoor is {dutch.amount(got[offer.contract])} toegekend."
        if offer.contract in last:
            text += " De ruimte is ruim overschreden; nieuwe aanbieders kwamen daarom als laatste."
        inputs = tuple(Input(choice.product, str(choice.quantity), choice.source) for choice in choices)
        reasons.append(view.reason(ReasonKind.GRANT, offer, got[offer.contract], text, *inputs))
    return reasons


def _reserve(view: View, left: Money, params: Params) -> list[Reason]:
    kept = left.times(params.rate("reserve"), Rounding.DOWN)
    if not kept:
        return []
    text = f"Voor cliënten die in de loop van het jaar kiezen, staat {dutch.amount(kept)} klaar."
    return [
        Reason(
            view.step.id,
            view.step.use,
            ReasonKind.SPACE,
            lot=view.lot,
            frame=view.frame,
            amount=-kept,
            inputs=(view.param("reserve"), Input("left", str(total([left])))),
            text=text,
        )
    ]
