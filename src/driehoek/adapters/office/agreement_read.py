"""A form of an agreement that comes back as a workbook: by its heads and codes, wherever its columns and rows went.

Rows are known by lot and product and columns by their head, so that a spreadsheet may sort, filter, reorder and save
again in another program. What cannot be read is told with its cell and its mend; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

from driehoek.adapters.office.agreement_xlsx import (
    FORMAT,
    KEYS,
    LINES,
    LOT_HEAD,
    PRICE_HEAD,
    PRODUCT_HEAD,
    QUANTITY_HEAD,
)
from driehoek.adapters.office.cells import money_of, quantity_of, text_of
from driehoek.application.agreement.form import ReadCell, ReadForm
from driehoek.domain.agreement.sheet import Column, Place
from driehoek.kernel import Code, Finding, Severity, Unit, blocking
from driehoek.kernel import Place as At

NO_AGREEMENT_FORM = Code(
    "OFF-020",
    nl="{subject} is geen formulier van een afspraak: {seen}.",
    en="{subject} is not the form of an agreement: {seen}.",
    mend_nl="Haal het formulier op bij de afspraak, vul dat in en bewaar het als .xlsx.",
    mend_en="Export the form from the agreement, fill that in and save it as .xlsx.",
)
HEAD_MISSING = Code(
    "OFF-021",
    nl="Op blad {subject} staat geen kolom '{wanted}'.",
    en="Sheet {subject} has no column '{wanted}'.",
    mend_nl="Zet de kolom '{wanted}' terug. De volgorde maakt niet uit.",
    mend_en="Put the column '{wanted}' back; its place does not matter.",
)
ROW_UNKNOWN = Code(
    "OFF-022",
    nl="De rij van cel {subject} ({seen}) hoort niet bij deze afspraak en telt niet mee.",
    en="The row of cell {subject} ({seen}) is not in this agreement and does not count.",
    mend_nl="Vraag een nieuwe regel aan in het formulier, of haal de rij weg.",
    mend_en="Ask for a new line in the form, or remove the row.",
    severity=Severity.WARNING,
)
ROW_TWICE = Code(
    "OFF-023",
    nl="Regel {seen} staat twee keer in het bestand; de tweede keer in cel {subject}.",
    en="Line {seen} stands twice in the file, the second time in cell {subject}.",
    mend_nl="Zet het hele aantal op één rij en haal de andere weg.",
    mend_en="Put the whole number on one row and remove the other.",
)
CELL_UNREADABLE = Code(
    "OFF-024",
    nl="In cel {subject} staat '{seen}'. Dat kunnen wij niet lezen.",
    en="Cell {subject} holds '{seen}', which cannot be read.",
    mend_nl="Zet in cel {subject}: {wanted}.",
    mend_en="Put into cell {subject}: {wanted}.",
)
ROWS_MISSING = Code(
    "OFF-025",
    nl="{seen} van de {wanted} regels staan niet in het bestand. Die blijven zoals ze zijn.",
    en="{seen} of the {wanted} lines are not in the file. They stay as they are.",
    mend_nl="Wilt u een regel leeg maken, laat de rij dan staan en maak het aantal leeg.",
    mend_en="To empty a line, leave its row and empty the number.",
    severity=Severity.WARNING,
)
FINDINGS = (NO_AGREEMENT_FORM, HEAD_MISSING, ROW_UNKNOWN, ROW_TWICE, CELL_UNREADABLE, ROWS_MISSING)

_SHOWN = 60
_LOOK = 40
"""How many rows are searched for the heads."""
_KEY = 7
"""How many cells a row of the hidden sheet has that describes a cell."""
_HEADS = {Column.QUANTITY: QUANTITY_HEAD, Column.PRICE: PRICE_HEAD}
Line = tuple[str, str]
"""Lot and product."""


@dataclass(frozen=True, slots=True)
class _Exported:
    """A cell as the hidden sheet holds it: its version and value at export."""

    unit: Unit
    version: int
    value: int | None


@dataclass(slots=True)
class _Reader:
    """The reading of one workbook; collects the findings."""

    file: str
    grids: Mapping[str, list[list[object]]]
    agreement: str = ""
    number: int = 0
    exported: dict[Place, _Exported] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def fault(self, code: Code, row: int, column: int, seen: str, wanted: str = "") -> None:
        """Note a fault of one cell."""
        at = At(f"{self.file}#{LINES}", row + 1, column + 1)
        self.findings.append(Finding(code, _name(row, column), seen[:_SHOWN], wanted, at))


def read_agreement_form(data: bytes, file: str) -> tuple[ReadForm | None, tuple[Finding, ...]]:
    """Read a workbook that came back.

    Args:
        data: its bytes.
        file: its name, for findings.

    Returns:
        What it holds; None when it is no such form or a cell cannot be read. And all findings.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        grids: dict[str, list[list[object]]] = {
            name: [list(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            for name in (LINES, KEYS)
            if name in workbook.sheet_names
        }
    except (CalamineError, OSError, ValueError) as error:
        return None, (Finding(NO_AGREEMENT_FORM, file, seen=str(error)[:_SHOWN], place=At(file)),)
    reader = _Reader(file, grids)
    if not _know(reader):
        return None, tuple(reader.findings)
    columns = _columns(reader)
    cells = () if columns is None else _cells(reader, *columns)
    found = tuple(reader.findings)
    return (None if blocking(found) else ReadForm(reader.agreement, reader.number, cells)), found


def _know(reader: _Reader) -> bool:
    """Read the hidden sheet; whether this is a form of ours and all of it can be read."""
    rows = [[text_of(cell) for cell in row] for row in reader.grids.get(KEYS, [])]
    said = {row[0]: row[1] for row in rows if len(row) > 1 and row[0] != "cell"}
    if said.get("format") != FORMAT:
        return _no_form(reader, f"blad {KEYS} ontbreekt of is van een andere versie")
    if LINES not in reader.grids:
        return _no_form(reader, f"blad {LINES} ontbreekt")
    try:
        reader.agreement, reader.number = said["agreement"], int(said["number"])
        for row in rows:
            if row[0] == "cell":
                lot, product, column, unit, version, value = row[1:_KEY]
                exported = _Exported(Unit(unit), int(version), int(value) if value else None)
                reader.exported[Place(lot, product, Column(column))] = exported
    except (KeyError, ValueError):
        return _no_form(reader, f"blad {KEYS} is veranderd")
    return True


def _no_form(reader: _Reader, seen: str) -> bool:
    reader.findings.append(Finding(NO_AGREEMENT_FORM, reader.file, seen=seen, place=At(reader.file)))
    return False


def _columns(reader: _Reader) -> tuple[int, Mapping[str, int]] | None:
    """The row of the heads, and the column of each head that we read."""
    wanted = (LOT_HEAD, PRODUCT_HEAD, QUANTITY_HEAD, PRICE_HEAD)
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(reader.grids[LINES][:_LOOK]):
        texts = [text_of(cell) for cell in row]
        found = {head: texts.index(head) for head in wanted if head in texts}
        if len(found) > len(best[1]):
            best = (number, found)
    lacking = [head for head in wanted if head not in best[1]]
    reader.findings.extend(
        Finding(HEAD_MISSING, LINES, wanted=head, place=At(f"{reader.file}#{LINES}", best[0] + 1)) for head in lacking
    )
    return None if lacking else best


def _cells(reader: _Reader, header: int, columns: Mapping[str, int]) -> tuple[ReadCell, ...]:
    known = {(place.lot, place.product) for place in reader.exported}
    first: dict[Line, int] = {}
    cells: list[ReadCell] = []
    for number, given in enumerate(reader.grids[LINES][header + 1 :], start=header + 1):
        row = [*given, *[""] * (max(columns.values()) + 1 - len(given))]
        line = (text_of(row[columns[LOT_HEAD]]), text_of(row[columns[PRODUCT_HEAD]]))
        if line not in known:
            if any(line) and any(text_of(row[columns[head]]) for head in _HEADS.values()):
                reader.fault(ROW_UNKNOWN, number, columns[PRODUCT_HEAD], ", ".join(part for part in line if part))
            continue
        if line in first:
            reader.fault(ROW_TWICE, number, columns[PRODUCT_HEAD], ", ".join(line))
            continue
        first[line] = number
        for column, head in _HEADS.items():
            exported = reader.exported.get(Place(*line, column))
            if exported is not None:
                cells += _cell(reader, Place(*line, column), exported, (number, columns[head]), row[columns[head]])
    if len(first) < len(known):
        missing = str(len(known) - len(first))
        reader.findings.append(Finding(ROWS_MISSING, LINES, missing, str(len(known)), At(f"{reader.file}#{LINES}")))
    return tuple(cells)


def _cell(
    reader: _Reader, place: Place, exported: _Exported, where: tuple[int, int], cell: object
) -> tuple[ReadCell, ...]:
    value: int | None = None
    if text_of(cell):
        try:
            priced = place.column is Column.PRICE
            value = money_of(cell).cents if priced else quantity_of(cell, exported.unit).steps
        except (ValueError, ArithmeticError):
            value = -1
        if value < 0:
            reader.fault(CELL_UNREADABLE, *where, text_of(cell), _wanted(place, exported.unit))
            return ()
    return (ReadCell(place, value, exported.value, exported.version, _name(*where), text_of(cell)),)


def _wanted(place: Place, unit: Unit) -> str:
    if place.column is Column.PRICE:
        return "een bedrag in euro's van 0 of meer, in hele centen, zoals 12,50"
    return f"een aantal in {unit.dutch}, 0 of meer, zonder punt tussen duizenden"


def _name(row: int, column: int) -> str:
    return f"{LINES}!{xl_rowcol_to_cell(row, column)}"
