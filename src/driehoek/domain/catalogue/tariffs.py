"""Maximum tariffs by product and date, each with a badge that says how real it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from driehoek.kernel import Dated, Money


class Badge(Enum):
    """Where a tariff comes from. A made-up tariff is never shown as a real one."""

    NZA = "NZA"
    """From a file or decision of the NZa."""
    CONTRACT = "CONTRACT"
    """Agreed between purchaser and provider."""
    SYNTHETIC = "SYNTHETIC"
    """Made up, to try things out."""


@dataclass(frozen=True, slots=True)
class MaximumTariff:
    """The most that one unit of a product may cost.

    Attributes:
        amount: per unit of the product.
        badge: how real it is.
    """

    amount: Money
    badge: Badge


@dataclass(frozen=True, slots=True)
class TariffTable:
    """Maximum tariffs per product code, each a series that knows its horizon.

    Attributes:
        series: per product code the dated tariffs.
    """

    series: Mapping[str, Dated[MaximumTariff]]

    def on(self, product: str, day: date) -> MaximumTariff | None:
        """The tariff of ``product`` on ``day``, or None when the table does not know it; never a guess."""
        dated = self.series.get(product)
        entry = dated.find(day) if dated else None
        return entry.value if entry else None
