"""Terms in calendar months: the same day of the later month, or its last day where that day does not exist."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """The day ``months`` calendar months after ``day`` (before it, when negative).

    >>> add_months(date(2006, 5, 10), 24), add_months(date(2026, 8, 31), 6)
    (datetime.date(2008, 5, 10), datetime.date(2027, 2, 28))
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def younger_than(issued: date, months: int, day: date) -> bool:
    """Whether something of ``issued`` is younger than ``months`` on ``day``; exactly that old is not younger.

    >>> younger_than(date(2026, 2, 1), 6, date(2026, 7, 31)), younger_than(date(2026, 2, 1), 6, date(2026, 8, 1))
    (True, False)
    """
    return day < add_months(issued, months)
