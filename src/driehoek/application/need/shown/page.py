"""What a page about need says, without layout: parts of text, tables and charts. HTML and PDF show the same page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from driehoek.application.document import Bullets, Column, Paragraph
from driehoek.domain.need import Basis

LETTERS = {
    Basis.COUNTED: "G",
    Basis.DERIVED: "B",
    Basis.ESTIMATE: "S",
    Basis.ASSUMED: "A",
    Basis.SYNTHETIC: "V",
}
"""The letter that marks a figure: geteld, berekend, schatting, aanname, verzonnen."""

ENGLISH = {
    Basis.COUNTED: "counted",
    Basis.DERIVED: "computed from counts",
    Basis.ESTIMATE: "estimate",
    Basis.ASSUMED: "assumption",
    Basis.SYNTHETIC: "made up",
}

MEANING = {
    Basis.COUNTED: "Iemand heeft dit geteld.",
    Basis.DERIVED: "Uitgerekend uit getelde cijfers.",
    Basis.ESTIMATE: "Uitgerekend met een verdeling of een verwachting. Het echte cijfer kan anders zijn.",
    Basis.ASSUMED: "Iemand neemt dit aan. Het is een scenario, geen feit.",
    Basis.SYNTHETIC: "Verzonnen, om te oefenen.",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: what it says.
        basis: how sure the figure is, where it is one.
        note: what stands under it, such as its interval.
    """

    text: str
    basis: Basis | None = None
    note: str = ""

    @property
    def letter(self) -> str:
        """The letter of its basis; empty for words."""
        return LETTERS[self.basis] if self.basis else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Attributes:
        caption: what it shows.
        columns: its columns.
        rows: its rows; the first cell names the row.
        totals: closing rows.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart of bars.

    Attributes:
        label: who or what.
        value: the figure; None where it is not shown.
        low: the lower end of its interval.
        high: the upper end.
        beside: a second figure to compare with, such as the number of places.
    """

    label: str
    value: int | None
    low: int | None = None
    high: int | None = None
    beside: int | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars with their intervals, and a mark for a second figure.

    Attributes:
        id: unique on the page.
        title: what it shows.
        description: what there is to see, in a sentence.
        bars: the rows.
        names: what the bar and the mark stand for; the second is empty without one.
        table: the figures as a table.
    """

    id: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    names: tuple[str, str]
    table: Sheet


@dataclass(frozen=True, slots=True)
class Stacks:
    """Bars of parts.

    Attributes:
        id: unique on the page.
        title: what it shows.
        description: what there is to see.
        parts: the names of the parts, in order.
        bars: per label the value of each part; None where it is not shown.
        table: the figures as a table.
    """

    id: str
    title: str
    description: str
    parts: tuple[str, ...]
    bars: tuple[tuple[str, tuple[int | None, ...]], ...]
    table: Sheet


@dataclass(frozen=True, slots=True)
class Point:
    """A year of a line: the value with its interval."""

    year: int
    value: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Paths:
    """Lines over years.

    Attributes:
        id: unique on the page.
        title: what it shows.
        description: what there is to see.
        lines: per name its points.
        table: the figures as a table.
    """

    id: str
    title: str
    description: str
    lines: tuple[tuple[str, tuple[Point, ...]], ...]
    table: Sheet


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a line: the value; with its interval where it is expected and not counted."""

    month: date
    value: int | None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Months:
    """A line of months that were counted, and what is expected of the months after them.

    Attributes:
        id: unique on the page.
        title: what it shows.
        description: what there is to see.
        seen: the months counted.
        ahead: the months expected.
        table: the figures as a table.
    """

    id: str
    title: str
    description: str
    seen: tuple[Month, ...]
    ahead: tuple[Month, ...]
    table: Sheet


@dataclass(frozen=True, slots=True)
class Area:
    """A region or municipality on a map.

    Attributes:
        code: its code.
        short: its name of a few letters.
        name: its name.
        text: its figure as people read it.
        step: how strongly it is drawn: 0 (least) to 4 (most); None where nothing is known or shown.
        here: whether the page is about it.
    """

    code: str
    short: str
    name: str
    text: str
    step: int | None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """A map of areas.

    Attributes:
        id: unique on the page.
        title: what it shows.
        description: what there is to see.
        areas: what is on it.
        legend: what each step stands for, least first.
        table: the figures as a table.
        small: whether it only shows a place and needs little room.
    """

    id: str
    title: str
    description: str
    areas: tuple[Area, ...]
    legend: tuple[str, ...]
    table: Sheet
    small: bool = False


Chart = Bars | Stacks | Paths | Months | Map
Block = Paragraph | Bullets | Sheet | Chart


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page.

    Attributes:
        id: unique on the page.
        title: its heading.
        english: the heading in English.
        blocks: what stands under it.
    """

    id: str
    title: str
    english: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure at the top of the page.

    Attributes:
        label: what it is.
        cell: the figure.
        note: what belongs to it.
    """

    label: str
    cell: Cell
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        kicker: what kind of page it is.
        english: the same in English.
        title: its title.
        meta: of which day and year, and from whom.
        tiles: the figures at the top.
        lead: what a reader must know, in a few sentences.
        parts: what follows.
        synthetic: whether anything in it is made up.
        published: whether small numbers are left out.
        foot: what must be said at the end.
    """

    kicker: str
    english: str
    title: str
    meta: str
    tiles: tuple[Tile, ...]
    lead: tuple[str, ...]
    parts: tuple[Part, ...]
    synthetic: bool
    published: bool
    foot: str

    def charts(self) -> tuple[Chart, ...]:
        """Every chart of the page, in order."""
        return tuple(
            block
            for part in self.parts
            for block in part.blocks
            if isinstance(block, Bars | Stacks | Paths | Months | Map)
        )
