"""Open volume: every unit that is delivered is paid at the agreed price, without a ceiling.

1. Delivered quantity times price, per product.
2. What was agreed is an expectation; nothing stops at it.
"""

from __future__ import annotations

from driehoek.domain.agreement.contract_forms.base import Delivered, Needs, Part, Party, Risks, Settlement, Terms
from driehoek.domain.policy import Param, Params
from driehoek.kernel import Money


class OpenVolume:
    """Pay all that is delivered."""

    name = "open-volume"
    dutch = "prijsafspraak met open volume"
    source = "F-009, F-010, F-014, F-018 (price agreement with open volume); F-020 (hour times tariff)"
    risks = Risks(
        Party.PURCHASER,
        Party.PROVIDER,
        "The purchaser bears all growth; attractive to a provider that expects to grow, and an invitation to treat.",
        "De inkoper draagt alle groei. Aantrekkelijk voor een aanbieder die wil groeien; elke behandeling extra loont.",
    )
    needs = Needs.LINES
    prices_are_constructed = False
    params: tuple[Param, ...] = ()

    def most(self, terms: Terms, params: Params) -> Money | None:
        """Nothing limits it."""
        del terms, params
        return None

    def settle(self, terms: Terms, delivered: Delivered, params: Params) -> Settlement:
        """Pay everything."""
        del params
        value = delivered.at_agreed_prices(terms)
        return Settlement(value, (Part("Alle geleverde zorg, tegen de afgesproken prijs.", value),))
