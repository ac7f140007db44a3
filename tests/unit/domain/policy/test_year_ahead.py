"""The year as a list of what is due: done, passed, late, due, later."""

from __future__ import annotations

from datetime import date

import pytest

from driehoek.domain.policy.calendar import Calendar, Milestone, Precondition
from driehoek.domain.policy.deadlines import full_calendar
from driehoek.domain.policy.year_ahead import YearItem, YearState, year_ahead
from driehoek.domain.regimes import regime

CALENDAR = Calendar(
    (
        Milestone("entry-closes", "Inschrijving sluit", date(2026, 7, 31)),
        Milestone("talks", "Gesprekken", date(2026, 9, 30), first_day=date(2026, 8, 3)),
        Milestone("preliminary-result", "Voorlopige uitkomst", date(2026, 8, 28)),
        Milestone("budget-form", "Budgetformulier", date(2026, 11, 15), inclusive=False),
    ),
    preconditions=(
        Precondition("space", "De ruimte", date(2026, 9, 30), date(2026, 10, 2), ("division.space",)),
        Precondition("tariffs", "De tarieven", date(2026, 7, 31), None, ("tariffs",)),
    ),
)


def states(today: date, done: dict[str, date] | None = None) -> dict[str, YearState]:
    return {item.id: item.state for item in year_ahead(CALENDAR, done or {}, today)}


def item(name: str, today: date, done: dict[str, date] | None = None) -> YearItem:
    return next(one for one in year_ahead(CALENDAR, done or {}, today) if one.id == name)


def test_a_deed_is_later_then_due_then_late_until_it_is_done() -> None:
    days = (date(2026, 8, 13), date(2026, 8, 14), date(2026, 8, 28), date(2026, 8, 29))
    found = [states(day)["preliminary-result"] for day in days]
    assert found == [YearState.LATER, YearState.DUE, YearState.DUE, YearState.LATE]
    late = item("preliminary-result", date(2026, 9, 2), {"preliminary-result": date(2026, 9, 1)})
    assert (late.state, late.was_late) == (YearState.DONE, True)
    assert states(date(2026, 8, 30), {"preliminary-result": date(2026, 9, 1)})["preliminary-result"] is YearState.LATE


def test_a_deadline_of_others_passes_and_a_stretch_of_days_is_due_from_its_first() -> None:
    assert states(date(2026, 8, 1))["entry-closes"] is YearState.PASSED
    assert states(date(2026, 8, 2))["talks"] is YearState.LATER
    assert states(date(2026, 8, 3))["talks"] is YearState.DUE


def test_before_a_day_means_the_day_before_and_the_last_working_day_is_told() -> None:
    form = item("budget-form", date(2026, 11, 14))
    assert (form.day, form.act_by, form.state) == (date(2026, 11, 14), date(2026, 11, 13), YearState.DUE)
    assert states(date(2026, 11, 15))["budget-form"] is YearState.LATE


@pytest.mark.requirement("B-010")
def test_a_reservation_is_open_until_what_it_waits_for_is_known_and_says_which_parts_wait() -> None:
    assert states(date(2026, 9, 30))["space"] is YearState.DUE
    assert states(date(2026, 10, 1))["space"] is YearState.LATE
    assert states(date(2026, 10, 2))["space"] is YearState.DONE
    tariffs = item("tariffs", date(2026, 8, 5))
    assert (tariffs.state, tariffs.parts, tariffs.asks_deed) == (YearState.LATE, ("tariffs",), False)


def test_the_whole_year_of_the_wlz_stands_in_order() -> None:
    found = year_ahead(full_calendar(regime("wlz"), 2027), {}, date(2026, 6, 1))
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert {"policy-published", "budget-form", "reallocation-form", "settlement-form"} <= {one.id for one in found}
