"""From the bytes of a CSV file to rows whose cells are read by type, each fault with line, column and mend."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import TypeVar

from driehoek.adapters.need import codes
from driehoek.domain.need import ClientGroup
from driehoek.kernel import Agb, Bsn, Code, Finding, Money, Place, Quantity, Rate, RegionCode, Severity, Unit
from driehoek.kernel.tabular import Table

W = TypeVar("W", bound=Enum)

MOST = 20_000_000
"""More people than live in the country cannot be counted."""
MOST_EUROS = 100_000_000_000
FIRST, LAST = 2000, 2100
_SHOWN = 80
_NUMBER = re.compile(r"-?[0-9]+")
_DECIMAL = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_DUTCH_DAY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_YES = {"yes": True, "ja": True, "true": True, "no": False, "nee": False, "false": False}
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Known:
    """What a cell can name that lies outside the folder.

    Attributes:
        towns: per name in lower case and per code, the code and the region of a municipality.
        profiles: per COD163 code and per short name, the short name and the client group.
        regions: the codes that exist.
        day: the day of the picture, for counts that do not name one.
    """

    towns: Mapping[str, tuple[str, RegionCode]]
    profiles: Mapping[str, tuple[str, ClientGroup]]
    regions: frozenset[str]
    day: date


@dataclass
class Row:
    """One row. A cell that cannot be read makes a finding and gives a stand-in; then the row is not used.

    Attributes:
        table: what the columns mean.
        file: the file, as people know it.
        line: the line on which it stands.
        cells: the text per column.
        order: the ordinal of each column, from 1.
        known: what cells can name.
        findings: where findings go.
        good: whether every cell read so far could be read.
    """

    table: Table
    file: str
    line: int
    cells: Mapping[str, str]
    order: Mapping[str, int]
    known: Known
    findings: list[Finding]
    good: bool = True

    def fault(self, code: Code, name: str = "", *, seen: str = "", wanted: str = "") -> None:
        """Note what is wrong with a cell, or with the row."""
        place = Place(self.file, self.line, self.order.get(name, 0))
        self.findings.append(Finding(code, name or self.file, seen[:_SHOWN], wanted, place))
        if code.severity is Severity.ERROR:
            self.good = False

    def text(self, name: str) -> str:
        """The text of a cell; empty, with a finding where it may not be."""
        cell = self.cells.get(name, "")
        column = self.table.column(name)
        if not cell and column.required:
            self.fault(codes.CELL_EMPTY, name, wanted=column.example)
        return cell

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a cell between ``|``."""
        return tuple(part.strip() for part in self.text(name).split("|") if part.strip())

    def mark(self, name: str) -> str:
        """A mark of a client: any text that is no citizen service number."""
        text = self.text(name)
        if Bsn.parse(text):
            self.fault(codes.IS_A_BSN, name)
        return text

    def word(self, name: str, kind: type[W]) -> W | None:
        """The word of a cell; None when it is empty or not one of the words."""
        text = self.text(name)
        return self._word(name, text, kind) if text else None

    def group(self, name: str = "group") -> ClientGroup | None:
        """The client group of a cell."""
        return self.word(name, ClientGroup)

    def groups(self, name: str) -> tuple[ClientGroup, ...]:
        """The client groups of a cell."""
        found = [self._word(name, text, ClientGroup) for text in self.texts(name)]
        return tuple(group for group in found if group is not None)

    def _word(self, name: str, text: str, kind: type[W]) -> W | None:
        found = _words(kind).get(text.casefold())
        if found is not None:
            return found  # type: ignore[return-value]  # the words of this kind
        self.fault(codes.WORD_UNKNOWN, name, seen=text, wanted=", ".join(str(item.value) for item in kind))
        return None

    def count(self, name: str) -> int:
        """The whole number of a cell, zero or more."""
        return self.count_or_none(name) or 0

    def count_or_none(self, name: str, most: int = MOST) -> int | None:
        """The whole number of a cell that may be empty."""
        text = self._short(name)
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            self._unreadable(name, text)
            return None
        number = int(text)
        if number < 0:
            self.fault(codes.NEGATIVE, name, seen=text)
        elif number > most:
            self.fault(codes.HUGE, name, seen=text, wanted=str(most))
        return number

    def money(self, name: str) -> Money:
        """The amount of a cell, zero or more."""
        text = self._short(name)
        if not text:
            return Money(0)
        try:
            amount = Money.parse(text)
        except ValueError:
            self._unreadable(name, text)
            return Money(0)
        if amount.cents < 0:
            self.fault(codes.NEGATIVE, name, seen=text)
        elif amount.cents > MOST_EUROS * 100:
            self.fault(codes.HUGE, name, seen=text, wanted=str(MOST_EUROS))
        return amount

    def quantity(self, name: str, unit: Unit) -> Quantity:
        """The quantity of a cell, zero or more."""
        text = self._short(name)
        try:
            found = Quantity.parse(text, unit) if text else Quantity(0, unit)
        except ValueError:
            self._unreadable(name, text)
            return Quantity(0, unit)
        if found.steps < 0:
            self.fault(codes.NEGATIVE, name, seen=text)
        return found

    def scaled(self, name: str, scale: int) -> int | None:
        """The decimal number of a cell times a scale, whole; None when the cell is empty."""
        text = self._short(name)
        if not text:
            return None
        if not _DECIMAL.fullmatch(text):
            self._unreadable(name, text)
            return None
        return round(Fraction(text.replace(",", ".")) * scale)

    def degrees(self, name: str, least: int, most: int) -> int | None:
        """Degrees times a million, between two whole degrees."""
        found = self.scaled(name, 1_000_000)
        if found is not None and not least * 1_000_000 <= found <= most * 1_000_000:
            self.fault(codes.CELL_UNREADABLE, name, seen=self.text(name), wanted=f"{least} .. {most}")
            return None
        return found

    def share(self, name: str) -> Rate:
        """The share of a cell."""
        text = self._short(name)
        try:
            return Rate.parse(text) if text else Rate(Fraction(0))
        except ValueError:
            self._unreadable(name, text)
            return Rate(Fraction(0))

    def flag(self, name: str) -> bool:
        """The yes or no of a cell; no when it may be empty and is."""
        text = self.text(name).casefold()
        if text and text not in _YES:
            self._unreadable(name, text)
        return _YES.get(text, False)

    def year(self, name: str) -> int:
        """The year of a cell."""
        found = self.count_or_none(name, 9999)
        if found is not None and self.good:
            self._in_time(name, found)
        return found or FIRST

    def day(self, name: str) -> date:
        """The date of a cell; the day of the picture when it may be empty and is."""
        return self._date(name, _DAY) or self.known.day

    def day_or_none(self, name: str) -> date | None:
        """The date of a cell that may be empty."""
        return self._date(name, _DAY)

    def month(self, name: str) -> date:
        """The first day of the month of a cell."""
        return self._date(name, _MONTH) or date(FIRST, 1, 1)

    def _date(self, name: str, form: re.Pattern[str]) -> date | None:
        text = self._short(name)
        if not text:
            return None
        parts = form.fullmatch(text) or _DAY.fullmatch(text)
        if parts is None:
            dutch = _DUTCH_DAY.fullmatch(text)
            hint = f"{dutch[3]}-{int(dutch[2]):02d}-{int(dutch[1]):02d}" if dutch else ""
            self._unreadable(name, text, hint)
            return None
        try:
            found = date(*(int(part) for part in (*parts.groups(), "1")[:3]))
        except ValueError:
            self._unreadable(name, text)
            return None
        self._in_time(name, found.year)
        return found if form is _DAY else found.replace(day=1)

    def _in_time(self, name: str, year: int) -> None:
        if not FIRST <= year <= LAST:
            self.fault(codes.YEAR_WRONG, name, seen=self.text(name), wanted=f"{FIRST} .. {LAST}")

    def contract(self, name: str) -> str:
        """The AGB code of a cell; empty when it may be and is."""
        text = self.text(name)
        if text and Agb.parse(text) is None:
            self._unreadable(name, text)
        return text

    def town(self, name: str = "municipality") -> tuple[str, RegionCode | None]:
        """The code and region of the municipality of a cell; empty and None when it may be empty and is."""
        text = self.text(name)
        if not text:
            return "", None
        found = self.known.towns.get(text.casefold())
        if found is None:
            near = get_close_matches(text.casefold(), self.known.towns, 1)
            self.fault(codes.TOWN_UNKNOWN, name, seen=text, wanted=f", zoals {near[0]}" if near else "")
            return "", None
        return found

    def region(self, name: str = "region") -> RegionCode | None:
        """The region of a cell; None when it is empty or does not exist."""
        text = self.text(name)
        if not text:
            return None
        found = RegionCode.parse(text)
        if found is None or found.code not in self.known.regions:
            self.fault(codes.WORD_UNKNOWN, name, seen=text, wanted=", ".join(sorted(self.known.regions)))
            return None
        return found

    def profile(self, name: str = "profile") -> tuple[str, ClientGroup | None]:
        """The short name and client group of the care profile of a cell."""
        text = self.text(name)
        if not text:
            return "", None
        found = self.known.profiles.get(text) or self.known.profiles.get(text.upper())
        if found is None:
            near = get_close_matches(text.upper(), self.known.profiles, 1) or ["5VV"]
            self.fault(codes.PROFILE_UNKNOWN, name, seen=text, wanted=near[0])
            return "", None
        return found

    def _short(self, name: str) -> str:
        text = self.text(name)
        if len(text) > _SHOWN:
            self._unreadable(name, text)
            return ""
        return text

    def _unreadable(self, name: str, text: str, hint: str = "") -> None:
        self.fault(codes.CELL_UNREADABLE, name, seen=text, wanted=hint or self.table.column(name).example)


@cache
def _words(kind: type[Enum]) -> Mapping[str, Enum]:
    """The words of a kind in lower case; asked for a million times."""
    return {str(member.value).casefold(): member for member in kind}


@dataclass
class Sheet:
    """The rows of one file; faults in its form go to ``findings``.

    Attributes:
        table: what the columns mean.
        file: the file, as people know it.
        data: its bytes.
        known: what cells can name.
        findings: where findings go.
        lines: per key the line on which it was first seen.
    """

    table: Table
    file: str
    data: bytes
    known: Known
    findings: list[Finding]
    lines: dict[str, int] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """The rows with the right number of cells and a new key."""
        text = decoded(self.data, self.file, self.findings)
        if text is None:
            return
        before = 0
        while text.startswith(("#", "sep=")):
            text, before = text.partition("\n")[2], before + 1
        if not text.strip():
            self._fault(codes.FILE_EMPTY, wanted=";".join(self.table.names))
            return
        header = text.partition("\n")[0]
        separator = max(";,\t", key=header.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        try:
            yield from self._rows(reader, before)
        except csv.Error as error:
            self._fault(codes.CSV_BROKEN, line=before + reader.line_num, seen=str(error))

    def _rows(self, reader: Iterator[list[str]], before: int) -> Iterator[Row]:
        header = [name.strip().lower() for name in next(reader, [])]
        if not self._good(header, before + 1):
            return
        order = {name: index for index, name in enumerate(header, start=1)}
        start = before + int(getattr(reader, "line_num", 1)) + 1
        for cells in reader:
            line, start = start, before + int(getattr(reader, "line_num", start)) + 1
            if not any(cell.strip() for cell in cells):
                continue
            by_name = dict(zip(header, (cell.strip() for cell in cells), strict=False))
            row = Row(self.table, self.file, line, by_name, order, self.known, self.findings)
            if len(cells) != len(header):
                row.fault(codes.ROW_LENGTH, seen=str(len(cells)), wanted=str(len(header)))
            elif self._new(row):
                yield row

    def _good(self, header: list[str], line: int) -> bool:
        good = True
        for index, name in enumerate(header, start=1):
            if name in header[: index - 1]:
                self._fault(codes.COLUMN_TWICE, line=line, column=index, seen=name)
                good = False
            elif name not in self.table.names:
                free = ", ".join(item for item in self.table.names if item not in header)
                self._fault(codes.COLUMN_EXTRA, line=line, column=index, seen=name, wanted=free)
                good = False
        for column in self.table.columns:
            if column.required and column.name not in header:
                self._fault(codes.COLUMN_MISSING, line=line, seen=", ".join(header), wanted=column.name)
                good = False
        return good

    def _new(self, row: Row) -> bool:
        key = "\0".join([row.cells.get(name, "") for name in self.table.key]).casefold()
        first = self.lines.setdefault(key, row.line)
        if first != row.line:
            row.fault(codes.ROW_TWICE, seen=", ".join(part for part in key.split("\0") if part), wanted=str(first))
        return row.good

    def _fault(self, code: Code, *, line: int = 0, column: int = 0, seen: str = "", wanted: str = "") -> None:
        self.findings.append(Finding(code, self.file, seen[:_SHOWN], wanted, Place(self.file, line, column)))


def decoded(data: bytes, file: str, findings: list[Finding]) -> str | None:
    """The text of a file in UTF-8; None, with a finding that says what it is instead and where that shows."""
    seen, line, column = "", 0, 0
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        seen = "UTF-16"
    if data.startswith(_ZIP):
        seen = "Excel (.xlsx)"
    if not seen:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            seen, line = "Windows-1252", data.count(b"\n", 0, error.start) + 1
            column = error.start - data.rfind(b"\n", 0, error.start)
    findings.append(Finding(codes.NOT_UTF8, file, seen=seen, place=Place(file, line, column)))
    return None


__all__ = ["Known", "Row", "Sheet", "decoded"]
