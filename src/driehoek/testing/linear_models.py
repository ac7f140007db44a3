"""Small linear models in whole numbers, drawn and written by hand, and the best answer by trying all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from hypothesis import strategies as st

from driehoek.engines.allocation.yardstick.model import WORTH, Model

Row = tuple[Sequence[int], int]


def model(  # noqa: PLR0913 - a builder for tests: every argument has a plain default
    worth: Sequence[int],
    most: Sequence[int],
    rows: Sequence[Row],
    *,
    cost: Sequence[int] | None = None,
    pool: Sequence[int] | None = None,
    penalty: Sequence[int] | None = None,
    scale: Sequence[int] | None = None,
) -> Model:
    """A model with worth in euros, written row by row: the factors of all columns, and the limit."""
    entries = [[(column, factor) for column, factor in enumerate(factors) if factor] for factors, _ in rows]
    flat = [entry for row in entries for entry in row]

    def whole(values: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array(values, np.int64)

    return Model(
        whole(worth) * WORTH,
        whole(cost or [100] * len(worth)),
        whole(most),
        whole(pool or [0] * len(worth)),
        whole([0, *np.cumsum([len(row) for row in entries], dtype=np.int64).tolist()]),
        whole([column for column, _ in flat]),
        whole([factor for _, factor in flat]),
        whole([limit for _, limit in rows]),
        whole(penalty or [0] * len(rows)) * WORTH,
        whole(scale or [1] * len(rows)),
    )


@st.composite
def models(draw: st.DrawFn) -> Model:
    """A model of up to four columns: limits of every sort that can always hold together, and perhaps a soft floor."""
    size = draw(st.integers(1, 4))
    rows: list[Row] = []
    penalties: list[int] = []
    for _ in range(draw(st.integers(1, 3))):
        factors = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size).filter(any))
        rows.append((factors, draw(st.integers(0, 60))))
        penalties.append(0)
    if draw(st.booleans()):  # a share: part at most over/under of the whole
        over, under = draw(st.sampled_from(((1, 2), (3, 20), (2, 3))))
        part = draw(st.lists(st.booleans(), min_size=size, max_size=size))
        rows.append(([under * int(counts) - over for counts in part], 0))
        penalties.append(0)
    if draw(st.booleans()):
        factors = [-1 if draw(st.booleans()) else 0 for _ in range(size)]
        if any(factors):
            rows.append((factors, -draw(st.integers(1, 8))))
            penalties.append(draw(st.integers(1, 20)))
    worth = draw(st.lists(st.integers(0, 20), min_size=size, max_size=size))
    cost = draw(st.lists(st.integers(1, 9), min_size=size, max_size=size))
    most = draw(st.lists(st.integers(0, 6), min_size=size, max_size=size))
    return model(worth, most, rows, cost=cost, penalty=penalties)


def worth_of(drawn: Model, units: Sequence[int]) -> int | None:
    """The worth of a division, soft floors taken off; None when it passes a limit. Shares nothing with the engine."""
    worth = sum(value * count for value, count in zip(drawn.worth.tolist(), units, strict=True))
    for row, limit in enumerate(drawn.limit.tolist()):
        cells = slice(drawn.starts[row], drawn.starts[row + 1])
        used = sum(
            factor * units[column]
            for column, factor in zip(drawn.columns[cells].tolist(), drawn.factors[cells].tolist(), strict=True)
        )
        if used > limit and not drawn.penalty[row]:
            return None
        worth -= max(used - limit, 0) * int(drawn.penalty[row]) // int(drawn.scale[row])
    return int(worth)


def best_by_trying(drawn: Model) -> int:
    """The largest worth of all divisions in whole units, by trying every one."""
    every = product(*(range(most + 1) for most in drawn.most.tolist()))
    found = (worth_of(drawn, units) for units in every)
    return max(worth for worth in found if worth is not None)
