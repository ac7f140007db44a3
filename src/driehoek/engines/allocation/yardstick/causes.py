"""Taking the difference between the yardstick and a decision apart, so that the parts add up to it.

For a linear optimum the difference with any other division is exactly the sum of

- the room that the other leaves in each limit, times the price of that limit (below zero where it passes one),
- what it grants of care that is worth less than the limits it uses, times what is lost on a unit,
- what it does not grant of care that is worth more than the limits it would use, times what is gained on a unit,
- and what it leaves short of need that the optimum meets.

Care that is granted below its place is laid at the steps that granted to that contract in that lot, by their money.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from driehoek.domain.allocation import Allocation, ReasonKind
from driehoek.engines.allocation.yardstick.limits import Cell
from driehoek.engines.allocation.yardstick.model import Limit, Model
from driehoek.engines.allocation.yardstick.programme import Floats, Solved, shown
from driehoek.engines.allocation.yardstick.result import Cause, CauseKind
from driehoek.kernel import ZERO, Money, total

Shares = Mapping[tuple[str, str], Mapping[str, np.float64]]
Parts = Mapping[tuple[CauseKind, str], np.float64]


def causes(
    model: Model,
    solved: Solved,
    limits: Sequence[Limit],
    cells: Sequence[Cell],
    granted: Floats,
    allocation: Allocation,
) -> Parts:
    """The parts of the difference between the optimum and ``granted``, in euros.

    Args:
        model: a part of the model, one column per member or per class.
        solved: its optimum.
        limits: what each row says.
        cells: what each column is.
        granted: per column the units of the decision.
        allocation: the decision, for the steps that granted.

    Returns:
        Per kind and name the euros; what is short is left to the caller, who knows the whole difference.
    """
    parts: defaultdict[tuple[CauseKind, str], np.float64] = defaultdict(np.float64)
    used = np.zeros(len(model.limit))
    np.add.at(used, model.rows, model.factors * granted[model.columns])
    room = (model.limit - used) / model.scale
    room = np.where(model.penalty > 0, np.maximum(room, 0), room)
    for limit, worth in zip(limits, solved.duals * room, strict=True):
        parts[CauseKind.ROOM, limit.kind.value] += worth
    shares = _shares(allocation)
    for cell, reduced, units, most in zip(cells, solved.reduced, granted, model.most, strict=True):
        if reduced > 0:
            parts[CauseKind.NOT_GRANTED, cell.offer.lot] += reduced * (most - units)
        elif units:
            for step, share in shares.get((cell.offer.contract, cell.offer.lot), {"": np.float64(1)}).items():
                parts[CauseKind.GRANTED, step] -= reduced * units * share
    return parts


def _shares(allocation: Allocation) -> Shares:
    """Per contract and lot the part that each step has in the money granted."""
    granting = (ReasonKind.GRANT, ReasonKind.ADJUSTMENT)
    sums: defaultdict[tuple[str, str], defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for reason in allocation.reasons:
        if reason.kind in granting and reason.amount > ZERO:
            sums[reason.contract, reason.lot][reason.step] += reason.amount.cents
    return {
        place: {step: np.float64(cents) / sum(steps.values()) for step, cents in steps.items()}
        for place, steps in sums.items()
    }


def listed(parts: Parts, difference: Money, units: Money, *, soft: bool) -> tuple[Cause, ...]:
    """The causes in cents, the largest first, so that they add up to ``difference``.

    Args:
        parts: what `causes` found.
        difference: what all add up to.
        units: what whole units add to it, mostly below zero; it comes last.
        soft: whether the decision can leave need short: then that is what the other causes leave of the difference.
            Else they leave cents of rounding, which go with the whole units.
    """
    found = [Cause(kind, name, shown(worth)) for (kind, name), worth in sorted(parts.items(), key=_name)]
    rest = difference - units - total(cause.worth for cause in found)
    if soft:
        found.append(Cause(CauseKind.SHORT, "", rest))
    found.sort(key=lambda cause: (-cause.worth.cents, cause.kind.value, cause.name))
    found.append(Cause(CauseKind.WHOLE_UNITS, "", units if soft else units + rest))
    return tuple(cause for cause in found if cause.worth)


def _name(item: tuple[tuple[CauseKind, str], np.float64]) -> tuple[str, str]:
    return item[0][0].value, item[0][1]
