"""Bandwidth (bandbreedte): inside a band around the amount the amount is paid; outside it what is delivered counts.

1. Delivered between ``from`` and ``to`` of the amount: the amount.
2. Below the band: the amount less what lies below the band.
3. Above the band: the amount plus what lies above the band, for the share ``above`` of it.

The source names the form and no more (000 section 1.2): that both edges join without a jump is ours.
"""

from __future__ import annotations

from driehoek.domain.agreement.contract_forms.base import Delivered, Needs, Part, Party, Risks, Settlement, Terms
from driehoek.domain.policy import Kind, Param, Params
from driehoek.kernel import ZERO, Money, Rounding


class Bandwidth:
    """Pay the amount inside a band, and settle outside it."""

    name = "bandwidth"
    dutch = "bandbreedte"
    source = "F-009 (000 section 1.2, Contracten); the edges are inferred"
    risks = Risks(
        Party.BOTH,
        Party.PROVIDER,
        "Small swings are the provider's, large ones the purchaser's: calm inside the band, a settlement outside it.",
        "Kleine schommelingen zijn voor de aanbieder, grote voor de inkoper: rust in de band, afrekenen erbuiten.",
    )
    needs = Needs.AMOUNT
    prices_are_constructed = False
    params = (
        Param(
            "from", Kind.RATE, "where the band begins", "waar de band begint", default="95%", least="0%", most="100%"
        ),
        Param("to", Kind.RATE, "where the band ends", "het einde van de band", default="105%", least="100%"),
        Param(
            "above",
            Kind.RATE,
            "the share that is paid of what lies above the band",
            "welk deel wordt betaald van wat boven de band uitkomt",
            default="100%",
            least="0%",
            most="100%",
        ),
    )

    def most(self, terms: Terms, params: Params) -> Money | None:
        """The amount where nothing above the band is paid; else nothing limits it."""
        return terms.whole if params.rate("above").value == 0 else None

    def settle(self, terms: Terms, delivered: Delivered, params: Params) -> Settlement:
        """The amount, with what lies outside the band."""
        value = delivered.at_agreed_prices(terms)
        low = terms.whole.times(params.rate("from"), Rounding.HALF_UP)
        high = terms.whole.times(params.rate("to"), Rounding.HALF_UP)
        below, above = max(low - value, ZERO), max(value - high, ZERO)
        parts = [Part("Het afgesproken bedrag.", terms.whole)]
        if below:
            parts.append(Part("Wat onder de band bleef, gaat eraf.", -below))
        if above:
            share = above.times(params.rate("above"), Rounding.HALF_UP)
            parts.append(Part("Wat boven de band uitkwam, komt erbij.", share))
        return Settlement(value, tuple(parts), repay=below)
