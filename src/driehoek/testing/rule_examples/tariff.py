"""Examples of the tariff steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from driehoek.domain.allocation import Offer, Problem
from driehoek.domain.policy import Division, ProviderGroup, Step
from driehoek.kernel import Money
from driehoek.testing.allocation import problem, step
from driehoek.testing.rule_examples.base import RuleExample, three


def priced(*tariff: Step, offers: tuple[Offer, ...] | None = None) -> Problem:
    """Ten million euros over three providers by last year, at prices of the given steps; the maximum is 250 a day."""
    used = offers or three(maximum=Money.euros(250))
    return problem(
        Money.euros(10_000_000), used, Division("published-key", tariff=tariff, models=(step("first-volume"),))
    )


def _newcomer() -> tuple[Offer, ...]:
    large, middle, small = three(maximum=Money.euros(250))
    return large, middle, replace(small, group=ProviderGroup.NEW)


def _asking(percentage: str) -> tuple[Offer, ...]:
    large, *others = three(maximum=Money.euros(250))
    return (replace(large, facts={"price": percentage}), *others)


TARIFF: Mapping[str, RuleExample] = {
    "base-percentage": RuleExample(
        "Everyone starts at 94 per cent of a maximum tariff of 250 euros a day.",
        priced(step("base-percentage", percent="94%")),
    ),
    "itemised-part": RuleExample(
        "The third provider is new and gets two points less than the base of 96 per cent.",
        priced(
            step("base-percentage", percent="96%"),
            step("itemised-part", points="-2%", groups=("new",), because="eerste jaar van een nieuwe aanbieder"),
            offers=_newcomer(),
        ),
    ),
    "offered-percentage": RuleExample(
        "At most 97 per cent is paid; the first provider asked 95.5, the others named nothing.",
        priced(step("offered-percentage", question="price", most="97%"), offers=_asking("95.5%")),
    ),
    "performance-price": RuleExample(
        "From 90 per cent for a score of nought to 100 for a ten; the scores are 8, 6 and 6.",
        priced(step("performance-price", start="90%", most="100%")),
    ),
}
