"""The picture of a region as a page (regiobeeld): what is asked, offered, short, waited for, and what comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from driehoek.application.document import Bullets, Tone, paragraph
from driehoek.application.need.shown import ahead, births, grounds, lists, offered, production, towns
from driehoek.application.need.shown.page import Bar, Bars, Block, Cell, Page, Part, Sheet, Stacks, Tile
from driehoek.application.need.shown.tables import numbers, words
from driehoek.application.need.shown.view import LEFT_OUT, NONE, UNKNOWN, VERDICTS, View, signed, upper
from driehoek.domain.need import Basis, Demand, Market, Verdict, WaitingStatus
from driehoek.domain.need.publish import Measure, statuses, waiting_total
from driehoek.kernel.dutch import day, grouped, number, percentage

SHORT_OF = (Verdict.SCARCE, Verdict.MAYBE_SCARCE)
OVER = (Verdict.SURPLUS, Verdict.MAYBE_SURPLUS)
MOST_SHARES = 12
ORDER = (
    WaitingStatus.URGENT,
    WaitingStatus.ACTIVE,
    WaitingStatus.URGENT_OR_ACTIVE,
    WaitingStatus.PREFERENCE,
    WaitingStatus.PRECAUTION,
)
"""Statuses as people read them: who wants a place soonest first."""


def region_page(view: View, maps: tuple[Block, ...] = (), lies: tuple[Block, ...] = ()) -> Page:
    """The page of a region.

    Args:
        view: what may be shown.
        maps: those that stand with the bottlenecks.
        lies: the map that shows where the region lies.
    """
    made = view.picture
    parts = (
        _demand(view),
        _supply(view),
        production.production(view),
        _short(view, maps),
        _waiting(view),
        _spots(view),
        ahead.ahead(view),
        towns.towns(view),
        births.births(view),
        _wishes(view),
        Part("ligging", "Waar deze regio ligt", "where this region lies", lies),
        grounds.sure(view),
        grounds.sources(view),
        grounds.untold(view),
    )
    return Page(
        kicker="Regiobeeld",
        english="picture of the region",
        title=f"{made.name}: vraag en aanbod van langdurige zorg",
        meta=f"Zorgkantoorregio {made.region.code}. Stand op {day(made.day)}, gericht op {made.year}.",
        tiles=tuple(_tiles(view)),
        lead=tuple(_lead(view)),
        parts=tuple(part for part in parts if part.blocks),
        synthetic=grounds.synthetic(view),
        published=view.published,
        foot=_foot(view),
    )


def _foot(view: View) -> str:
    if view.rule:
        return (
            "Gemaakt met Driehoek. Dit beeld mag openbaar zijn: aantallen onder "
            f"{view.rule.threshold} mensen zijn weggelaten, en ook wat zo'n aantal zou verraden."
        )
    return (
        "Gemaakt met Driehoek. Dit beeld is voor het zorgkantoor zelf: alle aantallen staan erin, ook kleine. "
        "Maak voor publicatie de versie met --published."
    )


def _tiles(view: View) -> Iterator[Tile]:
    known = [asked for asked in view.regional() if view.value(asked.indicated, asked.market, Measure.INDICATED)]
    largest = max(known, key=lambda asked: asked.indicated.value if asked.indicated else 0, default=None)
    if largest:
        where = largest.market
        yield Tile(
            "Mensen met een indicatie", view.cell(largest.indicated, where, Measure.INDICATED), where.group.dutch
        )
        title = f"Verwacht in {view.picture.year}"
        yield Tile(title, view.cell(largest.next_year, where, Measure.NEXT_YEAR), where.group.dutch)
    short = [item for item in view.picture.confrontation if item.verdict in SHORT_OF and not item.market.municipality]
    yield Tile("Te weinig plaatsen", Cell(str(len(short))), "groepen, of misschien te weinig")
    white = {item.market for item in view.picture.confrontation if item.white_spot}
    yield Tile("Witte vlekken", Cell(str(len(white))), "zorg die niemand in de buurt biedt")


def _lead(view: View) -> Iterator[str]:
    """The picture in a few sentences."""
    for asked in view.regional():
        change = "" if asked.trend is None or view.mark(asked.market, Measure.TREND) else _change(asked)
        figure = view.value(asked.indicated, asked.market, Measure.INDICATED)
        if figure:
            sure = " (schatting)" if figure.origin.basis is Basis.ESTIMATE else ""
            yield f"{_named(asked)}: {grouped(figure.value)} mensen met een indicatie{sure}{change}."
    for judged in view.picture.confrontation:
        if not judged.market.municipality and judged.verdict is not Verdict.UNKNOWN:
            yield f"{upper(judged.market.group.dutch)}: {_lower(view.conclusion(judged))}"
    if view.picture.space_short_from:
        month = day(view.picture.space_short_from.replace(day=1)).partition(" ")[2]
        yield f"Vanaf {month} is er naar verwachting te weinig geld voor zorg in natura."


def _named(asked: Demand) -> str:
    return upper(asked.market.group.dutch)


def _change(asked: Demand) -> str:
    assert asked.trend is not None
    if not asked.trend.value:
        return ", zonder verandering"
    way = "meer" if asked.trend.value > 0 else "minder"
    return f", per jaar {number(abs(asked.trend.points()), 1)}% {way}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _demand(view: View) -> Part:
    rows = [asked for asked in view.regional() if asked.indicated or asked.next_year or asked.in_care]
    found: list[Block] = [
        paragraph(
            "Per groep: hoeveel mensen een indicatie hebben, hoeveel er worden verwacht, en hoeveel van hen een plaats "
            "nodig hebben. Onder een cijfer staat tussen welke grenzen het waarschijnlijk ligt. De letter zegt hoe "
            "zeker het cijfer is."
        )
    ]
    table = Sheet(
        "Wat er gevraagd wordt, per groep",
        (*words("Groep"), *numbers("Indicaties", "Per jaar", "Verwacht", "Heeft plaats", "Plaats nodig")),
        tuple(_demand_row(view, asked) for asked in rows),
    )
    bars = [
        Bar(
            asked.market.group.dutch,
            None if now is None else now.value,
            beside=None if then is None else then.value,
            low=then.low if then else None,
            high=then.high if then else None,
        )
        for asked in rows
        for now in [view.value(asked.indicated, asked.market, Measure.INDICATED)]
        for then in [view.value(asked.next_year, asked.market, Measure.NEXT_YEAR)]
        if now or then
    ]
    if bars:
        found.append(
            Bars(
                "f-vraag",
                f"Mensen met een indicatie, nu en verwacht in {view.picture.year}",
                "De balk is de laatste telling. De ruit is wat er wordt verwacht, de streep is de onzekerheid daarvan.",
                tuple(bars),
                ("nu", f"verwacht in {view.picture.year}"),
                table,
            )
        )
    found.append(table)
    found += _profiles(view)
    found += _forms(view)
    found += _weights(view)
    found += _hidden(view)
    return Part("vraag", "Wat er gevraagd wordt", "what is asked", tuple(found) if rows else ())


def _demand_row(view: View, asked: Demand) -> tuple[Cell, ...]:
    where = asked.market
    return (
        Cell(where.group.dutch),
        view.cell(asked.indicated, where, Measure.INDICATED),
        view.trend(asked),
        view.cell(asked.next_year, where, Measure.NEXT_YEAR),
        view.cell(asked.in_care, where, Measure.IN_CARE),
        view.cell(asked.needing_place, where, Measure.NEEDING_PLACE),
    )


def _profiles(view: View) -> Iterator[Block]:
    rows = tuple(
        (Cell(name), Cell(asked.market.group.dutch), view.cell(figure, asked.market, Measure.PROFILE, name))
        for asked in view.regional()
        for name, figure in asked.by_profile
    )
    if rows:
        yield Sheet("Indicaties per zorgprofiel", (*words("Zorgprofiel", "Groep"), *numbers("Indicaties")), rows)


def _forms(view: View) -> Iterator[Block]:
    rows = tuple(
        (
            Cell(asked.market.group.dutch),
            Cell(form.dutch),
            LEFT_OUT if view.mark(asked.market, Measure.FORM) else Cell(percentage(share, 1), Basis.DERIVED),
        )
        for asked in view.regional()
        for form, share in asked.by_form
    )
    if rows:
        yield Sheet("Hoe de zorg wordt gegeven", (*words("Groep", "Leveringsvorm"), *numbers("Deel")), rows)


def _weights(view: View) -> Iterator[Block]:
    """How heavy the care is (C-018): hours a week by the norm of each profile, and how that changed."""
    rows = tuple(
        (
            Cell(asked.market.group.dutch),
            Cell(number(asked.care_weight, 1), Basis.DERIVED),
            NONE if asked.heavier is None else Cell(signed(asked.heavier), Basis.DERIVED),
        )
        for asked in view.regional()
        if asked.care_weight is not None and not view.mark(asked.market, Measure.INDICATED)
    )
    if rows:
        columns = (*words("Groep"), *numbers("Uren per week", "Sinds de eerste telling"))
        yield Sheet("Hoe zwaar de zorg gemiddeld is, naar de norm van elk zorgprofiel", columns, rows)


def _hidden(view: View) -> Iterator[Block]:
    """What is asked and not seen, or seen and not given."""
    hidden = [
        f"{_named(asked)}: {view.cell(asked.hidden, asked.market, Measure.HIDDEN).text} mensen hebben zorg nodig "
        "en vragen er niet om. Dit is een aanname, geen feit."
        for asked in view.regional()
        if asked.hidden
    ]
    friction = [
        f"{_named(asked)}: {view.cell(asked.friction, asked.market, Measure.FRICTION).text} mensen met een indicatie "
        "voor zorg in natura die deze zorg (nog) niet krijgen."
        for asked in view.regional()
        if asked.friction and asked.friction.value > 0
    ]
    steered = [
        f"{_named(asked)}: {view.cell(asked.steered, asked.market, Measure.STEERED).text} mensen wachten omdat het "
        "zorgkantoor dat zo regelt. Zij tellen niet mee als wachtend."
        for asked in view.regional()
        if asked.steered
    ]
    if hidden or friction or steered:
        yield Bullets(tuple((text,) for text in (*friction, *hidden, *steered)))


def _supply(view: View) -> Part:
    held = [item for item in view.picture.supply if not item.market.municipality]
    rows = tuple(
        (
            Cell(item.market.group.dutch),
            view.cell(item.places, item.market, Measure.PLACES),
            view.cell(item.planned, item.market, Measure.PLACES) if item.planned else NONE,
            Cell(str(item.providers)) if item.providers else UNKNOWN,
            Cell(str(item.alternatives)) if item.alternatives is not None else UNKNOWN,
            Cell(percentage(item.concentration, 0), Basis.DERIVED) if item.concentration is not None else UNKNOWN,
        )
        for item in held
    )
    if not any(item.places or item.providers for item in held):
        return Part(
            "aanbod",
            "Wat er wordt geboden",
            "what is offered",
            (
                paragraph(
                    "Van het aanbod in deze regio is niets bekend. Geef locaties en capaciteit op.", tone=Tone.NOTE
                ),
            )
            if held
            else (),
        )
    titles = numbers("Plaatsen", f"Gepland {view.picture.year}", "Aanbieders", "Keuze in de buurt", "Concentratie")
    found: list[Block] = [
        paragraph(
            "Concentratie zegt hoe de markt is verdeeld: 100% is één aanbieder, bij 10% zijn er veel. Keuze in de "
            "buurt is het aantal aanbieders binnen de reistijd van een cliënt."
        ),
        Sheet("Wat er wordt geboden, per groep", (*words("Groep"), *titles), rows),
    ]
    found += _shares(view)
    found += offered.details(view)
    return Part("aanbod", "Wat er wordt geboden", "what is offered", tuple(found))


def _shares(view: View) -> Iterator[Block]:
    rows = []
    left = 0
    for item in view.picture.supply:
        if not item.market.municipality:
            left += max(0, len(item.shares) - MOST_SHARES)
            rows += [
                (
                    Cell(item.market.group.dutch),
                    Cell(view.provider(share.contract)),
                    Cell(share.concern if share.concern != share.contract else "–"),
                    Cell(percentage(share.share, 1), Basis.DERIVED),
                )
                for share in item.shares[:MOST_SHARES]
            ]
    if rows:
        columns = (*words("Groep", "Aanbieder", "Concern"), *numbers("Deel van de markt"))
        yield Sheet(f"Wie heeft welk deel van de markt (de grootste {MOST_SHARES} per groep)", columns, tuple(rows))
    if left:
        yield paragraph(f"Nog {left} kleinere delen staan in de tabel met gegevens.", tone=Tone.NOTE)


def _short(view: View, extra: tuple[Block, ...]) -> Part:
    judged = [item for item in view.picture.confrontation if not item.market.municipality]
    table = Sheet(
        "Waar het knelt, per groep",
        (*words("Groep", "Conclusie"), *numbers("Tekort (+) of over (–)"), *words("Toelichting")),
        tuple(
            (
                Cell(item.market.group.dutch),
                Cell(VERDICTS[item.verdict]),
                view.cell(item.gap, item.market, Measure.GAP),
                Cell(view.conclusion(item)),
            )
            for item in judged
        ),
    )
    bars = tuple(
        Bar(item.market.group.dutch, gap.value, gap.low, gap.high)
        for item in judged
        if (gap := view.value(item.gap, item.market, Measure.GAP))
    )
    found: list[Block] = [
        paragraph(
            "Het tekort is het aantal mensen dat een plaats nodig heeft, min het aantal plaatsen. Alleen als ook de "
            "laagste schatting een tekort geeft, staat er 'te weinig'."
        )
    ]
    if bars:
        found.append(
            Bars(
                "f-tekort",
                "Tekort of overschot aan plaatsen",
                "Rechts van nul zijn er te weinig plaatsen, links te veel. De streep is de onzekerheid.",
                bars,
                ("tekort of over", ""),
                table,
            )
        )
    found.append(table)
    found += _without(view)
    found += _grow(view)
    found += extra
    return Part("knelpunten", "Waar het knelt", "where it pinches", tuple(found) if judged else ())


def _without(view: View) -> Iterator[Block]:
    """Of which groups nothing is concluded, why, and what would change that."""
    lacking = [
        item.market.group.dutch
        for item in view.picture.confrontation
        if item.verdict is Verdict.UNKNOWN and not item.market.municipality
    ]
    if lacking:
        yield paragraph(
            f"Geen conclusie is er voor: {'; '.join(lacking)}. Daarvoor moet bekend zijn hoeveel mensen een plaats "
            "hebben en hoeveel plaatsen er zijn. De landelijke cijfers die Driehoek meelevert zeggen dat alleen voor "
            "ouderen (verpleging en verzorging): van de andere groepen vonden wij geen openbaar cijfer. Met eigen "
            "tellingen van mensen met een plaats (in-care.csv) en van plaatsen (capacity.csv) komt zij er wel.",
            tone=Tone.NOTE,
        )


def _grow(view: View) -> Iterator[Block]:
    """What must grow and what may shrink, and in which municipalities (C-008)."""
    rows = []
    for verdict, text in ((Verdict.SCARCE, "moet groeien"), (Verdict.SURPLUS, "kan krimpen")):
        found = [item for item in view.picture.confrontation if item.verdict is verdict]
        for group in dict.fromkeys(item.market.group for item in found):
            whole = next((item for item in found if item.market == Market(group)), None)
            gap = view.cell(whole.gap, whole.market, Measure.GAP) if whole else NONE
            codes = [item.market.municipality for item in found if item.market.group is group]
            named = sorted(view.town(code) for code in codes if code)
            rows.append((Cell(group.dutch), Cell(text), gap, Cell(", ".join(named) or "–")))
    if rows:
        columns = (*words("Groep", "Wat"), *numbers("Plaatsen in de regio"), *words("In deze gemeenten"))
        yield Sheet("Wat moet groeien en wat kan krimpen", columns, tuple(rows))


def _waiting(view: View) -> Part:
    asks = [asked for asked in view.regional() if asked.waiting]
    known = {status for asked in asks for status, _ in statuses(asked)}
    names = tuple(status for status in ORDER if status in known)
    rows = []
    bars = []
    for asked in asks:
        by = dict(statuses(asked))
        cells = [
            view.cell(by[status], asked.market, Measure.WAITING, status.value) if status in by else UNKNOWN
            for status in names
        ]
        rows.append(
            (
                Cell(asked.market.group.dutch),
                *cells,
                view.cell(waiting_total(asked), asked.market, Measure.WAITING),
            )
        )
        drawn = (view.value(by.get(status), asked.market, Measure.WAITING, status.value) for status in names)
        bars.append((asked.market.group.dutch, tuple(figure.value if figure else None for figure in drawn)))
    table = Sheet(
        "Wie wacht, per groep en status",
        (*words("Groep"), *numbers(*(upper(status.dutch) for status in names), "Samen")),
        tuple(rows),
    )
    found: list[Block] = [
        paragraph(
            "Urgent en actief plaatsen: deze mensen willen nu zorg. Wacht op voorkeur: zij wachten op een plek naar "
            "hun keuze. Wacht uit voorzorg: zij hebben een indicatie en willen nog geen plek."
        ),
    ]
    if any(value for _, values in bars for value in values):
        found.append(
            Stacks(
                "f-wachten",
                "Wie wacht, en hoe",
                "Per groep een balk, verdeeld naar de status waarin mensen wachten.",
                tuple(upper(status.dutch) for status in names),
                tuple(bars),
                table,
            )
        )
    found.append(table)
    found += lists.over_time(view)
    found += _indicators(view)
    found += lists.crisis(view)
    found += _at_providers(view)
    return Part("wachten", "Wie wacht", "who is waiting", tuple(found) if asks else ())


def _indicators(view: View) -> Iterator[Block]:
    rows = []
    for item in view.picture.indicators:
        gone = view.mark(Market(item.group), Measure.INDICATOR, item.name) is not None
        value = UNKNOWN if item.value is None else Cell(percentage(item.value, 1), item.origin.basis)
        rows.append(
            (
                Cell(item.group.dutch),
                Cell("Het gaat om weinig mensen.") if gone else Cell(item.text),
                LEFT_OUT if gone else value,
                Cell(percentage(item.norm, 0)) if item.norm is not None else Cell("geen"),
            )
        )
    if rows:
        columns = (*words("Groep", "Wat het zegt"), *numbers("Uitkomst", "Norm"))
        yield Sheet("Maten voor wachten en toegang", columns, tuple(rows))


def _at_providers(view: View) -> Iterator[Block]:
    rows = tuple(
        (
            Cell(view.provider(item.contract)),
            Cell(item.group.dutch),
            Cell(", ".join(f"{status.dutch}: {grouped(figure.value)}" for status, figure in item.waiting) or "–"),
            Cell("–" if item.places is None else grouped(item.places)),
            Cell("weinig mensen wachten uit voorkeur" if item.unpopular else "–"),
        )
        for item in view.picture.providers
    )
    if rows:
        columns = (*words("Aanbieder", "Groep", "Wie wacht"), *numbers("Plaatsen"), *words("Signaal"))
        yield Sheet("Wie wacht bij welke aanbieder", columns, rows)


def _spots(view: View) -> Part:
    white = tuple(
        (Cell(view.place(item.market)), Cell(item.market.group.dutch), Cell(without_warning(view.conclusion(item))))
        for item in view.picture.confrontation
        if item.white_spot
    )
    niches: dict[str, set[str]] = {}
    for held in view.picture.supply:
        for name in held.niches:
            niches.setdefault(name, set()).add(view.place(held.market))
    found: list[Block] = []
    if white:
        found += [
            Sheet("Witte vlekken: zorg die niemand in de buurt biedt", words("Waar", "Groep", "Toelichting"), white),
            paragraph(
                "Let op: wie een witte vlek vult, laat mensen eerder zorg vragen. Dat kan het volume en de kosten "
                "verhogen.",
                tone=Tone.WARNING,
            ),
        ]
    if niches:
        rows = tuple((Cell(name), Cell(_places(places))) for name, places in sorted(niches.items()))
        found.append(Sheet("Niches: bijzondere zorg die hier wordt geboden", words("Niche", "Waar"), rows))
    if not found:
        found = [paragraph("Er zijn geen witte vlekken en geen niches bekend.", tone=Tone.NOTE)]
    return Part("vlekken", "Niches en witte vlekken", "niches and white spots", tuple(found))


def without_warning(conclusion: str) -> str:
    """A conclusion without the warning on white spots, which then stands elsewhere on the page."""
    return conclusion.partition(" Let op:")[0]


def _places(found: Iterable[str]) -> str:
    names = sorted(set(found))
    return ", ".join(name for name in names if name != "de hele regio" or len(names) == 1)


def _wishes(view: View) -> Part:
    rows = tuple(
        (
            Cell(item.group.dutch),
            Cell(view.place(Market(item.group, item.municipality))),
            Cell(item.text),
            Cell(item.raised_by),
        )
        for item in view.picture.specifications
    )
    table = Sheet("Wat mensen belangrijk vinden", words("Groep", "Waar", "Wat er nodig is", "Gevraagd door"), rows)
    said = paragraph("Dit zegt wat er nodig is. Hoe het gebeurt, bepaalt de aanbieder.")
    return Part("wensen", "Gevraagde kwaliteit", "qualities asked for", (said, table) if rows else ())
