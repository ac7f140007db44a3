from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.kernel import Dated, Entry, OutsideHorizonError, OverlapError, Period


def entry(value: int, start: date, end: date | None) -> Entry[int]:
    return Entry(Period(start, end), value, "SYNTHETIC")


WITH_GAP = Dated.of(
    [entry(2026, date(2026, 1, 1), date(2027, 1, 1)), entry(2024, date(2024, 1, 1), date(2025, 1, 1))],
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), 2024),
        (date(2024, 12, 31), 2024),
        (date(2025, 1, 1), None),
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), 2026),
        (date(2027, 1, 1), None),
    ],
)
def test_a_series_never_guesses_before_after_or_in_a_gap(day: date, value: int | None) -> None:
    found = WITH_GAP.find(day)
    assert (found.value if found else None) == value
    assert WITH_GAP.knows(day) == (value is not None)
    if value is None:
        with pytest.raises(OutsideHorizonError):
            WITH_GAP.on(day)
    else:
        assert WITH_GAP.on(day) == value


def test_a_series_knows_its_horizon_and_its_gaps() -> None:
    assert WITH_GAP.horizon() == Period(date(2024, 1, 1), date(2027, 1, 1))
    assert WITH_GAP.gaps() == (Period(date(2025, 1, 1), date(2026, 1, 1)),)
    assert [item.value for item in WITH_GAP.entries] == [2024, 2026], "ordered by start"


def test_an_open_last_entry_has_an_open_horizon() -> None:
    series = Dated.of([entry(1, date(2024, 1, 1), date(2025, 1, 1)), entry(2, date(2025, 1, 1), None)])
    assert series.horizon() == Period(date(2024, 1, 1))
    assert series.gaps() == ()
    assert series.on(date(2100, 1, 1)) == 2
    assert not series.ends_within(date(2100, 1, 1), 3650)


@pytest.mark.parametrize("end", [date(2025, 1, 2), None])
def test_two_values_for_one_day_are_refused(end: date | None) -> None:
    with pytest.raises(OverlapError):
        Dated.of([entry(1, date(2024, 1, 1), end), entry(2, date(2025, 1, 1), None)])


def test_the_warning_comes_before_the_end() -> None:
    series = Dated.of([entry(1, date(2026, 1, 1), date(2027, 1, 1))])
    assert not series.ends_within(date(2026, 10, 2), 90)
    assert series.ends_within(date(2026, 10, 3), 90)
    assert series.ends_within(date(2028, 1, 1), 0)


def test_an_empty_series_knows_nothing_and_says_so() -> None:
    empty = Dated[int].of([])
    assert empty.horizon() is None
    assert empty.gaps() == ()
    assert empty.ends_within(date(2026, 1, 1), 0)
    assert not empty.knows(date(2026, 1, 1))


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), max_size=8), st.integers(-5, 480))
def test_a_series_answers_as_its_entries_do_or_is_refused(rows: list[tuple[int, int]], day_number: int) -> None:
    origin = date(2026, 1, 1)
    entries = [
        entry(number, origin + timedelta(days=start), origin + timedelta(days=start + length))
        for number, (start, length) in enumerate(rows)
    ]
    day = origin + timedelta(days=day_number)
    holders = [item for item in entries if day in item.period]
    try:
        series = Dated.of(entries)
    except OverlapError:
        assert any(one.period.overlaps(other.period) for one in entries for other in entries if one is not other)
        return
    assert len(holders) <= 1
    assert series.find(day) == (holders[0] if holders else None)
    horizon = series.horizon()
    inside = horizon is not None and day in horizon
    assert inside == (bool(holders) or any(day in gap for gap in series.gaps()))
