"""Examples of the steps after the models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from driehoek.domain.allocation import Offer
from driehoek.kernel import Money
from driehoek.testing.allocation import division, problem, step
from driehoek.testing.rule_examples.base import RuleExample, figured, three


def _shifted() -> tuple[Offer, ...]:
    large, middle, small = three()
    return figured(large, shifted=30_000), figured(middle, shifted=100_000), figured(small, shifted=0)


def _expected() -> tuple[Offer, ...]:
    large, middle, small = three()
    return figured(large, expected=4_000_000), figured(middle, expected=3_000_000), small


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
    "substitution-cut": RuleExample(
        "Last year is agreed again; at the first provider 30,000 euros of care was shown to have moved, at the second "
        "100,000, at the third none. The cut is at most two per cent.",
        problem(
            Money.euros(10_000_000),
            _shifted(),
            replace(division(step("budget-growth", growth="0%")), after=(step("substitution-cut", share="2%"),)),
        ),
    ),
    "practice-variation": RuleExample(
        "Last year is agreed again; after correction four million was to be expected of the first provider (it "
        "delivered five) and three of the second (it delivered three).",
        problem(
            Money.euros(10_000_000),
            _expected(),
            replace(division(step("budget-growth", growth="0%")), after=(step("practice-variation", most="10%"),)),
        ),
    ),
}
