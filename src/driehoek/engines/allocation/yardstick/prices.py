"""The price of each binding limit, checked by solving again with one euro or unit more.

The dual of a limit is a slope. Where the optimum turns at this very point, one euro more may add something else than
the slope says; what is added when it is solved again is then the price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from driehoek.engines.allocation.yardstick.model import LimitKind, Model
from driehoek.engines.allocation.yardstick.programme import Programme, Solved

MOST = 25
"""How many limits of one part get a price, those that weigh most first."""
_NOTHING = 1 / 1_000_000
_PLACES = 1_000_000


@dataclass(frozen=True, slots=True)
class Priced:
    """The prices of one part.

    Attributes:
        rows: the binding rows with their dual and with what solving again says, in euros; what weighs most first.
        kinds: per kind of limit how much the optimum grows without it, in euros.
    """

    rows: tuple[tuple[int, Fraction, Fraction], ...] = ()
    kinds: tuple[tuple[LimitKind, Fraction], ...] = ()


def priced(programme: Programme, model: Model, solved: Solved, kinds: Sequence[LimitKind]) -> Priced:
    """Ask what each limit costs.

    Args:
        programme: the part, solved.
        model: its model.
        solved: its optimum.
        kinds: per row what it comes from.
    """
    weight = solved.duals * np.maximum(np.abs(model.limit) / model.scale, 1)
    binding = np.flatnonzero(solved.duals > _NOTHING)
    dearest = sorted(binding.tolist(), key=lambda row: (-weight[row], row))[:MOST]
    rows = []
    for row in dearest:
        asked = programme.one_more(row)
        if asked is not None:
            rows.append((row, exact(solved.duals[row]), exact(asked)))
    families = []
    for kind in sorted(set(kinds) - {LimitKind.SPACE}, key=lambda item: item.value):
        gain = programme.without(np.array([row for row, other in enumerate(kinds) if other is kind], np.int64))
        if gain is not None:
            families.append((kind, exact(gain)))
    return Priced(tuple(rows), tuple(families))


def exact(value: np.float64 | object) -> Fraction:
    """A price of the solver in millionths of a euro, so that the same answer reads the same everywhere."""
    return Fraction(round(np.float64(value) * _PLACES), _PLACES)  # type: ignore[arg-type]  # what HiGHS returns
