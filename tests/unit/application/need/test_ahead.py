"""From a picture to the years after it, and the forecast that pictures use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from driehoek.adapters.catalogue import read_table
from driehoek.adapters.need.scenarios import scenarios
from driehoek.application.need import calibrated, picture
from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import Assumption, Basis, ClientGroup, Origin, Series, naive
from driehoek.domain.need.horizon import NO_SOURCE, OUTSIDE, check
from driehoek.kernel import Rate
from driehoek.testing.need import asked, indicated, places, small_region

VV = ClientGroup.ELDERLY
PACKAGED = scenarios(read_table("need/scenarios.csv").rows)


def assumed(name: str, value: str, year: int = 2027, source: str = "SYNTHETIC") -> Assumption:
    return Assumption("proef", name, None, year, Rate(Fraction(value)), Origin(Basis.SYNTHETIC, source))


@pytest.mark.requirement("C-007")
def test_a_picture_looks_eight_years_ahead_from_the_contract_year() -> None:
    region = replace(small_region(), assumptions=(assumed("growth", "1/10"),))
    made = picture(region, asked())
    elderly = [year for year in made.ahead if year.group is VV]
    assert [year.year for year in elderly] == list(range(2028, 2036))
    whole = next(item for item in made.demand if item.market.key == "VV")
    assert whole.next_year
    assert abs(elderly[0].demand.value - whole.next_year.value * 11 / 10) <= 0.5
    assert all(sum(count for _, count in year.by_form) == year.demand.value for year in elderly)


def test_plans_for_later_years_count_and_other_locations_stay() -> None:
    region = small_region()
    more = places("99000001", "Duinzicht (SYNTHETIC)", 2030, 500)
    made = picture(replace(region, assumptions=(assumed("growth", "0"),), capacity=(*region.capacity, more)), asked())
    plain = picture(replace(region, assumptions=(assumed("growth", "0"),)), asked())
    before, after = (
        [year.supply.value for year in one.ahead if year.group is VV and year.supply] for one in (plain, made)
    )
    assert after[:2] == before[:2]
    assert after[2:] == [count + 500 for count in before[2:]]


def test_an_assumption_that_cannot_be_is_told_and_nothing_is_reckoned_with_it() -> None:
    made = picture(replace(small_region(), assumptions=(assumed("home-to-cluster", "2"),)), asked())
    assert made.ahead == ()
    assert OUTSIDE in {item.code for item in made.findings}


def test_without_forms_or_places_a_group_has_no_years_ahead() -> None:
    lone = indicated("0995", "", None, 2026, 40, ClientGroup.SENSORY)
    made = picture(replace(small_region(), indications=(lone,), assumptions=(assumed("growth", "0"),)), asked())
    assert ClientGroup.SENSORY not in {year.group for year in made.ahead}


def test_the_packaged_assumptions_hold_and_each_says_its_source() -> None:
    assert check(PACKAGED) == ()
    assert {item.scenario for item in PACKAGED} == {"zoals-nu", "meer-thuis", "zwaarder-en-korter"}
    made_up = [item for item in PACKAGED if item.origin.basis is Basis.SYNTHETIC]
    assert made_up
    assert {item.origin.source for item in made_up} == {"SYNTHETIC"}
    unsaid = replace(PACKAGED[0], origin=replace(PACKAGED[0].origin, source=""))
    assert [item.code for item in check((unsaid,))] == [NO_SOURCE]


def test_the_growth_that_is_packaged_is_that_of_the_counts_it_names() -> None:
    """1.5 % is the fifth root of 314,400 over 291,655, and 3.6 % that of 5.75 years from 156,115 to 191,303."""
    growth = {item.group: item.value.value for item in PACKAGED if item.name == "growth"}
    assert round(1_000 * ((314_400 / 291_655) ** (1 / 5) - 1)) == growth[None] * 1_000
    assert round(1_000 * ((191_303 / 156_115) ** (1 / 5.75) - 1)) == growth[VV] * 1_000


def test_pictures_use_the_engine_and_keep_the_last_count_where_it_says_nothing() -> None:
    yearly = Series("x", tuple((date(2015 + number, 12, 31), 1_000 + 30 * number) for number in range(9)))
    found = calibrated(yearly, date(2025, 7, 1))
    assert found.confidence == 80
    assert found.low is not None
    assert found.low <= 1_285 <= (found.high or 0)
    lone = Series("x", ((date(2015, 12, 31), 900),))
    assert calibrated(lone, date(2027, 7, 1)) == naive(lone, date(2027, 7, 1))


def test_residence_and_home_are_told_apart_by_who_has_a_place() -> None:
    made = picture(replace(small_region(), assumptions=(assumed("growth", "0"),)), asked())
    forms = {form for year in made.ahead for form, _ in year.by_form}
    assert DeliveryForm.RESIDENCE in forms
