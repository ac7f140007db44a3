"""A ledger that somebody wrote past the rules: each clause catches a fault that no other catches."""

from __future__ import annotations

from dataclasses import replace

from driehoek.domain.ledger import (
    Account,
    AccountKind,
    Balance,
    Ledger,
    Move,
    SpaceFrame,
    State,
    Transfer,
    check,
    recount,
)
from driehoek.domain.ledger.invariants import BELOW_ZERO, BROKEN_CHAIN, NATIONAL_DIFFERS, OVER_SPACE, RECOUNT_DIFFERS
from driehoek.kernel import Code, Money
from driehoek.testing.ledgers import FRAME, A, euros, move, opened, with_moves

SOUND = with_moves(opened(100), move(Move.HOLD_BACK, 10), move(Move.RESERVE, 50, A), move(Move.COMMIT, 30, A))


def forged(*extra: Transfer) -> Ledger:
    """A ledger with more transfers, whose balances follow them blindly."""
    transfers = (*SOUND.transfers, *extra)
    counted = recount(transfers)
    balances = {
        account: Balance(
            credits=Money(counted.moved.get(account, 0)), pending_debits=Money(counted.apart.get(account, 0))
        )
        for account in {*counted.moved, *counted.apart}
    }
    return replace(SOUND, transfers=transfers, balances=balances)


def codes(ledger: Ledger) -> set[Code]:
    return {finding.code for finding in check(ledger)}


def test_a_sound_ledger_has_nothing_to_say() -> None:
    assert check(SOUND) == ()
    assert check(Ledger()) == ()
    assert codes(forged()) == set()


def test_a_changed_balance() -> None:
    free = Account(FRAME, AccountKind.SPACE)
    more = {**SOUND.balances, free: replace(SOUND.balance(free), credits=euros(101))}
    assert codes(replace(SOUND, balances=more)) == {RECOUNT_DIFFERS}
    apart = {**SOUND.balances, free: replace(SOUND.balance(free), pending_debits=euros(1))}
    assert codes(replace(SOUND, balances=apart)) == {RECOUNT_DIFFERS}
    gone = {account: balance for account, balance in SOUND.balances.items() if account != free}
    assert codes(replace(SOUND, balances=gone)) == {RECOUNT_DIFFERS}


def test_a_promise_over_the_space() -> None:
    assert codes(forged(move(Move.RESERVE, "40.01", A, "te-veel"))) == {OVER_SPACE}
    waiting = replace(move(Move.RESERVE, "40.01", A, "te-veel"), state=State.PENDING)
    assert codes(forged(waiting)) == {OVER_SPACE}
    assert codes(forged(move(Move.RESERVE, 40, A, "net-genoeg"))) == set()


def test_an_account_below_zero() -> None:
    assert codes(forged(move(Move.COMMIT, "20.01", A, "te-veel"))) == {BELOW_ZERO}
    assert codes(forged(move(Move.PAY, 1, A))) == {BELOW_ZERO}


def test_space_that_came_from_nowhere() -> None:
    next_year = Account(SpaceFrame(2028, "zeeland", "regular"), AccountKind.SPACE)
    away = replace(move(Move.SHIFT, 5, reference="volgend-jaar"), credit=next_year)
    assert codes(forged(away)) == {NATIONAL_DIFFERS}


def test_a_broken_chain() -> None:
    pending = replace(move(Move.RESERVE, 5, A, "p"), state=State.PENDING)
    void = replace(pending, id="v1", state=State.VOIDED, pending_id=pending.id)
    assert codes(forged(pending, void)) == set()
    assert codes(forged(pending, void, replace(void, id="v2"))) == {BROKEN_CHAIN}
    assert codes(forged(replace(void, pending_id="nothing"))) == {BROKEN_CHAIN}
    assert codes(forged(SOUND.transfers[1])) == {BROKEN_CHAIN}
    assert codes(forged(move(Move.RESERVE, -1, A, "min"))) == {BROKEN_CHAIN}


def test_the_order_of_transfers_plays_no_part_in_the_recount() -> None:
    assert recount(SOUND.transfers) == recount(SOUND.transfers[::-1])
