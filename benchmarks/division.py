"""The ranked division of the whole country beside HiGHS in its best form, in one run.

31 regions, 2,500 contracts, one ranked lot each, made up from a seed. Two of the published rules are solved by our
exact integer code and as a linear programme by highspy:

- best first: the most of score times money within the space and what each can take;
- proportional: the least factor at which everyone gets factor times score, or all it can take, and the space is used.

Both must give the same before a ratio is printed. Best first: the same sum of score times money, exactly, after the
programme's amounts are rounded to cents. Proportional: the same money in each region, and nobody a whole cent or more
apart. HiGHS gets arrays, no names, no output, and is tried per region and as one national programme, with and without
presolve; the fastest counts. What is timed is from the entrants in Python objects to the amounts in cents and euros.
Beside them the limit of all that must order by score: one sort.

    python benchmarks/division.py
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from statistics import median

REGIONS, CONTRACTS, ROUNDS = 31, 2_500, 7
RULE_NAMES = ("best-first", "proportional")


@dataclass(frozen=True)
class Region:
    """What is divided in one region: the money in cents, and per contract score in hundredths and room in cents."""

    pot: int
    scores: tuple[int, ...]
    rooms: tuple[int, ...]


def country() -> list[Region]:
    """A made-up country; the space holds about two thirds of what is asked."""
    draw = random.Random(2027)
    sizes = [CONTRACTS // REGIONS + (number < CONTRACTS % REGIONS) for number in range(REGIONS)]
    regions = []
    for size in sizes:
        rooms = tuple(int(draw.lognormvariate(18, 1.4)) for _ in range(size))
        scores = tuple(draw.randint(250, 1_000) for _ in range(size))
        regions.append(Region(sum(rooms) * draw.randint(50, 80) // 100, scores, rooms))
    return regions


def ours(rule: str) -> Callable[[Sequence[Region]], list[list[int]]]:
    """Our rule, as the round uses it."""
    # imported here, so that each alone in a process holds only its own
    from driehoek.domain.policy import Params  # noqa: PLC0415 - see above
    from driehoek.engines.allocation.models.division_rules import RULES, Entrant  # noqa: PLC0415 - see above
    from driehoek.kernel import Money, TieKey  # noqa: PLC0415 - see above

    key, divide = TieKey("national"), RULES[rule]

    def run(regions: Sequence[Region]) -> list[list[int]]:
        found = []
        for region in regions:
            entrants = tuple(
                Entrant(f"{number:08}", Fraction(score, 100), Money(room), Money(room))
                for number, (score, room) in enumerate(zip(region.scores, region.rooms, strict=True))
            )
            parts = divide(Money(region.pot), entrants, Params({}), key)
            found.append([parts[item.contract].cents for item in entrants])
        return found

    return run


def highs(rule: str, *, presolve: bool, national: bool) -> Callable[[Sequence[Region]], list[list[float]]]:
    """The same as a linear programme; amounts in euros, for cents make the numbers needlessly large."""
    # imported here, so that each alone in a process holds only its own
    import highspy  # noqa: PLC0415 - see above
    import numpy as np  # noqa: PLC0415 - see above

    def solved(regions: Sequence[Region]) -> list[float]:
        model = highspy.Highs()
        model.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS takes its options so
        model.setOptionValue("presolve", "on" if presolve else "off")
        model.setOptionValue("threads", 1)
        model.passModel(_programme(highspy, np, rule, regions))
        model.run()
        assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return list(model.getSolution().col_value)

    def run(regions: Sequence[Region]) -> list[list[float]]:
        groups = [list(regions)] if national else [[region] for region in regions]
        found = []
        for group in groups:
            values = solved(group)
            at = 0
            for region in group:
                found.append(values[at : at + len(region.rooms)])
                at += len(region.rooms) + (rule == "proportional")
        return found

    return run


def _programme(highspy, np, rule, regions):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - neither ships types
    """The programme of some regions as arrays, by column.

    Best first, per region: most of sum(score x), sum(x) <= pot. Proportional, per region with a factor f: least f,
    sum(x) = pot, x - score f <= 0.
    """
    proportional = rule == "proportional"
    costs, uppers, starts, indices, values, row_lower, row_upper = [], [], [0], [], [], [], []
    for region in regions:
        size, first = len(region.rooms), len(row_lower)
        scores, rooms = np.array(region.scores) / 100, np.array(region.rooms) / 100
        pot = min(region.pot, sum(region.rooms)) / 100
        row_lower.append(pot if proportional else -highspy.kHighsInf)
        row_upper.append(pot)
        uppers.append(rooms)
        if proportional:
            row_lower.extend([-highspy.kHighsInf] * size)
            row_upper.extend([0.0] * size)
            own = np.arange(first + 1, first + 1 + size)
            indices += [np.column_stack([np.full(size, first), own]).ravel(), own]
            values += [np.ones(2 * size), -scores]
            starts += [starts[-1] + 2 * (column + 1) for column in range(size)]
            starts.append(starts[-1] + size)
            costs += [np.zeros(size), [1.0]]
            uppers.append([highspy.kHighsInf])
        else:
            indices.append(np.full(size, first))
            values.append(np.ones(size))
            starts += [starts[-1] + column + 1 for column in range(size)]
            costs.append(-scores)
    lp = highspy.HighsLp()
    lp.col_cost_ = np.concatenate(costs)
    lp.num_col_, lp.num_row_ = len(lp.col_cost_), len(row_lower)
    lp.col_lower_, lp.col_upper_ = np.zeros(lp.num_col_), np.concatenate(uppers)
    lp.row_lower_, lp.row_upper_ = np.array(row_lower), np.array(row_upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = np.array(starts), np.concatenate(indices)
    lp.a_matrix_.value_ = np.concatenate(values)
    return lp


def one_sort(regions: Sequence[Region]) -> None:
    """The limit: nothing that ranks can do with less."""
    pairs = [(score, number) for region in regions for number, score in enumerate(region.scores)]
    pairs.sort(reverse=True)


def timed(run: Callable[[Sequence[Region]], object], regions: Sequence[Region]) -> float:
    begin = time.process_time()  # one thread each; the wall clock would measure who else is at work
    run(regions)
    return time.process_time() - begin


def same(rule: str, regions: Sequence[Region], mine: list[list[int]], theirs: list[list[float]]) -> None:
    """End with a fault unless both gave the same, to the cent."""
    for number, (region, our, their) in enumerate(zip(regions, mine, theirs, strict=True)):
        cents = [round(amount * 100) for amount in their]
        wanted = min(region.pot, sum(region.rooms))
        if sum(our) != wanted or (rule == "best-first" and sum(cents) != wanted):
            sys.exit(f"{rule}, region {number}: divided {sum(our)} and {sum(cents)} of {wanted} cents")
        value, other = (
            sum(score * part for score, part in zip(region.scores, parts, strict=True)) for parts in (our, cents)
        )
        if rule == "best-first" and value != other:
            sys.exit(f"{rule}, region {number}: score times money {value} and {other}")
        furthest = max(abs(part - amount * 100) for part, amount in zip(our, their, strict=True))
        if rule == "proportional" and furthest >= 1:
            sys.exit(f"{rule}, region {number}: someone lies {furthest:.3f} cents apart")


def memory(who: str) -> float:
    """The most megabytes that a process of its own holds when it imports and runs one of the two, both rules."""
    child = os.posix_spawn(sys.executable, [sys.executable, __file__, "--alone", who], os.environ)
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{who} alone failed")
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def alone(who: str) -> None:
    for rule in RULE_NAMES if who != "nothing" else ():
        run = ours(rule) if who == "ours" else highs(rule, presolve=True, national=False)
        run(country())


def main() -> None:
    if "--alone" in sys.argv:
        alone(sys.argv[-1])
        return
    # first, for a process inherits the most that its parent held
    held = {who: memory(who) for who in ("nothing", "ours", "highspy")}
    regions = country()
    versions = {name: importlib.metadata.version(name) for name in ("driehoek", "highspy", "numpy")}
    print(f"{REGIONS} regions, {CONTRACTS} contracts, one lot each, made up")
    print(f"processor time, median of {ROUNDS} rounds in turn")
    print(f"Python {platform.python_version()}, {', '.join(f'{name} {text}' for name, text in versions.items())}")
    for rule in RULE_NAMES:
        mine = ours(rule)
        forms = {
            f"{'one programme' if national else 'per region'}, presolve {'on' if presolve else 'off'}": highs(
                rule, presolve=presolve, national=national
            )
            for national, presolve in product((False, True), (True, False))
        }
        answer = mine(regions)
        for form in forms.values():
            same(rule, regions, answer, form(regions))
        rounds = [
            (timed(mine, regions), timed(one_sort, regions), *(timed(form, regions) for form in forms.values()))
            for _ in range(ROUNDS)
        ]
        own, limit, *others = (median(column) for column in zip(*rounds, strict=True))
        best, name = min(zip(others, forms, strict=True))
        print(f"{rule}: the same to the cent in {len(forms)} forms of highspy")
        print(f"  ours {own * 1000:.1f} ms; highspy {best * 1000:.1f} ms ({name}): {best / own:.2f} times ours")
        print(f"  one sort {limit * 1000:.2f} ms: ours is {own / limit:.0f} times the limit")
    print("most memory in a process of its own: " + ", ".join(f"{who} {most:.0f} MB" for who, most in held.items()))
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
