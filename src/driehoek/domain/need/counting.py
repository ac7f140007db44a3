"""Counts of people added up as they may be: the whole where it was counted, else its parts, never both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from driehoek.domain.need.figures import Basis, Figure, Origin
from driehoek.domain.need.inputs import InCare, Indications, Waiting

Record = Indications | Waiting | InCare
Placed = TypeVar("Placed", Indications, Waiting, InCare)
Profiled = TypeVar("Profiled", Indications, Waiting)

_SOURCES = 3
_LINE = re.compile(r" regel [0-9]+")
"""How many sources a sum names; the rest is counted."""


def figure(records: Sequence[Record], how: str = "") -> Figure | None:
    """The sum of records as a figure; a single count keeps its origin, a sum says that it is one. None for none."""
    if not records:
        return None
    value = sum(item.count for item in records)
    ranged = any(item.low is not None for item in records)
    low = sum(item.count if item.low is None else item.low for item in records) if ranged else None
    high = sum(item.count if item.high is None else item.high for item in records) if ranged else None
    return Figure(value, origin_of([item.origin for item in records], how), low, high)


def origin_of(origins: Sequence[Origin], how: str = "") -> Origin:
    """The origin of what is computed from figures of these origins."""
    if len(origins) == 1:
        return origins[0]
    basis = origins[0].basis
    for item in origins[1:]:
        basis = basis.with_(item.basis)
    sources = tuple(dict.fromkeys(_LINE.sub("", item.source) for item in origins if item.source))
    named = "; ".join(sources[:_SOURCES])
    if len(sources) > _SOURCES:
        named += f"; en {len(sources) - _SOURCES} andere"
    said = tuple(dict.fromkeys(item.how for item in origins if item.how)) if basis is Basis.ESTIMATE else ()
    return Origin(basis, named, how or (said[0] if len(said) == 1 else "som"))


def whole_group(records: Iterable[Profiled]) -> tuple[Profiled, ...]:
    """Of counts of one group: in each place those of the whole group, or else those per profile.

    Where the whole group was ever counted, a day with only some profiles says nothing of the group.
    """
    found = tuple(records)
    whole = {item.municipality for item in found if not item.profile}
    return tuple(item for item in found if not item.profile or item.municipality not in whole)


def in_place(records: Iterable[Placed], municipality: str) -> tuple[Placed, ...]:
    """The records of a municipality; for the whole region those of the region, or else of its municipalities."""
    found = tuple(records)
    if municipality:
        return tuple(item for item in found if item.municipality == municipality)
    whole = tuple(item for item in found if not item.municipality)
    return whole or found


def on_full_days(records: Iterable[Indications]) -> tuple[Indications, ...]:
    """The counts of the days on which most places were counted: a day that lacks a town says nothing of the region."""
    found = tuple(records)
    places = {day: len({item.municipality for item in items}) for day, items in by_day(found).items()}
    most = max(places.values(), default=0)
    return tuple(item for item in found if places[item.day] == most)


def by_day(records: Iterable[Record]) -> dict[date, list[Record]]:
    """Records by day, in order."""
    days: defaultdict[date, list[Record]] = defaultdict(list)
    for item in records:
        days[item.day].append(item)
    return dict(sorted(days.items()))
