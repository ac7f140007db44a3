"""Money follows the client inside the space: each choice draws its price from what is left (E-032, M-303).

Choices are honoured in order of the day on which they were made.

1. Choices of one day that do not fit together share what is left in proportion to what they ask.
2. A choice beyond what the provider still offers is not granted; a finding says so, for the duty of care remains.
3. What no choice draws stays set apart for clients who choose during the year, for the share the policy says.
4. What the space does not hold is exposure: the care is not refused, it is booked.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import groupby

from driehoek.domain.allocation import ChosenCare, Input, Reason, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import OVER_WHAT_IS_OFFERED, Ability, Effect, Effects, Told, View, priced_choices
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
        left, exposure = view.available, ZERO
        got: defaultdict[str, Money] = defaultdict(lambda: ZERO)
        for _, block in groupby(sorted(asked, key=lambda item: item[0]), key=lambda item: item[0]):
            wanted: defaultdict[str, int] = defaultdict(int)
            for _, contract, money in block:
                wanted[contract] += money.cents
            pot = min(left.cents, sum(wanted.values()))
            for contract, cents in apportion_within(pot, wanted, wanted, view.key).items():  # 1
                got[contract] += Money(cents)
                exposure += Money(wanted[contract] - cents)
            left -= Money(pot)
        reasons = [*_grants(view, got), *_reserve(view, left, params)]
        return Effect(tuple(reasons), exposure=exposure, findings=findings)


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


def _grants(view: View, got: defaultdict[str, Money]) -> list[Reason]:
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
