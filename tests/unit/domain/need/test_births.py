"""Births: counted, changed and foretold, of a region and its municipalities; national ones split as an estimate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from driehoek.domain.need import Basis, Births, Inhabitants, NeedInputs, Origin, births_ahead, in_region, naive
from driehoek.kernel import RegionCode
from driehoek.kernel.dutch import percentage
from driehoek.testing.need import FROM_FILE, REGION

COUNTRY = tuple(Births(None, "", year, count, FROM_FILE) for year, count in ((2000, 206_619), (2014, 175_181)))


def born(town: str, year: int, count: int) -> Births:
    return Births(REGION, town, year, count, FROM_FILE)


@pytest.mark.requirement("C-019", "O-057")
def test_births_fell_from_2000_to_2014_and_stay_uncertain_after() -> None:
    (found,) = births_ahead([replace(item, region=REGION) for item in COUNTRY], REGION, 2027, naive)
    assert (found.first, found.year, found.count.value, found.absolute) == (2000, 2014, 175_181, -31_438)
    assert found.change is not None
    assert percentage(found.change) == "-15,22%"
    assert found.next.value == 175_181
    assert found.next.low is not None
    assert found.next.high == 175_181
    assert 175_181 - found.next.low == 29_194, "thirteen years at the pace of the fourteen before"
    assert found.next.origin.basis is Basis.ESTIMATE


@pytest.mark.requirement("C-019")
def test_births_of_the_country_are_split_by_inhabitants_and_add_up() -> None:
    other = RegionCode("5501")
    people = tuple(
        Inhabitants(region, "", 2026, count, None, FROM_FILE) for region, count in ((REGION, 300_000), (other, 100_000))
    )
    inputs = NeedInputs(births=COUNTRY, inhabitants=people)
    parts = [in_region(inputs, region).births for region in (REGION, other)]
    assert [sum(items) for items in zip(*([one.count for one in part] for part in parts), strict=True)] == [
        206_619,
        175_181,
    ]
    assert parts[0][1].count == 131_386
    assert {item.origin.basis for part in parts for item in part} == {Basis.ESTIMATE}
    own = replace(inputs, births=(*COUNTRY, born("", 2025, 4_000)))
    assert [item.count for item in in_region(own, REGION).births] == [4_000]


def test_a_region_is_the_sum_of_years_in_which_every_municipality_was_counted() -> None:
    counts = [born("0995", 2023, 800), born("0995", 2024, 820), born("0303", 2024, 400), born("0995", 2025, 790)]
    whole, dronten, lelystad = births_ahead(counts, REGION, 2027, naive)
    assert (whole.municipality, whole.first, whole.year, whole.count.value) == ("", 2024, 2024, 1_220)
    assert (whole.absolute, whole.change) == (None, None)
    assert (dronten.municipality, dronten.next.value, dronten.next.low) == ("0303", 400, None)
    assert (lelystad.absolute, lelystad.next.origin.how) == (-10, naive_how())
    assert births_ahead([replace(counts[0], region=RegionCode("5501"))], REGION, 2027, naive) == ()
    assert births_ahead([born("", 2024, 0), born("", 2025, 3)], REGION, 2027, naive)[0].change is None


def naive_how() -> str:
    return (
        "De laatste telling (2025) blijft staan; de grenzen volgen de snelste daling en de snelste stijging in de "
        "tellingen."
    )


def test_births_keep_their_origin() -> None:
    made = Births(REGION, "", 2025, 4_000, Origin(Basis.SYNTHETIC, "SYNTHETIC"))
    (found,) = births_ahead([made], REGION, 2027, naive)
    assert found.next.origin.basis is Basis.SYNTHETIC
    assert found.year == date(2025, 12, 31).year
