"""The ways open to who disagrees: each with its last day, or why it is not there; objection under one law only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.adapters.catalogue.providing import remedy_terms
from driehoek.domain.policy import Calendar, Milestone, Policy, Route
from driehoek.domain.policy.remedies import (
    Instrument,
    Matter,
    Remedy,
    RemedyCase,
    RemedyKind,
    Standing,
    answer_day,
    kind_of,
    remedies,
    right_way,
)
from driehoek.kernel.workdays import is_workday
from driehoek.testing.policies import small_policy

TERMS = remedy_terms()
FRIDAY = date(2026, 10, 9)
ROUTES = (
    Route("question", "Vraag", "Stel uw vraag.", until_milestone="questions-until"),
    Route("complaint", "Klacht", "Mail uw klacht."),
    Route("hardship", "Hardheid", "Vraag ons.", days=20),
    Route("civil-court", "Rechter", "Kort geding.", days=20),
)


def made(regime: str = "wlz", routes: tuple[Route, ...] = ROUTES) -> Policy:
    calendar = Calendar(milestones=(Milestone("questions-until", "Laatste vragen", date(2026, 6, 19)),))
    return replace(small_policy(), regime=regime, objection=routes, calendar=calendar)


def found(policy: Policy, case: RemedyCase) -> dict[RemedyKind, Remedy]:
    return {item.kind: item for item in remedies(policy, case, TERMS)}


def standings(policy: Policy, case: RemedyCase) -> dict[str, str]:
    return {kind.value: item.standing.value for kind, item in found(policy, case).items()}


@pytest.mark.requirement("F-031")
def test_every_way_has_an_outcome_in_the_case() -> None:
    assert standings(made(), RemedyCase(date(2026, 6, 19))) == {
        "question": "open",
        "complaint": "open",
        "hardship": "not-yet",
        "civil-court": "not-yet",
        "arbitration": "not-here",
        "objection": "not-here",
    }
    told = found(made(), RemedyCase(FRIDAY, FRIDAY))
    assert (told[RemedyKind.QUESTION].standing, told[RemedyKind.HARDSHIP].last) == (Standing.CLOSED, date(2026, 10, 29))
    civil = told[RemedyKind.CIVIL_COURT]
    assert civil.days_left(FRIDAY) == 20
    assert "verliest het recht" in civil.warning
    late = found(made(), RemedyCase(date(2026, 10, 30), FRIDAY))
    assert late[RemedyKind.CIVIL_COURT].standing is Standing.CLOSED


def test_the_last_day_itself_still_counts_and_moves_only_when_the_term_says_so() -> None:
    decided = FRIDAY - timedelta(days=6)  # 20 days after it is a Friday; 22 a Sunday
    plain = made(routes=(Route("hardship", "H", "t", days=22),))
    moving = made(routes=(Route("hardship", "H", "t", days=22, moves_to_workday=True),))
    last = [found(policy, RemedyCase(decided, decided))[RemedyKind.HARDSHIP].last for policy in (plain, moving)]
    assert last == [date(2026, 10, 25), date(2026, 10, 26)]
    assert found(plain, RemedyCase(date(2026, 10, 25), decided))[RemedyKind.HARDSHIP].standing is Standing.OPEN


def test_objection_is_there_for_a_subsidy_of_a_municipality_and_never_under_the_wlz() -> None:
    named = (*ROUTES, Route("objection", "Bezwaar", "Maak bezwaar.", days=42))
    for instrument in Instrument:
        wlz = found(made(routes=named), RemedyCase(FRIDAY, FRIDAY, instrument))[RemedyKind.OBJECTION]
        assert wlz.standing is Standing.NOT_HERE, instrument
        assert wlz.because is not None
    subsidy = found(made("wmo-2015"), RemedyCase(FRIDAY, FRIDAY, Instrument.SUBSIDY))[RemedyKind.OBJECTION]
    assert (subsidy.standing, subsidy.last) == (Standing.OPEN, date(2026, 11, 20))
    assert "Awb" in subsidy.ground.basis
    agreement = found(made("wmo-2015"), RemedyCase(FRIDAY, FRIDAY))[RemedyKind.OBJECTION]
    assert agreement.because is not None
    assert "burgerlijk recht" in agreement.because.reason_nl


def test_arbitration_is_there_where_it_was_agreed() -> None:
    agreed = made(routes=(*ROUTES, Route("arbitration", "Arbitrage", "Ga naar de commissie.", days=30)))
    assert found(agreed, RemedyCase(FRIDAY, FRIDAY))[RemedyKind.ARBITRATION].standing is Standing.OPEN
    without = found(made(), RemedyCase(FRIDAY, FRIDAY))[RemedyKind.ARBITRATION]
    assert without.because is not None
    assert without.because.reason_nl == "er is geen arbitrage afgesproken"


def test_the_right_way_follows_what_one_disagrees_with() -> None:
    ways = remedies(made(), RemedyCase(FRIDAY, FRIDAY), TERMS)
    right = {matter: way.kind if (way := right_way(ways, matter)) else None for matter in Matter}
    assert right == {
        Matter.UNCLEAR: RemedyKind.QUESTION,  # closed, and shown as such: it is the one that fits
        Matter.PROCEDURE: RemedyKind.COMPLAINT,
        Matter.UNREASONABLE: RemedyKind.HARDSHIP,
        Matter.OUTCOME: RemedyKind.CIVIL_COURT,
    }
    subsidy = remedies(made("wmo-2015"), RemedyCase(FRIDAY, FRIDAY, Instrument.SUBSIDY), TERMS)
    way = right_way(subsidy, Matter.OUTCOME)
    assert way is not None
    assert way.kind is RemedyKind.OBJECTION
    assert right_way(remedies(made(routes=()), RemedyCase(FRIDAY, FRIDAY), TERMS), Matter.PROCEDURE) is None


def test_a_way_of_the_policys_own_is_kept_as_it_is() -> None:
    own = Route("ombudsman", "De ombudsman", "Bel.")
    assert kind_of(own) is RemedyKind.OTHER
    assert remedies(made(routes=(own,)), RemedyCase(FRIDAY), TERMS)[0].name == "De ombudsman"


def test_an_answer_is_due_after_ten_working_days() -> None:
    assert answer_day(RemedyKind.COMPLAINT, FRIDAY, TERMS) == date(2026, 10, 23)
    assert answer_day(RemedyKind.CIVIL_COURT, FRIDAY, TERMS) is None


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_no_day_loses_a_way_and_the_term_of_law_never_ends_on_a_day_off(decided: date, later: int) -> None:
    case = RemedyCase(decided + timedelta(days=later), decided, Instrument.SUBSIDY)
    ways = remedies(made("jeugdwet"), case, TERMS)
    assert {item.kind for item in ways} == set(RemedyKind) - {RemedyKind.OTHER}
    for item in ways:
        assert (item.standing is Standing.NOT_HERE) == (item.because is not None)
        assert (item.standing is Standing.CLOSED) == (item.last is not None and case.day > item.last)
    objection = next(item for item in ways if item.kind is RemedyKind.OBJECTION)
    assert objection.last is not None
    assert is_workday(objection.last)
    assert objection.last >= decided + timedelta(days=42)
