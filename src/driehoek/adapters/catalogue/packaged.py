"""The form of a packaged table: a head of ``# key: value`` lines, then semicolons and a header.

These files are ours, so a fault in one is a bug and raises.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from io import StringIO

from driehoek.kernel import Period

REQUIRED = ("title", "source", "confirmed_on")
FOLDERS = (
    "calibration", "classes", "codes", "councils", "evidence", "need", "products", "regions", "remedies", "tariffs",
)  # fmt: skip


class PackagedTableError(ValueError):
    """A packaged table is not as it should be: a fault in our own data."""


@dataclass(frozen=True, slots=True)
class PackagedTable:
    """A packaged table as read.

    Attributes:
        path: inside the package ``driehoek.data``.
        head: what the head says.
        columns: the names of the columns.
        rows: the cells by column name.
    """

    path: str
    head: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]

    @property
    def source(self) -> str:
        """Where the facts come from."""
        return self.head["source"]

    @property
    def confirmed_on(self) -> date:
        """The last day on which a person compared the table with its source."""
        return date.fromisoformat(self.head["confirmed_on"])

    @property
    def period(self) -> Period | None:
        """The days for which the head says the table holds, if it does."""
        if "from" not in self.head:
            return None
        return period(self.head["from"], self.head.get("through", ""))

    @property
    def is_history(self) -> bool:
        """Whether the table is about a closed past, and will not be renewed."""
        return self.head.get("series") == "history"


def period(start: str, through: str) -> Period:
    """A period from two ISO dates, the last of which counts; empty means open."""
    return Period.through(date.fromisoformat(start), date.fromisoformat(through) if through else None)


@cache
def read_table(path: str) -> PackagedTable:
    """Read one packaged table.

    Args:
        path: inside the package ``driehoek.data``, such as ``codes/cod163.csv``.

    Raises:
        PackagedTableError: when the head lacks a key or a row has another number of cells than the header.
    """
    folder, name = path.split("/")
    text = files("driehoek.data").joinpath(folder, name).read_text(encoding="utf-8")
    lines = text.splitlines()
    head = dict(line[1:].strip().split(": ", 1) for line in lines if line.startswith("#"))
    if missing := [key for key in REQUIRED if not head.get(key)]:
        msg = f"{path}: the head lacks {', '.join(missing)}"
        raise PackagedTableError(msg)
    columns, *rows = csv.reader(StringIO("\n".join(line for line in lines if not line.startswith("#"))), delimiter=";")
    if any(len(row) != len(columns) for row in rows):
        msg = f"{path}: a row has another number of cells than the header"
        raise PackagedTableError(msg)
    return PackagedTable(path, head, tuple(columns), tuple(dict(zip(columns, row, strict=True)) for row in rows))


def tables(folder: str) -> tuple[PackagedTable, ...]:
    """All packaged tables of one folder, in order of name."""
    names = sorted(
        item.name for item in files("driehoek.data").joinpath(folder).iterdir() if item.name.endswith(".csv")
    )
    return tuple(read_table(f"{folder}/{name}") for name in names)
