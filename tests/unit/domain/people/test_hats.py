"""Purchasing and control in one hand, by region and by date."""

from __future__ import annotations

from datetime import date

import pytest

from driehoek.domain.people import TWO_HATS, Hat, two_hats
from driehoek.kernel import Period

YEAR = Period.year(2027)
LATER = Period(date(2028, 1, 1))


def hat(role: str, *regions: str, at: str = "A", who: str = "p", valid: Period = YEAR) -> Hat:
    return Hat(who, at, role, frozenset(regions), valid)


@pytest.mark.requirement("A-008")
def test_purchasing_and_control_of_one_region_are_never_one_person_at_one_time() -> None:
    (found,) = two_hats([hat("purchasing", "5501", "5502"), hat("control", "5502")])
    assert found.code is TWO_HATS
    assert "regio 5502" in found.sentence()
    assert "inkoop al" in found.sentence()
    assert len(two_hats([hat("purchasing"), hat("control", "5503")])) == 1  # no region named is all of them
    assert len(two_hats([hat("control", "5501", at="B"), hat("purchasing", "5501")])) == 1  # whoever gave the role


@pytest.mark.parametrize(
    "other",
    [
        hat("control", "5503"),
        hat("control", "5501", valid=LATER),
        hat("control", "5501", who="q"),
        hat("assessing", "5501"),
        hat("purchasing", "5501", valid=LATER),
        hat("control", at="B"),
    ],
)
def test_another_region_time_person_or_role_is_no_clash(other: Hat) -> None:
    assert two_hats([hat("purchasing", "5501"), other]) == ()
