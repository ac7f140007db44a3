"""What steps that work on volumes share: the limits of a provider, and what they do to its money.

1. A limit holds whatever later steps grant; what a later step adds goes to products that are not full.
2. What the units above a limit cost leaves the grant and stays in the space, but never below what earlier steps
   promised: that money stays with the provider for its other products. What even those cannot take is idle; a finding
   says how much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.engines.allocation.base import PROMISE_IDLE, Effect, View
from driehoek.kernel import ZERO, Finding, Money, Quantity, dutch, total


def standing(view: View, offer: Offer) -> dict[str, Quantity]:
    """The units of each offered product as they stand."""
    return {line.product.code: view.volumes[offer.contract, line.product.code] for line in offer.lines}


def cost(view: View, offer: Offer, volumes: Mapping[str, Quantity]) -> Money:
    """What volumes of an offer cost, each product rounded to the cent by itself."""
    return total(view.amount(offer.contract, product, units) for product, units in volumes.items())


def released(view: View, offer: Offer, after: Mapping[str, Quantity]) -> Money:
    """What comes free when the volumes become ``after``; never more than what lies above a promise (2)."""
    freed = cost(view, offer, standing(view, offer)) - cost(view, offer, after)
    open_money = view.granted[offer.contract] - view.promised.get(offer.contract, ZERO)
    return max(min(freed, open_money), ZERO)


def idle(view: View, offer: Offer, most: Mapping[str, Quantity], freed: Money) -> tuple[Finding, ...]:
    """What stays granted after ``freed`` has left and no product may take within the limits (2)."""
    limits = {
        line.product.code: min(view.most(offer, line), most.get(line.product.code, line.limit), key=_steps)
        for line in offer.lines
    }
    left = view.granted[offer.contract] - freed - cost(view, offer, limits)
    return (Finding(PROMISE_IDLE, offer.contract, seen=str(left), wanted=view.step.id),) if left > ZERO else ()


def _steps(units: Quantity) -> int:
    return units.steps


def limited(
    view: View, offer: Offer, most: Mapping[str, Quantity], why: str, *inputs: Input
) -> tuple[list[Reason], tuple[Finding, ...]]:
    """Limit products of an offer and take what lies above it off the grant.

    Args:
        view: what the step sees, with the volumes that stand.
        offer: whose.
        most: per limited product the most units; a limit at or above what was offered says nothing.
        why: the end of the sentence in plain Dutch, after the limit.
        inputs: what went in.
    """
    offered = {line.product.code: line for line in offer.lines}
    binding = {
        product: units
        for product, units in sorted(most.items())
        if product in offered and units < view.most(offer, offered[product])
    }
    before = standing(view, offer)
    after = {product: min(units, binding.get(product, units), key=_steps) for product, units in before.items()}
    reasons = [
        view.units(
            ReasonKind.LIMIT,
            offer,
            product,
            units,
            f"Van {offered[product].product.name} spreken wij ten hoogste {dutch.quantity(units)} af: {why}",
            *inputs,
        )
        for product, units in binding.items()
    ]
    freed = released(view, offer, after)
    if freed:
        text = f"Wat boven de grens lag kost {dutch.amount(freed)}. Dat gaat eraf en blijft in de ruimte."
        reasons.append(view.reason(ReasonKind.GRANT, offer, -freed, text, *inputs))
    return reasons, idle(view, offer, binding, freed) if binding else ()


def together(parts: Iterable[tuple[list[Reason], tuple[Finding, ...]]]) -> Effect:
    """One effect of what a step says of each provider."""
    reasons: list[Reason] = []
    findings: list[Finding] = []
    for said, found in parts:
        reasons.extend(said)
        findings.extend(found)
    return Effect(tuple(reasons), findings=tuple(findings))
