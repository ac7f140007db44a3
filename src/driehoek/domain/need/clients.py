"""Demand as it is known before a division: expected clients per class, clients without a preference, areas."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from driehoek.kernel import Quantity


class Arrangement(Enum):
    """How a client has the care arranged (000 3.4: three arrangements side by side); the value is the word in files."""

    PACKAGE = "package"
    """The zorgkantoor arranges the whole package with a provider (persoontotaalpakket)."""
    PERSON_FOLLOWING = "person-following"
    """The client chooses the provider and the budget follows (persoonsvolgend budget)."""
    PGB = "pgb"
    """The client has the budget and spends it (persoonsgebonden budget); no agreement with a provider."""


@dataclass(frozen=True, slots=True)
class ClassNeed:
    """Clients who are expected at a contract in one class of a function, with the bandwidth of that class (E-018).

    Attributes:
        contract: the contract they chose or are expected to choose.
        lot: the lot in which they count.
        product: the product in which the hours are declared.
        name: the class, such as ``2``.
        clients: how many.
        low: the least of the class, per client per week, in the unit of the product.
        high: the most of the class, likewise.
        weeks: how many weeks of the contract year.
        used: what was delivered per client per week on average last year; None where that is not known.
    """

    contract: str
    lot: str
    product: str
    name: str
    clients: int
    low: Quantity
    high: Quantity
    weeks: int = 52
    used: Quantity | None = None


@dataclass(frozen=True, slots=True)
class NewClients:
    """New clients who have no preferred provider (E-013).

    Attributes:
        lot: the lot in which they count.
        product: the product indicated.
        quantity: the care they need together in the contract year.
        clients: how many there are.
    """

    lot: str
    product: str
    quantity: Quantity
    clients: int = 1


@dataclass(frozen=True, slots=True)
class AreaNeed:
    """An area (a municipality, or the area of a team) that has a budget together (E-030).

    Attributes:
        lot: the lot in which it counts.
        area: the name of the municipality, or the mark of the team in ``providers.csv``.
        weight: its weight in the division over areas: its inhabitants, or another published measure.
        source: where the weight stands.
    """

    lot: str
    area: str
    weight: int
    source: str = ""
