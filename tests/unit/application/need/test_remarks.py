"""What a picture says it could not tell, and what a person should look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from driehoek.application.need import Asked, picture
from driehoek.domain.need import NeedInputs
from driehoek.kernel import RegionCode
from driehoek.testing.need import (
    DAY,
    ONE,
    THREE,
    TWO,
    asked,
    indicated,
    places,
    small_region,
    without_places,
)


def found(inputs: NeedInputs, day: date = DAY) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for item in picture(inputs, asked(day=day)).findings:
        said.setdefault(item.code.id, []).append(str(item))
    return said


def test_nothing_known_is_said_once() -> None:
    made = picture(NeedInputs(), Asked(RegionCode("5501"), "Groningen", 2027, DAY))
    assert [item.code.id for item in made.findings] == ["NED-101"]


def test_an_old_count_is_named() -> None:
    assert "NED-102" not in found(small_region())
    assert len(found(small_region(), date(2031, 1, 1))["NED-102"]) == 3


def test_estimates_are_counted_and_conclusions_that_are_not_drawn_named() -> None:
    assert "of the" in found(small_region())["NED-103"][0]
    assert len(found(without_places())["NED-104"]) == 2


@pytest.mark.requirement("C-022")
def test_people_of_whom_nobody_knows_which_care_they_get_are_flagged() -> None:
    assert "NED-105" not in found(small_region())
    unknown = indicated("0171", "", None, 2026, 33)
    told = found(replace(small_region(), indications=(unknown,)))["NED-105"]
    assert "33" in told[0]


@pytest.mark.requirement("C-011")
def test_a_white_spot_warns_that_filling_it_can_raise_cost() -> None:
    assert len(found(small_region())["NED-106"]) == 1
    assert "raise volume and cost" in found(small_region())["NED-106"][0]


@pytest.mark.requirement("C-027")
def test_a_monopoly_and_a_shrinking_population_ask_for_partnership() -> None:
    assert "NED-107" not in found(small_region())
    one = replace(small_region(), production=tuple(item for item in small_region().production if item.contract == ONE))
    assert "100% (alleen)" in found(one)["NED-107"][0]
    assert "NED-108" not in found(small_region())
    people = small_region().inhabitants
    fewer = (people[0], replace(people[1], count=people[0].count - 1))
    told = picture(replace(small_region(), inhabitants=fewer), asked()).findings
    assert "partnership" in next(item for item in told if item.code.id == "NED-108").code.mend_en


@pytest.mark.requirement("C-012")
def test_a_provider_for_whom_few_wait_by_wish_is_named_as_a_signal() -> None:
    told = found(small_region())["NED-109"]
    assert len(told) == 1
    assert THREE in told[0]
    assert TWO not in told[0]


def test_the_picture_says_up_to_which_month_production_is_known() -> None:
    assert "2026-09: 2 months" in found(small_region())["NED-110"][0]


def test_a_day_that_lacks_a_town_is_left_out_of_the_region_and_named() -> None:
    later = indicated("0995", "5VV", None, 2026, 300)
    partial = replace(small_region(), indications=(*small_region().indications, replace(later, day=date(2026, 7, 1))))
    made = picture(partial, asked())
    line, town = made.line("5510/VV/indicated"), made.line("5510/VV/0995/indicated")
    assert line is not None
    assert town is not None
    assert line.figure is not None
    assert town.figure is not None
    assert (line.figure.value, town.figure.value) == (540, 300)
    assert "2026-07-01" in found(partial)["NED-112"][0]
    assert "NED-112" not in found(small_region())


def test_capacity_at_a_location_that_nobody_listed_is_named() -> None:
    lost = places(ONE, "Verdwenen", 2026, 10)
    told = found(replace(small_region(), capacity=(*small_region().capacity, lost)))["NED-111"]
    assert "Verdwenen" in told[0]
    assert "NED-111" not in found(small_region())
