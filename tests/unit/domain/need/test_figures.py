"""Figures of need keep their origin and their uncertainty through sums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.catalogue.indications import ProfileGroup
from driehoek.domain.need import Basis, ClientGroup, Figure, Origin, WaitingStatus, group_of, status_of

COUNTED = Origin(Basis.COUNTED, "telling")


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low, value, high = sorted(draw(st.lists(st.integers(-1000, 1000), min_size=3, max_size=3)))
    origin = Origin(draw(st.sampled_from(Basis)), draw(st.sampled_from(["a", "b"])))
    return Figure(value, origin, low, high, 80) if draw(st.booleans()) else Figure(value, origin)


@given(figures(), figures())
def test_a_difference_holds_every_difference_of_its_parts_and_is_no_surer_than_they_are(a: Figure, b: Figure) -> None:
    found = a.minus(b, "verschil")
    assert found.value == a.value - b.value
    order = list(Basis)
    assert order.index(found.origin.basis) >= max(order.index(a.origin.basis), order.index(b.origin.basis))
    (low, high), (least, most) = ends(a), ends(b)
    assert ends(found) == (low - most, high - least)


def ends(figure: Figure) -> tuple[int, int]:
    """The interval of a figure; without one, the figure itself."""
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    return low, high


@given(figures(), figures())
def test_a_sum_holds_every_sum_of_its_parts(a: Figure, b: Figure) -> None:
    found = a.plus(b, "som")
    assert found.value == a.value + b.value
    assert ends(found) == tuple(one + other for one, other in zip(ends(a), ends(b), strict=True))
    assert (found.low is None) == (a.low is None and b.low is None)


def test_an_interval_without_its_value_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        Figure(5, COUNTED, 6, 7, 80)
    with pytest.raises(ValueError, match="two ends"):
        Figure(5, COUNTED, low=4)


@pytest.mark.requirement("C-005")
def test_every_family_of_profiles_has_its_client_group() -> None:
    groups = {profile: group_of(profile) for profile in ProfileGroup}
    assert groups.pop(ProfileGroup.OTHER) is None
    assert set(groups.values()) == set(ClientGroup) - {ClientGroup.SHELTER, ClientGroup.DISABILITY}
    assert set(ClientGroup.DISABILITY.parts) < set(groups.values())
    assert groups[ProfileGroup.VV] is ClientGroup.ELDERLY
    assert groups[ProfileGroup.LVG] is ClientGroup.YOUTH_LVG


@pytest.mark.requirement("C-013")
def test_urgent_and_waiting_by_wish_are_told_apart_and_who_is_in_care_does_not_wait() -> None:
    assert status_of("6") is WaitingStatus.URGENT
    assert [status_of(code) for code in "45"] == [None, None]
    assert [
        status.is_active for status in (status_of("6"), status_of("7"), status_of("2"), status_of("3")) if status
    ] == [
        True,
        True,
        False,
        False,
    ]
