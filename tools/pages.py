"""Pages made from the code: a path with its text, written or compared as a whole.

A generator owns the files that match its patterns. A file that matches and that nothing generates any more is
surplus, and goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

GENERATED = "<!-- Made by `make docs` from the code. Do not edit: change the code and run it again. -->"

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Page:
    """One generated file: its path from the top of the project, and its text."""

    path: str
    text: str


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table; bars and line ends inside a cell are made harmless."""
    lines = [_row(head), "|" + "---|" * len(head), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def page(path: str, *parts: str) -> Page:
    """Put the parts of a page under each other, headed by the line that says where it comes from."""
    return Page(path, "\n\n".join([GENERATED, *(part.strip("\n") for part in parts if part.strip())]) + "\n")


def stale(pages: Iterable[Page], owned: Iterable[str], root: Path = ROOT) -> list[str]:
    """Say which files differ from what the code gives: missing, changed or surplus, one sentence each."""
    wanted = {item.path: item.text for item in pages}
    sentences = []
    for path, text in sorted(wanted.items()):
        file = root / path
        if not file.is_file():
            sentences.append(f"{path} is missing")
        elif file.read_text(encoding="utf-8") != text:
            sentences.append(f"{path} is stale")
    return sentences + [f"{path} is surplus" for path in _present(owned, root) if path not in wanted]


def write(pages: Iterable[Page], owned: Iterable[str], root: Path = ROOT) -> list[str]:
    """Write the files that differ and remove the surplus; return what changed."""
    wanted = {item.path: item.text for item in pages}
    changed = stale(pages, owned, root)
    for path, text in wanted.items():
        file = root / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    for path in _present(owned, root):
        if path not in wanted:
            (root / path).unlink()
            if not any((root / path).parent.iterdir()):
                (root / path).parent.rmdir()
    return changed


def _present(owned: Iterable[str], root: Path) -> list[str]:
    found = {file.relative_to(root).as_posix() for pattern in owned for file in root.glob(pattern) if file.is_file()}
    return sorted(found)
