from __future__ import annotations

from datetime import date

import pytest

from driehoek.adapters.catalogue import expiring

CHECKED = date(2026, 11, 22)


def codes(today: date, days: int, path: str) -> list[str]:
    return [item.code.id for item in expiring(today, days) if item.place and item.place.file == path]


@pytest.mark.parametrize(
    ("today", "days", "warned"),
    [(date(2027, 1, 1), 364, False), (date(2027, 1, 1), 365, True), (date(2028, 1, 1), 0, True)],
)
def test_a_series_that_ends_is_named_in_time(today: date, days: int, *, warned: bool) -> None:
    assert ("TAR-005" in codes(today, days, "tariffs/synthetic_wlz.csv")) is warned
    assert ("TAR-005" in codes(today, days, "products/synthetic_wlz.csv")) is warned


def test_the_warning_names_the_last_known_day() -> None:
    found = [item for item in expiring(date(2027, 12, 1), 90) if item.code.id == "TAR-005"]
    assert {item.seen for item in found} == {"2027-12-31"}
    assert all("2027-12-31" in item.sentence() for item in found)


def test_a_table_that_was_checked_too_long_ago_is_named() -> None:
    assert "TAR-006" not in codes(CHECKED, 0, "codes/cod163.csv")
    assert "TAR-006" in codes(date(2028, 6, 1), 0, "codes/cod163.csv")
    assert "TAR-006" in codes(CHECKED, 0, "regions/municipalities_2019.csv"), "the list itself is of 2019"


def test_rows_that_rest_on_memory_are_named_until_someone_looks_them_up() -> None:
    found = [item for item in expiring(CHECKED, 0) if item.code.id == "TAR-007"]
    assert [(item.seen, item.place.file if item.place else "") for item in found] == [
        ("31", "regions/designations.csv")
    ]


def test_a_closed_past_needs_no_successor() -> None:
    history = {"tariffs/nza_2011.csv", "products/nza_2011.csv", "tariffs/synthetic_awbz_2008.csv"}
    assert not [item for item in expiring(date(2040, 1, 1), 90) if item.place and item.place.file in history]
