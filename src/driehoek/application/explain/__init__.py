"""Why one contract got what it got: every euro with its rule, its parameter and the input it came from.

Promises: the sums close. The parts of a lot add up to the money granted, the prices add up from their percentage
parts, and what rounding left behind is a line of its own. Deviations by hand stand apart, with who and why.
"""

from driehoek.application.explain.explainer import Explainer, explain
from driehoek.application.explain.explanation import (
    AmountPart,
    ByHand,
    Cause,
    ExplainedLine,
    ExplainedLot,
    ExplainedScore,
    ExplainedTest,
    Explanation,
    PricePart,
)
from driehoek.application.explain.quantities import AskedProduct, Quantities, quantities_of
from driehoek.application.explain.text import lines
from driehoek.application.explain.words import GROUP, RULES, STANDING

__all__ = [
    "GROUP",
    "RULES",
    "STANDING",
    "AmountPart",
    "AskedProduct",
    "ByHand",
    "Cause",
    "ExplainedLine",
    "ExplainedLot",
    "ExplainedScore",
    "ExplainedTest",
    "Explainer",
    "Explanation",
    "PricePart",
    "Quantities",
    "explain",
    "lines",
    "quantities_of",
]
