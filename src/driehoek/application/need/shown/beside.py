"""Two pictures side by side: two regions, or one region in two years."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from driehoek.application.need.shown import grounds
from driehoek.application.need.shown.page import Bar, Bars, Block, Cell, Page, Part, Sheet
from driehoek.application.need.shown.tables import numbers, words
from driehoek.application.need.shown.view import LEFT_OUT, NONE, UNKNOWN, VERDICTS, View
from driehoek.domain.need import ClientGroup, Figure, Market
from driehoek.domain.need.publish import Measure, waiting_total
from driehoek.kernel import Rate
from driehoek.kernel.dutch import day, grouped, percentage


def beside_page(one: View, two: View) -> Page:
    """The second picture beside the first, with the differences."""
    first, second = _name(one, two), _name(two, one)
    groups = tuple(dict.fromkeys((*one.groups(), *two.groups())))
    parts = (_figures(one, two, groups), _conclusions(one, two, groups), _both(one, two), grounds.legend(one))
    return Page(
        kicker="Twee beelden naast elkaar",
        english="two pictures side by side",
        title=f"{second} naast {first}",
        meta=f"{first}: stand op {day(one.picture.day)}. {second}: stand op {day(two.picture.day)}.",
        tiles=(),
        lead=tuple(_lead(one, two, groups)),
        parts=tuple(part for part in parts if part.blocks),
        synthetic=grounds.synthetic(one, years=False) or grounds.synthetic(two, years=False),
        published=one.published or two.published,
        foot="Gemaakt met Driehoek. Een verschil kan ook komen doordat cijfers anders zijn geteld of geschat.",
    )


def _name(view: View, other: View) -> str:
    """What tells the two apart: the region, or the year, or the day."""
    made, beside = view.picture, other.picture
    if made.region != beside.region:
        return made.name
    if made.year != beside.year:
        return f"{made.name} {made.year}"
    return f"{made.name} op {day(made.day)}"


def _rows(view: View, market: Market) -> tuple[tuple[str, Cell, Figure | None], ...]:
    asked, held, judged = view.asked(market), view.held(market), view.judged(market)
    found = (
        ("Indicaties", asked.indicated if asked else None, Measure.INDICATED),
        ("Verwacht in het jaar", asked.next_year if asked else None, Measure.NEXT_YEAR),
        ("Heeft een plaats", asked.in_care if asked else None, Measure.IN_CARE),
        ("Plaats nodig", asked.needing_place if asked else None, Measure.NEEDING_PLACE),
        ("Wacht", waiting_total(asked) if asked else None, Measure.WAITING),
        ("Plaatsen", held.places if held else None, Measure.PLACES),
        ("Tekort (+) of over (-)", judged.gap if judged else None, Measure.GAP),
    )
    return tuple(
        (name, view.cell(figure, market, measure), view.value(figure, market, measure))
        for name, figure, measure in found
    )


def _figures(one: View, two: View, groups: tuple[ClientGroup, ...]) -> Part:
    blocks: list[Block] = []
    columns = (*words("Wat"), *numbers(_name(one, two), _name(two, one), "Verschil", "In procent"))
    for group in groups:
        market = Market(group)
        rows = tuple(
            (Cell(name), cell, other, *_difference(cell, other, before, after))
            for (name, cell, before), (_, other, after) in zip(_rows(one, market), _rows(two, market), strict=True)
            if UNKNOWN not in {cell, other} or cell != other
        )
        if rows:
            blocks.append(Sheet(group.dutch[:1].upper() + group.dutch[1:], columns, rows))
    bars = _bars(one, two, groups)
    if bars and blocks:
        assert isinstance(blocks[0], Sheet)
        title = f"Mensen met een indicatie: {_name(one, two)} en {_name(two, one)}"
        said = f"De balk is {_name(one, two)}, de ruit is {_name(two, one)}."
        table = Sheet(title, (*words("Groep"), *columns[1:3]), tuple(_both_indicated(one, two, groups)))
        blocks.insert(0, Bars("f-naast", title, said, bars, (_name(one, two), _name(two, one)), table))
    return Part("cijfers", "De cijfers", "the figures", tuple(blocks))


def _both_indicated(one: View, two: View, groups: tuple[ClientGroup, ...]) -> Iterator[tuple[Cell, ...]]:
    for group in groups:
        yield (Cell(group.dutch), _rows(one, Market(group))[0][1], _rows(two, Market(group))[0][1])


def _bars(one: View, two: View, groups: tuple[ClientGroup, ...]) -> tuple[Bar, ...]:
    found = []
    for group in groups:
        before, after = _rows(one, Market(group))[0][2], _rows(two, Market(group))[0][2]
        if before or after:
            found.append(Bar(group.dutch, before.value if before else None, beside=after.value if after else None))
    return tuple(found)


def _difference(cell: Cell, other: Cell, before: Figure | None, after: Figure | None) -> tuple[Cell, Cell]:
    if before is None or after is None:
        return (NONE, NONE) if UNKNOWN in {cell, other} else (LEFT_OUT, LEFT_OUT)
    change = after.value - before.value
    basis = before.origin.basis.with_(after.origin.basis)
    share = Cell(f"{'+' if change > 0 else ''}{percentage(_share(change, before.value), 1)}") if before.value else NONE
    return Cell(f"{'+' if change > 0 else ''}{grouped(change)}", basis), share


def _share(change: int, whole: int) -> Rate:
    return Rate(Fraction(change, abs(whole)))


def _conclusions(one: View, two: View, groups: tuple[ClientGroup, ...]) -> Part:
    rows = []
    for group in groups:
        found = [view.judged(Market(group)) for view in (one, two)]
        if any(found):
            said = [Cell(VERDICTS[judged.verdict]) if judged else NONE for judged in found]
            rows.append((Cell(group.dutch), *said))
    table = Sheet("De conclusie per groep", words("Groep", _name(one, two), _name(two, one)), tuple(rows))
    return Part("conclusies", "De conclusies", "the conclusions", (table,) if rows else ())


def _both(one: View, two: View) -> Part:
    """White spots of either, where only one of the two has them."""
    spots = [
        {
            f"{view.place(item.market)}: {item.market.group.dutch}"
            for item in view.picture.confrontation
            if item.white_spot
        }
        for view in (one, two)
    ]
    if not any(spots):
        return Part("vlekken", "Witte vlekken", "white spots", ())
    rows = tuple(
        (Cell(spot), *(Cell("witte vlek" if spot in found else "–") for found in spots))
        for spot in sorted(spots[0] | spots[1])
    )
    table = Sheet("Witte vlekken in een van beide", words("Waar", _name(one, two), _name(two, one)), rows)
    return Part("vlekken", "Witte vlekken", "white spots", (table,))


def _lead(one: View, two: View, groups: tuple[ClientGroup, ...]) -> Iterator[str]:
    for group in groups:
        rows = zip(_rows(one, Market(group)), _rows(two, Market(group)), strict=True)
        for (name, _, before), (_, _, after) in rows:
            if name == "Indicaties" and before and after and before.value and after.value != before.value:
                change = after.value - before.value
                way = "meer" if change > 0 else "minder"
                said = f"{grouped(abs(change))} mensen met een indicatie {way} in {_name(two, one)}"
                title = group.dutch[:1].upper() + group.dutch[1:]
                yield f"{title}: {said} ({_name(one, two)} heeft er {grouped(before.value)})."
