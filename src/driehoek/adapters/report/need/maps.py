"""Maps as our own SVG: a tile for each region, or the outlines that a user gave. Number and pattern beside colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from driehoek.adapters.report.figure import FONT, INK, NARROW, Figure
from driehoek.adapters.report.need.geo import Shapes
from driehoek.application.need.shown.page import Area, Map

STEPS = ("#f1f6f8", "#cfe2ea", "#93bfd2", "#4889ab", "#174e6d")
"""From least to most; the two darkest carry white words."""
NOTHING = "#ffffff"
_DARK = 3
_APART = 0.5
"""Pixels below which two corners of an outline are one."""
LINES = (0, 12, 8, 5, 3)
"""How far apart the lines of the pattern lie, per step: none for the least, dense for the most."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tile lies: column and row from the north-west."""

    short: str
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Atlas:
    """What maps are drawn on.

    Attributes:
        tiles: per region code its place.
        shapes: outlines that a user gave, by the code of what they outline.
    """

    tiles: Mapping[str, Place] = field(default_factory=dict)
    shapes: Shapes = field(default_factory=dict)


def drawn(chart: Map, atlas: Atlas) -> Figure:
    """A map twice, wide and narrow: on the user's outlines where they have its areas, otherwise in tiles."""
    shaped = any(area.code in atlas.shapes for area in chart.areas)
    pictures = [
        _shapes(chart, atlas.shapes, width, f"{chart.id}-{end}")
        if shaped
        else _tiles(chart, atlas.tiles, width, f"{chart.id}-{end}")
        for width, end in ((NARROW if chart.small else 560, "w"), (NARROW, "n"))
    ]
    return Figure(chart.id, chart.title, chart.description, pictures[0], pictures[1], (), ())


def _tiles(chart: Map, tiles: Mapping[str, Place], width: int, identity: str) -> Markup:
    columns = max((place.column for place in tiles.values()), default=0) + 1
    rows = max((place.row for place in tiles.values()), default=0) + 1
    side = width / columns
    tall = side * 0.82 if width > NARROW else side
    parts = []
    there = {area.code for area in chart.areas}
    others = [Area(code, place.short, place.short, "", None) for code, place in tiles.items() if code not in there]
    for area in (*others, *chart.areas):
        place = tiles.get(area.code)
        if place is None:
            continue
        x, y = place.column * side, place.row * tall
        parts.append(_tile(area, place, (x + 1.5, y + 1.5, side - 3, tall - 3), narrow=width <= NARROW))
    legend, height = _legend(chart, width, rows * tall + 14, identity)
    return _svg(chart, identity, (width, height), [*parts, legend])


def _tile(area: Area, place: Place, box: tuple[float, float, float, float], *, narrow: bool) -> str:
    x, y, wide, tall = box
    stroke, thick = (INK, 3) if area.here else ("#8496a3", 1)
    middle = x + wide / 2
    small = 10 if narrow else 12
    figure = (
        f'<text x="{middle:.1f}" y="{y + tall * 0.78:.1f}" font-size="{small}" fill="{_ink(area.step)}" '
        f'text-anchor="middle">{escape(area.text)}</text>'
        if area.text
        else ""
    )
    return (
        f"<g><title>{escape(area.name)}: {escape(area.text or 'geen cijfer')}</title>"
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}" rx="4" fill="{_fill(area.step)}" '
        f'stroke="{stroke}" stroke-width="{thick}"/>'
        f'<text x="{middle:.1f}" y="{y + tall * (0.42 if area.text else 0.6):.1f}" font-size="{small + 1}" '
        f'font-weight="bold" fill="{_ink(area.step)}" text-anchor="middle">{escape(place.short)}</text>{figure}</g>'
    )


def _shapes(chart: Map, shapes: Shapes, width: int, identity: str) -> Markup:
    here = {area.code for area in chart.areas}
    points = [point for code, rings in shapes.items() if code in here for ring in rings for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    across, down = max(x for x, _ in points) - left or 1, max(y for _, y in points) - top or 1
    scale = min((width - 8) / across, width * 1.25 / down)
    patterns = "".join(_pattern(step, identity) for step in range(len(STEPS)))
    parts = [f"<defs>{patterns}</defs>"]
    labels = []
    for area in chart.areas:
        rings = shapes.get(area.code, ())
        if not rings:
            continue
        flat = [_fewer([((x - left) * scale + 4, (y - top) * scale + 4) for x, y in ring]) for ring in rings]
        path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in flat)
        stroke = 'stroke-width="3"' if area.here else 'stroke-width="1"'
        fill = NOTHING if area.step is None else f"url(#{identity}-p{area.step})"
        parts.append(
            f'<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{INK}" {stroke}>'
            f"<title>{escape(area.name)}: {escape(area.text or 'geen cijfer')}</title></path>"
        )
        labels.append((area.short, _middle(max(flat, key=_size))))
    parts += [_label(text, at, narrow=width <= NARROW) for text, at in labels]
    legend, height = _legend(chart, width, down * scale + 22, identity, pattern=True)
    return _svg(chart, identity, (width, height), [*parts, legend])


def _fewer(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """An outline without the points that nobody can see apart, so that a map for surveyors makes no page of it."""
    kept = ring[:1]
    for x, y in ring[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _APART:
            kept.append((x, y))
    return [*kept, ring[-1]]


def _pattern(step: int, identity: str) -> str:
    apart = LINES[step]
    line = f'<path d="M0 0V{apart}" stroke="{INK}" stroke-width="1" opacity="0.55"/>' if apart else ""
    side = apart or 8
    return (
        f'<pattern id="{identity}-p{step}" width="{side}" height="{side}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="{side}" height="{side}" fill="{STEPS[min(step, 3)]}"/>'
        f"{line}</pattern>"
    )


def _label(text: str, at: tuple[float, float], *, narrow: bool) -> str:
    size = 9 if narrow else 11
    return (
        f'<text x="{at[0]:.1f}" y="{at[1] + size / 3:.1f}" font-size="{size}" font-weight="bold" text-anchor="middle" '
        f'fill="{INK}" stroke="#ffffff" stroke-width="3" paint-order="stroke" stroke-linejoin="round">'
        f"{escape(text)}</text>"
    )


def _middle(ring: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the mass of an outline."""
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(ring))
    if not doubled:
        return ring[0]
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in _sides(ring)) / (3 * doubled)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in _sides(ring)) / (3 * doubled)
    return x, y


def _size(ring: list[tuple[float, float]]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(ring)))


def _sides(ring: list[tuple[float, float]]) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _legend(chart: Map, width: int, top: float, identity: str, *, pattern: bool = False) -> tuple[str, float]:
    """The steps under each other, with their pattern and words."""
    if not chart.legend:
        return "", top
    parts = []
    for step, text in enumerate(chart.legend):
        fill = f"url(#{identity}-p{step})" if pattern else STEPS[step]
        parts.append((fill, text))
    parts.append((NOTHING, "geen cijfer"))
    across = 1 if width <= NARROW else 2
    drawn_parts = []
    for index, (fill, text) in enumerate(parts):
        x, y = 2 + (index % across) * width / across, top + (index // across) * 24
        drawn_parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="26" height="16" fill="{fill}" stroke="{INK}"/>'
            f'<text x="{x + 34:.1f}" y="{y + 12.5:.1f}" font-size="12" fill="{INK}">{escape(text)}</text>'
        )
    return "".join(drawn_parts), top + 24 * -(-len(parts) // across)


def _fill(step: int | None) -> str:
    return NOTHING if step is None else STEPS[step]


def _ink(step: int | None) -> str:
    return "#ffffff" if step is not None and step >= _DARK else INK


def _svg(chart: Map, identity: str, size: tuple[float, float], parts: Iterable[str]) -> Markup:
    width, height = size
    head = (
        f'<svg role="img" aria-labelledby="{identity}-t {identity}-d" focusable="false" data-width="{width:.0f}" '
        f'preserveAspectRatio="xMinYMin meet" viewBox="0 0 {width:.0f} {height:.0f}" font-family="{escape(FONT)}">'
    )
    named = (
        f'<title id="{identity}-t">{escape(chart.title)}</title>'
        f'<desc id="{identity}-d">{escape(chart.description)}</desc>'
    )
    return Markup(head + named + "".join(parts) + "</svg>")  # noqa: S704 - what a user wrote is escaped above
