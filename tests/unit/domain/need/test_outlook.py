"""Series of counts: change, trend, and the naive look ahead."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.need import Series, change, naive, trend
from driehoek.kernel.dutch import percentage


def series(*counts: int) -> Series:
    return Series("x", tuple((date(2020 + index, 1, 1), count) for index, count in enumerate(counts)))


@pytest.mark.requirement("O-057")
def test_births_fell_by_a_seventh() -> None:
    absolute, share = change(206_619, 175_181)
    assert absolute == -31_438
    assert percentage(share) == "-15,22%"


def test_a_change_from_nothing_has_no_share() -> None:
    with pytest.raises(ValueError, match="from zero"):
        change(0, 10)


def test_one_count_says_nothing_of_change() -> None:
    found = naive(series(100), date(2027, 1, 1))
    assert (found.value, found.low, found.high) == (100, None, None)
    assert trend(series(100)) is None


@given(st.lists(st.integers(0, 100_000), min_size=2, max_size=8), st.integers(0, 3_000))
def test_the_naive_outlook_holds_its_value_and_widens_with_the_days(counts: list[int], days: int) -> None:
    known = series(*counts)
    last = known.last[0]
    near, far = (naive(known, date.fromordinal(last.toordinal() + ahead)) for ahead in (days, days + 400))
    for found in (near, far):
        assert found.low is not None
        assert found.high is not None
        assert 0 <= found.low <= found.value == counts[-1] <= found.high
    assert (far.low or 0) <= (near.low or 0)
    assert (far.high or 0) >= (near.high or 0)


def test_the_trend_is_a_share_a_year_over_the_last_five_years() -> None:
    long_ago = Series("x", ((date(2000, 1, 1), 1), (date(2022, 1, 1), 100), (date(2026, 1, 1), 120)))
    found = trend(long_ago)
    assert found is not None
    assert found.value == Fraction(20, 100) / (Fraction(1461) / Fraction(1461, 4))


def test_the_days_of_a_series_go_up() -> None:
    with pytest.raises(ValueError, match="go up"):
        Series("x", ((date(2026, 1, 1), 1), (date(2026, 1, 1), 2)))
