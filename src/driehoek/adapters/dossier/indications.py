"""The people with an indication, for what looks beside the division: the division itself never sees them.

Reading a dossier has reported every fault of the file; a row with a fault does not count here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from driehoek.adapters.dossier.cells import Sheet
from driehoek.adapters.dossier.folder import Folder
from driehoek.adapters.dossier.tables import INDICATIONS
from driehoek.domain.catalogue import DeliveryForm
from driehoek.kernel import Finding


@dataclass(frozen=True, slots=True)
class Counted:
    """People in a municipality with one care profile.

    Attributes:
        municipality: where they live, as the file writes it.
        profile: the care profile, by code or short name.
        people: how many, on the last day counted.
    """

    municipality: str
    profile: str
    people: int


def read_indications(folder: Path) -> tuple[Counted, ...]:
    """The counts of ``need/indications.csv`` in order; none when the file is not there. Who has a pgb is left out."""
    data = Folder(folder.resolve()).read(INDICATIONS.file)
    if data is None:
        return ()
    findings: list[Finding] = []
    latest: dict[tuple[str, str, str], tuple[date, int]] = {}
    for row in Sheet(INDICATIONS, INDICATIONS.file, data, findings).rows():
        place = row.text("municipality"), row.text("profile"), row.cells.get("form", "").strip()
        people, day = row.integer("count"), row.day_or_none("day") or date.min
        if row.good and place[2] != DeliveryForm.PGB.value and day >= latest.get(place, (date.min, 0))[0]:
            latest[place] = day, people
    sums: dict[tuple[str, str], int] = {}
    for (municipality, profile, _), (_, people) in latest.items():
        sums[municipality, profile] = sums.get((municipality, profile), 0) + people
    return tuple(Counted(*place, people) for place, people in sorted(sums.items()))
