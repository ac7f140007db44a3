"""The use of the space during the year, for what stands beside the decision: the division itself never sees it.

Reading a dossier has reported every fault of the file; a row with a fault does not count here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from driehoek.adapters.dossier.cells import Sheet
from driehoek.adapters.dossier.folder import Folder
from driehoek.adapters.dossier.known import Known
from driehoek.adapters.dossier.rows import used
from driehoek.adapters.dossier.tables import USE
from driehoek.adapters.dossier.write import csv_bytes
from driehoek.application.space_use import MonthOfUse
from driehoek.domain.need import RealisedThrough
from driehoek.kernel import Finding

COLUMNS = {
    "pool": "the pool",
    "frame": "the sub-frame of that pool",
    "through": "the last day that counts",
    "space": "the contracting space with what moved to it, in euros",
    "agreed": "price times quantity of all agreements, in euros",
    "reserved": "what steps set apart, in euros",
    "open": "what of the space is neither agreed nor set apart, in euros",
    "realised": "delivered from the start of the year, in euros",
    "expected": "expected for the whole year, in euros",
    "forecast": "yes where what is expected was given, no where it follows from what was realised",
    "left": "agreed less expected, in euros",
    "short": "expected above agreements and open space together, in euros",
    "meaning": "fits, needs-agreement or too-much",
    "sentence": "what it means, in plain Dutch",
    "source": "where the figures stand",
}
"""The columns of the file for providers."""


def read_use(folder: Path) -> tuple[RealisedThrough, ...]:
    """The rows of ``need/use.csv``; none when the file is not there."""
    data = Folder(folder.resolve()).read(USE.file)
    if data is None:
        return ()
    findings: list[Finding] = []
    read = ((used(row, Known()), row) for row in Sheet(USE, USE.file, data, findings).rows())
    return tuple(item for item, row in read if row.good)


def use_csv(months: Iterable[MonthOfUse]) -> bytes:
    """The use per frame and day as CSV, for providers."""
    return csv_bytes(
        tuple(COLUMNS),
        (
            (
                item.pool,
                item.frame,
                item.through.isoformat(),
                *(str(money) for money in (item.space, item.agreed, item.reserved, item.open)),
                str(item.realised),
                str(item.expected),
                "yes" if item.forecast else "no",
                str(item.left),
                str(item.short),
                item.meaning.value,
                item.sentence,
                item.source,
            )
            for item in months
        ),
    )
