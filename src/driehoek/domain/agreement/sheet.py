"""The sheet of an agreement: cells that two parties fill at once, of which nothing is ever silently lost.

A cell is a value with a version. A change names the version it saw. When the cell is still at that version the change
is made; otherwise it is a clash: both values stand with their authors until somebody chooses, and the choice is a
change like any other. Undo is a new change as well, so that what was done stays on record (issue of table 2.8: errors
while one works, no looking together; M-337, B-067).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from operator import attrgetter

from driehoek.kernel import Code, Finding


class Side(Enum):
    """Who of the two; the value is the word in files."""

    PURCHASER = "purchaser"
    PROVIDER = "provider"

    @property
    def other(self) -> Side:
        """The one across the table."""
        return Side.PROVIDER if self is Side.PURCHASER else Side.PURCHASER


class Column(Enum):
    """What a cell holds; the value is the word in files."""

    QUANTITY = "quantity"
    """In smallest steps of the unit of the line."""
    PRICE = "price"
    """In cents per unit."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands.

    Attributes:
        lot: of the policy.
        product: its code.
        column: which figure.
    """

    lot: str
    product: str
    column: Column = Column.QUANTITY

    @property
    def key(self) -> tuple[str, str, str]:
        """By which places are put in order."""
        return self.lot, self.product, self.column.value


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes something.

    Attributes:
        side: for which party.
        person: by what the store knows the person.
    """

    side: Side
    person: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it stands.

    Attributes:
        value: the figure; None while it is empty.
        version: 1 for what the sheet began with.
        author: who gave it; None for what it began with.
        at: when.
    """

    value: int | None
    version: int = 1
    author: Author | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants in a cell.

    Attributes:
        place: which cell.
        value: the figure wanted; None to empty it.
        seen: the version of the cell that the author had before the eyes.
        undoes: the number of the change that this takes back; 0 for none.
    """

    place: Place
    value: int | None
    seen: int
    undoes: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A change that was made; the log of the sheet is a row of these.

    Attributes:
        number: counted from 1 over the whole sheet.
        place: which cell.
        before: what stood there.
        after: what stands there since.
        version: the version of the cell that this made.
        author: who.
        at: when.
        undoes: the number of the change that it takes back; 0 for none.
    """

    number: int
    place: Place
    before: int | None
    after: int | None
    version: int
    author: Author
    at: datetime
    undoes: int = 0


@dataclass(frozen=True, slots=True)
class Clash:
    """A change that came too late: both values, until somebody chooses.

    Attributes:
        place: which cell.
        standing: what stands there.
        offered: what was wanted.
        author: by whom.
        at: when.
    """

    place: Place
    standing: Cell
    offered: int | None
    author: Author
    at: datetime


UNKNOWN_PLACE = Code(
    "AGR-020",
    nl="In deze afspraak staat geen regel {subject}.",
    en="This agreement has no line {subject}.",
    mend_nl="Open het formulier opnieuw: er is misschien een regel weggehaald. Een nieuwe regel vraagt u apart aan.",
    mend_en="Open the form again: a line may have been taken away. A new line is asked for apart.",
)
BELOW_ZERO = Code(
    "AGR-021",
    nl="{subject} is {seen}. Een aantal of prijs kan niet onder nul zijn.",
    en="{subject} is {seen}. A quantity or price cannot be below zero.",
    mend_nl="Vul nul of meer in.",
    mend_en="Give zero or more.",
)
NOT_YOURS = Code(
    "AGR-022",
    nl="{subject} is een prijs. Die volgt uit het beleid en wordt alleen door de inkoper veranderd.",
    en="{subject} is a price. It follows from the policy and only the purchaser changes it.",
    mend_nl="Doe een voorstel bij de regel, met de reden.",
    mend_en="Make a proposal at the line, with the reason.",
)
NOTHING_TO_UNDO = Code(
    "AGR-023",
    nl="Wijziging {subject} is er niet, is van een ander of is al teruggedraaid.",
    en="Change {subject} is not there, is another's or was taken back already.",
    mend_nl="Verander de cel zelf.",
    mend_en="Change the cell itself.",
)
TOO_MUCH = Code(
    "AGR-024",
    nl="{subject} is {seen}. Dat is meer dan een cel kan hebben ({wanted} in de kleinste stap).",
    en="{subject} is {seen}. That is more than a cell can hold ({wanted} in the smallest step).",
    mend_nl="Kijk of er cijfers te veel staan.",
    mend_en="See whether it has digits too many.",
)
FINDINGS = (UNKNOWN_PLACE, BELOW_ZERO, NOT_YOURS, NOTHING_TO_UNDO, TOO_MUCH)

MOST = 10**9
"""What a cell holds at most, in smallest steps or cents: twice the product of two such figures still is a figure that
the database reckons with, so that one slip of a key never stops the page of both sides."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All cells of an agreement, with what was done to them.

    Attributes:
        cells: by place.
        log: every change in order.
    """

    cells: Mapping[Place, Cell]
    log: tuple[Made, ...] = ()

    @property
    def number(self) -> int:
        """The number of the last change; 0 when nothing was changed."""
        return self.log[-1].number if self.log else 0


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a call.

    Attributes:
        sheet: as it stands after it.
        made: the changes that were made.
        clashes: those that came too late; nothing of them is lost.
        findings: those that cannot be; nothing of the call is made when there is one.
    """

    sheet: Sheet
    made: tuple[Made, ...] = ()
    clashes: tuple[Clash, ...] = ()
    findings: tuple[Finding, ...] = ()


def apply(sheet: Sheet, author: Author, changes: Iterable[Change], at: datetime) -> Applied:
    """Make the changes of one call: one cell, or a block that was pasted.

    A change that wants what already stands there is no change. When one of them cannot be, none is made; those that
    came too late do not stop the others.
    """
    wanted = tuple(changes)
    findings = tuple(finding for change in wanted for finding in _faults(sheet, author, change))
    if findings:
        return Applied(sheet, findings=findings)
    cells, log = dict(sheet.cells), list(sheet.log)
    made: list[Made] = []
    clashes: list[Clash] = []
    for change in wanted:
        standing = cells[change.place]
        if standing.value == change.value:
            continue
        if standing.version != change.seen:
            clashes.append(Clash(change.place, standing, change.value, author, at))
            continue
        number = (log[-1].number if log else 0) + 1
        done = Made(number, change.place, standing.value, change.value, standing.version + 1, author, at, change.undoes)
        cells[change.place] = Cell(change.value, done.version, author, at)
        made.append(done)
        log.append(done)
    return Applied(Sheet(cells, tuple(log)), tuple(made), tuple(clashes))


def _faults(sheet: Sheet, author: Author, change: Change) -> Iterator[Finding]:
    where = f"{change.place.lot}, {change.place.product}"
    if change.place not in sheet.cells:
        yield Finding(UNKNOWN_PLACE, where)
    if change.value is not None and change.value < 0:
        yield Finding(BELOW_ZERO, where, seen=str(change.value))
    if change.value is not None and change.value > MOST:
        yield Finding(TOO_MUCH, where, seen=str(change.value), wanted=str(MOST))
    if change.place.column is Column.PRICE and author.side is not Side.PURCHASER:
        yield Finding(NOT_YOURS, where)


def undo(sheet: Sheet, author: Author, number: int, at: datetime) -> Applied:
    """Take back one own change: a new change to what stood there before, unless the cell went on since."""
    return undo_all(sheet, author, (number,), at)


def undo_all(sheet: Sheet, author: Author, numbers: Iterable[int], at: datetime) -> Applied:
    """Take back the own changes of one act, such as a block that was pasted, the last of them first.

    What cannot be taken back is told and does not stop the others.
    """
    known = {item.number: item for item in sheet.log}
    taken = {item.undoes for item in sheet.log}
    wanted: list[Change] = []
    findings: list[Finding] = []
    for number in sorted(set(numbers), reverse=True):
        done = known.get(number)
        if done is None or done.author.side is not author.side or number in taken:
            findings.append(Finding(NOTHING_TO_UNDO, str(number)))
        else:
            wanted.append(Change(done.place, done.before, done.version, undoes=number))
    applied = apply(sheet, author, wanted, at)
    return replace(applied, findings=(*findings, *applied.findings))


def choose(sheet: Sheet, author: Author, clash: Clash, *, offered: bool, at: datetime) -> Applied:
    """Settle a clash: the offered value as a new change, or what stands there; who chooses has seen both."""
    if not offered:
        return Applied(sheet)
    return apply(sheet, author, (Change(clash.place, clash.offered, clash.standing.version),), at)


def at_number(sheet: Sheet, number: int) -> Mapping[Place, int | None]:
    """The values as they stood after change ``number``; 0 for the beginning."""
    values = {place: cell.value for place, cell in sheet.cells.items()}
    for item in reversed(sheet.log):
        if item.number <= number:
            break
        values[item.place] = item.before
    return values


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that differs between two moments.

    Attributes:
        place: which.
        before: at the first.
        after: at the second.
        last: the change that made it what it is at the second; None when it went back further.
    """

    place: Place
    before: int | None
    after: int | None
    last: Made | None = None


def differences(sheet: Sheet, first: int, second: int | None = None) -> tuple[Difference, ...]:
    """What differs between two moments, in order of place; without a second, what changed since the first."""
    until = sheet.number if second is None else second
    before, after = at_number(sheet, first), at_number(sheet, until)
    last = {item.place: item for item in sheet.log if item.number <= until}
    return tuple(
        Difference(place, before[place], after[place], last.get(place))
        for place in sorted(before, key=attrgetter("key"))
        if before[place] != after[place]
    )


def added(sheet: Sheet, values: Mapping[Place, int | None]) -> Sheet:
    """The sheet with lines that were not there; what was there stays as it is."""
    return replace(sheet, cells={**{place: Cell(value) for place, value in values.items()}, **sheet.cells})
