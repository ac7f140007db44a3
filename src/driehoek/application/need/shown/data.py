"""The data beside a page: a row for each line of the picture, with how sure it is; and what each column means."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.application.need.shown.view import View
from driehoek.domain.need import BirthsAhead, Figure, Line, Market, Produced, Supply, WaitingStatus
from driehoek.domain.need.publish import Measure, Spot
from driehoek.domain.need.suppress import Mark

COLUMNS = (
    ("line", "text", "the name of the line; a policy or a submission can point to it", "naam van de regel"),
    ("region", "four digits", "the zorgkantoor region, COD001", "zorgkantoorregio"),
    ("region_name", "text", "its name", "naam van de regio"),
    (
        "group",
        "VV, VG, LG, ZG, LVG, GGZ, MO, GHZ",
        "the client group; GHZ is the sum of VG, LG, ZG and LVG; empty for births",
        "groep",
    ),
    ("municipality", "four digits or empty", "code of Statistics Netherlands; empty is the whole region", "gemeente"),
    ("municipality_name", "text or empty", "its name", "naam van de gemeente"),
    (
        "what",
        "text",
        "what the figure is: indicated, next-year, in-care, needing-place, places, gap, produced-etmaal, ...",
        "wat het is",
    ),
    ("year", "four digits", "the year that the figure is about", "jaar"),
    (
        "value",
        "whole number or empty",
        "persons or places, or of production the unit in `what`; empty where it is not shown or is no number",
        "waarde",
    ),
    ("low", "whole number or empty", "the lower end of the interval", "ondergrens"),
    ("high", "whole number or empty", "the upper end of the interval", "bovengrens"),
    (
        "confidence",
        "0 to 100",
        "how many per cent of cases the interval should cover; 0 is a range of methods",
        "dekking",
    ),
    ("basis", "counted, derived, estimate, assumed, synthetic", "how sure the figure is", "zekerheid"),
    ("source", "text", "from what", "bron"),
    ("how", "text", "how it was made, in Dutch", "hoe gemaakt"),
    ("left_out", "empty, small, beside or whole", "why a value is not shown; empty where it is shown", "niet getoond"),
    ("text", "text", "what the line says, in Dutch", "tekst"),
)
"""Each column: its name, what stands in it, its meaning, and its name in Dutch."""

Row = tuple[str, ...]
_MEASURES = {
    "indicated": Measure.INDICATED,
    "next-year": Measure.NEXT_YEAR,
    "in-care": Measure.IN_CARE,
    "needing-place": Measure.NEEDING_PLACE,
    "friction": Measure.FRICTION,
    "hidden": Measure.HIDDEN,
    "steered": Measure.STEERED,
    "places": Measure.PLACES,
    "planned": Measure.PLACES,
    "gap": Measure.GAP,
    "white-spot": Measure.GAP,
}
_STATUSES = {status.value for status in WaitingStatus}


def rows(view: View) -> Iterator[Row]:
    """A row for each line of the picture, then the market shares and the years ahead."""
    profiles = {
        f"profile-{name.replace(' ', '-')}": name for asked in view.picture.demand for name, _ in asked.by_profile
    }
    markets = {market.key: market for market in _markets(view)}
    for line in view.picture.lines():
        start, _, what = line.id.rpartition("/")
        market = markets[start.partition("/")[2]]
        yield _row(view, line, market, what, view.hidden.get(_spot(market, what, profiles)))
    for held in view.picture.supply:
        yield from _shares(view, held)
    for born in view.picture.births:
        yield from _births(view, born)
    for made in view.picture.produced:
        yield from _produced(view, made)
    for item in view.picture.ahead:
        part = f"{item.scenario}/{item.year}"
        market = Market(item.group)
        line = Line(
            f"{view.picture.region.code}/{market.key}/ahead/{part}",
            f"Vooruitblik: scenario {item.scenario}",
            item.demand,
        )
        yield _row(view, line, market, "ahead", view.mark(market, Measure.AHEAD, part), item.year)


def _markets(view: View) -> Iterator[Market]:
    yield from (item.market for item in view.picture.demand)
    yield from (item.market for item in view.picture.supply)
    yield from (item.market for item in view.picture.confrontation)
    yield from (Market(item.group, item.municipality) for item in view.picture.specifications)


def _spot(market: Market, what: str, profiles: dict[str, str]) -> Spot:
    where = market.group, market.municipality
    if what in _STATUSES:
        return (*where, Measure.WAITING, what)
    if what in profiles:
        return (*where, Measure.PROFILE, profiles[what])
    return (*where, _MEASURES.get(what, Measure.INDICATOR), "")


def _row(view: View, line: Line, market: Market, what: str, mark: Mark | None, year: int | None = None) -> Row:
    figure = line.figure
    shown = None if mark else figure
    text = line.text
    if mark and what in {"gap", "white-spot"}:
        judged = view.judged(market)
        text = view.conclusion(judged) if judged else ""
    return (
        line.id,
        view.picture.region.code,
        view.picture.name,
        market.group.value,
        market.municipality,
        view.town(market.municipality) if market.municipality else "",
        what,
        str(year or (view.picture.year if what in _NEXT else view.picture.day.year)),
        *_ends(shown),
        figure.origin.basis.value if figure else "",
        figure.origin.source if figure else "",
        figure.origin.how if figure and not view.published else "",
        mark.value if mark else "",
        text,
    )


_NEXT = {"next-year", "needing-place", "planned", "gap", "white-spot"}


def _births(view: View, born: BirthsAhead) -> Iterator[Row]:
    """The births of a place, and those expected; they are of no client group."""
    code = view.picture.region.code
    town = view.town(born.municipality) if born.municipality else ""
    start = "/".join(part for part in (code, born.municipality, "births") if part)
    for what, year, figure in (("births", born.year, born.count), ("births-next", view.picture.year, born.next)):
        origin = figure.origin
        yield (
            start if what == "births" else f"{start}-next",
            code,
            view.picture.name,
            "",
            born.municipality,
            town,
            what,
            str(year),
            *_ends(figure),
            origin.basis.value,
            origin.source,
            origin.how if not view.published else "",
            "",
            f"Geboorten in {year}" if what == "births" else f"Geboorten verwacht in {year}",
        )


def _produced(view: View, made: Produced) -> Iterator[Row]:
    """The last twelve months of a series of production, and the twelve expected after them."""
    of = made.of
    market = Market(of.group, of.municipality)
    mark = view.mark(Market(of.group), Measure.PRODUCED)
    who = f"provider-{of.contract}" if of.contract else "all"
    by = view.provider(of.contract) if of.contract else "alle aanbieders"
    months = f"{made.months} maanden tot en met {made.until.year}-{made.until.month:02d}"
    for what, words, figure in (
        ("produced", f"Geleverd in {months}", made.past),
        ("produced-next", "Verwacht in de twaalf maanden daarna", made.next),
    ):
        if figure is not None:
            where = f"{view.picture.region.code}/{market.key}/{who}/{of.form.value}/{of.unit.value}/{what}"
            line = Line(where, f"{words}: {by}, {of.form.dutch}, {of.unit.dutch}", figure)
            yield _row(view, line, market, f"{what}-{of.unit.value}", mark, made.until.year)


def _ends(figure: Figure | None) -> tuple[str, str, str, str]:
    if figure is None:
        return "", "", "", ""
    low, high = ("" if end is None else str(end) for end in (figure.low, figure.high))
    return str(figure.value), low, high, str(figure.confidence)


def _shares(view: View, held: Supply) -> Iterator[Row]:
    """What part of the market each provider has, in hundredths of a per cent."""
    for share in held.shares:
        yield (
            f"{view.picture.region.code}/{held.market.key}/share-{share.contract}",
            view.picture.region.code,
            view.picture.name,
            held.market.group.value,
            held.market.municipality,
            view.town(held.market.municipality) if held.market.municipality else "",
            "market-share-in-hundredths-of-a-per-cent",
            str(view.picture.day.year),
            str(round(share.share.value * 10_000)),
            "",
            "",
            "",
            "derived",
            "",
            "",
            "",
            f"Deel van de markt: {view.provider(share.contract)}, {share.concern}",
        )
