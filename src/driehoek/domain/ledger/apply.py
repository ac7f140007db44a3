"""The ledger, and the one function by which it grows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from driehoek.domain.ledger import refusals
from driehoek.domain.ledger.accounts import BY_KINDS, Account, AccountKind, Balance, Move, SpaceFrame, source_of
from driehoek.domain.ledger.transfers import State, Transfer
from driehoek.kernel import ZERO, Finding, Money, total
from driehoek.kernel.dutch import amount, day

_NOTHING = Balance()
_DECIDED = {
    State.POSTED: refusals.ALREADY_POSTED,
    State.VOIDED: refusals.ALREADY_VOIDED,
    State.EXPIRED: refusals.ALREADY_EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """All transfers of one or more years, with the balances they make. Only `apply` and its kin make one.

    Attributes:
        transfers: in the order in which they were booked; nothing is ever changed or removed.
        balances: per account.
        by_id: every transfer by its id.
        decided: per pending transfer that was decided on, the transfer that did.
    """

    transfers: tuple[Transfer, ...] = ()
    balances: Mapping[Account, Balance] = field(default_factory=dict)
    by_id: Mapping[str, Transfer] = field(default_factory=dict)
    decided: Mapping[str, Transfer] = field(default_factory=dict)

    def balance(self, account: Account) -> Balance:
        """What went through ``account``; nothing for one that was never used."""
        return self.balances.get(account, _NOTHING)

    def held(self, frame: SpaceFrame, kind: AccountKind) -> Money:
        """What all accounts of a kind in a frame hold together, contracts included."""
        return total(
            balance.amount
            for account, balance in self.balances.items()
            if (account.frame, account.kind) == (frame, kind)
        )

    def free(self, frame: SpaceFrame) -> Money:
        """The space of ``frame`` that can still be promised."""
        return self.balance(Account(frame, AccountKind.SPACE)).available

    def pending(self) -> tuple[Transfer, ...]:
        """The pending transfers on which nobody decided yet."""
        return tuple(item for item in self.transfers if item.state is State.PENDING and item.id not in self.decided)

    def frames(self) -> tuple[SpaceFrame, ...]:
        """Every frame with an account, in order; the source of a year is none."""
        return tuple(sorted({account.frame for account in self.balances if account.kind is not AccountKind.SOURCE}))


@dataclass(slots=True)
class _Book:
    """A ledger being written; lives inside one call only."""

    transfers: list[Transfer]
    balances: dict[Account, Balance]
    by_id: dict[str, Transfer]
    decided: dict[str, Transfer]

    @classmethod
    def open(cls, ledger: Ledger) -> _Book:
        return cls(list(ledger.transfers), dict(ledger.balances), dict(ledger.by_id), dict(ledger.decided))

    def close(self) -> Ledger:
        return Ledger(tuple(self.transfers), self.balances, self.by_id, self.decided)

    def pending_of(self, transfer: Transfer) -> Transfer | None:
        found = self.by_id.get(transfer.pending_id)
        return found if found is not None and found.state is State.PENDING else None

    def write(self, transfer: Transfer) -> None:
        self.transfers.append(transfer)
        self.by_id[transfer.id] = transfer
        if transfer.pending_id:
            self.decided[transfer.pending_id] = transfer
        for account, sign in ((transfer.debit, "debit"), (transfer.credit, "credit")):
            balance = self.balances.get(account, _NOTHING)
            self.balances[account] = _debited(balance, transfer) if sign == "debit" else _credited(balance, transfer)


def apply(ledger: Ledger, transfer: Transfer) -> Ledger | Finding:
    """Book one transfer, or say why not; the ledger handed in stays as it was."""
    after, refused = apply_each(ledger, (transfer,))
    return refused[0] if refused else after


def apply_each(ledger: Ledger, transfers: Iterable[Transfer]) -> tuple[Ledger, tuple[Finding, ...]]:
    """Book transfers one by one; a refused one does not stop the others."""
    book = _Book.open(ledger)
    refused: list[Finding] = []
    for transfer in transfers:
        finding = _refusal(book, transfer)
        if finding is None:
            book.write(transfer)
        else:
            refused.append(finding)
    return book.close(), tuple(refused)


def apply_all(ledger: Ledger, transfers: Iterable[Transfer]) -> tuple[Ledger, tuple[Finding, ...]]:
    """Book all transfers, or none: with one refusal the ledger comes back as it was, with every refusal found.

    Transfers that were booked before (the same act again) are no reason to refuse the rest.
    """
    after, refused = apply_each(ledger, transfers)
    if any(finding.code is not refusals.EXISTS for finding in refused):
        return ledger, refused
    return after, refused


def _refusal(book: _Book, transfer: Transfer) -> Finding | None:
    for test in _TESTS:
        finding = test(book, transfer)
        if finding is not None:
            return finding
    return None


def _seen_before(book: _Book, transfer: Transfer) -> Finding | None:
    known = book.by_id.get(transfer.id)
    if known is None:
        return None
    return Finding(refusals.EXISTS if known == transfer else refusals.ID_REUSED, transfer.id)


def _complete(book: _Book, transfer: Transfer) -> Finding | None:
    del book
    if transfer.amount <= ZERO:
        return Finding(refusals.NOT_POSITIVE, transfer.id, seen=amount(transfer.amount))
    if not (transfer.cause.strip() and transfer.reference.strip()):
        return Finding(refusals.NO_CAUSE, transfer.id)
    alone = transfer.state in (State.PENDING, State.POSTED)
    fits = alone if not transfer.pending_id else transfer.state is not State.PENDING
    return None if fits else Finding(refusals.WRONG_STATE, transfer.id, seen=transfer.state.value)


def _lawful(book: _Book, transfer: Transfer) -> Finding | None:
    del book
    debit, credit = transfer.debit, transfer.credit
    move = BY_KINDS.get((debit.kind, credit.kind))
    if move is None:
        return Finding(refusals.NO_SUCH_MOVE, transfer.id, seen=debit.kind.value, wanted=credit.kind.value)
    across = move in (Move.SHIFT, Move.GRANT, Move.CUT)
    same = debit.frame.year == credit.frame.year if across else debit.frame == credit.frame
    strayed = any(
        account.kind is AccountKind.SOURCE and account != source_of(account.frame.year) for account in (debit, credit)
    )
    if not same or strayed or debit == credit:
        return Finding(refusals.OTHER_FRAME, transfer.id, seen=str(debit.frame), wanted=str(credit.frame))
    named = [account.contract for account in (debit, credit) if account.contract]
    fits = all(account.kind.per_contract in (None, bool(account.contract)) for account in (debit, credit))
    if not fits or len(set(named)) > 1:
        return Finding(refusals.WRONG_CONTRACT, transfer.id, seen=debit.contract, wanted=credit.contract)
    return None


def _follows(book: _Book, transfer: Transfer) -> Finding | None:
    if not transfer.pending_id:
        return None
    pending = book.pending_of(transfer)
    if pending is None:
        return Finding(refusals.UNKNOWN_PENDING, transfer.id, seen=transfer.pending_id)
    decided = book.decided.get(pending.id)
    if decided is not None:
        return Finding(_DECIDED[decided.state], transfer.id, seen=pending.id)
    if transfer.amount != pending.amount:
        seen, wanted = amount(transfer.amount), amount(pending.amount)
        return Finding(refusals.AMOUNT_DIFFERS, transfer.id, seen=seen, wanted=wanted)
    if (transfer.debit, transfer.credit) != (pending.debit, pending.credit):
        return Finding(refusals.ACCOUNTS_DIFFER, transfer.id, seen=pending.id)
    return _in_time(transfer, pending)


def _in_time(transfer: Transfer, pending: Transfer) -> Finding | None:
    lapses = pending.expires_on
    if transfer.day < pending.day:
        return Finding(refusals.TOO_EARLY, transfer.id, seen=day(transfer.day), wanted=day(pending.day))
    if transfer.state is State.EXPIRED and (lapses is None or transfer.day < lapses):
        wanted = "geen enkele dag" if lapses is None else day(lapses)
        return Finding(refusals.NOT_YET_LAPSED, transfer.id, seen=day(transfer.day), wanted=wanted)
    if transfer.state is State.POSTED and lapses is not None and transfer.day >= lapses:
        return Finding(refusals.LAPSED, transfer.id, seen=day(transfer.day), wanted=day(lapses))
    return None


def _covered(book: _Book, transfer: Transfer) -> Finding | None:
    account = transfer.debit
    if transfer.pending_id or account.kind.unbounded:
        return None  # a pending transfer was covered when it was booked
    available = book.balances.get(account, _NOTHING).available
    if transfer.amount <= available:
        return None
    code = refusals.OVER_CEILING if account.kind is AccountKind.SPACE else refusals.NOT_COVERED
    return Finding(code, str(account), seen=amount(transfer.amount), wanted=amount(available))


_TESTS: tuple[Callable[[_Book, Transfer], Finding | None], ...] = (_seen_before, _complete, _lawful, _follows, _covered)
"""In this order; the first refusal counts."""


def _debited(balance: Balance, transfer: Transfer) -> Balance:
    held = transfer.amount
    match transfer.state:
        case State.PENDING:
            return replace(balance, pending_debits=balance.pending_debits + held)
        case State.POSTED if not transfer.pending_id:
            return replace(balance, debits=balance.debits + held)
        case State.POSTED:
            return replace(balance, debits=balance.debits + held, pending_debits=balance.pending_debits - held)
        case _:
            return replace(balance, pending_debits=balance.pending_debits - held)


def _credited(balance: Balance, transfer: Transfer) -> Balance:
    held = transfer.amount
    match transfer.state:
        case State.PENDING:
            return replace(balance, pending_credits=balance.pending_credits + held)
        case State.POSTED if not transfer.pending_id:
            return replace(balance, credits=balance.credits + held)
        case State.POSTED:
            return replace(balance, credits=balance.credits + held, pending_credits=balance.pending_credits - held)
        case _:
            return replace(balance, pending_credits=balance.pending_credits - held)
