"""Differential P (002 kader 4): no part is set apart; volume follows what clients choose, price differs (E-017).

Production = what clients chose x the price that performance earned. The figure is filed as price x quantity, while
the declarable volume keeps depending on choices (E-019).

1. A choice beyond what the provider offers is not granted; a finding says so.
2. When the choices together exceed the space, all are lowered in proportion; the purchaser must try to enlarge the
   volume, and asks with the providers for more space (E-020): a finding tells how much, and it is exposure.
"""

from __future__ import annotations

from collections import defaultdict

from driehoek.domain.allocation import Input, ReasonKind
from driehoek.domain.policy import Param, Params
from driehoek.engines.allocation.base import (
    MORE_SPACE_NEEDED,
    OVER_WHAT_IS_OFFERED,
    Ability,
    Effect,
    Effects,
    Told,
    View,
    priced_choices,
)
from driehoek.kernel import ZERO, Finding, Money, apportion_within, dutch


class DifferentialP:
    """See the module docstring."""

    name = "differential-p"
    params: tuple[Param, ...] = ()
    abilities = frozenset({Ability.NEEDS_CHOICES})
    told = Told(
        source="002 kader 4 and 3.5 (E-017 to E-020).",
        formula="grant = chosen care x price; in proportion when the space is short",
        effects=Effects(
            cost="As much as clients choose, within the space.",
            volume="Follows what clients choose.",
            quality="By the price (see performance-price), and by who is chosen.",
            choice="Free within what is offered.",
            newcomers="Open to anyone whom clients choose.",
            risk="Providers run the risk of not being chosen, and together with the purchaser that of a short space.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Grant what clients chose."""
        del params
        asked, inputs, missing = chosen_amounts(view)
        rooms = {offer.contract: view.room(offer) for offer in view.offers}
        fits = {contract: min(money, rooms[contract]).cents for contract, money in asked.items()}
        findings = [*missing]
        findings += [
            Finding(OVER_WHAT_IS_OFFERED, contract, seen=str(money), wanted=str(rooms[contract]))
            for contract, money in asked.items()
            if money > rooms[contract]  # 1
        ]
        needed = sum(fits.values())
        parts = apportion_within(min(view.available.cents, needed), fits, fits, view.key)
        short = Money(needed) - Money(sum(parts.values()))
        if short:  # 2
            findings.append(Finding(MORE_SPACE_NEEDED, str(view.frame), seen=str(short)))
        reasons = tuple(
            view.reason(
                ReasonKind.GRANT,
                offer,
                Money(parts[offer.contract]),
                f"Volume naar de keuze van cliënten: gevraagd is {dutch.amount(asked[offer.contract])}.",
                *inputs[offer.contract],
            )
            for offer in view.offers
        )
        return Effect(reasons, exposure=short, findings=tuple(findings))


def chosen_amounts(view: View) -> tuple[dict[str, Money], dict[str, list[Input]], tuple[Finding, ...]]:
    """What clients chose at each contract, in money, with where each figure was read; what is not offered is told."""
    asked = {offer.contract: ZERO for offer in view.offers}
    inputs: defaultdict[str, list[Input]] = defaultdict(list)
    priced, findings = priced_choices(view)
    for choice, cost in priced:
        asked[choice.contract] += cost
        inputs[choice.contract].append(Input(choice.product, str(choice.quantity), choice.source))
    return asked, inputs, findings
