"""Examples of the steps after the models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from driehoek.domain.allocation import ChosenCare, Offer, OfferedLine, Problem, Waiting
from driehoek.domain.catalogue import Badge, MaximumTariff, Product
from driehoek.domain.policy import Step
from driehoek.kernel import Money, Quantity
from driehoek.testing.allocation import DAY, DAY_CARE, DAY_HOME, HOURS, LOT, division, offer, problem, step
from driehoek.testing.rule_examples.base import LARGE, MIDDLE, RuleExample, figured, three

STAY = replace(DAY_CARE, zzp="754")
HOME = replace(DAY_HOME, zzp="754")


def _offering(contract: str, *lines: tuple[Product, int, int, int]) -> Offer:
    """An offer of products, each with its maximum in euros, the units offered and those of last year."""
    return replace(
        offer(contract),
        lines=tuple(
            OfferedLine(
                product,
                MaximumTariff(Money.euros(euros), Badge.SYNTHETIC),
                Quantity(units * product.unit.steps, product.unit),
                realised=Quantity(before * product.unit.steps, product.unit) if before else None,
            )
            for product, euros, units, before in lines
        ),
    )


def _wished(contract: str, product: Product, units: int) -> ChosenCare:
    return ChosenCare(contract, LOT, product.code, Quantity(units * product.unit.steps, product.unit), DAY)


def _by_choice(offers: tuple[Offer, ...], choices: tuple[ChosenCare, ...], used: Step, **more: object) -> Problem:
    steps = replace(division(step("money-follows-client", reserve="0%")), after=(used,))
    return problem(Money.euros(10_000_000), offers, steps, choices=choices, **more)


def _shifted() -> tuple[Offer, ...]:
    large, middle, small = three()
    return figured(large, shifted=30_000), figured(middle, shifted=100_000), figured(small, shifted=0)


def _forecast() -> tuple[Offer, ...]:
    large, middle, small = three()
    return (
        figured(large, forecast=4_600_000),
        figured(middle, forecast=3_300_000),
        figured(small, forecast=2_200_000),
    )


def _expected() -> tuple[Offer, ...]:
    large, middle, small = three()
    return figured(large, expected=4_000_000), figured(middle, expected=3_000_000), small


AFTER: Mapping[str, RuleExample] = {
    "intramural-ceiling": RuleExample(
        "Clients chose 37,960 days with residence at 188 euros; the ceiling is 36,500. The 1,460 days above it become "
        "days at home at 141 euros of the same provider, which saves 68,620 euros.",
        _by_choice(
            (_offering(LARGE, (STAY, 188, 40_000, 0), (HOME, 141, 5_000, 0)),),
            (_wished(LARGE, STAY, 37_960),),
            step("intramural-ceiling", days="36500"),
        ),
    ),
    "waiting-list-shift": RuleExample(
        "Two providers with a million each. Nobody waits for the first, forty people prefer the second: three per cent "
        "of the first goes to the second, to the cent.",
        _by_choice(
            tuple(_offering(name, (DAY_CARE, 100, 20_000, 0)) for name in (LARGE, MIDDLE)),
            tuple(_wished(name, DAY_CARE, 10_000) for name in (LARGE, MIDDLE)),
            step("waiting-list-shift", cut="3%", short="2", wanted="10"),
            waiting=(
                Waiting(0, DAY, status="2", contract=LARGE),
                Waiting(40, DAY, status="2", contract=MIDDLE),
            ),
        ),
    ),
    "package-mix": RuleExample(
        "Last year 3,000 days. Clients now ask 4,000; ten per cent more than last year may be declared.",
        _by_choice(
            (_offering(LARGE, (STAY, 100, 9_000, 3_000)),),
            (_wished(LARGE, STAY, 4_000),),
            step("package-mix", growth="10%"),
        ),
    ),
    "fixed-ratio": RuleExample(
        "Clients ask 4,000 days with residence and 1,000 at home; the policy fixes three to one.",
        _by_choice(
            (_offering(LARGE, (STAY, 100, 9_000, 0), (HOME, 80, 9_000, 0)),),
            (_wished(LARGE, STAY, 4_000), _wished(LARGE, HOME, 1_000)),
            step("fixed-ratio", products=STAY.code, against=HOME.code, ratio="300%"),
        ),
    ),
    "class-minimum": RuleExample(
        "An offer counts with 5 hours a week for each client, the least of the class is 4: four fifths is agreed.",
        _by_choice(
            (_offering(LARGE, (HOURS, 60, 5_000, 0)),),
            (_wished(LARGE, HOURS, 5_000),),
            step("class-minimum", products=HOURS.code, least="240", usual="300"),
        ),
    ),
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
    "reallocation": RuleExample(
        "Last year is agreed again: 5, 3 and 2 million. The first is expected to deliver 400,000 less, the others "
        "300,000 and 200,000 more: what is free goes to them three to two, and 100,000 stays unpaid.",
        problem(
            Money.euros(10_000_000),
            _forecast(),
            replace(division(step("budget-growth", growth="0%")), after=(step("reallocation", most="10%"),)),
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
