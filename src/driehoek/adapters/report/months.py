"""A line of months: what was counted, and what is expected after it with its margin. Reads without colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from driehoek.adapters.report.figure import INK, MUTED, NARROW, PALETTE, Chart

Rows = Sequence[dict[str, Any]]


def months_chart(seen: Rows, ahead: Rows, width: int) -> Chart:
    """Draw months for a width in pixels.

    Args:
        seen: per month ``at`` (its first day) and ``count``.
        ahead: the same of what is expected, with ``low`` and ``high``.
        width: of the drawing with its axis.
    """
    axis = alt.Axis(format="%Y", tickCount="year", labelAngle=0, grid=False)
    x = alt.X("at:T", title=None, axis=axis)
    y = alt.Y("count:Q", title=None, axis=alt.Axis(tickCount=5, format=",.0f")).scale(zero=False)
    past = alt.Chart(alt.InlineData(values=list(seen))).encode(x=x, y=y)
    future = alt.Chart(alt.InlineData(values=list(ahead))).encode(x=x)
    band = future.mark_area(color=PALETTE[0], opacity=0.22).encode(y=alt.Y("low:Q", title=None), y2="high:Q")
    line = future.mark_line(color=PALETTE[0], strokeDash=[5, 3], strokeWidth=2).encode(y=y)
    dots = future.mark_point(color=PALETTE[0], filled=True, size=22).encode(y=y)
    counts = past.mark_line(color=INK, strokeWidth=1.5)
    now = alt.Chart(alt.InlineData(values=list(ahead[:1]))).mark_rule(color=MUTED, strokeDash=[2, 3]).encode(x=x)
    return alt.layer(band, counts, line, dots, now).properties(
        width=width - (60 if width <= NARROW else 80), height=240
    )
