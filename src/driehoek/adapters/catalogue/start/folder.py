"""A folder with files of a purchaser, read as they are: every sheet and row is used, or listed with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from driehoek.adapters.catalogue.codes import PRODUCTS_NOT_MADE
from driehoek.adapters.catalogue.sheets import Sheet, read_sheets
from driehoek.adapters.catalogue.start import codes
from driehoek.adapters.catalogue.start.fields import Field, meaning_of
from driehoek.adapters.catalogue.start.memory import Answers
from driehoek.adapters.catalogue.start.shape import Header, find_header, is_pivot
from driehoek.adapters.catalogue.start.sheet import Reading, SheetReading, unused
from driehoek.adapters.catalogue.start.tariffs import read_tariffs
from driehoek.application.start import Ask, FileTold, Material, SheetTold
from driehoek.domain.catalogue import Product, TariffLine
from driehoek.kernel import Finding, Place, Severity

READ = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt", ".tsv"})
Progress = Callable[[str], None]


@dataclass(slots=True)
class FolderReader:
    """Reads the files of a folder.

    Attributes:
        answers: what was said before; what is said now is added.
        ask: asks a person.
        year: the contract year to start; None when the files must say.
        progress: told the name of each file and sheet that is begun.
    """

    answers: Answers
    ask: Ask
    year: int | None
    progress: Progress
    _files: list[FileTold] = field(default_factory=list)
    _sheets: list[SheetTold] = field(default_factory=list)
    _tariffs: list[TariffLine] = field(default_factory=list)
    _products: list[Product] = field(default_factory=list)

    def read(self, folder: Path) -> Material:
        """Read every file in the folder and the folders in it, in order of name; tariffs first, for their codes."""
        reading = Reading(self.answers, self.ask, self.year)
        found = [(file, sheet) for path in files_in(folder) for file, sheet in self._open(folder, path, reading)]
        headed = [(file, sheet, find_header(sheet)) for file, sheet in found]
        for file, sheet, header in sorted(headed, key=lambda item: item[2] is None or not is_tariffs(item[2])):
            self.progress(sheet.place)
            if header is None or is_pivot(sheet):
                self._no_table(file, sheet, reading)
            else:
                self._sheet(SheetReading(reading, file, sheet, header))
        if not found:
            reading.findings.append(Finding(codes.NOTHING_READ, folder.name, place=Place(folder.name)))
        order = {sheet.place: number for number, (_, sheet) in enumerate(found)}
        return Material(
            tuple(self._files),
            tuple(sorted(self._sheets, key=lambda item: order[item.place])),
            tuple(reading.lines),
            tuple(self._tariffs),
            tuple(self._products),
            tuple(reading.findings),
        )

    def _open(self, folder: Path, path: Path, reading: Reading) -> Iterator[tuple[str, Sheet]]:
        name = path.relative_to(folder).as_posix()
        reason = _not_ours(path)
        content = b""
        if not reason:
            try:
                content = path.read_bytes()
            except OSError as error:
                reason = error.strerror or type(error).__name__
        self._files.append(FileTold(name, sha256(content).hexdigest() if not reason else "", len(content), reason))
        if reason:
            reading.findings.append(Finding(codes.NOT_READ, name, seen=reason, place=Place(name)))
            return
        self.progress(name)
        sheets, findings = read_sheets(name, content)
        reading.findings.extend(softened(findings))
        if not sheets:
            why = findings[0].sentence() if findings else "er staat niets in"
            self._files[-1] = replace(self._files[-1], reason=why)
        for sheet in sheets:
            yield name, sheet

    def _no_table(self, file: str, sheet: Sheet, reading: Reading) -> None:
        code = codes.PIVOT if is_pivot(sheet) else codes.NO_TABLE
        reason = "een draaitabel met alles in één kolom" if code is codes.PIVOT else "geen tabel gevonden"
        if sheet.rows:
            reading.findings.append(Finding(code, sheet.place, place=Place(sheet.place)))
        self._sheets.append(unused(file, sheet, reason))

    def _sheet(self, one: SheetReading) -> None:
        reading, sheet = one.folder, one.sheet
        reading.findings.extend(hidden_columns(sheet, one.header))
        if not is_tariffs(one.header):
            self._sheets.append(one.read())
            return
        year = self.year - 1 if self.year else None
        tariffs, told, words = read_tariffs(one.file, sheet, one.context, year, self.answers, self.ask)
        self._tariffs.extend(tariffs.lines)
        self._products.extend(tariffs.products)
        reading.known_products |= {line.product for line in tariffs.lines}
        reading.lines.extend(words)
        reading.findings.extend(item for item in softened(tariffs.findings) if item.code.id != PRODUCTS_NOT_MADE.id)
        self._sheets.append(told)


def softened(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings on one file, none of which stops the others from being used: an error becomes a warning."""
    return tuple(
        replace(item, code=replace(item.code, severity=Severity.WARNING)) if item.severity is Severity.ERROR else item
        for item in findings
    )


def hidden_columns(sheet: Sheet, header: Header) -> Iterator[Finding]:
    """The columns that are hidden; or that the format of the file does not let them be seen."""
    place = Place(sheet.place)
    if not sheet.hidden_known:
        yield Finding(codes.HIDDEN_UNSEEN, sheet.place, place=place)
    columns = [number for number in sorted(sheet.hidden.columns) if number <= len(header.titles)]
    if columns:
        names = ", ".join(f"{number} '{header.titles[number - 1]}'" for number in columns)
        yield Finding(codes.HIDDEN_COLUMNS, sheet.place, names, place=place)


def is_tariffs(header: Header) -> bool:
    """Whether titles are those of a list of tariffs: products with a price, no providers, quantities or amounts."""
    fields = {found[0].field for title in header.titles if (found := meaning_of(title))}
    priced = Field.MAXIMUM in fields or Field.PRICE in fields
    return priced and Field.PRODUCT in fields and not fields & {Field.QUANTITY, Field.AMOUNT, Field.CONTRACT}


def files_in(folder: Path) -> tuple[Path, ...]:
    """The files of a folder and the folders in it, in order of name; what a system hides is passed over."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return tuple(
        sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))
    )


def _not_ours(path: Path) -> str:
    if path.name.startswith("~$"):
        return "een tijdelijk bestand van Excel / a temporary file of Excel"
    if path.suffix.lower() not in READ:
        return "geen Excel en geen CSV / neither Excel nor CSV"
    return ""
