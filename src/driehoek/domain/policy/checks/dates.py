"""The calendar of a policy, held against the template of its regime and against itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from driehoek.domain.policy.calendar import EVERYONE, EntryWindow
from driehoek.domain.policy.checks.names import unknown
from driehoek.domain.policy.deadlines import part_in_words, provisional_parts
from driehoek.domain.policy.policy import Policy
from driehoek.domain.regimes import CalendarTemplate, Regime
from driehoek.kernel import Code, Finding, Severity, is_workday

NO_TEMPLATE = Code(
    "CAL-001",
    nl="Van {subject} is voor {seen} geen kalender bekend; de data zijn daar niet aan getoetst.",
    en="No calendar of {subject} is known for {seen}; the dates were not held against one.",
    mend_nl="Controleer de data zelf, of voeg de kalender met bron toe aan het regime.",
    mend_en="Check the dates yourself, or add the calendar with its source to the regime.",
    severity=Severity.WARNING,
)
MISSING = Code(
    "CAL-002",
    nl="In de kalender ontbreekt: {subject} ({wanted}).",
    en="The calendar lacks: {subject} ({wanted}).",
    mend_nl="Voeg onder calendar.milestones de mijlpaal '{wanted}' toe met haar datum.",
    mend_en="Add the milestone '{wanted}' with its date under calendar.milestones.",
)
TOO_LATE = Code(
    "CAL-003",
    nl="{subject} staat op {seen}; dat moet uiterlijk {wanted}.",
    en="{subject} is on {seen}; it must be on {wanted} at the latest.",
    mend_nl="Kies een dag die niet later is dan {wanted}.",
    mend_en="Choose a day not later than {wanted}.",
)
OUT_OF_ORDER = Code(
    "CAL-004",
    nl="{subject} staat op {seen}, na de stap die erop volgt ({wanted}).",
    en="{subject} is on {seen}, after the step that follows it ({wanted}).",
    mend_nl="Zet de data in de volgorde van de stappen.",
    mend_en="Put the dates in the order of the steps.",
)
OTHER_YEAR = Code(
    "CAL-005",
    nl="{subject} staat op {seen}; bij dit beleid hoort {wanted}.",
    en="{subject} is on {seen}; this policy belongs to {wanted}.",
    mend_nl="Verander de datum, of het jaar van het beleid als dit een kalender van een ander jaar is.",
    mend_en="Change the date, or the year of the policy when this is another year's calendar.",
)
OPENS_UNPUBLISHED = Code(
    "CAL-006",
    nl="De termijn {subject} opent op {seen}, voordat het beleid bekend is op {wanted}.",
    en="The window {subject} opens on {seen}, before the policy is published on {wanted}.",
    mend_nl="Open de termijn na de bekendmaking; criteria moeten vooraf bekend zijn.",
    mend_en="Open the window after publication; criteria must be known beforehand.",
)
CLOSES_BEFORE_OPENING = Code(
    "CAL-007",
    nl="De termijn {subject} sluit op {seen}, voordat ze opent op {wanted}.",
    en="The window {subject} closes on {seen}, before it opens on {wanted}.",
    mend_nl="Verander een van de twee momenten.",
    mend_en="Change one of the two moments.",
)
NO_ENTRY = Code(
    "CAL-008",
    nl="Voor {subject} kan de groep {seen} op geen enkel moment indienen.",
    en="For {subject} the group {seen} can submit at no moment at all.",
    mend_nl="Voeg onder calendar.windows een termijn toe voor deze groep, of zeg dat u dit zo bedoelt.",
    mend_en="Add a window for this group under calendar.windows, or say that this is meant.",
    severity=Severity.WARNING,
)
DEADLINE_DIFFERS = Code(
    "CAL-009",
    nl="De kalender noemt {wanted} als laatste dag om in te dienen, maar geen termijn sluit dan ({seen}).",
    en="The calendar gives {wanted} as last day for submissions, but no window closes then ({seen}).",
    mend_nl="Laat de termijn en de mijlpaal 'entry-closes' dezelfde dag noemen.",
    mend_en="Let the window and the milestone 'entry-closes' name the same day.",
)
NO_WORKDAY = Code(
    "CAL-010",
    nl="{subject} valt op {seen}; dat is geen werkdag.",
    en="{subject} falls on {seen}, which is no working day.",
    mend_nl="Kies een werkdag, zodat mensen u kunnen bereiken.",
    mend_en="Choose a working day, so that people can reach you.",
    severity=Severity.WARNING,
)
PROVISIONAL = Code(
    "CAL-011",
    nl="Op de dag van bekendmaking staat {subject} onder voorbehoud: {seen} is dan nog niet bekend.",
    en="On the day of publication {subject} is under reservation: {seen} is not yet known.",
    mend_nl="Zeg dit in het beleid van die dag. Verwacht of bekend: {wanted}; zo staat het in de planning.",
    mend_en="Say so in the policy of that day. Expected or known: {wanted}, as the calendar has it.",
    severity=Severity.NOTE,
)
PUBLISHED_LATE = Code(
    "CAL-012",
    nl="Het beleid is bekendgemaakt op {seen}, later dan de kalender zegt ({wanted}).",
    en="The policy was published on {seen}, later than its calendar says ({wanted}).",
    mend_nl="Maak het beleid op tijd bekend, of verbeter de datum.",
    mend_en="Publish in time, or correct the date.",
)
FIRST_AFTER_LAST = Code(
    "CAL-013",
    nl="{subject} begint op {seen}, na de laatste dag ({wanted}).",
    en="{subject} begins on {seen}, after its last day ({wanted}).",
    mend_nl="Verander first_day of day.",
    mend_en="Change first_day or day.",
)
FINDINGS = (
    NO_TEMPLATE,
    MISSING,
    TOO_LATE,
    OUT_OF_ORDER,
    OTHER_YEAR,
    OPENS_UNPUBLISHED,
    CLOSES_BEFORE_OPENING,
    NO_ENTRY,
    DEADLINE_DIFFERS,
    NO_WORKDAY,
    PROVISIONAL,
    PUBLISHED_LATE,
    FIRST_AFTER_LAST,
)

PARTS = (
    "calendar",
    "contract",
    "criteria",
    "division",
    "division.after",
    "division.models",
    "division.space",
    "division.tariff",
    "lots",
    "norms",
    "products",
    "questions",
    "requirements",
    "space",
    "surcharges",
    "tariffs",
)
"""The parts of a policy, and of the files beside it, that can be under reservation."""


def check_dates(policy: Policy, regime: Regime | None) -> Iterator[Finding]:
    """Everything that can be wrong in the calendar."""
    template = regime.template(policy.year) if regime else None
    if regime and template is None:
        yield Finding(NO_TEMPLATE, regime.name, seen=str(policy.year), path="regime")
    if template is not None:
        yield from _against(policy, template)
    yield from _year(policy)
    yield from _milestones(policy, template)
    yield from _windows(policy)
    yield from _publication(policy)


def _against(policy: Policy, template: CalendarTemplate) -> Iterator[Finding]:
    stated = {milestone.id: milestone for milestone in policy.calendar.milestones}
    for rule in template.milestones:
        milestone = stated.get(rule.id)
        if milestone is None:
            if rule.stated:
                yield Finding(MISSING, rule.name, wanted=rule.id, path="calendar.milestones")
            continue
        latest = rule.latest_day(policy.year)
        if latest is not None and milestone.last_day > latest:
            yield Finding(TOO_LATE, rule.id, seen=str(milestone.last_day), wanted=str(latest))
    in_order = [stated[rule.id] for rule in template.milestones if rule.id in stated and rule.stated]
    for earlier, later in pairwise(in_order):
        # where it is a stretch of days, its beginning counts: information may still be given while offers come in
        begins = earlier.first_day or earlier.last_day
        if begins > later.last_day:
            yield Finding(OUT_OF_ORDER, earlier.id, seen=str(begins), wanted=f"{later.id}: {later.last_day}")


def _year(policy: Policy) -> Iterator[Finding]:
    year = policy.year
    dated = [(f"calendar.milestones.{item.id}", item.day, year + 1) for item in policy.calendar.milestones]
    for window in policy.calendar.windows:
        dated.append((f"calendar.windows.{window.id}", window.opens.date(), year))
        if window.closes is not None:
            dated.append((f"calendar.windows.{window.id}", window.closes.date(), year))
    dated.extend(
        (f"calendar.preconditions.{item.id}", item.expected_on, year) for item in policy.calendar.preconditions
    )
    dated.append(("published_on", policy.published_on, year))
    for subject, day, last in dated:
        if not year - 1 <= day.year <= last:
            yield Finding(OTHER_YEAR, subject, seen=str(day), wanted=f"{year - 1} - {last}")


def _milestones(policy: Policy, template: CalendarTemplate | None) -> Iterator[Finding]:
    for milestone in policy.calendar.milestones:
        subject = milestone.id
        if milestone.first_day is not None and milestone.first_day > milestone.last_day:
            yield Finding(FIRST_AFTER_LAST, subject, seen=str(milestone.first_day), wanted=str(milestone.last_day))
        rule = template.rule(milestone.id) if template else None
        by_law = rule is not None and rule.latest is not None
        if not by_law and not is_workday(milestone.last_day):
            yield Finding(NO_WORKDAY, subject, seen=str(milestone.last_day))
    for precondition in policy.calendar.preconditions:
        subject = f"calendar.preconditions.{precondition.id}.parts"
        yield from (unknown(subject, part, PARTS) for part in precondition.parts if part not in PARTS)


def _windows(policy: Policy) -> Iterator[Finding]:
    windows = policy.calendar.windows
    for window in windows:
        if window.opens.date() < policy.published_on:
            yield Finding(OPENS_UNPUBLISHED, window.id, seen=str(window.opens), wanted=str(policy.published_on))
        if window.closes is not None and window.closes <= window.opens:
            yield Finding(CLOSES_BEFORE_OPENING, window.id, seen=str(window.closes), wanted=str(window.opens))
    for lot in policy.lots:
        shut = [
            group.value
            for group in EVERYONE
            if not any(group in window.groups and (not window.lots or lot.id in window.lots) for window in windows)
        ]
        if shut:
            yield Finding(NO_ENTRY, lot.id, seen=", ".join(shut), path=f"lots.{lot.id}")
    yield from _deadline(policy, windows)


def _deadline(policy: Policy, windows: tuple[EntryWindow, ...]) -> Iterator[Finding]:
    milestone = policy.calendar.milestone("entry-closes")
    closing = sorted({window.closes.date() for window in windows if window.closes is not None})
    if milestone is None or not closing:
        return
    if milestone.last_day not in closing:
        seen = ", ".join(str(day) for day in closing)
        yield Finding(DEADLINE_DIFFERS, "entry-closes", seen=seen, wanted=str(milestone.last_day))


def _publication(policy: Policy) -> Iterator[Finding]:
    milestone = policy.calendar.milestone("policy-published")
    if milestone is not None and policy.published_on > milestone.last_day:
        yield Finding(PUBLISHED_LATE, "published_on", seen=str(policy.published_on), wanted=str(milestone.last_day))
    for item in provisional_parts(policy.calendar, policy.published_on):
        when = str(item.precondition.known_on or item.precondition.expected_on)
        path = f"calendar.preconditions.{item.precondition.id}"
        yield Finding(PROVISIONAL, part_in_words(item.part), seen=item.precondition.name, wanted=when, path=path)
