"""Examples of the space steps."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.kernel import Money
from driehoek.testing.allocation import division, problem, step
from driehoek.testing.rule_examples.base import RuleExample, three

SPACE: Mapping[str, RuleExample] = {
    "hold-back": RuleExample(
        "A space of ten million euros of which two per cent waits; the rest goes by last year.",
        problem(
            Money.euros(10_000_000),
            three(),
            division(step("first-volume", share="98%"), space=(step("hold-back", share="2%"),)),
        ),
    ),
}
