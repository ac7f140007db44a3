"""Ranked filling under caps that nest, on arrays, beside HiGHS on the same problem and beside one sort.

31 regions, 2,500 contracts, 120 products, about 33,000 volumes, made up from a seed; with ``--ten`` also ten times as
many. Each product of a region has a cap in money, and so has the region: the better score goes first. For caps that
nest the greedy filling is the best there is, so HiGHS must find the same worth, to 1e-9 of it, before a ratio is
printed; it is tried per region and at once, with and without presolve, and the fastest counts. The limit is one sort
of the scores.

Then the rules of the division themselves, on one lot of growing size: in plain Python, as the round had them, and as it
has them now; both must give the same cents. They tell from which size arrays pay.

    python benchmarks/filling.py [--ten]
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Any

import numpy as np

from driehoek import __version__
from driehoek.engines.allocation.arrays.ranked import in_order, ordered
from driehoek.kernel import Money, TieKey

REGIONS, CONTRACTS, PRODUCTS, ROUNDS = 31, 2_500, 120, 15


@dataclass(frozen=True)
class Country:
    """Per volume its region, its product there, its score in millionths and the money asked in cents; and the caps."""

    region: Any
    cell: Any
    score: Any
    asked: Any
    cell_cap: Any
    region_cap: Any


def country(times: int) -> Country:
    draw = np.random.default_rng(2027)
    contracts = CONTRACTS * times
    lines = np.clip(draw.poisson(13.3, contracts), 2, PRODUCTS)
    product = np.concatenate([draw.choice(PRODUCTS, size, replace=False) for size in lines])
    region = np.repeat(draw.integers(0, REGIONS, contracts), lines)
    score = np.repeat(draw.integers(300_000, 1_000_000, contracts), lines)
    cells, cell = np.unique(region * PRODUCTS + product, return_inverse=True)
    asked = draw.lognormal(17, 1.2, len(cell)).astype(np.int64)
    of_cell = np.bincount(cell, asked, len(cells))
    cell_cap = (of_cell * draw.uniform(0.4, 1.0, len(cells))).astype(np.int64)
    region_cap = (np.bincount(cells // PRODUCTS, cell_cap, REGIONS) * draw.uniform(0.6, 0.95, REGIONS)).astype(np.int64)
    return Country(region, cell, score, asked, cell_cap, region_cap)


def ours(made: Country) -> Any:
    """Inside out: the caps of the products, then of the regions."""
    inner = in_order(made.cell_cap, made.cell, ordered(made.cell, made.score), made.score, made.asked, str)
    return in_order(made.region_cap, made.region, ordered(made.region, made.score), made.score, inner, str)


def one_sort(made: Country) -> Any:
    return np.argsort(made.score)


def highs(*, national: bool, presolve: bool) -> Callable[[Country], Any]:
    import highspy  # noqa: PLC0415 - the filling by itself does not need it

    def solved(made: Country, mine: Any) -> Any:
        lp = highspy.HighsLp()
        cells, cell = np.unique(made.cell[mine], return_inverse=True)
        regions, region = np.unique(made.region[mine], return_inverse=True)
        size = len(mine)
        lp.num_col_, lp.num_row_ = size, len(cells) + len(regions)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = made.score[mine] / 1e6
        lp.col_lower_, lp.col_upper_ = np.zeros(size), made.asked[mine] / 100
        lp.row_lower_ = np.full(lp.num_row_, -highspy.kHighsInf)
        lp.row_upper_ = np.concatenate([made.cell_cap[cells], made.region_cap[regions]]) / 100
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.arange(0, 2 * size + 1, 2)
        lp.a_matrix_.index_ = np.column_stack([cell, len(cells) + region]).ravel()
        lp.a_matrix_.value_ = np.ones(2 * size)
        model = highspy.Highs()
        model.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS takes its options so
        model.setOptionValue("presolve", "on" if presolve else "off")
        model.setOptionValue("threads", 1)
        model.passModel(lp)
        model.run()
        assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return np.asarray(model.getSolution().col_value) * 100

    def run(made: Country) -> Any:
        if national:
            return solved(made, np.arange(len(made.score)))
        found = np.zeros(len(made.score))
        order = np.argsort(made.region, kind="stable")
        ends = np.searchsorted(made.region[order], np.arange(REGIONS + 1))
        for number in range(REGIONS):
            mine = order[ends[number] : ends[number + 1]]
            found[mine] = solved(made, mine)
        return found

    return run


def worth(made: Country, amounts: Any) -> float:
    return float(made.score @ amounts)


def within_caps(made: Country, amounts: Any) -> bool:
    """Whether no cap is passed, in whole cents."""
    cells = np.zeros_like(made.cell_cap)
    np.add.at(cells, made.cell, amounts)
    regions = np.zeros_like(made.region_cap)
    np.add.at(regions, made.region, amounts)
    fits = (amounts >= 0) & (amounts <= made.asked)
    return bool(fits.all() and (cells <= made.cell_cap).all() and (regions <= made.region_cap).all())


def timed(run: Callable[[Any], object], made: Any, rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        begin = time.process_time()  # one thread each; the wall clock would measure who else is at work
        run(made)
        taken.append(time.process_time() - begin)
    return median(taken)


def nested(times: int) -> None:
    made = country(times)
    mine = ours(made)
    if not within_caps(made, mine):
        sys.exit("a cap is passed")
    rounds = ROUNDS if times == 1 else 5
    own, limit = timed(ours, made, rounds), timed(one_sort, made, rounds)
    print(f"\n{times} x: {len(made.score)} volumes, {len(made.cell_cap)} caps of products in {REGIONS} caps of regions")
    print(
        f"  ours {own * 1000:.2f} ms, 0 cents over; one sort {limit * 1000:.2f} ms: ours is {own / limit:.1f} of those"
    )
    others = {}
    for national in (False, True):
        for presolve in (False, True):
            run = highs(national=national, presolve=presolve)
            apart = abs(worth(made, run(made)) / worth(made, mine) - 1)
            if apart > 1e-9:
                sys.exit(f"HiGHS finds a worth that lies {apart:.1e} away")
            name = f"{'at once' if national else 'per region'}, presolve {'on' if presolve else 'off'}"
            others[name] = timed(run, made, 3 if times == 1 else 1)
    for name, seconds in others.items():
        print(f"  the same worth by HiGHS, {name}: {seconds * 1000:.0f} ms, {seconds / own:.0f} times ours")


def rules(size: int) -> None:
    """The rules of the round on one lot: plain Python beside what the round uses."""
    from driehoek.domain.policy import Params  # noqa: PLC0415 - the filling by itself does not need it
    from driehoek.engines.allocation.models import division_rules  # noqa: PLC0415 - see above

    draw = random.Random(size)
    entrants = tuple(
        division_rules.Entrant(f"{number:08}", Fraction(draw.randint(250, 1_000), 100), Money(room), Money(room))
        for number, room in enumerate(int(draw.lognormvariate(18, 1.4)) for _ in range(size))
    )
    pot, key = Money(sum(item.room.cents for item in entrants) * 6 // 10), TieKey("national")
    for name in ("best-first", "proportional"):
        plain, now = division_rules.PLAIN[name], division_rules.RULES[name]
        if plain(pot, entrants, Params({}), key) != now(pot, entrants, Params({}), key):
            sys.exit(f"{name}: not the same cents")
        before, after = (
            timed(lambda _, rule=rule: rule(pot, entrants, Params({}), key), None, 7) * 1000 for rule in (plain, now)
        )
        print(
            f"  {name}, {size} entrants: plain {before:.2f} ms, now {after:.2f} ms, {before / after:.1f} times as fast"
        )


def main() -> None:
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("highspy", "numpy"))
    print(f"Python {platform.python_version()}, driehoek {__version__}, {versions}; processor time, medians")
    for times in (1, 10) if "--ten" in sys.argv else (1,):
        nested(times)
    print("\nthe rules of the division, the same cents:")
    for size in (100, 400, 1_600, 6_400, 25_600):
        rules(size)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    print(f"at most {most:.0f} MB with HiGHS in it; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
