"""A file of rows described as data: columns by name, and how a cell is written."""

from __future__ import annotations

from enum import Enum

import pytest

from driehoek.kernel.tabular import CellKind, Column, Table, optional


class Kind(CellKind):
    YEAR = "year", "2026"
    WORD = "one of the listed words", "-"


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


def test_a_column_is_found_by_its_name_and_says_how_a_cell_is_written() -> None:
    table = Table(
        "x.csv",
        "A row.",
        (Column("year", Kind.YEAR, "when"), optional("colour", Kind.WORD, "which", Colour)),
        ("year",),
    )
    assert table.names == ("year", "colour")
    assert [(table.column(name).example, table.column(name).required) for name in table.names] == [
        ("2026", True),
        ("red / blue", False),
    ]
    with pytest.raises(KeyError):
        table.column("other")


def test_the_reference_says_the_meaning_of_a_kind_and_two_kinds_stay_two() -> None:
    assert [kind.value for kind in Kind] == ["year", "one of the listed words"]
    assert Kind.YEAR.example != Kind.WORD.example
