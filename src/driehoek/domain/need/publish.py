"""What of a picture may be published: which figures are left out because few people stand behind them.

The purchaser's own view keeps everything. What is published leaves out numbers of persons under a threshold, and
whatever would give them away (`suppress`). Figures that follow from one another go together: who hides how many people
have an indication must hide the forecast, the trend and the gap as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum

from driehoek.domain.need.figures import Figure
from driehoek.domain.need.groups import ClientGroup, WaitingStatus
from driehoek.domain.need.picture import Demand, Picture
from driehoek.domain.need.suppress import TOTAL, Cell, CountTable, Mark, SmallNumbers, suppressed


class Measure(Enum):
    """What a figure of a market is; the value is the word in files."""

    INDICATED = "indicated"
    NEXT_YEAR = "next-year"
    IN_CARE = "in-care"
    NEEDING_PLACE = "needing-place"
    HIDDEN = "hidden-demand"
    STEERED = "steered"
    FRICTION = "friction"
    GAP = "gap"
    PLACES = "places"
    TREND = "trend"
    PROFILE = "profile"
    FORM = "form"
    WAITING = "waiting"
    AHEAD = "ahead"
    INDICATOR = "indicator"
    PRODUCED = "produced"


Spot = tuple[ClientGroup, str, Measure, str]
"""A figure: group, municipality (empty for the region), what it is, and which part of it (empty for the whole)."""

FOLLOWS = {
    Measure.INDICATED: (
        Measure.NEXT_YEAR,
        Measure.TREND,
        Measure.HIDDEN,
        Measure.FORM,
        Measure.FRICTION,
        Measure.NEEDING_PLACE,
        Measure.GAP,
    ),
    Measure.IN_CARE: (Measure.FRICTION, Measure.NEEDING_PLACE, Measure.GAP, Measure.PLACES),
}
"""What is computed from a count, and so gives it back: it goes where the count goes."""

NOW = (WaitingStatus.URGENT, WaitingStatus.ACTIVE)
"""Who wants a place now; of a municipality they are published together."""
_NOW = WaitingStatus.URGENT_OR_ACTIVE


def marks(picture: Picture, rule: SmallNumbers) -> Mapping[Spot, Mark]:
    """Which figures of a picture are left out of what is published, and why."""
    found: dict[Spot, Mark] = {}
    for group in dict.fromkeys(asked.market.group for asked in picture.demand):
        markets = [asked for asked in picture.demand if asked.market.group is group]
        tables = _tables(markets)
        for measure, table in tables.items():
            for (place, part), mark in suppressed(table, rule.threshold).items():
                found[group, place, Measure.PROFILE if part and measure is Measure.INDICATED else measure, part] = mark
                for other in _followers(measure, part):
                    found[group, place, other, ""] = Mark.BESIDE
        for asked in markets:
            found |= _urgent(asked, found, rule.threshold)
    for group in dict.fromkeys(item.group for item in picture.ahead):
        found |= _ahead(picture, group, found, rule.threshold)
    return found | _indicators(picture, found) | _produced(picture, found, rule.threshold)


def public(picture: Picture) -> Picture:
    """A picture without what no table can make safe: who waits at which provider, and a sum beside its parts.

    Waiting at providers adds up to the waiting in the region, and so do the municipalities; together they say more
    than either. A group that is the sum of others is left out of the waiting where its parts are there. Who waits for a
    place now is told apart in urgent and active for the region alone. Production and births are told of the whole
    region: a provider may care for few, and in a small place few are born. Remarks keep their words and lose their
    numbers. Who moved is not told, nor the lists of
    earlier days: what is left out today could follow from them.
    """
    there = {(asked.market.group, asked.market.municipality) for asked in picture.demand if asked.waiting}
    demand = tuple(
        replace(asked, waiting=())
        if any((part, asked.market.municipality) in there for part in asked.market.group.parts)
        else replace(asked, waiting=together(asked))
        if asked.market.municipality
        else asked
        for asked in picture.demand
    )
    findings = tuple(replace(item, seen=_unnumbered(item.seen)) for item in picture.findings)
    whole = tuple(item for item in picture.produced if not item.of.contract)
    births = tuple(item for item in picture.births if not item.municipality)
    return replace(
        picture, demand=demand, providers=(), produced=whole, births=births, moves=(), quarters=(), findings=findings
    )


_NUMBER = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?![\d.,]*\d))\d[\d.,]*")


def _unnumbered(text: str) -> str:
    """Words without their numbers; a year stays.

    >>> _unnumbered("3 van 12 gemeenten"), _unnumbered("2018"), _unnumbered("41%")
    ('een aantal van een aantal gemeenten', '2018', 'een aantal%')
    """
    return _NUMBER.sub("een aantal", text)


def statuses(asked: Demand) -> tuple[tuple[WaitingStatus, Figure], ...]:
    """The waiting of a market per status, each person once."""
    there = {status for status, _ in asked.waiting}
    return tuple(
        (status, figure) for status, figure in asked.waiting if status is not _NOW or not there.intersection(NOW)
    )


def together(asked: Demand) -> tuple[tuple[WaitingStatus, Figure], ...]:
    """The waiting of a market per status, with who wants a place now in one sum."""
    now = [figure for status, figure in statuses(asked) if status in {*NOW, _NOW}]
    later = tuple(item for item in statuses(asked) if item[0] not in {*NOW, _NOW})
    if not now:
        return later
    whole = now[0]
    for figure in now[1:]:
        whole = whole.plus(figure, "urgent en actief samen")
    return ((_NOW, whole), *later)


def waiting_total(asked: Demand) -> Figure | None:
    """All who wait in a market; None where nothing is known."""
    found = statuses(asked)
    if not found:
        return None
    whole = found[0][1]
    for _, figure in found[1:]:
        whole = whole.plus(figure, "alle statussen samen")
    return whole


def _tables(markets: list[Demand]) -> dict[Measure, CountTable]:
    """The counts of a group: municipalities in rows with the region as total, profiles or statuses in columns."""
    cells: dict[Measure, dict[Cell, int]] = {}
    for asked in markets:
        place = asked.market.municipality
        named = tuple((status.value, figure) for status, figure in together(asked))
        for measure, whole, columns in (
            (Measure.INDICATED, asked.indicated, asked.by_profile),
            (Measure.IN_CARE, asked.in_care, ()),
            (Measure.STEERED, asked.steered, ()),
            (Measure.WAITING, waiting_total(asked), named),
        ):
            if whole is not None:
                row = cells.setdefault(measure, {})
                row[place, TOTAL] = whole.value
                row.update({(place, name): figure.value for name, figure in columns})
    return {measure: CountTable(measure.value, row) for measure, row in cells.items()}


def _followers(measure: Measure, part: str) -> tuple[Measure, ...]:
    """What goes with a count that is left out; of the waiting only who wants a place now gives something back."""
    if measure is Measure.WAITING:
        return (Measure.NEEDING_PLACE, Measure.GAP) if part in {_NOW.value, TOTAL} else ()
    return () if part else FOLLOWS.get(measure, ())


def _urgent(asked: Demand, found: Mapping[Spot, Mark], threshold: int) -> dict[Spot, Mark]:
    """Urgent beside active, of which the sum is in the table of the group: both go where one is small or the sum goes.

    Which of the two is small is not said: with their sum that would often give both.
    """
    parts = {status: figure.value for status, figure in statuses(asked) if status in NOW}
    where = asked.market.group, asked.market.municipality, Measure.WAITING
    small = any(0 < count < threshold for count in parts.values())
    if not parts or not (small or (*where, _NOW.value) in found):
        return {}
    return {(*where, status.value): Mark.WHOLE for status in parts}


def _ahead(picture: Picture, group: ClientGroup, found: Mapping[Spot, Mark], threshold: int) -> dict[Spot, Mark]:
    """Later years per form of delivery; left out as a whole where the region's own number is."""
    hides = any((group, "", measure, "") in found for measure in (Measure.INDICATED, Measure.IN_CARE))
    marked: dict[Spot, Mark] = {}
    for item in picture.ahead:
        if item.group is not group:
            continue
        row = f"{item.scenario}/{item.year}"
        cells: dict[Cell, int] = {(row, TOTAL): item.demand.value}
        cells |= {(row, form.value): count for form, count in item.by_form}
        made = dict.fromkeys(cells, Mark.WHOLE) if hides else suppressed(CountTable(row, cells), threshold)
        for (_, part), mark in made.items():
            marked[group, "", Measure.AHEAD, f"{row}/{part}" if part else row] = mark
    return marked


def _indicators(picture: Picture, found: Mapping[Spot, Mark]) -> dict[Spot, Mark]:
    """A ratio of a group goes where a number of the region that it may be made of goes."""
    made_of = {Measure.WAITING, Measure.INDICATED, Measure.IN_CARE}
    gone = {group for group, place, measure, _ in found if not place and measure in made_of}
    return {
        (item.group, "", Measure.INDICATOR, item.name): Mark.BESIDE for item in picture.indicators if item.group in gone
    }


def _produced(picture: Picture, found: Mapping[Spot, Mark], threshold: int) -> dict[Spot, Mark]:
    """Production of a group goes where it could say how few people get it in some form.

    Days of care are as good as people. So all forms of a group go together: the people of one would follow from the
    people of all and the days of the others.
    """
    gone = {
        group for group, place, measure, _ in found if not place and measure in {Measure.IN_CARE, Measure.INDICATED}
    }
    few = {item.of.group for item in picture.produced if item.clients is None or 0 < item.clients < threshold}
    return {
        (item.of.group, "", Measure.PRODUCED, ""): Mark.BESIDE
        for item in picture.produced
        if item.of.group in gone | few
    }
