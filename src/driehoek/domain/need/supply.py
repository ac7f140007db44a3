"""What is offered in a market: places now and planned, providers, shares, concentration, niches (C-006, C-025)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need.counting import figure, in_place, origin_of
from driehoek.domain.need.demand import IN_PLACE
from driehoek.domain.need.figures import Figure
from driehoek.domain.need.groups import ClientGroup
from driehoek.domain.need.inputs import Capacity, Location, NeedInputs, Production
from driehoek.domain.need.near import Ways, serves
from driehoek.domain.need.picture import Bargaining, Market, Share, Supply
from driehoek.kernel import Rate

_MONTHS = 12
WHOLE = Rate(Fraction(1))
FEW = 2
"""With this many alternatives or fewer a client has little to choose (inferred)."""


def supply(inputs: NeedInputs, market: Market, day: date, year: int, ways: Ways) -> Supply:
    """Supply in one market.

    Args:
        inputs: of the region.
        market: where and for whom.
        day: what is held is held on this day.
        year: the contract year, for which plans count.
        ways: how far apart places are.
    """
    here = [place for place in inputs.locations if serves(place, market.group) and _in(market, place.municipality)]
    held = _capacity(inputs, market)
    shares = market_shares(inputs, market, day.year)
    contracts = {share.contract for share in shares} | {place.contract for place in here} | {i.contract for i in held}
    return Supply(
        market,
        places=_places(held, day.year, "plaatsen van de locaties samen") or _occupied(inputs, market),
        planned=_places(held, year, f"plaatsen die er in {year} volgens de plannen zijn"),
        providers=len(contracts),
        shares=shares,
        concentration=concentration(shares),
        alternatives=_alternatives(inputs, market, ways),
        niches=tuple(sorted({niche for place in here for niche in place.niches})),
        by_form=_by_form(held, day.year, year),
        by_building=_by_building(held, day.year),
        staff=_staff(held, day.year),
    )


def _in(market: Market, municipality: str) -> bool:
    return not market.municipality or municipality == market.municipality


def _capacity(inputs: NeedInputs, market: Market) -> list[Capacity]:
    where = {(place.contract, place.name): place.municipality for place in inputs.locations}
    return [
        item
        for item in inputs.capacity
        if item.group is market.group
        and item.form in IN_PLACE
        and (not market.municipality or where.get((item.contract, item.location)) == market.municipality)
    ]


def current(capacity: Iterable[Capacity], year: int) -> tuple[Capacity, ...]:
    """What stands in a year: of each location, group and form the last line that is not about a later year."""
    last: dict[tuple[str, str, object, object], Capacity] = {}
    for item in capacity:
        place = item.contract, item.location, item.group, item.form
        if item.year <= year and (place not in last or last[place].year < item.year):
            last[place] = item
    return tuple(last.values())


def _places(capacity: list[Capacity], year: int, how: str) -> Figure | None:
    found = current(capacity, year)
    if not found:
        return None
    return Figure(sum(item.places for item in found), origin_of([item.origin for item in found], how))


def _by_form(capacity: list[Capacity], now: int, then: int) -> tuple[tuple[DeliveryForm, int, int], ...]:
    """Per form of delivery the places now and those planned: whether care with housing grows beside residence."""

    def places(form: DeliveryForm, year: int) -> int:
        return sum(item.places for item in current(capacity, year) if item.form is form)

    forms = {item.form for item in capacity}
    return tuple((form, places(form, now), places(form, then)) for form in DeliveryForm if form in forms)


def _by_building(capacity: list[Capacity], year: int) -> tuple[tuple[str, int], ...]:
    """Per state of the building the places now, in order of the word."""
    places: defaultdict[str, int] = defaultdict(int)
    for item in current(capacity, year):
        places[item.building] += item.places
    return tuple(sorted(places.items()))


def _staff(capacity: list[Capacity], year: int) -> int | None:
    known = [item.staff for item in current(capacity, year) if item.staff is not None]
    return sum(known) if known else None


def _occupied(inputs: NeedInputs, market: Market) -> Figure | None:
    """Where no places are known: the people who have one, for there are at least as many places as that."""
    of_group = [item for item in inputs.in_care if item.group is market.group and item.form in IN_PLACE]
    here = in_place(of_group, market.municipality)
    last = max((item.day for item in here), default=None)
    found = figure([item for item in here if item.day == last])
    if found is None:
        return None
    how = f"plaatsen die bezet zijn; lege plaatsen zijn niet bekend. {found.origin.how}".strip()
    return replace(found, origin=replace(found.origin, how=how))


def market_shares(inputs: NeedInputs, market: Market, year: int) -> tuple[Share, ...]:
    """The market shares, largest first: of the production of twelve months, or of the places without it (C-025).

    Args:
        inputs: of the region.
        market: where and for whom.
        year: in which the places stand; plans for later years are no share.
    """
    concerns = {place.contract: place.concern for place in inputs.locations}
    amounts = _produced(inputs.production, market) or _held(current(_capacity(inputs, market), year))
    total = sum(amounts.values())
    if not total:
        return ()
    shares = [
        Share(contract, concerns.get(contract) or contract, Rate(Fraction(amount, total)))
        for contract, amount in amounts.items()
        if amount
    ]
    return tuple(sorted(shares, key=lambda share: (-share.share.value, share.contract)))


def _produced(production: Iterable[Production], market: Market) -> dict[str, int]:
    found = [item for item in production if item.group is market.group and _in(market, item.municipality)]
    months = sorted({item.month for item in found}, reverse=True)[:_MONTHS]
    amounts: defaultdict[str, int] = defaultdict(int)
    for item in found:
        if item.month in months:
            amounts[item.contract] += item.amount.cents
    return dict(amounts)


def _held(capacity: Iterable[Capacity]) -> dict[str, int]:
    places: defaultdict[str, int] = defaultdict(int)
    for item in capacity:
        places[item.contract] += item.places
    return dict(places)


def concentration(shares: Iterable[Share]) -> Rate | None:
    """The sum of the squared shares of concerns (Herfindahl-Hirschman): 1 is a monopoly. None without shares.

    >>> half, rest = Rate(Fraction(1, 2)), Rate(Fraction(1, 4))
    >>> str(concentration([Share("1", "a", half), Share("2", "b", rest), Share("3", "c", rest)]))
    '37.5%'
    """
    concerns: defaultdict[str, Fraction] = defaultdict(Fraction)
    for share in shares:
        concerns[share.concern] += share.share.value
    if not concerns:
        return None
    return Rate(sum((share * share for share in concerns.values()), Fraction(0)))


def merged(shares: Iterable[Share], one: str, other: str) -> tuple[Share, ...]:
    """The shares as they would be when two concerns became one (C-006)."""
    return tuple(replace(share, concern=one) if share.concern == other else share for share in shares)


def _alternatives(inputs: NeedInputs, market: Market, ways: Ways) -> int | None:
    """How many providers a client has to choose from; for a region, those of the municipality with the fewest."""
    if market.municipality:
        return ways.alternatives(market.municipality, market.group)
    towns = {item.municipality for item in inputs.indications if item.group is market.group and item.municipality}
    counts = [ways.alternatives(town, market.group) for town in sorted(towns)]
    return min((count for count in counts if count is not None), default=None)


def bargaining(supplied: Supply, locations: Iterable[Location], purchaser: Rate = WHOLE) -> tuple[Bargaining, ...]:
    """The position of the purchaser beside each provider in a market, strongest provider first."""
    niches: dict[str, frozenset[str]] = {}
    for place in locations:
        if serves(place, supplied.market.group):
            niches[place.contract] = niches.get(place.contract, frozenset()) | frozenset(place.niches)
    found = []
    for share in supplied.shares:
        others = [other.contract for other in supplied.shares if other.concern != share.concern]
        kinds = {niches.get(contract, frozenset()) for contract in others}
        weak = len(others) < FEW or share.share.value > Fraction(1, 2)
        found.append(Bargaining(share.contract, share.share, len(others), len(kinds), purchaser, weak))
    return tuple(found)


def groups_of(inputs: NeedInputs) -> Mapping[ClientGroup, None]:
    """The client groups that something is known of, in their order."""
    known = {item.group for item in inputs.waiting} | {item.group for item in inputs.in_care}
    known |= {item.group for item in inputs.capacity} | {item.group for item in inputs.production}
    known |= {item.group for item in inputs.indications if item.group is not None}
    known |= {group for place in inputs.locations for group in place.groups}
    return {group: None for group in ClientGroup if group in known}
