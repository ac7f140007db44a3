"""What the picture says of the space: personal budgets, the parts of growth, the month of a shortage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from driehoek.domain.need import (
    PersonalBudgets,
    Production,
    Space,
    budget_growth,
    budgets_after,
    growth,
    in_kind_after,
    short_from,
)
from driehoek.kernel import Money, Rate
from driehoek.testing.need import DAY, FROM_FILE, HOME, ONE, REGION, delivered, small_region

HERE = small_region()


@pytest.mark.requirement("C-020", "E-004", "O-024")
def test_budgets_that_grow_two_per_cent_a_month_eat_the_space_in_kind() -> None:
    hundred, ten, two = Money.euros(100), Money.euros(10), Rate.percent(2)
    assert str(budgets_after(ten, two, 12)) == "12.68"
    assert str(in_kind_after(hundred, ten, two, 12)) == "87.32"
    assert in_kind_after(hundred, ten, Rate.percent(-2), 12) == Money.euros(90)


@pytest.mark.requirement("C-020")
def test_the_growth_of_the_contract_year_is_what_comes_above_the_last_month() -> None:
    def budgets(*euros: int) -> tuple[PersonalBudgets, ...]:
        months = enumerate(euros, start=12 - len(euros) + 1)
        return tuple(PersonalBudgets(REGION, date(2026, m, 1), 1, Money.euros(e), None, FROM_FILE) for m, e in months)

    last, sums = 1_100_000, 0
    for step in range(1, 13):
        sums += last * 11**step * 100 * 10 ** (12 - step)
    expected = round(sums / 10**12 - 12 * last * 100)
    grown = budget_growth(budgets(1_000_000, 1_100_000), REGION, 2027)
    assert grown is not None
    assert abs(grown.cents - expected) <= 1
    assert budget_growth(budgets(1_100_000, 1_000_000), REGION, 2027) == Money(0)
    assert budget_growth(budgets(1_000_000), REGION, 2027) is None


@pytest.mark.requirement("C-016")
def test_growth_is_told_by_residence_home_and_budgets() -> None:
    def at_home(month: date, euros: int) -> Production:
        return replace(delivered(ONE, "0995", month, euros), form=HOME)

    then, now = date(2025, 1, 1), date(2026, 1, 1)
    lines = (
        delivered(ONE, "0995", then, 100),
        delivered(ONE, "0995", now, 130),
        at_home(then, 50),
        at_home(now, 40),
        delivered(ONE, "0995", date(2026, 2, 1), 999),
    )
    paid = tuple(
        PersonalBudgets(REGION, day, 1, Money.euros(sum_), None, FROM_FILE) for day, sum_ in ((then, 7), (now, 9))
    )
    found = growth(lines, paid, REGION, 2026)
    assert found is not None
    assert (found.months, found.residence, found.home, found.budgets) == (
        1,
        Money.euros(30),
        Money.euros(-10),
        Money.euros(2),
    )
    assert growth(lines[:1], paid, REGION, 2026) is None


def test_the_month_in_which_a_shortage_is_foreseeable_follows_delivery_and_budgets() -> None:
    """24.00 million delivered in a year at 2.00 a month; the budgets eat 22, 42 and 60 thousand by April."""
    assert short_from(HERE.production, HERE.spaces, HERE.budgets, REGION, DAY) == date(2026, 4, 1)
    assert short_from(HERE.production, HERE.spaces, (), REGION, DAY) is None
    tight = (Space(REGION, 2026, Money.euros(23_999_999), FROM_FILE),)
    assert short_from(HERE.production, tight, (), REGION, DAY) == date(2026, 1, 1)
    assert short_from(HERE.production, (), HERE.budgets, REGION, DAY) is None
    assert short_from(HERE.production, HERE.spaces, HERE.budgets, REGION, date(2026, 3, 31)) is None
