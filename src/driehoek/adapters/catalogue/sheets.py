"""From a CSV file or an Excel workbook to sheets of cells, each with its row and column as a person counts them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO, StringIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from driehoek.adapters.catalogue.codes import ENCODING, FILE_EMPTY, FILE_LOCKED, FILE_UNREADABLE, SHEET_SKIPPED
from driehoek.adapters.catalogue.hidden import Hidden, hidden_parts
from driehoek.kernel import Finding, Place

Cell = str | int | float | bool | date
"""What a cell holds; an empty cell is the empty text. A float lives no longer than it takes to read a number."""

SEPARATORS = ";\t,|"
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet.

    Attributes:
        number: its number in the file, from 1.
        cells: from the first column on.
    """

    number: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> tuple[int, ...]:
        """The indexes of the cells that hold something."""
        return tuple(index for index, cell in enumerate(self.cells) if cell != "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or a whole CSV file.

    Attributes:
        name: the name of the sheet; empty for CSV.
        place: what a finding calls it: the file, and the sheet behind ``#``.
        rows: the rows that hold something.
        hidden: which of its rows and columns are hidden; they are read like any other.
        hidden_known: whether the format of the file lets hidden rows and columns be seen.
    """

    name: str
    place: str
    rows: tuple[Row, ...]
    hidden: Hidden = field(default_factory=Hidden)
    hidden_known: bool = True


def read_sheets(name: str, content: bytes) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """Read all sheets of a file that a person may have made.

    Excel is known by its content, not by its name. Hidden sheets are left out and named (TAR-024), hidden columns and
    rows are read like any other and marked, and each cell of a merged area holds its value. A file behind a password
    is named as such (TAR-044).

    Args:
        name: of the file, for findings.
        content: its bytes.
    """
    if not content.strip():
        return (), (Finding(FILE_EMPTY, name, place=Place(name)),)
    if content.startswith((_ZIP, _OLD_EXCEL)):
        return _workbook(name, content)
    return _text(name, content)


def _workbook(name: str, content: bytes) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    if content.startswith(_OLD_EXCEL) and _ENCRYPTED in content:
        return (), (Finding(FILE_LOCKED, name, place=Place(name)),)
    hidden_ones = hidden_parts(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        visible = {item.name: item.visible is SheetVisibleEnum.Visible for item in workbook.sheets_metadata}
        sheets = tuple(
            Sheet(
                title,
                f"{name}#{title}",
                _excel_rows(workbook.get_sheet_by_name(title)),
                (hidden_ones or {}).get(title, Hidden()),
                hidden_ones is not None,
            )
            for title in workbook.sheet_names
            if visible.get(title, True)
        )
    except PasswordError:
        return (), (Finding(FILE_LOCKED, name, place=Place(name)),)
    except CalamineError as error:
        return (), (Finding(FILE_UNREADABLE, name, seen=str(error), place=Place(name)),)
    hidden = [title for title in workbook.sheet_names if not visible.get(title, True)]
    notes = tuple(Finding(SHEET_SKIPPED, title, seen="verborgen / hidden", place=Place(name)) for title in hidden)
    return sheets, notes


def _excel_rows(sheet: CalamineSheet) -> tuple[Row, ...]:
    grid = [[_excel_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in grid[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = grid[top][left]
    return _rows(enumerate(grid, start=1))


def _excel_cell(cell: object) -> Cell:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, str):
        return cell.strip()
    return cell if isinstance(cell, bool | int | float | date) else str(cell)


def _rows(numbered: Iterable[tuple[int, Sequence[Cell]]]) -> tuple[Row, ...]:
    rows = (Row(number, tuple(cells)) for number, cells in numbered)
    return tuple(row for row in rows if row.filled)


def _text(name: str, content: bytes) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    text, encoding = _decode(content)
    if text is None:
        seen = "geen tekst en geen Excel / neither text nor Excel"
        return (), (Finding(FILE_UNREADABLE, name, seen=seen, place=Place(name)),)
    findings = (Finding(ENCODING, name, seen=encoding, wanted="UTF-8", place=Place(name)),) if encoding else ()
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if said.startswith("sep=") and len(said) <= len("sep=;"):
        return (Sheet("", name, _csv_rows(rest, said[4:] or "\t", 1)),), findings
    return (Sheet("", name, _csv_rows(text, _separator(text), 0)),), findings


def _decode(content: bytes) -> tuple[str | None, str]:
    """The text, and the name of its encoding when that is worth a warning."""
    if content.startswith(_UTF_16_MARKS):
        return _try(content, "utf-16"), "UTF-16"
    if b"\x00" in content:
        odd, even = content[1::2].count(0), content[::2].count(0)
        return _try(content, "utf-16-le" if odd > even else "utf-16-be"), "UTF-16"
    text = _try(content, "utf-8-sig")
    return (text, "") if text is not None else (_try(content, "cp1252"), "Windows-1252")


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _separator(text: str) -> str:
    """The separator that gives the widest table: the one that most rows have most often."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    votes: Mapping[str, int] = {mark: sum(_width(line, mark) > 1 for line in lines) for mark in SEPARATORS}
    widest = {mark: sorted(_width(line, mark) for line in lines)[len(lines) // 2] for mark in SEPARATORS}
    return max(SEPARATORS, key=lambda mark: (widest[mark], votes[mark], -SEPARATORS.index(mark)))


def _width(line: str, mark: str) -> int:
    return len(next(csv.reader([line], delimiter=mark), ()))


def _csv_rows(text: str, separator: str, offset: int) -> tuple[Row, ...]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    numbered: list[tuple[int, list[Cell]]] = []
    line = offset + 1
    for cells in reader:
        numbered.append((line, [cell.strip() for cell in cells]))
        line = offset + reader.line_num + 1
    return _rows(numbered)
