"""Examples of the steps after the models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from driehoek.kernel import Money
from driehoek.testing.allocation import division, problem, step
from driehoek.testing.rule_examples.base import RuleExample, three

AFTER: Mapping[str, RuleExample] = {
    "maximum-move": RuleExample(
        "By rank alone the best would take six of the ten million; nobody may gain over five or lose over ten "
        "per cent of last year.",
        problem(
            Money.euros(10_000_000),
            three(),
            replace(
                division(step("ranked-q", rule="best-first", selective="100%", guarantee="0%")),
                after=(step("maximum-move", up="5%", down="10%"),),
            ),
        ),
    ),
}
