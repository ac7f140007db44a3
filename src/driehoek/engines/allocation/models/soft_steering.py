"""Soft steering (E-013): new clients without a preferred provider are led to the best, or choose from category A.

It looks at new clients alone (``need/new-clients.csv``): whoever has a provider or chose one is never moved, and no
grant of an earlier step is touched (E-015).

1. *best*: the offers with the highest score are filled first, then the next. *category*: all offers that reach the
   bound make up category A, in which the clients choose; until they have, the volume goes by the room that each has.
2. Equal scores share by the room they have, to the step, by the published key.
3. Nobody gets more of a product than it offers beside what was chosen there, nor more money than it asked.
4. Clients for whom no room is left at those providers keep looking, and a finding says so. Where the space is short,
   their care at the price of the provider in question is exposure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.domain.need import NewClients
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View, scored
from driehoek.kernel import ZERO, Code, Finding, Money, Quantity, Severity, apportion_within, dutch, total

NOT_PLACED = Code(
    "ALL-249",
    nl="Voor nieuwe cliënten zonder voorkeur is in {subject} nog {seen} niet geplaatst.",
    en="For new clients without a preference {seen} is not placed yet in {subject}.",
    mend_nl="Zoek met deze cliënten een andere plek, of vraag de aanbieders om meer aanbod.",
    mend_en="Find another place with these clients, or ask the providers to offer more.",
    severity=Severity.WARNING,
)
FINDINGS = (NOT_PLACED,)


class SoftSteering:
    """See the module docstring."""

    name = "soft-steering"
    params = (
        Param(
            "lead",
            Kind.TEXT,
            "whom new clients are led to: the best first, or all of category A",
            "naar wie nieuwe cliënten worden geleid: eerst de beste, of iedereen in categorie A",
            default="best",
            choices=("best", "category"),
        ),
        Param(
            "bound",
            Kind.RATE,
            "the least share of a perfect score for category A",
            "het deel van de hoogste score dat ten minste nodig is voor categorie A",
            default="80%",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.NEEDS_SCORE, Ability.LOOKS_AT_NEW_CLIENTS})
    told = Told(
        source="002 3.5 and kader 4 (E-013, E-015).",
        formula="care of new clients without a preference x price, at the best score that has room",
        effects=Effects(
            cost="Only the price differs: who scores well may be dearer.",
            volume="New volume goes to the better scores; existing volume stays.",
            quality="More clients at the better providers.",
            choice="Untouched: only clients without a preference are led, and in category A they still choose.",
            newcomers="A new provider with a good score can begin here.",
            risk="A low score loses inflow, so it shrinks as its clients leave.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Place the new clients, product by product."""
        findings = list(scored(view)[1])
        chosen: defaultdict[tuple[str, str], int] = defaultdict(int)
        for choice in view.choices():
            chosen[choice.contract, choice.product] += choice.quantity.steps
        placing = _Placing(view, view.available, chosen)
        for need in sorted(view.problem.new_clients, key=lambda item: item.product):
            if need.lot == view.lot:
                left = placing.place(need, _blocks(view, params))
                if left:
                    seen = f"{dutch.quantity(Quantity(left, need.quantity.unit))} {need.product}"
                    findings.append(Finding(NOT_PLACED, view.lot, seen=seen))  # 4
        volumes = {contract: dict(steps) for contract, steps in placing.volumes.items() if steps}
        reasons = tuple(_reason(view, offer, placing) for offer in view.offers if offer.score is not None)
        return Effect(reasons, exposure=placing.exposure, volumes=volumes, findings=tuple(findings))


def _blocks(view: View, params: Params) -> Iterator[list[Offer]]:
    """The offers that clients are led to, a block at a time (1)."""
    scores = scored(view)[0]
    if params.text("lead") == "category":
        bound = params.rate("bound")
        yield [offer for offer in view.offers if offer.score is not None and offer.score >= bound.of(offer.scale)]
        return
    for score in sorted(set(scores.values()), reverse=True):
        yield [offer for offer in view.offers if offer.score == score]


@dataclass
class _Placing:
    """Clients while they are placed."""

    view: View
    left: Money
    chosen: Mapping[tuple[str, str], int]
    exposure: Money = ZERO
    money: defaultdict[str, Money] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    volumes: defaultdict[str, defaultdict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )

    def place(self, need: NewClients, blocks: Iterator[list[Offer]]) -> int:
        """Place the care of some new clients; what is left of it in steps."""
        left = need.quantity.steps
        for block in blocks:
            rooms = {offer.contract: self._room(offer, need) for offer in block}
            parts = apportion_within(min(left, sum(rooms.values())), rooms, rooms, self.view.key)
            cost = total(self._cost(name, need, steps) for name, steps in parts.items())
            short = cost > self.left
            if short:
                share = Fraction(self.left.cents, cost.cents)
                fewer = {name: int(steps * share) for name, steps in parts.items()}
                while (dear := total(self._cost(name, need, n) for name, n in fewer.items())) > self.left:
                    fewer = {name: max(steps - 1, 0) for name, steps in fewer.items()}  # rounding of amounts only
                self.exposure += cost - dear
                parts, cost = fewer, dear
            for name, steps in parts.items():
                self.money[name] += self._cost(name, need, steps)
                self.volumes[name][need.product] += steps
            self.left -= cost
            left -= sum(parts.values())
            if short:  # the next block would find no space either
                break
        return left

    def _cost(self, contract: str, need: NewClients, steps: int) -> Money:
        price = self.view.prices.get((contract, need.product))
        return ZERO if price is None else Quantity(steps, need.quantity.unit).at(price.amount)

    def _room(self, offer: Offer, need: NewClients) -> int:
        """The steps of the product that the offer can still take, in care and in money (3)."""
        line = next((line for line in offer.lines if line.product.code == need.product), None)
        price = self.view.prices.get((offer.contract, need.product))
        if line is None or price is None:
            return 0
        chosen = self.chosen.get((offer.contract, need.product), 0)
        free = max(line.limit.steps - chosen - self.volumes[offer.contract][need.product], 0)
        money = self.view.room(offer) - self.money[offer.contract]
        unit = price.amount.cents
        return min(free, money.cents * need.quantity.unit.steps // unit) if unit and money > ZERO else 0


def _reason(view: View, offer: Offer, placing: _Placing) -> Reason:
    money = placing.money[offer.contract]
    text = f"Nieuwe cliënten zonder voorkeur worden hierheen geleid: {dutch.amount(money)}."
    if not money:
        text = "Nieuwe cliënten zonder voorkeur worden naar aanbieders met een hogere score geleid."
    inputs = (Input("score", str(offer.score), "result/ranking.csv"), view.param("lead"))
    return view.reason(ReasonKind.GRANT, offer, money, text, *inputs)
