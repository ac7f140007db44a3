"""Transfers: the only entries of the ledger. They are never changed or removed.

A transfer is posted at once, or comes in two phases: first pending, which sets the amount apart, and then a new
transfer that posts, voids or expires it and refers to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from driehoek.domain.ledger.accounts import Account, AccountKind, Move, SpaceFrame, source_of
from driehoek.kernel import Money


class State(Enum):
    """What a transfer does; the value is the word in files."""

    PENDING = "pending"
    """Sets the amount apart until it is decided."""
    POSTED = "posted"
    """Moves the amount, at once or of the pending transfer it refers to."""
    VOIDED = "voided"
    """Lets go of the pending transfer it refers to: a party withdrew."""
    EXPIRED = "expired"
    """Lets go of the pending transfer it refers to: its term passed."""


class Bearer(Enum):
    """Who bears care above the agreement; the value is the word in files."""

    PROVIDER = "provider"
    PURCHASER = "purchaser"
    UNDECIDED = "undecided"
    """Nobody decided yet. Care is booked all the same: it is never refused by the computer."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """One entry.

    Attributes:
        id: its own name, unique in the ledger; a repeated one is never booked twice.
        debit: the account it takes from.
        credit: the account it gives to.
        amount: how much, above zero.
        state: pending, posted, voided or expired.
        cause: why, in plain Dutch.
        reference: the decision, agreement or claim it comes from.
        day: on which day it counts.
        pending_id: the pending transfer it decides on; empty for a transfer of its own.
        expires_on: for a pending transfer, the first day on which it has lapsed; None when it does not lapse.
        bearer: for care above the agreement, who bears it.
    """

    id: str
    debit: Account
    credit: Account
    amount: Money
    state: State
    cause: str
    reference: str
    day: date
    pending_id: str = ""
    expires_on: date | None = None
    bearer: Bearer | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """What all transfers of one act share.

    Attributes:
        reference: the decision, agreement or claim; ids of transfers start with it.
        cause: why, in plain Dutch.
        day: on which day it counts.
        state: posted at once, or pending.
        expires_on: for pending transfers, the first day on which they have lapsed.
        bearer: for care above the agreement, who bears it.
    """

    reference: str
    cause: str
    day: date
    state: State = State.POSTED
    expires_on: date | None = None
    bearer: Bearer = Bearer.UNDECIDED

    def book(
        self,
        move: Move,
        frame: SpaceFrame,
        amount: Money,
        *,
        contract: str = "",
        tag: str = "",
        to: SpaceFrame | None = None,
    ) -> Transfer:
        """Make the transfer of a move.

        Args:
            move: what moves where.
            frame: in which frame.
            amount: how much.
            contract: whose, for accounts per contract.
            tag: what tells it from other transfers of the same move, frame, contract and act.
            to: for space that goes to another frame, which.
        """
        debit, credit = (
            source_of(frame.year)
            if kind is AccountKind.SOURCE
            else Account(where, kind, contract if kind.per_contract is not False else "")
            for kind, where in ((move.debit, frame), (move.credit, to or frame))
        )
        parts = (self.reference, str(frame), move.name.lower(), contract, tag)
        return Transfer(
            id="/".join(part for part in parts if part),
            debit=debit,
            credit=credit,
            amount=amount,
            state=self.state,
            cause=self.cause,
            reference=self.reference,
            day=self.day,
            expires_on=self.expires_on if self.state is State.PENDING else None,
            bearer=self.bearer if move is Move.EXPOSE else None,
        )


def decide(pending: Transfer, state: State, day: date, cause: str) -> Transfer:
    """The transfer that posts, voids or expires ``pending``."""
    return Transfer(
        id=f"{pending.id}/{state.value}",
        debit=pending.debit,
        credit=pending.credit,
        amount=pending.amount,
        state=state,
        cause=cause,
        reference=pending.reference,
        day=day,
        pending_id=pending.id,
        bearer=pending.bearer,
    )
