"""What may be made public of a round: regional figures, and nothing by which one client or one provider is known.

Promises: what is shown apart and what is only shown together add up to the decision, to the cent; a cell with few
clients or few providers is never shown, nor can it be found by taking the others off the whole.
"""

from driehoek.application.publish.figures import (
    LotCount,
    PartyFigures,
    PoolFigures,
    ProductFigures,
    Published,
    StepFigures,
    published,
)
from driehoek.application.publish.small import LEAST_CLIENTS, LEAST_CONTRACTS, Cell, apart, least_clients

__all__ = [
    "LEAST_CLIENTS",
    "LEAST_CONTRACTS",
    "Cell",
    "LotCount",
    "PartyFigures",
    "PoolFigures",
    "ProductFigures",
    "Published",
    "StepFigures",
    "apart",
    "least_clients",
    "published",
]
