"""A file of rows described once as data, so that its reader, its writer and its reference page follow one description.

Promises: pure description; what a kind of cell means and how a fault in one is told is up to the room that reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Self


class CellKind(Enum):
    """The type of a cell: a room lists its kinds as ``NAME = meaning, example``.

    >>> class Kind(CellKind):
    ...     YEAR = "year", "2026"
    >>> Kind.YEAR.value, Kind.YEAR.example
    ('year', '2026')
    """

    example: str
    """How a cell of this kind is written; the same in every language."""

    def __new__(cls, meaning: str, example: str) -> Self:
        """The meaning is the value, as the reference page says it."""
        made = object.__new__(cls)
        made._value_ = meaning
        made.example = example
        return made


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: as in the header.
        kind: the type of its cells.
        meaning: what it says, with its unit.
        required: whether the column must be there and no cell may be empty.
        words: the words of which a cell is one, where those are listed.
    """

    name: str
    kind: CellKind
    meaning: str
    required: bool = True
    words: type[Enum] | None = None

    @property
    def example(self) -> str:
        """How a cell is written; the same in every language."""
        if self.words is not None:
            return " / ".join(str(word.value) for word in self.words)
        return self.kind.example


@dataclass(frozen=True, slots=True)
class Table:
    """One file of rows.

    Attributes:
        file: its path inside the folder.
        meaning: what a row says.
        columns: in the order in which they are written.
        key: the columns that together may occur once; empty where rows may repeat.
        obligatory: whether the folder must have it.
    """

    file: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    obligatory: bool = False
    _by_name: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the columns; a cell is asked for by name a million times."""
        object.__setattr__(self, "_by_name", {column.name: column for column in self.columns})

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column named ``name``; asking for another is a fault of ours."""
        return self._by_name[name]


def optional(name: str, kind: CellKind, meaning: str, words: type[Enum] | None = None) -> Column:
    """A column that may be left out, and whose cells may be empty."""
    return Column(name, kind, meaning, required=False, words=words)
