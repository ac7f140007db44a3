"""Counts by the month that a user wants foretold, in ``need/series.csv`` of a dossier or of any folder.

The division never sees them, so a round passes the file over: it may have a million rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from driehoek.adapters.dossier.cells import Row, Sheet
from driehoek.adapters.dossier.folder import Folder
from driehoek.adapters.dossier.tables import SERIES
from driehoek.kernel import Code, Finding, Place, blocking

NOT_THERE = Code(
    "DOS-130",
    nl="In de map {subject} staat geen bestand {seen}.",
    en="In the folder {subject} there is no file {seen}.",
    mend_nl="Maak het bestand met de kolommen {wanted}.",
    mend_en="Make the file with the columns {wanted}.",
)
NOT_FIRST = Code(
    "DOS-131",
    nl="{seen} is niet de eerste dag van een maand.",
    en="{seen} is not the first day of a month.",
    mend_nl="Schrijf de maand als haar eerste dag: {wanted}.",
    mend_en="Write the month as its first day: {wanted}.",
)
FINDINGS = (NOT_THERE, NOT_FIRST)
_MONTHS = 12
_MOST = 1_200
"""Months from the first to the last: a hundred years, so that a slip in a year does not fill the memory."""


@dataclass(frozen=True, slots=True)
class Counts:
    """A series of counts by the month.

    Attributes:
        name: as the file writes it.
        first: the month of the first count, as months since year 0.
        counts: one per month from then on; None where it is not known.
    """

    name: str
    first: int
    counts: tuple[int | None, ...]


def counted_in_month(row: Row) -> tuple[str, int, int | None]:
    """A row of ``need/series.csv``: the series, its month as months since year 0, and the count."""
    day = row.day("month")
    if row.good and day.day != 1:
        row.fault(NOT_FIRST, "month", seen=day.isoformat(), wanted=day.replace(day=1).isoformat())
    count = row.integer("count") if row.cells.get("count") else None
    return row.text("series"), day.year * _MONTHS + day.month - 1, count


def read_counts(folder: Path) -> tuple[tuple[Counts, ...], tuple[Finding, ...]]:
    """The series of ``need/series.csv`` by name; none, with findings, where a row cannot be used."""
    place = Folder(folder.resolve())
    data = place.read(SERIES.file)
    findings = place.findings
    if data is None:
        if not findings:
            columns = ";".join(column.name for column in SERIES.columns if column.required)
            findings.append(Finding(NOT_THERE, str(folder), SERIES.file, columns, Place(SERIES.file)))
        return (), tuple(findings)
    months: dict[str, dict[int, int | None]] = {}
    for row in Sheet(SERIES, SERIES.file, data, findings).rows():
        name, month, count = counted_in_month(row)
        if row.good:
            months.setdefault(name, {})[month] = count
    if blocking(findings):
        return (), tuple(findings)
    return tuple(_laid(name, months[name]) for name in sorted(months)), tuple(findings)


def _laid(name: str, months: dict[int, int | None]) -> Counts:
    last = max(months)
    first = max(min(months), last - _MOST)
    return Counts(name, first, tuple(months.get(month) for month in range(first, last + 1)))
