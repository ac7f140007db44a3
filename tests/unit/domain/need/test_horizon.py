"""Many years ahead: the parts add up, no one vanishes, the order of assumptions plays no part."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import Assumption, Basis, ClientGroup, Figure, Origin, YearAhead
from driehoek.domain.need.horizon import (
    LIGHTER,
    NAMES,
    NO_SOURCE,
    OUTSIDE,
    SHIFTS,
    TWICE,
    UNKNOWN,
    Place,
    Start,
    check,
    years_ahead,
)
from driehoek.kernel import Rate

MADE_UP = Origin(Basis.SYNTHETIC, "SYNTHETIC")
COUNTED = Origin(Basis.COUNTED, "telling")
VV = ClientGroup.ELDERLY
HALF = {DeliveryForm.MODULAR_PACKAGE_HOME: Fraction(1), DeliveryForm.RESIDENCE: Fraction(1)}


def assumed(
    name: str, value: str, year: int = 2026, group: ClientGroup | None = None, scenario: str = "s"
) -> Assumption:
    return Assumption(scenario, name, group, year, Rate(Fraction(value)), MADE_UP)


def one(starts: Start | Iterable[Start], *assumptions: Assumption, years: int = 5) -> tuple[YearAhead, ...]:
    return years_ahead([starts] if isinstance(starts, Start) else starts, assumptions, 2026, years)


def start(people: int = 1_000, places: int | None = None, **plans: int) -> Start:
    held = None if places is None else Figure(places, COUNTED)
    return Start(VV, Figure(people, COUNTED), HALF, held, {int(year[1:]): count for year, count in plans.items()})


def parts(year: YearAhead) -> dict[str, int]:
    return {form.value: count for form, count in year.by_form}


@pytest.mark.requirement("O-060", "C-018")
@pytest.mark.parametrize(("stay", "inflow"), [("4", 40_000), ("2", 80_000), ("3/2", 106_667)])
def test_a_shorter_stay_asks_more_inflow_at_equal_capacity(stay: str, inflow: int) -> None:
    residents = Start(VV, Figure(160_000, COUNTED), {DeliveryForm.RESIDENCE: Fraction(1)}, Figure(160_000, COUNTED))
    for year in one(residents, assumed("stay-years", stay)):
        assert year.inflow == inflow
        assert year.demand.value == 160_000
        assert year.gap
        assert year.gap.value == 0


@pytest.mark.requirement("C-007")
def test_people_shift_between_home_cluster_and_residence_over_five_years() -> None:
    found = one(
        start(1_000, 600, y2028=550), assumed("growth", "1/10"), assumed("residence-to-cluster", "1/5", 2027),
        assumed("places-growth", "1/100"),
    )  # fmt: skip
    assert [year.year for year in found] == [2027, 2028, 2029, 2030, 2031]
    assert [year.demand.value for year in found] == [1_100, 1_210, 1_331, 1_464, 1_611]
    assert parts(found[0]) == {"verblijf": 440, "vpt": 110, "mpt": 550}
    assert parts(found[1]) == {"verblijf": 387, "vpt": 218, "mpt": 605}
    assert [year.supply.value for year in found[:3] if year.supply] == [606, 550, 556]
    assert [year.gap.value for year in found[:2] if year.gap] == [550 - 606, 605 - 550]


@pytest.mark.requirement("C-017")
def test_when_lighter_indications_end_a_part_of_the_inflow_stays_home() -> None:
    residents = Start(VV, Figure(1_000, COUNTED), {DeliveryForm.RESIDENCE: Fraction(1)}, Figure(1_000, COUNTED))
    found = one(residents, assumed("stay-years", "2"), assumed(LIGHTER, "1/5"), assumed("weight-growth", "1/50"))
    assert parts(found[0]) == {"verblijf": 900, "mpt": 100}
    assert found[0].inflow == 400
    assert found[0].gap
    assert found[0].gap.value == -100
    assert found[1].weight == Rate(Fraction(51, 50) ** 2)


def test_all_move_from_the_same_count_at_once() -> None:
    """Half of each place to the other: no one moves twice in a year, so both keep their number."""
    by_form = {DeliveryForm.MODULAR_PACKAGE_HOME: Fraction(1), DeliveryForm.FULL_PACKAGE_HOME: Fraction(1)}
    begun = Start(VV, Figure(200, COUNTED), by_form)
    found = one(begun, assumed("home-to-cluster", "1/2"), assumed("cluster-to-home", "1/2"))
    assert {tuple(parts(year).values()) for year in found} == {(100, 100)}


def test_it_says_which_assumptions_it_rests_on_and_is_never_a_fact() -> None:
    found = one(start(), assumed("growth", "7/200"), assumed("stay-years", "3/2"))[0]
    assert found.demand.origin.basis is Basis.SYNTHETIC
    assert found.demand.origin.source == "telling; SYNTHETIC"
    assert found.demand.origin.how == "scenario 's': groei per jaar 3,5 %; verblijfsduur in jaren 1,5"
    still = one(start(), Assumption("s", "hidden-demand", None, 2020, Rate(Fraction(1)), MADE_UP))[0]
    assert still.demand.origin.how.endswith("er verandert niets")
    assert still.demand.origin.basis is Basis.ASSUMED


def test_the_interval_of_the_start_grows_along_and_supply_may_be_unknown() -> None:
    unsure = Start(VV, Figure(1_000, COUNTED, 900, 1_200, 80), HALF)
    found = one(unsure, assumed("growth", "1/2"))[1].demand
    assert (found.low, found.value, found.high, found.confidence) == (2_025, 2_250, 2_700, 80)
    assert one(unsure, assumed("growth", "1/2"))[0].gap is None


def test_the_group_goes_before_all_and_a_later_year_before_an_earlier() -> None:
    general, own, later = assumed("growth", "1"), assumed("growth", "0", 2026, VV), assumed("growth", "1/2", 2028, VV)
    assert [year.demand.value for year in one(start(), general, own, later, years=3)] == [1_000, 1_500, 2_250]
    assert one(start(), assumed("growth", "1", 2030), years=3)[-1].demand.value == 1_000


@pytest.mark.parametrize(
    ("assumptions", "code"),
    [
        ((assumed("growth", "1"), assumed("growth", "1/2")), TWICE),
        ((assumed("growht", "1"),), UNKNOWN),
        ((assumed("home-to-cluster", "3/2"),), OUTSIDE),
        ((assumed("stay-years", "0"),), OUTSIDE),
        ((assumed("growth", "-2"),), OUTSIDE),
        ((assumed("home-to-cluster", "3/5"), assumed("home-to-residence", "3/5", 2030, VV)), OUTSIDE),
        ((Assumption("s", "growth", None, 2026, Rate(Fraction(1)), Origin(Basis.ASSUMED, "")),), NO_SOURCE),
    ],
)
def test_assumptions_that_cannot_be_are_findings(assumptions: tuple[Assumption, ...], code: object) -> None:
    assert {item.code for item in check(assumptions)} == {code}
    with pytest.raises(ValueError, match=r"FOR-1"):
        one(start(), *assumptions)


def test_one_to_ten_years() -> None:
    assert len(one(start(), assumed("growth", "0"), years=10)) == 10
    for years in (0, 11):
        with pytest.raises(ValueError, match="one to 10"):
            one(start(), assumed("growth", "0"), years=years)


shares = st.fractions(0, Fraction(1, 3), max_denominator=40)
scenarios = st.lists(
    st.builds(
        lambda name, value, year, group: Assumption("s", name, group, year, Rate(value), MADE_UP),
        st.sampled_from([*SHIFTS, "growth", "places-growth"]),
        shares,
        st.integers(2024, 2032),
        st.sampled_from([None, VV]),
    ),
    max_size=9,
    unique_by=lambda item: (item.name, item.group, item.year),
)
people = st.dictionaries(st.sampled_from(list(DeliveryForm)), st.fractions(0, 1, max_denominator=9), min_size=1).filter(
    lambda found: sum(found.values()) > 0
)


@settings(deadline=None)
@given(scenarios, people, st.integers(0, 50_000), st.randoms(use_true_random=False))
def test_parts_add_up_and_the_order_plays_no_part(
    assumptions: list[Assumption], by_form: dict[DeliveryForm, Fraction], count: int, chance: object
) -> None:
    begun = Start(VV, Figure(count, COUNTED), by_form, Figure(count, COUNTED))
    other = Start(ClientGroup.PSYCHIATRIC, Figure(7, COUNTED), by_form)
    found = one([begun, other], *assumptions, years=6)
    for year in found:
        assert sum(parts(year).values()) == year.demand.value
        assert all(part > 0 for part in parts(year).values())
        if year.gap and year.supply:
            placed = sum(part for form, part in year.by_form if form not in Place.HOME.forms)
            assert year.gap.value == placed - year.supply.value
    shuffled = list(assumptions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert one([other, begun], *shuffled, years=6) == found


@settings(deadline=None)
@given(scenarios, people, st.integers(0, 50_000))
def test_no_one_vanishes_where_nobody_comes_or_goes(
    assumptions: list[Assumption], by_form: dict[DeliveryForm, Fraction], count: int
) -> None:
    still = [item for item in assumptions if item.name != "growth"] or [assumed("places-growth", "0")]
    for year in one(Start(VV, Figure(count, COUNTED), by_form), *still, years=6):
        assert year.demand.value == count


def test_every_name_is_shown_by_a_word() -> None:
    assert len(NAMES) == len(set(NAMES)) == 11
