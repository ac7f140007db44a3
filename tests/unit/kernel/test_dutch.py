from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.kernel import Money, Quantity, Rate, Unit, dutch


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "€\u00a00,00"),
        (5, "€\u00a00,05"),
        (-5, "-€\u00a00,05"),
        (123456789, "€\u00a01.234.567,89"),
        (-123450, "-€\u00a01.234,50"),
    ],
)
def test_amounts_have_points_between_thousands_and_a_comma_before_cents(cents: int, text: str) -> None:
    assert dutch.amount(Money(cents)) == text


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "€\u00a00"),
        (-49, "€\u00a00"),
        (149, "€\u00a01"),
        (150, "€\u00a02"),
        (-150, "-€\u00a02"),
        (10**8, "€\u00a01.000.000"),
    ],
)
def test_whole_euros_are_rounded_half_up(cents: int, text: str) -> None:
    assert dutch.whole_euros(Money(cents)) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(5, 2), 2, "2,5"),
        (Fraction(1234), 2, "1.234"),
        (Fraction(1, 3), 2, "0,33"),
        (Fraction(2, 3), 2, "0,67"),
        (Fraction(5, 1000), 2, "0,01"),
        (Fraction(-5, 1000), 2, "-0,01"),
        (Fraction(-1, 1000), 2, "0"),
        (Fraction(1999, 1000), 2, "2"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-12345678, 100), 2, "-123.456,78"),
    ],
)
def test_numbers_have_a_comma_and_no_needless_zeros(value: Fraction, places: int, text: str) -> None:
    assert dutch.number(value, places) == text


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_number_that_fits_its_places_is_written_exactly(digits: int, places: int) -> None:
    value = Fraction(digits, 10**places)
    assert Fraction(dutch.number(value, places).replace(".", "").replace(",", ".")) == value


def test_percentages() -> None:
    assert dutch.percentage(Rate.percent("94.5")) == "94,5%"
    assert dutch.percentage(Rate.percent(100)) == "100%"


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("1250.5", Unit.HOUR, "1.250,5 uur"),
        ("1", Unit.HOUR, "1 uur"),
        ("1", Unit.ETMAAL, "1 etmaal"),
        ("365", Unit.ETMAAL, "365 etmalen"),
        ("0", Unit.HALF_DAY, "0 dagdelen"),
        ("1", Unit.HALF_DAY, "1 dagdeel"),
        ("1", Unit.FIVE_MINUTES, "1 keer 5 minuten"),
        ("27", Unit.FIVE_MINUTES, "27 keer 5 minuten"),
        ("2", Unit.PIECE, "2 stuks"),
    ],
)
def test_quantities_have_their_unit(number: str, unit: Unit, text: str) -> None:
    assert dutch.quantity(Quantity.parse(number, unit)) == text


def test_dates_and_moments() -> None:
    assert dutch.day(date(2026, 6, 1)) == "1 juni 2026"
    assert dutch.weekday(date(2026, 6, 1)) == "maandag 1 juni 2026"
    assert dutch.weekday(date(2026, 8, 2)) == "zondag 2 augustus 2026"
    assert dutch.moment(datetime(2026, 8, 3, 17, 5)) == "3 augustus 2026, 17.05 uur"  # noqa: DTZ001 Dutch civil time
    assert [dutch.day(date(2026, month, 1)).split()[1][:3] for month in (1, 3, 5, 8, 10)] == [
        "jan",
        "maa",
        "mei",
        "aug",
        "okt",
    ]
