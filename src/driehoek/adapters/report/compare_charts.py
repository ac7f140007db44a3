"""The figures of a comparison: who gains and loses, and by which rule."""

from __future__ import annotations

from typing import Any

import altair as alt

from driehoek.adapters.report.figure import FREE, GAIN, INK, LOSS, NARROW, Chart, Figure, euros, figure
from driehoek.adapters.report.page import short, signed, signed_short
from driehoek.application.compare import Comparison, ProviderChange, TotalChange
from driehoek.kernel import dutch

Rows = list[dict[str, Any]]
EACH_SIDE = 10
"""How many winners and how many losers are drawn; the table of the page has them all."""


def gains(comparison: Comparison) -> Figure | None:
    """The largest gains and losses, per contract."""
    drawn = (*comparison.winners[:EACH_SIDE], *reversed(comparison.losers[:EACH_SIDE]))
    if not drawn:
        return None
    data: Rows = [
        {
            "name": _name(item),
            "cents": item.difference.cents,
            "label": signed_short(item.difference),
            "part": "krijgt meer" if item.difference.cents > 0 else "krijgt minder",
        }
        for item in drawn
    ]
    largest = max(abs(item.difference.cents) for item in drawn) * 1.5

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        base = alt.Chart(alt.InlineData(values=data)).encode(
            y=alt.Y(
                "name:N",
                sort=[_name(item) for item in drawn],
                title=None,
                axis=alt.Axis(labelLimit=110 if narrow else 250, ticks=False, domain=False),
            ),
            x=alt.X("cents:Q", title=None, axis=alt.Axis(labelExpr=euros(largest), tickCount=3 if narrow else 6)).scale(
                domain=[-largest, largest]
            ),
        )
        bars = base.mark_bar(height=15).encode(
            color=alt.Color("part:N", legend=_legend(narrow=narrow)).scale(
                domain=["krijgt meer", "krijgt minder"], range=[GAIN, LOSS]
            )
        )
        layers = [bars]
        if not narrow:
            more = base.transform_filter("datum.cents > 0").mark_text(align="left", dx=5, color=INK, fontSize=11)
            less = base.transform_filter("datum.cents < 0").mark_text(align="right", dx=-5, color=INK, fontSize=11)
            layers += [more.encode(text="label:N"), less.encode(text="label:N")]
        return alt.layer(*layers).properties(width=width - (130 if narrow else 260), height=alt.Step(22))

    rows = tuple(
        (_name(item), dutch.amount(item.before), dutch.amount(item.after), signed(item.difference)) for item in drawn
    )
    words = (
        "Wie wint en wie verliest",
        f"De grootste verschillen per aanbieder: ten hoogste {EACH_SIDE} winnaars en {EACH_SIDE} verliezers.",
    )
    return figure("f-verschil", words, draw, ("Aanbieder", "Eerst", "Daarna", "Verschil"), rows)


def _legend(*, narrow: bool) -> Chart:
    """A legend whose words keep apart, also where the reader's font is wider than the one it was laid out with."""
    return alt.Legend(orient="bottom", columns=1 if narrow else 3, columnPadding=30)


def _name(item: ProviderChange) -> str:
    return f"{item.name} ({item.contract[-4:]})"


def waterfall(comparison: Comparison) -> Figure | None:
    """From the one total to the other, rule by rule."""
    changed = [item for item in comparison.kind("rule") if item.difference]
    if not changed:
        return None
    data, start, high = _falls(comparison, changed)

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        base = alt.Chart(alt.InlineData(values=data)).encode(
            y=alt.Y(
                "name:N",
                sort=[block["name"] for block in data],
                title=None,
                axis=alt.Axis(labelLimit=110 if narrow else 250, ticks=False, domain=False),
            )
        )
        axis = alt.Axis(labelExpr=euros(high), tickCount=2 if narrow else 6)
        bars = base.mark_bar(height=18).encode(
            x=alt.X("from:Q", title=None, axis=axis).scale(domain=[start, high + (high - start) // 6], zero=False),
            x2="to:Q",
            color=alt.Color("part:N", legend=_legend(narrow=narrow)).scale(
                domain=["totaal", "meer", "minder"], range=[FREE, GAIN, LOSS]
            ),
        )
        ends = base.transform_calculate(end="max(datum.from, datum.to)")
        words = ends.mark_text(align="left", dx=5, color=INK, fontSize=11).encode(x="end:Q", text="label:N")
        layers = [bars] if narrow else [bars, words]
        return alt.layer(*layers).properties(width=width - (130 if narrow else 260), height=alt.Step(26))

    rows = (
        ("Eerst", dutch.amount(comparison.before.granted)),
        *((item.title, signed(item.difference)) for item in changed),
        ("Daarna", dutch.amount(comparison.after.granted)),
    )
    cut = " De as begint niet bij nul." if start else ""
    said = ("Van het ene naar het andere totaal", f"Per regel van het beleid hoeveel er bij komt of af gaat.{cut}")
    return figure("f-waterval", said, draw, ("Regel", "Bedrag"), rows)


def _falls(comparison: Comparison, changed: list[TotalChange]) -> tuple[Rows, int, int]:
    """The blocks of the waterfall in cents, and where its axis starts and ends so that small changes show."""
    level = comparison.before.granted.cents
    data: Rows = [_block("Eerst", 0, level, "totaal", short(comparison.before.granted))]
    for item in changed:
        after = level + item.difference.cents
        part = "meer" if after > level else "minder"
        data.append(_block(item.title, level, after, part, signed_short(item.difference)))
        level = after
    data.append(_block("Daarna", 0, level, "totaal", short(comparison.after.granted)))
    ends = [value for block in data for value in (block["from"], block["to"]) if value]
    low, high = min(ends, default=0), max(ends, default=0)
    start = max(0, low - (high - low) // 2) if high > low else 0
    for block in data:
        block["from"] = max(block["from"], start)
    return data, start, high


def _block(name: str, start: int, end: int, part: str, label: str) -> dict[str, Any]:
    return {"name": name, "from": start, "to": end, "part": part, "label": label}
