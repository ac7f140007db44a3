"""In time or not, by the moment of arrival."""

from __future__ import annotations

from datetime import datetime

import pytest

from driehoek.domain.policy import Calendar, EntryWindow, ProviderGroup
from driehoek.domain.policy.entry import accepts
from driehoek.kernel import Finding, Holds

EXISTING, NEW_TO_OFFICE, NEW = ProviderGroup


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def window(name: str, opens: str, closes: str | None, **more: object) -> EntryWindow:
    return EntryWindow(name, moment(opens), moment(closes) if closes else None, **more)  # type: ignore[arg-type] # fields


def in_time(
    calendar: Calendar, *moments: str, group: ProviderGroup = EXISTING, lots: tuple[str, ...] = ()
) -> list[bool]:
    return [isinstance(accepts(calendar, group, lots, moment(text)), Holds) for text in moments]


@pytest.mark.requirement("O-040")
def test_the_last_day_counts_and_the_next_does_not() -> None:
    calendar = Calendar(windows=(window("offertes", "2007-10-08", "2007-12-03T23:59:59"),))
    assert in_time(calendar, "2007-12-03T00:00", "2007-12-04T00:00") == [True, False]
    assert in_time(calendar, "2007-12-03T23:59:59.900000") == [True]
    late = accepts(calendar, EXISTING, ("pv",), moment("2007-12-04T09:05"))
    assert isinstance(late, Finding)
    assert late.code.id == "SUB-001"
    assert late.sentence() == (
        "U kwam te laat voor perceel pv: wij ontvingen u op 4 december 2007, 9.05 uur; "
        "dat kon tot en met 3 december 2007, 23.59 uur."
    )


@pytest.mark.requirement("O-041")
def test_open_from_1_june_until_1_september() -> None:
    calendar = Calendar(windows=(window("upload", "2016-06-01", "2016-09-01", closes_inclusive=False),))
    days = ("2016-05-31T23:59:59", "2016-06-01T00:00", "2016-08-31T23:59:59", "2016-09-02T00:00")
    assert in_time(calendar, *days) == [False, True, True, False]
    assert in_time(calendar, "2016-09-01T00:00") == [False]
    stated = Calendar(windows=(window("upload", "2016-06-01", "2016-09-01T23:59:59"),))
    assert in_time(stated, *days) == [False, True, True, False]
    assert in_time(stated, "2016-09-01T12:00") == [True]


def test_a_window_with_an_hour_closes_at_that_hour() -> None:
    inclusive = Calendar(windows=(window("w", "2026-06-01T09:00", "2026-07-31T17:00"),))
    exclusive = Calendar(windows=(window("w", "2026-06-01T09:00", "2026-07-31T17:00", closes_inclusive=False),))
    around = ("2026-07-31T16:59:59", "2026-07-31T17:00:00", "2026-07-31T17:00:01")
    assert in_time(inclusive, *around) == [True, True, False]
    assert in_time(exclusive, *around) == [True, False, False]


def test_windows_speak_to_groups_and_lots() -> None:
    calendar = Calendar(
        windows=(
            window("bestaand", "2026-06-01", "2026-07-31", groups=(EXISTING,)),
            window("innovatie", "2026-09-01", "2026-10-01", groups=(EXISTING,), lots=("innovatie",)),
            window("nieuw", "2026-06-01", None, groups=(NEW,)),
        )
    )
    assert in_time(calendar, "2026-07-01", "2026-09-15", lots=("vv",)) == [True, False]
    assert in_time(calendar, "2026-07-01", "2026-09-15", lots=("innovatie",)) == [True, True]
    assert in_time(calendar, "2026-07-01", "2026-09-15", lots=("vv", "innovatie")) == [True, False]
    assert in_time(calendar, "2026-05-31T23:59", "2031-01-01", group=NEW, lots=("vv",)) == [False, True]
    stranger = accepts(calendar, NEW_TO_OFFICE, ("vv",), moment("2026-07-01"))
    assert isinstance(stranger, Finding)
    assert stranger.code.id == "SUB-003"


def test_who_comes_between_two_windows_hears_of_the_next() -> None:
    calendar = Calendar(windows=(window("a", "2026-03-01", "2026-04-01"), window("b", "2026-09-01", "2026-10-01")))
    between = accepts(calendar, NEW, ("vv",), moment("2026-06-01"))
    assert isinstance(between, Finding)
    assert between.code.id == "SUB-002"
    assert between.wanted == "vanaf 1 september 2026, 0.00 uur"
    assert in_time(calendar, "2026-03-15", "2026-06-01", "2026-09-15", "2026-10-02") == [True, False, True, False]


@pytest.mark.requirement("B-002")
def test_one_window_without_lots_is_the_same_for_care_at_home_and_inside() -> None:
    calendar = Calendar(windows=(window("allen", "2007-10-08", "2007-12-03T23:59:59"),))
    for lot in ("extramuraal", "intramuraal"):
        assert in_time(
            calendar, "2007-10-07T23:59:59", "2007-10-08", "2007-12-03T23:59", "2007-12-04", lots=(lot,)
        ) == [
            False,
            True,
            True,
            False,
        ]
