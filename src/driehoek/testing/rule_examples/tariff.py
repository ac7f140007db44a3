"""Examples of the tariff steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from driehoek.domain.allocation import Offer, Problem
from driehoek.domain.policy import Division, ProviderGroup, Step
from driehoek.kernel import Money, Rate
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


def _told(*facts: dict[str, str]) -> tuple[Offer, ...]:
    """The three providers with the answers given; who is left out answered nothing."""
    offers = three(maximum=Money.euros(250))
    return tuple(replace(item, facts=dict(facts[n]) if n < len(facts) else {}) for n, item in enumerate(offers))


def _decided(step_id: str) -> tuple[Offer, ...]:
    large, *others = three(maximum=Money.euros(250))
    return (replace(large, decisions={step_id: "u kwam de afspraken van vorig jaar niet na"}), *others)


def _beyond(made: Problem) -> Problem:
    return replace(made, price_bound=Rate.percent(110))


_BASE = step("base-percentage", percent="96%")

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
    "maximum-discount": RuleExample(
        "Everyone gets a discount of 3.74 per cent on the maximum: 96.26 per cent of 250 euros.",
        priced(step("maximum-discount", discount="3.74%")),
    ),
    "restitution-percentage": RuleExample(
        "Without an agreement 80 per cent of the maximum is reimbursed.",
        priced(step("restitution-percentage", percent="80%")),
    ),
    "lower-bound": RuleExample(
        "Everyone may expect 94 per cent; three improvements add two points each, up to 98 per cent together. The first"
        " provider carried out three, the second one, the third none.",
        priced(
            step(
                "lower-bound",
                start="94%",
                most="98%",
                questions=("chain", "training", "record"),
                points=("2%", "2%", "2%"),
            ),
            offers=_told({"chain": "yes", "training": "yes", "record": "yes"}, {"chain": "yes"}),
        ),
    ),
    "upper-bound": RuleExample(
        "Everyone starts at last year's bound of 97 per cent; a missed agreement costs one and a half points. The first"
        " provider missed one, the second both, the third agreed nothing.",
        priced(
            step("upper-bound", start="97%", least="94%", questions=("chain", "training"), points=("1.5%", "1.5%")),
            offers=_told({"chain": "no", "training": "yes"}, {"chain": "no", "training": "no"}),
        ),
    ),
    "class-percentage": RuleExample(
        "From eight points class A with 97 per cent, from five class B with 96, below it class C with 94.",
        priced(step("class-percentage", bounds=("80%", "50%"), percents=("97%", "96%", "94%"))),
    ),
    "new-provider": RuleExample(
        "The third provider is new and gets two points less in its first year.",
        priced(_BASE, step("new-provider", points="-2%", years="1", ends="2029"), offers=_newcomer()),
    ),
    "strategic-plan": RuleExample(
        "The first provider has a plan and gets 0.2 points more.",
        priced(
            _BASE,
            step("strategic-plan", points="0.2%", question="plan", because="u heeft een plan", ends="2027"),
            offers=_told({"plan": "yes"}),
        ),
    ),
    "development-plans": RuleExample(
        "Three points for three plans: the first provider achieved all, the second two, the third none.",
        priced(
            step("base-percentage", percent="94%"),
            step("development-plans", points="3%", plans="3", achieved_question="achieved", ends="2027"),
            offers=_told({"achieved": "3"}, {"achieved": "2"}, {"achieved": "0"}),
        ),
    ),
    "white-spot": RuleExample(
        "Care lacks in one municipality; the third provider starts there and gets one point more.",
        priced(
            _BASE,
            step("white-spot", points="1%", areas=("Voorbeelddorp",), area_question="where", ends="2028"),
            offers=_told({}, {}, {"where": "Voorbeelddorp"}),
        ),
    ),
    "past-behaviour": RuleExample(
        "A person decided, with reasons, that the first provider did not keep last year's agreements: one point less.",
        priced(_BASE, step("past-behaviour", points="-1%", ends="2027"), offers=_decided("past-behaviour")),
    ),
    "efficiency-cut": RuleExample(
        "One per cent of the base tariff of 96 per cent is 0.96 points; the first provider says itself how it saves.",
        priced(
            _BASE,
            step("efficiency-cut", cut="1%", reading="percent", own_way_question="own", ends="2027"),
            offers=_told({"own": "yes"}),
        ),
    ),
    "max-max-tariff": RuleExample(
        "Where the regime allows 110 per cent: the third provider works in a deprived area and gets ten points more.",
        _beyond(
            priced(
                step("base-percentage", percent="100%"),
                step(
                    "max-max-tariff",
                    points="10%",
                    question="area",
                    because="u werkt in een achterstandswijk",
                    ends="2027",
                ),
                offers=_told({}, {}, {"area": "yes"}),
            )
        ),
    ),
}
