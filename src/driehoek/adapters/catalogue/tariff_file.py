"""Read a tariff file that somebody made: all its faults at once, and which column is which asked once per shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from driehoek.adapters.catalogue import codes
from driehoek.adapters.catalogue.columns import (
    Ask,
    ColumnMapping,
    Field,
    Guess,
    Memory,
    faults,
    guess_mapping,
    load_memory,
    save_memory,
)
from driehoek.adapters.catalogue.rows import Described, SheetReader
from driehoek.adapters.catalogue.sheets import Cell, Row, Sheet, read_sheets
from driehoek.adapters.catalogue.values import cell_text, read_amount
from driehoek.domain.catalogue import Product, TariffLine, TariffTable, tariff_table
from driehoek.kernel import Finding, Money, Place, Severity

_HEADER_WITHIN = 40
_SAMPLES = 3
_TITLES_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class TariffFile:
    """What a tariff file gave.

    Attributes:
        products: the products it describes, in order of code; empty when it gives tariffs only.
        lines: every tariff that could be read, in order of product and period.
        table: the tariffs that can stand together.
        findings: what is wrong or worth a look, in order of place.
    """

    products: tuple[Product, ...]
    lines: tuple[TariffLine, ...]
    table: TariffTable
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        """Whether nothing in it is wrong; a file with a fault gives nothing half."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(slots=True)
class _Reading:
    memory: Memory
    ask: Ask
    findings: list[Finding] = field(default_factory=list)
    lines: list[TariffLine] = field(default_factory=list)
    described: list[Described] = field(default_factory=list)


def read_tariff_file(path: Path, memory_file: Path, ask: Ask) -> TariffFile:
    """Read a tariff table from a CSV file or an Excel workbook with one or more sheets.

    Titles may stand above the header and totals below; hidden sheets are left out. For each shape of header that
    ``memory_file`` does not know, ``ask`` is called once with the guess, and its answer is kept there.

    Args:
        path: the file.
        memory_file: what was said before about columns; `columns.MEMORY_FILE` beside the dossier.
        ask: asks a person.
    """
    memory, findings = load_memory(memory_file)
    reading = _Reading(memory, ask, list(findings))
    sheets: tuple[Sheet, ...] = ()
    try:
        sheets, found = read_sheets(path.name, path.read_bytes())
    except OSError as error:
        seen = error.strerror or type(error).__name__
        found = (Finding(codes.FILE_UNREADABLE, path.name, seen=seen, place=Place(path.name)),)
    reading.findings.extend(found)
    _read(reading, path.name, sheets)
    if reading.memory is not memory:
        save_memory(memory_file, reading.memory)
    return _result(reading)


def read_tariff_sheets(name: str, sheets: tuple[Sheet, ...], memory: Memory, ask: Ask) -> tuple[TariffFile, Memory]:
    """Read tariffs from sheets that were read already.

    Args:
        name: of the file, for findings.
        sheets: its sheets.
        memory: what was said before about columns.
        ask: asks a person.

    Returns:
        The tariffs, and the memory with what was said now.
    """
    reading = _Reading(memory, ask)
    _read(reading, name, sheets)
    return _result(reading), reading.memory


def _read(reading: _Reading, name: str, sheets: tuple[Sheet, ...]) -> None:
    headed = {sheet.place: found for sheet in sheets if (found := _known_header(sheet, reading.memory)) is not None}
    for sheet in sheets:
        header = headed.get(sheet.place)
        if header is None and not headed:
            header = _possible_header(sheet)
        if header is not None:
            _read_sheet(reading, sheet, header)
        elif headed:
            seen = "geen kolomtitels / no column titles"
            reading.findings.append(Finding(codes.SHEET_SKIPPED, sheet.name, seen=seen, place=Place(sheet.place)))
        else:
            code = codes.NO_HEADER if sheet.rows else codes.FILE_EMPTY
            reading.findings.append(Finding(code, sheet.place, place=Place(sheet.place)))
    if headed and not reading.lines and not _has_errors(reading.findings):
        reading.findings.append(Finding(codes.FILE_EMPTY, name, place=Place(name)))


def _has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _read_sheet(reading: _Reading, sheet: Sheet, header: int) -> None:
    titles = _titles(sheet.rows[header])
    body = sheet.rows[header + 1 :]
    mapping = reading.memory.recall(titles)
    if mapping is None:
        mapping = _asked(reading, sheet, titles, body)
        if mapping is None:
            return
        reading.memory = reading.memory.learn(titles, mapping)
    elif wrong := faults(mapping, titles, sheet.place):
        reading.findings.extend(wrong)
        return
    reader = SheetReader(sheet.place, titles, mapping)
    reader.read(body)
    reading.findings.extend(reader.findings)
    reading.lines.extend(reader.lines)
    reading.described.extend(reader.described)


def _asked(reading: _Reading, sheet: Sheet, titles: tuple[str, ...], body: tuple[Row, ...]) -> ColumnMapping | None:
    guess = guess_mapping(titles)
    samples = tuple(tuple(cell_text(cell) for cell in row.cells) for row in body[:_SAMPLES])
    said = reading.ask(Guess(guess.header, guess.mapping, guess.certainty, samples, sheet.place))
    if said is None:
        wanted = ", ".join(which.value for which in (guess.missing or (Field.CODE, Field.MAXIMUM)))
        place = Place(sheet.place, sheet.rows[0].number)
        reading.findings.append(Finding(codes.COLUMNS_NOT_SAID, sheet.place, wanted=wanted, place=place))
        return None
    wrong = faults(said, titles, sheet.place)
    reading.findings.extend(wrong)
    return None if wrong else said


def _titles(row: Row) -> tuple[str, ...]:
    return tuple(cell_text(cell) for cell in row.cells)


def _known_header(sheet: Sheet, memory: Memory) -> int | None:
    """The row of titles: one that was remembered, else the one in which we know most titles, code and amount among."""
    rows = sheet.rows[:_HEADER_WITHIN]
    for index, row in enumerate(rows):
        if memory.recall(_titles(row)) is not None:
            return index
    known = {
        index: len(mapping.columns)
        for index, row in enumerate(rows)
        if {Field.CODE, Field.MAXIMUM} <= set((mapping := guess_mapping(_titles(row)).mapping).columns)
    }
    return max(known, key=lambda index: (known[index], -index)) if known else None


def _possible_header(sheet: Sheet) -> int | None:
    """The first row of words with an amount somewhere in the row below it."""
    rows = sheet.rows[:_HEADER_WITHIN]
    for index, (row, below) in enumerate(pairwise(rows)):
        titles = [row.cells[at] for at in row.filled]
        if len(titles) >= _TITLES_AT_LEAST and not any(map(_is_amount, titles)) and any(map(_is_amount, below.cells)):
            return index
    return None


def _is_amount(cell: Cell) -> bool:
    return not isinstance(cell, str) or isinstance(read_amount(cell, None), Money)


def _result(reading: _Reading) -> TariffFile:
    table, clashes = tariff_table(reading.lines)
    products, differences = _products(reading.described)
    findings = [*reading.findings, *clashes, *differences]
    return TariffFile(
        products,
        tuple(sorted(reading.lines, key=lambda line: (line.product, line.period, _order(line.place)))),
        table,
        tuple(sorted(findings, key=lambda finding: (*_order(finding.place), finding.code.id))),
    )


def _order(place: Place | None) -> tuple[str, int, int]:
    return (place.file, place.line, place.column) if place else ("", 0, 0)


def _products(described: list[Described]) -> tuple[tuple[Product, ...], tuple[Finding, ...]]:
    """One product per code; rows that describe the same code otherwise are named (TAR-041)."""
    first: dict[str, Described] = {}
    findings: list[Finding] = []
    for item in sorted(described, key=lambda each: (each.product.code, _order(each.place))):
        known = first.setdefault(item.product.code, item)
        for name in ("name", "sector", "form", "unit", "category", "treatment", "zzp", "function"):
            if getattr(known.product, name) != getattr(item.product, name):
                finding = Finding(codes.PRODUCT_DIFFERS, item.product.code, name, str(known.place), item.place)
                findings.append(finding)
    return tuple(first[code].product for code in sorted(first)), tuple(findings)
