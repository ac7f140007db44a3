"""Made-up regions to try things on: one region from a seed, sized by national figures.

Promises: the same seed gives the same dossier, to the byte; every made-up name, code and figure says SYNTHETIC or
starts with SYN; nothing here describes a real provider.
"""

from driehoek.application.generate.definitions import REGIONS, generate
from driehoek.application.generate.extramural import chosen_lots
from driehoek.application.generate.region import Figures, Seedbed

__all__ = ["REGIONS", "Figures", "Seedbed", "chosen_lots", "generate"]
