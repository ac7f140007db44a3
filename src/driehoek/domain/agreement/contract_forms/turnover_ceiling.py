"""Turnover ceiling (omzetplafond): what is delivered is paid at the price, up to one amount over everything.

1. Delivered quantity times price, up to the ceiling; products may stand in for each other.
2. Where ``prices`` is ``constructed`` the prices were computed back from the ceiling (see ``filling``).
"""

from __future__ import annotations

from driehoek.domain.agreement.contract_forms.base import Delivered, Needs, Part, Party, Risks, Settlement, Terms
from driehoek.domain.policy import Param, Params
from driehoek.kernel import Money


class TurnoverCeiling:
    """Pay what is delivered, up to one amount."""

    name = "turnover-ceiling"
    dutch = "omzetplafond"
    source = "F-009, F-010, F-011 (000 section 1.2, Contracten)"
    risks = Risks(
        Party.PROVIDER,
        Party.PROVIDER,
        "The provider bears growth above the ceiling but may shift between products; below it each treatment pays.",
        "De aanbieder draagt groei boven het plafond, maar mag tussen prestaties schuiven. Tot het plafond loont elke "
        "behandeling.",
    )
    needs = Needs.AMOUNT
    prices_are_constructed = True
    params: tuple[Param, ...] = ()

    def most(self, terms: Terms, params: Params) -> Money | None:
        """The ceiling."""
        del params
        return terms.whole

    def settle(self, terms: Terms, delivered: Delivered, params: Params) -> Settlement:
        """Pay up to the ceiling."""
        del params
        value = delivered.at_agreed_prices(terms)
        paid = min(value, terms.whole)
        return Settlement(value, (Part("Geleverde zorg tot het omzetplafond.", paid),))
