from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.kernel import ZERO, Money, Rate, Rounding, total
from driehoek.kernel.dutch import amount

CENTS = st.integers(-(10**14), 10**14)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0", 0),
        ("1234", 123400),
        ("1234.5", 123450),
        ("1234,5", 123450),
        ("1234.50", 123450),
        ("1234,50", 123450),
        ("1.234", 123400),
        ("1.234,50", 123450),
        ("1.234.567", 123456700),
        ("1.234.567,89", 123456789),
        ("1,234.50", 123450),
        ("1,234,567.8", 123456780),
        ("€ 46,65", 4665),
        ("€\u00a01.234,50", 123450),
        ("€ -1.234,50", -123450),
        ("-0.05", -5),
        ("-0,05", -5),
        (" 12 ", 1200),
        ("007", 700),
        ("1 234,50", 123450),
        ("1\u202f234\u202f567", 123456700),
    ],
)
def test_amounts_in_every_written_form_become_the_same_cents(text: str, cents: int) -> None:
    assert Money.parse(text) == Money(cents)


@pytest.mark.parametrize("text", ["1,234", "12,345", "999,999", "-1,234"])
def test_a_comma_before_three_digits_is_refused_for_it_means_two_things(text: str) -> None:
    with pytest.raises(ValueError, match="whole cents"):
        Money.parse(text)


@pytest.mark.parametrize("text", ["0.123", "0,123", "0.005", "46,655", "1234.567", "1.234,567", "1,234.567", "12.3456"])
def test_a_third_decimal_is_a_fraction_of_a_cent_and_refused(text: str) -> None:
    with pytest.raises(ValueError, match="whole cents"):
        Money.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "€",
        "abc",
        "1.2.3",
        "12.34.567",
        "1.23,4",
        "1,23.4",
        "--1",
        "1-",
        "1e3",
        "0x10",
        "1_000",
        "NaN",
        "inf",
        "0.123.456",
        "1.234\n.567",
        "١٢",
        "²",
        "1..2",
        ".5",
        "5.",
        "+5",
        "1,,2",
        "12 34",
        "1 2345",
        "- 5",
        "1 234.567",
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="whole cents"):
        Money.parse(text)


@given(CENTS)
def test_both_written_forms_read_back_to_the_same_cents(cents: int) -> None:
    assert Money.parse(str(Money(cents))) == Money(cents)
    assert Money.parse(amount(Money(cents))) == Money(cents)


@given(st.text(max_size=12))
def test_any_text_gives_an_amount_or_a_value_error(text: str) -> None:
    try:
        money = Money.parse(text)
    except ValueError:
        return
    assert Money.parse(str(money)) == money


@given(CENTS, CENTS)
def test_adding_and_taking_away_are_exact(one: int, other: int) -> None:
    assert Money(one) + Money(other) - Money(other) == Money(one)
    assert -Money(one) + Money(one) == ZERO
    assert total([Money(one), Money(other)]) == Money(one + other)


def test_no_amounts_make_zero_and_zero_is_false() -> None:
    assert total([]) == ZERO
    assert not ZERO
    assert Money(-1)


@pytest.mark.parametrize(
    ("rule", "cents"),
    [(Rounding.HALF_UP, 13), (Rounding.HALF_EVEN, 12), (Rounding.DOWN, 12), (Rounding.UP, 13)],
)
def test_times_rounds_once_by_the_named_rule(rule: Rounding, cents: int) -> None:
    assert Money(25).times(Fraction(1, 2), rule) == Money(cents)
    assert Money(25).times(Rate.percent(50), rule) == Money(cents)


@given(CENTS, st.fractions(0, 2))
def test_times_is_never_a_cent_from_exact(cents: int, factor: Fraction) -> None:
    exact = cents * factor
    assert Money(cents).times(factor, Rounding.DOWN).cents <= exact <= Money(cents).times(factor, Rounding.UP).cents
    assert abs(Money(cents).times(factor, Rounding.HALF_UP).cents - exact) <= Fraction(1, 2)


@pytest.mark.requirement("O-001", "O-006")
def test_the_printed_guarantee_and_the_starting_price() -> None:
    assert Money.euros(1_000_000).times(Rate.parse("0.90"), Rounding.HALF_UP) == Money.euros(900_000)
    assert Money.parse("60.00").times(Rate.parse("90%"), Rounding.HALF_UP) == Money.parse("54.00")


def test_a_share_is_exact_and_has_no_meaning_of_zero() -> None:
    assert Money(1).share_of(Money(3)) == Rate(Fraction(1, 3))
    with pytest.raises(ZeroDivisionError):
        Money(1).share_of(ZERO)


def test_amounts_are_ordered() -> None:
    assert sorted([Money(3), Money(-1), ZERO]) == [Money(-1), ZERO, Money(3)]
