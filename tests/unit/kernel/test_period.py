from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.kernel import Period

DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(DAYS)
    length = draw(st.one_of(st.none(), st.integers(1, 800)))
    return Period(start, None if length is None else start + timedelta(days=length))


def test_the_end_does_not_count() -> None:
    year = Period.year(2027)
    assert date(2027, 1, 1) in year
    assert date(2027, 12, 31) in year
    assert date(2028, 1, 1) not in year
    assert date(2026, 12, 31) not in year
    assert year.last == date(2027, 12, 31)
    assert year.days() == 365
    assert str(year) == "2027-01-01/2028-01-01"


def test_a_form_whose_last_day_counts_gives_the_same_period() -> None:
    assert Period.through(date(2027, 1, 1), date(2027, 12, 31)) == Period.year(2027)
    assert Period.through(date(2027, 1, 1), date(2027, 1, 1)).days() == 1
    assert Period.through(date(2027, 1, 1), None) == Period(date(2027, 1, 1))


def test_the_last_day_of_the_calendar_means_no_end() -> None:
    assert Period.through(date(2027, 1, 1), date(9999, 12, 31)) == Period(date(2027, 1, 1))


@pytest.mark.parametrize("end", [date(2027, 1, 1), date(2026, 12, 31)])
def test_a_period_without_days_is_refused(end: date) -> None:
    with pytest.raises(ValueError, match="must end after it starts"):
        Period(date(2027, 1, 1), end)


def test_an_open_period_has_no_last_day_and_cannot_be_counted() -> None:
    open_end = Period(date(2027, 1, 1))
    assert open_end.last is None
    assert date(2999, 1, 1) in open_end
    assert str(open_end) == "2027-01-01/.."
    with pytest.raises(ValueError, match="no number of days"):
        open_end.days()
    with pytest.raises(ValueError, match="cannot be cut"):
        list(open_end.months())


@given(periods(), periods(), DAYS)
def test_a_day_is_in_both_when_it_is_in_what_they_share(one: Period, other: Period, day: date) -> None:
    shared = one.intersection(other)
    assert (day in one and day in other) == (shared is not None and day in shared)
    assert one.overlaps(other) == other.overlaps(one) == (shared is not None)
    assert shared == other.intersection(one)


def test_periods_that_touch_do_not_overlap() -> None:
    assert not Period.year(2026).overlaps(Period.year(2027))
    assert Period(date(2026, 1, 1)).overlaps(Period.year(2027))


@given(periods().filter(lambda period: period.end is not None))
def test_months_cover_the_period_once(period: Period) -> None:
    months = list(period.months())
    assert months[0].start == period.start
    assert months[-1].end == period.end
    assert sum(month.days() for month in months) == period.days()
    assert all(month.last is not None and month.last.month == month.start.month for month in months)


def test_a_year_has_twelve_months() -> None:
    assert [month.days() for month in Period.year(2028).months()] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


@given(st.lists(periods(), max_size=6))
def test_periods_sort_by_start_and_an_open_end_comes_last(some: list[Period]) -> None:
    ordered, backwards = sorted(some), some[::-1]
    assert ordered == sorted(backwards)
    assert [period.start for period in ordered] == sorted(period.start for period in some)


def test_an_open_period_comes_after_a_closed_one_with_the_same_start() -> None:
    start = date(2027, 1, 1)
    assert Period(start, date(2030, 1, 1)) < Period(start)
    assert Period(start) >= Period(start, date(2030, 1, 1))
    assert Period(start) < Period(date(2027, 1, 2), date(2027, 1, 3))
