"""From an Altair chart to inline SVG that needs nothing else, is named for who cannot see it, and never differs.

Every figure is drawn twice, wide and narrow, so that its words stay readable on a telephone; the style shows one.
The numbers stand in a table beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import vl_convert
from markupsafe import Markup, escape

Chart = Any
"""An Altair chart of any kind; its fluent methods lose the types."""
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""Of one measure: what is laid out here fits where only one of the others is at hand."""
WIDE, NARROW = 760, 300
INK, MUTED, GRID = "#1b2733", "#4c5b69", "#dde4e9"
PALETTE = ("#0b5c66", "#2f6fb0", "#7b4b94", "#3d7a4e", "#8a5a12", "#a13d5c", "#5b6b7a")
RESERVED = ("#b7791f", "#d9a441", "#8a5a12")
FREE, GAIN, LOSS = "#8496a3", "#0b6b4f", "#a6332e"
"""Still free, more than before, less than before."""

_ID = re.compile(r'\bid="([^"]+)"')
_NOISE = re.compile(r' (?:aria-[a-z]+|role|xmlns(?::xlink)?|version|class|pointer-events)="[^"]*"')
_SIZE = re.compile(r'<svg width="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its words and its table.

    Attributes:
        id: unique on the page.
        title: what it shows.
        description: what there is to see, in a sentence.
        wide: the SVG for a wide screen and for print.
        narrow: the SVG for a narrow screen.
        columns: the heads of the table.
        rows: its rows, as text; the first cell names the row.
    """

    id: str
    title: str
    description: str
    wide: Markup
    narrow: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figure(
    identity: str,
    words: tuple[str, str],
    draw: Callable[[int], Chart],
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
) -> Figure:
    """Draw a figure.

    Args:
        identity: unique on the page.
        words: its title and its description.
        draw: makes the chart for a width in pixels.
        columns: the heads of the table beside it.
        rows: its rows.
    """
    title, description = words
    wide = _svg(draw(WIDE), f"{identity}-w", title, description)
    narrow = _svg(draw(NARROW), f"{identity}-n", title, description)
    return Figure(identity, title, description, wide, narrow, columns, rows)


def _svg(chart: Chart, identity: str, title: str, description: str) -> Markup:
    """The chart as one inline element: no outside names, ids of its own, its words inside."""
    spec: dict[str, Any] = _styled(chart).to_dict()
    text: str = vl_convert.vegalite_to_svg(spec, format_locale="nl-NL")
    text = _NOISE.sub("", text)
    for name in sorted(set(_ID.findall(text))):
        text = text.replace(f'id="{name}"', f'id="{identity}-{name}"').replace(
            f"url(#{name})", f"url(#{identity}-{name})"
        )
    head = (
        f'<svg role="img" aria-labelledby="{identity}-t {identity}-d" focusable="false" '
        r'data-width="\1" preserveAspectRatio="xMinYMin meet"'
    )
    named = f'<title id="{identity}-t">{escape(title)}</title><desc id="{identity}-d">{escape(description)}</desc>'
    text = _SIZE.sub(head, text, count=1)
    end = text.index(">") + 1
    return Markup(text[:end] + named + text[end:])  # noqa: S704 (Vega escapes the text it draws; the rest is ours)


def _styled(chart: Chart) -> Chart:
    return (
        chart.configure(background="transparent", font=FONT, padding=2)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=MUTED,
            titleColor=MUTED,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            gridColor=GRID,
            domainColor="#8496a3",
            tickColor="#8496a3",
            labelLimit=220,
        )
        .configure_legend(
            labelColor=INK, labelFontSize=12, symbolSize=120, symbolType="square", labelLimit=280, title=None
        )
    )


def euros(largest: float) -> str:
    """The labels of an axis whose values are cents: in millions of euros, or in whole euros where all are small."""
    if largest < TWO_MILLION:
        return "format(datum.value / 100, ',.0f')"
    return "format(datum.value / 1e8, ',.3~f') + ' mln'"


TWO_MILLION = 200_000_000
