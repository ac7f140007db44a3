"""The acts on need: make the picture of a region, and put pictures side by side."""

from driehoek.application.need.compare import Compared, Comparison, compare
from driehoek.application.need.foretelling import by_the_month, calibrated, calibrated_together
from driehoek.application.need.picture import Asked, picture

__all__ = [
    "Asked",
    "Compared",
    "Comparison",
    "by_the_month",
    "calibrated",
    "calibrated_together",
    "compare",
    "picture",
]
