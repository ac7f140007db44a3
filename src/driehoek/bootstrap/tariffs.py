"""Tariffs: read a file that somebody made into a dossier, and say which packaged tables grow old."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from driehoek.adapters.catalogue import (
    MEMORY_FILE,
    Ask,
    Certainty,
    ColumnMapping,
    Field,
    Guess,
    TariffFile,
    read_tariff_file,
    write_tables,
)
from driehoek.adapters.catalogue import expiring as expiring_tables
from driehoek.adapters.dossier.files import NOT_WRITTEN
from driehoek.kernel import Finding, Place

__all__ = [
    "Certainty",
    "ColumnMapping",
    "Field",
    "Guess",
    "Taken",
    "expiring",
    "field",
    "fields",
    "held",
    "pointed",
    "read",
]
TABLES = ("products.csv", "tariffs.csv")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of reading a tariff file.

    Attributes:
        tariffs: what the file gave.
        written: the tables that were written; none when the file has a fault or the disk refused.
        findings: all that is wrong or worth a look.
    """

    tariffs: TariffFile | None
    written: tuple[Path, ...]
    findings: tuple[Finding, ...]


def read(file: Path, folder: Path, ask: Ask) -> Taken:
    """Read a tariff file into the tables of a dossier; which column is which is remembered in the dossier.

    Args:
        file: a CSV file or an Excel workbook.
        folder: the dossier; the tables that stood there are replaced, whole or not at all.
        ask: asks a person which column is which, for a shape of file that was not seen before.
    """
    tariffs: TariffFile | None = None
    try:
        tariffs = read_tariff_file(file, folder / MEMORY_FILE, ask)
        return Taken(tariffs, write_tables(folder, tariffs), tariffs.findings)
    except OSError as error:
        for name in (*TABLES, MEMORY_FILE):
            (folder / f"{name}.new").unlink(missing_ok=True)
        where = Place(str(folder))
        refused = Finding(NOT_WRITTEN, str(folder), seen=error.strerror or str(error), place=where)
        return Taken(tariffs, (), (*(tariffs.findings if tariffs else ()), refused))


def held(folder: Path) -> tuple[str, ...]:
    """The tables in the dossier that hold more than their header and remarks."""
    return tuple(name for name in TABLES if _rows(folder / name) > 1)


def _rows(path: Path) -> int:
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return 0
    return sum(1 for line in lines if line.strip() and not line.lstrip().startswith(b"#"))


def field(word: str) -> Field | None:
    """The field that a word names, such as ``maximum``; None for another word."""
    return next((item for item in Field if item.value == word.strip()), None)


def fields() -> tuple[Field, ...]:
    """Every field that a column can hold, in the order in which people are asked."""
    return tuple(Field)


def pointed(guess: Guess, columns: Mapping[Field, int], fixed: Mapping[Field, str]) -> Guess:
    """The guess with what a person said: a column of its own goes before a text for every row."""
    said = {*columns, *fixed}
    taken = set(columns.values())
    kept = {
        which: number for which, number in guess.mapping.columns.items() if which not in said and number not in taken
    }
    others = {which: text for which, text in fixed.items() if which not in columns}
    return replace(guess, mapping=ColumnMapping({**kept, **columns}, {**guess.mapping.fixed, **others}))


def expiring(today: date, days: int) -> tuple[Finding, ...]:
    """Which packaged tables end within ``days``, or were compared with their source too long ago."""
    return expiring_tables(today, days)
