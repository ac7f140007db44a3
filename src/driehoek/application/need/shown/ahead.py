"""The look ahead of a region page: years under named assumptions (C-007), and when money runs short (C-020)."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.application.document import Tone, paragraph
from driehoek.application.need.shown.page import Block, Cell, Part, Paths, Point, Sheet
from driehoek.application.need.shown.tables import numbers, words
from driehoek.application.need.shown.view import LEFT_OUT, NONE, View
from driehoek.domain.need import Basis, Market, YearAhead
from driehoek.domain.need.publish import Measure
from driehoek.kernel.dutch import MONTHS, grouped, percentage, whole_euros


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
        found += [*_lines(view, years, table), table]
    found += _money(view)
    if not found:
        found = [paragraph("Er is geen vooruitblik gemaakt: er zijn geen aannames opgegeven.", tone=Tone.NOTE)]
    return Part("vooruit", "Vooruitblik", "the years ahead", tuple(found))


def _lines(view: View, years: list[YearAhead], table: Sheet) -> Iterator[Paths]:
    """A line per scenario: the shortage of places where it is known, for the demand is often the same in each."""
    group = years[0].group
    short = all(item.gap for item in years)
    lines = tuple(
        (_words(name), points)
        for name in dict.fromkeys(item.scenario for item in years)
        if (points := _points(view, [item for item in years if item.scenario == name], short=short))
    )
    if lines:
        what = "tekort (+) of overschot (-) aan plaatsen" if short else "mensen die zorg nodig hebben"
        yield Paths(
            f"f-vooruit-{group.value.lower()}",
            f"Vooruitblik voor {group.dutch}: {what}",
            "Een lijn per scenario. De band is de onzekerheid. De as begint niet altijd bij nul.",
            lines,
            table,
        )


def _points(view: View, years: list[YearAhead], *, short: bool) -> tuple[Point, ...]:
    found = []
    for item in years:
        market, part = Market(item.group), f"{item.scenario}/{item.year}"
        figure = view.value(item.gap if short else item.demand, market, Measure.AHEAD, part)
        if figure and not (short and view.mark(market, Measure.GAP)):
            low = figure.value if figure.low is None else figure.low
            high = figure.value if figure.high is None else figure.high
            found.append(Point(item.year, figure.value, low, high))
    return tuple(found)


def _words(scenario: str) -> str:
    """The name of a scenario without the dashes of files."""
    return scenario.replace("-", " ")


def _table(view: View, years: list[YearAhead]) -> Sheet:
    forms = tuple(dict.fromkeys(form for item in years for form, _ in item.by_form))
    inflow, weight = any(item.inflow is not None for item in years), any(item.weight for item in years)
    rows = []
    for item in years:
        market, row = Market(item.group), f"{item.scenario}/{item.year}"
        by, basis = dict(item.by_form), item.demand.origin.basis
        hidden = view.mark(market, Measure.AHEAD, row) is not None
        cells = [
            Cell(_words(item.scenario)),
            Cell(str(item.year)),
            view.cell(item.demand, market, Measure.AHEAD, row),
            *(_part(view, market, f"{row}/{form.value}", by.get(form), basis) for form in forms),
            view.cell(item.supply, market, Measure.PLACES),
            LEFT_OUT if hidden else view.cell(item.gap, market, Measure.GAP),
        ]
        if inflow:
            cells.append(LEFT_OUT if hidden else _inflow(view, item.inflow, basis))
        if weight:
            cells.append(NONE if item.weight is None else Cell(percentage(item.weight, 1), basis))
        rows.append(tuple(cells))
    more = (*(("Instroom verblijf",) if inflow else ()), *(("Zorg per persoon",) if weight else ()))
    titles = numbers("Vraag", *(form.dutch for form in forms), "Plaatsen", "Tekort (+)", *more)
    return Sheet(f"Vooruitblik voor {years[0].group.dutch}", (*words("Scenario", "Jaar"), *titles), tuple(rows))


def _inflow(view: View, count: int | None, basis: Basis) -> Cell:
    """Who come into a residence in a year (O-060)."""
    if count is None:
        return NONE
    if view.rule and 0 < count < view.rule.threshold:
        return Cell(f"< {view.rule.threshold}", basis)
    return Cell(grouped(count), basis)


def _part(view: View, market: Market, part: str, count: int | None, basis: Basis) -> Cell:
    if count is None:
        return NONE
    mark = view.mark(market, Measure.AHEAD, part)
    if mark is None:
        return Cell(grouped(count), basis)
    return Cell(f"< {view.rule.threshold}") if mark.value == "small" and view.rule else LEFT_OUT


def _money(view: View) -> list[Block]:
    found: list[Block] = []
    month = view.picture.space_short_from
    if month:
        text = (
            f"Vanaf {MONTHS[month.month - 1]} {month.year} is er naar verwachting te weinig ruimte voor zorg in natura."
        )
        found.append(paragraph(text, tone=Tone.WARNING))
    parts = view.picture.growth
    if parts is not None:
        pgb = "niet bekend" if parts.budgets is None else whole_euros(parts.budgets)
        found.append(
            paragraph(
                f"De productie van {parts.year} verschilt zo van die van een jaar eerder, over {parts.months} maanden: "
                f"met een plaats {whole_euros(parts.residence)}, thuis {whole_euros(parts.home)}, pgb {pgb}."
            )
        )
    growth = view.picture.budget_growth
    if growth is not None:
        found.append(
            paragraph(
                f"Als de persoonsgebonden budgetten zo doorgroeien, nemen zij in {view.picture.year} "
                f"{whole_euros(growth)} van de ruimte voor zorg in natura in. Dit is een schatting."
            )
        )
    return found
