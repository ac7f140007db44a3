"""Which limits clash, when nothing can satisfy them all.

First every limit may be passed at a price, and the cheapest way out says which limits are in the way; those are made
hard, and it is asked again, until no way out is left (an elastic filter). Then each of these limits is left out in
turn; what is not missed is dropped (a deletion filter). What remains clashes, and without any one of it no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from driehoek.engines.allocation.yardstick.model import WORTH, Ints, Model, only
from driehoek.engines.allocation.yardstick.programme import Programme

_PASSED = 1 / 1_000_000


def clashing(model: Model) -> tuple[int, ...]:
    """The smallest set of rows found that cannot hold together, offers and capacity taken as they are.

    Returns:
        The numbers of the rows, in their order; empty when all limits can hold.
    """
    hard = np.flatnonzero(model.penalty == 0)
    found = _in_the_way(model, hard)
    if not found:
        return ()
    # a floor is easier to give up than a ceiling, and the other way round: try to keep either
    floors_last = sorted(found, key=lambda row: (model.limit[row] < 0, row))
    ceilings_last = sorted(found, key=lambda row: (model.limit[row] >= 0, row))
    return min((_needed(model, order) for order in (floors_last, ceilings_last)), key=lambda rows: (len(rows), rows))


def _in_the_way(model: Model, hard: Ints) -> list[int]:
    enforced: list[int] = []
    while True:
        penalty = np.zeros_like(model.penalty)
        penalty[hard] = WORTH
        penalty[enforced] = 0
        loose = replace(model, worth=np.zeros_like(model.worth), penalty=penalty)
        kept = only(loose, hard)
        solved = Programme(kept).solve()
        if not solved.feasible:
            return enforced
        passed = hard[np.flatnonzero(solved.short > _PASSED)].tolist()
        if not passed:
            return []
        enforced.extend(passed)


def _needed(model: Model, rows: Sequence[int]) -> tuple[int, ...]:
    kept = list(rows)
    for row in rows:
        rest = [other for other in kept if other != row]
        if not _possible(model, rest):
            kept = rest
    return tuple(sorted(kept))


def _possible(model: Model, rows: Sequence[int]) -> bool:
    free = replace(model, worth=np.zeros_like(model.worth))
    return Programme(only(free, np.array(sorted(rows), np.int64))).solve().feasible
