"""The figures of what-if: scenarios side by side, one dial over a range, every dial by one step."""

from __future__ import annotations

from typing import Any

import altair as alt

from driehoek.adapters.report.figure import GAIN, INK, LOSS, NARROW, PALETTE, Chart, Figure, euros, figure
from driehoek.adapters.report.page import fitted, short, signed, signed_short
from driehoek.application.what_if.beside import Beside, Row
from driehoek.application.what_if.dials import Value, shown
from driehoek.application.what_if.sweep import Bar, Point, Sweep, about, money_moved
from driehoek.kernel import Money, Rate, dutch

Rows = list[dict[str, Any]]
MOST_BARS = 8
"""Of how many contracts the largest moves are drawn; the table of the page has them all."""
MOST_DIALS = 12
"""How many dials are drawn, those that matter most first."""


def moves(compared: Beside) -> Figure | None:
    """The largest gains and losses under each scenario, side by side."""
    drawn = compared.rows[:MOST_BARS]
    if not drawn:
        return None
    titles = [_title(compared, index) for index in range(len(compared.tried))]
    data: Rows = [
        {"name": _name(row), "code": row.contract, "scenario": title, "cents": money.cents, "label": _label(money)}
        for row in drawn
        for title, money in zip(titles, row.differences, strict=True)
    ]
    largest = max(abs(item["cents"]) for item in data) * 1.6

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        base = alt.Chart(alt.InlineData(values=data)).encode(
            y=alt.Y(
                "code:N" if narrow else "name:N",
                sort=[row.contract if narrow else _name(row) for row in drawn],
                title=None,
                axis=alt.Axis(labelLimit=110 if narrow else 250, ticks=False, domain=False),
            ),
            yOffset=alt.YOffset("scenario:N", sort=titles),
            x=alt.X("cents:Q", title=None, axis=alt.Axis(labelExpr=euros(largest), tickCount=3 if narrow else 6)).scale(
                domain=[-largest, largest]
            ),
        )
        legend = _legend(columns=1)
        bars = base.mark_bar().encode(
            color=alt.Color("scenario:N", sort=titles, legend=legend).scale(domain=titles, range=list(PALETTE))
        )
        layers = [bars]
        if not narrow:
            more = base.transform_filter("datum.cents > 0").mark_text(align="left", dx=4, color=INK, fontSize=10)
            less = base.transform_filter("datum.cents < 0").mark_text(align="right", dx=-4, color=INK, fontSize=10)
            layers += [more.encode(text="label:N"), less.encode(text="label:N")]
        step = 15 * len(titles) + 8
        return alt.layer(*layers).properties(
            width=width - (130 if narrow else 260), height=alt.Step(step, **{"for": "position"})
        )

    rows = tuple((_name(row), *(signed(money) for money in row.differences)) for row in drawn)
    words = (
        "Wie wint en wie verliest, per scenario",
        f"De grootste verschuivingen ten opzichte van nu, van ten hoogste {MOST_BARS} aanbieders.",
    )
    return figure("f-scenarios", words, draw, ("Aanbieder", *titles), rows)


def _title(compared: Beside, index: int) -> str:
    """A short title that tells scenarios apart, also two of the same title."""
    return f"{index + 1}. {fitted(compared.tried[index].scenario.title, 40)}"


def _name(row: Row) -> str:
    return f"{row.name} ({row.contract[-4:]})"


def curve(made: Sweep) -> Figure:
    """What each value of the dial does to the money, the value now marked."""
    care, granted = "dezelfde zorg kost", "samen toegekend"
    data: Rows = []
    for point in made.points:
        for part, money in ((care, point.same_care), (granted, point.granted)):
            data.append({"x": _number(point.value), "cents": money.cents, "part": part})
    flat = all(not point.same_care for point in made.points)
    kept = [item for item in data if not flat or item["part"] == granted]
    largest = max((abs(item["cents"]) for item in kept), default=0) or 100
    marks = [{"x": _number(made.dial.as_is)}]

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        axis = alt.Axis(labelExpr=_labels(made.dial.as_is), tickCount=4 if narrow else 8, grid=False)
        lines = (
            alt.Chart(alt.InlineData(values=kept))
            .mark_line(point=alt.OverlayMarkDef(size=46), strokeWidth=2)
            .encode(
                x=alt.X("x:Q", title=None, axis=axis).scale(zero=False, nice=False),
                y=alt.Y("cents:Q", title=None, axis=alt.Axis(labelExpr=euros(largest), tickCount=5)),
                color=alt.Color("part:N", legend=_legend(columns=1 if narrow else 2)).scale(
                    domain=[granted] if flat else [care, granted], range=[PALETTE[0]] if flat else [LOSS, PALETTE[0]]
                ),
            )
        )
        now = alt.Chart(alt.InlineData(values=marks)).mark_rule(strokeDash=[4, 3], color=INK).encode(x="x:Q")
        word = (
            alt.Chart(alt.InlineData(values=marks))
            .mark_text(text="nu", align="left", dx=4, dy=-4, color=INK, fontSize=12, baseline="top")
            .encode(x="x:Q", y=alt.value(0))
        )
        return alt.layer(lines, now, word).properties(width=width - 95, height=220 if narrow else 280)

    rows = tuple(_row(point) for point in made.points)
    heads = ("Waarde", "Zelfde zorg", "Toegekend", "Nog open", "Winnen", "Verliezen", "Cliënten (schatting)")
    words = (
        f"Wat er gebeurt bij andere waarden van {made.dial.words.nl}",
        "Het verschil met nu: wat dezelfde zorg meer of minder kost, en wat er meer of minder wordt toegekend.",
    )
    return figure("f-knop", words, draw, heads, rows)


def reach(made: Sweep) -> Figure:
    """How many providers gain and lose at each value."""
    data: Rows = []
    for point in made.points:
        data.append({"x": shown(point.value), "count": point.gain, "part": "krijgt meer geld"})
        data.append({"x": shown(point.value), "count": -point.lose, "part": "krijgt minder geld"})
    order = [shown(point.value) for point in made.points]

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        keep = -(-len(order) // (3 if narrow else 11))
        axis = alt.Axis(labelAngle=0, ticks=False, values=order[::keep])
        count = alt.Axis(labelExpr="abs(datum.value)", tickMinStep=1, tickCount=5)
        return (
            alt.Chart(alt.InlineData(values=data))
            .mark_bar()
            .encode(
                x=alt.X("x:O", sort=order, title=None, axis=axis),
                y=alt.Y("count:Q", title=None, axis=count),
                color=alt.Color("part:N", legend=_legend(columns=1 if narrow else 2)).scale(
                    domain=["krijgt meer geld", "krijgt minder geld"], range=[GAIN, LOSS]
                ),
            )
            .properties(width=width - 95, height=150)
        )

    rows = tuple((shown(point.value), str(point.gain), str(point.lose), str(point.touched)) for point in made.points)
    words = (
        "Hoeveel aanbieders meer of minder krijgen",
        "Het aantal aanbieders per waarde: boven meer, onder minder geld.",
    )
    return figure("f-bereik", words, draw, ("Waarde", "Krijgen meer", "Krijgen minder", "Afspraak verandert"), rows)


def bars(found: tuple[Bar, ...]) -> Figure | None:
    """Every dial by one natural step down and up: how much money it touches."""
    drawn = [bar for bar in found if bar.weight][:MOST_DIALS]
    if not drawn:
        return None
    data: Rows = []
    for bar in drawn:
        for part, side in (("één stap omlaag", bar.down), ("één stap omhoog", bar.up)):
            if side is not None:
                money = Money(money_moved(side))
                data.append({"name": bar.dial.id, "part": part, "cents": money.cents, "label": short(money)})
    largest = max(item["cents"] for item in data) * 1.2
    parts = ["één stap omlaag", "één stap omhoog"]

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        base = alt.Chart(alt.InlineData(values=data)).encode(
            y=alt.Y(
                "name:N",
                sort=[bar.dial.id for bar in drawn],
                title=None,
                axis=alt.Axis(labelLimit=110 if narrow else 240, ticks=False, domain=False),
            ),
            yOffset=alt.YOffset("part:N", sort=parts),
            x=alt.X("cents:Q", title=None, axis=alt.Axis(labelExpr=euros(largest), tickCount=3 if narrow else 6)).scale(
                domain=[0, largest]
            ),
        )
        drawn_bars = base.mark_bar().encode(
            color=alt.Color("part:N", sort=parts, legend=_legend(columns=1 if narrow else 2)).scale(
                domain=parts, range=[PALETTE[4], PALETTE[0]]
            )
        )
        words = base.mark_text(align="left", dx=4, color=INK, fontSize=10).encode(text="label:N")
        layers = [drawn_bars] if narrow else [drawn_bars, words]
        return alt.layer(*layers).properties(
            width=width - (130 if narrow else 260), height=alt.Step(36, **{"for": "position"})
        )

    rows = tuple(
        (
            bar.dial.id,
            shown(bar.dial.step),
            *(dutch.amount(Money(money_moved(side))) if side else "–" for side in (bar.down, bar.up)),
        )
        for bar in drawn
    )
    words = (
        "Welke knop het meeste uitmaakt",
        "Hoeveel geld één stap raakt: wat dezelfde zorg meer of minder kost, of wat er tussen aanbieders verschuift.",
    )
    return figure("f-knoppen", words, draw, ("Knop", "Stap", "Omlaag", "Omhoog"), rows)


def _label(money: Money) -> str:
    return signed_short(money) if money else ""


def _legend(columns: int) -> Chart:
    """A legend whose words keep apart, also where the reader's font is wider than the one it was laid out with."""
    return alt.Legend(orient="bottom", columns=columns, columnPadding=30)


def _step(pixels: int) -> Chart:
    """The height of one row, whatever stands side by side in it."""
    return alt.Step(pixels, **{"for": "position"})


def _row(point: Point) -> tuple[str, ...]:
    clients = dutch.grouped(about(point.clients.touched))
    money = (signed(point.same_care), signed(point.granted), dutch.amount(point.totals.open))
    mark = " (nu)" if point.is_now else ""
    return (f"{shown(point.value)}{mark}", *money, str(point.gain), str(point.lose), clients)


def _number(value: Value) -> float:
    """A value as the chart places it: percentage points, euros or the number itself."""
    if isinstance(value, Rate):
        return float(value.points())
    return value.cents / 100 if isinstance(value, Money) else float(value)


def _labels(value: Value) -> str:
    if isinstance(value, Rate):
        return "format(datum.value, ',.3~f') + '%'"
    return "format(datum.value / 1e6, ',.3~f') + ' mln'" if isinstance(value, Money) else "format(datum.value, ',.0f')"
