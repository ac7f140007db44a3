"""After-calculation (nacalculatie): what it cost is paid afterwards.

1. The costs by the accounts are paid, whatever was expected.
2. It can hang on agreements on waste and efficiency (expensive medicines): where these were not kept, ``unkept`` of the
   costs is paid instead of all.

Hours times a tariff without a ceiling, which the source also calls after-calculation (F-020), is `open-volume`.
"""

from __future__ import annotations

from driehoek.domain.agreement.contract_forms.base import Delivered, Needs, Part, Party, Risks, Settlement, Terms
from driehoek.domain.policy import Kind, Param, Params
from driehoek.kernel import Money, Rounding


class AfterCalculation:
    """Pay afterwards what it cost."""

    name = "after-calculation"
    dutch = "nacalculatie"
    source = "F-016 (000 section 1.2, kader geneesmiddelen)"
    risks = Risks(
        Party.PURCHASER,
        Party.PURCHASER,
        "The purchaser bears both volume and cost; nothing invites to be sparing but the agreements that go with it.",
        "De inkoper draagt het aantal en de kosten. Alleen de afspraken die erbij horen, remmen af.",
    )
    needs = Needs.AMOUNT
    prices_are_constructed = False
    params = (
        Param(
            "unkept",
            Kind.RATE,
            "what is paid when agreements on waste and efficiency were not kept",
            "welk deel wordt betaald als afspraken over verspilling en doelmatigheid niet zijn nagekomen",
            default="100%",
            least="0%",
            most="100%",
        ),
    )

    def most(self, terms: Terms, params: Params) -> Money | None:
        """Nothing limits it."""
        del terms, params
        return None

    def settle(self, terms: Terms, delivered: Delivered, params: Params) -> Settlement:
        """Pay the costs."""
        del terms
        paid = delivered.costs if delivered.kept else delivered.costs.times(params.rate("unkept"), Rounding.HALF_UP)
        return Settlement(delivered.costs, (Part("De werkelijke kosten.", paid),))
