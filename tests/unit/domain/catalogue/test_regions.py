from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from driehoek.domain.catalogue import Confidence, Designation, Municipality, Region, Regions, one_region_each
from driehoek.kernel import Dated, Entry, Finding, Money, OverlapError, Period, RegionCode

ALWAYS = Period(date.min)
TODAY = date(2027, 1, 1)


def held(executor: str, period: Period = ALWAYS) -> Entry[Designation]:
    return Entry(period, Designation(executor, Confidence.CONFIRMED), "SYNTHETIC")


FRIESLAND = Region(RegionCode("5533"), "Friesland", ALWAYS, Dated.of([held("A")]), (RegionCode("5502"),))
DELFT = Region(
    RegionCode("5519"), "Delft", ALWAYS, Dated.of([held("B")]), inhabitants_2019=300, pgb_2015=Money.euros(20)
)
WATERWEG = Region(
    RegionCode("5522"),
    "Waterweg",
    Period(date.min, date(2020, 1, 1)),
    Dated.of([held("B", Period.year(2015))]),
    inhabitants_2019=100,
    pgb_2015=Money.euros(5),
    merged_into=RegionCode("5519"),
)
REGIONS = Regions(
    (DELFT, WATERWEG, FRIESLAND),
    (Municipality("0556", "Maassluis", RegionCode("5522")), Municipality("0080", "Leeuwarden", RegionCode("5533"))),
    date(2019, 1, 1),
)


@pytest.mark.parametrize("code", ["5502", "5533"])
@pytest.mark.parametrize("day", [date(2008, 1, 1), date(2019, 12, 31), TODAY])
def test_both_codes_of_friesland_give_the_one_that_messages_carry(code: str, day: date) -> None:
    found = REGIONS.resolve(code, day)
    assert isinstance(found, Region)
    assert str(found.code) == "5533"


def test_a_region_that_was_merged_stands_until_the_last_day_before() -> None:
    assert REGIONS.resolve("5522", date(2019, 12, 31)) == WATERWEG
    found = REGIONS.resolve("5522", date(2020, 1, 1))
    assert isinstance(found, Finding)
    assert found.code.id == "TAR-002"
    assert found.sentence() == "Regio 5522 (Waterweg) bestaat niet meer; zij is opgegaan in 5519 (Delft)."


@pytest.mark.parametrize("code", ["5599", "", "abcd", "0000"])
def test_a_code_that_never_was_is_named_with_those_that_are(code: str) -> None:
    found = REGIONS.resolve(code, TODAY)
    assert isinstance(found, Finding)
    assert found.code.id == "TAR-001"
    assert found.wanted == "5519, 5533"


@pytest.mark.requirement("A-002")
def test_the_number_of_regions_is_data_and_changes_with_the_day() -> None:
    assert [len(REGIONS.on(day)) for day in (date(2019, 12, 31), date(2020, 1, 1))] == [3, 2]


@pytest.mark.requirement("A-002")
def test_an_executor_stands_apart_from_the_regions_it_holds() -> None:
    assert REGIONS.executors(date(2015, 6, 1)) == ("A", "B")
    assert [str(region.code) for region in REGIONS.held_by("B", date(2015, 6, 1))] == ["5519", "5522"]
    assert [str(region.code) for region in REGIONS.held_by("B", TODAY)] == ["5519"]
    assert REGIONS.held_by("nobody", TODAY) == ()


def test_a_region_that_took_over_another_counts_its_figures_from_that_day() -> None:
    before, after = REGIONS.resolve("5519", date(2019, 12, 31)), REGIONS.resolve("5519", date(2020, 1, 1))
    assert isinstance(before, Region)
    assert isinstance(after, Region)
    assert (before.inhabitants_2019, before.pgb_2015) == (300, Money.euros(20))
    assert (after.inhabitants_2019, after.pgb_2015) == (400, Money.euros(25))


@pytest.mark.requirement("A-003")
def test_a_region_has_one_office_on_a_day() -> None:
    with pytest.raises(OverlapError):
        Dated.of([held("A"), held("B", Period.year(2027))])
    moved = replace(DELFT, designations=Dated.of([held("A", Period.year(2026)), held("B", Period.year(2027))]))
    assert moved.designations.on(date(2026, 12, 31)).executor == "A"
    assert moved.designations.on(date(2027, 1, 1)).executor == "B"


@pytest.mark.requirement("A-003")
@pytest.mark.parametrize("named", ["Maassluis", "maassluis ", "0556"])
def test_the_place_of_residence_alone_decides_on_the_region(named: str) -> None:
    region, notes = REGIONS.of_residence(named, date(2019, 6, 1))
    assert region == WATERWEG
    assert notes == ()
    later, notes = REGIONS.of_residence(named, TODAY)
    assert later is not None
    assert str(later.code) == "5519"
    assert [note.code.id for note in notes] == ["TAR-004"]
    assert "2019" in notes[0].sentence()


def test_a_municipality_that_is_not_in_the_list_gives_no_guess() -> None:
    region, findings = REGIONS.of_residence("Nergenshuizen", TODAY)
    assert region is None
    assert [finding.code.id for finding in findings] == ["TAR-003"]


@pytest.mark.requirement("A-003")
def test_a_municipality_in_two_regions_is_our_own_mistake() -> None:
    twice = (*REGIONS.municipalities, Municipality("0556", "Maassluis", RegionCode("5533")))
    assert len(one_region_each(REGIONS.municipalities)) == 2
    with pytest.raises(ValueError, match="0556 stands in 5522 and 5533"):
        one_region_each(twice)


def test_the_municipalities_of_a_merged_region_move_along() -> None:
    for day, names in ((date(2019, 12, 31), []), (date(2020, 1, 1), ["Maassluis"])):
        assert [item.name for item in REGIONS.municipalities_in(RegionCode("5519"), day)] == names
    assert [item.name for item in REGIONS.municipalities_in(RegionCode("5522"), date(2019, 12, 31))] == ["Maassluis"]
