"""A table from the portal of the NZa or of its decision, read from Excel or CSV.

No official format is among what we have, so the format is ours and documented: a row of heads, then a row per product.
Heads may stand in any order and anywhere in the first rows; other columns are left alone. The portal is known to have
no good Excel export (table 2.8), so a table typed over by hand is as good.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO, StringIO

from python_calamine import CalamineError, CalamineWorkbook

from driehoek.adapters.office.cells import money_of, number_text, quantity_of, text_of
from driehoek.application.agreement.filed import FiledRow, FiledTable
from driehoek.kernel import Code, Finding, Money, Place, Quantity, Unit, blocking

NO_TABLE = Code(
    "OFF-030",
    nl="{subject} is geen tabel die wij kunnen lezen: {seen}.",
    en="{subject} is no table that can be read: {seen}.",
    mend_nl="Bewaar de export als .xlsx of .csv, met een rij met de koppen: {wanted}.",
    mend_en="Save the export as .xlsx or .csv, with a row with the heads: {wanted}.",
)
HEADS_MISSING = Code(
    "OFF-031",
    nl="In {subject} vinden wij de kolom '{wanted}' niet.",
    en="{subject} has no column '{wanted}'.",
    mend_nl="Zet '{wanted}' boven de kolom waar dat in staat. Andere kolommen mogen blijven.",
    mend_en="Put '{wanted}' over the column that holds it; other columns may stay.",
)
FIGURE_UNREADABLE = Code(
    "OFF-032",
    nl="Bij {subject} staat '{seen}'. Dat is geen {wanted} dat wij kunnen lezen.",
    en="{subject} holds '{seen}', which is no {wanted} that can be read.",
    mend_nl="Schrijf een {wanted} zonder woorden erbij en zonder punt tussen duizenden, zoals 1250,5.",
    mend_en="Write the figure without words and without a separator between thousands, such as 1250.5.",
)
FINDINGS = (NO_TABLE, HEADS_MISSING, FIGURE_UNREADABLE)

HEADS: Mapping[str, tuple[str, ...]] = {
    "prestatiecode": ("prestatiecode", "prestatie", "code", "product"),
    "aantal": ("aantal", "aantallen", "productie", "toegekend aantal", "gerealiseerd", "quantity"),
    "bedrag": ("bedrag", "totaalbedrag", "toegekend bedrag", "amount"),
    "tarief": ("tarief", "prijs", "afgesproken tarief", "price"),
    "contract": ("contract", "agb contract", "agb-code contract", "agb"),
}
"""Per column the heads under which it is known; only the first three are needed.

The English ones are those of the files of a dossier."""
NEEDED = ("prestatiecode", "aantal", "bedrag")
_TOTAL = ("totaal", "total")
_LOOK = 30
_SHOWN = 60
_AGB = 8
"""The figures of an AGB code; a spreadsheet that takes it for a number drops the zeros before it."""
_HALF_A_HUNDREDTH = Decimal("0.3")
"""Of an hour, in minutes."""
_DELIMITERS = ";,\t"
Grid = list[list[object]]


def read_filed(
    data: bytes, file: str, units: Mapping[str, Unit], needed: Sequence[str] = NEEDED
) -> tuple[FiledTable | None, tuple[Finding, ...]]:
    """Read a table.

    Args:
        data: its bytes.
        file: its name, for findings.
        units: per product of ours what is counted.
        needed: the columns it must have; at settlement what was delivered needs no amount.

    Returns:
        The table; None when it is none or a figure cannot be read. And all findings.
    """
    best: tuple[Grid, int, dict[str, int]] = ([], 0, {})
    try:
        for grid in _grids(data):
            at, found = _heads(grid)
            if len(found) > len(best[2]):
                best = (grid, at, found)
    except (CalamineError, OSError, ValueError, csv.Error) as error:
        return None, (Finding(NO_TABLE, file, str(error)[:_SHOWN], ", ".join(needed), Place(file)),)
    grid, header, columns = best
    if not columns:
        seen = "nergens staat een rij met koppen"
        return None, (Finding(NO_TABLE, file, seen, ", ".join(needed), Place(file)),)
    lacking = [name for name in needed if name not in columns]
    if lacking:
        place = Place(file, header + 1)
        return None, tuple(Finding(HEADS_MISSING, file, wanted=name, place=place) for name in lacking)
    findings: list[Finding] = []
    rows: list[FiledRow] = []
    whole: Money | None = None
    for number, row in _rows(grid, header, columns):
        code = text_of(row[columns["prestatiecode"]])
        if not code or code.casefold().startswith(_TOTAL):
            if any(text_of(cell).casefold().startswith(_TOTAL) for cell in row) and "bedrag" in columns:
                whole = _money(row, columns["bedrag"], (file, number), findings)
            continue
        read = _row(row, columns, (file, number), units.get(code), findings)
        rows += [read] if read else []
    told = tuple(findings)
    return (None if blocking(told) else FiledTable(file, tuple(rows), whole)), told


def _grids(data: bytes) -> Iterator[Grid]:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        for name in workbook.sheet_names:
            yield [list(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")  # what Excel in the Netherlands writes as CSV
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    yield [list(row) for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)]


def _heads(grid: Grid) -> tuple[int, dict[str, int]]:
    """The row that holds most heads that are known, and where each stands."""
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(grid[:_LOOK]):
        texts = [" ".join(text_of(cell).casefold().split()) for cell in row]
        columns = {
            name: next(texts.index(head) for head in heads if head in texts)
            for name, heads in HEADS.items()
            if any(head in texts for head in heads)
        }
        if len(columns) > len(best[1]):
            best = (number, columns)
    return best


def _rows(grid: Grid, header: int, columns: Mapping[str, int]) -> Iterator[tuple[int, list[object]]]:
    width = max(columns.values()) + 1
    for number, row in enumerate(grid[header + 1 :], start=header + 2):
        if any(text_of(cell) for cell in row):
            yield number, [*row, *[""] * (width - len(row))]


def _row(
    row: list[object], columns: Mapping[str, int], where: tuple[str, int], unit: Unit | None, findings: list[Finding]
) -> FiledRow | None:
    code = text_of(row[columns["prestatiecode"]])
    cell = row[columns["aantal"]]
    quantity: Quantity | None = None
    if unit is not None:
        try:
            quantity = _quantity(cell if text_of(cell) else "0", unit)
        except (ValueError, ArithmeticError):
            findings.append(_fault(code, "aantal", cell, where, columns["aantal"]))
            return None
    amount = _money(row, columns["bedrag"], where, findings) if "bedrag" in columns else Money(0)
    price = None
    if "tarief" in columns and text_of(row[columns["tarief"]]):
        price = _money(row, columns["tarief"], where, findings)
    contract = text_of(row[columns["contract"]]) if "contract" in columns else ""
    contract = contract.zfill(_AGB) if contract.isdigit() else contract
    place = Place(where[0], where[1])
    return None if amount is None else FiledRow(code, quantity, text_of(cell), price, amount, contract, place)


def _quantity(cell: object, unit: Unit) -> Quantity:
    """A quantity; hours in two decimals are the nearest minute, for so an export writes 50 minutes: ``2500,83``."""
    try:
        return quantity_of(cell, unit)
    except ValueError:
        minutes = Decimal(number_text(cell)) * unit.steps
        near = minutes.to_integral_value(ROUND_HALF_UP)
        if unit is not Unit.HOUR or abs(minutes - near) > _HALF_A_HUNDREDTH:
            raise
        return Quantity(int(near), unit)


def _money(row: list[object], column: int, where: tuple[str, int], findings: list[Finding]) -> Money | None:
    cell = row[column]
    if not text_of(cell):
        return Money(0)
    try:
        return money_of(cell)
    except (ValueError, ArithmeticError):
        findings.append(_fault(f"rij {where[1]}", "bedrag", cell, where, column))
        return None


def _fault(subject: str, kind: str, cell: object, where: tuple[str, int], column: int) -> Finding:
    place = Place(where[0], where[1], column + 1)
    return Finding(FIGURE_UNREADABLE, subject, text_of(cell)[:_SHOWN], kind, place)
