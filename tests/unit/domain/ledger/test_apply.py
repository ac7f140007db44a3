"""One transfer at a time: what passes, and the name of every refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from driehoek.domain.ledger import (
    Account,
    AccountKind,
    Ledger,
    Move,
    SpaceFrame,
    State,
    Transfer,
    apply,
    apply_all,
    apply_each,
    check,
    decide,
    may_pass_later,
    source_of,
)
from driehoek.domain.ledger import refusals as no
from driehoek.kernel import ZERO, Code, Finding
from driehoek.testing.ledgers import DAY, FRAME, OTHER, A, B, booking, euros, move, opened, with_moves

FREE = Account(FRAME, AccountKind.SPACE)
PENDING = replace(move(Move.COMMIT_FREE, 40, A, "overeenkomst-1"), state=State.PENDING, expires_on=date(2026, 12, 1))


def refused(ledger: Ledger, transfer: Transfer) -> Finding:
    found = apply(ledger, transfer)
    assert isinstance(found, Finding)
    return found


def passed(ledger: Ledger, transfer: Transfer) -> Ledger:
    after = apply(ledger, transfer)
    assert isinstance(after, Ledger), after
    return after


@pytest.mark.requirement("E-001", "E-012")
def test_reserved_committed_and_held_back_share_one_space() -> None:
    ledger = with_moves(
        opened(100),
        move(Move.HOLD_BACK, 10),
        move(Move.RESERVE, 50, A),
        move(Move.COMMIT, 20, A),
        move(Move.COMMIT_FREE, "39.99", B),
    )
    assert ledger.free(FRAME) == euros("0.01")
    finding = refused(ledger, move(Move.RESERVE, "0.02", A, "besluit-2"))
    assert finding.code is no.OVER_CEILING
    assert may_pass_later(finding)
    assert "€\u00a00,02" in finding.sentence()
    assert "€\u00a00,01" in finding.sentence()
    assert passed(ledger, move(Move.RESERVE, "0.01", A, "besluit-2")).free(FRAME) == ZERO
    later = with_moves(ledger, move(Move.RELEASE, 10, reference="besluit-3"))
    assert passed(later, move(Move.RESERVE, "0.02", A, "besluit-2")).free(FRAME) == euros("9.99")


def test_the_ledger_handed_in_stays_as_it_was() -> None:
    before = opened(100)
    passed(before, move(Move.RESERVE, 60, A))
    assert before == opened(100)
    assert before.free(FRAME) == euros(100)


def test_pending_sets_the_amount_apart_and_posting_moves_it() -> None:
    ledger = passed(opened(100), PENDING)
    assert ledger.free(FRAME) == euros(60)
    assert ledger.held(FRAME, AccountKind.COMMITTED) == ZERO
    assert ledger.pending() == (PENDING,)
    assert refused(ledger, move(Move.RESERVE, 61, B)).code is no.OVER_CEILING
    posted = passed(ledger, decide(PENDING, State.POSTED, DAY, "Beide getekend"))
    assert posted.held(FRAME, AccountKind.COMMITTED) == euros(40)
    assert posted.free(FRAME) == euros(60)
    assert posted.pending() == ()
    assert not check(posted)


@pytest.mark.parametrize(
    ("state", "day", "code"),
    [
        (State.POSTED, DAY, no.ALREADY_POSTED),
        (State.VOIDED, DAY, no.ALREADY_VOIDED),
        (State.EXPIRED, date(2026, 12, 1), no.ALREADY_EXPIRED),
    ],
)
def test_a_pending_transfer_is_decided_once(state: State, day: date, code: Code) -> None:
    ledger = passed(passed(opened(100), PENDING), decide(PENDING, state, day, "Besluit"))
    assert ledger.free(FRAME) == euros(60 if state is State.POSTED else 100)
    again = replace(decide(PENDING, State.VOIDED, day, "Nog eens"), id="again")
    finding = refused(ledger, again)
    assert finding.code is code
    assert not may_pass_later(finding)
    assert not check(ledger)


def test_terms_are_kept() -> None:
    ledger = passed(opened(100), PENDING)
    last = date(2026, 12, 1)
    assert refused(ledger, decide(PENDING, State.EXPIRED, last - timedelta(1), "x")).code is no.NOT_YET_LAPSED
    assert refused(ledger, decide(PENDING, State.POSTED, last, "x")).code is no.LAPSED
    assert refused(ledger, decide(PENDING, State.VOIDED, DAY - timedelta(1), "x")).code is no.TOO_EARLY
    assert not passed(ledger, decide(PENDING, State.POSTED, last - timedelta(1), "x")).pending()
    endless = replace(PENDING, expires_on=None)
    ledger = passed(opened(100), endless)
    assert refused(ledger, decide(endless, State.EXPIRED, date(2030, 1, 1), "x")).code is no.NOT_YET_LAPSED


POST = decide(PENDING, State.POSTED, DAY, "Getekend")
ELSEWHERE = SpaceFrame(2027, "zeeland", "innovation")
WRONG = [
    (move(Move.RESERVE, 0, A), no.NOT_POSITIVE),
    (move(Move.RESERVE, -1, A), no.NOT_POSITIVE),
    (replace(move(Move.RESERVE, 1, A), cause=" "), no.NO_CAUSE),
    (replace(move(Move.RESERVE, 1, A), reference=""), no.NO_CAUSE),
    (replace(move(Move.RESERVE, 1, A), state=State.VOIDED), no.WRONG_STATE),
    (replace(POST, state=State.PENDING), no.WRONG_STATE),
    (replace(move(Move.PAY, 1, A), credit=FREE), no.NO_SUCH_MOVE),
    (replace(move(Move.HOLD_BACK, 1), credit=Account(ELSEWHERE, AccountKind.HELD_BACK)), no.OTHER_FRAME),
    (
        replace(move(Move.HOLD_BACK, 1), credit=Account(SpaceFrame(2028, "zeeland", "regular"), AccountKind.SPACE)),
        no.OTHER_FRAME,
    ),
    (replace(move(Move.GRANT, 1), debit=Account(FRAME, AccountKind.SOURCE)), no.OTHER_FRAME),
    (replace(move(Move.GRANT, 1), debit=source_of(2028)), no.OTHER_FRAME),
    (replace(move(Move.HOLD_BACK, 1), credit=FREE), no.OTHER_FRAME),
    (move(Move.RESERVE, 1), no.WRONG_CONTRACT),
    (replace(move(Move.HOLD_BACK, 1), debit=Account(FRAME, AccountKind.SPACE, A)), no.WRONG_CONTRACT),
    (replace(move(Move.COMMIT, 1, A), credit=Account(FRAME, AccountKind.COMMITTED, B)), no.WRONG_CONTRACT),
    (replace(POST, amount=euros(39)), no.AMOUNT_DIFFERS),
    (replace(POST, credit=Account(FRAME, AccountKind.COMMITTED, B)), no.ACCOUNTS_DIFFER),
    (replace(POST, pending_id="nothing"), no.UNKNOWN_PENDING),
    (replace(PENDING, amount=euros(41)), no.ID_REUSED),
    (PENDING, no.EXISTS),
    (move(Move.PAY, 1, A), no.NOT_COVERED),
]


@pytest.mark.parametrize(("transfer", "code"), WRONG)
def test_every_refusal_has_its_name_and_changes_nothing(transfer: Transfer, code: Code) -> None:
    ledger = passed(opened(100), PENDING)
    finding = refused(ledger, transfer)
    assert finding.code is code
    assert may_pass_later(finding) == (code in (no.NOT_COVERED, no.UNKNOWN_PENDING))
    assert apply_each(ledger, (transfer,))[0] == ledger


def test_all_or_none() -> None:
    ledger = opened(100)
    two = (move(Move.RESERVE, 60, A), move(Move.RESERVE, 60, B))
    after, found = apply_all(ledger, two)
    assert after is ledger
    assert [finding.code for finding in found] == [no.OVER_CEILING]
    after, found = apply_each(ledger, two)
    assert after.held(FRAME, AccountKind.RESERVED) == euros(60)
    assert len(found) == 1


def test_the_same_act_again_counts_once() -> None:
    transfers = (move(Move.RESERVE, 60, A), move(Move.RESERVE, 30, B))
    once = with_moves(opened(100), *transfers)
    twice, found = apply_all(once, transfers)
    assert twice == once
    assert [finding.code for finding in found] == [no.EXISTS, no.EXISTS]


@pytest.mark.requirement("E-048")
def test_only_free_space_goes_to_another_frame() -> None:
    ledger = opened(100, other=50)
    there = booking().book(Move.SHIFT, FRAME, euros(30), to=OTHER)
    after = passed(ledger, there)
    assert (after.free(FRAME), after.free(OTHER)) == (euros(70), euros(80))
    assert after.balance(source_of(2027)).amount == -euros(150)
    assert refused(after, booking("te-veel").book(Move.SHIFT, FRAME, euros(71), to=OTHER)).code is no.OVER_CEILING
    assert not check(after)
