"""Money follows the client: a framework agreement on price alone; who clients choose is paid for what it delivers.

1. No volume is promised to anyone: the guaranteed amount is zero.
2. Delivered quantity times price. A price above the published maximum is no price under this form: such a provider
   has no agreement (the "Zeeuws model", O-042: see `framework_contracts`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from driehoek.domain.agreement.contract_forms.base import Delivered, Needs, Part, Party, Risks, Settlement, Terms
from driehoek.domain.policy import Param, Params
from driehoek.kernel import ZERO, Money


class FollowsClient:
    """Pay whoever the client chose."""

    name = "follows-client"
    dutch = "geld volgt de cliënt"
    source = "B-052 (Zeeuws model), F-009; 000 section 4.2; E-section on person-following variants"
    risks = Risks(
        Party.BOTH,
        Party.PROVIDER,
        "The purchaser bears growth of the need; each provider bears that clients choose another. It invites to be "
        "chosen, and promises nobody any work.",
        "De inkoper draagt groei van de vraag; elke aanbieder draagt dat cliënten een ander kiezen. Het loont om "
        "gekozen te worden; niemand krijgt werk beloofd.",
    )
    needs = Needs.LINES
    prices_are_constructed = False
    params: tuple[Param, ...] = ()

    def most(self, terms: Terms, params: Params) -> Money | None:
        """Nothing limits what clients choose."""
        del terms, params
        return None

    def settle(self, terms: Terms, delivered: Delivered, params: Params) -> Settlement:
        """Pay everything that clients came for."""
        del params
        value = delivered.at_agreed_prices(terms)
        return Settlement(value, (Part("Zorg voor wie deze aanbieder koos, tegen de afgesproken prijs.", value),))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who asks for a framework agreement.

    Attributes:
        contract: who.
        meets: whether it meets the minimum requirements.
        price: what it asks per unit.
    """

    contract: str
    meets: bool
    price: Money


@dataclass(frozen=True, slots=True)
class Framework:
    """Who gets a framework agreement, and what that promises.

    Attributes:
        contracts: all who meet the minimum requirements at or below the maximum tariff, in order of contract.
        guaranteed: the work that is promised to each.
    """

    contracts: tuple[str, ...]
    guaranteed: Money = ZERO


def framework_contracts(maximum: Money, candidates: Iterable[Candidate]) -> Framework:
    """Give a framework agreement to all who meet the requirements at or below the maximum (B-052, O-042)."""
    return Framework(tuple(sorted(item.contract for item in candidates if item.meets and item.price <= maximum)))
