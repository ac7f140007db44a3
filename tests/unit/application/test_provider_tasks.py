"""One list of what a provider still has to do, and the burden of a cycle counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from driehoek.application.burden import LONGEST_PAUSE, worked
from driehoek.application.provider_tasks import Entered, Task, TaskKind, in_order, tasks_of

TODAY, CLOSES = date(2026, 7, 16), date(2026, 7, 31)


def kinds(entered: Entered) -> list[TaskKind]:
    return [task.kind for task in tasks_of(entered, TODAY)]


def test_what_is_to_be_done_follows_where_one_stands() -> None:
    base = Entered("R", CLOSES, is_open=True)
    assert kinds(Entered("R", CLOSES)) == []
    assert kinds(base) == [TaskKind.SUBMIT]
    assert kinds(replace(base, is_begun=True, missing=2)) == [TaskKind.SUBMIT, TaskKind.COMPLETE]
    assert kinds(replace(base, was_withdrawn=True)) == [TaskKind.WITHDRAWN]
    assert kinds(replace(base, is_in=True, missing=2)) == []
    assert kinds(replace(base, is_in=True, differs=True)) == [TaskKind.CHANGED]
    decided = Entered("R", decided_on=TODAY, objects_until=TODAY)
    assert kinds(decided) == [TaskKind.READ_OUTCOME, TaskKind.DISAGREE]
    assert kinds(Entered("R", decided_on=TODAY, objects_until=date(2026, 7, 15))) == [TaskKind.READ_OUTCOME]


def test_the_first_day_comes_first_and_what_has_no_day_last() -> None:
    tasks = [Task(TaskKind.PROFILE, "p"), Task(TaskKind.SUBMIT, "b", CLOSES), Task(TaskKind.EVIDENCE, "a", TODAY)]
    assert [task.subject for task in in_order(tasks)] == ["a", "b", "p"]
    assert Task(TaskKind.SUBMIT, "x", date(2026, 7, 15)).is_late(TODAY)
    assert not Task(TaskKind.SUBMIT, "x", TODAY).is_late(TODAY)


def test_work_is_what_lies_between_moments_of_keeping_that_are_near() -> None:
    now = datetime(2026, 7, 16, 10, tzinfo=UTC)
    assert worked(None, now) == 0
    assert worked(now - timedelta(seconds=42), now) == 42
    assert worked(now - LONGEST_PAUSE, now) == 600
    assert worked(now - LONGEST_PAUSE - timedelta(seconds=1), now) == 0
    assert worked(now + timedelta(seconds=1), now) == 0
