"""A small example for the page of every step of the division; the page shows what the division makes of it.

Each is a whole problem with round figures in which the step plays the main part. The figures on the page are computed
when the page is made, so they cannot drift from the rule; `tests/contract` holds each example to `verify`.
"""

from driehoek.testing.rule_examples.base import RuleExample
from driehoek.testing.rule_examples.definitions import EXAMPLES

__all__ = ["EXAMPLES", "RuleExample"]
