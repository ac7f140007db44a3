"""Births, on which the need of maternity care rests: how they changed, and what is expected (C-019)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from driehoek.domain.need.counting import origin_of
from driehoek.domain.need.figures import Basis, Figure, Origin
from driehoek.domain.need.inputs import Births
from driehoek.domain.need.outlook import Forecast, Series, change
from driehoek.kernel import Rate, RegionCode


@dataclass(frozen=True, slots=True)
class BirthsAhead:
    """The births of a place.

    Attributes:
        municipality: the four digits; empty for the whole region.
        first: the first year counted.
        year: the last year counted.
        count: the births of that year.
        absolute: how many more than in the first year; None with one year alone.
        change: the same as a share of the first year; None with one year, or where it was zero.
        next: expected in the contract year, with its ends.
    """

    municipality: str
    first: int
    year: int
    count: Figure
    absolute: int | None
    change: Rate | None
    next: Figure


def births_ahead(
    births: Iterable[Births], region: RegionCode, year: int, forecast: Forecast
) -> tuple[BirthsAhead, ...]:
    """The births of a region and of each of its municipalities, with those of the contract year.

    Args:
        births: of the region.
        region: which.
        year: the contract year.
        forecast: foretells a series.

    Returns:
        The whole region first; nothing where no births are known.
    """
    places: defaultdict[str, dict[int, Births]] = defaultdict(dict)
    for item in births:
        if item.region == region:
            places[item.municipality][item.year] = item
    towns = {town: years for town, years in places.items() if town}
    whole = places.get("") or dict(_summed(towns))
    named = [("", whole), *sorted(towns.items())] if whole else sorted(towns.items())
    return tuple(_ahead(town, years, region, year, forecast) for town, years in named)


def _summed(towns: dict[str, dict[int, Births]]) -> Iterator[tuple[int, Births]]:
    """The years in which every municipality was counted, added up."""
    full = set.intersection(*(set(years) for years in towns.values())) if towns else set()
    for year in sorted(full):
        items = [years[year] for years in towns.values()]
        yield year, Births(items[0].region, "", year, sum(i.count for i in items), origin_of([i.origin for i in items]))


def _ahead(town: str, years: dict[int, Births], region: RegionCode, year: int, forecast: Forecast) -> BirthsAhead:
    first, last = years[min(years)], years[max(years)]
    series = Series(
        f"{region.code}/births/{town}", tuple((date(one, 12, 31), years[one].count) for one in sorted(years))
    )
    outlook = forecast(series, date(year, 12, 31))
    basis = last.origin.basis.with_(Basis.ESTIMATE)
    ends = () if outlook.low is None or outlook.high is None else (outlook.low, outlook.high, outlook.confidence)
    expected = Figure(outlook.value, Origin(basis, last.origin.source, outlook.how), *ends)
    absolute, share = None, None
    if len(years) > 1:
        absolute = last.count - first.count
        share = change(first.count, last.count)[1] if first.count else None
    return BirthsAhead(town, first.year, last.year, Figure(last.count, last.origin), absolute, share, expected)
