from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.kernel import Rounding, round_to_whole

DECIMAL_RULES = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_FLOOR,
    Rounding.UP: ROUND_CEILING,
}


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.sampled_from(list(Rounding)))
def test_every_rule_agrees_with_the_decimal_module(digits: int, places: int, rule: Rounding) -> None:
    value = Decimal(digits).scaleb(-places)
    expected = int(value.quantize(Decimal(1), rounding=DECIMAL_RULES[rule]))
    assert round_to_whole(Fraction(digits, 10**places), rule) == expected


@pytest.mark.parametrize("rule", list(Rounding))
def test_a_whole_number_stays_what_it_is(rule: Rounding) -> None:
    assert [round_to_whole(Fraction(number), rule) for number in (-2, 0, 7)] == [-2, 0, 7]


def test_exactly_half_goes_away_from_zero_on_both_sides() -> None:
    assert round_to_whole(Fraction(1, 2), Rounding.HALF_UP) == 1
    assert round_to_whole(Fraction(-1, 2), Rounding.HALF_UP) == -1


@pytest.mark.requirement("O-064")
def test_rounding_once_differs_from_rounding_twice_as_in_the_printed_tables() -> None:
    shares = [Fraction(10, 22), Fraction(26, 127), Fraction(9, 86)]
    once = [round_to_whole(share * 100, Rounding.HALF_UP) for share in shares]
    to_one_decimal = [Fraction(round_to_whole(share * 1000, Rounding.HALF_UP), 10) for share in shares]
    twice = [round_to_whole(share, Rounding.HALF_UP) for share in to_one_decimal]
    assert once == [45, 20, 10]
    assert twice == [46, 21, 11]
