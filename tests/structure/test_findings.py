"""Every kind of finding is well formed and is made by a test."""

from __future__ import annotations

import ast
import re
from string import Formatter

from tests.structure.saying import none
from tools.findings import ROOMS, Declared, declared
from tools.pages import ROOT
from tools.source import assigned, sources

CODES = declared()
ID = re.compile(r"^[A-Z]{3}-\d{3}$")


def _names(tree: ast.Module) -> set[tuple[str, str]]:
    """The names a test file imports or takes from an imported module, with that module."""
    imported = {
        (node.module or "", alias.name): alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    modules = {local: f"{module}.{name}" for (module, name), local in imported.items()}
    taken = {
        (modules[node.value.id], node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules
    }
    return set(imported) | taken


def _tests() -> tuple[str, set[tuple[str, str]]]:
    files = [source for source in sources(ROOT / "tests") if not source.path.startswith("tests/structure/")]
    words = "\n".join((ROOT / source.path).read_text(encoding="utf-8") for source in files)
    return words, {name for source in files for name in _names(source.tree)}


WORDS, NAMES = _tests()


def _is_named(item: Declared) -> bool:
    """By its id, or by its constant: from its module, or from a room's door where no other code has that name."""
    unique = sum(other.name == item.name for other in CODES) == 1
    by_name = any(
        name == item.name and (module == item.module or (unique and module and item.module.startswith(module)))
        for module, name in NAMES
    )
    return by_name or re.search(rf"\b{item.code.id}\b", WORDS) is not None


def test_a_test_makes_each_finding() -> None:
    none([f"{item.code.id} ({item.name} in {item.path})" for item in CODES if not _is_named(item)])


def test_each_finding_says_what_and_how_to_mend() -> None:
    wrong = []
    for item in CODES:
        code = item.code
        for words in (code.nl, code.en, code.mend_nl, code.mend_en):
            fields = {name for _, name, _, _ in Formatter().parse(words) if name is not None}
            if not words.strip().endswith((".", "?", "!", "}")) or not fields <= {"subject", "seen", "wanted"}:
                wrong.append(f"{code.id}: {words!r}")
    none(wrong)


def test_each_id_is_a_known_room_and_a_number() -> None:
    wrong = [item.code.id for item in CODES if not ID.match(item.code.id) or item.code.id[:3] not in ROOMS]
    none(wrong)


def test_every_code_stands_in_the_findings_of_its_module() -> None:
    listed = {(item.path, item.name) for item in CODES}
    made = [
        (source.path, name)
        for source in sources()
        for name, value in assigned(source.tree).items()
        if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "Code"
    ]
    none([f"{path}: {name}" for path, name in made if (path, name) not in listed and "/testing/" not in path])
