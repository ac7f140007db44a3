"""No floats in the core, no clock outside the edge, words on everything public."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from tests.structure.saying import none
from tests.structure.test_lengths import RATCHET
from tools.source import PACKAGE, Source, sources

CORE = [source for room in ("kernel", "domain", "engines", "application") for source in sources(PACKAGE / room)]
EDGE = ("src/driehoek/cli/", "src/driehoek/bootstrap/", "src/driehoek/web/")
BEYOND_EDGE = [source for source in sources() if not source.path.startswith(EDGE)]


def floats(tree: ast.Module) -> list[int]:
    """The lines on which the type float is named or a float is written."""
    return sorted(node.lineno for node in ast.walk(tree) if isinstance(node, ast.expr) and _is_float(node))


def _is_float(node: ast.expr) -> bool:
    named = isinstance(node, ast.Name) and node.id == "float"
    return named or (isinstance(node, ast.Constant) and isinstance(node.value, float))


def clocks(tree: ast.Module) -> list[int]:
    """The lines on which the time is asked."""
    return sorted(node.lineno for node in ast.walk(tree) if isinstance(node, ast.expr | ast.stmt) and _is_clock(node))


def _is_clock(node: ast.expr | ast.stmt) -> bool:
    match node:
        case ast.Attribute(attr="now" | "today" | "utcnow"):
            return True
        case ast.Import(names=names):
            return any(alias.name == "time" for alias in names)
        case ast.ImportFrom(module="time"):
            return True
        case _:
            return False


def undocumented(body: list[ast.stmt], prefix: str = "") -> Iterator[str]:
    """The public classes and functions without a docstring."""
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            overload = any(getattr(mark, "id", "") == "overload" for mark in node.decorator_list)
            if ast.get_docstring(node) is None and not overload:
                yield prefix + node.name
            if isinstance(node, ast.ClassDef):
                yield from undocumented(node.body, f"{prefix}{node.name}.")


def _lines(found: list[Source], measure: Callable[[ast.Module], list[int]], kind: str) -> list[str]:
    return [
        f"{source.path}:{line}" for source in found if source.path not in RATCHET[kind] for line in measure(source.tree)
    ]


def test_the_core_holds_no_float() -> None:
    none(_lines(CORE, floats, "floats"))


def test_only_the_edge_reads_the_clock() -> None:
    none(_lines(BEYOND_EDGE, clocks, "clocks"))


def test_everything_public_in_the_core_has_words() -> None:
    bare = [source.path for source in CORE if not ast.get_docstring(source.tree)]
    none(bare)
    none([f"{source.path}: {name}" for source in CORE for name in undocumented(source.tree.body)])


def test_exceptions_are_still_needed() -> None:
    by_path = {source.path: source.tree for source in sources()}
    for kind, measure in (("floats", floats), ("clocks", clocks)):
        for path, reason in RATCHET[kind].items():
            assert reason.strip()
            assert measure(by_path[path]), f"{path} no longer needs its exception under {kind}"


def test_the_measures_see_what_they_should() -> None:
    assert floats(ast.parse("a: float = 1\nb = float('2')\nc = 0.5\nd = 2")) == [1, 2, 3]
    assert clocks(ast.parse("import time\nfrom time import time\ndate.today()\ndatetime.datetime.now()\n")) == [
        *(1, 2, 3, 4)
    ]
    assert list(undocumented(ast.parse("class A:\n    def f(self): ...\n    def _g(self): ...\n").body)) == ["A", "A.f"]
