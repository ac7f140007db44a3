"""From a problem to the model: a column per offered product, a row per limit.

1. Care is divided in whole units, hours too, so that every amount is whole cents.
2. The order of columns is that of the content of the offers; only equal offers are told apart, by the published key.
3. The limit on winners of a lot is no linear limit: it plays no part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

import numpy as np

from driehoek.domain.allocation import Allocation, Offer, Price, Problem
from driehoek.engines.allocation.yardstick import limits
from driehoek.engines.allocation.yardstick.limits import Cell, Rows, units_of
from driehoek.engines.allocation.yardstick.model import Ints, Limit, Model
from driehoek.engines.allocation.yardstick.options import Aim, Need, Options
from driehoek.kernel import ZERO, Money, canonical

Prices = Mapping[str, Mapping[tuple[str, str], Price]]
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Built:
    """The model with what its columns and rows mean.

    Attributes:
        model: the model, a column per offered product of each contract.
        cells: what each column is.
        limits: what each row is.
        pools: the pools, in the order of their numbers.
        column_class: per column its class of equals.
        row_class: per row its class of equals.
        turn: per column its place among its equals by the published key.
        left_out: the norms of the policy that are no limit here.
    """

    model: Model
    cells: tuple[Cell, ...]
    limits: tuple[Limit, ...]
    pools: tuple[str, ...]
    column_class: Ints
    row_class: Ints
    turn: tuple[str, ...]
    left_out: tuple[str, ...]


def build(
    problem: Problem, allocation: Allocation, prices: Prices, needs: Iterable[Need] = (), options: Options | None = None
) -> Built:
    """Build the model of all limits at once.

    Args:
        problem: what is divided and by which norms; the order of its parts plays no part.
        allocation: the published result, for what was set apart and promised beforehand.
        prices: per lot, contract and product, as the tariff steps make them.
        needs: people who need care, per municipality and segment; none makes no row.
        options: what the policy chose; None for the choices when it is silent.
    """
    chosen = options or Options()
    promised = _promised(allocation)
    cells, blocks = _cells(problem, prices, promised)
    own = defaultdict[tuple[str, str], list[int]](list)
    for number, cell in enumerate(cells):
        own[cell.offer.contract, cell.offer.lot].append(number)
    rows = Rows(cells, own, blocks)
    limits.space(rows, problem, allocation)
    limits.guarantees(rows, promised)
    limits.moves(rows, problem)
    left_out = tuple(item.id for item in problem.norms if not limits.norm(rows, problem, item))
    limits.needs(rows, needs, chosen)
    pools = tuple(sorted({cell.offer.frame.pool for cell in cells}))
    turn = tuple(problem.tie_key.rank("/".join(cell.place)) for cell in cells)
    classes = [(blocks[cell.offer.contract], cell.offer.lot, cell.line.product.code) for cell in cells]
    return Built(
        _model(cells, rows, pools, chosen),
        cells,
        tuple(rows.limits),
        pools,
        _numbered(classes),
        _numbered(rows.blocks),
        turn,
        left_out,
    )


def _numbered(names: Iterable[tuple[object, ...]]) -> Ints:
    """A number per name, in order of first appearance."""
    known: dict[tuple[object, ...], int] = {}
    return np.array([known.setdefault(name, len(known)) for name in names], np.int64)


def _promised(allocation: Allocation) -> dict[tuple[str, str], Money]:
    """Per contract and lot the most that one step promised."""
    found: dict[tuple[str, str], Money] = {}
    for promise in allocation.guarantees:
        place = promise.contract, promise.lot
        found[place] = max(found.get(place, ZERO), promise.amount)
    return found


def _cells(
    problem: Problem, prices: Prices, promised: Mapping[tuple[str, str], Money]
) -> tuple[tuple[Cell, ...], dict[str, int]]:
    """The columns in order of content, and per contract the number of its block of equals."""
    offers: defaultdict[str, list[Offer]] = defaultdict(list)
    for offer in problem.offers:
        offers[offer.contract].append(offer)
    content = {
        contract: b"|".join(sorted(_content(offer, prices, promised) for offer in own))
        for contract, own in offers.items()
    }
    order = sorted(offers, key=lambda contract: (content[contract], problem.tie_key.rank(contract)))
    blocks, cells = dict[str, int](), list[Cell]()
    for number, (_, equals) in enumerate(groupby(order, key=content.__getitem__)):
        for contract in equals:
            blocks[contract] = number
            for offer in sorted(offers[contract], key=lambda item: item.lot):
                lines = sorted(offer.lines, key=lambda line: line.product.code)
                priced = ((line, prices[offer.lot][contract, line.product.code]) for line in lines)
                cells.extend(
                    Cell(offer, line, price) for line, price in priced if price.amount > ZERO and units_of(line)
                )
    return tuple(cells), blocks


def _content(offer: Offer, prices: Prices, promised: Mapping[tuple[str, str], Money]) -> bytes:
    """All of an offer that the model looks at, its contract apart."""
    lines = sorted(
        canonical((line.product.code, line.maximum.amount, units_of(line), prices[offer.lot][key].amount))
        for line in offer.lines
        for key in ((offer.contract, line.product.code),)
    )
    promise = promised.get((offer.contract, offer.lot), ZERO)
    head = (offer.lot, offer.frame, offer.sector, offer.municipality, offer.realised, offer.score, offer.scale, promise)
    return b"/".join([canonical(head), *lines])


def _worth(cell: Cell, options: Options) -> int:
    """What a unit counts, in hundred-millionths of a euro: score in whole millionths, so that nothing is rounded."""
    if options.aim is Aim.NEED:
        return cell.line.maximum.amount.cents * _MILLION
    score = Fraction(1) if cell.offer.score is None else cell.offer.score / cell.offer.scale
    return cell.price.amount.cents * int(score * _MILLION)


def _model(cells: tuple[Cell, ...], rows: Rows, pools: tuple[str, ...], options: Options) -> Model:
    numbers = {pool: number for number, pool in enumerate(pools)}
    entries = [sorted(factors.items()) for factors in rows.entries]
    flat = [pair for row in entries for pair in row]
    return Model(
        _array(_worth(cell, options) for cell in cells),
        _array(cell.price.amount.cents for cell in cells),
        _array(units_of(cell.line) for cell in cells),
        _array(numbers[cell.offer.frame.pool] for cell in cells),
        np.concatenate([[0], np.cumsum(_array(len(row) for row in entries))]).astype(np.int64),
        _array(column for column, _ in flat),
        _array(factor for _, factor in flat),
        _array(rows.bounds),
        _array(rows.penalties),
        _array(rows.scales),
    )


def _array(values: Iterable[int]) -> Ints:
    return np.array(list(values), np.int64)
