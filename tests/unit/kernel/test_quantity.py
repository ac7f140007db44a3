from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.kernel import Money, Quantity, Rounding, Unit, UnitsDifferError

ALL = st.sampled_from(list(Unit))


@pytest.mark.parametrize(
    ("text", "unit", "steps"),
    [
        ("2", Unit.HOUR, 120),
        ("2.5", Unit.HOUR, 150),
        ("2,25", Unit.HOUR, 135),
        ("0.05", Unit.HOUR, 3),
        ("-1.5", Unit.HOUR, -90),
        ("365", Unit.ETMAAL, 365),
        ("365.0", Unit.ETMAAL, 365),
        ("12", Unit.FIVE_MINUTES, 12),
        (" 7 ", Unit.HALF_DAY, 7),
        ("1500", Unit.PIECE, 1500),
        ("0.250", Unit.HOUR, 15),
    ],
)
def test_numbers_become_whole_steps(text: str, unit: Unit, steps: int) -> None:
    assert Quantity.parse(text, unit) == Quantity(steps, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2.01", Unit.HOUR),
        ("0.5", Unit.ETMAAL),
        ("1,5", Unit.FIVE_MINUTES),
        ("0.1", Unit.PIECE),
        ("3.5", Unit.HALF_DAY),
    ],
)
def test_what_falls_between_two_steps_is_refused(text: str, unit: Unit) -> None:
    with pytest.raises(ValueError, match="not a whole number of"):
        Quantity.parse(text, unit)


@pytest.mark.parametrize("text", ["1.500", "1,500", "-12.000", "365,000"])
@pytest.mark.parametrize("unit", list(Unit))
def test_three_digits_after_a_separator_mean_two_things_and_are_refused(text: str, unit: Unit) -> None:
    with pytest.raises(ValueError, match="thousands or decimals"):
        Quantity.parse(text, unit)


@pytest.mark.parametrize("text", ["", "x", "1.2.3", "1e3", "٣", "+1", "1 000", "12\n.", ".5", "5."])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        Quantity.parse(text, Unit.PIECE)


@pytest.mark.parametrize("one", list(Unit))
@pytest.mark.parametrize("other", list(Unit))
def test_two_units_never_mix(one: Unit, other: Unit) -> None:
    if one is other:
        return
    ours, theirs = Quantity(60, one), Quantity(60, other)
    for mix in (
        lambda: ours + theirs,
        lambda: ours - theirs,
        lambda: ours < theirs,
        lambda: ours <= theirs,
        lambda: ours > theirs,
        lambda: ours >= theirs,
    ):
        with pytest.raises(UnitsDifferError):
            mix()
    assert ours != theirs


@pytest.mark.requirement("H-023")
def test_an_hour_is_exactly_twelve_times_five_minutes_both_ways() -> None:
    assert Quantity.parse("1", Unit.HOUR).to(Unit.FIVE_MINUTES) == Quantity(12, Unit.FIVE_MINUTES)
    assert Quantity.parse("2.25", Unit.HOUR).to(Unit.FIVE_MINUTES) == Quantity(27, Unit.FIVE_MINUTES)
    assert Quantity(27, Unit.FIVE_MINUTES).to(Unit.HOUR) == Quantity.parse("2.25", Unit.HOUR)


@pytest.mark.requirement("H-023")
@given(st.integers(-(10**9), 10**9))
def test_conversion_there_and_back_loses_nothing(number: int) -> None:
    five = Quantity(number, Unit.FIVE_MINUTES)
    assert five.to(Unit.HOUR).to(Unit.FIVE_MINUTES) == five
    assert five.to(Unit.HOUR).value * 12 == five.value


@pytest.mark.requirement("H-023")
@given(st.integers(-(10**6), 10**6).filter(lambda minutes: minutes % 5 != 0))
def test_minutes_that_do_not_fit_are_refused_and_never_rounded(minutes: int) -> None:
    with pytest.raises(UnitsDifferError):
        Quantity(minutes, Unit.HOUR).to(Unit.FIVE_MINUTES)


@pytest.mark.parametrize("unit", [Unit.HALF_DAY, Unit.ETMAAL, Unit.PIECE])
def test_only_clock_time_converts(unit: Unit) -> None:
    assert Quantity(3, unit).to(unit) == Quantity(3, unit)
    for other in set(Unit) - {unit}:
        with pytest.raises(UnitsDifferError):
            Quantity(3, unit).to(other)


def test_price_times_quantity_rounds_half_up_once() -> None:
    assert Quantity.parse("0.05", Unit.HOUR).at(Money.parse("50.10")) == Money(251)  # 250.5 cents
    assert Quantity.parse("365", Unit.ETMAAL).at(Money.parse("188.00")) == Money.parse("68620.00")
    assert Quantity.parse("-0.05", Unit.HOUR).at(Money.parse("50.10")) == Money(-251)


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6), ALL)
def test_adding_and_taking_away_are_exact(one: int, other: int, unit: Unit) -> None:
    assert Quantity(one, unit) + Quantity(other, unit) - Quantity(other, unit) == Quantity(one, unit)
    assert (Quantity(one, unit) < Quantity(other, unit)) == (one < other)
    assert (Quantity(one, unit) >= Quantity(other, unit)) == (one >= other)


def test_scaling_rounds_by_the_named_rule() -> None:
    assert Quantity(7, Unit.ETMAAL).scaled(Fraction(1, 2), Rounding.DOWN) == Quantity(3, Unit.ETMAAL)
    assert Quantity(7, Unit.ETMAAL).scaled(Fraction(1, 2), Rounding.UP) == Quantity(4, Unit.ETMAAL)
    assert Quantity.parse("1", Unit.HOUR).scaled(Fraction(9, 10), Rounding.DOWN) == Quantity(54, Unit.HOUR)


def test_the_time_units_are_those_of_the_claims_record() -> None:
    assert {unit: unit.code for unit in Unit} == {
        Unit.HOUR: "04",
        Unit.FIVE_MINUTES: "07",
        Unit.ETMAAL: "14",
        Unit.HALF_DAY: "16",
        Unit.PIECE: "81",
    }
    assert str(Quantity.parse("2.5", Unit.HOUR)) == "2.5 hour"
