"""Which packaged series stop knowing soon, and which tables were last compared with their source too long ago."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from driehoek.adapters.catalogue.codes import NEVER_CONFIRMED, SERIES_ENDS, TABLE_OLD
from driehoek.adapters.catalogue.packaged import FOLDERS, PackagedTable, period, tables
from driehoek.kernel import Finding, Period, Place

YEAR_AND_A_MONTH = 396


def expiring(today: date, days: int, stale_after: int = YEAR_AND_A_MONTH) -> tuple[Finding, ...]:
    """Say which packaged tables need a person's hand.

    Args:
        today: the day on which it is asked.
        days: how far ahead an end is worth a warning; a series that has ended already is always named.
        stale_after: after how many days a comparison with the source is too old.

    Returns:
        Per table the ends of its series (TAR-005), a comparison too long ago (TAR-006), and rows that were never
        compared (TAR-007). Tables about a closed past are left alone: they need no successor.
    """
    current = [table for folder in FOLDERS for table in tables(folder) if not table.is_history]
    return tuple(finding for table in current for finding in _table(table, today, days, stale_after))


def _table(table: PackagedTable, today: date, days: int, stale_after: int) -> Iterator[Finding]:
    place = Place(table.path)
    for end, number in sorted(_ends(table, today, days).items()):
        subject = f"{table.path} ({number})" if number > 1 else table.path
        yield Finding(SERIES_ENDS, subject, seen=(end - timedelta(days=1)).isoformat(), place=place)
    known = date.fromisoformat(table.head.get("as_of", table.head["confirmed_on"]))
    if today - known > timedelta(days=stale_after):
        wanted = (today - timedelta(days=stale_after)).isoformat()
        yield Finding(TABLE_OLD, table.path, seen=known.isoformat(), wanted=wanted, place=place)
    if "confirmed_on" in table.columns:
        never = sum(not row["confirmed_on"] and today in _holds(row) for row in table.rows)
        if never:
            yield Finding(NEVER_CONFIRMED, table.path, seen=str(never), place=place)


def _ends(table: PackagedTable, today: date, days: int) -> Counter[date]:
    """How many series of the table end on each day that lies behind or soon ahead."""
    last: dict[str, Period] = {}
    if "through" in table.columns:
        for row in table.rows:
            name, holds = row[table.columns[0]], _holds(row)
            if row.get("series") != "history":
                last[name] = max(last.get(name, holds), holds)
    elif table.period:
        last[table.path] = table.period
    horizon = today + timedelta(days=days)
    return Counter(holds.end for holds in last.values() if holds.end is not None and holds.end <= horizon)


def _holds(row: Mapping[str, str]) -> Period:
    return period(row["from"], row["through"])
