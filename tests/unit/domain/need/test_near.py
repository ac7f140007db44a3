"""Distances in whole numbers, and the providers within reach."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.need import Centre, ClientGroup, Location, Reach, Travel, Ways, metres
from driehoek.testing.need import CENTRES, FROM_FILE, small_region

IN_COUNTRY = st.tuples(st.integers(50_750_000, 53_500_000), st.integers(3_350_000, 7_220_000))


def on_the_sphere(start: tuple[int, int], end: tuple[int, int]) -> float:
    """Haversine, as everyone writes it."""
    north, other = radians(start[0] / 1e6), radians(end[0] / 1e6)
    east = radians((end[1] - start[1]) / 1e6)
    half = sin((other - north) / 2) ** 2 + cos(north) * cos(other) * sin(east / 2) ** 2
    return 2 * 6_371_009 * asin(sqrt(half))


@given(IN_COUNTRY, IN_COUNTRY)
def test_a_straight_line_differs_less_than_a_five_hundredth_from_that_on_the_sphere(
    start: tuple[int, int], end: tuple[int, int]
) -> None:
    found, true = metres(start, end), on_the_sphere(start, end)
    assert abs(found - true) <= 2 + true / 500
    assert metres(end, start) == found


def ways(reach: Reach, *travel: Travel) -> Ways:
    return Ways.of(CENTRES, travel, small_region().locations, reach)


def test_a_client_has_the_providers_within_the_travel_time() -> None:
    near, far = ways(Reach(minutes=30)), ways(Reach(minutes=60))
    assert [near.alternatives(town, ClientGroup.ELDERLY) for town in ("0171", "0303", "0995")] == [1, 2, 2]
    assert [far.alternatives(town, ClientGroup.ELDERLY) for town in ("0171", "0303", "0995")] == [3, 3, 3]
    assert near.alternatives("0171", ClientGroup.INTELLECTUAL) == 0


def test_the_matrix_of_the_user_goes_before_straight_lines_and_holds_both_ways() -> None:
    found = ways(Reach(minutes=30), Travel("0171", "0303", 25), Travel("0171", "0995", 45))
    assert found.alternatives("0171", ClientGroup.ELDERLY) == 2
    assert found.alternatives("0303", ClientGroup.ELDERLY) == 2


def test_what_stands_in_the_town_itself_is_near_and_an_unknown_way_is_not_guessed() -> None:
    bare = Location("99000001", "Ergens", "0171", "x", (ClientGroup.ELDERLY,), (), None, None, FROM_FILE)
    found = Ways.of((), (), (bare,), Reach())
    assert found.alternatives("0171", ClientGroup.ELDERLY) == 1
    assert found.alternatives("0303", ClientGroup.ELDERLY) is None
    assert Ways.of((), (), (), Reach()).alternatives("0171", ClientGroup.ELDERLY) is None


def test_a_town_without_a_centre_lies_where_its_locations_lie() -> None:
    places = small_region().locations
    found = Ways.of((), (), places, Reach())
    assert found.centres["0303"] == (52_520_000, 5_710_000)
    assert Ways.of((Centre("0303", 52_600_000, 5_700_000),), (), places, Reach()).centres["0303"] == (
        52_600_000,
        5_700_000,
    )
