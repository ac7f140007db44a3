"""Shared savings: what is saved on a reference is divided between purchaser and provider.

1. Delivered at or above the reference: paid up to the reference.
2. Below it: what was delivered, plus ``share`` of what was saved. The provider's part is rounded down, so that an odd
   cent is the purchaser's.
"""

from __future__ import annotations

from driehoek.domain.agreement.contract_forms.base import Delivered, Needs, Part, Party, Risks, Settlement, Terms
from driehoek.domain.policy import Kind, Param, Params
from driehoek.kernel import ZERO, Money, Rounding


class SharedSavings:
    """Divide what was saved."""

    name = "shared-savings"
    dutch = "gedeelde besparing"
    source = "F-013, O-027 (000 section 1.2, Meerjarenafspraken); the share of a half is inferred"
    risks = Risks(
        Party.BOTH,
        Party.PROVIDER,
        "Both gain from less production; the provider bears growth above the reference. Meant for several years in "
        "which supply shrinks.",
        "Beiden winnen bij minder productie; groei boven de referentie draagt de aanbieder. Bedoeld voor meer jaren "
        "waarin het aanbod krimpt.",
    )
    needs = Needs.AMOUNT
    prices_are_constructed = False
    params = (
        Param(
            "share",
            Kind.RATE,
            "the provider's share of what is saved",
            "het deel van de besparing dat de aanbieder krijgt",
            default="50%",
            least="0%",
            most="100%",
        ),
    )

    def most(self, terms: Terms, params: Params) -> Money | None:
        """The reference."""
        del params
        return terms.whole

    def settle(self, terms: Terms, delivered: Delivered, params: Params) -> Settlement:
        """Pay what was delivered, with a share of what was saved."""
        value = delivered.at_agreed_prices(terms)
        saved = max(terms.whole - value, ZERO)
        parts = [Part("Geleverde zorg tot de referentie.", min(value, terms.whole))]
        if saved:
            mine = saved.times(params.rate("share"), Rounding.DOWN)
            parts.append(Part("Het deel van de besparing dat de aanbieder krijgt.", mine))
        return Settlement(value, tuple(parts))
