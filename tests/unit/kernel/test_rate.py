from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.kernel import Rate, decimal_text


@pytest.mark.parametrize("text", ["94.5%", "94,5%", "94,5 %", " 94.50% ", "0.945", "0,945", "+94.5%"])
def test_every_written_form_of_a_percentage_is_the_same_rate(text: str) -> None:
    assert Rate.parse(text) == Rate(Fraction(189, 200))


@pytest.mark.parametrize("text", ["", "%", "abc", "1.234,5%", "94.5%%", "1/2", "94.5\n%x", "٩%", "1e2", ".5", "5."])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a rate"):
        Rate.parse(text)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_rate_reads_back_from_its_own_text(digits: int, places: int) -> None:
    rate = Rate(Fraction(digits, 10**places * 100))
    assert Rate.parse(str(rate)) == rate


def test_a_rate_is_exact_where_a_float_is_not() -> None:
    third = Rate(Fraction(1, 3))
    assert third.of(3) == 1
    assert Rate.percent("0.1") + Rate.percent("0.2") == Rate.percent("0.3")
    assert Rate.percent(96) - Rate.percent("0.5") == Rate.percent("95.5")
    assert -Rate.percent(2) < Rate.percent(0) < Rate.percent("0.001")
    assert Rate.percent("94.5").points() == Fraction(189, 2)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(189, 2), "94.5"),
        (Fraction(-189, 2), "-94.5"),
        (Fraction(1, 3), "0.333333…"),
        (Fraction(-1, 3), "-0.333333…"),
        (Fraction(1, 10**6), "0.000001"),
        (Fraction(1, 10**7), "0.000000…"),
        (Fraction(1234), "1234"),
    ],
)
def test_a_decimal_says_when_it_is_cut(value: Fraction, text: str) -> None:
    assert decimal_text(value) == text
