"""The charts of need: bars with their uncertainty, bars of parts, lines over years. Each reads without colour."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt

from driehoek.adapters.report.figure import INK, NARROW, PALETTE, Chart, Figure, figure
from driehoek.adapters.report.months import months_chart
from driehoek.application.need.shown.page import Bar, Bars, Month, Months, Paths, Stacks
from driehoek.kernel.dutch import grouped

Rows = list[dict[str, Any]]
WIDE_LABEL, NARROW_LABEL = 24, 16
"""How many characters of a label stand on a line."""
_LINES = "split(datum.value, '\\n')"


def bars(chart: Bars) -> Figure:
    """Bars from zero, the interval as a line, a second figure as a diamond."""
    data = chart.bars

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        rows: Rows = [
            {
                "name": _label(item.label, narrow=narrow),
                "value": item.value,
                "text": _said(item, narrow=narrow),
                "low": item.low,
                "high": item.high,
                "beside": item.beside,
            }
            for item in data
        ]
        reach = [
            float(end) for item in data for end in (item.value, item.low, item.high, item.beside) if end is not None
        ]
        low, high = min([0.0, *reach]), max([0.0, *reach])
        scale = alt.Scale(domain=[low * 1.12, high * (1.75 if narrow and chart.names[1] else 1.3) or 1])
        base = alt.Chart(alt.InlineData(values=rows)).encode(y=_names(rows, narrow=narrow))
        axis = _counts(narrow=narrow)
        drawn = base.mark_bar(height=16, color=PALETTE[1]).encode(
            x=alt.X("value:Q", title=None, axis=axis, scale=scale)
        )
        layers = [drawn]
        if any(item.low is not None for item in data):
            layers.append(base.mark_rule(color=INK, strokeWidth=2).encode(x=alt.X("low:Q", title=None), x2="high:Q"))
            layers += [base.mark_tick(color=INK, thickness=2, size=11).encode(x=f"{end}:Q") for end in ("low", "high")]
        if chart.names[1]:
            point = base.mark_point(shape="diamond", filled=True, size=90, color="white", stroke=INK, strokeWidth=1.5)
            layers.append(point.encode(x="beside:Q"))
        ends = base.transform_calculate(end="max(0, datum.value || 0, datum.high || 0, datum.beside || 0)")
        layers.append(
            ends.mark_text(align="left", dx=8, color=INK, fontSize=12).encode(
                x=alt.X("end:Q", title=None), text="text:N"
            )
        )
        return alt.layer(*layers).properties(width=width - (120 if narrow else 250), height=alt.Step(_step(rows)))

    return figure(chart.id, (chart.title, chart.description), draw, (), ())


def stacks(chart: Stacks) -> Figure:
    """Bars of parts, in the order of the legend."""
    colours = (PALETTE[5], PALETTE[0], PALETTE[1], "#9fb3c2", PALETTE[2], PALETTE[4])

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        rows: Rows = [
            {"name": _label(label, narrow=narrow), "part": part, "value": value, "order": order}
            for label, values in chart.bars
            for order, (part, value) in enumerate(zip(chart.parts, values, strict=True))
            if value is not None
        ]
        names = [{"name": _label(label, narrow=narrow)} for label, _ in chart.bars]
        legend = alt.Legend(orient="bottom", columns=1 if narrow else 2, columnPadding=30)
        return (
            alt.Chart(alt.InlineData(values=rows))
            .mark_bar(height=18, stroke="white", strokeWidth=1.5)
            .encode(
                x=alt.X("value:Q", title=None, axis=_counts(narrow=narrow)),
                y=_names(names, narrow=narrow),
                color=alt.Color("part:N", sort=list(chart.parts), legend=legend).scale(
                    domain=list(chart.parts), range=list(colours[: len(chart.parts)])
                ),
                order=alt.Order("order:Q"),
            )
            .properties(width=width - (120 if narrow else 250), height=alt.Step(_step(names)))
        )

    return figure(chart.id, (chart.title, chart.description), draw, (), ())


def paths(chart: Paths) -> Figure:
    """Lines over years with a band; each line has its own dashes and mark."""
    names = [name for name, _ in chart.lines]
    rows: Rows = [
        {"name": name, "year": str(point.year), "value": point.value, "low": point.low, "high": point.high}
        for name, points in chart.lines
        for point in points
    ]
    dashes = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3]]
    shapes = ["circle", "square", "triangle-up", "diamond"]

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        legend = alt.Legend(
            orient="bottom", columns=1 if narrow else 3, columnPadding=30, symbolType="stroke", symbolOpacity=1
        )
        ticks = alt.Axis(labelAngle=0, labelOverlap="parity", labelSeparation=8, labelFlush=False)
        colour = alt.Color("name:N", sort=names, legend=legend).scale(domain=names, range=list(PALETTE[: len(names)]))
        dash = alt.StrokeDash("name:N", sort=names, legend=legend).scale(
            domain=names, range=[dashes[index % len(dashes)] for index in range(len(names))]
        )
        base = alt.Chart(alt.InlineData(values=rows)).encode(x=alt.X("year:O", title=None, axis=ticks), color=colour)
        level = alt.Y("value:Q", title=None, axis=alt.Axis(tickCount=5, format=",.0f")).scale(zero=False)
        bands = [
            alt.Chart(alt.InlineData(values=[row for row in rows if row["name"] == name]))
            .mark_area(opacity=0.14, color=PALETTE[index % len(PALETTE)])
            .encode(
                x=alt.X("year:O", title=None, axis=ticks), y=alt.Y("low:Q", title=None).scale(zero=False), y2="high:Q"
            )
            for index, name in enumerate(names)
        ]
        line = base.mark_line(strokeWidth=2.5).encode(y=level, strokeDash=dash)
        shape = alt.Shape("name:N", sort=names, legend=None).scale(
            domain=names, range=[shapes[index % len(shapes)] for index in range(len(names))]
        )
        points = base.mark_point(filled=True, size=55).encode(y=level, shape=shape)
        return alt.layer(*bands, line, points).properties(width=width - (60 if narrow else 90), height=210)

    return figure(chart.id, (chart.title, chart.description), draw, (), ())


def months(chart: Months) -> Figure:
    """A line of months counted, with what is expected of the months after."""
    seen, ahead = _by_month(chart.seen), _by_month(chart.ahead)

    def draw(width: int) -> Chart:
        return months_chart(seen, ahead, width)

    return figure(chart.id, (chart.title, chart.description), draw, (), ())


def _by_month(found: tuple[Month, ...]) -> Rows:
    return [
        {"at": item.month.isoformat(), "count": item.value, "low": item.low, "high": item.high}
        for item in found
        if item.value is not None
    ]


def _said(item: Bar, *, narrow: bool) -> str:
    """The figures at the end of a bar: its own with its interval, or after a diamond the second."""
    value = "niet getoond" if item.value is None else grouped(item.value)
    if item.beside is None and item.low is not None and item.high is not None and not narrow:
        return f"{value} ({grouped(item.low)} tot {grouped(item.high)})"
    return value if item.beside is None else f"{value} \u25c7 {grouped(item.beside)}"


def _names(rows: Rows, *, narrow: bool) -> alt.Y:
    axis = alt.Axis(labelExpr=_LINES, labelLimit=115 if narrow else 245, ticks=False, domain=False, labelColor=INK)
    return alt.Y("name:N", sort=[row["name"] for row in rows], title=None, axis=axis)


def _counts(*, narrow: bool) -> alt.Axis:
    """An axis of counts whose labels keep apart."""
    return alt.Axis(
        tickCount=3 if narrow else 6, format=",.0f", labelOverlap="parity", labelSeparation=8, labelFlush=False
    )


def _label(text: str, *, narrow: bool) -> str:
    return "\n".join(wrap(text, NARROW_LABEL if narrow else WIDE_LABEL))


def _step(rows: Rows) -> int:
    """The height of a row that its label fits in."""
    lines = max((row["name"].count("\n") + 1 for row in rows), default=1)
    return max(32, 12 + 14 * lines)
