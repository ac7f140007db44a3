"""What is reimbursed for care without an agreement: a percentage of the tariff, 50 to 80 (E-054, O-019).

For a lot of care that is not contracted, such as maternity care of a provider that did not sign. The source does not
say of which amount the percentage is; it is taken of the maximum tariff (inferred). It is a base percentage within
bounds of its own, so that nobody takes it for an agreed price.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Effects, Told, View
from driehoek.engines.allocation.tariff.base_percentage import BasePercentage
from driehoek.engines.allocation.tariff.conditions import ENDS, FORMS, SECTORS
from driehoek.kernel import Rate, dutch


class RestitutionPercentage(BasePercentage):
    """See the module docstring."""

    name = "restitution-percentage"
    params = (
        Param(
            "percent",
            Kind.RATE,
            "the percentage of the maximum tariff that is reimbursed without an agreement",
            "het deel van het maximumtarief dat zonder overeenkomst wordt vergoed",
            least="50%",
            most="80%",
        ),
        SECTORS,
        FORMS,
        ENDS,
    )
    told = Told(
        source="E-054, O-019, M-061; that it is of the maximum tariff is inferred.",
        formula="price = maximum tariff x percentage (50 to 80)",
        effects=Effects(
            cost="Less for the payer; the client may have to pay the rest.",
            volume="None is agreed.",
            quality="No agreement means no agreement on quality either.",
            choice="Clients can still go there, at their own cost for the rest.",
            newcomers="A way in without an agreement, at a price few can live on.",
            risk="The provider, and the client for what is not reimbursed.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The percentage that is reimbursed."""
        if super().part(view, offer, line, params) is None:
            return None
        percent = params.rate("percent")
        return percent, f"Zonder overeenkomst vergoeden wij {dutch.percentage(percent, 4)} van het maximumtarief."
