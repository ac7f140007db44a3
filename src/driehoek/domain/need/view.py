"""Inputs laid out once by region, client group and municipality, so that a market looks at its own records only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from driehoek.domain.need.inputs import NeedInputs
from driehoek.domain.need.picture import Market

Record = TypeVar("Record")
Name = TypeVar("Name", bound=Hashable)


def per_region(inputs: NeedInputs, towns: Mapping[str, Collection[str]]) -> Mapping[str, NeedInputs]:
    """Per region code its own counts and those of the whole country; all else is the same for every region.

    Args:
        inputs: of the whole country.
        towns: per region code the four digits of its municipalities. Production that names none of any region is
            given to each.
    """
    region_of = {town: code for code, found in towns.items() for town in found}
    indications = _by(inputs.indications, lambda item: item.region and item.region.code)
    waiting = _by(inputs.waiting, lambda item: item.region and item.region.code)
    in_care = _by(inputs.in_care, lambda item: item.region and item.region.code)
    production = _by(inputs.production, lambda item: region_of.get(item.municipality))
    return {
        code: replace(
            inputs,
            indications=(*indications[code], *indications[None]),
            waiting=(*waiting[code], *waiting[None]),
            in_care=(*in_care[code], *in_care[None]),
            production=(*production[code], *production[None]),
        )
        for code in towns
    }


def per_market(inputs: NeedInputs, markets: Sequence[Market]) -> Mapping[Market, NeedInputs]:
    """Per market of one region the records of its group, and of its municipality where it has one."""
    indications = _by(inputs.indications, lambda item: item.group)
    waiting = _by(inputs.waiting, lambda item: item.group)
    in_care = _by(inputs.in_care, lambda item: item.group)
    production = _by(inputs.production, lambda item: item.group)
    capacity = _by(inputs.capacity, lambda item: item.group)
    in_town = (
        _by(inputs.indications, lambda item: (item.group, item.municipality)),
        _by(inputs.waiting, lambda item: (item.group, item.municipality)),
        _by(inputs.in_care, lambda item: (item.group, item.municipality)),
        _by(inputs.production, lambda item: (item.group, item.municipality)),
    )
    found = {}
    for market in markets:
        group, place = market.group, (market.group, market.municipality)
        whole = indications[group], waiting[group], in_care[group], production[group]
        parts = in_town[0][place], in_town[1][place], in_town[2][place], in_town[3][place]
        counts = parts if market.municipality else whole
        found[market] = replace(
            inputs,
            indications=tuple(counts[0]),
            waiting=tuple(counts[1]),
            in_care=tuple(counts[2]),
            production=tuple(counts[3]),
            capacity=tuple(capacity[group]),
        )
    return found


def _by(records: Iterable[Record], name: Callable[[Record], Name]) -> defaultdict[Name, list[Record]]:
    found: defaultdict[Name, list[Record]] = defaultdict(list)
    for item in records:
        found[name(item)].append(item)
    return found
