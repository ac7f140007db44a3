"""The look ahead of a region page: years under named assumptions (C-007), and when money runs short (C-020)."""

from __future__ import annotations

from driehoek.application.document import Tone, paragraph
from driehoek.application.need.shown.page import Block, Cell, Part, Paths, Point, Sheet
from driehoek.application.need.shown.tables import numbers, words
from driehoek.application.need.shown.view import NONE, View
from driehoek.domain.need import Market, YearAhead
from driehoek.domain.need.publish import Measure
from driehoek.kernel.dutch import MONTHS, grouped, whole_euros


def ahead(view: View) -> Part:
    """Later years, group by group, and the month in which space becomes short."""
    found: list[Block] = []
    if view.picture.ahead:
        found.append(
            paragraph(
                "Dit zijn scenario's: zo loopt het als de aannames uitkomen. Elke aanname heeft een naam, een datum en "
                "een bron. Vraag en aanbod kunnen anders lopen."
            )
        )
    for group in dict.fromkeys(item.group for item in view.picture.ahead):
        years = [item for item in view.picture.ahead if item.group is group]
        table = _table(view, years)
        lines = tuple(
            (name, points)
            for name in dict.fromkeys(item.scenario for item in years)
            if (points := _points(view, years, name))
        )
        if lines:
            found.append(
                Paths(
                    f"f-vooruit-{group.value.lower()}",
                    f"Vooruitblik: {group.dutch}",
                    "Per scenario wie er zorg nodig heeft. De band is de onzekerheid. De as begint niet bij nul.",
                    lines,
                    table,
                )
            )
        found.append(table)
    found += _money(view)
    if not found:
        found = [paragraph("Er is geen vooruitblik gemaakt: er zijn geen aannames opgegeven.", tone=Tone.NOTE)]
    return Part("vooruit", "Vooruitblik", "the years ahead", tuple(found))


def _points(view: View, years: list[YearAhead], scenario: str) -> tuple[Point, ...]:
    found = []
    for item in years:
        figure = view.value(item.demand, Market(item.group), Measure.AHEAD, f"{scenario}/{item.year}")
        if item.scenario == scenario and figure:
            low = figure.value if figure.low is None else figure.low
            high = figure.value if figure.high is None else figure.high
            found.append(Point(item.year, figure.value, low, high))
    return tuple(found)


def _table(view: View, years: list[YearAhead]) -> Sheet:
    forms = tuple(dict.fromkeys(form for item in years for form, _ in item.by_form))
    rows = []
    for item in years:
        market, row = Market(item.group), f"{item.scenario}/{item.year}"
        by = dict(item.by_form)
        hidden = view.mark(market, Measure.AHEAD, row)
        parts = (_part(view, market, f"{row}/{form.value}", by.get(form)) for form in forms)
        rows.append(
            (
                Cell(item.scenario),
                Cell(str(item.year)),
                view.cell(item.demand, market, Measure.AHEAD, row),
                *parts,
                view.cell(item.supply, market, Measure.PLACES),
                Cell("niet getoond") if hidden else view.cell(item.gap, market, Measure.GAP),
            )
        )
    titles = numbers("Vraag", *(form.dutch for form in forms), "Plaatsen", "Tekort (+)")
    return Sheet(f"Vooruitblik voor {years[0].group.dutch}", (*words("Scenario", "Jaar"), *titles), tuple(rows))


def _part(view: View, market: Market, part: str, count: int | None) -> Cell:
    if count is None:
        return NONE
    mark = view.mark(market, Measure.AHEAD, part)
    if mark is None:
        return Cell(grouped(count))
    return Cell(f"< {view.rule.threshold}") if mark.value == "small" and view.rule else Cell("niet getoond")


def _money(view: View) -> list[Block]:
    found: list[Block] = []
    month = view.picture.space_short_from
    if month:
        text = (
            f"Vanaf {MONTHS[month.month - 1]} {month.year} is er naar verwachting te weinig ruimte voor zorg in natura."
        )
        found.append(paragraph(text, tone=Tone.WARNING))
    growth = view.picture.budget_growth
    if growth is not None:
        found.append(
            paragraph(
                f"Als de persoonsgebonden budgetten zo doorgroeien, nemen zij in {view.picture.year} "
                f"{whole_euros(growth)} van de ruimte voor zorg in natura in. Dit is een schatting."
            )
        )
    return found
