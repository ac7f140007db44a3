"""Calendar templates: the dates of a procurement year as rules relative to the contract year t, each with source."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta

from driehoek.kernel import last_workday_on_or_before


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a year counted from the contract year t.

    Attributes:
        month: 1 to 12.
        day: the day; the last of the month where the month is shorter, so 31 means the end of any month.
        years: -1 for the year before t, 0 for t, 1 for the year after.
    """

    month: int
    day: int
    years: int = 0

    def on(self, year: int) -> date:
        """The date for contract year ``year``.

        >>> MonthDay(2, 31, 1).on(2027)
        datetime.date(2028, 2, 29)
        """
        actual = year + self.years
        return date(actual, self.month, min(self.day, monthrange(actual, self.month)[1]))


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The n-th weekday of a month, such as the third Tuesday of September (Prinsjesdag).

    Attributes:
        month: 1 to 12.
        weekday: 0 for Monday.
        nth: 1 for the first.
        years: as in `MonthDay`.
    """

    month: int
    weekday: int
    nth: int
    years: int = 0

    def on(self, year: int) -> date:
        """The date for contract year ``year``.

        >>> NthWeekday(9, 1, 3, -1).on(2008)
        datetime.date(2007, 9, 18)
        """
        first = date(year + self.years, self.month, 1)
        return first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))


@dataclass(frozen=True, slots=True)
class After:
    """A number of days after (or, negative, before) another milestone of the same calendar.

    Attributes:
        milestone: its id; it stands earlier in the template.
        days: calendar days.
    """

    milestone: str
    days: int


When = MonthDay | NthWeekday | After


@dataclass(frozen=True, slots=True)
class MilestoneRule:
    """One line of a calendar template.

    Attributes:
        id: its name; the policy's milestone of the same name takes its place.
        name: in plain Dutch.
        name_en: in English.
        when: the usual day; None where only the purchaser can say.
        source: where the line stands.
        first: where it is a stretch of days, the first.
        inclusive: whether the day itself still counts.
        latest: the last day allowed; None where nothing forbids a later one. Counts as ``inclusive`` says.
        stated: whether the policy itself must state it, so that its absence is a fault.
        optional: whether it exists only when the policy states it.
        months: the months of t in which it returns; its id gets the month at the end (``-03``).
        on_workday: whether the usual day moves back to a working day.
        explanation: what needs saying beside the source, in plain Dutch.
    """

    id: str
    name: str
    name_en: str
    when: When | None
    source: str
    first: MonthDay | None = None
    inclusive: bool = True
    latest: MonthDay | None = None
    stated: bool = False
    optional: bool = False
    months: tuple[int, ...] = ()
    on_workday: bool = False
    explanation: str = ""

    def day(self, year: int, known: dict[str, date]) -> date | None:
        """The usual day for contract year ``year``.

        Args:
            year: the contract year.
            known: the days of milestones already placed, the policy's own included.
        """
        if self.when is None:
            return None
        if isinstance(self.when, After):
            base = known.get(self.when.milestone)
            found = None if base is None else base + timedelta(days=self.when.days)
        else:
            found = self.when.on(year)
        return last_workday_on_or_before(found) if found and self.on_workday else found

    def latest_day(self, year: int) -> date | None:
        """The last day allowed, end worked out; None where nothing forbids a later day."""
        if self.latest is None:
            return None
        day = self.latest.on(year)
        return day if self.inclusive else day - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WindowRule:
    """When submissions may usually come in.

    Attributes:
        id: its name.
        opens: the milestone on whose day it opens.
        opens_after: how many days after that.
        closes: the milestone on whose day it closes.
        closes_at: the time of day.
        source: where it stands.
    """

    id: str
    opens: str
    closes: str
    source: str
    opens_after: int = 0
    closes_at: time = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class PreconditionRule:
    """Something outside the purchaser that must be known by a date (B-009).

    Attributes:
        id: its name.
        name: in plain Dutch.
        name_en: in English.
        when: the last day on which it should be known.
        parts: the policy parts that stay provisional until then.
        source: where the date stands.
        first: where a stretch of days is named, the first of them.
    """

    id: str
    name: str
    name_en: str
    when: MonthDay | NthWeekday
    parts: tuple[str, ...]
    source: str
    first: MonthDay | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """What a step of purchasing asks of the purchaser.

    Attributes:
        id: its name.
        nl: in plain Dutch.
        en: in English.
        setting: ``intramural`` or ``extramural`` where it holds for one of them only; empty for both.
    """

    id: str
    nl: str
    en: str
    setting: str = ""


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """One step of purchasing; the same for every purchaser, its content may differ by setting (B-002).

    Attributes:
        id: its name.
        name: in Dutch.
        name_en: in English.
        milestone: the milestone by which it is done; empty where the source names none.
        duties: what it asks.
        source: where it stands.
    """

    id: str
    name: str
    name_en: str
    milestone: str
    duties: tuple[Duty, ...]
    source: str

    def duties_for(self, setting: str) -> tuple[Duty, ...]:
        """What the step asks for ``intramural`` or ``extramural`` care."""
        return tuple(duty for duty in self.duties if duty.setting in ("", setting))


@dataclass(frozen=True, slots=True)
class CalendarTemplate:
    """The calendar of a procurement year as the regime gives it.

    Attributes:
        milestones: in the order of the year; a line that counts from another stands after it.
        windows: when submissions usually come in.
        preconditions: what the purchaser waits for.
        steps: steps of purchasing that belong to these years only.
    """

    milestones: tuple[MilestoneRule, ...]
    windows: tuple[WindowRule, ...] = ()
    preconditions: tuple[PreconditionRule, ...] = ()
    steps: tuple[ProcessStep, ...] = ()

    def rule(self, milestone_id: str) -> MilestoneRule | None:
        """The line for ``milestone_id``, if there is one."""
        return next((rule for rule in self.milestones if rule.id == milestone_id), None)
