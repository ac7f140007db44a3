"""The packaged facts of the country: the printed figures, their sums, and the pictures of all regions from them."""

from __future__ import annotations

from datetime import date

import pytest

from driehoek.adapters.catalogue import read_table
from driehoek.bootstrap import need
from driehoek.domain.need import ClientGroup, Picture, WaitingStatus, over_time
from driehoek.kernel import Money

DAY = date(2026, 11, 25)
KNOWN = need.gather(DAY)
REGIONS = need.regions_asked((), DAY)[0]

QUARTERS = {
    date(2022, 12, 31): {"VV": (17135, 4660, 21795), "GHZ": (1354, 642, 1996), "GGZ": (536, 264, 800)},
    date(2023, 3, 31): {"VV": (17317, 3977, 21294), "GHZ": (1327, 510, 1837), "GGZ": (506, 202, 708)},
    date(2023, 6, 30): {"VV": (17033, 4104, 21137), "GHZ": (1314, 517, 1831), "GGZ": (495, 202, 697)},
    date(2023, 9, 30): {"VV": (17129, 4080, 21209), "GHZ": (1294, 514, 1808), "GGZ": (470, 192, 662)},
}
TOGETHER = {
    date(2022, 12, 31): (19025, 5566, 24591),
    date(2023, 3, 31): (19150, 4689, 23839),
    date(2023, 6, 30): (18842, 4823, 23665),
    date(2023, 9, 30): (18893, 4786, 23679),
}


@pytest.fixture(scope="module")
def made() -> tuple[Picture, ...]:
    return tuple(need.pictures(KNOWN, REGIONS, 2027, DAY))


@pytest.mark.requirement("C-013")
def test_the_waiting_lists_of_four_quarters_come_back_to_the_unit_and_add_up() -> None:
    lists = {(item.day, item.group.value if item.group else ""): item for item in over_time(KNOWN.inputs.waiting)}
    for day, groups in QUARTERS.items():
        for group, (by_wish, active, total) in {**groups, "": TOGETHER[day]}.items():
            counts = dict(lists[day, group].counts)
            assert counts[WaitingStatus.PREFERENCE] == by_wish
            assert counts[WaitingStatus.URGENT_OR_ACTIVE] == active
            assert lists[day, group].total == total == by_wish + active
    assert dict(lists[date(2023, 9, 30), "VV"].counts)[WaitingStatus.PRECAUTION] == 11_409


def test_the_printed_totals_are_the_sums_of_their_parts() -> None:
    rows = [row for row in read_table("need/waiting_national.csv").rows if row["status"] != "wacht-uit-voorzorg"]
    for day in {row["day"] for row in rows}:
        here = {(row["group"], row["status"]): int(row["count"]) for row in rows if row["day"] == day}
        for group in ("", "VV", "GHZ", "GGZ"):
            assert here[group, ""] == sum(
                here[group, part] for part in ("wacht-op-voorkeur", "urgent-of-actief-plaatsen")
            )
        for status in ("", "wacht-op-voorkeur", "urgent-of-actief-plaatsen"):
            assert here["", status] == sum(here[group, status] for group in ("VV", "GHZ", "GGZ"))


@pytest.mark.requirement("C-001")
def test_every_region_has_a_picture_from_packaged_facts_whose_parts_add_up_to_the_nation(
    made: tuple[Picture, ...],
) -> None:
    assert len(made) == 31
    found = {(row.group.value, row.what): row.total for row in need.side_by_side(KNOWN, made).rows}
    assert found["VV", "indicated"] == 191_303
    assert found["VG", "indicated"] == 103_255
    assert found["VV", "in-care"] == 122_445
    assert found["VV", "wacht-op-voorkeur"] == 17_129
    assert found["VV", "urgent-of-actief-plaatsen"] == 4_080
    assert found["VV", "wacht-uit-voorzorg"] == 11_409
    assert found["GHZ", "urgent-of-actief-plaatsen"] == 514
    assert found["GGZ", "wacht-op-voorkeur"] == 470
    assert {item.findings[-1].code.id for item in made} == {"NED-104"}


def test_every_figure_that_was_split_says_so(made: tuple[Picture, ...]) -> None:
    for item in made:
        for line in item.lines():
            assert line.figure is not None
            assert line.figure.origin.basis.value == "estimate", line.id
            assert line.figure.origin.source
            assert line.figure.origin.how


@pytest.mark.requirement("C-019")
def test_the_births_of_all_regions_are_those_of_the_nation_with_what_is_expected(made: tuple[Picture, ...]) -> None:
    whole = [item.births[0] for item in made]
    assert sum(item.count.value for item in whole) == 175_181
    assert sum(item.absolute or 0 for item in whole) == -31_438
    assert all(item.next.low is not None and item.next.low < item.next.value for item in whole)


@pytest.mark.requirement("E-003", "C-015")
def test_the_space_of_the_nation_on_two_bases_adds_up_on_both(made: tuple[Picture, ...]) -> None:
    space = Money.euros(39_720_000_000)
    bases = need.side_by_side(KNOWN, made, space).bases
    assert len(bases) == 31
    assert sum(past.cents for _, past, _ in bases) == space.cents
    assert sum(needed.cents for _, _, needed in bases) == space.cents
    utrecht = next(item for item in bases if item[0] == "5509")
    assert utrecht[2].cents > utrecht[1].cents


def test_profiles_that_are_counted_apart_do_not_pass_for_the_whole_group(made: tuple[Picture, ...]) -> None:
    elderly = next(item for item in made[0].demand if item.market.group is ClientGroup.ELDERLY)
    assert [profile for profile, _ in elderly.by_profile] == ["6VV", "7VV", "8VV"]
    assert elderly.indicated is not None
    assert sum(figure.value for _, figure in elderly.by_profile) < elderly.indicated.value
