"""How far apart places are, and how many providers a client can choose from within a travel time.

Without a matrix of the user the way is a straight line, in whole metres. On the scale of the Netherlands the earth is
flat enough: across 100 km the distance differs less than 0.2 % from that on the sphere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isqrt

from driehoek.domain.need.groups import ClientGroup
from driehoek.domain.need.inputs import Centre, Location, Travel

METRES_PER_DEGREE = 111_195
"""Along a meridian of a sphere with a radius of 6,371,009 m."""
_SHRINK = {49: 656_059, 50: 642_788, 51: 629_320, 52: 615_661, 53: 601_815, 54: 587_785, 55: 573_576}
"""The cosine of each whole degree of latitude, times a million."""
_MICRO = 1_000_000

Point = tuple[int, int]
"""Latitude and longitude in degrees times a million."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far is near enough.

    Attributes:
        minutes: the longest way.
        metres_per_minute: how fast along a straight line; an assumption, used only without a matrix.
    """

    minutes: int = 30
    metres_per_minute: int = 600


def metres(start: Point, end: Point) -> int:
    """The distance along a straight line; both points lie between 49 and 55 degrees north.

    >>> metres((52_090_000, 5_120_000), (52_370_000, 4_900_000))
    34552
    """
    middle = (start[0] + end[0]) // 2
    south = middle // _MICRO
    shrink = _SHRINK[south] + (_SHRINK[south + 1] - _SHRINK[south]) * (middle - south * _MICRO) // _MICRO
    north = (end[0] - start[0]) * METRES_PER_DEGREE
    east = (end[1] - start[1]) * METRES_PER_DEGREE * shrink // _MICRO
    return isqrt(north * north + east * east) // _MICRO


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways between municipalities and locations.

    Attributes:
        centres: the middle of each municipality that is known.
        matrix: minutes per pair of municipalities, either way; empty without a matrix.
        locations: where care is given, also in other regions: a client may cross the border of one.
        reach: how far is near enough.
    """

    centres: Mapping[str, Point]
    matrix: Mapping[tuple[str, str], int]
    locations: tuple[Location, ...]
    reach: Reach

    @classmethod
    def of(
        cls, centres: Iterable[Centre], travel: Iterable[Travel], locations: tuple[Location, ...], reach: Reach
    ) -> Ways:
        """Put together what is known; a municipality without a centre lies where its locations lie on average."""
        points: dict[str, list[Point]] = {}
        for place in locations:
            if place.latitude is not None and place.longitude is not None:
                points.setdefault(place.municipality, []).append((place.latitude, place.longitude))
        middle = {code: _mean(found) for code, found in points.items()}
        middle |= {item.municipality: (item.latitude, item.longitude) for item in centres}
        matrix: dict[tuple[str, str], int] = {}
        for item in travel:
            for pair in ((item.start, item.end), (item.end, item.start)):
                matrix[pair] = min(item.minutes, matrix.get(pair, item.minutes))
        return cls(middle, matrix, locations, reach)

    def near(self, municipality: str, location: Location) -> bool | None:
        """Whether a location is near enough for who lives in a municipality; None where the way is not known.

        What stands in the municipality itself is near.
        """
        if location.municipality == municipality:
            return True
        if self.matrix:
            minutes = self.matrix.get((municipality, location.municipality))
            return None if minutes is None else minutes <= self.reach.minutes
        start = self.centres.get(municipality)
        if location.latitude is not None and location.longitude is not None:
            end: Point | None = (location.latitude, location.longitude)
        else:
            end = self.centres.get(location.municipality)
        if start is None or end is None:
            return None
        return metres(start, end) <= self.reach.minutes * self.reach.metres_per_minute

    def alternatives(self, municipality: str, group: ClientGroup) -> int | None:
        """How many providers a client there can choose from; None where no location or no way to any is known."""
        if not self.locations:
            return None
        of_group = [place for place in self.locations if serves(place, group)]
        judged = [(place, self.near(municipality, place)) for place in of_group]
        if of_group and all(near is None for _, near in judged):
            return None
        return len({place.contract for place, near in judged if near})


def serves(location: Location, group: ClientGroup) -> bool:
    """Whether a location cares for a group, or for a part of it."""
    return group in location.groups or any(part in location.groups for part in group.parts)


def _mean(points: list[Point]) -> Point:
    return sum(point[0] for point in points) // len(points), sum(point[1] for point in points) // len(points)
