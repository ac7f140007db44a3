"""The project's own Python sources, read without running them, and imported where the values are needed."""

from __future__ import annotations

import ast
import importlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from tools.pages import ROOT

PACKAGE = ROOT / "src" / "driehoek"


@dataclass(frozen=True, slots=True)
class Source:
    """A Python file of the project.

    Attributes:
        path: from the top of the project, with forward slashes.
        module: its dotted name; empty for a file outside the package.
        tree: its syntax tree.
        lines: how many lines it has.
    """

    path: str
    module: str
    tree: ast.Module
    lines: int

    def load(self) -> ModuleType:
        """Import it."""
        return importlib.import_module(self.module)


@cache
def sources(folder: Path = PACKAGE) -> tuple[Source, ...]:
    """Read every Python file under a folder, in the order of their paths; once for each folder."""
    return tuple(_read(file) for file in sorted(folder.rglob("*.py")))


def _read(file: Path) -> Source:
    text = file.read_text(encoding="utf-8")
    return Source(
        path=file.relative_to(ROOT).as_posix(),
        module=_module(file),
        tree=ast.parse(text, filename=str(file)),
        lines=text.count("\n"),
    )


def _module(file: Path) -> str:
    if not file.is_relative_to(PACKAGE):
        return ""
    parts = list(file.relative_to(PACKAGE.parent).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def assigned(tree: ast.Module) -> dict[str, ast.expr]:
    """Give the names that a module assigns at its top level, with the expression."""
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            found.update({target.id: node.value for target in node.targets if isinstance(target, ast.Name)})
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            found[node.target.id] = node.value
    return found


def summary(docstring: str | None) -> str:
    """Give the first paragraph of a docstring on one line."""
    return " ".join((docstring or "").strip().split("\n\n")[0].split())
