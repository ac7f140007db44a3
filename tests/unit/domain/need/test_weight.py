"""Care weight, length of stay, and lighter indications that end."""

from __future__ import annotations

from fractions import Fraction

import pytest

from driehoek.domain.need import heavier, inflow, lighter_ended, mean_weight
from driehoek.testing.need import places

HOURS = {"3VV": Fraction(10), "4VV": Fraction(12), "5VV": Fraction(20)}


@pytest.mark.requirement("O-060", "C-018")
@pytest.mark.parametrize(("years", "expected"), [("4", 40_000), ("2", 80_000), ("1.5", 106_667)])
def test_a_shorter_stay_lets_more_people_in_at_equal_capacity(years: str, expected: int) -> None:
    assert inflow(160_000, Fraction(years)) == expected


def test_nobody_stays_no_time() -> None:
    with pytest.raises(ValueError, match="longer than nothing"):
        inflow(1, Fraction(0))


@pytest.mark.requirement("C-018")
def test_care_grows_heavier_when_heavier_profiles_grow() -> None:
    assert mean_weight({"4VV": 50, "5VV": 50}, HOURS) == 16
    found = heavier({"4VV": 50, "5VV": 50, "9VV": 1}, {"4VV": 25, "5VV": 75}, HOURS)
    assert found is not None
    assert found.value == Fraction(18, 16) - 1
    assert mean_weight({"9VV": 3}, HOURS) is None
    assert heavier({"9VV": 3}, {"9VV": 4}, HOURS) is None


@pytest.mark.requirement("C-017")
def test_when_lighter_indications_end_locations_close_and_the_inflow_is_heavier() -> None:
    capacity = (
        places("1", "Nieuw", 2026, 30),
        places("2", "Oud", 2026, 40, "poor"),
        places("3", "Groot", 2026, 80, "poor"),
    )
    found = lighter_ended({"3VV": 60, "4VV": 40, "5VV": 100}, ["3VV"], capacity, HOURS)
    assert found.freed == 60
    assert found.closing == (("2", "Oud"),)
    assert found.weight_before == Fraction(60 * 10 + 40 * 12 + 100 * 20, 200)
    assert found.weight_after == Fraction(40 * 12 + 100 * 20, 140)
    assert found.weight_after > found.weight_before
