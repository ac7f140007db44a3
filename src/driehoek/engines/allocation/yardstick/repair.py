"""From the optimum to whole units, in whole numbers only.

1. Equal columns share the units of their class evenly; everything is floored.
2. A limit that flooring broke (a share can) is restored by giving units back, the least worth first, and again where
   that broke another. Giving back ends: with nothing granted every limit that is no floor holds.
3. Units are added while every limit has room: first where a floor is missed, then by worth per euro. Equal columns
   get one more together, as long as all of them can; what is left goes one by one in the order of the published key.

Whole numbers of Python do not overflow, so neither does this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from driehoek.engines.allocation.yardstick.model import Ints, Model
from driehoek.engines.allocation.yardstick.programme import Floats

_FINE = 20
"""How many bits behind the point worth per cent is compared in."""
_NEARLY = 1 / 1_000_000
"""How close to the next whole unit counts as that unit: the solver's own tolerance."""


@dataclass(slots=True)
class _Desk:
    """The model in plain lists while units are moved.

    Attributes:
        units: per column the whole units.
        most: per column the most.
        entries: per column its rows and factors.
        members: per row its columns and factors.
        room: per row the limit less what is used.
        floor: per row whether it is a floor.
    """

    units: list[int]
    most: list[int]
    entries: list[list[tuple[int, int]]]
    members: list[list[tuple[int, int]]]
    room: list[int]
    floor: list[bool]

    def move(self, column: int, by: int) -> None:
        """Add ``by`` units, or take them when it is below zero."""
        self.units[column] += by
        for row, factor in self.entries[column]:
            self.room[row] -= factor * by

    def space_for(self, column: int) -> int:
        """How many units more every limit that is no floor has room for."""
        most = self.most[column] - self.units[column]
        for row, factor in self.entries[column]:
            if factor > 0:
                most = min(most, self.room[row] // factor)
        return max(most, 0)

    def space_for_each(self, columns: Sequence[int]) -> int:
        """How many units more each of several columns can get at once."""
        if len(columns) == 1:
            return self.space_for(columns[0])
        most = min(self.most[column] - self.units[column] for column in columns)
        together: dict[int, int] = {}
        for column in columns:
            for row, factor in self.entries[column]:
                together[row] = together.get(row, 0) + factor
        for row, factor in together.items():
            if factor > 0:
                most = min(most, self.room[row] // factor)
        return max(most, 0)


def whole(model: Model, amounts: Floats, column_class: Ints, turn: Sequence[str] | None = None) -> Ints:
    """Make whole units of an optimum.

    Args:
        model: the model, a column per member.
        amounts: per class of columns the optimum.
        column_class: per column its class.
        turn: per column its order among its equals; None for the order of the columns.

    Returns:
        Per column the units. Every limit that is no floor holds; a floor may be missed by what does not fit.
    """
    size = np.bincount(column_class)
    each = np.floor(np.asarray(amounts) / size + _NEARLY).astype(np.int64)
    desk = _desk(model, np.clip(each[column_class], 0, model.most))
    order = _order(model)
    ceilings = [row for row, floor in enumerate(desk.floor) if not floor]
    while passed := [row for row in ceilings if desk.room[row] < 0]:
        for row in passed:
            _give_back(desk, row, order)
    groups = _groups(column_class, turn)
    _meet(desk, [row for row, floor in enumerate(desk.floor) if floor], order)
    ranked = sorted(groups, key=lambda group: order[group[0]])
    for group in ranked:
        _add(desk, group)
    return np.array(desk.units, np.int64)


def _desk(model: Model, units: Ints) -> _Desk:
    known, limits = units.tolist(), model.limit.tolist()
    entries: list[list[tuple[int, int]]] = [[] for _ in known]
    members: list[list[tuple[int, int]]] = [[] for _ in limits]
    room = list(limits)
    for row, column, factor in zip(model.rows.tolist(), model.columns.tolist(), model.factors.tolist(), strict=True):
        entries[column].append((row, factor))
        members[row].append((column, factor))
        room[row] -= factor * known[column]
    return _Desk(known, model.most.tolist(), entries, members, room, [limit < 0 for limit in limits])


def _order(model: Model) -> list[int]:
    """Per column its place by worth per cent, the best first; equals keep the order of the model."""
    each = [
        (worth << _FINE) // (cost or 1) for worth, cost in zip(model.worth.tolist(), model.cost.tolist(), strict=True)
    ]
    place = [0] * len(each)
    for number, column in enumerate(sorted(range(len(each)), key=each.__getitem__, reverse=True)):
        place[column] = number
    return place


def _groups(column_class: Ints, turn: Sequence[str] | None) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for column, number in enumerate(column_class.tolist()):
        found.setdefault(number, []).append(column)
    for group in found.values():
        group.sort(key=lambda column: (turn[column] if turn else "", column))
    return list(found.values())


def _give_back(desk: _Desk, row: int, order: Sequence[int]) -> None:
    """Take units out of a limit that is passed, the least worth first."""
    using = (cell for cell in desk.members[row] if cell[1] > 0)
    for column, factor in sorted(using, key=lambda cell: -order[cell[0]]):
        over = -desk.room[row]
        if over <= 0:
            return
        desk.move(column, -min(desk.units[column], -(-over // factor)))


def _meet(desk: _Desk, floors: Sequence[int], order: Sequence[int]) -> None:
    """Add units to floors that are missed, each in turn one unit of the most worth that fits, while any moves."""
    todo = [row for row in floors if desk.room[row] < 0]
    able = {
        row: sorted((column for column, factor in desk.members[row] if factor < 0), key=order.__getitem__)
        for row in todo
    }
    while todo:
        moved = []
        for row in todo:
            column = next((column for column in able[row] if desk.space_for(column)), None)
            if desk.room[row] < 0 and column is not None:
                desk.move(column, 1)
                moved.append(row)
        todo = moved


def _add(desk: _Desk, group: Sequence[int]) -> None:
    """Add what fits: to all members together, then one each in their order to who has least."""
    more = desk.space_for_each(group)
    if more:
        for column in group:
            desk.move(column, more)
    if len(group) > 1:
        least = min(desk.units[column] for column in group)
        for column in group:
            if desk.units[column] == least and desk.space_for(column):
                desk.move(column, 1)
