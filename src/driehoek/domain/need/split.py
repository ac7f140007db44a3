"""National figures split over regions: always an estimate, whole persons, and the parts add up to the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from driehoek.domain.need.figures import Basis, Origin
from driehoek.domain.need.groups import ClientGroup
from driehoek.domain.need.inputs import Births, InCare, Indications, Inhabitants, NeedInputs, Waiting
from driehoek.kernel import RegionCode, TieKey, apportion

TIE = TieKey("need: national figures over regions")

Counted = TypeVar("Counted", Indications, Waiting, InCare)


@dataclass(frozen=True, slots=True)
class Key:
    """By what a national figure is split.

    Attributes:
        name: in plain Dutch, such as ``inwoners``.
        weights: per region code.
        source: where the weights stand.
    """

    name: str
    weights: Mapping[str, int]
    source: str


def keys_for(inputs: NeedInputs, group: ClientGroup | None) -> tuple[Key, ...]:
    """The keys by which figures of a group can be split, best first; none when no weight of any region is known.

    Elderly care goes by inhabitants of eighty and older where every region counts them, and else by inhabitants. The
    sums of personal budgets are the only regional money that is published; they serve to show how much the choice of
    a key matters.
    """
    whole = [item for item in inputs.inhabitants if not item.municipality]
    regions = frozenset(item.region.code for item in whole)
    found = [
        _people("inwoners", [(item, item.count) for item in whole], regions),
        _budgets(inputs, regions),
    ]
    if group is ClientGroup.ELDERLY:
        aged = [(item, item.aged) for item in whole if item.aged is not None]
        found.insert(0, _people("inwoners van 80 jaar en ouder", aged, regions))
    return tuple(key for key in found if key is not None)


def _people(name: str, counts: list[tuple[Inhabitants, int]], regions: frozenset[str]) -> Key | None:
    """The key of the last year in which every region was counted."""
    for year in sorted({item.year for item, _ in counts}, reverse=True):
        weights = {item.region.code: count for item, count in counts if item.year == year}
        if weights.keys() == regions and any(weights.values()):
            source = next(item.origin.source for item, _ in counts if item.year == year)
            return Key(f"{name} in {year}", weights, source)
    return None


def _budgets(inputs: NeedInputs, regions: frozenset[str]) -> Key | None:
    periods = sorted({(item.period, item.months) for item in inputs.budgets}, reverse=True)
    for period, months in periods:
        same = [item for item in inputs.budgets if (item.period, item.months) == (period, months)]
        weights = {item.region.code: item.amount.cents for item in same}
        if weights and weights.keys() == regions:
            return Key(f"pgb-bedrag in {period.year}", weights, same[0].origin.source)
    return None


def in_region(inputs: NeedInputs, region: RegionCode) -> NeedInputs:
    """What is known of a region: its own records, and of national ones that it does not count itself its part.

    A group that the region counts itself, or a part of it, is not estimated beside that.
    """
    return replace(
        inputs,
        indications=_of_kind(inputs, inputs.indications, region),
        waiting=_of_kind(inputs, inputs.waiting, region),
        in_care=_of_kind(inputs, inputs.in_care, region),
        births=_births(inputs, region),
    )


def in_towns(inputs: NeedInputs, towns: frozenset[str]) -> NeedInputs:
    """Of a file about more regions, what happens in these municipalities; what names no municipality stays."""
    places = {(item.contract, item.name): item.municipality for item in inputs.locations}
    return replace(
        inputs,
        locations=tuple(item for item in inputs.locations if item.municipality in towns),
        capacity=tuple(
            item for item in inputs.capacity if places.get((item.contract, item.location), "") in {*towns, ""}
        ),
        production=tuple(item for item in inputs.production if item.municipality in {*towns, ""}),
    )


def _of_kind(inputs: NeedInputs, records: Iterable[Counted], region: RegionCode) -> tuple[Counted, ...]:
    records = tuple(records)
    own = tuple(item for item in records if item.region == region)
    counted: set[ClientGroup | None] = {item.group for item in own}
    nation = [
        item
        for item in records
        if item.region is None and item.group not in counted and not _overlaps(item.group, counted)
    ]
    keys = {group: keys_for(inputs, group) for group in {item.group for item in nation}}
    return own + tuple(part for item in nation if (part := _part(item, region, keys[item.group])) is not None)


def _births(inputs: NeedInputs, region: RegionCode) -> tuple[Births, ...]:
    """The births that a region counts itself, else its part of those of the country by its inhabitants."""
    own = tuple(item for item in inputs.births if item.region == region)
    key = next(iter(keys_for(inputs, None)), None)
    if own or key is None or region.code not in key.weights:
        return own
    found = []
    for item in inputs.births:
        if item.region is None:
            how = f"landelijk {item.count}, verdeeld over de regio's naar {key.name}"
            origin = Origin(item.origin.basis.with_(Basis.ESTIMATE), f"{item.origin.source}; {key.source}", how)
            found.append(replace(item, region=region, count=shared(item.count, key)[region.code], origin=origin))
    return tuple(found)


def _overlaps(group: ClientGroup | None, counted: set[ClientGroup | None]) -> bool:
    return group is not None and any(other in counted for other in group.parts)


def _part(item: Counted, region: RegionCode, keys: tuple[Key, ...]) -> Counted | None:
    parts = [shared(item.count, key)[region.code] for key in keys if region.code in key.weights]
    if not parts:
        return None
    how = f"landelijk {item.count}, verdeeld over de regio's naar {keys[0].name}"
    if len(parts) > 1:
        how += f"; de grenzen komen van de verdeling naar {' of '.join(key.name for key in keys[1:])}"
    if item.origin.how:
        how += f" ({item.origin.how})"
    basis = item.origin.basis.with_(Basis.ESTIMATE)
    origin = Origin(basis, f"{item.origin.source}; {keys[0].source}", how)
    ends = (min(parts), max(parts)) if len(parts) > 1 else (None, None)
    return replace(item, region=region, count=parts[0], origin=origin, low=ends[0], high=ends[1])


def shared(count: int, key: Key) -> dict[str, int]:
    """A national count over the regions by largest remainder; the parts add up to the count."""
    return apportion(count, key.weights, TIE)


def two_bases(total: int, historic: Mapping[str, int], needed: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """A national sum over the regions on two bases: what institutions had, and what people need (E-003, C-015).

    Args:
        total: in cents.
        historic: per region the sum of the budgets of its institutions, or another trace of the past.
        needed: per region its inhabitants or indications.

    Returns:
        Per region the two parts; either column adds up to the total.
    """
    by_history, by_need = apportion(total, historic, TIE), apportion(total, needed, TIE)
    return {code: (by_history.get(code, 0), by_need.get(code, 0)) for code in sorted({*historic, *needed})}
