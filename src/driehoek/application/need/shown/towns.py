"""The municipalities of a region: a table per group for the region page, and a talk sheet of one page for each."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.application.document import Bullets, paragraph
from driehoek.application.need.shown import grounds
from driehoek.application.need.shown.page import Block, Cell, Page, Part, Sheet, Tile
from driehoek.application.need.shown.tables import numbers, words
from driehoek.application.need.shown.view import NONE, UNKNOWN, VERDICTS, View
from driehoek.domain.need import ClientGroup, Market, Verdict
from driehoek.domain.need.publish import Measure, waiting_total
from driehoek.kernel.dutch import day

SHORT_OF = (Verdict.SCARCE, Verdict.MAYBE_SCARCE)
_TITLES = ("Indicaties", "Verwacht", "Wacht", "Plaatsen", "Tekort (+)")
MOST_WISHES = 4
_TILES = 4
ONLY_REGION = "Van deze gemeente zelf is niets bekend. Hieronder staan de cijfers van de hele regio."
"""Said on a sheet whose figures are those of the region."""


def towns(view: View) -> Part:
    """Per group what is asked and offered in each municipality."""
    found: list[Block] = []
    for group in view.groups():
        rows = tuple(
            (Cell(view.town(code)), *_figures(view, Market(group, code)), _conclusion(view, Market(group, code)))
            for code in view.towns()
            if view.asked(Market(group, code)) or view.held(Market(group, code))
        )
        if any(view.tells(Market(group, code)) for code in view.towns()):
            totals = ((Cell("Hele regio"), *_figures(view, Market(group)), _conclusion(view, Market(group))),)
            columns = (*words("Gemeente"), *numbers(*_TITLES), *words("Conclusie"))
            found.append(Sheet(f"Per gemeente: {group.dutch}", columns, rows, totals))
    if found:
        said = (
            "Iemand kan in een andere gemeente wonen dan waar hij zorg krijgt. Kijk daarom ook naar de buurgemeenten."
        )
        found.insert(0, paragraph(said))
    return Part("gemeenten", "Per gemeente", "per municipality", tuple(found))


def _figures(view: View, market: Market) -> tuple[Cell, ...]:
    asked, held, judged = view.asked(market), view.held(market), view.judged(market)
    return (
        view.cell(asked.indicated, market, Measure.INDICATED) if asked else UNKNOWN,
        view.cell(asked.next_year, market, Measure.NEXT_YEAR) if asked else UNKNOWN,
        view.cell(waiting_total(asked), market, Measure.WAITING) if asked else UNKNOWN,
        view.cell(held.places, market, Measure.PLACES) if held else UNKNOWN,
        view.cell(judged.gap, market, Measure.GAP) if judged else UNKNOWN,
    )


def _conclusion(view: View, market: Market) -> Cell:
    judged = view.judged(market)
    if judged is None:
        return NONE
    return Cell(VERDICTS[judged.verdict] + ("; witte vlek" if judged.white_spot else ""))


def talk_sheet(view: View, municipality: str) -> Page:
    """The talk sheet of one municipality: one page for a talk with the alderman, providers or a client council."""
    name = view.town(municipality)
    places = {group: Market(group, municipality) for group in view.groups()}
    groups = [group for group, place in places.items() if view.asked(place) and view.tells(place)]
    at = municipality if groups else ""
    groups = groups or [asked.market.group for asked in view.regional()]
    parts = (
        _beside(view, at, groups),
        _conclusions(view, at, groups),
        _talk(view, at, groups),
        grounds.legend(view, short=True),
    )
    made = view.picture
    return Page(
        kicker="Gespreksblad",
        english="talk sheet",
        title=f"{name}: langdurige zorg",
        meta=f"Gemeente {municipality} in regio {made.name} ({made.region.code}). Stand op {day(made.day)}, "
        f"gericht op {made.year}.",
        tiles=tuple(_tiles(view, at, groups))[:_TILES],
        lead=() if at else (ONLY_REGION,),
        parts=tuple(part for part in parts if part.blocks),
        synthetic=grounds.synthetic(view, years=False),
        published=view.published,
        foot="Gemaakt met Driehoek. Het hele beeld staat in het regiobeeld.",
    )


def _tiles(view: View, code: str, groups: list[ClientGroup]) -> Iterator[Tile]:
    for group in groups:
        asked = view.asked(Market(group, code))
        if asked and asked.indicated:
            yield Tile(group.dutch, view.cell(asked.indicated, asked.market, Measure.INDICATED), "met een indicatie")


def _beside(view: View, code: str, groups: list[ClientGroup]) -> Part:
    rows = tuple(
        (Cell(group.dutch), *_figures(view, Market(group, code)), _conclusion(view, Market(group, code)))
        for group in groups
    )
    columns = (*words("Groep"), *numbers(*_TITLES), *words("Conclusie"))
    where = "in deze gemeente" if code else "in de hele regio"
    table = Sheet(f"Vraag en aanbod {where}", columns, rows)
    return Part("cijfers", "Vraag en aanbod", "demand and supply", (table,) if rows else ())


def _conclusions(view: View, code: str, groups: list[ClientGroup]) -> Part:
    found = []
    for group in groups:
        judged = view.judged(Market(group, code))
        if judged and judged.verdict is not Verdict.UNKNOWN:
            text = judged_text(view, judged.market)
            found.append((f"{group.dutch[:1].upper()}{group.dutch[1:]}: {text[:1].lower()}{text[1:]}",))
    return Part("knelpunten", "Waar het knelt", "where it pinches", (Bullets(tuple(found)),) if found else ())


def judged_text(view: View, market: Market) -> str:
    """The conclusion of a market without the warning on white spots, which stands in the region page."""
    judged = view.judged(market)
    assert judged is not None
    return view.conclusion(judged).partition(" Let op:")[0]


def _talk(view: View, code: str, groups: list[ClientGroup]) -> Part:
    """What to talk about: what was asked for, and questions that follow from the figures."""
    wishes = [
        (f"{item.text} ({item.raised_by})",)
        for item in view.picture.specifications
        if item.municipality in {"", code} and item.group in groups
    ][:MOST_WISHES]
    questions: list[tuple[str]] = []
    growing = []
    for group in groups:
        judged = view.judged(Market(group, code))
        asked = view.asked(Market(group, code))
        if judged and judged.white_spot:
            questions.append((f"Wie kan hier zorg bieden voor {group.dutch}? Niemand doet dat nu in de buurt.",))
        elif judged and judged.verdict in SHORT_OF:
            questions.append((f"Wie kan hier plaatsen toevoegen voor {group.dutch}, en wanneer?",))
        elif judged and judged.verdict is Verdict.SURPLUS:
            questions.append((f"Welke plaatsen voor {group.dutch} kunnen een ander doel krijgen?",))
        if asked and asked.trend and asked.trend.value > 0 and not view.mark(asked.market, Measure.TREND):
            growing.append(group.dutch)
    if growing:
        questions.append((f"De vraag groeit van {', '.join(growing)}. Zijn er genoeg geschikte woningen?",))
    questions.append(("Kloppen deze cijfers met wat u in de gemeente ziet?",))
    blocks: list[Block] = [Bullets(tuple(questions), ordered=True)]
    if wishes:
        blocks += [paragraph("Wat mensen belangrijk vinden:"), Bullets(tuple(wishes))]
    return Part("gesprek", "Om over te praten", "to talk about", tuple(blocks))
