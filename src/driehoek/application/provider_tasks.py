"""What a provider still has to do, over all its purchasers at once: one list, the first day first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum


class TaskKind(Enum):
    """What a task is about; it decides to which page it leads."""

    SUBMIT = "submit"
    COMPLETE = "complete"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    READ_OUTCOME = "read-outcome"
    DISAGREE = "disagree"
    PROFILE = "profile"
    EVIDENCE = "evidence"
    NEXT_DATE = "next-date"
    FILING_ANSWERED = "filing-answered"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    Attributes:
        kind: what it is about.
        subject: of which round, contract or file, in plain Dutch.
        due: the last day for it; None where there is none.
        count: how many, where that is part of it, such as questions not answered yet.
    """

    kind: TaskKind
    subject: str
    due: date | None = None
    count: int = 0

    def is_late(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Entered:
    """How one contract stands in one round.

    Attributes:
        subject: the round and contract, in plain Dutch.
        closes_on: the last day to hand in; None where there is none.
        is_open: whether handing in is possible now.
        is_begun: whether there is a draft with something in it.
        is_in: whether a submission stands.
        was_withdrawn: whether the last one was withdrawn.
        differs: whether the draft says something else than what was handed in.
        missing: how many required questions are not answered.
        decided_on: the day of the decision; None while there is none.
        objects_until: the last day of the first way to disagree that runs out; None where none has a term.
    """

    subject: str
    closes_on: date | None = None
    is_open: bool = False
    is_begun: bool = False
    is_in: bool = False
    was_withdrawn: bool = False
    differs: bool = False
    missing: int = 0
    decided_on: date | None = None
    objects_until: date | None = None


def tasks_of(entered: Entered, today: date) -> Iterable[Task]:
    """What one contract still has to do in one round."""
    if entered.is_open and not entered.is_in:
        kind = TaskKind.WITHDRAWN if entered.was_withdrawn else TaskKind.SUBMIT
        yield Task(kind, entered.subject, entered.closes_on)
        if entered.is_begun and entered.missing:
            yield Task(TaskKind.COMPLETE, entered.subject, entered.closes_on, entered.missing)
    if entered.is_open and entered.is_in and entered.differs:
        yield Task(TaskKind.CHANGED, entered.subject, entered.closes_on)
    if entered.decided_on is not None:
        yield Task(TaskKind.READ_OUTCOME, entered.subject)
        if entered.objects_until is not None and entered.objects_until >= today:
            yield Task(TaskKind.DISAGREE, entered.subject, entered.objects_until)


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Those with a day first, by day; the rest after them."""
    return tuple(
        sorted(tasks, key=lambda task: (task.due is None, task.due or date.max, task.kind.value, task.subject))
    )
