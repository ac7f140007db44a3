"""What of a sheet is worth telling: hidden and doubled rows, totals that differ, what was put right."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.adapters.catalogue.sheets import Sheet
from driehoek.adapters.catalogue.start import codes
from driehoek.adapters.catalogue.start.rows import RowReader
from driehoek.application.start import RowLeft, Why
from driehoek.kernel import Code, Finding, Place

_SHOWN = 8
_CHECKED = 20
_HOW_OFTEN = (
    ("zero", codes.ZERO_RESTORED, "code", "codes"),
    ("filled", codes.FILLED, "regel", "regels"),
    ("rounded", codes.ROUNDED, "bedrag", "bedragen"),
    ("price", codes.NOT_PRICE_TIMES, "regel", "regels"),
    ("months", codes.MONTHS_DIFFER, "regel", "regels"),
    ("share", codes.SHARE_UNREADABLE, "regel", "regels"),
)


def findings_of(sheet: Sheet, reader: RowReader, twice: tuple[int, ...]) -> Iterator[Finding]:
    """What reading the rows of a sheet found.

    Args:
        sheet: the sheet.
        reader: what read it.
        twice: the rows that stand there already.
    """
    for key, code, one, more in _HOW_OFTEN:
        if count := reader.counts[key]:
            yield _about(sheet, code, f"{count} {one if count == 1 else more}")
    if reader.currencies:
        yield _about(sheet, codes.CURRENCY, ", ".join(dict.fromkeys(reader.currencies)))
    if twice:
        code = codes.TWICE_LEFT if _left(reader, Why.TWICE) else codes.TWICE_COUNTED
        yield _about(sheet, code, listed(twice))
    hidden = tuple(row.number for row in sheet.rows if row.number in sheet.hidden.rows)
    if hidden:
        code = codes.HIDDEN_LEFT if _left(reader, Why.HIDDEN) else codes.HIDDEN_COUNTED
        yield _about(sheet, code, listed(hidden))
    for check in [item for item in reader.totals.checks if not item.holds][:_CHECKED]:
        seen, wanted = check.shown(check.counted), check.shown(check.stated)
        yield Finding(codes.TOTAL_DIFFERS, check.label, seen, wanted, Place(sheet.place, check.row))
    for why, code in ((Why.NOT_UNDERSTOOD, codes.ROWS_NAMELESS), (Why.UNREADABLE, codes.ROWS_UNREADABLE)):
        if rows := tuple(item.row for item in _left(reader, why)):
            yield _about(sheet, code, listed(rows))


def _left(reader: RowReader, why: Why) -> list[RowLeft]:
    return [item for item in reader.left if item.why is why]


def _about(sheet: Sheet, code: Code, seen: str) -> Finding:
    return Finding(code, sheet.place, seen, place=Place(sheet.place))


def listed(rows: tuple[int, ...]) -> str:
    """The first few of a list of row numbers, and how many more."""
    more = f" (+{len(rows) - _SHOWN})" if len(rows) > _SHOWN else ""
    return ", ".join(map(str, rows[:_SHOWN])) + more
