"""Agreement lines: price times quantity per product, as they go on the budget form (annex B of the standards)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from driehoek.domain.catalogue import Badge, Category, Sector, Treatment
from driehoek.kernel import Agb, Money, Quantity, Rate


class RoundKind(Enum):
    """Which round of the year a line belongs to; the value is the word in files."""

    BUDGET = "budget"
    REALLOCATION = "herschikking"
    SETTLEMENT = "nacalculatie"


class LineStatus(Enum):
    """How far a line is; the value is the word in files."""

    DRAFT = "draft"
    PROVIDER_SIGNED = "provider-signed"
    PURCHASER_SIGNED = "purchaser-signed"
    SUBMITTED = "submitted"
    GRANTED = "granted"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class TariffPart:
    """One part of the percentage of the maximum tariff.

    Attributes:
        name: the step that made it.
        points: the share of the maximum it adds or takes.
        text: why, in plain Dutch.
    """

    name: str
    points: Rate
    text: str


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One line of a production agreement.

    Attributes:
        year: the contract year.
        round: budget, herschikking or nacalculatie.
        region: the COD001 code.
        provider: the AGB of the provider.
        contract: the AGB of the contract.
        lot: the lot of the policy.
        sector: the sector of the product.
        category: the block of the budget form.
        treatment: with or without treatment.
        product: the product code.
        name: the product's name in Dutch.
        quantity: agreed.
        maximum: the maximum tariff.
        parts: the percentage in its parts; they add up to ``share``.
        share: the agreed percentage of the maximum.
        price: maximum times share, rounded once.
        amount: price times quantity.
        badge: how real the tariff is.
        status: how far the line is.
    """

    year: int
    round: RoundKind
    region: str
    provider: Agb
    contract: Agb
    lot: str
    sector: Sector
    category: Category
    treatment: Treatment
    product: str
    name: str
    quantity: Quantity
    maximum: Money
    parts: tuple[TariffPart, ...]
    share: Rate
    price: Money
    amount: Money
    badge: Badge
    status: LineStatus = LineStatus.DRAFT
