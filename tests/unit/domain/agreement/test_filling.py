"""Prices computed back from a total, and the comparison that leaves them out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.agreement.filling import Filled, Listed, Price, benchmark, fill
from driehoek.kernel import Finding, Money, Quantity, Unit


def _listed(*rows: tuple[int, str]) -> tuple[Listed, ...]:
    return tuple(
        Listed(f"SYN{number}", Quantity(count, Unit.PIECE), Money.parse(price))
        for number, (count, price) in enumerate(rows, start=1)
    )


@pytest.mark.requirement("O-028", "F-011")
def test_a_lump_sum_is_filled_and_the_rounding_is_told() -> None:
    filled = fill("P1", Money.parse("1000000.00"), _listed((100, "6000.00"), (200, "2500.00")))
    assert isinstance(filled, Filled)
    assert filled.factor.value == Fraction(10, 11)
    assert [str(price.amount) for price in filled.prices] == ["5454.55", "2272.73"]
    assert (str(filled.total), str(filled.difference)) == ("1000001.00", "1.00")
    assert all(price.constructed for price in filled.prices)


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 10**9),
    st.lists(st.tuples(st.integers(1, 5000), st.integers(1, 100_000)), min_size=1, max_size=6),
)
def test_rounding_takes_or_adds_at_most_half_a_cent_a_unit(cents: int, rows: list[tuple[int, int]]) -> None:
    listed = tuple(Listed(str(i), Quantity(n, Unit.PIECE), Money(price)) for i, (n, price) in enumerate(rows))
    filled = fill("P1", Money(cents), listed)
    assert isinstance(filled, Filled)
    assert 2 * abs(filled.difference.cents) <= sum(n for n, _ in rows)


def test_nothing_to_divide_by_is_told() -> None:
    told = fill("P1", Money.euros(5), ())
    assert isinstance(told, Finding)
    assert told.code.id == "AGR-013"


@pytest.mark.requirement("F-012")
def test_constructed_prices_stay_out_of_the_comparison() -> None:
    prices = [
        Price("SYN1", "P1", Money.euros(100)),
        Price("SYN1", "P2", Money.euros(120)),
        Price("SYN1", "P3", Money.euros(900), constructed=True),
        Price("SYN2", "P3", Money.euros(5), constructed=True),
    ]
    (row,) = benchmark(prices)
    assert (row.product, row.count, row.left_out) == ("SYN1", 2, 1)
    assert (row.lowest, row.median, row.highest) == (Money.euros(100), Money.euros(100), Money.euros(120))
