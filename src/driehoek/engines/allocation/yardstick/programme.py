"""One part of the model in HiGHS: solve it, and ask again with one limit changed.

This is the only module of the yardstick that counts with floats. What leaves it is floored to whole units and proven
in whole numbers before anybody sees money.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from driehoek.engines.allocation.yardstick.model import WORTH, Ints, Model
from driehoek.kernel import Money

Floats = NDArray[np.float64]
_INF = highspy.kHighsInf


@dataclass(frozen=True, slots=True)
class Part:
    """The columns and rows that hang together.

    Attributes:
        columns: the numbers of its columns in the whole model.
        rows: the numbers of its rows.
        model: the model of these alone.
    """

    columns: Ints
    rows: Ints
    model: Model


@dataclass(frozen=True, slots=True)
class Solved:
    """The optimum of one part; empty arrays where nothing satisfies all limits.

    Attributes:
        value: the sum of worth, in euros, penalties taken off.
        amounts: per column the units, not yet whole.
        reduced: per column what one unit more would add, in euros.
        duals: per row what one euro or unit more of its limit would add, in euros.
        short: per row by how much it is passed, for soft rows.
    """

    value: float
    amounts: Floats
    reduced: Floats
    duals: Floats
    short: Floats

    @property
    def feasible(self) -> bool:
        """Whether anything satisfies all limits."""
        return bool(np.isfinite(self.value))


def shown(euros: float | np.float64) -> Money:
    """A worth that the solver found, to the nearest cent: to show, never what anybody gets."""
    return Money(round(float(euros) * 100))


class Programme:
    """A part of the model, kept in HiGHS so that a change starts from the last answer."""

    def __init__(self, model: Model, *, presolve: bool = False) -> None:
        self._model = model
        self._soft = np.flatnonzero(model.penalty)
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # it ships no types
        self._highs.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS takes its options so
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("presolve", "on" if presolve else "off")  # off is twice as fast here
        self._highs.passModel(_linear(model, self._soft))

    def solve(self) -> Solved:
        """The optimum."""
        size = len(self._model.worth)
        if not self._run():
            nothing = np.zeros(0)
            return Solved(-np.inf, nothing, nothing, nothing, nothing)
        solution = self._highs.getSolution()
        values, reduced = np.asarray(solution.col_value), np.asarray(solution.col_dual)
        short = np.zeros(len(self._model.limit))
        short[self._soft] = values[size:]
        return Solved(self._value(), values[:size], reduced[:size], np.asarray(solution.row_dual), short)

    def one_more(self, row: int) -> float | None:
        """How much the optimum grows when the limit of ``row`` is one euro or unit larger."""
        scale = self._model.scale[row]
        return self._with(row, (self._model.limit[row] + scale) / scale)

    def without(self, rows: Ints) -> float | None:
        """How much the optimum grows when ``rows`` are no limit; None when it has no bound then."""
        return self._changed(rows, np.full(len(rows), _INF))

    def _with(self, row: int, limit: float) -> float | None:
        return self._changed(np.array([row], np.int64), np.array([limit]))

    def _changed(self, rows: Ints, limits: Floats) -> float | None:
        before = self._value()
        scaled = self._model.limit[rows] / self._model.scale[rows]
        self._bound(rows, limits)
        found = self._value() if self._run() else None
        self._bound(rows, scaled)
        self._run()
        return None if found is None else found - before

    def _bound(self, rows: Ints, limits: Floats) -> None:
        for row, limit in zip(rows.tolist(), limits.tolist(), strict=True):
            self._highs.changeRowBounds(row, -_INF, limit)

    def _run(self) -> bool:
        self._highs.run()
        return bool(self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _value(self) -> float:
        return float(self._highs.getInfo().objective_function_value)


def _linear(model: Model, soft: Ints) -> Any:
    """The part for HiGHS: in euros and units; a soft row gets a column for what it is short."""
    size, count = len(model.worth), len(model.limit)
    per_row = np.repeat(model.scale, np.diff(model.starts))
    ends = model.starts[soft + 1]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = size + len(soft), count
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.concatenate([model.worth, -model.penalty[soft]]) / WORTH
    lp.col_lower_ = np.zeros(size + len(soft))
    lp.col_upper_ = np.concatenate([model.most, np.full(len(soft), _INF)])
    lp.row_lower_ = np.full(count, -_INF)
    lp.row_upper_ = model.limit / model.scale
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = model.starts + np.searchsorted(soft, np.arange(count + 1))
    lp.a_matrix_.index_ = np.insert(model.columns, ends, size + np.arange(len(soft)))
    lp.a_matrix_.value_ = np.insert(model.factors / per_row, ends, -1)
    return lp
