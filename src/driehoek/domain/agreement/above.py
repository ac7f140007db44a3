"""What is paid for care above the agreement, when the agreement has a lower tariff for it (E-039).

Care is never blocked. What the agreement says here is only what is paid for it at year end: the price times a share,
for at most a part of the agreed quantity; the rest stays exposure of the provider.
"""

from __future__ import annotations

from dataclasses import dataclass

from driehoek.domain.policy import AboveAgreement
from driehoek.kernel import Money, Quantity, Rounding


@dataclass(frozen=True, slots=True)
class PaidCare:
    """What one product comes to at year end.

    Attributes:
        within: paid for what was agreed and delivered, at the agreed price.
        above: paid for what was delivered above the agreement, at the lower price.
        lower_price: per unit above the agreement.
        unpaid: delivered and not paid.
    """

    within: Money
    above: Money
    lower_price: Money
    unpaid: Quantity


def pay(price: Money, agreed: Quantity, delivered: Quantity, term: AboveAgreement) -> PaidCare:
    """What is paid for a product of which ``delivered`` was delivered and ``agreed`` agreed.

    The lower price is rounded half up to the cent; the quantity that is paid for at most, down to whole steps.
    """
    within = min(delivered, agreed)
    over = delivered.steps - within.steps
    most = over if term.most is None else int(term.most.of(agreed.steps))
    paid = Quantity(min(over, most), delivered.unit)
    lower = price.times(term.share, Rounding.HALF_UP)
    return PaidCare(within.at(price), paid.at(lower), lower, Quantity(over - paid.steps, delivered.unit))
