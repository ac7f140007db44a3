"""Any sequence of acts: the ledger, its recount and a naive model of piles of coins say the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from driehoek.domain.ledger import (
    AccountKind,
    Booking,
    Ledger,
    Move,
    Reservation,
    RoundFrame,
    Shortage,
    SpaceFrame,
    State,
    Transfer,
    accept,
    apply,
    check,
    decide,
    granted,
    national,
    post_round,
    recount,
    set_space,
)
from driehoek.domain.ledger.refusals import NOT_COVERED, OVER_CEILING
from driehoek.kernel import Finding, Money
from driehoek.testing.ledgers import DAY, FRAME, KEY, OTHER, A, B

FRAMES = st.sampled_from([FRAME, OTHER])
CONTRACTS = st.sampled_from([A, B])
CENTS = st.integers(1, 60)
SIMPLE = st.sampled_from([item for item in Move if item not in (Move.GRANT, Move.CUT, Move.SHIFT)])
LAPSE = DAY + timedelta(days=30)
PROMISED = (AccountKind.HELD_BACK, AccountKind.PGB, AccountKind.RESERVED, AccountKind.COMMITTED)


class LedgerMachine(RuleBasedStateMachine):
    """Piles of coins: an act takes coins from one pile, when there are enough, and lays them on another."""

    pending = Bundle("pending")

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger()
        self.piles: Counter[tuple[SpaceFrame, AccountKind, str]] = Counter()
        self.apart: Counter[tuple[SpaceFrame, AccountKind, str]] = Counter()
        self.state_gave = 0
        self.count = 0

    def booking(self) -> Booking:
        self.count += 1
        return Booking(f"act-{self.count}", "Proef", DAY)

    def pile(self, frame: SpaceFrame, kind: AccountKind, contract: str) -> tuple[SpaceFrame, AccountKind, str]:
        return (frame, kind, contract if kind.per_contract is not False else "")

    def try_to(self, transfer: Transfer, *, enough: bool) -> bool:
        after = apply(self.ledger, transfer)
        if isinstance(after, Finding):
            assert not enough, after
            assert after.code in (OVER_CEILING, NOT_COVERED)
            return False
        assert enough, transfer
        self.ledger = after
        return True

    @rule(frame=FRAMES, cents=st.integers(1, 300))
    def grant(self, frame: SpaceFrame, cents: int) -> None:
        self.try_to(self.booking().book(Move.GRANT, frame, Money(cents)), enough=True)
        self.piles[frame, AccountKind.SPACE, ""] += cents
        self.state_gave += cents

    @rule(frame=FRAMES, contract=CONTRACTS, move=SIMPLE, cents=CENTS)
    def act(self, frame: SpaceFrame, contract: str, move: Move, cents: int) -> None:
        source, target = (self.pile(frame, kind, contract) for kind in (move.debit, move.credit))
        enough = move.debit.unbounded or self.piles[source] - self.apart[source] >= cents
        if self.try_to(self.booking().book(move, frame, Money(cents), contract=contract), enough=enough):
            self.piles[source] -= cents
            self.piles[target] += cents

    @rule(cents=CENTS, away=st.booleans())
    def shift(self, cents: int, *, away: bool) -> None:
        source, target = (FRAME, OTHER) if away else (OTHER, FRAME)
        pile = (source, AccountKind.SPACE, "")
        enough = self.piles[pile] - self.apart[pile] >= cents
        if self.try_to(self.booking().book(Move.SHIFT, source, Money(cents), to=target), enough=enough):
            self.piles[pile] -= cents
            self.piles[target, AccountKind.SPACE, ""] += cents

    @rule(
        target=pending, frame=FRAMES, contract=CONTRACTS, cents=CENTS, move=st.sampled_from([Move.COMMIT, Move.RESERVE])
    )
    def begin(self, frame: SpaceFrame, contract: str, cents: int, move: Move) -> object:
        source = self.pile(frame, move.debit, contract)
        waiting = replace(self.booking(), state=State.PENDING, expires_on=LAPSE)
        transfer = waiting.book(move, frame, Money(cents), contract=contract)
        if self.try_to(transfer, enough=self.piles[source] - self.apart[source] >= cents):
            self.apart[source] += cents
            return transfer
        return multiple()

    @rule(transfer=consumes(pending), state=st.sampled_from([State.POSTED, State.VOIDED, State.EXPIRED]))
    def end(self, transfer: Transfer, state: State) -> None:
        day = LAPSE if state is State.EXPIRED else DAY
        assert self.try_to(decide(transfer, state, day, "Besluit"), enough=True)
        again = replace(decide(transfer, State.VOIDED, day, "Nog eens"), id=f"{transfer.id}/again")
        assert isinstance(apply(self.ledger, again), Finding)
        source, target = (
            (account.frame, account.kind, account.contract) for account in (transfer.debit, transfer.credit)
        )
        cents = transfer.amount.cents
        self.apart[source] -= cents
        if state is State.POSTED:
            self.piles[source] -= cents
            self.piles[target] += cents

    @rule(frame=FRAMES, whole=st.integers(0, 300), agree=st.booleans())
    def lower_or_raise(self, frame: SpaceFrame, whole: int, *, agree: bool) -> None:
        before = granted(self.ledger, frame).cents
        found = set_space(self.ledger, frame, Money(whole), self.booking(), KEY)
        assert not isinstance(found, Finding)
        if isinstance(found, Ledger):
            self.ledger = found
            self.piles[frame, AccountKind.SPACE, ""] += whole - before
            self.state_gave += whole - before
            return
        assert whole < before
        if agree:
            self.accept(found, frame, before - whole)

    def accept(self, found: Shortage, frame: SpaceFrame, wanted: int) -> None:
        self.ledger, refused = accept(self.ledger, found)
        assert not refused
        for item in found.proposal:
            self.piles[item.debit.frame, item.debit.kind, item.debit.contract] -= item.amount.cents
            if item.credit.kind is AccountKind.SPACE:
                self.piles[frame, AccountKind.SPACE, ""] += item.amount.cents
            else:
                self.state_gave -= item.amount.cents
                assert item.amount.cents + found.uncovered.cents == wanted
        assert found.uncovered.cents == 0 or self.ledger.free(frame).cents == 0

    @rule(frame=FRAMES, amounts=st.lists(CENTS, min_size=2, max_size=2), held=CENTS, exposure=st.integers(0, 9))
    def round(self, frame: SpaceFrame, amounts: list[int], held: int, exposure: int) -> None:
        space = (frame, AccountKind.SPACE, "")
        enough = self.piles[space] - self.apart[space] >= sum(amounts) + held
        grants = tuple(Reservation(code, "lot", Money(cents)) for code, cents in zip((A, B), amounts, strict=True))
        decided = RoundFrame(frame, {"reserve": Money(held)}, grants, Money(exposure))
        self.ledger, findings = post_round(self.ledger, [decided], DAY, self.booking().reference)
        assert bool(findings) != enough
        self.piles[frame, AccountKind.EXPOSURE, ""] += exposure
        self.piles[frame, AccountKind.OUTSIDE, ""] -= exposure
        if enough:
            self.piles[space] -= sum(amounts) + held
            self.piles[frame, AccountKind.HELD_BACK, ""] += held
            for code, cents in zip((A, B), amounts, strict=True):
                self.piles[frame, AccountKind.RESERVED, code] += cents

    @invariant()
    def all_three_say_the_same(self) -> None:
        assert check(self.ledger) == ()
        counted = recount(self.ledger.transfers)
        ours = {
            (account.frame, account.kind, account.contract): balance
            for account, balance in self.ledger.balances.items()
            if account.kind is not AccountKind.SOURCE
        }
        again = {(account.frame, account.kind, account.contract): cents for account, cents in counted.moved.items()}
        for pile in {*ours, *self.piles}:
            if pile in ours:
                assert ours[pile].amount.cents == self.piles[pile]
                assert ours[pile].pending_debits.cents == self.apart[pile]
            assert again.get(pile, 0) == self.piles[pile]

    @invariant()
    def nothing_promised_passes_the_space(self) -> None:
        for frame in (FRAME, OTHER):
            promised = sum(self.ledger.held(frame, kind).cents for kind in PROMISED)
            assert promised <= granted(self.ledger, frame).cents
        assert national(self.ledger, 2027).cents == self.state_gave


@pytest.mark.requirement("E-001", "E-048")
def test_any_sequence_of_acts() -> None:
    run_state_machine_as_test(LedgerMachine, settings=settings(max_examples=60, stateful_step_count=30, deadline=None))
