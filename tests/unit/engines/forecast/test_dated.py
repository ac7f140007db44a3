"""Counts on days: what follows them on a later day, or that nothing can be said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from driehoek.engines.forecast import foresee

YEARS = tuple((date(2016 + number, 12, 31), 1_000 + 40 * number) for number in range(8))
QUARTERS = tuple((date(2021 + number // 4, 3 * (number % 4) + 1, 1), 500) for number in range(12))
MONTHS = tuple((date(2022 + number // 12, number % 12 + 1, 1), 200 + 2 * number) for number in range(36))


def test_years_quarters_and_months_are_told_apart() -> None:
    years, quarters, months = foresee([YEARS, QUARTERS, MONTHS], date(2025, 7, 1))
    assert years
    assert quarters
    assert months
    assert years.low < 1_280 + 60 <= years.high
    assert "8 tellingen per jaar" in years.how
    assert quarters.value == 500
    assert "12 tellingen per kwartaal" in quarters.how
    assert months.low <= 200 + 2 * 42 <= months.high
    assert "36 tellingen per maand" in months.how
    assert {years.confidence, quarters.confidence, months.confidence} == {80}


def test_a_day_between_two_periods_lies_between_what_they_expect() -> None:
    days = (date(2024, 12, 31), date(2025, 7, 1), date(2025, 12, 31))
    first, middle, last = (found for day in days for found in foresee([YEARS], day) if found)
    assert first.value < middle.value < last.value
    assert middle.high - middle.low < last.high - last.low


def test_one_count_stays_with_a_wide_interval() -> None:
    found = foresee([((date(2024, 1, 1), 900),)], date(2025, 7, 1))[0]
    assert found
    assert found.value == 900
    assert found.high - found.low > 100
    assert "te weinig voor een trend" in found.how


@pytest.mark.parametrize(
    "points",
    [
        (),
        (*YEARS[:2], *YEARS[6:]),  # most of it would be made up
        tuple((date(2024, 1, 1) + timedelta(days=50 * number), 10) for number in range(9)),  # no period of ours
        (*YEARS, (date(2024, 1, 20), 7)),  # two counts of one year
        ((date(2025, 8, 1), 3),),  # the day has come
        ((date(2015, 12, 31), 900),),  # ten years after a single count
    ],
)
def test_nothing_is_said_where_the_counts_do_not_allow_it(points: tuple[tuple[date, int], ...]) -> None:
    assert foresee([points, MONTHS], date(2025, 7, 1))[0] is None
    assert foresee([points, MONTHS], date(2025, 7, 1))[1] is not None


def test_it_says_when_it_is_no_better_than_the_simple_rule() -> None:
    steps = tuple((date(2010 + number, 1, 1), 140 if 3 <= number < 6 else 100) for number in range(9))
    found, better = foresee([steps, YEARS], date(2025, 7, 1))
    assert found
    assert better
    assert "niet beter dan de simpele regel" in found.how
    assert "niet beter" not in better.how
