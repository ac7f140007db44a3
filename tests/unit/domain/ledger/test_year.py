"""The space opens, a round is posted, agreements follow, care comes in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from driehoek.domain.ledger import (
    AccountKind,
    Bearer,
    Ledger,
    Move,
    OpeningSpace,
    Reservation,
    RoundFrame,
    State,
    apply_each,
    book_claim,
    check,
    commit,
    excess,
    granted,
    meter,
    open_year,
    post_round,
)
from driehoek.domain.ledger.refusals import EXISTS, NOT_POSITIVE, OVER_CEILING
from driehoek.domain.ledger.year import OVER_SPACE
from driehoek.kernel import ZERO
from driehoek.testing.ledgers import DAY, FRAME, OPENED, OTHER, A, B, C, booking, euros, move, opened, with_moves


def reservations(*amounts: int) -> tuple[Reservation, ...]:
    return tuple(Reservation(code, "home", euros(amount)) for code, amount in zip((A, B, C), amounts, strict=True))


@pytest.mark.requirement("O-004", "E-001")
def test_agreements_over_the_space_are_refused_to_the_euro() -> None:
    agreements = (4_900_000, 3_000_000, 2_100_001)
    assert excess(euros(10_000_000), map(euros, agreements)) == euros(1)
    ledger = opened(10_000_000)
    after, findings = post_round(ledger, [RoundFrame(FRAME, reservations=reservations(*agreements))], DAY, "ronde")
    assert after == ledger
    assert [finding.code for finding in findings] == [OVER_SPACE, OVER_CEILING]
    assert (findings[0].seen, findings[0].wanted) == ("€\u00a010.000.001,00", "€\u00a010.000.000,00")
    fitting = RoundFrame(FRAME, reservations=reservations(4_900_000, 3_000_000, 2_100_000))
    after, findings = post_round(ledger, [fitting], DAY, "ronde")
    assert not findings
    assert after.free(FRAME) == ZERO
    after, findings = commit(ledger, FRAME, dict(zip((A, B, C), map(euros, agreements), strict=True)), booking())
    assert after == ledger
    assert [finding.code for finding in findings] == [OVER_CEILING]


@pytest.mark.requirement("E-012")
def test_a_round_posts_what_it_held_back_granted_and_could_not_hold() -> None:
    frame = RoundFrame(FRAME, {"reserve": euros(5), "niets": ZERO}, reservations(60, 35, 0), exposure=euros(12))
    ledger, findings = post_round(opened(100), [frame], DAY, "ronde")
    assert not findings
    assert ledger.held(FRAME, AccountKind.HELD_BACK) == euros(5)
    assert ledger.held(FRAME, AccountKind.RESERVED) == euros(95)
    assert ledger.held(FRAME, AccountKind.EXPOSURE) == euros(12)
    assert ledger.free(FRAME) == ZERO
    (shown,) = [item for item in ledger.transfers if item.credit.kind is AccountKind.EXPOSURE]
    assert shown.bearer is Bearer.UNDECIDED
    assert shown.cause
    again, findings = post_round(ledger, [frame], DAY, "ronde")
    assert again == ledger
    assert {finding.code for finding in findings} == {EXISTS}


def test_exposure_is_booked_even_when_the_round_does_not_fit() -> None:
    frame = RoundFrame(FRAME, reservations=reservations(60, 41, 0), exposure=euros(12))
    ledger, findings = post_round(opened(100), [frame], DAY, "ronde")
    assert findings
    assert ledger.held(FRAME, AccountKind.RESERVED) == ZERO
    assert ledger.held(FRAME, AccountKind.EXPOSURE) == euros(12)


def test_the_order_of_frames_and_grants_plays_no_part() -> None:
    one = RoundFrame(FRAME, {"a": euros(1), "b": euros(2)}, reservations(10, 20, 30))
    two = RoundFrame(OTHER, reservations=reservations(1, 2, 3))
    shuffled = replace(
        one, reservations=one.reservations[::-1], held_back=dict(sorted(one.held_back.items(), reverse=True))
    )
    assert post_round(opened(100, 50), [one, two], DAY, "r") == post_round(opened(100, 50), [two, shuffled], DAY, "r")


def test_a_wrong_line_of_space_opens_nothing() -> None:
    lines = [OpeningSpace(FRAME, euros(-1), OPENED, "brief"), OpeningSpace(OTHER, ZERO, OPENED, "brief")]
    ledger, findings = open_year(lines)
    assert ledger == Ledger()
    assert [finding.code for finding in findings] == [NOT_POSITIVE]


def test_agreements_use_what_was_reserved_first() -> None:
    ledger = with_moves(opened(100), move(Move.RESERVE, 60, A))
    after, findings = commit(ledger, FRAME, {A: euros(70), B: euros(20)}, booking("overeenkomsten"))
    assert not findings
    assert after.held(FRAME, AccountKind.RESERVED) == ZERO
    assert after.held(FRAME, AccountKind.COMMITTED) == euros(90)
    assert after.free(FRAME) == euros(10)
    assert granted(after, FRAME) == euros(100)
    waiting = replace(booking("later"), state=State.PENDING, expires_on=date(2026, 12, 1))
    after, _ = commit(ledger, FRAME, {A: euros(50)}, waiting)
    assert after.held(FRAME, AccountKind.COMMITTED) == ZERO
    assert [item.expires_on for item in after.pending()] == [date(2026, 12, 1)]


def test_care_above_the_agreement_is_never_refused() -> None:
    ledger = with_moves(opened(100), move(Move.COMMIT_FREE, 50, A))
    for number, (claimed, exposed) in enumerate(((40, 0), (25, 15), (10, 25)), start=1):
        claim = replace(booking(f"declaratie-{number}"), bearer=Bearer.PROVIDER)
        ledger, findings = book_claim(ledger, FRAME, A, euros(claimed), claim)
        assert not findings
        assert meter(ledger, FRAME, A).exposure == euros(exposed)
    assert {item.bearer for item in ledger.transfers if item.credit.kind is AccountKind.EXPOSURE} == {Bearer.PROVIDER}
    unknown, findings = book_claim(ledger, FRAME, B, euros(7), booking("zonder-afspraak"))
    assert not findings
    assert meter(unknown, FRAME, B).exposure == euros(7)
    assert not check(unknown)


def test_both_sides_read_the_same_meter() -> None:
    ledger = with_moves(
        opened(100),
        move(Move.RESERVE, 60, A),
        move(Move.COMMIT, 50, A),
        move(Move.ADVANCE, 20, A),
        move(Move.CLAIM, 45, A),
        move(Move.REJECT, 3, A),
        move(Move.APPROVE, 40, A),
        move(Move.PAY, 35, A),
        move(Move.SET_OFF, 15, A),
        move(Move.RECOVER, 4, A),
    )
    seen = meter(ledger, FRAME, A)
    assert (seen.reserved, seen.committed, seen.claimed, seen.approved) == (euros(10), euros(50), euros(38), euros(36))
    assert (seen.paid, seen.advanced, seen.recovered, seen.exposure) == (euros(31), euros(5), euros(4), ZERO)
    ledger, _ = apply_each(ledger, [move(Move.EXPOSE, 9, A), move(Move.COVER, 9, A)])
    assert meter(ledger, FRAME, A).exposure == ZERO
    assert not check(ledger)
