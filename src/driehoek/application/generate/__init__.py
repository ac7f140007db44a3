"""Made-up regions to try things on: one region or the whole country from a seed, sized by national figures.

Promises: the same seed gives the same dossier, to the byte; every made-up name, code and figure says SYNTHETIC or
starts with SYN; nothing here describes a real provider.
"""

from driehoek.application.generate.definitions import REGIONS, generate
from driehoek.application.generate.extramural import chosen_lots
from driehoek.application.generate.national import (
    LOAD_CONTRACTS,
    LOAD_PRODUCTS,
    Place,
    calibrated_contracts,
    national_policy,
    side_by_side,
    spread_contracts,
    with_variants,
)
from driehoek.application.generate.region import Figures, Seedbed

__all__ = [
    "LOAD_CONTRACTS",
    "LOAD_PRODUCTS",
    "REGIONS",
    "Figures",
    "Place",
    "Seedbed",
    "calibrated_contracts",
    "chosen_lots",
    "generate",
    "national_policy",
    "side_by_side",
    "spread_contracts",
    "with_variants",
]
