"""How long an invitation opens the door, and who needs a second factor."""

from __future__ import annotations

from datetime import UTC, date, datetime

from driehoek.domain.people import Assurance, invitation_ends, needs_second_factor

DAY = date(2026, 7, 16)


def test_an_invitation_opens_for_fourteen_days() -> None:
    assert invitation_ends(datetime(2026, 7, 16, 10, tzinfo=UTC)) == datetime(2026, 7, 30, 10, tzinfo=UTC)


def test_who_decides_binds_watches_or_lets_in_needs_a_second_factor() -> None:
    assert needs_second_factor("purchasing", DAY)
    assert needs_second_factor("administration", DAY)
    assert not needs_second_factor("council", DAY)


def test_a_higher_assurance_does_for_a_lower() -> None:
    assert Assurance.HIGH > Assurance.SUBSTANTIAL > Assurance.LOW > Assurance.NONE
