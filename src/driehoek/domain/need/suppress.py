"""Small numbers in tables that are published: which cells are left out, so that nobody can compute them (C-009).

A table has rows and columns of counted persons; it may have a row and a column of totals. A cell below the threshold
is left out. That is not enough: who knows a total and its other parts computes the missing one. So more cells are left
out, those with the fewest persons, until no left-out cell can be computed exactly.

What a reader may know is taken as wide as can be: that a small cell lies between 1 and the threshold, that another
left-out cell is not small, that nobody is ever fewer than none, that zeros are shown, and by how much rounded parts
miss their total. A cell is safe when another table exists that gives the same publication and has another number
there. For a table with totals that is a question of flow: each cell is a pipe between its row and its column, what is
published stands still, and a cell is safe when something can go round through it; the cheapest way round says what to
leave out
(the question of Fischetti and Salazar, Mathematical Programming 84, 1999; here each small cell takes its way in turn).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from heapq import heappop, heappush

TOTAL = ""
"""The name of the row or column that is the sum of the others."""

Cell = tuple[str, str]
"""Row and column."""
Node = tuple[str, str]
"""A row or a column that adds up, by its kind and name; or the open ground, where nothing has to."""


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """From how many persons on a number is published.

    Attributes:
        threshold: fewer than this are not shown.
        start: the first day on which it holds.
        source: where it stands, or that it is our choice.
    """

    threshold: int
    start: date
    source: str


class Mark(Enum):
    """Why a cell is left out."""

    SMALL = "small"
    """Itself below the threshold."""
    BESIDE = "beside"
    """Not small; with it a small one could be computed."""
    WHOLE = "whole"
    """Small numbers fill the table so that each follows from being small: nothing of the table is shown."""


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counted persons in rows and columns.

    Attributes:
        name: unique among the tables published together.
        cells: the numbers; `TOTAL` as row or column is the sum. What is not there is not published and in no sum.
    """

    name: str
    cells: Mapping[Cell, int] = field(default_factory=dict)


def suppressed(table: CountTable, threshold: int, hidden: frozenset[Cell] = frozenset()) -> dict[Cell, Mark]:
    """Which cells are left out.

    Args:
        table: what would be published.
        threshold: fewer persons than this are not shown; at least 3, or a small cell would be known anyhow.
        hidden: cells that are left out already for another reason, such as another table with the same cells.

    Returns:
        Why, per cell that is left out; zeros are shown, for they tell of nobody, unless the whole table is left out.
    """
    if threshold < LEAST:
        msg = f"a threshold of {threshold} hides nothing"
        raise ValueError(msg)
    marks = {
        cell: Mark.SMALL if count < threshold else Mark.BESIDE
        for cell, count in table.cells.items()
        if count > 0 and (count < threshold or cell in hidden)
    }
    net = _Net(table, threshold)
    for cell in sorted(marks, key=lambda item: (table.cells[item], item)):
        ways = [way for more in (True, False) if (way := net.way_round(cell, marks, more=more)) is not None]
        if not ways:  # being small or not is what tells it, whatever more is left out
            return dict.fromkeys(table.cells, Mark.WHOLE)
        _, chosen = min(ways)
        marks |= {one: Mark.BESIDE for one in chosen if one not in marks}
    return marks


LEAST = 3


class _Net:
    """The table as pipes between rows and columns; a row or column without a total binds nothing."""

    def __init__(self, table: CountTable, threshold: int) -> None:
        self.cells = table.cells
        self.threshold = threshold
        rows: dict[str, set[Cell]] = defaultdict(set)
        columns: dict[str, set[Cell]] = defaultdict(set)
        for cell in self.cells:
            rows[cell[0]].add(cell)
            columns[cell[1]].add(cell)
        self.bound_rows = {row for row in rows if _is_sum((row, TOTAL), rows[row])}
        self.bound_columns = {column for column in columns if _is_sum((TOTAL, column), columns[column])}
        self.at: dict[Node, list[Cell]] = defaultdict(list)
        for cell in sorted(self.cells):
            for end in dict.fromkeys(self._ends(cell)):
                self.at[end].append(cell)

    def way_round(
        self, cell: Cell, marks: Mapping[Cell, Mark], *, more: bool
    ) -> tuple[tuple[int, int], tuple[Cell, ...]] | None:
        """How one more (or one fewer) in ``cell`` is made good elsewhere: the way that leaves out least.

        Returns:
            The persons and cells that must be left out besides, and the cells of the way; None where there is none.
        """
        if not self._may_change(cell, marks, more=more):
            return None
        row, column = self._ends(cell)
        start, end = (column, row) if more is _with_the_stream(cell) else (row, column)
        best: dict[Node, tuple[int, int]] = {start: (0, 0)}
        queue: list[tuple[tuple[int, int], Node, tuple[Cell, ...]]] = [((0, 0), start, ())]
        while queue:
            cost, at, way = heappop(queue)
            if at == end:
                return cost, way
            for one, beyond in self._ways(at, marks):
                extra = (0, 0) if one in marks else (self.cells[one], 1)
                reached = (cost[0] + extra[0], cost[1] + extra[1])
                if one != cell and (beyond not in best or reached < best[beyond]):
                    best[beyond] = reached
                    heappush(queue, (reached, beyond, (*way, one)))
        return None

    def _ways(self, at: Node, marks: Mapping[Cell, Mark]) -> Iterator[tuple[Cell, Node]]:
        """Where something can flow to from a row, a column or the open ground, and through which cell."""
        for one in self.at[at]:
            row, column = self._ends(one)
            stream = _with_the_stream(one)
            if row == at and self._may_change(one, marks, more=stream):
                yield one, column
            if column == at and self._may_change(one, marks, more=not stream):
                yield one, row

    def _ends(self, cell: Cell) -> tuple[Node, Node]:
        row, column = cell
        return (
            ("row", row) if row in self.bound_rows else _GROUND,
            ("column", column) if column in self.bound_columns else _GROUND,
        )

    def _may_change(self, cell: Cell, marks: Mapping[Cell, Mark], *, more: bool) -> bool:
        """Whether a left-out cell, or one that would be left out, may be one more or fewer for all a reader knows."""
        count = self.cells[cell]
        if not count:
            return False
        if marks.get(cell) is Mark.SMALL:
            return count < self.threshold - 1 if more else count > 1
        return more or count > self.threshold


_GROUND = ("ground", "")


def _is_sum(total: Cell, among: set[Cell]) -> bool:
    return total in among and len(among) > 1


def _with_the_stream(cell: Cell) -> bool:
    """Whether more in a cell is more flow from its row to its column: so for parts and for the total of everything."""
    return (cell[0] == TOTAL) is (cell[1] == TOTAL)
