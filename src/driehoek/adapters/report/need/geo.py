"""A map that a user gives: the outlines of regions or municipalities from GeoJSON, known by code or name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import cos, radians
from typing import Any

from driehoek.kernel import Code, Finding, Place, Severity

NOT_GEOJSON = Code(
    "NED-301",
    nl="{subject} is geen kaart die wij kunnen lezen: {seen}.",
    en="{subject} is no map that we can read: {seen}.",
    mend_nl="Geef een GeoJSON-bestand met een FeatureCollection van vlakken (Polygon of MultiPolygon).",
    mend_en="Give a GeoJSON file with a FeatureCollection of areas (Polygon or MultiPolygon).",
)
NOTHING_ON_MAP = Code(
    "NED-302",
    nl="Op de kaart {subject} staat geen van de gebieden van dit beeld.",
    en="None of the areas of this picture is on the map {subject}.",
    mend_nl="De vlakken moeten een code (CBS of COD001) of een naam hebben die in het beeld voorkomt.",
    mend_en="The areas must have a code (CBS or COD001) or a name that occurs in the picture.",
)
MISSING_ON_MAP = Code(
    "NED-303",
    nl="Op de kaart {subject} ontbreken {seen} van de {wanted} gebieden. Zij staan wel in de tabel.",
    en="The map {subject} lacks {seen} of the {wanted} areas. They are in the table.",
    mend_nl="Gebruik een kaart van hetzelfde jaar als de lijst van gemeenten.",
    mend_en="Use a map of the same year as the list of municipalities.",
    severity=Severity.WARNING,
)
FINDINGS = (NOT_GEOJSON, NOTHING_ON_MAP, MISSING_ON_MAP)

Ring = tuple[tuple[float, float], ...]
Shapes = Mapping[str, tuple[Ring, ...]]
"""Per code the outlines, in one flat measure with north up."""
_DEGREES = 360
_FAR = 1e9
"""Farther than anything on earth in metres; what is no number at all does not come below it either."""
_CODES = ("statcode", "gemeentecode", "gm_code", "gmcode", "regiocode", "code", "cod001")
_NAMED = ("statnaam", "gemeentenaam", "gm_naam", "regionaam", "naam", "name")
MOST_BYTES = 100_000_000
"""A map of more is not read: the outlines of the whole country for a page take five million."""


def read_shapes(data: bytes, file: str, wanted: Mapping[str, tuple[str, ...]]) -> tuple[Shapes, tuple[Finding, ...]]:
    """Read the outlines of the areas that are wanted.

    Args:
        data: the file.
        file: its name, for findings.
        wanted: per area the codes and names by which a map may know it.

    Returns:
        The outlines by area, and what is wrong (NED-301, NED-302) or lacking (NED-303).
    """
    features, wrong = _features(data) if len(data) <= MOST_BYTES else ([], "het is groter dan 100 MB")
    if wrong:
        return {}, (Finding(NOT_GEOJSON, file, seen=wrong, place=Place(file)),)
    known = {_plain(name): code for code, names in wanted.items() for name in (code, *names) if name}
    found: dict[str, tuple[Ring, ...]] = {}
    for feature in features:
        code = next((known[name] for name in _names(feature) if name in known), None)
        if code is not None:
            found[code] = (*found.get(code, ()), *_rings(feature.get("geometry")))
    found = {code: rings for code, rings in found.items() if rings}
    if not found:
        return {}, (Finding(NOTHING_ON_MAP, file, place=Place(file)),)
    lacking = len(wanted) - len(found)
    notes = (Finding(MISSING_ON_MAP, file, str(lacking), str(len(wanted)), Place(file)),) if lacking else ()
    return _flat(found), notes


def _features(data: bytes) -> tuple[list[dict[str, Any]], str]:
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        return [], "het is geen JSON"
    if not isinstance(read, dict) or read.get("type") != "FeatureCollection":
        return [], "het is geen FeatureCollection"
    features = read.get("features")
    if not isinstance(features, list) or not all(isinstance(item, dict) for item in features):
        return [], "de lijst 'features' ontbreekt"
    return features, ""


def _names(feature: Mapping[str, Any]) -> Iterator[str]:
    """By what an area may be known, best first: its code, its id, its name, and then any other words it has.

    A number is a code only where the property says so: the number of a row is no municipality.
    """
    properties = feature.get("properties")
    own = {str(name).casefold(): value for name, value in properties.items()} if isinstance(properties, dict) else {}
    for name in _CODES:
        if isinstance(own.get(name), int) and not isinstance(own[name], bool):
            yield f"{own[name]:04d}"
    for value in (*map(own.get, _CODES), feature.get("id"), *map(own.get, _NAMED), *own.values()):
        if isinstance(value, str):
            plain = _plain(value)
            yield plain
            if plain.startswith("gm"):
                yield plain[2:]


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("/", " ").split())


def _rings(geometry: object) -> Iterator[Ring]:
    """The outer and inner rings of an area; what is no ring of numbers is passed over."""
    if not isinstance(geometry, dict):
        return
    parts = geometry.get("coordinates")
    if not isinstance(parts, list):
        return
    polygons = {"Polygon": [parts], "MultiPolygon": parts}.get(str(geometry.get("type")), [])
    for polygon in polygons:
        for ring in polygon if isinstance(polygon, list) else ():
            points = tuple(
                (float(point[0]), float(point[1]))
                for point in (ring if isinstance(ring, list) else ())
                if _is_point(point)
            )
            if len(points) > 2:  # noqa: PLR2004 - an area has three corners
                yield points


def _is_point(point: object) -> bool:
    if not isinstance(point, list) or len(point) < len("xy"):
        return False
    return all(isinstance(end, int | float) and abs(end) < _FAR for end in point[:2])


def _flat(found: Mapping[str, tuple[Ring, ...]]) -> Shapes:
    """With north up, and degrees drawn in so that a kilometre is as long in both ways."""
    points = [point for rings in found.values() for ring in rings for point in ring]
    degrees = all(abs(x) <= _DEGREES and abs(y) <= _DEGREES for x, y in points)
    middle = sum(y for _, y in points) / len(points)
    narrow = cos(radians(middle)) if degrees else 1.0
    return {
        code: tuple(tuple((x * narrow, -y) for x, y in ring) for ring in rings) for code, rings in sorted(found.items())
    }
