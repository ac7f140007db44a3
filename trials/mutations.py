"""Put one small fault at a time into the core and see whether a test notices: a test of the tests.

Each mutant is one change in one file: a comparison swapped, a whole number off by one, a `not` dropped, min for max,
plus for minus, a condition always false, a rounding turned round, a statement left out. It lives in a temporary copy
of the sources, never in the sources themselves. A mutant that no test notices is a survivor: either it means the same
as the original, or a test is lacking.

    python trials/mutations.py                     60 mutants drawn with seed 1
    python trials/mutations.py --count 20 --seed 7 other mutants
    python trials/mutations.py --only allocation   only files with this in their path
    python trials/mutations.py --sample            3 mutants against the nearest tests

It ends with 0 unless the tests fail without any mutant; survivors are for a person to judge.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path("src/driehoek")
LIMIT = 240
"""Seconds after which a mutant counts as noticed: it made something run on for ever."""
SHORT = 6
"""Of a sample: seconds of processor that the tests of one module may take, which other work does not stretch."""

WIDE = (
    "tests/unit/domain/allocation",
    "tests/unit/engines",
    "tests/contract/test_allocation.py",
    "tests/property/test_round.py",
    "tests/unit/domain/ledger",
    "tests/unit/domain/tender",
    "tests/unit/domain/agreement",
    "tests/contract/test_criteria.py",
    "tests/property/test_scoring.py",
)
"""What runs after the nearest tests, nearest first; the commands as a whole are left out, for they take too long."""

TARGETS: dict[str, tuple[str, ...]] = {
    "kernel/*.py": ("tests/unit/kernel", "src/driehoek/kernel"),
    "domain/allocation/*.py": ("tests/unit/domain/allocation",),
    "engines/allocation/*.py": ("tests/unit/engines", "tests/contract/test_allocation.py"),
    "engines/allocation/*/*.py": ("tests/unit/engines", "tests/contract/test_allocation.py"),
    "domain/tender/scoring.py": ("tests/unit/domain/tender/test_scoring.py", "tests/property/test_scoring.py"),
    "domain/tender/ranking.py": ("tests/unit/domain/tender/test_ranking.py",),
    "domain/tender/criteria/*.py": ("tests/unit/domain/tender/criteria", "tests/contract/test_criteria.py"),
    "domain/agreement/*.py": ("tests/unit/domain/agreement",),
    "application/problem.py": ("tests/property/test_round.py", "tests/unit/application/test_problem.py"),
    "application/agreement_lines.py": ("tests/property/test_round.py",),
    "application/booking.py": ("tests/property/test_round.py",),
    "application/round.py": ("tests/property/test_round.py",),
}
"""Per group of files the nearest tests."""

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
ROUNDINGS = {"DOWN": "UP", "UP": "DOWN", "HALF_UP": "DOWN", "HALF_EVEN": "HALF_UP"}
DATA = frozenset({"Code", "Param", "Clause", "compile"})
"""Calls whose arguments are words for people or patterns, not arithmetic."""


@dataclass(frozen=True)
class Mutant:
    """One change: the file, the line, what stood there and what stands there now, and the whole new text."""

    file: Path
    line: int
    before: str
    after: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.before}  ->  {self.after}"


def changes(node: ast.AST) -> Iterator[Callable[[ast.AST], ast.AST]]:
    """The change that a node allows, if any; it takes a copy of the node and gives what comes in its place."""
    if isinstance(node, ast.expr):
        yield from _of_expression(node)
    elif isinstance(node, ast.If):
        yield _never
    elif isinstance(node, ast.AugAssign) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield lambda _: ast.Pass()
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield _unfiltered


def _of_expression(node: ast.expr) -> Iterator[Callable[[ast.AST], ast.AST]]:
    match node:
        case ast.Compare(ops=[only]) if type(only) in COMPARISONS:
            yield _swapped_comparison
        case ast.Constant(value=value) if type(value) is int:
            yield lambda one: ast.Constant(one.value + 1)  # type: ignore[attr-defined]
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield lambda one: one.operand  # type: ignore[attr-defined]
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            yield _swapped_sign
        case ast.BoolOp():
            yield _swapped_word
        case ast.Call(func=ast.Name(id=name)) if name in NAMES:
            yield _swapped_name
        case ast.Attribute(value=ast.Name(id="Rounding")):
            yield lambda one: ast.Attribute(one.value, ROUNDINGS[one.attr], one.ctx)  # type: ignore[attr-defined]
        case ast.IfExp():
            yield _never
        case _:
            return


def _swapped_comparison(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Compare)
    node.ops = [COMPARISONS[type(node.ops[0])]()]
    return node


def _swapped_sign(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BinOp)
    node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
    return node


def _swapped_word(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return node


def _swapped_name(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    node.func = ast.Name(NAMES[node.func.id], ast.Load())
    return node


def _never(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.If | ast.IfExp)
    node.test = ast.Constant(value=False)
    return node


def _unfiltered(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.comprehension)
    node.ifs = node.ifs[1:]
    return node


Place = tuple[ast.AST, str, int | None]
"""Where a node stands: its parent, the field, and the place in a list."""


def places(tree: ast.AST) -> Iterator[tuple[Place, ast.AST]]:
    """Every node of a module that may be changed, in order of the text; types, words and patterns are left alone."""
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "decorator_list"} or (isinstance(tree, ast.Call) and _is_data(tree)):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(child, ast.AST):
                yield (tree, name, index), child
                yield from places(child)


def _is_data(call: ast.Call) -> bool:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    return name in DATA


def mutants(root: Path, only: str) -> list[Mutant]:
    """Every mutant of the target files, in an order of its own."""
    files = sorted({path for pattern in TARGETS for path in (root / PACKAGE).glob(pattern)})
    return [
        mutant
        for path in files
        if path.name != "__init__.py" and only in path.as_posix()
        for mutant in _of(path.relative_to(root), path.read_text(encoding="utf-8"))
    ]


def _of(file: Path, source: str) -> Iterator[Mutant]:
    tree = ast.parse(source)
    for place, node in places(tree):
        for change in changes(node):
            changed = change(copy.deepcopy(node))
            _put(place, ast.copy_location(changed, node) if isinstance(changed, ast.expr | ast.stmt) else changed)
            line = getattr(node, "lineno", 0) or getattr(getattr(node, "target", node), "lineno", 0)
            text = ast.unparse(ast.fix_missing_locations(tree))
            yield Mutant(file, line, _shown(node), _shown(changed), text)
            _put(place, node)


def _put(place: Place, node: ast.AST) -> None:
    parent, name, index = place
    if index is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[index] = node


def _shown(node: ast.AST) -> str:
    text = ast.unparse(node).strip().split("\n")[0]
    return text if len(text) <= 90 else f"{text[:89]}…"


def nearest(file: Path) -> tuple[str, ...]:
    """The tests that stand nearest to a file."""
    inside = file.relative_to(PACKAGE)
    return next(tests for pattern, tests in TARGETS.items() if inside.match(pattern))


@dataclass(frozen=True)
class Bench:
    """A copy of the project in which mutants live."""

    root: Path

    def run(self, tests: tuple[str, ...], processor: int = LIMIT) -> str:
        """Run tests; give an empty text when all pass, else the first that failed."""
        chosen = [name for name in dict.fromkeys(tests) if (self.root / name).exists()]
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
        # the seed is fixed, so that a survivor is the same one tomorrow
        command += ["--hypothesis-seed=1", "-o", "addopts=--import-mode=importlib --doctest-modules", *chosen]
        environment = {**os.environ, "PYTHONPATH": str(self.root / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        with subprocess.Popen(
            command,
            cwd=self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as process:
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (processor, processor))
            try:
                output, _ = process.communicate(timeout=LIMIT)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                return "it ran on for ever"
        if process.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
            return "it ran on for ever"
        if process.returncode == 0:
            return ""
        failed = [line for line in output.splitlines() if line.startswith(("FAILED", "ERROR", "E  "))]
        return failed[-1] if failed else output.strip().splitlines()[-1]

    def try_out(self, mutant: Mutant, *, wide: bool) -> str:
        """Put the mutant in its place, run the tests, put the original back; in a sample the own tests go first."""
        path = self.root / mutant.file
        original = path.read_text(encoding="utf-8")
        path.write_text(mutant.text, encoding="utf-8")
        try:
            own = () if wide else (f"tests/unit/kernel/test_{mutant.file.stem}.py",)
            if own and (self.root / own[0]).exists() and (noticed := self.run(own, SHORT)):
                return noticed
            near = self.run(nearest(mutant.file))
            return near or (self.run(WIDE) if wide else "")
        finally:
            path.write_text(original, encoding="utf-8")


def copied(target: Path) -> Bench:
    """Copy what the tests need."""
    for name in ("src", "tests", "tools", "examples", "docs"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, target / name)
    bench = Bench(target)
    command = [sys.executable, "-c", "import driehoek; print(driehoek.__file__)"]
    environment = {**os.environ, "PYTHONPATH": str(target / "src")}
    seen = subprocess.run(command, env=environment, cwd=target, capture_output=True, text=True, check=True)
    if not Path(seen.stdout.strip()).resolve().is_relative_to(target.resolve()):
        sys.exit("the copy is not what the tests would use")
    return bench


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Put small faults into the core and see whether a test notices.")
    parser.add_argument("--sample", action="store_true", help="3 mutants against the nearest tests")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only files with this in their path")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        bench = copied(Path(temporary).resolve())
        every = mutants(bench.root, given.only or ("kernel/" if given.sample else ""))
        count = 3 if given.sample else given.count
        drawn = random.Random(given.seed).sample(every, min(count, len(every)))
        print(f"{len(every)} possible mutants in {len({one.file for one in every})} files; {len(drawn)} drawn")
        sound = bench.run(tuple(test for one in drawn for test in nearest(one.file)) + (() if given.sample else WIDE))
        if sound:
            sys.exit(f"the tests fail without any mutant: {sound}")
        survivors, per_room = [], Counter[tuple[str, bool]]()
        for number, mutant in enumerate(drawn, start=1):
            noticed = bench.try_out(mutant, wide=not given.sample)
            room = "/".join(mutant.file.parts[2:4])
            per_room[room, bool(noticed)] += 1
            print(f"{number:3} {'noticed ' if noticed else 'SURVIVED'} {mutant}", flush=True)
            if noticed:
                print(f"             {noticed[:150]}", flush=True)
            else:
                survivors.append(mutant)
    for room in sorted({room for room, _ in per_room}):
        print(f"{room}: {per_room[room, True]} noticed, {per_room[room, False]} survived")
    print(f"{len(drawn) - len(survivors)} of {len(drawn)} noticed in {time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    main()
