"""Waiting lists: four statuses, urgent and by wish, per provider, and the indicators of annex D."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from driehoek.domain.need import (
    FOUR,
    AcceptedWeeks,
    ClientGroup,
    WaitingStatus,
    by_status,
    current,
    indicators,
    over_time,
    per_provider,
    steered,
    wanting,
    wishing,
)
from driehoek.testing.need import DAY, ELDERLY, ONE, THREE, TWO, small_region, waits

REGION = small_region()


def numbers(municipality: str = "") -> dict[WaitingStatus, int]:
    return {status: figure.value for status, figure in by_status(REGION.waiting, municipality)}


@pytest.mark.requirement("C-013")
def test_people_wait_in_four_statuses_of_which_two_want_care_now() -> None:
    assert tuple(numbers()) == FOUR
    assert tuple(numbers().values()) == (3, 15, 74, 30)
    assert numbers("0303") == {WaitingStatus.ACTIVE: 6, WaitingStatus.PREFERENCE: 22}
    found = by_status(REGION.waiting)
    now, wish = wanting(found), wishing(found)
    assert now is not None
    assert wish is not None
    assert (now.value, wish.value) == (18, 104)


@pytest.mark.requirement("C-014")
def test_who_waits_because_the_purchaser_steers_is_counted_apart() -> None:
    found = steered(REGION.waiting)
    assert found is not None
    assert found.value == 4
    assert numbers()[WaitingStatus.ACTIVE] == 15
    honest = tuple(replace(item, by_purchaser=False) for item in REGION.waiting)
    assert dict(by_status(honest))[WaitingStatus.ACTIVE].value == 19


def test_steering_on_another_day_and_without_a_profile_hides_no_list() -> None:
    later = replace(waits("0303", WaitingStatus.ACTIVE, 5, steered=True), day=date(2026, 10, 31))
    per_profile = tuple(replace(item, profile="5VV") for item in REGION.waiting if not item.by_purchaser)
    assert {status: figure.value for status, figure in by_status((later, *per_profile))} == numbers()
    found = steered((later, *per_profile))
    assert found is not None
    assert found.value == 5


def test_a_town_that_counts_whole_groups_hides_no_town_that_counts_profiles() -> None:
    whole = waits("0995", WaitingStatus.URGENT, 3)
    parts = [replace(waits("0303", WaitingStatus.URGENT, 2), profile=profile) for profile in ("4VV", "5VV")]
    assert [figure.value for _, figure in by_status((whole, *parts))] == [7]
    assert [figure.value for _, figure in by_status((whole, *parts, replace(parts[0], municipality="0995")))] == [7]


def test_only_the_last_day_counts() -> None:
    earlier = replace(waits("0995", WaitingStatus.URGENT, 99), day=date(2026, 7, 1))
    assert {status: figure.value for status, figure in by_status((earlier, *REGION.waiting))} == numbers()


def test_the_quarters_add_up_by_themselves() -> None:
    lists = over_time(REGION.waiting)
    assert [(item.group, item.total) for item in lists] == [(ELDERLY, 92), (None, 92)]


@pytest.mark.requirement("C-012")
def test_a_short_list_of_people_who_wait_by_wish_is_a_signal_of_low_popularity() -> None:
    found = per_provider(REGION.waiting, current(REGION.capacity, 2026))
    by_wish = {item.contract: dict(item.waiting).get(WaitingStatus.PREFERENCE) for item in found}
    assert {contract: figure.value for contract, figure in by_wish.items() if figure} == {ONE: 50, TWO: 22, THREE: 2}
    assert {item.contract: item.unpopular for item in found} == {ONE: False, TWO: False, THREE: True}
    two = tuple(item for item in REGION.capacity if item.contract != TWO)
    assert {item.unpopular for item in per_provider(REGION.waiting, two)} == {None}


def test_the_indicators_stand_over_the_people_who_were_placed() -> None:
    unsure = AcceptedWeeks(ELDERLY, 6, date(2015, 1, 1), None, confirmed=False, source="oude pagina")
    found = {item.name: item for item in indicators(ELDERLY, by_status(REGION.waiting), REGION.placed, (unsure,), DAY)}
    shares = {name: item.value.value for name, item in found.items() if item.value}
    assert shares == {
        "urgent-over-placed": Fraction(3, 150),
        "active-over-placed": Fraction(15, 150),
        "placed-within-term": Fraction(120, 150),
    }
    assert "niet bevestigd" in found["placed-within-term"].text
    assert [item.english for item in found.values()] == [
        "For every 100 people who got care in twelve months, 2 wait urgently.",
        "For every 100 people who got care in twelve months, 10 wait actively.",
        "80% got care within 6 weeks. That term is not confirmed (oude pagina).",
    ]
    assert found["placed-within-term"].norm is None
    sure = replace(unsure, confirmed=True)
    judged = indicators(ELDERLY, by_status(REGION.waiting), REGION.placed, (sure,), DAY)[-1]
    assert judged.norm is not None
    assert "binnen 6 weken" in judged.text
    assert indicators(ClientGroup.PSYCHIATRIC, (), REGION.placed, (), DAY) == ()


def test_a_norm_holds_only_on_its_days() -> None:
    ended = AcceptedWeeks(ELDERLY, 6, date(2015, 1, 1), date(2020, 12, 31), confirmed=True, source="x")
    judged = indicators(ELDERLY, by_status(REGION.waiting), REGION.placed, (ended,), DAY)[-1]
    assert judged.norm is None
    assert "binnen de termijn" in judged.text
