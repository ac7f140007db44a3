"""Lump sum (aanneemsom): one amount for the year, whatever is delivered.

1. The amount is paid whole.
2. Invoices and the client's own share still need prices: these are computed back from the amount (see ``filling``) and
   are marked as constructed, since they say nothing about what care costs.
"""

from __future__ import annotations

from driehoek.domain.agreement.contract_forms.base import Delivered, Needs, Part, Party, Risks, Settlement, Terms
from driehoek.domain.policy import Param, Params
from driehoek.kernel import Money


class LumpSum:
    """Pay one amount."""

    name = "lump-sum"
    dutch = "aanneemsom"
    source = "F-009, F-011 (000 section 1.2, Contracten); F-018, F-019"
    risks = Risks(
        Party.PROVIDER,
        Party.PROVIDER,
        "The provider bears volume and cost, and keeps what it does not deliver: it invites to do less, for better or "
        "worse.",
        "De aanbieder draagt aantal en kosten en houdt over wat hij niet levert. Minder doen loont, ten goede of ten "
        "kwade.",
    )
    needs = Needs.AMOUNT
    prices_are_constructed = True
    params: tuple[Param, ...] = ()

    def most(self, terms: Terms, params: Params) -> Money | None:
        """The amount."""
        del params
        return terms.whole

    def settle(self, terms: Terms, delivered: Delivered, params: Params) -> Settlement:
        """Pay the amount."""
        del params
        return Settlement(delivered.at_agreed_prices(terms), (Part("De aanneemsom.", terms.whole),))
