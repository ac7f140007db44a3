"""Waiting lists from the status lines of clients (AW317): who waits on a day is who has a waiting status then."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from driehoek.adapters.need import records
from driehoek.adapters.need.sheet import Row
from driehoek.domain.need import Basis, ClientGroup, Origin, Waiting, WaitingStatus
from driehoek.kernel import RegionCode

_QUARTERS = (3, 6, 9, 12)
_AT_MOST = 20
"""How many ends of quarters are counted back."""


@dataclass(frozen=True, slots=True)
class StatusLine:
    """A status of one client from a day on.

    Attributes:
        client: a mark that leads back to nobody.
        region: where the client lives.
        municipality: likewise, the four digits.
        group: the client group.
        profile: the short name of the care profile.
        contract: at which provider.
        start: the first day of the status.
        status: which; None for in care and for the end of the need.
        classification: the COD168 code.
    """

    client: str
    region: RegionCode | None
    municipality: str
    group: ClientGroup
    profile: str
    contract: str
    start: date
    status: WaitingStatus | None
    classification: str


def status_line(row: Row) -> StatusLine | None:
    """A row of ``waiting-lines.csv``."""
    client, (town, region), (profile, group) = row.mark("client"), row.town(), row.profile()
    contract, start = row.contract("contract"), row.day("from")
    ended = row.cells.get("status", "") in records.ENDED
    found = None if ended else records.status(row)
    if not row.good or group is None:
        return None
    return StatusLine(client, region, town, group, profile, contract, start, found, row.text("classification"))


def waiting_on(lines: Iterable[StatusLine], day: date, file: str) -> tuple[Waiting, ...]:
    """Who waits on a day, and at the end of each quarter before it, counted from the lines.

    A client counts once: by the line that began last on or before the day.
    """
    by_client: defaultdict[str, list[StatusLine]] = defaultdict(list)
    for line in lines:
        by_client[line.client].append(line)
    for own in by_client.values():
        own.sort(key=lambda line: line.start)
    first = min((own[0].start for own in by_client.values()), default=day)
    return tuple(item for moment in _moments(first, day) for item in _on(by_client.values(), moment, file))


def _moments(first: date, day: date) -> list[date]:
    ends = [
        date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        for year in range(first.year, day.year + 1)
        for month in _QUARTERS
    ]
    return [*[end for end in ends if first <= end < day][-_AT_MOST:], day]


def _on(clients: Iterable[list[StatusLine]], day: date, file: str) -> Iterator[Waiting]:
    counts: Counter[StatusLine] = Counter()
    for own in clients:
        current = next((line for line in reversed(own) if line.start <= day), None)
        if current is not None and current.status is not None:
            counts[_without_client(current)] += 1
    origin = Origin(Basis.COUNTED, file, f"geteld uit de statusregels van cliënten, stand {day.isoformat()}")
    for line in sorted(counts, key=_in_order):
        where = line.region, line.municipality, line.group, line.profile, line.status
        yield Waiting(*where, line.classification, line.contract, day, counts[line], origin)


def _without_client(line: StatusLine) -> StatusLine:
    where = line.region, line.municipality, line.group, line.profile, line.contract
    return StatusLine("", *where, date.min, line.status, line.classification)


def _in_order(line: StatusLine) -> tuple[str, ...]:
    status = line.status.value if line.status else ""
    return line.municipality, line.group.value, line.profile, status, line.contract, line.classification
