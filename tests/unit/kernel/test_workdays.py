"""Dutch working days, held against the `holidays` package and against days that were looked up."""

from __future__ import annotations

from datetime import date, timedelta

import holidays as package
import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.kernel import (
    OutsideHorizonError,
    add_workdays,
    easter,
    first_workday_on_or_after,
    is_workday,
    last_workday_on_or_before,
    next_workday,
    public_holidays,
)

YEARS = range(1995, 2041)
DAYS = st.dates(date(1991, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_agree_with_the_holidays_package(year: int) -> None:
    """Three differences, all of meaning and none of date.

    The package lists Easter Sunday and Whit Sunday, which are Sundays anyway; it files 5 May under "optional" in
    years that do not divide by five (collective agreements), while the Algemene termijnenwet names it every year;
    and it counts Good Friday, which is an option here.
    """
    theirs = set(package.country_holidays("NL", years=year, categories=("public", "optional")))
    sundays = {easter(year), easter(year) + timedelta(days=49)}
    ours = {holiday.day for holiday in public_holidays(year, good_friday=True)}
    assert ours == theirs - sundays


@pytest.mark.parametrize("year", YEARS)
def test_good_friday_counts_only_when_asked(year: int) -> None:
    with_it = {holiday.day for holiday in public_holidays(year, good_friday=True)}
    without = {holiday.day for holiday in public_holidays(year)}
    assert with_it - without == {easter(year) - timedelta(days=2)}


@pytest.mark.parametrize(
    ("year", "day", "name"),
    [
        (2013, date(2013, 4, 30), "Koninginnedag"),
        (2006, date(2006, 4, 29), "Koninginnedag"),  # 30 April 2006 was a Sunday
        (2014, date(2014, 4, 26), "Koningsdag"),  # the first, and 27 April was a Sunday
        (2025, date(2025, 4, 26), "Koningsdag"),
        (2027, date(2027, 4, 27), "Koningsdag"),
    ],
)
def test_the_sovereigns_birthday_moves_back_from_sunday_and_changed_in_2014(year: int, day: date, name: str) -> None:
    found = [holiday for holiday in public_holidays(year) if holiday.day == day]
    assert [holiday.name for holiday in found] == [name]


def test_two_holidays_may_share_a_day() -> None:
    names = [holiday.name for holiday in public_holidays(2016) if holiday.day == date(2016, 5, 5)]
    assert names == ["Bevrijdingsdag", "Hemelvaartsdag"]


def test_the_christmas_of_2026_is_stepped_over() -> None:
    assert not is_workday(date(2026, 12, 25))
    assert not is_workday(date(2026, 12, 26))
    assert next_workday(date(2026, 12, 24)) == date(2026, 12, 28)
    assert last_workday_on_or_before(date(2026, 12, 27)) == date(2026, 12, 24)
    assert first_workday_on_or_after(date(2026, 12, 25)) == date(2026, 12, 28)
    assert first_workday_on_or_after(date(2026, 12, 28)) == date(2026, 12, 28)


def test_working_days_are_counted_forth_and_back() -> None:
    assert add_workdays(date(2027, 4, 26), 1) == date(2027, 4, 28)  # King's Day lies between
    assert add_workdays(date(2027, 4, 28), -1) == date(2027, 4, 26)
    assert add_workdays(date(2027, 5, 1), 0) == date(2027, 5, 1)


def test_good_friday_closes_the_office_that_says_so() -> None:
    good_friday = date(2027, 3, 26)
    assert is_workday(good_friday)
    assert not is_workday(good_friday, good_friday=True)
    assert add_workdays(date(2027, 3, 25), 1, good_friday=True) == date(2027, 3, 30)


def test_a_year_that_is_not_known_is_not_guessed() -> None:
    with pytest.raises(OutsideHorizonError):
        public_holidays(1989)


@given(DAYS, st.integers(1, 40))
def test_counting_on_passes_exactly_that_many_working_days(day: date, count: int) -> None:
    end = add_workdays(day, count)
    passed = [day + timedelta(days=number) for number in range(1, (end - day).days + 1)]
    assert is_workday(end)
    assert sum(map(is_workday, passed)) == count


@given(DAYS)
def test_the_nearest_working_days_lie_around_any_day(day: date) -> None:
    before, after = last_workday_on_or_before(day), first_workday_on_or_after(day)
    assert before <= day <= after < next_workday(after)
    assert (before == day) == (after == day) == is_workday(day)
    assert (after - before).days <= 5  # at most four days off in a row, as at Christmas from Thursday on
