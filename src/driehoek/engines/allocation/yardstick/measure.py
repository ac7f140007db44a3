"""The yardstick of a round: build, solve, floor, prove, and hold the decision against it.

1. Where nothing satisfies all limits, the limits that clash are named, and the floors are given a price so high that
   as little as possible of them is missed. Limits get no price then: mend the clash first.
2. A worth is euros of care, weighed by the aim; the decision is measured with the same weights.
3. A promise in euros cannot be met more closely than one unit of care: what is missed by less is not told.
4. The budget of an area, the integral price of an organisation and limits on volumes after the models are not in the
   model; the yardstick names the steps that set them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from driehoek.domain.allocation import Allocation, Frame, Grant, GrantedLine, Offer, Problem
from driehoek.domain.allocation.verify import (
    amounts_follow,
    everyone_answered,
    lines_fit,
    norms_respected,
    nothing_negative,
    prices_follow,
    within_capacity,
    within_space,
    within_submission,
)
from driehoek.engines.allocation.base import Ability
from driehoek.engines.allocation.definitions import steps_that
from driehoek.engines.allocation.solve import prices_of
from driehoek.engines.allocation.yardstick.build import Built, build
from driehoek.engines.allocation.yardstick.causes import causes, listed
from driehoek.engines.allocation.yardstick.certificate import prove
from driehoek.engines.allocation.yardstick.clash import clashing
from driehoek.engines.allocation.yardstick.model import WORTH, Ints, LimitKind, Model, collapsed
from driehoek.engines.allocation.yardstick.options import Need, Options
from driehoek.engines.allocation.yardstick.parts import WORKERS, in_threads, parts_of
from driehoek.engines.allocation.yardstick.prices import Priced, priced
from driehoek.engines.allocation.yardstick.programme import Floats, Programme, Solved, shown
from driehoek.engines.allocation.yardstick.programme import Part as Piece
from driehoek.engines.allocation.yardstick.repair import whole
from driehoek.engines.allocation.yardstick.result import LimitPrice, Part, Yardstick
from driehoek.kernel import ZERO, Finding, Money, Quantity, total

_PROOFS = (
    within_space,
    nothing_negative,
    within_submission,
    within_capacity,
    prices_follow,
    amounts_follow,
    lines_fit,
    everyone_answered,
    norms_respected,
)
_CENT = WORTH // 100
_DEAR = 1_000


@dataclass(frozen=True, slots=True)
class _Done:
    """One piece, solved: its model of classes, the optimum, the prices and what clashes."""

    piece: Piece
    model: Model
    solved: Solved
    priced: Priced
    clash: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    """What is compared: the decision and the yardstick, per column of the whole model."""

    problem: Problem
    allocation: Allocation
    built: Built
    units: Ints
    granted: Floats
    size: Ints
    spent: Mapping[Frame, Money]
    agreed: Mapping[Frame, Money]


def yardstick(
    problem: Problem,
    allocation: Allocation,
    needs: Iterable[Need] = (),
    options: Options | None = None,
    workers: int = WORKERS,
) -> Yardstick:
    """Find the best division and hold a decision against it.

    Args:
        problem: what was divided.
        allocation: the decision.
        needs: people who need care, per municipality and segment.
        options: what the policy chose.
        workers: how many pools are solved at once; it changes nothing but the time.

    Returns:
        The yardstick; a finding in it is a fault of ours, and a test holds that there is none.

    Raises:
        AssertionError: when the whole units pass a limit, a fault of ours too.
    """
    known, chosen = tuple(needs), options or Options()
    built = build(problem, allocation, prices_of(problem), known, chosen)
    small, size = collapsed(built.model, built.column_class, built.row_class)
    leaders = np.unique(built.row_class, return_index=True)[1].tolist()
    kinds = [built.limits[row].kind for row in leaders]
    done = in_threads(lambda piece: _solved(piece, kinds), parts_of(small), workers)
    amounts = np.zeros(len(small.worth))
    for item in done:
        amounts[item.piece.columns] = item.solved.amounts
    units = whole(built.model, amounts, built.column_class, built.turn)
    pieces, grants = parts_of(built.model), _grants(problem, built, units)
    granted, spent = _granted(built, allocation), _spent(allocation.grants)
    compared = _Compared(problem, allocation, built, units, granted, size, spent, _spent(grants))
    return Yardstick(
        chosen,
        tuple(_part(compared, item, whole_piece, leaders) for item, whole_piece in zip(done, pieces, strict=True)),
        len(built.limits),
        bool(known),
        tuple(sorted(lot for lot, most in problem.max_winners.items() if most)),
        grants,
        _proof(problem, built, allocation, grants),
        built.left_out,
        _steps_left_out(problem),
    )


def _steps_left_out(problem: Problem) -> tuple[str, ...]:
    """The steps whose limits bind several contracts together, or single products: no row of the model is theirs (4)."""
    lots = sorted({offer.lot for offer in problem.offers})
    found = {
        step.id
        for ability in (Ability.BINDS_TOGETHER, Ability.MOVES_VOLUME)
        for lot in lots
        for step in steps_that(ability, problem.division, lot)
    }
    return tuple(step.id for step in problem.division.steps() if step.id in found)


def _solved(piece: Piece, kinds: list[LimitKind]) -> _Done:
    model = piece.model
    programme = Programme(model)
    solved = programme.solve()
    if solved.feasible:
        prices = priced(programme, model, solved, [kinds[row] for row in piece.rows.tolist()])
        return _Done(piece, model, solved, prices, ())
    dear = np.where((model.limit < 0) & (model.penalty == 0), _DEAR * WORTH, model.penalty)  # 1
    return _Done(piece, model, Programme(replace(model, penalty=dear)).solve(), Priced(), clashing(model))


def _granted(built: Built, allocation: Allocation) -> Floats:
    """Per column what the decision grants, in units."""
    steps = {
        (grant.contract, grant.lot, line.product): line.quantity for grant in allocation.grants for line in grant.lines
    }
    found = (steps.get(cell.place) for cell in built.cells)
    return np.array([quantity.steps / quantity.unit.steps if quantity else 0 for quantity in found], np.float64)


def _grants(problem: Problem, built: Built, units: Ints) -> tuple[Grant, ...]:
    lines: defaultdict[tuple[str, str], list[GrantedLine]] = defaultdict(list)
    for cell, count in zip(built.cells, units.tolist(), strict=True):
        if count:
            unit = cell.line.product.unit
            quantity = Quantity(count * unit.steps, unit)
            line = GrantedLine(cell.line.product.code, quantity, cell.price, quantity.at(cell.price.amount))
            lines[cell.offer.contract, cell.offer.lot].append(line)
    return tuple(_grant(offer, tuple(lines[offer.contract, offer.lot])) for offer in problem.offers)


def _grant(offer: Offer, lines: tuple[GrantedLine, ...]) -> Grant:
    return Grant(offer.contract, offer.lot, offer.frame, total(line.amount for line in lines), lines)


def _proof(problem: Problem, built: Built, allocation: Allocation, grants: tuple[Grant, ...]) -> tuple[Finding, ...]:
    """Hold the yardstick to the clauses of `verify` that do not ask for reasons, which it has none of."""
    known = tuple(norm for norm in problem.norms if norm.id not in built.left_out)
    problem = replace(problem, norms=known)
    result = Allocation(grants, allocation.reserved, (), (), moved=allocation.moved)
    return tuple(finding for clause in _PROOFS for finding in clause(problem, result))


def _part(compared: _Compared, done: _Done, piece: Piece, leaders: list[int]) -> Part:
    built, model = compared.built, piece.model
    certificate = prove(model, compared.units[piece.columns])
    if not certificate.holds:
        msg = f"the yardstick passes {len(certificate.passed)} limits"
        raise AssertionError(msg)
    granted = compared.granted[piece.columns]
    best = Money(certificate.worth // _CENT)
    solved = _for_members(compared, done, piece)
    optimum, decided = _worth(model, solved.amounts), _worth(model, granted)
    limits = [built.limits[row] for row in piece.rows.tolist()]
    cells = [built.cells[column] for column in piece.columns.tolist()]
    parts = causes(model, solved, limits, cells, granted, compared.allocation)
    return Part(
        pools=tuple(built.pools[number] for number in np.unique(model.pool).tolist()),
        best=best,
        optimum=optimum,
        decided=decided,
        causes=() if done.clash else listed(parts, best - decided, best - optimum, soft=bool(model.penalty.any())),
        prices=tuple(_price(compared, done, row, leaders, dual, asked) for row, dual, asked in done.priced.rows),
        without={kind: Money(round(gain * 100)) for kind, gain in done.priced.kinds},
        unspent=_left(compared, piece, compared.agreed),
        left=_left(compared, piece, compared.spent),
        missed=tuple(
            (limits[row], over)
            for row, over in sorted(certificate.missed.items())
            if over >= _dearest(model, row)  # 3
        ),
        clash=tuple(built.limits[leaders[done.piece.rows[row]]] for row in done.clash),
    )


def _dearest(model: Model, row: int) -> int:
    """What one unit of the dearest care of a floor adds to it."""
    return int(np.abs(model.factors[model.starts[row] : model.starts[row + 1]]).max())


def _for_members(compared: _Compared, done: _Done, piece: Piece) -> Solved:
    """The optimum of the classes for each of their members: a class has the prices of any of its members."""
    columns = np.searchsorted(done.piece.columns, compared.built.column_class[piece.columns])
    rows = np.searchsorted(done.piece.rows, compared.built.row_class[piece.rows])
    solved = done.solved
    each = solved.amounts[columns] / compared.size[done.piece.columns][columns]
    return Solved(solved.value, each, solved.reduced[columns], solved.duals[rows], solved.short[rows])


def _worth(model: Model, amounts: Floats) -> Money:
    """What a division counts, with what it leaves short of a soft floor taken off."""
    used = np.zeros(len(model.limit))
    np.add.at(used, model.rows, model.factors * amounts[model.columns])
    short = np.maximum(used - model.limit, 0) / model.scale
    return shown(np.float64((model.worth @ amounts - model.penalty @ short) / WORTH))


def _spent(grants: tuple[Grant, ...]) -> dict[Frame, Money]:
    """The money of a division per frame."""
    cents: defaultdict[Frame, int] = defaultdict(int)
    for grant in grants:
        cents[grant.frame] += grant.money.cents
    return {frame: Money(together) for frame, together in cents.items()}


def _left(compared: _Compared, piece: Piece, spent: Mapping[Frame, Money]) -> dict[Frame, Money]:
    """What a division leaves of the space of each frame of a piece, after what was set apart."""
    pools = {compared.built.pools[number] for number in np.unique(piece.model.pool).tolist()}
    return {
        space.frame: space.amount
        + compared.allocation.moved_to(space.frame)
        - total(compared.allocation.reserved.get(space.frame, {}).values())
        - spent.get(space.frame, ZERO)
        for space in sorted(compared.problem.spaces, key=lambda item: item.frame)
        if space.frame.pool in pools
    }


def _price(
    compared: _Compared, done: _Done, row: int, leaders: list[int], dual: Fraction, asked: Fraction
) -> LimitPrice:
    number = int(done.piece.rows[row])
    alike = int(np.count_nonzero(compared.built.row_class == number))
    return LimitPrice(compared.built.limits[leaders[number]], alike, dual, asked)
