"""Agreements of several years: how long they run, which criteria hold in them, what is asked again (D-029, B-027)."""

from __future__ import annotations

from datetime import date

from driehoek.domain.policy.calendar import ProviderGroup
from driehoek.domain.policy.policy import Contract, Policy, Question
from driehoek.kernel import Period


def contract_period(contract: Contract, *, extended: bool = False) -> Period:
    """The days the agreement runs, end exclusive; with its extension when ``extended`` (F-021)."""
    years = contract.years + (contract.extension_years if extended else 0)
    return Period(contract.starts_on, _years_on(contract.starts_on, years))


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February in a year without one
        return date(day.year + years, 3, 1)


def criteria_in_force(concluded_under: Policy, current: Policy, day: date, *, extended: bool = False) -> Policy:
    """The policy whose requirements and criteria hold on ``day`` for an agreement of several years (D-029).

    As long as the agreement runs, those of the policy under which it was concluded stay in force, even when this
    year's policy asks otherwise. After that the current policy holds.
    """
    return concluded_under if day in contract_period(concluded_under.contract, extended=extended) else current


def questions_for(
    policy: Policy, group: ProviderGroup, lots: tuple[str, ...], agreement_year: int
) -> tuple[Question, ...]:
    """The questions that a provider must answer.

    Args:
        policy: the policy with its form.
        group: the group of the provider.
        lots: the lots it submits for.
        agreement_year: 1 in the year in which the agreement starts; from the second year on only the questions
            that return each year are asked (B-027).
    """
    return tuple(
        question
        for question in policy.questions
        if group in question.groups
        and (not question.lots or set(question.lots) & set(lots))
        and (agreement_year <= 1 or question.every_year)
    )
