"""Help where one is: a few plain words per page, from ``help/nl.md`` and ``help/en.md``, by the name of the route."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "help"
_HEAD = re.compile(r"^## ([a-z_-]+)$", re.MULTILINE)


@lru_cache(maxsize=4)
def texts(language: str) -> Mapping[str, tuple[str, ...]]:
    """Per route the paragraphs of its help, in Dutch for a language without a file."""
    file = FOLDER / f"{language}.md"
    text = (file if file.is_file() else FOLDER / "nl.md").read_text(encoding="utf-8")
    _, *parts = _HEAD.split(text)
    return {
        route: tuple(" ".join(one.split()) for one in said.split("\n\n") if one.strip())
        for route, said in zip(parts[::2], parts[1::2], strict=True)
    }


def help_of(route: str, language: str) -> tuple[str, ...]:
    """The paragraphs of help of a page; nothing for a route that is no page."""
    return texts(language).get(route, ())
