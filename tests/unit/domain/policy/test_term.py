"""Agreements of several years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from driehoek.domain.policy import Contract, Policy, ProviderGroup, contract_period, criteria_in_force, questions_for
from driehoek.kernel import Period


@pytest.mark.requirement("F-021")
def test_an_agreement_runs_its_years_and_may_be_extended() -> None:
    contract = Contract("price-times-quantity", 3, date(2027, 1, 1), extension_years=1)
    assert contract_period(contract) == Period(date(2027, 1, 1), date(2030, 1, 1))
    assert contract_period(contract, extended=True) == Period(date(2027, 1, 1), date(2031, 1, 1))


def test_an_agreement_from_leap_day_ends_on_the_first_of_march() -> None:
    contract = Contract("price-times-quantity", 1, date(2028, 2, 29))
    assert contract_period(contract).end == date(2029, 3, 1)


@pytest.mark.requirement("D-029")
def test_the_criteria_of_a_running_agreement_stay_when_the_policy_changes(sound: Policy) -> None:
    old = replace(sound, year=2007, contract=replace(sound.contract, years=2, starts_on=date(2007, 1, 1)))
    new = replace(sound, year=2008, requirements=())
    assert criteria_in_force(old, new, date(2008, 6, 1)).requirements == sound.requirements
    assert criteria_in_force(old, new, date(2008, 12, 31)) is old
    assert criteria_in_force(old, new, date(2009, 1, 1)) is new
    assert criteria_in_force(old, new, date(2009, 1, 1), extended=True) is old


@pytest.mark.requirement("B-027")
def test_in_the_second_year_only_what_returns_is_asked(sound: Policy) -> None:
    first = [question.id for question in questions_for(sound, ProviderGroup.EXISTING, ("zorg",), 1)]
    second = [question.id for question in questions_for(sound, ProviderGroup.EXISTING, ("zorg",), 2)]
    assert first == ["declared", "extract", "plan"]
    assert second == ["declared", "plan"]


def test_a_question_for_another_group_or_lot_is_not_asked(sound: Policy) -> None:
    new = [question.id for question in questions_for(sound, ProviderGroup.NEW, ("zorg", "nieuw"), 1)]
    assert new == ["declared", "extract", "rating", "shared", "price"]
