"""The forecast of one series as an HTML page: the chart with its interval, and every number in a table."""

from __future__ import annotations

from typing import Any

from driehoek.adapters.report.figure import Chart, Figure, figure
from driehoek.adapters.report.forecast_text import month_text, persons
from driehoek.adapters.report.months import months_chart
from driehoek.adapters.report.page import render
from driehoek.application.forecasts import MONTHS, Row
from driehoek.kernel import dutch

SEEN_SHOWN = 36
"""How many months before now the chart shows."""


def forecast_html(row: Row, *, made_up: bool) -> str:
    """The page of one series."""
    told = row.forecast
    return render(
        "forecast.html.j2",
        {
            "row": row,
            "told": told,
            "made_up": made_up,
            "months": tuple(_in_words(row.next_month + step) for step in range(len(told.steps))),
            "seen": tuple((_in_words(row.first + place), count) for place, count in enumerate(row.counts)),
            "through": _in_words(row.next_month - 1),
            "persons": persons,
            "chart": forecast_figure(row),
            "sections": (("kort", "In het kort"), ("maanden", "Per maand"), ("gezien", "Wat geteld was")),
        },
    )


def forecast_figure(row: Row) -> Figure:
    """The counts, what is expected of the months after them, and the interval."""
    begin = max(0, len(row.counts) - SEEN_SHOWN)
    seen = [
        {"at": month_text(row.first + place), "count": row.counts[place]}
        for place in range(begin, len(row.counts))
        if row.counts[place] is not None
    ]
    ahead: list[dict[str, Any]] = [
        {"at": month_text(row.next_month + place), "count": step.value, "low": step.low, "high": step.high}
        for place, step in enumerate(row.forecast.steps)
    ]

    def draw(width: int) -> Chart:
        return months_chart(seen, ahead, width)

    rows = tuple(
        (
            _in_words(row.next_month + place),
            dutch.grouped(item["count"]),
            dutch.grouped(item["low"]),
            dutch.grouped(item["high"]),
        )
        for place, item in enumerate(ahead)
    )
    words = (
        f"{row.name}: geteld en verwacht",
        (
            "De lijn is wat geteld is. De streepjeslijn is wat verwacht wordt, met de marge eromheen: in "
            f"{row.forecast.confidence} van de 100 gevallen ligt een maand daarbinnen."
        ),
    )
    return figure("f-voorspelling", words, draw, ("Maand", "Verwacht", "Van", "Tot"), rows)


def _in_words(month: int) -> str:
    """A month, given as months since year 0, in words: ``januari 2027``."""
    return f"{dutch.MONTHS[month % MONTHS]} {month // MONTHS}"
