"""What clients ask at each contract of a lot, in money and in volume: their choices, and the classes expected of them.

A class brings clients x (low + norm x (high - low)) x weeks (E-018, O-007): the hours that may be declared as an
average over all clients of the year, so that the provider is free per client. Rounded down to whole steps of the unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from driehoek.domain.allocation import Input, Offer
from driehoek.domain.need import ClassNeed
from driehoek.engines.allocation.base import NOT_OFFERED, OVER_WHAT_IS_OFFERED, View, priced_choices
from driehoek.kernel import ZERO, Finding, Money, Quantity, Rate, Rounding, total
from driehoek.kernel.rounding import round_to_whole


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked at the contracts of one lot.

    Attributes:
        asked: per contract what clients ask, at the prices.
        fits: the same within what the provider still offers.
        volumes: per contract the steps per product that its classes bring, beside the choices.
        inputs: per contract with what the figures were made.
        findings: what is asked and not offered.
    """

    asked: Mapping[str, Money]
    fits: Mapping[str, Money]
    volumes: Mapping[str, Mapping[str, int]]
    inputs: Mapping[str, tuple[Input, ...]]
    findings: tuple[Finding, ...]

    @property
    def needed(self) -> Money:
        """All that is asked and can be delivered."""
        return total(self.fits.values())

    @property
    def cents(self) -> dict[str, int]:
        """``fits`` in cents, as weights and ceilings."""
        return {contract: money.cents for contract, money in self.fits.items()}


def demand_of(view: View, norm: Rate | None = None) -> Demand:
    """What clients ask in the lot of ``view``.

    Args:
        view: the lot.
        norm: the part of the bandwidth of a class that may be declared on average; None leaves classes out.
    """
    asked = {offer.contract: ZERO for offer in view.offers}
    inputs: defaultdict[str, list[Input]] = defaultdict(list)
    volumes: dict[str, dict[str, int]] = {}
    priced, missing = priced_choices(view)
    findings = list(missing)
    for choice, cost in priced:
        asked[choice.contract] += cost
        inputs[choice.contract].append(Input(choice.product, str(choice.quantity), choice.source))
    for offer in view.offers if norm is not None else ():
        assert norm is not None
        for need in sorted(offer.classes, key=lambda item: (item.product, item.name)):
            price = view.prices.get((offer.contract, need.product))
            care = expected(need, norm)
            if price is None:
                findings.append(Finding(NOT_OFFERED, offer.contract, seen=f"{care} {need.product}"))
                continue
            asked[offer.contract] += care.at(price.amount)
            meant = volumes.setdefault(offer.contract, {})
            meant[need.product] = meant.get(need.product, 0) + care.steps
            inputs[offer.contract].append(_class_input(need, care))
    rooms = {offer.contract: view.room(offer) for offer in view.offers}
    findings += [
        Finding(OVER_WHAT_IS_OFFERED, contract, seen=str(money), wanted=str(rooms[contract]))
        for contract, money in asked.items()
        if money > rooms[contract]
    ]
    fits = {contract: min(money, rooms[contract]) for contract, money in asked.items()}
    given = {offer.contract: tuple(inputs[offer.contract]) for offer in view.offers}
    return Demand(asked, fits, volumes, given, tuple(findings))


def expected(need: ClassNeed, norm: Rate) -> Quantity:
    """The volume that a class brings in the year at the norm, rounded down to whole steps."""
    per_week = need.low.steps + norm.value * (need.high.steps - need.low.steps)
    return Quantity(round_to_whole(need.clients * per_week * need.weeks, Rounding.DOWN), need.low.unit)


def bandwidth_used(offer: Offer) -> Fraction | None:
    """The part of the bandwidth that was used on average over all clients (H-010); None where that is not known."""
    known = [need for need in offer.classes if need.used is not None]
    width = sum(need.clients * (need.high.steps - need.low.steps) for need in known)
    above = sum(need.clients * (need.used.steps - need.low.steps) for need in known if need.used is not None)
    return Fraction(above, width) if width else None


def _class_input(need: ClassNeed, care: Quantity) -> Input:
    said = f"{need.clients} x ({need.low} .. {need.high}) x {need.weeks} = {care}"
    source = f"need/classes.csv [{need.contract}, {need.lot}, {need.product}, {need.name}]"
    return Input(f"{need.product}, class {need.name}", said, source)
