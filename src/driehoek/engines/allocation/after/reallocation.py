"""Reallocation during the year: budget that clients do not use goes to who gets more clients (E-014, O-032).

A production agreement is provisional. The figure ``forecast`` in ``need/figures.csv`` says what a contract is expected
to deliver in the contract year. Whoever is expected to deliver less than was agreed gives the difference, at most the
share ``most`` of its agreement; whoever is expected to deliver more takes it, in proportion to what it is short.

1. It is budget neutral to the cent: never more is taken than the others are short of and can take within what they
   offered. What is free beyond that stays where it is.
2. A contract without a forecast neither gives nor takes: what is not known is not zero.
3. Nobody goes below what earlier steps promised.
4. What stays unpaid is told to each provider and in a finding; it is not booked as exposure a second time.
"""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.domain.need import ContractFigure
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import (
    MORE_SPACE_NEEDED,
    OVER_WHAT_IS_OFFERED,
    Ability,
    Effect,
    Effects,
    Told,
    View,
)
from driehoek.kernel import ZERO, Finding, Money, Rounding, apportion_within, dutch


class Reallocation:
    """See the module docstring."""

    name = "reallocation"
    params = (
        Param(
            "most",
            Kind.RATE,
            "the most that moves away from one contract, as a share of what was agreed with it",
            "hoeveel er bij één contract ten hoogste weggaat, als deel van wat was afgesproken",
            default="100%",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.LOOKS_AT_FIGURES})
    told = Told(
        source="002 3.5 and 4.3 (E-014); worked example O-032 (in proportion to what is short is inferred).",
        formula="free = agreed - forecast; free goes to who is short, in proportion to forecast - agreed",
        effects=Effects(
            cost="None in the agreements: what one gives another gets, to the cent; less agreed care stays unused.",
            volume="Moves during the year from providers that get fewer clients to providers that get more.",
            quality="Not looked at: only where clients go counts.",
            choice="More clients get the provider of their choice, for there is money where they go.",
            newcomers="Who grows from little gains soonest; who has no forecast is left as it is.",
            risk="The provider bears clients that stay away; what is short beyond what is free is paid to nobody.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Move what is free to who is short, never more than is short."""
        forecasts = {offer.contract: offer.euros(ContractFigure.FORECAST) for offer in view.offers}
        ahead = {name: money - view.granted[name] for name, money in forecasts.items() if money is not None}  # 2
        free = {
            offer.contract: _free(view, offer, -ahead.get(offer.contract, ZERO), params).cents for offer in view.offers
        }
        short = {name: money.cents for name, money in ahead.items() if money > ZERO}
        room = {
            offer.contract: min(view.room(offer).cents, short[offer.contract])
            for offer in view.offers
            if offer.contract in short
        }
        moved = min(sum(free.values()), sum(room.values()))  # 1
        taken = apportion_within(moved, free, free, view.key)
        given = apportion_within(moved, short, room, view.key)
        reasons = tuple(
            _reason(view, offer, Money(given.get(offer.contract, 0) - taken[offer.contract]))
            for offer in view.offers
            if taken[offer.contract] or offer.contract in short
        )
        return Effect(reasons, findings=_unpaid(view, short, room, moved))


def _free(view: View, offer: Offer, unused: Money, params: Params) -> Money:
    granted = view.granted[offer.contract]
    most = granted.times(params.rate("most"), Rounding.DOWN)
    return max(min(unused, most, granted - view.promised.get(offer.contract, ZERO)), ZERO)  # 3


def _reason(view: View, offer: Offer, change: Money) -> Reason:
    granted, figure = view.granted[offer.contract], offer.figures[ContractFigure.FORECAST]
    forecast = offer.euros(ContractFigure.FORECAST) or ZERO
    text = f"U levert dit jaar naar verwachting voor {dutch.amount(forecast)}; in de verdeling stond "
    text += f"{dutch.amount(granted)}. "
    inputs = [Input("forecast", str(forecast), f"need/figures.csv: {figure.ground}"), view.param("most")]
    if change < ZERO:
        text += f"Er gaat {dutch.amount(-change)} naar aanbieders die meer cliënten krijgen."
    else:
        unpaid = forecast - granted - change
        text += f"Er komt {dutch.amount(change)} bij, van aanbieders die minder cliënten krijgen."
        text += f" Voor {dutch.amount(unpaid)} is er geen afspraak." if unpaid else ""
        inputs.append(Input("unpaid", str(unpaid)))
    return view.reason(ReasonKind.GRANT, offer, change, text, *inputs)


def _unpaid(view: View, short: Mapping[str, int], room: Mapping[str, int], moved: int) -> tuple[Finding, ...]:
    """What stays without an agreement: beyond what is free, and beyond what each contract offers (4)."""
    findings = [
        Finding(OVER_WHAT_IS_OFFERED, name, seen=str(Money(cents)), wanted=str(Money(room[name])))
        for name, cents in short.items()
        if cents > room[name]
    ]
    lacking = sum(room.values()) - moved
    if lacking:
        findings.append(Finding(MORE_SPACE_NEEDED, f"{view.frame}, {view.lot}", seen=str(Money(lacking))))
    return tuple(findings)
