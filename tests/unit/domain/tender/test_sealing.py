"""Who may open what, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from driehoek.domain.tender.sealing import is_fresh, is_sealed, pairs, weak, why_no_key, why_shut
from driehoek.kernel import Ground
from driehoek.testing.policies import small_policy

OPENS = datetime(2026, 9, 1, 9, tzinfo=UTC)
CLOSES = datetime(2026, 10, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def test_one_sealed_lot_seals_what_is_handed_in() -> None:
    policy = small_policy()
    assert not is_sealed(policy)
    lots = (*policy.lots[:-1], replace(policy.lots[-1], sealed=Ground("Aanbestedingswet 2012, art. 2.54")))
    assert is_sealed(replace(policy, lots=lots))


def test_of_three_every_two_can_open_and_no_one_with_itself() -> None:
    assert pairs(("c", "a", "b", "a")) == (("a", "b"), ("a", "c"), ("b", "c"))


@pytest.mark.parametrize(
    ("officials", "now", "codes"),
    [
        (("a", "b", "c"), OPENS - TICK, []),
        (("a", "b", "b"), OPENS - TICK, ["SEA-001"]),
        (("a", "b", "c"), OPENS, ["SEA-002"]),
        (("a",), OPENS, ["SEA-001", "SEA-002"]),
    ],
)
def test_a_key_asks_for_three_and_comes_before_the_window(
    officials: tuple[str, ...], now: datetime, codes: list[str]
) -> None:
    assert [item.code.id for item in why_no_key("ronde", officials, OPENS, now)] == codes


def test_it_opens_at_the_deadline_and_not_a_tick_before() -> None:
    assert [item.code.id for item in why_shut("ronde", CLOSES, CLOSES - TICK)] == ["SEA-003"]
    assert why_shut("ronde", CLOSES, CLOSES) == ()
    assert [item.code.id for item in why_shut("ronde", None, CLOSES)] == ["SEA-003"]


def test_the_second_comes_within_half_an_hour() -> None:
    assert is_fresh(CLOSES, CLOSES + timedelta(minutes=30))
    assert not is_fresh(CLOSES, CLOSES + timedelta(minutes=30) + TICK)
    assert not is_fresh(CLOSES, CLOSES - TICK)


def test_a_short_passphrase_will_not_do() -> None:
    assert [item.code.id for item in weak("kort en krachtig "[:15])] == ["SEA-004"]
    assert weak("vier gewone woorden samen") == ()
