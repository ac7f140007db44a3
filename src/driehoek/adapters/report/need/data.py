"""The data beside the pages as CSV: UTF-8 with a mark so that Excel reads it, ``;`` between cells."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from driehoek.application.need.shown.data import COLUMNS, Row

_RISKY = ("=", "+", "-", "@", "\t", "\r")


def lines_csv(rows: Iterable[Row]) -> bytes:
    """The lines of pictures."""
    return _table([name for name, *_ in COLUMNS], rows)


def dictionary_csv() -> bytes:
    """What each column of the lines means."""
    return _table(("column", "holds", "meaning", "dutch"), COLUMNS)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(tuple(head))
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula; a number with a sign is a number."""
    negative = text.startswith("-") and text[1:].isdigit()
    return f"'{text}" if text.startswith(_RISKY) and not negative else text
