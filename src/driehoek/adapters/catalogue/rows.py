"""The rows of one sheet, read by a mapping of its columns into tariffs and products."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TypeVar

from driehoek.adapters.catalogue import codes
from driehoek.adapters.catalogue.columns import ColumnMapping, Field, header_fingerprint
from driehoek.adapters.catalogue.load import load_functions, load_zzps
from driehoek.adapters.catalogue.sheets import Cell, Row
from driehoek.adapters.catalogue.values import (
    BADGES,
    CATEGORIES,
    FORMS,
    SECTORS,
    TREATMENTS,
    UNITS,
    Style,
    cell_text,
    decimals_of,
    read_amount,
    read_date,
    read_word,
    read_year,
)
from driehoek.domain.catalogue import Product, TariffLine, Treatment
from driehoek.kernel import Code, Finding, Money, Period, Place

W = TypeVar("W", bound=Enum)

_TOTALS = ("totaal", "subtotaal", "total", "som ", "eindtotaal", "gemiddeld")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Described:
    """A product as one row describes it.

    Attributes:
        product: the product.
        place: the row.
    """

    product: Product
    place: Place


@dataclass(slots=True)
class SheetReader:
    """Reads the rows of one sheet; what is wrong is collected.

    Attributes:
        place: the file and sheet, for findings.
        titles: the header.
        mapping: which column is which.
        findings: what is wrong or worth a look.
        lines: the tariffs that could be read.
        described: the products that could be read.
    """

    place: str
    titles: tuple[str, ...]
    mapping: ColumnMapping
    findings: list[Finding] = field(default_factory=list)
    lines: list[TariffLine] = field(default_factory=list)
    described: list[Described] = field(default_factory=list)

    def read(self, rows: tuple[Row, ...]) -> None:
        """Read the rows under the header; headings, totals and footnotes are skipped and named (TAR-025)."""
        data = [row for row in rows if not self._is_beside(row)]
        skipped = [row.number for row in rows if self._is_beside(row)]
        if skipped:
            seen = ", ".join(map(str, skipped))
            self.findings.append(Finding(codes.ROWS_SKIPPED, self.place, seen=seen, place=Place(self.place)))
        style = self._style(data)
        lacking = self.mapping.missing_for_products()
        if lacking and data:
            wanted = ", ".join(which.value for which in lacking)
            self.findings.append(Finding(codes.PRODUCTS_NOT_MADE, self.place, wanted=wanted, place=Place(self.place)))
        for row in data:
            reader = _RowReader(self, row, style)
            reader.read(with_product=not lacking)

    def _style(self, data: list[Row]) -> Style | None:
        column = self.mapping.columns[Field.MAXIMUM]
        found = decimals_of(row.cells[column - 1] for row in data if len(row.cells) >= column)
        if found.comma and found.point:
            place = Place(self.place, 0, column)
            self.findings.append(Finding(codes.DECIMALS_MIXED, self.place, found.comma, found.point, place))
        return found.style

    def _is_beside(self, row: Row) -> bool:
        """Whether a row stands beside the tariffs: a heading, a total, a footnote, the header once more."""
        texts = tuple(cell_text(cell) for cell in row.cells)
        if header_fingerprint(texts) == header_fingerprint(self.titles):
            return True
        code, amount = self._at(row, Field.CODE), self._at(row, Field.MAXIMUM)
        first = texts[row.filled[0]].lower()
        if first.startswith(_TOTALS) and (code == "" or code.lower().startswith(_TOTALS)):
            return True
        is_code = bool(code) and " " not in code and any(mark.isdigit() for mark in code)
        said = {texts[index] for index in row.filled}
        return len(said) == 1 and not amount and not is_code

    def _at(self, row: Row, which: Field) -> str:
        index = self.mapping.columns[which] - 1
        return cell_text(row.cells[index]) if index < len(row.cells) else ""


@dataclass(slots=True)
class _RowReader:
    sheet: SheetReader
    row: Row
    style: Style | None
    good: bool = True

    def read(self, *, with_product: bool) -> None:
        width = len(self.sheet.titles)
        if any(index >= width for index in self.row.filled):
            self._fault(codes.ROW_TOO_LONG, None, seen=str(len(self.row.cells)), wanted=str(width))
            return
        code = self._text(Field.CODE, obligatory=True)
        amount = self._amount(code)
        holds = self._period(code)
        badge = self._word(Field.BADGE, BADGES)
        if self.good and amount is not None and holds is not None and badge is not None:
            source = self._text(Field.SOURCE) or self.sheet.place
            self.sheet.lines.append(TariffLine(code, amount, holds, badge, source, self._place(Field.CODE)))
        if with_product:
            self._product(code)

    def _product(self, code: str) -> None:
        self.good = bool(code)
        name = self._text(Field.NAME, obligatory=True)
        sector = self._word(Field.SECTOR, SECTORS)
        form = self._word(Field.FORM, FORMS)
        unit = self._word(Field.UNIT, UNITS)
        category = self._word(Field.CATEGORY, CATEGORIES)
        treatment = self._word(Field.TREATMENT, TREATMENTS) if self.sheet.mapping.has(Field.TREATMENT) else None
        zzp = self._listed(Field.ZZP, "COD163", load_zzps)
        function = self._listed(Field.FUNCTION, "COD732", load_functions)
        if self.good and sector and form and unit and category:
            product = Product(
                code, name, sector, form, unit, category, treatment or Treatment.NOT_APPLICABLE, zzp, function
            )
            self.sheet.described.append(Described(product, self._place(Field.CODE)))

    def _amount(self, code: str) -> Money | None:
        cell = self._cell(Field.MAXIMUM)
        if cell == "":
            self._fault(codes.CELL_EMPTY, Field.MAXIMUM)
            return None
        found = read_amount(cell, self.style)
        if isinstance(found, Code):
            self._fault(found, Field.MAXIMUM, seen=cell_text(cell))
            return None
        if not found:
            self._note(codes.AMOUNT_ZERO, Field.MAXIMUM, subject=code)
        return found

    def _period(self, code: str) -> Period | None:
        first, last = self._date(Field.FROM), self._date(Field.THROUGH)
        cell = self._cell(Field.YEAR)
        if first is None and cell != "" and self._cell(Field.FROM) == "":
            year = read_year(cell)
            if year is None:
                self._fault(codes.DATE_UNREADABLE, Field.YEAR, seen=cell_text(cell))
                return None
            first, last = date(year, 1, 1), last or date(year, 12, 31)
        elif first is None and self._cell(Field.FROM) == "":
            self._fault(codes.CELL_EMPTY, Field.FROM)
        if first is None:
            return None
        if last is not None and last < first:
            wanted = first.isoformat()
            self._fault(codes.PERIOD_BACKWARDS, Field.THROUGH, code, seen=last.isoformat(), wanted=wanted)
            return None
        return Period.through(first, last)

    def _date(self, which: Field) -> date | None:
        cell = self._cell(which)
        if cell == "":
            return None
        found = read_date(cell)
        if found is None:
            self._fault(codes.DATE_UNREADABLE, which, seen=cell_text(cell))
            return None
        if found.serial:
            self._note(codes.DATE_SERIAL, which, seen=cell_text(cell), wanted=found.day.isoformat())
        return found.day

    def _word(self, which: Field, words: Mapping[str, W]) -> W | None:
        cell = self._cell(which)
        found = read_word(cell, words)
        if found is None and cell == "":
            self._fault(codes.CELL_EMPTY, which)
        elif found is None:
            wanted = ", ".join(dict.fromkeys(str(word.value) for word in words.values()))
            self._fault(codes.WORD_UNKNOWN, which, seen=cell_text(cell), wanted=wanted)
        return found

    def _listed(self, which: Field, name: str, known: Callable[[], Mapping[str, object]]) -> str | None:
        text = self._text(which)
        if text and text not in known():
            self._fault(codes.CODE_UNKNOWN, which, name, seen=text)
        return text or None

    def _text(self, which: Field, *, obligatory: bool = False) -> str:
        text = cell_text(self._cell(which))
        if obligatory and not text:
            self._fault(codes.CELL_EMPTY, which)
        return text

    def _cell(self, which: Field) -> Cell:
        """The cell of the field; an empty one, or none, gives the fixed text."""
        number = self.sheet.mapping.columns.get(which, 0)
        cell = self.row.cells[number - 1] if 0 < number <= len(self.row.cells) else ""
        return cell if cell != "" else self.sheet.mapping.fixed.get(which, "")

    def _place(self, which: Field | None) -> Place:
        column = self.sheet.mapping.columns.get(which, 0) if which else 0
        return Place(self.sheet.place, self.row.number, column)

    def _note(self, code: Code, which: Field, *, subject: str = "", seen: str = "", wanted: str = "") -> None:
        self.sheet.findings.append(
            Finding(code, subject or self._title(which), seen[:_SHOWN], wanted, self._place(which))
        )

    def _fault(self, code: Code, which: Field | None, subject: str = "", *, seen: str = "", wanted: str = "") -> None:
        self.good = False
        subject = subject or (self._title(which) if which else self.sheet.place)
        self.sheet.findings.append(Finding(code, subject, seen[:_SHOWN], wanted, self._place(which)))

    def _title(self, which: Field) -> str:
        number = self.sheet.mapping.columns.get(which, 0)
        return self.sheet.titles[number - 1] if number else which.value
