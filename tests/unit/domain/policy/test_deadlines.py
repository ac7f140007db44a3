"""The calendar of a year worked out, under each regime."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from driehoek.domain.policy import (
    Calendar,
    EntryWindow,
    Milestone,
    Precondition,
    ProviderGroup,
    act_by,
    ahead,
    full_calendar,
    in_time,
    provisional_parts,
)
from driehoek.domain.policy.entry import contains
from driehoek.domain.regimes import regime
from driehoek.kernel import OutsideHorizonError


def days(calendar: Calendar) -> dict[str, date]:
    return {milestone.id: milestone.day for milestone in calendar.milestones}


def at(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour))


@pytest.mark.requirement("B-001")
def test_the_five_common_dates_of_2008() -> None:
    calendar = full_calendar(regime("awbz-2008"), 2008)
    assert days(calendar) == {
        "policy-published": date(2007, 10, 8),
        "information": date(2007, 11, 30),
        "entry-closes": date(2007, 12, 3),
        "award": date(2007, 12, 31),
        "agreements-filed": date(2008, 3, 1),
    }
    assert all(milestone.inclusive for milestone in calendar.milestones)
    information = calendar.milestone("information")
    assert information is not None
    assert information.first_day == date(2007, 10, 1)


@pytest.mark.requirement("O-040", "B-001")
def test_an_offer_on_the_last_day_of_2008_is_in_time_and_one_a_day_later_is_not() -> None:
    (window,) = full_calendar(regime("awbz-2008"), 2008).windows
    accepted = [contains(window, at(day)) for day in (date(2007, 12, 3), date(2007, 12, 4))]
    assert accepted == [True, False]


@pytest.mark.requirement("B-009")
def test_the_preconditions_of_2008_have_their_dates() -> None:
    preconditions = full_calendar(regime("awbz-2008"), 2008).preconditions
    assert {item.id: item.expected_on for item in preconditions} == {
        "earmarked-space": date(2007, 8, 1),
        "extramural-terms": date(2007, 8, 31),
        "zzp-introduction": date(2007, 8, 31),
        "growth-space": date(2007, 9, 1),
        "policy-aspects": date(2007, 9, 18),  # Prinsjesdag, the third Tuesday of September
        "space-per-office": date(2007, 11, 1),
    }
    assert all(item.known_on is None for item in preconditions)


@pytest.mark.requirement("B-009", "B-010")
def test_a_part_is_provisional_until_what_it_waits_for_is_known() -> None:
    own = Precondition("space-per-office", "Ruimte", date(2007, 11, 1), date(2007, 11, 5), ("space", "division.models"))
    calendar = full_calendar(regime("awbz-2008"), 2008, Calendar(preconditions=(own,)))
    on_publication = [item for item in provisional_parts(calendar, date(2007, 10, 8)) if item.precondition == own]
    assert [(item.part, item.overdue) for item in on_publication] == [("space", False), ("division.models", False)]
    assert on_publication[0].reason == "Onder voorbehoud: Ruimte; dit moet op 1-11-2007 bekend zijn."
    assert on_publication[0].reason_en == "Provisional: waits for space-per-office, which is due on 2007-11-01."
    late = [item for item in provisional_parts(calendar, date(2007, 11, 4)) if item.precondition == own]
    assert [item.overdue for item in late] == [True, True]
    assert late[0].reason == "Onder voorbehoud: Ruimte; dit had op 1-11-2007 bekend moeten zijn."
    assert all(item.precondition != own for item in provisional_parts(calendar, date(2007, 11, 5)))


@pytest.mark.requirement("B-013")
def test_the_wlz_cycle_of_contract_year_2017() -> None:
    calendar = full_calendar(regime("wlz"), 2017)
    found = days(calendar)
    assert found["policy-published"] == date(2016, 6, 1)
    assert found["entry-closes"] == date(2016, 9, 1)
    talks = calendar.milestone("talks")
    assert talks is not None
    assert (talks.first_day, talks.day) == (date(2016, 9, 2), date(2016, 10, 31))
    form = calendar.milestone("budget-form")
    assert form is not None
    assert (form.day, form.last_day) == (date(2016, 11, 1), date(2016, 10, 31))
    decisions = calendar.milestone("tariff-decisions")
    assert decisions is not None
    assert decisions.last_day == date(2016, 12, 31)


@pytest.mark.requirement("O-041", "B-013")
def test_the_portal_of_2016_is_open_from_1_june_until_1_september() -> None:
    (window,) = full_calendar(regime("wlz"), 2017).windows
    uploads = (date(2016, 5, 31), date(2016, 6, 1), date(2016, 8, 31), date(2016, 9, 2))
    assert [contains(window, at(day)) for day in uploads] == [False, True, True, False]


@pytest.mark.requirement("B-018")
def test_the_two_recalibrations_have_no_day_until_the_purchaser_says_it() -> None:
    bare = days(full_calendar(regime("wlz"), 2017))
    assert "recalibration-1" not in bare
    own = (
        Milestone("recalibration-1", "Herijking 1", date(2017, 5, 1)),
        Milestone("recalibration-2", "Herijking 2", date(2017, 9, 1)),
    )
    found = days(full_calendar(regime("wlz"), 2017, Calendar(own)))
    assert (found["recalibration-1"], found["recalibration-2"]) == (date(2017, 5, 1), date(2017, 9, 1))


@pytest.mark.requirement("B-019")
def test_the_may_round_and_the_reference_date_are_there_when_the_purchaser_wants_them() -> None:
    assert not {"may-round", "inflow-reference"} & set(days(full_calendar(regime("wlz"), 2017)))
    own = (
        Milestone("may-round", "Mei-ronde", date(2017, 5, 31)),
        Milestone("inflow-reference", "Instroom", date(2017, 7, 1)),
    )
    calendar = full_calendar(regime("wlz"), 2017, Calendar(own))
    reference = calendar.milestone("inflow-reference")
    assert reference is not None
    assert [in_time(reference, day) for day in (date(2017, 7, 1), date(2017, 7, 2))] == [True, False]


def test_the_wlz_of_now_follows_annex_a_for_year_t() -> None:
    found = days(full_calendar(regime("wlz"), 2027))
    assert found["policy-published"] == date(2026, 6, 1)
    assert found["questions-until"] == date(2026, 6, 22)
    assert found["answers-published"] == date(2026, 6, 29)
    assert found["entry-closes"] == date(2026, 7, 31)  # 1 August 2026 is a Saturday
    assert found["award"] == date(2026, 10, 9)  # 10 October 2026 is a Saturday
    assert found["budget-form"] == date(2026, 11, 15)
    assert [found[f"production-report-{month:02d}"].day for month in (1, 2, 4)] == [31, 28, 30]
    assert found["pgb-frame-report-12"] == date(2027, 12, 15)
    assert sum(name.startswith("space-use-notice") for name in found) == 4
    assert found["reallocation-form"] == date(2027, 11, 1)
    assert found["settlement-form-opens"] == date(2028, 2, 29)
    assert found["settlement-form"] == date(2028, 6, 1)
    assert found["financial-report"] == date(2028, 7, 1)


def test_what_counts_from_another_day_follows_the_policys_own_day() -> None:
    own = Calendar((Milestone("policy-published", "Beleid", date(2026, 5, 29)),))
    found = days(full_calendar(regime("wlz"), 2027, own))
    assert (found["questions-until"], found["answers-published"]) == (date(2026, 6, 19), date(2026, 6, 26))


def test_own_windows_take_the_place_of_the_usual_one() -> None:
    own = EntryWindow("rolling", at(date(2026, 7, 1)))
    assert full_calendar(regime("wlz"), 2027, Calendar(windows=(own,))).windows == (own,)
    (usual,) = full_calendar(regime("wlz"), 2027).windows
    assert (usual.opens, usual.closes) == (at(date(2026, 6, 30), 0), at(date(2026, 7, 31), 17))


def test_a_year_without_a_source_is_not_guessed() -> None:
    for year in (2016, 2018, 2019):
        with pytest.raises(OutsideHorizonError):
            full_calendar(regime("wlz"), year)


def test_before_and_on_are_told_apart() -> None:
    on = Milestone("a", "Uiterlijk op", date(2026, 11, 15))
    before = Milestone("b", "Voor", date(2026, 11, 15), inclusive=False)
    assert [in_time(item, date(2026, 11, 15)) for item in (on, before)] == [True, False]
    assert [act_by(item) for item in (on, before)] == [date(2026, 11, 13)] * 2  # both fall in a weekend
    stretch = Milestone("c", "Gesprekken", date(2026, 9, 30), first_day=date(2026, 9, 1))
    assert [in_time(stretch, day) for day in (date(2026, 8, 31), date(2026, 9, 1))] == [False, True]


def test_a_deadline_belongs_to_a_group() -> None:
    new = (ProviderGroup.NEW,)
    calendar = Calendar(
        (
            Milestone("later", "Later", date(2026, 9, 1)),
            Milestone("talk", "Gesprek", date(2026, 8, 20), groups=new),
            Milestone("past", "Voorbij", date(2026, 8, 1), inclusive=False),
        )
    )
    today = date(2026, 8, 1)
    assert [item.id for item in ahead(calendar, today, ProviderGroup.NEW)] == ["talk", "later"]
    assert [item.id for item in ahead(calendar, today, ProviderGroup.EXISTING)] == ["later"]
