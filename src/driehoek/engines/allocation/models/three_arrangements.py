"""Opt-out of purchasing: three arrangements side by side (E-029, 000 3.4).

Each client has the care arranged in one of three ways: with a pgb, with a person-following budget for the institution
of choice, or with a total package that the zorgkantoor arranges. ``need/choices.csv`` says which.

1. A pgb is a right to money of one's own: it is set apart first, at a share of the maximum tariff, and makes no
   agreement with a provider. So growth of the pgb takes space from care in kind (E-004).
2. Person-following budgets and packages share what is left in proportion to what they cost; neither goes first.
3. What does not fit is exposure, in each of the three.
4. A pgb for a product that nobody offers in the lot has no price here; a finding says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.domain.need import Arrangement
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import (
    MORE_SPACE_NEEDED,
    NOT_OFFERED,
    Ability,
    Effect,
    Effects,
    Told,
    View,
    priced_choices,
)
from driehoek.engines.allocation.models.demand import Demand, demand_of
from driehoek.kernel import ZERO, Finding, Money, Rounding, apportion, apportion_within, dutch

_WORDS = {
    Arrangement.PERSON_FOLLOWING: "Persoonsvolgend budget: cliënten kozen hier zelf voor {asked} aan zorg.",
    Arrangement.PACKAGE: "Totaalpakket: het zorgkantoor regelt hier {asked} aan zorg voor cliënten.",
}


class ThreeArrangements:
    """See the module docstring."""

    name = "three-arrangements"
    params = (
        Param(
            "pgb",
            Kind.RATE,
            "the share of the maximum tariff that a client with a pgb gets for each unit of care",
            "het deel van het maximumtarief dat een cliënt met een pgb krijgt voor elke eenheid zorg",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.NEEDS_CHOICES, Ability.LOOKS_AT_PGB})
    told = Told(
        source="000 3.4 (E-029); 000 3.2 (E-004).",
        formula="pgb = care x maximum x share; the rest in proportion to care x price",
        effects=Effects(
            cost="Within the space; a pgb below the agreed price saves money, above it costs more.",
            volume="All three follow what clients choose, until the space is used.",
            quality="A pgb holder judges alone; for the other two the purchaser can ask a base.",
            choice="Widest of all: also who does not want a contracted provider is served.",
            newcomers="A pgb needs no contract; so a new provider can begin with it.",
            risk="Growth of the pgb takes space from providers with a contract; who chose late may have to wait.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Set the pgb apart, then divide over the two other arrangements."""
        wanted, clients, unknown = _pgb(view, params)
        apart = min(wanted, view.available)
        demand = demand_of(view)
        pot = view.available - apart
        parts = apportion_within(min(pot.cents, demand.needed.cents), demand.cents, demand.cents, view.key)
        reasons = _set_apart(view, apart, wanted, clients) if wanted else []
        asked = _asked(view)
        for offer in view.offers:
            reasons.extend(_grants(view, offer, demand, asked, Money(parts[offer.contract])))
        short = wanted - apart + demand.needed - Money(sum(parts.values()))
        findings = [*unknown, *demand.findings]
        if short:
            findings.append(Finding(MORE_SPACE_NEEDED, str(view.frame), seen=str(short)))
        claims = wanted + demand.needed
        return Effect(tuple(reasons), exposure=short, claims=claims, findings=tuple(findings))


def _pgb(view: View, params: Params) -> tuple[Money, int, list[Finding]]:
    """What all pgb of the lot cost, for how many clients, and of which the price is not known."""
    maxima = {line.product.code: line.maximum.amount for offer in view.offers for line in offer.lines}
    cost, clients, findings = ZERO, 0, list[Finding]()
    mine = (item for item in view.problem.choices if item.lot == view.lot and not item.contracted)
    for item in sorted(mine, key=lambda one: (one.product, one.contract, one.chosen_on, one.quantity.steps)):
        maximum = maxima.get(item.product)
        if maximum is None:
            findings.append(Finding(NOT_OFFERED, item.contract, seen=f"{item.quantity} {item.product}"))  # 4
        else:
            cost += item.quantity.at(maximum.times(params.rate("pgb"), Rounding.HALF_UP))
            clients += item.clients
    return cost, clients, findings


def _set_apart(view: View, apart: Money, wanted: Money, clients: int) -> list[Reason]:
    text = f"Voor {clients} cliënten met een pgb houden wij {dutch.amount(apart)} apart."
    if apart < wanted:
        text += f" Zij vroegen {dutch.amount(wanted)}; meer ruimte is er niet."
    return [
        Reason(
            view.step.id,
            view.step.use,
            ReasonKind.SPACE,
            lot=view.lot,
            frame=view.frame,
            amount=-apart,
            inputs=(view.param("pgb"), Input("clients", str(clients), "need/choices.csv")),
            text=text,
        )
    ]


_Asked = Mapping[tuple[str, Arrangement], Money]


def _asked(view: View) -> _Asked:
    """What is asked per contract and arrangement."""
    asked: defaultdict[tuple[str, Arrangement], Money] = defaultdict(lambda: ZERO)
    for choice, cost in priced_choices(view)[0]:
        asked[choice.contract, choice.arrangement] += cost
    return asked


def _grants(view: View, offer: Offer, demand: Demand, everything: _Asked, money: Money) -> list[Reason]:
    """A reason per arrangement, so that the three stand side by side."""
    asked = {item: everything.get((offer.contract, item), ZERO) for item in _WORDS}
    named = {item.value: cost.cents for item, cost in asked.items() if cost}
    if not named:
        text = "Geen cliënt koos hier, in geen van de drie arrangementen."
        return [view.reason(ReasonKind.GRANT, offer, ZERO, text)]
    parts = apportion(money.cents, named, view.key)
    return [
        view.reason(
            ReasonKind.GRANT,
            offer,
            Money(parts[item.value]),
            _WORDS[item].format(asked=dutch.amount(asked[item])),
            *demand.inputs[offer.contract],
        )
        for item in _WORDS
        if item.value in parts
    ]
