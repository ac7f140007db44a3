"""The canonical linear model: whole numbers in arrays, one row per limit.

Make ``sum(worth x)`` as large as can be, where each column lies between 0 and ``most`` whole units and each row says
``sum(factor x) <= limit``. A floor is a row with negative factors and a negative limit. A row with a penalty is soft:
each euro or unit it is passed by costs the penalty instead of being forbidden.

Money stands in cents, worth in hundred-millionths of a euro, so that no number in the model is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from driehoek.domain.allocation import Frame
from driehoek.domain.catalogue import Sector

Ints = NDArray[np.int64]
WORTH = 100_000_000
"""How many units of worth make one euro."""


class LimitKind(Enum):
    """What a limit comes from; the value is the word in files."""

    SPACE = "space"
    GUARANTEE = "guarantee"
    MOVE_UP = "move-up"
    MOVE_DOWN = "move-down"
    SHARE = "max-share"
    SHARE_IN_MUNICIPALITY = "max-share-in-municipality"
    PRODUCT_SHARE = "product-share"
    NEED = "need"
    NEED_CAP = "need-cap"


@dataclass(frozen=True, slots=True)
class Limit:
    """What one row says, for people.

    Attributes:
        kind: what it comes from.
        amount: how much: cents where ``money`` is true, else units; zero for shares.
        money: whether it counts euros.
        source: the step or norm of the policy; empty for the space.
        contract: whose limit it is; empty when it is shared.
        lot: in which lot.
        frame: of which frame.
        municipality: in which municipality.
        sector: of which segment.
    """

    kind: LimitKind
    amount: int
    money: bool
    source: str = ""
    contract: str = ""
    lot: str = ""
    frame: Frame | None = None
    municipality: str = ""
    sector: Sector | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model; see the module docstring.

    Attributes:
        worth: per column what a unit counts, in hundred-millionths of a euro.
        cost: per column what a unit costs, in cents.
        most: per column the most units.
        pool: per column the number of its pool; pools that share a row are solved together.
        starts: per row where its entries begin, and after the last where they end.
        columns: per entry the column.
        factors: per entry the factor.
        limit: per row the limit.
        penalty: per row what one euro or unit beyond it costs, in hundred-millionths of a euro; 0 forbids it.
        scale: per row what makes one euro or one unit of it: 100 where it counts cents.
    """

    worth: Ints
    cost: Ints
    most: Ints
    pool: Ints
    starts: Ints
    columns: Ints
    factors: Ints
    limit: Ints
    penalty: Ints
    scale: Ints

    @property
    def rows(self) -> Ints:
        """Per entry the row."""
        return np.repeat(np.arange(len(self.limit)), np.diff(self.starts))


def collapsed(model: Model, column_class: Ints, row_class: Ints) -> tuple[Model, Ints]:
    """The model in which each class of equal columns is one column, and each class of equal rows their sum.

    An optimum of it, split evenly over each class, is an optimum of ``model``: the equal may be swapped, and the
    middle of two optima is one.

    Args:
        model: the model; in each class all columns, and all rows, are equal up to swapping them.
        column_class: per column its class, numbered from 0 without gaps.
        row_class: per row its class, likewise.

    Returns:
        The small model, and the number of columns in each class.
    """
    size = np.bincount(column_class).astype(np.int64)
    count = int(row_class.max()) + 1 if len(row_class) else 0
    first = np.unique(column_class, return_index=True)[1]
    keys = row_class[model.rows] * len(size) + column_class[model.columns]
    unique, inverse = np.unique(keys, return_inverse=True)
    sums = np.zeros(len(unique), np.int64)
    np.add.at(sums, inverse, model.factors)
    rows, columns = unique // len(size), unique % len(size)
    limit = np.zeros(count, np.int64)
    np.add.at(limit, row_class, model.limit)
    leader = np.unique(row_class, return_index=True)[1]
    small = Model(
        model.worth[first],
        model.cost[first],
        model.most[first] * size,
        model.pool[first],
        np.searchsorted(rows, np.arange(count + 1)).astype(np.int64),
        columns.astype(np.int64),
        sums // size[columns],
        limit,
        model.penalty[leader],
        model.scale[leader],
    )
    return small, size


def only(model: Model, rows: Ints) -> Model:
    """The model with these rows alone."""
    lengths = np.diff(model.starts)[rows]
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    entries = np.arange(starts[-1]) + np.repeat(model.starts[rows] - starts[:-1], lengths)
    return replace(
        model,
        starts=starts,
        columns=model.columns[entries],
        factors=model.factors[entries],
        limit=model.limit[rows],
        penalty=model.penalty[rows],
        scale=model.scale[rows],
    )
