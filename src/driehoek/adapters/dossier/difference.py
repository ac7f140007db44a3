"""Where two versions of a file first differ, said so that a person sees the difference and not the line around it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import zip_longest

_BEFORE, _SHOWN = 30, 120
_NONE = "-"
Record = tuple[int, list[str]]
"""A row with the line on which it begins."""


def first_difference(name: str, seen: bytes, wanted: bytes) -> tuple[int, str, str]:
    """The first difference between what stands there and what should stand there.

    Args:
        name: of the file; of a CSV file the column is named.
        seen: what stands there.
        wanted: what should stand there.

    Returns:
        The line, and both sides; a side without the row is a dash.
    """
    found = _in_table(seen, wanted) if name.endswith(".csv") else None
    return found or _in_text(seen, wanted)


def _in_table(seen: bytes, wanted: bytes) -> tuple[int, str, str] | None:
    header: list[str] = []
    for there, here in zip_longest(_records(seen), _records(wanted)):
        if there is None or here is None:
            line, row = there or here or (0, [])
            whole = _cut(";".join(row))
            return (line, whole, _NONE) if there else (line, _NONE, whole)
        header = header or here[1]
        cells = zip_longest(there[1], here[1], fillvalue="")
        for number, (cell, right) in enumerate(cells):
            if cell != right:
                column = header[number] if number < len(header) else str(number + 1)
                left, other = stretch(cell, right)
                return there[0], f"{column} = {left}", f"{column} = {other}"
    return None  # only in how it is written, such as quotes or the ends of lines


def _records(data: bytes) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(data.decode(errors="replace"), newline=""), delimiter=";")
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def _in_text(seen: bytes, wanted: bytes) -> tuple[int, str, str]:
    pairs = zip_longest(seen.split(b"\n"), wanted.split(b"\n"))
    line, (there, here) = next((number, pair) for number, pair in enumerate(pairs, start=1) if pair[0] != pair[1])
    if there is None or here is None:
        return line, _whole(there), _whole(here)
    return line, *stretch(there.decode(errors="replace"), here.decode(errors="replace"))


def _whole(line: bytes | None) -> str:
    return _NONE if line is None else _cut(line.decode(errors="replace"))


def stretch(one: str, other: str) -> tuple[str, str]:
    """Both texts from a little before where they part, so that a long text shows its difference."""
    same = next(
        (index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    start = max(0, same - _BEFORE) if max(len(one), len(other)) > _SHOWN else 0
    before = "…" if start else ""
    return before + _cut(one[start:]), before + _cut(other[start:])


def _cut(text: str) -> str:
    shown = text.replace("\r", "␍").replace("\n", "␊")
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
