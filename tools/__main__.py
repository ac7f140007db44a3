"""Command line of the document tools; see the package's docstring."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from tools import commands, coverage, dossier, findings, licences, lock, need, pages, requirements, rules

MAKERS = (findings, rules, coverage, licences, commands, dossier, need)


@dataclass(frozen=True, slots=True)
class Made:
    """What the makers gave.

    Attributes:
        pages: the pages.
        owned: the patterns of the files that are generated.
        broken: why a maker gave nothing, for code that cannot be imported; its pages are left as they are.
    """

    pages: tuple[pages.Page, ...]
    owned: tuple[str, ...]
    broken: tuple[str, ...]


def everything() -> Made:
    """Make every generated page."""
    made: list[pages.Page] = []
    owned: list[str] = []
    broken: list[str] = []
    for maker in MAKERS:
        try:
            made += maker.pages()
            owned += maker.OWNED
        except ImportError as error:
            broken.append(f"{', '.join(maker.OWNED)} cannot be made: {error}")
    return Made(tuple(made), tuple(owned), tuple(broken))


def _docs(*, check: bool) -> int:
    made = everything()
    if check:
        sentences = [*made.broken, *pages.stale(made.pages, made.owned)]
        told = [*sentences, "Run `make docs`."] if sentences else [f"{len(made.pages)} generated pages up to date"]
    else:
        sentences = list(made.broken)
        changed = pages.write(made.pages, made.owned)
        told = [*sentences, f"{len(made.pages)} pages, {len(changed)} changed"]
    print("\n".join(told))
    return 1 if sentences else 0


def _lock() -> int:
    for name, text in lock.texts().items():
        (pages.ROOT / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {name}")
    return 0


def main(arguments: list[str]) -> int:
    """Do what the arguments ask; the exit status."""
    match arguments:
        case ["docs"]:
            return _docs(check=False)
        case ["docs", "--check"]:
            return _docs(check=True)
        case ["lock"]:
            return _lock()
        case ["requirements", folder]:
            print(f"{requirements.write_index(Path(folder))} items")
            return 0
        case _:
            print((sys.modules["tools"].__doc__ or "").strip())
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
