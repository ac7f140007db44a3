"""The form of an agreement as a file: what goes out, and what a file that comes back would change.

The file is the same form as the one on the screen (B-067). It carries of each cell the version that stood there at
export, so that its changes are changes like any other: made where the cell is still at that version, a clash of two
values where it went on since. A cell that the file leaves as it was asks nothing, whatever happened to it since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from driehoek.application.phrases import exact_quantity
from driehoek.domain.agreement.sheet import NOT_YOURS, Cell, Change, Column, Place, Sheet, Side
from driehoek.kernel import ZERO, Code, Finding, Money, Quantity, Severity, Unit, dutch, total

OTHER_AGREEMENT = Code(
    "AGR-060",
    nl="Dit bestand hoort bij afspraak {seen}, niet bij afspraak {wanted}.",
    en="This file belongs to agreement {seen}, not to agreement {wanted}.",
    mend_nl="Open de afspraak waar het bestand bij hoort, of haal het formulier van deze afspraak opnieuw op.",
    mend_en="Open the agreement the file belongs to, or export the form of this agreement again.",
)
OLD_EXPORT = Code(
    "AGR-061",
    nl="Sinds u dit bestand ophaalde zijn er {seen} wijzigingen gedaan in het formulier.",
    en="Since this file was exported {seen} changes were made in the form.",
    mend_nl="Wat alleen u veranderde kan zo worden overgenomen. Veranderden allebei iets, kies dan zelf.",
    mend_en="What only you changed can be taken over as it is. Where both changed something, choose.",
    severity=Severity.WARNING,
)
NOT_FROM_HERE = Code(
    "AGR-062",
    nl="Het bestand zegt dat bij {subject} versie {seen} stond, maar zo stond het er nooit.",
    en="The file says version {seen} stood at {subject}, but it never stood there like that.",
    mend_nl="Het verborgen blad is veranderd. Haal het formulier opnieuw op en neem uw cijfers over.",
    mend_en="The hidden sheet was changed. Export the form again and copy your figures.",
)
LINE_GONE = Code(
    "AGR-063",
    nl="Regel {subject} staat niet meer in de afspraak. In het bestand staat daar {seen}.",
    en="Line {subject} is no longer in the agreement. The file holds {seen} there.",
    mend_nl="Vraag de regel opnieuw aan als u hem nog wilt, met dit aantal.",
    mend_en="Ask for the line again if it is still wanted, with this figure.",
    severity=Severity.WARNING,
)
FINDINGS = (OTHER_AGREEMENT, OLD_EXPORT, NOT_FROM_HERE, LINE_GONE)


@dataclass(frozen=True, slots=True)
class FormRow:
    """A line of the form; what it holds stands in the sheet.

    Attributes:
        lot: of the policy.
        lot_name: its name, in Dutch.
        product: its code.
        name: its name, in Dutch.
        unit: what is counted.
        limit: the most that may be agreed; None where nothing limits it.
        room: the name of the room the amount comes from.
        made: how the price was made, in plain Dutch.
    """

    lot: str
    lot_name: str
    product: str
    name: str
    unit: Unit
    limit: Quantity | None = None
    room: str = ""
    made: str = ""

    def place(self, column: Column = Column.QUANTITY) -> Place:
        """Where its cell stands."""
        return Place(self.lot, self.product, column)


@dataclass(frozen=True, slots=True)
class Room:
    """What this agreement may come to in one sub-frame.

    Attributes:
        name: of the sub-frame, in Dutch.
        most: what is set apart for this contract and what is free.
    """

    name: str
    most: Money


@dataclass(frozen=True, slots=True)
class AgreementForm:
    """The form of one agreement, for one side.

    Attributes:
        agreement: by what the store knows it.
        contract: the AGB of the contract.
        provider: its name.
        purchaser: its name.
        year: the contract year.
        side: who fills this file in.
        version: of the agreement.
        fingerprint: of the content of that version.
        exported_at: the moment of export, which the file carries as the moment it was made.
        rows: the lines, in order.
        rooms: per sub-frame what fits.
        sheet: the cells of the lines, with their versions.
        synthetic: whether tariffs or products in it are made up.
    """

    agreement: str
    contract: str
    provider: str
    purchaser: str
    year: int
    side: Side
    version: int
    fingerprint: str
    exported_at: datetime
    rows: tuple[FormRow, ...]
    rooms: tuple[Room, ...]
    sheet: Sheet
    synthetic: bool = False

    def value(self, row: FormRow, column: Column) -> int | None:
        """What stands in a cell; None where it is empty."""
        cell = self.sheet.cells.get(row.place(column))
        return cell.value if cell else None

    def amount(self, row: FormRow) -> Money:
        """Price times quantity; nothing where one of them is empty."""
        steps, cents = self.value(row, Column.QUANTITY), self.value(row, Column.PRICE)
        return ZERO if steps is None or cents is None else Quantity(steps, row.unit).at(Money(cents))

    @property
    def whole(self) -> Money:
        """What all lines come to."""
        return total(self.amount(row) for row in self.rows)

    def in_room(self, room: Room) -> Money:
        """What the lines of one room come to."""
        return total(self.amount(row) for row in self.rows if row.room == room.name)


def may_fill(side: Side, column: Column) -> bool:
    """Whether a side fills a column: prices follow from the policy and are the purchaser's."""
    return column is Column.QUANTITY or side is Side.PURCHASER


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell of a file that came back.

    Attributes:
        place: which.
        value: what the file holds; None where it is empty.
        before: what stood there at export, by the file.
        seen: the version of the cell at export, by the file.
        where: sheet and cell, for people.
        shown: what the cell shows.
    """

    place: Place
    value: int | None
    before: int | None
    seen: int
    where: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A file that came back.

    Attributes:
        agreement: whose form it is.
        number: the last change of the sheet at export.
        cells: what can be filled, of the rows that are there.
    """

    agreement: str
    number: int
    cells: tuple[ReadCell, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """One change that a file asks for.

    Attributes:
        change: what would be made of it, with the version seen at export.
        row: its line.
        before: what stood there at export.
        standing: what stands there now.
        where: sheet and cell in the file.
    """

    change: Change
    row: FormRow
    before: int | None
    standing: Cell
    where: str

    @property
    def went_on(self) -> bool:
        """Whether the cell changed since export; taking this over then gives two values and a choice."""
        return self.standing.version != self.change.seen

    @property
    def words(self) -> tuple[str, str, str]:
        """At export, in the file and now, as a person reads them."""
        before, after, now = (self._word(value) for value in (self.before, self.change.value, self.standing.value))
        return before, after, now

    def _word(self, value: int | None) -> str:
        if value is None:
            return "leeg"
        if self.change.place.column is Column.PRICE:
            return dutch.amount(Money(value))
        return exact_quantity(Quantity(value, self.row.unit))

    @property
    def effect(self) -> int:
        """The sign of what it does to the figure that stands: below zero for less."""
        now, then = self.standing.value or 0, self.change.value or 0
        return (then > now) - (then < now)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a file asks for.

    Attributes:
        proposed: the changes, in the order of the form; to take over one by one.
        findings: what is told beside them; with an error nothing is proposed.
    """

    proposed: tuple[Proposed, ...] = ()
    findings: tuple[Finding, ...] = ()


def compare(form: AgreementForm, read: ReadForm) -> Compared:
    """Hold a file that came back against the form as it stands.

    A cell that already holds what the file asks is no difference. What the side may not change, and lines that are no
    longer there, are told and proposed nowhere.
    """
    if read.agreement != form.agreement:
        return Compared(findings=(Finding(OTHER_AGREEMENT, form.contract, read.agreement, form.agreement),))
    history = _history(form.sheet)
    forged = [cell for cell in read.cells if cell.place in form.sheet.cells and not _stood(history, cell)]
    if forged:
        return Compared(findings=tuple(Finding(NOT_FROM_HERE, cell.where, str(cell.seen)) for cell in forged))
    findings: list[Finding] = []
    since = form.sheet.number - read.number
    if since > 0:
        findings.append(Finding(OLD_EXPORT, form.contract, str(since)))
    proposed = []
    rows = {(row.lot, row.product): row for row in form.rows}
    changed = {cell.place: cell for cell in read.cells if cell.value != cell.before}
    findings.extend(_not_possible(form, changed))
    for place in (row.place(column) for row in form.rows for column in Column):
        cell, standing = changed.get(place), form.sheet.cells.get(place)
        if cell is None or standing is None or standing.value == cell.value or not may_fill(form.side, place.column):
            continue
        change = Change(place, cell.value, cell.seen)
        proposed.append(Proposed(change, rows[place.lot, place.product], cell.before, standing, cell.where))
    return Compared(tuple(proposed), tuple(findings))


def _history(sheet: Sheet) -> Mapping[tuple[Place, int], int | None]:
    """Per cell and version what stood there."""
    stood = {(item.place, item.version - 1): item.before for item in sheet.log}
    stood |= {(item.place, item.version): item.after for item in sheet.log}
    return stood | {(place, cell.version): cell.value for place, cell in sheet.cells.items()}


def _stood(history: Mapping[tuple[Place, int], int | None], cell: ReadCell) -> bool:
    key = (cell.place, cell.seen)
    return key in history and history[key] == cell.before


def _not_possible(form: AgreementForm, changed: Mapping[Place, ReadCell]) -> Iterator[Finding]:
    known = {row.place(column) for row in form.rows for column in Column}
    for place, cell in changed.items():
        subject = f"{place.lot}, {place.product}"
        if place not in form.sheet.cells or place not in known:
            yield Finding(LINE_GONE, subject, cell.shown or "niets")
        elif not may_fill(form.side, place.column):
            yield Finding(NOT_YOURS, subject)


def taken_over(compared: Compared, chosen: Iterable[Place]) -> tuple[Change, ...]:
    """The changes that somebody chose, as one call on the sheet; `sheet.apply` makes clashes of what went on since."""
    wanted = frozenset(chosen)
    return tuple(item.change for item in compared.proposed if item.change.place in wanted)
