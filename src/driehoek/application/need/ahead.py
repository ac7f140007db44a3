"""From a picture to the years after it: where each group starts, and which assumptions cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import IN_PLACE, Capacity, Demand, NeedInputs, Start, Supply, YearAhead, current, years_ahead
from driehoek.domain.need.horizon import check
from driehoek.kernel import Finding

YEARS = 8
"""How many years after the contract year a picture looks ahead; five to ten were asked (C-007)."""


def ahead(
    asks: Iterable[Demand], offers: Iterable[Supply], inputs: NeedInputs, year: int, years: int = YEARS
) -> tuple[tuple[YearAhead, ...], tuple[Finding, ...]]:
    """Look many years ahead for each group of a region; nothing, with findings, where an assumption cannot be used.

    Args:
        asks: demand per market; only those of the whole region count.
        offers: supply per market, in the same order.
        inputs: of the region, for plans and assumptions.
        year: the contract year, from which it starts.
        years: how many years after it.
    """
    wrong = check(inputs.assumptions)
    if wrong:
        return (), wrong
    pairs = [pair for pair in zip(asks, offers, strict=True) if not pair[0].market.municipality]
    return years_ahead(_starts(pairs, inputs.capacity, year), inputs.assumptions, year, years), ()


def _starts(pairs: Iterable[tuple[Demand, Supply]], capacity: tuple[Capacity, ...], year: int) -> Iterator[Start]:
    for ask, offer in pairs:
        people, forms = ask.next_year or ask.indicated, _forms(ask)
        if people is not None and forms:
            plans = _plans([item for item in capacity if item.group is ask.market.group], year)
            yield Start(ask.market.group, people, forms, offer.planned or offer.places, plans)


def _forms(ask: Demand) -> Mapping[DeliveryForm, Fraction]:
    """The weight of each form: as counted; else who has a place has one, and the others are at home."""
    if ask.by_form:
        return {form: share.value for form, share in ask.by_form}
    if ask.in_care is None or ask.indicated is None:
        return {}
    placed = min(ask.in_care.value, ask.indicated.value)
    return {
        DeliveryForm.RESIDENCE: Fraction(placed),
        DeliveryForm.MODULAR_PACKAGE_HOME: Fraction(ask.indicated.value - placed),
    }


def _plans(capacity: Iterable[Capacity], year: int) -> dict[int, int]:
    """The places in each later year for which some location has a plan; the others stay as they are."""
    held = [item for item in capacity if item.form in IN_PLACE]
    later = sorted({item.year for item in held if item.year > year})
    return {one: sum(item.places for item in current(held, one)) for one in later}
