"""The yardstick of the whole country beside PuLP with CBC, scipy and whole-country HiGHS, in one run.

31 regions, 2,500 contracts of a provider in a region, 120 products, about 33,000 volumes, made up from a seed and made
directly as arrays; with ``--ten`` also ten times as many contracts. The limits: the money of each region, per region
and product no more than is needed and a soft floor below it, at most 15 % of a product's extra in a contract, and 90 %
of last year as a promise to each contract.

All get the same arrays and must find the same worth before a ratio is printed. What is timed is from the arrays to the
optimum as numbers: cutting by region, building and solving. Ours solves a region a thread on two threads; the others do
as they come, and HiGHS on the whole country also without presolve, as ours is set. Then ours is made whole: floored,
repaired and proven, and it is counted how many regions would be passed, and by how much, if the optimum were rounded to
the nearest unit instead.

    python benchmarks/yardstick.py          the load case
    python benchmarks/yardstick.py --ten    ten times as large too, one round
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from driehoek import __version__
from driehoek.engines.allocation.yardstick.certificate import prove
from driehoek.engines.allocation.yardstick.model import WORTH, Model
from driehoek.engines.allocation.yardstick.parts import in_threads, parts_of
from driehoek.engines.allocation.yardstick.programme import Programme
from driehoek.engines.allocation.yardstick.repair import whole

REGIONS, CONTRACTS, PRODUCTS, ROUNDS = 31, 2_500, 120, 3
NEARLY = 1e-6
"""How far the worths may lie apart, as a share: CBC reads and writes its numbers as text."""
Answer = tuple[float, np.ndarray[Any, np.dtype[np.float64]]]


def country(times: int = 1) -> Model:
    """The made-up load case as arrays."""
    draw = np.random.default_rng(2027)
    contracts = CONTRACTS * times
    lines = np.clip(draw.poisson(13.3, contracts), 2, PRODUCTS)
    contract = np.repeat(np.arange(contracts), lines)
    product = np.concatenate([draw.choice(PRODUCTS, size, replace=False) for size in lines])
    region_of = np.sort(draw.integers(0, REGIONS, contracts))
    region = region_of[contract]
    price = draw.integers(2_000, 40_000, PRODUCTS)[product]
    score = draw.integers(300_000, 1_000_000, contracts)[contract]
    most = np.maximum(draw.lognormal(7.5, 1.1, len(contract)).astype(np.int64), 1)
    blocks = [
        _money(price, most, region),
        *_needs(most, region, product, price, draw),
        _extra(contract, product, contracts),
        _promises(price, most, contract, contracts, draw),
    ]
    return _model(score * price, price, most, region, blocks)


@dataclass(frozen=True)
class Block:
    """Rows of one kind: per entry its row, column and factor; per row the limit, penalty and scale."""

    row: Any
    column: Any
    factor: Any
    limit: Any
    penalty: Any
    scale: int


def _money(price: Any, most: Any, region: Any) -> Block:
    asked = np.bincount(region, price * most).astype(np.int64)
    return Block(region, np.arange(len(price)), price, asked * 7 // 10, np.zeros(REGIONS, np.int64), 100)


def _needs(most: Any, region: Any, product: Any, price: Any, draw: np.random.Generator) -> tuple[Block, Block]:
    """A cap per region and product, and a soft floor under seven in eight of them."""
    _, cell = np.unique(region * PRODUCTS + product, return_inverse=True)
    count = int(cell.max()) + 1
    need = (np.bincount(cell, most) * draw.uniform(0.5, 1.0, count)).astype(np.int64)
    dearest = np.zeros(count, np.int64)
    np.maximum.at(dearest, cell, price)
    caps = Block(cell, np.arange(len(most)), np.ones_like(most), need, np.zeros(count, np.int64), 1)
    floored = draw.random(count) < 7 / 8
    place = np.cumsum(floored) - 1
    inside = np.flatnonzero(floored[cell])
    least = -np.maximum(need[floored] * 6 // 10, 1)
    weight = dearest[floored] * 1_000_000
    return caps, Block(place[cell[inside]], inside, np.full(len(inside), -1), least, weight, 1)


def _extra(contract: Any, product: Any, contracts: int) -> Block:
    """In one contract in four with both: 85 x extra <= 15 x care, the first eighth of the products being extra."""
    extra = product < PRODUCTS // 8
    both = (np.bincount(contract, extra, contracts) > 0) & (np.bincount(contract, ~extra, contracts) > 0)
    chosen = both & (np.arange(contracts) % 4 == 0)
    place = np.cumsum(chosen) - 1
    inside = np.flatnonzero(chosen[contract])
    count = int(chosen.sum())
    factor = np.where(extra[inside], 85, -15)
    return Block(place[contract[inside]], inside, factor, np.zeros(count, np.int64), np.zeros(count, np.int64), 100)


def _promises(price: Any, most: Any, contract: Any, contracts: int, draw: np.random.Generator) -> Block:
    """At least a part of what is offered: what was delivered last year, within what all limits can hold."""
    offered = np.bincount(contract, price * most, contracts)
    least = -(offered * draw.uniform(0.0, 0.12, contracts)).astype(np.int64) - 1
    return Block(contract, np.arange(len(price)), -price, least, np.zeros(contracts, np.int64), 100)


def _model(worth: Any, cost: Any, most: Any, pool: Any, blocks: list[Block]) -> Model:
    offset, rows, columns, factors = 0, [], [], []
    for block in blocks:
        rows.append(block.row + offset)
        columns.append(block.column)
        factors.append(block.factor)
        offset += len(block.limit)
    row = np.concatenate(rows)
    order = np.argsort(row, kind="stable")
    starts = np.searchsorted(row[order], np.arange(offset + 1)).astype(np.int64)
    return Model(
        worth.astype(np.int64),
        cost.astype(np.int64),
        most,
        pool.astype(np.int64),
        starts,
        np.concatenate(columns)[order].astype(np.int64),
        np.concatenate(factors)[order].astype(np.int64),
        np.concatenate([block.limit for block in blocks]),
        np.concatenate([block.penalty for block in blocks]),
        np.concatenate([np.full(len(block.limit), block.scale) for block in blocks]),
    )


def by_region(model: Model, workers: int = 2) -> Answer:
    """Ours: cut where no limit couples, a part a thread."""
    parts = parts_of(model)
    solved = in_threads(lambda part: Programme(part.model).solve(), parts, workers)
    amounts = np.zeros(len(model.worth))
    for part, found in zip(parts, solved, strict=True):
        amounts[part.columns] = found.amounts
    return sum(found.value for found in solved), amounts


def by_region_in_one_thread(model: Model) -> Answer:
    return by_region(model, workers=1)


def whole_country(model: Model) -> Answer:
    """HiGHS on the whole country at once, from the same arrays, as ours is set."""
    solved = Programme(model).solve()
    return solved.value, solved.amounts


def whole_country_as_it_comes(model: Model) -> Answer:
    """The same with presolve, which HiGHS does when it is told nothing."""
    solved = Programme(model, presolve=True).solve()
    return solved.value, solved.amounts


def with_scipy(model: Model) -> Answer:
    """Linprog of scipy, which hands its arrays to HiGHS."""
    from scipy.optimize import linprog  # noqa: PLC0415 - each alone in a process holds only its own
    from scipy.sparse import csr_array, hstack  # noqa: PLC0415 - see above

    count, size = len(model.limit), len(model.worth)
    soft = np.flatnonzero(model.penalty)
    per_row = np.repeat(model.scale, np.diff(model.starts))
    care = csr_array((model.factors / per_row, model.columns, model.starts), (count, size))
    short = csr_array((np.full(len(soft), -1.0), (soft, np.arange(len(soft)))), (count, len(soft)))
    cost = np.concatenate([-model.worth, model.penalty[soft]]) / WORTH
    upper = np.concatenate([model.most, np.full(len(soft), np.inf)])
    bounds = np.column_stack([np.zeros(size + len(soft)), upper])
    found = linprog(cost, hstack([care, short], "csr"), model.limit / model.scale, bounds=bounds, method="highs")
    assert found.status == 0, found.message
    return -found.fun, found.x[:size]


def with_pulp(model: Model) -> Answer:
    """PuLP, written as its manual does, with the CBC it brings."""
    import pulp  # noqa: PLC0415 - see above

    problem = pulp.LpProblem("yardstick", pulp.LpMaximize)
    care = [pulp.LpVariable(f"x{number}", 0, most) for number, most in enumerate(model.most.tolist())]
    short = {row: pulp.LpVariable(f"s{row}", 0) for row in np.flatnonzero(model.penalty).tolist()}
    worth, penalty = (model.worth / WORTH).tolist(), (model.penalty / WORTH).tolist()
    problem += pulp.lpSum(
        [value * variable for value, variable in zip(worth, care, strict=True)]
        + [-penalty[row] * variable for row, variable in short.items()]
    )
    scaled = (model.factors / np.repeat(model.scale, np.diff(model.starts))).tolist()
    starts, columns, limit = model.starts.tolist(), model.columns.tolist(), (model.limit / model.scale).tolist()
    for row, most in enumerate(limit):
        cells = [(care[columns[entry]], scaled[entry]) for entry in range(starts[row], starts[row + 1])]
        if row in short:
            cells.append((short[row], -1.0))
        problem += pulp.LpAffineExpression(cells) <= most
    problem.solve(pulp.PULP_CBC_CMD(msg=False))
    assert pulp.LpStatus[problem.status] == "Optimal"
    return float(pulp.value(problem.objective)), np.array([variable.value() for variable in care])


SOLVERS: dict[str, Callable[[Model], Answer]] = {
    "by region, 2 threads": by_region,
    "by region, 1 thread": by_region_in_one_thread,
    "whole-country HiGHS": whole_country_as_it_comes,
    "whole-country HiGHS without presolve": whole_country,
    "scipy linprog(highs)": with_scipy,
    "PuLP with CBC": with_pulp,
}
OURS, COUNTRY, PULP = "by region, 2 threads", "whole-country HiGHS", "PuLP with CBC"


def timed(solver: Callable[[Model], Answer], model: Model) -> tuple[float, float, Answer]:
    """The seconds by the wall clock, and those of the processor in all threads and in the program it starts."""
    begin, busy = time.perf_counter(), sum(os.times()[:4])
    answer = solver(model)
    return time.perf_counter() - begin, sum(os.times()[:4]) - busy, answer


def memory(name: str) -> tuple[float, float]:
    """The most megabytes of a process of its own that solves the load case once, and of the program it starts."""
    said = subprocess.run(
        [sys.executable, __file__, "--alone", name], check=True, capture_output=True, text=True
    ).stdout
    own, child = said.split()[-2:]
    return float(own), float(child)


def alone(name: str) -> None:
    model = country()
    if name in SOLVERS:
        SOLVERS[name](model)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    own, child = (resource.getrusage(who).ru_maxrss / unit for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(own, child)


def in_whole_units(model: Model, value: float, amounts: Any) -> None:
    """Make ours whole, prove it, and count what rounding to the nearest would do."""
    begin = time.perf_counter()
    units = whole(model, amounts, np.arange(len(model.worth)))
    made = time.perf_counter()
    certificate = prove(model, units)
    proven = time.perf_counter()
    if not certificate.holds:
        sys.exit(f"{len(certificate.passed)} limits are passed")
    spent = np.bincount(model.pool, model.cost * units, REGIONS).astype(np.int64)
    left = model.limit[:REGIONS] - spent
    nearest = np.bincount(model.pool, model.cost * np.round(amounts).astype(np.int64), REGIONS).astype(np.int64)
    over = nearest - model.limit[:REGIONS]
    lost = 1 - certificate.worth / WORTH / value
    print(f"  in whole units: repaired in {made - begin:.2f} s, proven in {proven - made:.2f} s, 0 cents over")
    print(
        f"  worth lost by whole units {lost:.1e};"
        f" left in a full region at most {left[left < 10**6].max() / 100:.2f} euro"
    )
    print(
        f"  rounded to the nearest, {int((over > 0).sum())} of {REGIONS} regions are over,"
        f" by at most {over.max() / 100:.2f} euro"
    )


def compare(times: int, rounds: int) -> None:
    model = country(times)
    print(
        f"\n{times} x: {REGIONS} regions, {CONTRACTS * times} contracts, {PRODUCTS} products,"
        f" {len(model.worth)} volumes,"
        f" {int((model.penalty > 0).sum())} soft floors, {len(model.limit)} limits, {len(model.columns)} entries"
    )
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in SOLVERS}
    worths: dict[str, float] = {}
    amounts = None
    for _ in range(rounds):
        for name, solver in SOLVERS.items():
            seconds, busy, (worth, found) = timed(solver, model)
            taken[name].append((seconds, busy))
            worths[name] = worth
            amounts = found if name == OURS else amounts
    for name, worth in worths.items():
        if abs(worth / worths[COUNTRY] - 1) > NEARLY:
            sys.exit(f"{name} finds a worth of {worth} and {COUNTRY} {worths[COUNTRY]}")
    print(f"  the same worth in all six, {worths[COUNTRY]:,.2f} euro, to {NEARLY:.0e}; seconds, median of {rounds}")
    middle = {name: [median(column) for column in zip(*rows, strict=True)] for name, rows in taken.items()}
    for name, (seconds, busy) in middle.items():
        share, load = middle[OURS][0] / seconds, middle[OURS][1] / busy
        print(f"  {name}: {seconds:.2f} s, ours takes {share:.2f} of it; processor {busy:.2f} s, {load:.2f} of it")
    in_whole_units(model, worths[OURS], amounts)


def main() -> None:
    if "--alone" in sys.argv:
        alone(sys.argv[-1])
        return
    # first, for a process inherits the most that its parent held
    held = {name: memory(name) for name in ("nothing", *SOLVERS)}
    versions = {name: importlib.metadata.version(name) for name in ("highspy", "numpy", "PuLP", "scipy")}
    named = ", ".join(f"{name} {version}" for name, version in versions.items())
    print(f"Python {platform.python_version()}, driehoek {__version__}, {named}")
    for times, rounds in ((1, ROUNDS), *(((10, 1),) if "--ten" in sys.argv else ())):
        compare(times, rounds)
    print("\nmost memory in a process of its own, the load case once:")
    for name, (own, child) in held.items():
        print(f"  {name}: {own:.0f} MB" + (f" and {child:.0f} MB in the program it starts" if child > 1 else ""))
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
