"""Person-following funding (E-022, O-010): every choice is honoured; above the space all tariffs are cut alike.

Factor = min(1, space / what was claimed). Everyone is paid claim x factor, to the cent; the tariffs become
percentage x factor, rounded down so that the space holds.

1. A choice beyond what the provider offers is not granted; a finding says so.
2. A cut must be told as early as possible (E-023): a finding carries the amount.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from driehoek.domain.allocation import Input, Reason, ReasonKind
from driehoek.domain.policy import Param, Params
from driehoek.engines.allocation.base import (
    MORE_SPACE_NEEDED,
    OVER_WHAT_IS_OFFERED,
    Ability,
    Effect,
    Effects,
    Told,
    View,
)
from driehoek.engines.allocation.models.differential_p import chosen_amounts
from driehoek.kernel import Finding, Money, Rate, apportion_within, dutch


class PersonFollowing:
    """See the module docstring."""

    name = "person-following"
    params: tuple[Param, ...] = ()
    abilities = frozenset({Ability.NEEDS_CHOICES, Ability.CUTS_TARIFF})
    told = Told(
        source="003 3.3.2 (E-022, O-010).",
        formula="price x min(1, space / all that was chosen)",
        effects=Effects(
            cost="Held by the space: when more is chosen all prices fall.",
            volume="All care chosen is agreed.",
            quality="Under pressure when production rises fast and prices fall.",
            choice="Free within the indication.",
            newcomers="Open to anyone whom clients choose.",
            risk="All providers bear the risk of the cut, also those that did not grow.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Honour the choices, then cut all tariffs by one factor when the space is too small."""
        del params
        asked, inputs, missing = chosen_amounts(view)
        rooms = {offer.contract: view.room(offer) for offer in view.offers}
        claims = {contract: min(money, rooms[contract]).cents for contract, money in asked.items()}
        needed = sum(claims.values())
        factor = min(Fraction(1), Fraction(view.available.cents, needed)) if needed else Fraction(1)
        paid = apportion_within(min(view.available.cents, needed), claims, claims, view.key)
        reasons: list[Reason] = []
        products: defaultdict[str, list[str]] = defaultdict(list)
        for contract, product in view.prices:
            products[contract].append(product)
        for offer in view.offers:
            text = f"Elke keuze telt: gevraagd is {dutch.amount(asked[offer.contract])}, betaald wordt "
            text += f"{dutch.percentage(Rate(factor), 4)} daarvan."
            money = Money(paid[offer.contract])
            reasons.append(view.reason(ReasonKind.GRANT, offer, money, text, *inputs[offer.contract]))
            if factor < 1:
                reasons.extend(_cut(view, offer.contract, products[offer.contract], factor))
        findings = [*missing]
        findings += [
            Finding(OVER_WHAT_IS_OFFERED, contract, seen=str(money), wanted=str(rooms[contract]))
            for contract, money in asked.items()
            if money > rooms[contract]  # 1
        ]
        if factor < 1:  # 2
            findings.append(Finding(MORE_SPACE_NEEDED, str(view.frame), seen=str(Money(needed) - view.available)))
        floored = frozenset(claims) if factor < 1 else frozenset()
        return Effect(tuple(reasons), floored=floored, findings=tuple(findings))


def _cut(view: View, contract: str, products: list[str], factor: Fraction) -> list[Reason]:
    """The cut as a part of each price, so that the percentage stays the sum of its reasons."""
    return [
        Reason(
            view.step.id,
            view.step.use,
            ReasonKind.TARIFF,
            contract=contract,
            lot=view.lot,
            frame=view.frame,
            points=Rate(view.prices[contract, product].share.value * (factor - 1)),
            product=product,
            inputs=(Input("factor", str(factor), "space.csv"),),
            text=f"Alle tarieven gaan naar {dutch.percentage(Rate(factor), 4)}, omdat de ruimte op is.",
        )
        for product in sorted(products)
    ]
