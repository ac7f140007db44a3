"""All regions on one page: maps, rankings per group, and the differences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from driehoek.application.document import paragraph
from driehoek.application.need.shown import grounds
from driehoek.application.need.shown.page import Area, Block, Cell, Map, Page, Part, Sheet, Tile
from driehoek.application.need.shown.tables import numbers, words
from driehoek.application.need.shown.view import LEFT_OUT, UNKNOWN, VERDICTS, View
from driehoek.domain.need import Basis, ClientGroup, Figure, Market, Verdict
from driehoek.domain.need.publish import Measure, waiting_total
from driehoek.kernel import Rate
from driehoek.kernel.dutch import day, grouped, number, percentage

STEPS = 5
_FEW = 3
"""From how many different figures on a map and a ranking say anything."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """One measure by which regions are put in order.

    Attributes:
        id: in ids of the page.
        title: what it is.
        of: the measure of a region and how sure it is; None where it is not known or not shown.
        says: how it is written.
    """

    id: str
    title: str
    of: Callable[[View, Market], tuple[Fraction, Basis] | None]
    says: Callable[[Fraction], str]


def _indicated(view: View, market: Market) -> Figure | None:
    asked = view.asked(market)
    return view.value(asked.indicated, market, Measure.INDICATED) if asked else None


def _waiting(view: View, market: Market) -> Figure | None:
    asked = view.asked(market)
    return view.value(waiting_total(asked), market, Measure.WAITING) if asked else None


def _places(view: View, market: Market) -> Figure | None:
    held = view.held(market)
    return view.value(held.planned or held.places, market, Measure.PLACES) if held else None


def _gap(view: View, market: Market) -> Figure | None:
    judged = view.judged(market)
    return view.value(judged.gap, market, Measure.GAP) if judged else None


def _ratio(
    top: Callable[[View, Market], Figure | None], under: Callable[[View, Market], Figure | None]
) -> Callable[[View, Market], tuple[Fraction, Basis] | None]:
    def of(view: View, market: Market) -> tuple[Fraction, Basis] | None:
        part, whole = top(view, market), under(view, market)
        if part is None or whole is None or not whole.value:
            return None
        return Fraction(part.value, whole.value), part.origin.basis.with_(whole.origin.basis)

    return of


def _trend(view: View, market: Market) -> tuple[Fraction, Basis] | None:
    asked = view.asked(market)
    if asked is None or asked.trend is None or view.mark(market, Measure.TREND):
        return None
    basis = asked.indicated.origin.basis if asked.indicated else Basis.DERIVED
    return asked.trend.value, Basis.DERIVED.with_(basis)


def _whole(of: Callable[[View, Market], Figure | None]) -> Callable[[View, Market], tuple[Fraction, Basis] | None]:
    def found(view: View, market: Market) -> tuple[Fraction, Basis] | None:
        figure = of(view, market)
        return (Fraction(figure.value), figure.origin.basis) if figure else None

    return found


def _percent(value: Fraction) -> str:
    said = percentage(Rate(abs(value)), 1)
    return f"{'-' if value < 0 else '+'}{said}" if value else said


RANKINGS = (
    Ranking("indicaties", "mensen met een indicatie", _whole(_indicated), lambda value: grouped(int(value))),
    Ranking("tekort", "tekort als deel van de plaatsen", _ratio(_gap, _places), _percent),
    Ranking(
        "wachten", "wachtenden per 100 indicaties", _ratio(_waiting, _indicated), lambda value: number(value * 100, 1)
    ),
    Ranking("groei", "verandering per jaar", _trend, _percent),
)


def country_page(views: Sequence[View]) -> Page:
    """All regions side by side."""
    first = views[0].picture
    groups = tuple(dict.fromkeys(group for view in views for group in view.groups()))
    parts = [_glance(views, groups)]
    parts += [part for group in groups if (part := _group(views, group)).blocks]
    parts.append(grounds.legend(views[0]))
    return Page(
        kicker="Landelijk overzicht",
        english="national overview",
        title=f"Vraag en aanbod in {len(views)} zorgkantoorregio's",
        meta=f"Stand op {day(first.day)}, gericht op {first.year}.",
        tiles=tuple(_tiles(views, groups)),
        lead=(),
        parts=tuple(parts),
        synthetic=any(grounds.synthetic(view, years=False) for view in views),
        published=any(view.published for view in views),
        foot="Gemaakt met Driehoek. Regio's verschillen in grootte: vergelijk de verhoudingen, niet de aantallen.",
    )


def _tiles(views: Sequence[View], groups: Iterable[ClientGroup]) -> Iterable[Tile]:
    yield Tile("Regio's", Cell(str(len(views))), "in dit overzicht")
    for group in list(groups)[:3]:
        known = [figure for view in views if (figure := _indicated(view, Market(group)))]
        if known:
            basis = known[0].origin.basis
            for figure in known[1:]:
                basis = basis.with_(figure.origin.basis)
            note = "met een indicatie" if len(known) == len(views) else f"in {len(known)} regio's"
            yield Tile(group.dutch, Cell(grouped(sum(figure.value for figure in known)), basis), note)


def _glance(views: Sequence[View], groups: Iterable[ClientGroup]) -> Part:
    rows = []
    for group in groups:
        found = [judged.verdict for view in views if (judged := view.judged(Market(group)))]
        rows.append((Cell(group.dutch), *(Cell(str(found.count(verdict))) for verdict in Verdict)))
    table = Sheet(
        "In hoeveel regio's welke conclusie geldt",
        (*words("Groep"), *numbers(*(VERDICTS[verdict] for verdict in Verdict))),
        tuple(rows),
    )
    return Part("overzicht", "Overzicht", "overview", (table,))


def _group(views: Sequence[View], group: ClientGroup) -> Part:
    blocks: list[Block] = []
    for ranking in RANKINGS:
        block = region_map(views, group, ranking)
        if block:
            blocks += [block, *_differences(views, group, ranking)]
    title = group.dutch[:1].upper() + group.dutch[1:]
    return Part(f"groep-{group.value.lower()}", title, group.english, tuple(blocks))


def region_map(views: Sequence[View], group: ClientGroup, ranking: Ranking, here: str = "") -> Map | None:
    """A map of the regions by one measure; None where too few regions know it."""
    market = Market(group)
    found = [(view, ranking.of(view, market)) for view in views]
    known = [value for _, value in found if value]
    if len({ranking.says(value) for value, _ in known}) < _FEW:
        return None
    bounds = _bounds([value for value, _ in known], ranking.says)
    areas = tuple(
        Area(
            view.picture.region.code,
            view.picture.region.code,
            view.picture.name,
            ranking.says(value[0]) if value else "",
            _step(value[0], bounds) if value else None,
            view.picture.region.code == here,
        )
        for view, value in found
    )
    ends = [ranking.says(bound) for bound in bounds]
    legend = tuple(f"{low} tot {high}" for low, high in pairwise(ends))
    return Map(
        f"f-{ranking.id}-{group.value.lower()}",
        f"{group.dutch}: {ranking.title}",
        "Elk vak is een regio. Hoe donkerder het vak, hoe meer; op een kaart met strepen: hoe dichter de strepen.",
        areas,
        legend,
        _table(found, group, ranking),
    )


def _table(found: Sequence[tuple[View, tuple[Fraction, Basis] | None]], group: ClientGroup, ranking: Ranking) -> Sheet:
    known = sorted(
        ((view, value) for view, value in found if value), key=lambda item: (-item[1][0], item[0].picture.region.code)
    )
    rows = [
        (
            Cell(view.picture.name),
            Cell(view.picture.region.code),
            Cell(str(rank)),
            Cell(ranking.says(value[0]), value[1]),
        )
        for rank, (view, value) in enumerate(known, start=1)
    ]
    rows += [
        (Cell(view.picture.name), LEFT_OUT if view.published else UNKNOWN, Cell("–"), Cell(view.picture.region.code))
        for view, value in found
        if not value
    ]
    columns = (*words("Regio"), *numbers(ranking.title[:1].upper() + ranking.title[1:], "Plaats"), *words("Code"))
    return Sheet(f"{group.dutch}: {ranking.title}, van veel naar weinig", columns, tuple(rows))


def _differences(views: Sequence[View], group: ClientGroup, ranking: Ranking) -> Iterable[Block]:
    known = sorted((value[0], view.picture.name) for view in views if (value := ranking.of(view, Market(group))))
    middle = known[len(known) // 2][0]
    yield paragraph(
        f"Het meest in {known[-1][1]} ({ranking.says(known[-1][0])}), het minst in {known[0][1]} "
        f"({ranking.says(known[0][0])}). De middelste regio heeft {ranking.says(middle)}."
    )


def _bounds(values: list[Fraction], says: Callable[[Fraction], str]) -> list[Fraction]:
    """The ends of five classes with about as many regions in each; fewer where people read the same number."""
    ordered = sorted(values)
    last = len(ordered) - 1
    found: dict[str, Fraction] = {}
    for step in range(STEPS + 1):
        value = ordered[last * step // STEPS]
        found.setdefault(says(value), value)
    return list(found.values())


def _step(value: Fraction, bounds: list[Fraction]) -> int:
    return sum(1 for bound in bounds[1:-1] if value >= bound)
