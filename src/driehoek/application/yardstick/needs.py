"""The need that the yardstick tries to meet, from the picture of need in the dossier.

1. The lines that count who will need a place in the contract year are taken, those per municipality for the floors.
2. The cap over all municipalities rests on lines of whole regions, and only where every region of the policy and every
   client group of the segment is told: part of the need caps nothing.
3. A group that is the sum of others counts only where its parts are not told there.
4. A municipality is known by its number in the picture and by its name in ``providers.csv``; one without a name here
   does not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from driehoek.application.dossier import Dossier
from driehoek.domain.catalogue import Sector
from driehoek.domain.need import ClientGroup
from driehoek.domain.need.lines import NEEDING_PLACE, LineId
from driehoek.domain.policy.params import read
from driehoek.engines.allocation.yardstick import PARAMS, Need


@dataclass(frozen=True, slots=True)
class _Count:
    """How many people of one group need a place, in one municipality or in the whole region."""

    line: LineId
    people: int


def needs_of_picture(dossier: Dossier, municipalities: Mapping[str, str]) -> tuple[Need, ...]:
    """The people who need a place, per municipality and segment; none when no line counts them.

    Args:
        dossier: with its picture, if it has one.
        municipalities: the name of each municipality by its four digits.
    """
    places: defaultdict[tuple[str, str], list[_Count]] = defaultdict(list)
    for count in _counts(dossier):
        places[count.line.region.code, count.line.municipality].append(count)
    regions = {region for pool in dossier.policy.pools for region in pool.regions}
    whole = [sector for sector in Sector if all(_told(places[region, ""], sector) for region in regions)]
    sums: defaultdict[tuple[str, Sector], int] = defaultdict(int)
    for (region, digits), counts in places.items():
        name = municipalities.get(digits, "")
        for count in _apart(counts):
            sector = count.line.group.sector
            if name or (not digits and region in regions and sector in whole):  # 2, 4
                sums[name, sector] += count.people
    ordered = sorted(sums, key=lambda place: (place[0], place[1].value))
    return tuple(Need(name, sector, sums[name, sector], whole=not name) for name, sector in ordered)


def _counts(dossier: Dossier) -> Iterator[_Count]:
    params, _ = read("division.yardstick", PARAMS, dossier.policy.division.yardstick)
    chosen = set(params.texts("lines"))
    for line in dossier.picture:
        known = LineId.parse(line.id)
        if known is None or known.what != NEEDING_PLACE or line.figure is None:  # 1
            continue
        if not chosen or line.id in chosen:
            yield _Count(known, line.figure.value)


def _apart(counts: list[_Count]) -> list[_Count]:
    """The counts of one place without those that others there are the parts of (3)."""
    told = {count.line.group for count in counts}
    return [count for count in counts if not told & set(count.line.group.parts)]


def _told(counts: list[_Count], sector: Sector) -> bool:
    """Whether the counts of a region tell all of a segment: every group that has care profiles, or their sum."""
    told = {count.line.group for count in counts}
    told |= {part for group in told for part in group.parts}
    groups = (group for group in ClientGroup if group.sector is sector and group is not ClientGroup.SHELTER)
    return all(group in told for group in groups if not group.parts)
