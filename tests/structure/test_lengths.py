"""Modules and functions stay short; what is longer is listed with its reason and may not grow."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.structure.saying import none
from tools.source import sources

RATCHET: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "ratchet.toml").read_text(encoding="utf-8"))
MODULE, MODULE_P90 = 600, 400
FUNCTION, FUNCTION_P90 = 50, 30


EXAMPLE = """
class A:
    def f(self):
        "Words, that do not count."
        a = 1

        return a
"""


def functions(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, int]]:
    """Each function with the lines of its body, the docstring not counted."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from functions(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = 1 if ast.get_docstring(node) is not None else 0
            rest = node.body[first:]
            yield f"{prefix}{node.name}", (rest[-1].end_lineno or 0) - rest[0].lineno + 1 if rest else 0
            yield from functions(rest, f"{prefix}{node.name}.")


LONG_MODULES = {source.path: source.lines for source in sources()}
LONG_FUNCTIONS = {
    name: lines for source in sources() for name, lines in functions(source.tree.body, f"{source.path}::")
}


def _too_long(found: dict[str, int], most: int, excused: dict[str, Any]) -> list[str]:
    return [
        f"{name} has {lines} lines, at most {excused.get(name, {}).get('lines', most)}"
        for name, lines in found.items()
        if lines > excused.get(name, {}).get("lines", most)
    ]


def _p90(values: list[int]) -> int:
    return sorted(values)[len(values) * 9 // 10]


def test_modules_stay_short() -> None:
    none(_too_long(LONG_MODULES, MODULE, RATCHET["modules"]))
    assert _p90([lines for lines in LONG_MODULES.values() if lines > 1]) <= MODULE_P90


def test_functions_stay_short() -> None:
    none(_too_long(LONG_FUNCTIONS, FUNCTION, RATCHET["functions"]))
    assert _p90(list(LONG_FUNCTIONS.values())) <= FUNCTION_P90


def test_exceptions_are_still_needed_and_have_a_reason() -> None:
    for kind, found, most in (("modules", LONG_MODULES, MODULE), ("functions", LONG_FUNCTIONS, FUNCTION)):
        for name, entry in RATCHET[kind].items():
            assert entry["reason"].strip(), name
            assert most < found.get(name, 0) <= entry["lines"], f"{name} no longer needs its exception"


def test_the_measure_counts_what_it_should() -> None:
    assert dict(functions(ast.parse(EXAMPLE).body, "")) == {"A.f": 3}
