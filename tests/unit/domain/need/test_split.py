"""A national figure split over regions: an estimate that says how, in whole persons that add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.need import (
    Basis,
    ClientGroup,
    Indications,
    Inhabitants,
    NeedInputs,
    Origin,
    PersonalBudgets,
    Waiting,
    WaitingStatus,
    in_region,
    two_bases,
)
from driehoek.kernel import Money, RegionCode

COUNTED = Origin(Basis.COUNTED, "tabel")
CODES = ("5501", "5503", "5510")


def country(count: int, people: tuple[int, ...], aged: tuple[int | None, ...] = (None, None, None)) -> NeedInputs:
    regions = [RegionCode(code) for code in CODES]
    return NeedInputs(
        indications=(
            Indications(None, "", ClientGroup.ELDERLY, "", None, date(2026, 1, 1), count, COUNTED),
            Indications(None, "", ClientGroup.INTELLECTUAL, "", None, date(2026, 1, 1), count, COUNTED),
        ),
        inhabitants=tuple(
            Inhabitants(code, "", 2026, number, old, COUNTED)
            for code, number, old in zip(regions, people, aged, strict=True)
        ),
        budgets=tuple(
            PersonalBudgets(code, date(2015, 1, 1), 12, Money.euros(1_000), None, COUNTED) for code in regions
        ),
    )


def parts(inputs: NeedInputs, group: ClientGroup) -> list[Indications]:
    return [
        item
        for code in CODES
        for item in in_region(inputs, RegionCode(code)).indications
        if item.group is group and item.region is not None
    ]


@given(st.integers(0, 400_000), st.tuples(*[st.integers(1, 2_000_000)] * 3))
def test_the_parts_add_up_and_are_marked_as_estimates(count: int, people: tuple[int, int, int]) -> None:
    found = parts(country(count, people), ClientGroup.ELDERLY)
    assert sum(item.count for item in found) == count
    assert {item.origin.basis for item in found} == {Basis.ESTIMATE}
    for item, number in zip(found, people, strict=True):
        assert abs(item.count - Fraction(count * number, sum(people))) < 1
        assert f"landelijk {count}" in item.origin.how
        assert "inwoners in 2026" in item.origin.how


def test_the_ends_show_what_another_key_would_give() -> None:
    found = parts(country(90, (100, 200, 600)), ClientGroup.ELDERLY)
    assert [(item.low, item.count, item.high) for item in found] == [(10, 10, 30), (20, 20, 30), (30, 60, 60)]
    assert "pgb-bedrag in 2015" in found[0].origin.how


def test_elderly_care_goes_by_the_aged_where_every_region_counts_them() -> None:
    known = country(90, (100, 200, 600), (30, 30, 30))
    assert [item.count for item in parts(known, ClientGroup.ELDERLY)] == [30, 30, 30]
    assert [item.count for item in parts(known, ClientGroup.INTELLECTUAL)] == [10, 20, 60]
    one_missing = country(90, (100, 200, 600), (30, None, 30))
    assert [item.count for item in parts(one_missing, ClientGroup.ELDERLY)] == [10, 20, 60]


def test_what_a_region_counts_itself_is_not_estimated_beside_it() -> None:
    own = Indications(RegionCode("5501"), "", ClientGroup.INTELLECTUAL, "", None, date(2026, 1, 1), 7, COUNTED)
    everyone = Waiting(
        None, "", ClientGroup.DISABILITY, "", WaitingStatus.ACTIVE, "", "", date(2026, 1, 1), 90, COUNTED
    )
    counted = replace(everyone, region=RegionCode("5501"), group=ClientGroup.INTELLECTUAL, count=2)
    known = country(90, (100, 200, 600))
    known = replace(known, indications=(*known.indications, own), waiting=(everyone, counted))
    here, there = (in_region(known, RegionCode(code)) for code in ("5501", "5503"))
    assert [item.count for item in here.indications if item.group is ClientGroup.INTELLECTUAL] == [7]
    assert [item.count for item in there.indications if item.group is ClientGroup.INTELLECTUAL] == [20]
    assert [(item.group, item.count) for item in here.waiting] == [(ClientGroup.INTELLECTUAL, 2)]
    assert [(item.group, item.count) for item in there.waiting] == [(ClientGroup.DISABILITY, 20)]


def test_without_any_weight_nothing_is_split() -> None:
    bare = replace(country(90, (100, 200, 600)), inhabitants=(), budgets=())
    assert parts(bare, ClientGroup.ELDERLY) == []


@pytest.mark.requirement("E-003", "C-015")
def test_the_space_of_a_region_by_what_there_was_and_by_who_need_care() -> None:
    found = two_bases(1_000_000, {"5501": 3, "5503": 1}, {"5501": 1, "5503": 1})
    assert found == {"5501": (750_000, 500_000), "5503": (250_000, 500_000)}
    assert [sum(column) for column in zip(*found.values(), strict=True)] == [1_000_000, 1_000_000]
