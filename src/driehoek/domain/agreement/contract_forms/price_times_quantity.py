"""Price times quantity with a ceiling: what is delivered is paid at the agreed price, up to what was agreed.

1. Per product the delivered quantity times the price.
2. Not more than the ceiling: over the whole agreement, or per product where ``ceiling`` is ``per-line``.
3. Care above it is never refused to a client; it stays at the provider's account unless the two agree otherwise.
"""

from __future__ import annotations

from driehoek.domain.agreement.contract_forms.base import Delivered, Needs, Part, Party, Risks, Settlement, Terms
from driehoek.domain.policy import Kind, Param, Params
from driehoek.kernel import ZERO, Money, total


class PriceTimesQuantity:
    """Pay what is delivered up to the ceiling."""

    name = "price-times-quantity"
    dutch = "prijs maal aantal met een plafond"
    source = "F-001, F-008, I-008 (Wlz practice: no claim above the ceiling); F-009, F-010"
    risks = Risks(
        Party.PROVIDER,
        Party.PROVIDER,
        "The provider bears growth above the ceiling; attractive to a purchaser that expects volume to shrink, and up "
        "to the ceiling an invitation to treat.",
        "De aanbieder draagt groei boven het plafond. Aantrekkelijk voor een inkoper die minder zorg verwacht; tot het "
        "plafond lonen meer behandelingen.",
    )
    needs = Needs.LINES
    prices_are_constructed = False
    params = (
        Param(
            "ceiling",
            Kind.TEXT,
            "over what the ceiling holds",
            "waarover het plafond geldt: de hele overeenkomst of elke prestatie apart",
            default="whole",
            choices=("whole", "per-line"),
        ),
    )

    def most(self, terms: Terms, params: Params) -> Money | None:
        """The ceiling."""
        return terms.of_lines if params.text("ceiling") == "per-line" else terms.whole

    def settle(self, terms: Terms, delivered: Delivered, params: Params) -> Settlement:
        """Pay up to the ceiling."""
        value = delivered.at_agreed_prices(terms)
        if params.text("ceiling") == "per-line":
            held = [(line, delivered.quantities.get(line.product)) for line in terms.lines]
            paid = total(min(done, line.quantity).at(line.price) for line, done in held if done is not None)
        else:
            paid = min(value, max(terms.whole, ZERO))
        return Settlement(value, (Part("Geleverde zorg tot het plafond, tegen de afgesproken prijs.", paid),))
