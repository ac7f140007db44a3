"""From the bytes of a CSV file to rows whose cells are read by type, each fault with line and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import TypeVar

from driehoek.adapters.dossier import codes
from driehoek.adapters.dossier.decode import BOOLEANS, near, read_date, read_integer
from driehoek.adapters.dossier.yamltext import decode_text
from driehoek.kernel import (
    ZERO,
    Agb,
    Code,
    Finding,
    Money,
    Place,
    Quantity,
    RegionCode,
    Rounding,
    Severity,
    Unit,
    round_to_whole,
)
from driehoek.kernel.tabular import Table

T = TypeVar("T")
W = TypeVar("W", bound=Enum)

MAX_CELL = 10_000
_LONGEST_NUMBER = 40
_SEPARATORS = ";,\t"
_SERIAL = re.compile(r"^[0-9]{5}([.,][0-9]+)?$")
_DUTCH_DATE = re.compile(r"^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})$")
_EXCEL_EPOCH = date(1899, 12, 30)
_TWO_READINGS = re.compile(r"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$")
_LONG_DECIMAL = re.compile(r"^-?[0-9]+[.,][0-9]{3,}$")
_CLOCK = re.compile(r"^(-?)([0-9]+):([0-5][0-9])$")
_NUMBER = re.compile(r"^-?[0-9]+([.,][0-9]+)?$")
_QUOTIENT = re.compile(r"^-?[0-9]+/[1-9][0-9]*$")
_HASH = re.compile(r"^[0-9a-f]{64}$")
_SHOWN = 80
_SOME_DAY = date(1, 1, 1)


@dataclass
class Row:
    """One row of a table. A reader of a cell that cannot read it makes the finding and gives a stand-in.

    Attributes:
        table: what the columns mean.
        file: the path of the file inside the dossier.
        line: the line on which the row starts.
        cells: the text per column that is there.
        order: the ordinal of each column, from 1.
        findings: where findings go.
        good: whether every cell read so far could be read.
    """

    table: Table
    file: str
    line: int
    cells: dict[str, str]
    order: dict[str, int]
    findings: list[Finding]
    good: bool = True

    def place(self, name: str = "") -> Place:
        """The place of a cell, or of the row."""
        return Place(self.file, self.line, self.order.get(name, 0))

    def fault(self, code: Code, name: str, *, seen: str = "", wanted: str = "", subject: str = "") -> None:
        """Note a fault in the cell under ``name``; the row is not used."""
        self.findings.append(Finding(code, subject or name, seen[:_SHOWN], wanted, self.place(name)))
        if code.severity is Severity.ERROR:
            self.good = False

    def text(self, name: str) -> str:
        """The text of a cell, without spaces around it; empty when the cell or column is not there."""
        cell = self.cells.get(name, "")
        column = self.table.column(name)
        if not cell and column.required:
            self.fault(codes.CELL_EMPTY, name, wanted=column.example)
        return cell

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a cell, split at ``|``."""
        return tuple(word.strip() for word in self.text(name).split("|") if word.strip())

    def word(self, name: str, kind: type[W], default: W | None = None) -> W:
        """The enumerated word of a cell; ``default`` when it may be empty and is."""
        first = next(iter(kind))
        text = self.text(name)
        if not text:
            return default or first
        for member in kind:
            if member.value == text:
                return member
        choices = tuple(str(member.value) for member in kind)
        self.fault(codes.WORD_UNKNOWN, name, seen=text, wanted=near(text, choices))
        return first

    def agb(self, name: str) -> Agb:
        """The AGB code of a cell."""
        return Agb.parse(self.text(name)) or self._stand_in(name, Agb(""))

    def region(self, name: str) -> str:
        """The region code of a cell, by form."""
        code = RegionCode.parse(self.text(name))
        return code.code if code else self._stand_in(name, "")

    def hash(self, name: str) -> str:
        """The SHA-256 of a cell, in lower case."""
        text = self.text(name).lower()
        return text if _HASH.match(text) else self._stand_in(name, "")

    def flag(self, name: str) -> bool:
        """The yes or no of a cell."""
        text = self.text(name).lower()
        return BOOLEANS[text] if text in BOOLEANS else self._stand_in(name, stand_in=False)

    def integer(self, name: str, default: int = 0) -> int:
        """The whole number of a cell, zero or more."""
        text = self._short(name)
        if not text:
            return default
        try:
            number = read_integer(text)
        except ValueError:
            return self._stand_in(name, default)
        if number < 0:
            self.fault(codes.QUANTITY_NEGATIVE, name, seen=text)
        return number

    def signed_or_none(self, name: str) -> int | None:
        """The whole number of a cell that may be empty, below zero too."""
        text = self._short(name)
        if not text:
            return None
        try:
            return read_integer(text)
        except ValueError:
            return self._stand_in(name, None)

    def decimal(self, name: str) -> Fraction:
        """The number of a cell, zero or more."""
        text = self._short(name)
        if not text:
            return Fraction(0)
        if _NUMBER.match(text) or _QUOTIENT.match(text):
            number = Fraction(text.replace(",", "."))
            if number < 0:
                self.fault(codes.QUANTITY_NEGATIVE, name, seen=text)
            return number
        return self._stand_in(name, Fraction(0))

    def money(self, name: str) -> Money:
        """The amount of a cell, zero or more; an empty cell that may be empty is zero."""
        text = self._short(name).removeprefix("€").strip()
        if not text:
            return ZERO
        if _TWO_READINGS.match(text):
            self._two_readings(name, text)
            return ZERO
        if _LONG_DECIMAL.match(text):
            cents = round_to_whole(Fraction(text.replace(",", ".")) * 100, Rounding.HALF_UP)
            self.fault(codes.CENT_FRACTION, name, seen=text, wanted=str(Money(cents)))
            return ZERO
        try:
            amount = Money.parse(text)
        except ValueError:
            return self._stand_in(name, ZERO)
        if amount.cents < 0:
            self.fault(codes.AMOUNT_NEGATIVE, name, seen=text)
        return amount

    def day(self, name: str) -> date:
        """The date of a cell."""
        return self._date(name) or _SOME_DAY

    def day_or_none(self, name: str) -> date | None:
        """The date of a cell that may be empty."""
        return self._date(name)

    def quantity(self, name: str, unit: Unit) -> Quantity:
        """The number of units of a cell, zero or more."""
        return self.quantity_or_none(name, unit) or Quantity(0, unit)

    def quantity_or_none(self, name: str, unit: Unit) -> Quantity | None:
        """The number of units of a cell that may be empty."""
        text = self._short(name)
        if not text:
            return None
        quantity = self._quantity(name, text, unit)
        if quantity is not None and quantity.steps < 0:
            self.fault(codes.QUANTITY_NEGATIVE, name, seen=text)
        return quantity

    def _quantity(self, name: str, text: str, unit: Unit) -> Quantity | None:
        clock = _CLOCK.match(text)
        if clock and unit is Unit.HOUR:
            sign, hours, minutes = clock.groups()
            steps = int(hours) * unit.steps + int(minutes)
            return Quantity(-steps if sign else steps, unit)
        if _TWO_READINGS.match(text):
            self._two_readings(name, text)
            return None
        if not _NUMBER.match(text):
            return self._stand_in(name, None)
        try:
            return Quantity.parse(text, unit)
        except ValueError:
            self.fault(codes.UNIT_FRACTION, name, seen=text, wanted=unit.dutch)
            return None

    def _two_readings(self, name: str, text: str) -> None:
        whole = text.replace(".", "").replace(",", "")
        self.fault(codes.NUMBER_AMBIGUOUS, name, seen=text, wanted=f"{whole} / {text.replace(',', '.')}")

    def _short(self, name: str) -> str:
        """The text of a cell with a number; nothing, with a finding, when it is longer than any number."""
        text = self.text(name)
        return text if len(text) <= _LONGEST_NUMBER else self._stand_in(name, "")

    def _date(self, name: str) -> date | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return read_date(text)
        except ValueError:
            self._bad_date(name, text)
            return None

    def _bad_date(self, name: str, text: str) -> None:
        if _SERIAL.match(text):
            day = _EXCEL_EPOCH + timedelta(days=int(text[:5]))
            self.fault(codes.EXCEL_DATE, name, seen=text, wanted=day.isoformat())
            return
        parts = _DUTCH_DATE.match(text)
        if parts:
            number, month, year = (int(part) for part in parts.groups())
            self.fault(codes.DATE_FORM, name, seen=text, wanted=f"{year:04d}-{month:02d}-{number:02d}")
            return
        self._stand_in(name, None)

    def _stand_in(self, name: str, stand_in: T) -> T:
        text = self.cells.get(name, "")
        if text:
            self.fault(codes.CELL_UNREADABLE, name, seen=text, wanted=self.table.column(name).example)
        return stand_in


@dataclass
class Sheet:
    """The rows of one CSV file, read lazily; faults in its form go to ``findings``.

    Attributes:
        table: what the columns mean.
        file: the path of the file inside the dossier.
        data: its bytes.
        findings: where findings go.
        lines: per key the line on which it was first seen.
        failed: whether the file as a whole, or from some line on, could not be read.
    """

    table: Table
    file: str
    data: bytes
    findings: list[Finding]
    lines: dict[tuple[str, ...], int] = field(default_factory=dict)
    failed: bool = False

    def rows(self) -> Iterator[Row]:
        """The rows that have the right number of cells and whose key is new; empty lines are passed over."""
        text, findings = decode_text(self.data, self.file)
        self.findings.extend(findings)
        if text is None:
            self.failed = True
            return
        if not text.strip():
            self.failed = True
            header = ";".join(self.table.names)
            self.findings.append(Finding(codes.FILE_EMPTY, self.file, wanted=header, place=Place(self.file)))
            return
        remarks, body = _remarks(text)
        reader = csv.reader(io.StringIO(body, newline=""), delimiter=_separator(body, self.table), strict=True)
        try:
            yield from self._read(reader, remarks)
        except csv.Error as error:
            self.failed = True
            place = Place(self.file, remarks + reader.line_num)
            self.findings.append(Finding(codes.CSV_BROKEN, self.file, seen=str(error), place=place))

    def _read(self, reader: Iterator[list[str]], remarks: int) -> Iterator[Row]:
        header = [name.strip().lower() for name in next(reader, [])]
        if not self._good_header(header, remarks + 1):
            self.failed = True
            return
        order = {name: index for index, name in enumerate(header, start=1)}
        before = _line(reader)
        for cells in reader:
            line, before = before + 1, _line(reader)
            if not any(cell.strip() for cell in cells):
                continue
            row = Row(
                self.table,
                self.file,
                remarks + line,
                {name: cell.strip() for name, cell in zip(header, cells, strict=False)},
                order,
                self.findings,
            )
            if len(cells) != len(header):
                subject = self.file
                row.fault(codes.ROW_LENGTH, "", seen=str(len(cells)), wanted=str(len(header)), subject=subject)
            elif self._short_cells(row) and self._new_key(row):
                yield row

    def _good_header(self, header: list[str], line: int) -> bool:
        def fault(code: Code, column: int, *, seen: str, wanted: str = "") -> None:
            self.findings.append(Finding(code, self.file, seen[:_SHOWN], wanted, Place(self.file, line, column)))

        names = self.table.names
        free = tuple(name for name in names if name not in header)
        good = True
        for index, name in enumerate(header, start=1):
            if name not in names:
                fault(codes.COLUMN_EXTRA, index, seen=name, wanted=near(name, free or names))
                good = False
            elif name in header[: index - 1]:
                fault(codes.COLUMN_TWICE, index, seen=name)
                good = False
        for column in self.table.columns:
            if column.required and column.name not in header:
                fault(codes.COLUMN_MISSING, 0, seen=", ".join(header), wanted=column.name)
                good = False
        return good

    def _short_cells(self, row: Row) -> bool:
        for name, cell in row.cells.items():
            if len(cell) > MAX_CELL:
                row.fault(codes.CELL_LONG, name, seen=str(len(cell)), wanted=str(MAX_CELL))
        return row.good

    def _new_key(self, row: Row) -> bool:
        if not self.table.key:
            return True
        key = tuple(row.cells.get(name, "") for name in self.table.key)
        first = self.lines.setdefault(key, row.line)
        if first == row.line:
            return True
        shown = ", ".join(f"{name}={cell}" for name, cell in zip(self.table.key, key, strict=True))
        named = ", ".join(cell for cell in key if cell)
        row.fault(codes.ROW_TWICE, self.table.key[0], seen=shown, wanted=str(first), subject=named)
        return False


def _line(reader: Iterator[list[str]]) -> int:
    number = getattr(reader, "line_num", 0)
    return int(number)


def _remarks(text: str) -> tuple[int, str]:
    """How many lines before the header are remarks (# ...) or Excel's ``sep=;``, and the text after them."""
    count = 0
    while text.startswith(("#", "sep=")):
        _, _, text = text.partition("\n")
        count += 1
    return count, text


def _separator(text: str, table: Table) -> str:
    header = text.partition("\n")[0].strip().lower().replace('"', "")
    names = set(table.names)

    def known(separator: str) -> int:
        return len(names & {name.strip() for name in header.split(separator)})

    return max(_SEPARATORS, key=lambda separator: (known(separator), header.count(separator)))
