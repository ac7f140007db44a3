"""Make the picture of need of one region from what is known: demand, supply, confrontation, in that order (C-001)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from driehoek.application.need.ahead import ahead
from driehoek.application.need.remarks import remarks
from driehoek.domain.need import (
    ClientGroup,
    Forecast,
    Foretell,
    Market,
    Moves,
    NeedInputs,
    Picture,
    Placed,
    Reach,
    Series,
    Waiting,
    Ways,
    bargaining,
    births_ahead,
    budget_growth,
    confront,
    current,
    demand,
    groups_of,
    growth,
    in_region,
    in_towns,
    indicators,
    middle_of,
    naive,
    over_time,
    per_market,
    per_provider,
    produced,
    series_of,
    short_from,
    supply,
)
from driehoek.domain.need.counting import in_place, whole_group
from driehoek.kernel import RegionCode

Together = Callable[[Sequence[Series], date], Forecast]
"""Foretells many series on a day in one go."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which region, for when, and how it is looked ahead.

    Attributes:
        region: its code.
        name: its name.
        year: the contract year.
        day: the picture is as it stands on this day; what is known later plays no part.
        reach: how far a client can be asked to travel.
        municipalities: the four digits and the name of each that belongs to the region; empty where that is not
            known, and then everything in the inputs is taken to be of the region.
    """

    region: RegionCode
    name: str
    year: int
    day: date
    reach: Reach = field(default_factory=Reach)
    municipalities: tuple[tuple[str, str], ...] = ()


def picture(
    inputs: NeedInputs,
    asked: Asked,
    forecast: Forecast = naive,
    together: Together | None = None,
    monthly: Foretell | None = None,
) -> Picture:
    """Make the picture of one region.

    Args:
        inputs: of the whole country or of the region alone.
        asked: of which region and when.
        forecast: foretells a series; the last count again when left out.
        together: foretells all series of the region in one go, which is many times faster; goes before ``forecast``.
        monthly: foretells the production by the month, all series of the region in one go; not foretold without.

    Returns:
        The picture, with what it could not tell among its findings; never an exception for lack of data.
    """
    here = in_region(known_on(inputs, asked.day), asked.region)
    ways = Ways.of(here.centres, here.travel, here.locations, asked.reach)
    if asked.municipalities:
        here = in_towns(here, frozenset(code for code, _ in asked.municipalities))
    markets = markets_of(here)
    views = per_market(here, markets)
    if together is not None:
        found_series = [series_of(views[market], market, asked.region) for market in markets]
        forecast = together([series for series in found_series if series], middle_of(asked.year))
    asks = tuple(demand(views[market], market, asked.region, asked.year, forecast) for market in markets)
    offers = tuple(supply(views[market], market, asked.day, asked.year, ways) for market in markets)
    later, wrong = ahead(asks, offers, here, asked.year)
    found = Picture(
        asked.region,
        asked.name,
        asked.day,
        asked.year,
        demand=asks,
        supply=offers,
        confrontation=tuple(confront(*pair) for pair in zip(asks, offers, strict=True)),
        indicators=tuple(
            item
            for want in asks
            if not want.market.municipality
            for item in indicators(want.market.group, want.waiting, _placed(here, asked), here.terms, asked.day)
        ),
        ahead=later,
        specifications=tuple(item for item in here.specifications if item.region == asked.region),
        providers=per_provider(
            [item for item in here.waiting if item.region == asked.region], current(here.capacity, asked.day.year)
        ),
        municipalities=asked.municipalities,
        space_short_from=short_from(here.production, here.spaces, here.budgets, asked.region, asked.day),
        budget_growth=budget_growth(here.budgets, asked.region, asked.year),
        growth=growth(here.production, here.budgets, asked.region, asked.day.year),
        quarters=over_time(_lists(here, asked.region)),
        positions=tuple(
            (offer.market.group, bargaining(offer, here.locations))
            for offer in offers
            if not offer.market.municipality and offer.shares
        ),
        moves=_moved(here),
        births=births_ahead(here.births, asked.region, asked.year, forecast),
        produced=produced(here.production, monthly) if monthly else (),
    )
    return replace(found, findings=(*wrong, *remarks(here, found)))


def _lists(inputs: NeedInputs, region: RegionCode) -> tuple[Waiting, ...]:
    """The waiting lists of the whole region, each person once; a group that is the sum of others beside them is not."""
    groups = {item.group for item in inputs.waiting if item.region == region}
    found: list[Waiting] = []
    for group in groups:
        if not groups.intersection(group.parts):
            own = [item for item in inputs.waiting if item.group is group and item.region == region]
            found += whole_group(in_place(own, ""))
    return tuple(found)


def _moved(inputs: NeedInputs) -> tuple[Moves, ...]:
    """Who changed provider in the last year known, from or to a provider of the region."""
    last = max((item.year for item in inputs.moves), default=None)
    here = {item.contract for item in inputs.locations} | {item.contract for item in inputs.production}
    return tuple(
        item
        for item in inputs.moves
        if item.year == last and (not here or here.intersection({item.from_contract, item.to_contract}))
    )


def _placed(inputs: NeedInputs, asked: Asked) -> tuple[Placed, ...]:
    return tuple(item for item in inputs.placed if item.region == asked.region)


def known_on(inputs: NeedInputs, day: date) -> NeedInputs:
    """What was known on a day: counts and months up to and with it. Plans are about later years and stay."""
    return replace(
        inputs,
        indications=tuple(item for item in inputs.indications if item.day <= day),
        waiting=tuple(item for item in inputs.waiting if item.day <= day),
        in_care=tuple(item for item in inputs.in_care if item.day <= day),
        placed=tuple(item for item in inputs.placed if item.until <= day),
        production=tuple(item for item in inputs.production if item.month <= day),
        budgets=tuple(item for item in inputs.budgets if item.period <= day),
    )


def markets_of(inputs: NeedInputs) -> tuple[Market, ...]:
    """The markets that something is known of: each group in the whole region, then in each municipality."""
    towns: dict[ClientGroup, set[str]] = {group: set() for group in groups_of(inputs)}
    places = [
        *((item.group, item.municipality) for item in inputs.indications),
        *((item.group, item.municipality) for item in inputs.waiting),
        *((item.group, item.municipality) for item in inputs.in_care),
        *((item.group, item.municipality) for item in inputs.production),
    ]
    for group, town in places:
        if group is not None and town:
            towns[group].add(town)
    for place in inputs.locations:
        for group in place.groups:
            towns[group].add(place.municipality)
    return tuple(Market(group, town) for group in towns for town in ("", *sorted(towns[group])))
