"""What a letter or a printed policy says, without layout: sections of paragraphs, lists and tables.

A document is content only. It keeps apart what was *computed or recorded* (a `Fact`: locked in an editable letter,
compared when the letter comes back) and the words around it (plain text, free to edit).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

_LONGEST_TAG = 64


@dataclass(frozen=True, slots=True)
class Fact:
    """A piece of text that follows from the outcome and may not be edited.

    Attributes:
        key: a stable path that names it within one document, such as ``lot.vv.agreed``.
        text: as shown to people, in Dutch.
    """

    key: str
    text: str

    @property
    def tag(self) -> str:
        """The key in at most 64 characters, the most that a content control of Word holds."""
        if len(self.key) <= _LONGEST_TAG:
            return self.key
        digest = sha256(self.key.encode()).hexdigest()[:16]
        return f"{self.key[: _LONGEST_TAG - 17]}~{digest}"


Run = Fact | str
"""A stretch of text: a fact, or words that may be edited."""

Runs = tuple[Run, ...]
"""The text of one paragraph, list item or cell."""


class Tone(Enum):
    """How a paragraph speaks; the layout follows it."""

    NORMAL = "normal"
    LEAD = "lead"
    """The sentence that must be read first: the decision."""
    WARNING = "warning"
    """Something is lost for who does not read it."""
    NOTE = "note"
    """An explanation beside the main text."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    Attributes:
        runs: its text.
        tone: how it speaks.
    """

    runs: Runs
    tone: Tone = Tone.NORMAL


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list.

    Attributes:
        items: the text of each item.
        ordered: whether the order matters (numbered) or not (points).
    """

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: its head.
        width: its width against the other columns.
        numeric: whether it holds numbers, which stand to the right.
    """

    title: str
    width: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row.

    Attributes:
        caption: what it shows, for who hears the table instead of seeing it.
        columns: its columns.
        rows: per row the text of each cell.
        totals: closing rows, set apart.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    totals: tuple[tuple[Runs, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; sections nest.

    Attributes:
        title: the heading.
        blocks: what stands under it, in order.
    """

    title: str
    blocks: tuple[Block, ...]


Block = Paragraph | Bullets | Table | Section
"""What a document is made of."""


def paragraph(*runs: Run, tone: Tone = Tone.NORMAL) -> Paragraph:
    """Make a paragraph from its runs."""
    return Paragraph(runs, tone)


def facts(blocks: Iterable[Block]) -> Iterator[Fact]:
    """Every fact in ``blocks``, in reading order; the same fact may stand in more than one place."""
    for runs in _texts(blocks):
        yield from (run for run in runs if isinstance(run, Fact))


def text_of(runs: Runs) -> str:
    """The plain text of a paragraph, item or cell."""
    return "".join(run.text if isinstance(run, Fact) else run for run in runs)


def plain_text(blocks: Iterable[Block]) -> str:
    """All text of ``blocks`` without headings, a line per paragraph, item or cell."""
    return "\n".join(text_of(runs) for runs in _texts(blocks))


def _texts(blocks: Iterable[Block]) -> Iterator[Runs]:
    for block in blocks:
        match block:
            case Paragraph(runs=runs):
                yield runs
            case Bullets(items=items):
                yield from items
            case Table(rows=rows, totals=totals):
                for row in (*rows, *totals):
                    yield from row
            case Section(blocks=nested):
                yield from _texts(nested)
