"""The figures of the report: what is drawn, from which rows, with which table."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import altair as alt

from driehoek.adapters.report.figure import FREE, INK, NARROW, PALETTE, RESERVED, Chart, Figure, euros, figure
from driehoek.adapters.report.page import number, percentage
from driehoek.application.explain import GROUP
from driehoek.application.phrases import subframe_in_words
from driehoek.application.report import Market, PriceBand, ProviderRow, RankRow, Report, RequirementEffect
from driehoek.kernel import dutch

Rows = list[dict[str, Any]]
LEFT = "Nog vrij"
"""What is neither granted nor set apart."""
ROW = 34
"""The height of one bar with its room, in pixels."""


def space(report: Report) -> Figure | None:
    """How the space of each frame is used, as parts of a whole."""
    data: Rows = []
    table: list[tuple[str, ...]] = []
    kinds = _space_colours(report)
    for use in report.frames:
        parts = [(item.label, item.amount) for item in use.steps]
        parts += [(f"Apart: {item.label}", item.amount) for item in use.reserves]
        parts += [(LEFT, use.unallocated)]
        for order, (title, amount) in enumerate(parts):
            if use.whole:
                share = float(amount.share_of(use.whole).value)
                data.append({"frame": subframe_in_words(use.frame.name), "part": title, "share": share, "order": order})
            part = amount.share_of(use.whole) if use.whole else None
            table.append((use.name or str(use.frame), title, dutch.amount(amount), percentage(part)))
    if not data:
        return None

    def draw(width: int) -> Chart:
        return (
            alt.Chart(alt.InlineData(values=data))
            .mark_bar(height=ROW - 10, stroke="white", strokeWidth=1)
            .encode(
                x=alt.X("share:Q", title=None, axis=alt.Axis(format="%", tickCount=5, grid=False), stack="zero").scale(
                    domain=[0, 1]
                ),
                y=alt.Y("frame:N", title=None, axis=alt.Axis(ticks=False, domain=False)),
                color=_colours(kinds, width),
                order=alt.Order("order:Q"),
            )
            .properties(width=width - 110, height=alt.Step(ROW + 6))
        )

    columns = ("Deelkader", "Waarvoor", "Bedrag", "Deel van de ruimte")
    words = ("Hoe de ruimte is gebruikt", "Per deelkader: wat elke stap toekende, wat apart staat en wat nog vrij is.")
    return figure("f-ruimte", words, draw, columns, tuple(table))


def _space_colours(report: Report) -> dict[str, str]:
    """A colour for each step, each reserve and what is left, in the order of the legend."""
    steps = dict.fromkeys(item.label for use in report.frames for item in use.steps)
    reserves = dict.fromkeys(f"Apart: {item.label}" for use in report.frames for item in use.reserves)
    return (
        {title: PALETTE[index % len(PALETTE)] for index, title in enumerate(steps)}
        | {title: RESERVED[index % len(RESERVED)] for index, title in enumerate(reserves)}
        | {LEFT: FREE}
    )


def _colours(kinds: dict[str, str], width: int) -> alt.Color:
    columns, limit = (1, 190) if width <= NARROW else (3, 280)
    return alt.Color(
        "part:N", sort=list(kinds), legend=alt.Legend(orient="bottom", columns=columns, labelLimit=limit)
    ).scale(domain=list(kinds), range=list(kinds.values()))


def against_last_year(report: Report) -> Figure | None:
    """Last year's production beside what is granted, per lot."""
    lots = [row for row in report.lots if row.realised or row.granted]
    if not lots:
        return None
    series = (("Geleverd vorig jaar", FREE), (f"Toegekend {report.head.year}", PALETTE[0]))
    data: Rows = []
    for row in lots:
        data.append({"lot": row.title, "part": series[0][0], "cents": row.realised.cents})
        data.append({"lot": row.title, "part": series[1][0], "cents": row.granted.cents})
    largest = max(item["cents"] for item in data)

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        return (
            alt.Chart(alt.InlineData(values=data))
            .mark_bar(height=12)
            .encode(
                x=alt.X("cents:Q", title=None, axis=alt.Axis(labelExpr=euros(largest), tickCount=3 if narrow else 6)),
                y=alt.Y(
                    "lot:N",
                    title=None,
                    sort=[row.title for row in lots],
                    axis=alt.Axis(labelLimit=110 if narrow else 240, ticks=False, domain=False),
                ),
                yOffset=alt.YOffset("part:N", sort=[name for name, _ in series]),
                color=_colours(dict(series), width),
            )
            .properties(width=width - (130 if narrow else 250), height=alt.Step(16))
        )

    rows = tuple(
        (row.title, dutch.amount(row.realised), dutch.amount(row.granted), percentage(row.of_realised)) for row in lots
    )
    columns = ("Perceel", "Geleverd vorig jaar", "Toegekend", "Toegekend van geleverd")
    words = (
        "Vorig jaar en dit jaar, per perceel",
        "Twee balken per perceel: wat vorig jaar is geleverd en wat is toegekend.",
    )
    return figure("f-vorigjaar", words, draw, columns, rows)


BINS = (0, 80, 85, 90, 95, 100, 105, 110, 120)
"""Bounds in percent of last year; the last one is open."""
NEW = "geen productie"


def spread(report: Report) -> Figure | None:
    """How many contracts get which percentage of last year."""
    granted = [row for row in report.providers if row.granted]
    if not granted:
        return None
    names = [f"{low}–{high}%" for low, high in pairwise(BINS)] + [f"{BINS[-1]}% of meer", NEW]
    names[0] = f"minder dan {BINS[1]}%"
    counts = dict.fromkeys(names, 0)
    for row in granted:
        counts[names[_bin(row)]] += 1

    data: Rows = [{"band": name, "count": count} for name, count in counts.items()]

    def draw(width: int) -> Chart:
        base = alt.Chart(alt.InlineData(values=data)).encode(
            y=alt.Y("band:N", sort=names, title=None, axis=alt.Axis(ticks=False, domain=False)),
            x=alt.X("count:Q", title=None, axis=None),
        )
        bars = base.mark_bar(height=16, color=PALETTE[1])
        numbers = base.mark_text(align="left", dx=5, color=INK, fontSize=12).encode(text="count:Q")
        return alt.layer(bars, numbers).properties(width=width - 170, height=alt.Step(22))

    rows = tuple((name, str(count)) for name, count in counts.items())
    words = (
        "Toegekend als deel van vorig jaar",
        "Per band: het aantal aanbieders dat dit deel van de productie van vorig jaar krijgt.",
    )
    return figure("f-spreiding", words, draw, ("Deel van vorig jaar", "Aantal aanbieders"), rows)


def _bin(row: ProviderRow) -> int:
    if row.of_realised is None:
        return len(BINS)
    points = row.of_realised.points()
    return max(index for index, bound in enumerate(BINS) if points >= bound)


def concentration(markets: tuple[Market, ...]) -> Figure | None:
    """The largest, the two after it and all others, per market."""
    if not markets:
        return None
    parts = (("De grootste", PALETTE[0]), ("Nummer twee en drie", PALETTE[1]), ("Alle anderen", FREE))
    data: Rows = []
    for item in markets:
        shares = (item.largest.value, item.three_largest.value - item.largest.value, 1 - item.three_largest.value)
        data += [
            {"market": item.title, "part": name, "share": float(value), "order": order}
            for order, ((name, _), value) in enumerate(zip(parts, shares, strict=True))
        ]

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        return (
            alt.Chart(alt.InlineData(values=data))
            .mark_bar(height=16, stroke="white", strokeWidth=1)
            .encode(
                x=alt.X("share:Q", title=None, axis=alt.Axis(format="%", tickCount=5, grid=False)).scale(domain=[0, 1]),
                y=alt.Y(
                    "market:N",
                    title=None,
                    sort=[item.title for item in markets],
                    axis=alt.Axis(labelLimit=110 if narrow else 240, ticks=False, domain=False),
                ),
                color=_colours(dict(parts), width),
                order=alt.Order("order:Q"),
            )
            .properties(width=width - (130 if narrow else 250), height=alt.Step(24))
        )

    rows = tuple(
        (item.title, str(item.contracts), percentage(item.largest), percentage(item.three_largest), number(item.hhi, 0))
        for item in markets
    )
    columns = ("Markt", "Contracten", "De grootste", "De drie grootste", "Concentratie (HHI)")
    words = (
        "Wie heeft welk deel van de markt",
        "Per markt het deel van de grootste, de twee daarna en de rest.",
    )
    return figure("f-markt", words, draw, columns, rows)


def price_bands(bands: tuple[PriceBand, ...]) -> Figure | None:
    """At which percentage of the maximum tariff how much money is agreed."""
    if not bands:
        return None
    shares = sorted({item.share for item in bands})
    data: Rows = [
        {"sector": item.sector.value, "share": float(item.share.points()), "cents": item.amount.cents} for item in bands
    ]

    def draw(width: int) -> Chart:
        low, high = float(shares[0].points()) - 1, float(shares[-1].points()) + 1
        return (
            alt.Chart(alt.InlineData(values=data))
            .mark_circle(color=PALETTE[0], opacity=0.75, stroke="white")
            .encode(
                x=alt.X(
                    "share:Q",
                    title="procent van het maximumtarief",
                    axis=alt.Axis(tickCount=4 if width <= NARROW else 8),
                ).scale(domain=[low, high]),
                y=alt.Y("sector:N", title=None, axis=alt.Axis(ticks=False, domain=False, grid=True)),
                size=alt.Size("cents:Q", legend=None).scale(range=[30, 900]),
            )
            .properties(width=width - 60, height=alt.Step(46))
        )

    rows = tuple(
        (item.sector.dutch, dutch.percentage(item.share), str(item.contracts), dutch.amount(item.amount))
        for item in bands
    )
    columns = ("Sector", "Deel van het maximum", "Contracten", "Afgesproken")
    words = (
        "Prijzen als deel van het maximumtarief",
        "Elke stip is een percentage; hoe groter de stip, hoe meer geld ertegen is afgesproken.",
    )
    return figure("f-prijzen", words, draw, columns, rows)


PLACES = 15
"""How many places of a ranking are drawn; the table has them all."""


def ranking(index: int, rows: tuple[RankRow, ...]) -> Figure:
    """The totals of one ranking, with who gets money and who does not."""
    kinds = {"Krijgt een afspraak": PALETTE[0], "Krijgt niets in dit perceel": FREE}
    drawn = rows[:PLACES]
    names = list(kinds)
    data: Rows = [
        {
            "name": f"{item.place}. {item.name} ({item.contract[-4:]})",
            "total": float(item.total),
            "label": number(item.total),
            "part": names[0] if item.granted else names[1],
        }
        for item in drawn
    ]

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        base = alt.Chart(alt.InlineData(values=data)).encode(
            y=alt.Y(
                "name:N",
                sort=[str(item["name"]) for item in data],
                title=None,
                axis=alt.Axis(labelLimit=130 if narrow else 260, ticks=False, domain=False),
            ),
            x=alt.X("total:Q", title=None, axis=None).scale(domain=[0, rows[0].scale]),
        )
        bars = base.mark_bar(height=16).encode(color=_colours(kinds, width))
        numbers = base.mark_text(align="left", dx=5, color=INK, fontSize=12).encode(text="label:N")
        return alt.layer(bars, numbers).properties(width=width - (180 if narrow else 300), height=alt.Step(24))

    table = tuple((f"{item.place}. {item.name}", number(item.total), dutch.amount(item.granted)) for item in rows)
    words = (f"Rangorde: {rows[0].title}", f"De totaalscore per aanbieder, van {rows[0].scale} punten.")
    return figure(f"f-rang-{index}", words, draw, ("Aanbieder", "Score", "Toegekend"), table)


def refusals(effects: tuple[RequirementEffect, ...]) -> Figure | None:
    """Per requirement how many failed, by group of providers."""
    stopping = [item for item in effects if item.everyone.failed]
    if not stopping:
        return None
    kinds = {GROUP[group][0]: PALETTE[index] for index, group in enumerate(GROUP)}
    most = max(item.everyone.failed for item in stopping)
    ticks = list(range(0, most + 1, max(1, most // 6)))
    texts = [item.text for item in stopping]
    names = {
        item.requirement: item.text if item.text and texts.count(item.text) == 1 else item.requirement
        for item in stopping
    }
    data: Rows = [
        {"requirement": names[item.requirement], "part": GROUP[group][0], "count": count.failed, "order": order}
        for item in stopping
        for order, (group, count) in enumerate(item.groups.items())
    ]

    def draw(width: int) -> Chart:
        narrow = width <= NARROW
        return (
            alt.Chart(alt.InlineData(values=data))
            .mark_bar(height=16, stroke="white", strokeWidth=1)
            .encode(
                x=alt.X("count:Q", title=None, axis=alt.Axis(values=ticks, format="d")),
                y=alt.Y(
                    "requirement:N",
                    title=None,
                    sort=list(names.values()),
                    axis=alt.Axis(labelLimit=120 if narrow else 330, ticks=False, domain=False),
                ),
                color=_colours(kinds, width),
                order=alt.Order("order:Q"),
            )
            .properties(width=width - (140 if narrow else 350), height=alt.Step(26))
        )

    rows = tuple(
        (item.requirement, *(str(count.failed) for count in item.groups.values()), str(item.everyone.failed))
        for item in stopping
    )
    columns = ("Eis", *kinds, "Samen")
    words = (
        "Wie op welke eis strandt",
        "Per eis hoeveel inschrijvingen er niet aan voldoen, per groep aanbieders.",
    )
    return figure("f-eisen", words, draw, columns, rows)
