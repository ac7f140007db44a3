"""Command line of the document tools; see the package's docstring."""

from __future__ import annotations

import sys
from pathlib import Path

from tools import commands, coverage, dossier, findings, licences, lock, pages, requirements, rules

MAKERS = (findings, rules, coverage, licences, commands, dossier)


def everything() -> tuple[list[pages.Page], list[str]]:
    """Make every generated page; give them with the patterns of the files that are generated."""
    made = [item for maker in MAKERS for item in maker.pages()]
    return made, [pattern for maker in MAKERS for pattern in maker.OWNED]


def _docs(*, check: bool) -> int:
    made, owned = everything()
    if not check:
        changed = pages.write(made, owned)
        print(f"{len(made)} pages, {len(changed)} changed")
        return 0
    sentences = pages.stale(made, owned)
    print("\n".join([*sentences, "Run `make docs`."]) if sentences else f"{len(made)} generated pages up to date")
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
