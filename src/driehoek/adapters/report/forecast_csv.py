"""Forecasts as CSV, one row per series, with a dictionary of its columns beside it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from driehoek.adapters.report.forecast_text import month_text
from driehoek.application.forecasts import Foretold, Row

Cell = str | int

COLUMNS = (
    ("series", "text", "the series, as given"),
    ("badge", "text", "SYNTHETIC where the series is made up; else empty"),
    ("counts", "months", "how many months from the first count to the last"),
    ("gaps", "months", "how many of those were not known and filled in with a straight line"),
    ("from", "yyyy-mm", "the first month foretold"),
    ("through", "yyyy-mm", "the last month foretold"),
    ("total", "persons", "expected in all these months together; empty where nothing can be foretold"),
    ("total_low", "persons", "the lower end of the interval of that total"),
    ("total_high", "persons", "the upper end"),
    ("last", "persons", "expected in the last month"),
    ("last_low", "persons", "the lower end of the interval of that month"),
    ("last_high", "persons", "the upper end"),
    ("confidence", "per cent", "of the cases that an interval should cover"),
    ("method", "text", "naive, seasonal-naive, damped-trend, line or theta"),
    ("level", "hundredths", "how fast the level follows"),
    ("slope", "hundredths", "how fast the slope follows"),
    ("season", "hundredths", "how fast the season follows; empty without season"),
    ("damping", "hundredths", "what is left of the slope after each month"),
    (
        "error",
        "hundredths of persons a month",
        "how far off the choices were in the trial on the past; empty if untried",
    ),
    ("naive_error", "hundredths of persons a month", "how far off the simple rule was on the same months"),
    ("naive", "text", "the simple rule: naive (the last count) or seasonal-naive (the same month a year before)"),
    ("beats_naive", "yes or no", "whether the error is below that of the simple rule"),
    ("findings", "codes", "what a person should know; see docs/findings"),
)
"""The columns: name, unit, meaning."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A name that begins like a formula must not become one in a spreadsheet."""


def forecast_csv(made: Foretold) -> bytes:
    """One row per series."""
    return _written((name for name, _, _ in COLUMNS), (_cells(row, made) for row in made.rows()))


def forecast_dictionary() -> bytes:
    """What the columns mean."""
    return _written(("column", "unit", "meaning"), COLUMNS)


def _cells(row: Row, made: Foretold) -> Iterator[Cell]:
    told, gaps = row.forecast, sum(count is None for count in row.counts)
    good = told.total.value >= 0
    yield f"'{row.name}" if row.name.startswith(_RISKY) else row.name
    yield "SYNTHETIC" if made.monthly.made_up else ""
    yield from (len(row.counts), gaps, month_text(row.next_month), month_text(row.next_month + len(told.steps) - 1))
    yield from (*told.total, *told.steps[-1]) if good else ("",) * 6
    yield told.confidence
    method = told.method
    yield from (method.name, method.level, method.slope, "" if method.season is None else method.season, method.damping)
    yield "" if told.error is None else told.error
    yield "" if told.naive_error is None else told.naive_error
    yield from (told.naive.name, "yes" if told.beats_naive else "no")
    yield " ".join(finding.code.id for finding in told.findings)


def _written(head: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    target = StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return target.getvalue().encode("utf-8-sig")
