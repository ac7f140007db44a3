"""How a structure test says what is wrong: everything at once, one line each."""

from __future__ import annotations

from collections.abc import Iterable


def none(found: Iterable[str]) -> None:
    """Fail with the list of what was found, when anything was."""
    lines = list(found)
    assert not lines, "\n" + "\n".join(lines)
