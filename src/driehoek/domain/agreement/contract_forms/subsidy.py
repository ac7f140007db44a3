"""Subsidy: an amount granted for an activity plan, fixed afterwards on what it really cost.

1. Granted beforehand in an order, for a year at a time; fixed afterwards at the costs, up to the grant.
2. What was granted and not spent goes back. Where the conditions of the order were not kept, ``recover`` of what would
   have been fixed goes back too, after the check of lawfulness.
"""

from __future__ import annotations

from driehoek.domain.agreement.contract_forms.base import Delivered, Needs, Part, Party, Risks, Settlement, Terms
from driehoek.domain.policy import Kind, Param, Params
from driehoek.kernel import ZERO, Money, Rounding


class Subsidy:
    """Pay lawful costs up to the grant."""

    name = "subsidy"
    dutch = "subsidie"
    source = "B-056, F-028, I-021 (000 section 4.2, kader: subsidie)"
    risks = Risks(
        Party.PROVIDER,
        Party.BOTH,
        "The provider bears costs above the grant, the purchaser pays real costs below it: it rests on trust in the "
        "plan and invites to spend the grant.",
        "Kosten boven de subsidie draagt de aanbieder; daaronder betaalt de gemeente de werkelijke kosten. Het rust op "
        "vertrouwen in het plan en nodigt uit om alles uit te geven.",
    )
    needs = Needs.AMOUNT
    prices_are_constructed = False
    params = (
        Param(
            "recover",
            Kind.RATE,
            "what is recovered when the conditions were not kept",
            "welk deel wordt teruggevorderd als de voorwaarden niet zijn nageleefd",
            default="100%",
            least="0%",
            most="100%",
        ),
    )

    def most(self, terms: Terms, params: Params) -> Money | None:
        """The grant."""
        del params
        return terms.whole

    def settle(self, terms: Terms, delivered: Delivered, params: Params) -> Settlement:
        """Fix at the costs, and recover what was not lawful."""
        fixed = min(delivered.costs, terms.whole)
        back = ZERO if delivered.kept else fixed.times(params.rate("recover"), Rounding.HALF_UP)
        parts = [Part("De werkelijke kosten, tot het verleende bedrag.", fixed)]
        if back:
            parts.append(Part("Terugvordering: voorwaarden van de beschikking niet nageleefd.", -back))
        return Settlement(delivered.costs, tuple(parts), repay=terms.whole - fixed + back)
