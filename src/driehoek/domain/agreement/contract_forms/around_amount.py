"""The 90/100/110 arrangement: a fixed amount with a stretch of advantage for each, and talks beyond.

1. Delivered below ``low`` (90 %): something goes back. Reading ``part``: what lies below the bound. Reading ``whole``:
   all that was not delivered. The source says only "had to be paid back" (000 section 4.2).
2. From ``low`` to 100 %: the amount is paid, to the provider's advantage; from 100 % to ``high`` (110 %): the same
   amount, to the municipality's.
3. Above ``high``: the same amount; what is talked about is, by reading ``part``, what lies above that bound, by
   ``whole`` all above the amount. Talks depend on the money there is, so nothing of it is paid here.

The bounds themselves belong to the middle: no repayment at 90 %, no talks at 110 % (O-026). Under reading ``whole``
the payment jumps at ``low``; the form says so in its risks.
"""

from __future__ import annotations

from driehoek.domain.agreement.contract_forms.base import Delivered, Needs, Part, Party, Risks, Settlement, Terms
from driehoek.domain.policy import Kind, Param, Params
from driehoek.kernel import ZERO, Money, Rounding


class AroundAmount:
    """Pay a fixed amount with a band of advantage on either side."""

    name = "around-amount"
    dutch = "vast bedrag met 90/100/110-afrekening"
    source = "F-017, I-009, O-026 (000 section 4.2, transitiearrangement)"
    risks = Risks(
        Party.BOTH,
        Party.PROVIDER,
        "Small shortfalls are the provider's gain, small growth the municipality's; nobody can steer on volume, and "
        "above the upper bound nothing is sure. In the reading 'whole' one euro less can cost a tenth.",
        "Iets minder leveren is winst voor de aanbieder, iets meer voor de gemeente. Op volume sturen kan niemand en "
        "boven de bovengrens is niets zeker. Wie alles terugbetaalt, kan bij een euro minder een tiende kwijt zijn.",
    )
    needs = Needs.AMOUNT
    prices_are_constructed = True
    params = (
        Param("low", Kind.RATE, "below it one pays back", "daaronder betaalt men terug", default="90%", most="100%"),
        Param("high", Kind.RATE, "above it one talks", "daarboven praat men", default="110%", least="100%"),
        Param(
            "reading",
            Kind.TEXT,
            "what is meant by the part that goes back or is talked about",
            "wat er teruggaat of besproken wordt: het deel voorbij de grens, of alles",
            default="part",
            choices=("part", "whole"),
            advised=True,
        ),
    )

    def most(self, terms: Terms, params: Params) -> Money | None:
        """The amount; talks are new money."""
        del params
        return terms.whole

    def settle(self, terms: Terms, delivered: Delivered, params: Params) -> Settlement:
        """The amount, with what goes back or is talked about."""
        value, amount = delivered.at_agreed_prices(terms), terms.whole
        low = amount.times(params.rate("low"), Rounding.HALF_UP)
        high = amount.times(params.rate("high"), Rounding.HALF_UP)
        whole = params.text("reading") == "whole"
        back = (amount if whole else low) - value if value < low else ZERO
        talk = value - (amount if whole else high) if value > high else ZERO
        parts = [Part("Het vaste bedrag.", amount)]
        if back:
            parts.append(Part("Terug omdat er te weinig geleverd is.", -back))
        return Settlement(value, tuple(parts), repay=back, to_consult=talk)
