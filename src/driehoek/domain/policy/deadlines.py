"""The calendar of a year worked out: the regime's template with the policy's own dates, and what it says on a day.

A deadline belongs to a group of providers; whether its day still counts is stated, never assumed. A law's deadline
that falls in a weekend is not moved: `act_by` gives the last working day on which an office can still meet it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from driehoek.domain.policy.calendar import (
    Calendar,
    EntryWindow,
    Milestone,
    Precondition,
    ProviderGroup,
)
from driehoek.domain.regimes import CalendarTemplate, MilestoneRule, MonthDay, PreconditionRule, Regime, WindowRule
from driehoek.kernel import Ground, OutsideHorizonError, last_workday_on_or_before


def full_calendar(regime: Regime, year: int, own: Calendar | None = None) -> Calendar:
    """All dates of contract year ``year``: the regime's, with the policy's own in their place where it has them.

    The own windows take the place of the usual ones altogether. Days that count from another milestone follow the
    policy's day for it.

    Args:
        regime: the regime whose template is used.
        year: the contract year.
        own: the calendar in the policy; None for the bare template.

    Raises:
        OutsideHorizonError: when the regime knows no calendar for ``year``; ask `Regime.template` first.
    """
    template = regime.template(year)
    if template is None:
        msg = f"regime {regime.id} knows no calendar for {year}"
        raise OutsideHorizonError(msg)
    own = own or Calendar()
    milestones = _milestones(template, year, own)
    by_id = {milestone.id: milestone for milestone in milestones}
    windows = own.windows or tuple(_windows(template.windows, by_id))
    stated = {precondition.id for precondition in own.preconditions}
    usual = [_precondition(rule, year) for rule in template.preconditions if rule.id not in stated]
    preconditions = sorted((*own.preconditions, *usual), key=lambda item: (item.expected_on, item.id))
    return Calendar(milestones, windows, tuple(preconditions))


def _milestones(template: CalendarTemplate, year: int, own: Calendar) -> tuple[Milestone, ...]:
    known = {milestone.id: milestone.day for milestone in own.milestones}
    found = list(own.milestones)
    for rule in template.milestones:
        if rule.id in known or rule.optional:
            continue
        day = rule.day(year, known)
        if day is None:
            continue
        if rule.months:
            found.extend(item for item in _repeated(rule, year) if item.id not in known)
        else:
            known[rule.id] = day
            first = None if rule.first is None else rule.first.on(year)
            found.append(_milestone(rule, rule.id, day, first))
    return tuple(sorted(found, key=lambda item: (item.day, item.id)))


def _milestone(rule: MilestoneRule, milestone_id: str, day: date, first: date | None = None) -> Milestone:
    ground = Ground(rule.source, rule.explanation)
    return Milestone(milestone_id, rule.name, day, inclusive=rule.inclusive, ground=ground, first_day=first)


def _repeated(rule: MilestoneRule, year: int) -> Iterator[Milestone]:
    if not isinstance(rule.when, MonthDay):
        msg = f"{rule.id} returns each month, so it needs a day of the month"
        raise TypeError(msg)
    for month in rule.months:
        day = replace(rule.when, month=month).on(year)
        yield _milestone(rule, f"{rule.id}-{month:02d}", day)


def _windows(rules: Iterable[WindowRule], milestones: dict[str, Milestone]) -> Iterator[EntryWindow]:
    for rule in rules:
        opens = milestones[rule.opens].day + timedelta(days=rule.opens_after)
        closes = milestones[rule.closes].last_day
        yield EntryWindow(
            rule.id,
            datetime.combine(opens, time()),
            datetime.combine(closes, rule.closes_at),
            ground=Ground(rule.source),
        )


def _precondition(rule: PreconditionRule, year: int) -> Precondition:
    since = "" if rule.first is None else f"Vanaf {rule.first.on(year).isoformat()}."
    return Precondition(rule.id, rule.name, rule.when.on(year), None, rule.parts, Ground(rule.source, since))


def in_time(milestone: Milestone, day: date) -> bool:
    """Whether ``day`` still meets the milestone: not after its last day, nor before its first where it has one."""
    return day <= milestone.last_day and (milestone.first_day is None or milestone.first_day <= day)


def act_by(milestone: Milestone) -> date:
    """The last working day on which an office can still meet the milestone."""
    return last_workday_on_or_before(milestone.last_day)


def ahead(calendar: Calendar, day: date, group: ProviderGroup) -> tuple[Milestone, ...]:
    """The milestones of ``group`` that can still be met on ``day`` or later, the nearest first."""
    found = [item for item in calendar.milestones if group in item.groups and day <= item.last_day]
    return tuple(sorted(found, key=lambda item: (item.last_day, item.id)))


@dataclass(frozen=True, slots=True)
class Provisional:
    """A part of the policy that is under reservation, and why (B-010).

    Attributes:
        part: the policy part, by path, such as ``division.models``.
        precondition: what it waits for.
        overdue: whether that should have been known already.
    """

    part: str
    precondition: Precondition
    overdue: bool

    @property
    def reason(self) -> str:
        """Why, in plain Dutch, as it stands beside that part of the printed policy."""
        expected = self.precondition.expected_on
        when = f"{'had' if self.overdue else 'moet'} op {expected.day}-{expected.month}-{expected.year} bekend"
        return f"Onder voorbehoud: {self.precondition.name}; dit {when} {'moeten zijn' if self.overdue else 'zijn'}."

    @property
    def reason_en(self) -> str:
        """Why, in English."""
        due = "was due" if self.overdue else "is due"
        return f"Provisional: waits for {self.precondition.id}, which {due} on {self.precondition.expected_on}."


def provisional_parts(calendar: Calendar, day: date) -> tuple[Provisional, ...]:
    """The parts of the policy that are provisional on ``day``, each with what it waits for (B-009, B-010)."""
    return tuple(
        Provisional(part, precondition, overdue=precondition.expected_on < day)
        for precondition in sorted(calendar.preconditions, key=lambda item: (item.expected_on, item.id))
        if precondition.known_on is None or day < precondition.known_on
        for part in precondition.parts
    )


PART_WORDS: Mapping[str, str] = {
    "calendar": "planning",
    "contract": "overeenkomst",
    "criteria": "criteria",
    "division": "verdeling",
    "division.after": "bijstelling na de verdeling",
    "division.models": "verdeling",
    "division.space": "ruimte",
    "division.tariff": "opbouw van het tarief",
    "tariff_rationale": "onderbouwing van het tarief",
    "maximum_rationale": "onderbouwing van het maximumtarief",
    "lots": "percelen",
    "norms": "normen",
    "objection": "wegen bij onenigheid",
    "products": "prestaties",
    "publication": "openbaarmaking",
    "questions": "vragen",
    "repair": "hersteltermijn",
    "requirements": "eisen",
    "space": "ruimte",
    "surcharges": "opslagen",
    "tariffs": "tarieven",
}
"""The parts of a policy, and of the files beside it, in Dutch words."""


def part_in_words(path: str) -> str:
    """The part of the policy that ``path`` lies in, in Dutch; the path itself where it lies in none.

    >>> part_in_words("division.models"), part_in_words("division.tariff.base-vv.params.percent")
    ('verdeling', 'opbouw van het tarief')
    """
    names = path.split(".")
    starts = (".".join(names[:count]) for count in range(len(names), 0, -1))
    return next((PART_WORDS[start] for start in starts if start in PART_WORDS), path)
