"""Which numbered requirements are shown by which tests: ``docs/coverage.md``.

A requirement is shown when a test carries its number in ``@pytest.mark.requirement``. The tests are read, not run:
that they pass is the work of CI. A test that is marked to be skipped or to fail shows nothing.
"""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tools.pages import ROOT, Page, page, table
from tools.source import sources

OWNED = ("docs/coverage.md",)

INDEX = ROOT / "docs" / "requirements-index.csv"

MOST_IDS = 3
"""A test that shows more than this shows none of them well."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A numbered requirement, as far as coverage needs it.

    Attributes:
        id: such as ``E-008``.
        section: the heading it stands under, with its number.
        mark: R rule, P practice, W wish, F finding, or another kind of item.
    """

    id: str
    section: str
    mark: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A test with the requirements that it carries.

    Attributes:
        test: file and name.
        ids: the numbers, as written.
        most: how many it carries itself, or one of its parametrized cases when that is more.
        standards: it needs the folder of published standards.
        counts: it runs and must pass; False when it is marked to be skipped or to fail.
    """

    test: str
    ids: tuple[str, ...]
    most: int
    standards: bool
    counts: bool


def requirements() -> list[Requirement]:
    """Read the index of all numbers."""
    with INDEX.open(encoding="utf-8", newline="") as file:
        return [Requirement(row["id"], row["section"], row["mark"]) for row in csv.DictReader(file)]


def shown() -> list[Shown]:
    """Read every test of the project."""
    return [test for source in sources(ROOT / "tests") for test in read(source.tree, source.path)]


def read(tree: ast.Module, path: str) -> Iterator[Shown]:
    """Read the tests of one file; marks on a class or on the whole file hold for each test in them."""
    whole = [
        mark
        for node in tree.body
        if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "pytestmark" for target in node.targets)
        for mark in (node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value])
    ]
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            for inner in node.body:
                if _is_test(inner):
                    yield _shown(inner, [*whole, *node.decorator_list], f"{path}::{node.name}::")
        elif _is_test(node):
            yield _shown(node, whole, f"{path}::")


def _is_test(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test_")


def _shown(node: ast.stmt, inherited: list[ast.expr], prefix: str) -> Shown:
    assert isinstance(node, ast.FunctionDef)
    marks = [*inherited, *node.decorator_list]
    names = {_mark(mark) for mark in marks}
    own = [number for mark in marks if _mark(mark) == "requirement" for number in _numbers(mark)]
    cases = [_numbers(call) for mark in marks if _mark(mark) == "parametrize" for call in ast.walk(mark)]
    return Shown(
        f"{prefix}{node.name}",
        ids=tuple(dict.fromkeys([*own, *(number for case in cases for number in case)])),
        most=max([len(own), *map(len, cases)]),
        standards="standards" in names,
        counts=not names & {"skip", "skipif", "xfail"},
    )


def _numbers(node: ast.AST) -> list[str]:
    """The numbers of a requirement mark; what is no plain text is given as it is written, so that it is refused."""
    if not isinstance(node, ast.Call) or _mark(node) != "requirement":
        return []
    return [str(item.value) if isinstance(item, ast.Constant) else ast.unparse(item) for item in node.args]


def _mark(node: ast.expr) -> str:
    target = node.func if isinstance(node, ast.Call) else node
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Attribute) and target.value.attr == "mark":
        return target.attr
    return ""


def pages() -> list[Page]:
    """Make the page."""
    by_id: dict[str, list[Shown]] = {}
    for test in shown():
        for number in test.ids if test.counts else ():
            by_id.setdefault(number, []).append(test)
    known = requirements()
    parts, totals = [], []
    for section, group in groupby(known, key=lambda item: item.section):
        items = list(group)
        full = [item for item in items if _class(by_id.get(item.id)) == "shown"]
        partly = [item for item in items if _class(by_id.get(item.id)) == "standards"]
        rest = [item for item in items if item.id not in by_id]
        totals.append([section, str(len(items)), str(len(full)), str(len(partly)), str(len(rest))])
        parts.append(_section(section, [*full, *partly], rest, by_id))
    sums = [str(sum(int(row[column]) for row in totals)) for column in range(1, 5)]
    return [
        page(
            "docs/coverage.md",
            "# Which requirements the tests show",
            _INTRODUCTION,
            table(
                ["section", "items", "shown", "shown with the standards folder only", "not shown"],
                [*totals, ["**all**", *sums]],
            ),
            *parts,
        )
    ]


_INTRODUCTION = """\
Each numbered item of the requirement catalogue (A to O) with the tests that carry its number. *Shown* means: a test
fails when what the item asks is taken away. *Shown with the standards folder only*: all its tests need the folder of
published standards, which is not part of the project, so they are skipped where it is absent. *Not shown* means: no
test shows it, whatever the code may do. Marks: R a rule, date or number that a source fixes; P a practice to support;
W a wish; F a finding to display or measure. M lists pains, N tensions, O worked examples."""


def _class(tests: list[Shown] | None) -> str:
    if not tests:
        return ""
    return "standards" if all(test.standards for test in tests) else "shown"


def _section(title: str, items: list[Requirement], rest: list[Requirement], by_id: dict[str, list[Shown]]) -> str:
    lines = [f"## {title}"]
    if items:
        rows = [
            [
                item.id,
                item.mark,
                "standards folder" if _class(by_id[item.id]) == "standards" else "",
                "<br>".join(sorted(f"`{test.test.removeprefix('tests/')}`" for test in by_id[item.id])),
            ]
            for item in sorted(items, key=lambda item: item.id)
        ]
        lines.append(table(["item", "mark", "needs", "tests"], rows))
    if rest:
        lines.append("Not shown: " + ", ".join(item.id for item in rest) + ".")
    return "\n\n".join(lines)
