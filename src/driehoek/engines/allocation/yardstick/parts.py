"""Cutting the model where no row couples: pools that share no limit are solved apart, each in a thread.

The answer does not depend on the number of threads: each part is solved by one, and the parts are put together in
their own order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

import numpy as np

from driehoek.engines.allocation.yardstick.model import Ints, Model, only
from driehoek.engines.allocation.yardstick.programme import Part

T = TypeVar("T")
WORKERS = 2
"""How many parts are solved at once."""


def parts_of(model: Model) -> tuple[Part, ...]:
    """The parts of the model that share no row, in order of their first pool."""
    component = _components(model)
    of_column = component[model.pool]
    first = model.columns[model.starts[:-1]] if len(model.limit) else np.zeros(0, np.int64)
    of_row = of_column[first]
    columns, rows = np.argsort(of_column, kind="stable"), np.argsort(of_row, kind="stable")
    place = np.empty_like(columns)
    count = int(component.max()) + 1 if len(component) else 0
    column_ends = np.searchsorted(of_column[columns], np.arange(count + 1))
    row_ends = np.searchsorted(of_row[rows], np.arange(count + 1))
    for number in range(count):
        own = columns[column_ends[number] : column_ends[number + 1]]
        place[own] = np.arange(len(own))
    return tuple(
        Part(own, mine, _cut(model, own, mine, place))
        for number in range(count)
        for own in (columns[column_ends[number] : column_ends[number + 1]],)
        for mine in (rows[row_ends[number] : row_ends[number + 1]],)
    )


def _cut(model: Model, columns: Ints, rows: Ints, place: Ints) -> Model:
    own = only(model, rows)
    return replace(
        own,
        worth=model.worth[columns],
        cost=model.cost[columns],
        most=model.most[columns],
        pool=model.pool[columns],
        columns=place[own.columns],
    )


def _components(model: Model) -> Ints:
    """Per pool the number of its component: the pools that a row couples come together."""
    pools = int(model.pool.max()) + 1 if len(model.pool) else 0
    leader = np.arange(pools)
    if len(model.limit):
        touched = model.pool[model.columns]
        lowest = np.minimum.reduceat(touched, model.starts[:-1])
        highest = np.maximum.reduceat(touched, model.starts[:-1])
        coupling = np.flatnonzero(lowest != highest)
        for row in coupling.tolist():
            _join(leader, np.unique(touched[model.starts[row] : model.starts[row + 1]]))
    return np.unique(leader, return_inverse=True)[1].astype(np.int64)


def _join(leader: Ints, pools: Ints) -> None:
    together = np.isin(leader, leader[pools])
    leader[together] = leader[pools].min()


def in_threads(work: Callable[[Part], T], parts: Iterable[Part], workers: int = WORKERS) -> list[T]:
    """Do the work on each part, several at once; the answers in the order of the parts."""
    todo = list(parts)
    if len(todo) < 2 or workers < 2:  # noqa: PLR2004 - one needs no thread
        return [work(part) for part in todo]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, todo))
