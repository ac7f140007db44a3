"""First volume: every provider starts with a share of what it realised last year (E-042; O-001 by its share).

Amount = share x realised, rounded up to the cent so that the promise is kept, but never more than is offered.

1. A provider without realised production starts at nothing here; money follows the clients it gets.
2. When the first volumes together exceed the space, all are lowered in proportion, and a finding says so.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import SPACE_SHORT, Ability, Effect, Effects, Told, View
from driehoek.kernel import Finding, Money, Rate, Rounding, apportion, dutch, total


class FirstVolume:
    """See the module docstring."""

    name = "first-volume"
    params = (
        Param(
            "share",
            Kind.RATE,
            "the share of last year's realised production that is agreed at the start",
            "het deel van de productie van vorig jaar dat bij de start wordt afgesproken",
            default="90%",
            least="0%",
        ),
    )
    abilities = frozenset({Ability.GUARANTEES, Ability.NEEDS_REALISED})
    told = Told(
        source="002 kader 4 (E-038, M-303).",
        formula="grant = realised last year x share",
        effects=Effects(
            cost="Held to last year by the share.",
            volume="Everyone starts at a share of last year; the rest stays open.",
            quality="None: last year counts, not quality.",
            choice="Existing clients stay where they are; growth depends on later steps.",
            newcomers="Nothing for who has no last year; what stays open is their only way in.",
            risk="Who grows bears the risk until a later step gives more.",
        ),
    )

    def start(self, params: Params) -> Rate:
        """Everyone starts at the share."""
        return params.rate("share")

    def apply(self, view: View, params: Params) -> Effect:
        """Grant each offer its share."""
        share = params.rate("share")
        wanted = {
            offer.contract: min(offer.realised.times(share, Rounding.UP), view.room(offer)) for offer in view.offers
        }
        needed = total(wanted.values())
        findings: tuple[Finding, ...] = ()
        if needed > view.available:  # 2
            weights = {contract: money.cents for contract, money in wanted.items()}
            parts = apportion(view.available.cents, weights, view.key)
            wanted = {contract: Money(cents) for contract, cents in parts.items()}
            findings = (Finding(SPACE_SHORT, str(view.frame), seen=str(view.available), wanted=str(needed)),)
        reasons = []
        for offer in view.offers:
            money = wanted[offer.contract]
            text = f"Eerste volume: {dutch.percentage(share)} van de productie van vorig jaar"
            text += f" ({dutch.amount(offer.realised)}), voor zover aangeboden en binnen de ruimte."
            realised = Input("realised", str(offer.realised), offer.realised_source)
            reasons.append(view.reason(ReasonKind.GRANT, offer, money, text, realised, view.param("share")))
        return Effect(
            reasons=tuple(reasons),
            guarantees=tuple(view.promise(offer, wanted[offer.contract]) for offer in view.offers),
            findings=findings,
        )
