"""Care as it comes in: claimed, and above the agreement where it passes what was agreed. Care is never refused here."""

from __future__ import annotations

from dataclasses import dataclass

from driehoek.domain.ledger.accounts import Account, AccountKind, Move, SpaceFrame
from driehoek.domain.ledger.apply import Ledger, apply_all
from driehoek.domain.ledger.transfers import Booking
from driehoek.kernel import ZERO, Finding, Money


@dataclass(frozen=True, slots=True)
class Meter:
    """The figures that purchaser and provider both see.

    Attributes:
        reserved: granted, not yet agreed.
        committed: agreed.
        claimed: everything claimed that was not rejected or recovered, paid or not.
        approved: of that what was approved, paid or not.
        paid: of that what was paid.
        advanced: paid in advance and not yet set off.
        recovered: paid and taken back.
        exposure: delivered above the agreement.
    """

    reserved: Money
    committed: Money
    claimed: Money
    approved: Money
    paid: Money
    advanced: Money
    recovered: Money
    exposure: Money


def meter(ledger: Ledger, frame: SpaceFrame, contract: str) -> Meter:
    """Read the accounts of one contract."""

    def held(kind: AccountKind) -> Money:
        return ledger.balance(Account(frame, kind, contract)).amount

    paid = held(AccountKind.PAID)
    approved = paid + held(AccountKind.APPROVED)
    return Meter(
        reserved=held(AccountKind.RESERVED),
        committed=held(AccountKind.COMMITTED),
        claimed=approved + held(AccountKind.CLAIMED),
        approved=approved,
        paid=paid,
        advanced=held(AccountKind.ADVANCED),
        recovered=held(AccountKind.RECOVERED),
        exposure=held(AccountKind.EXPOSURE),
    )


def book_claim(
    ledger: Ledger, frame: SpaceFrame, contract: str, claimed: Money, booking: Booking
) -> tuple[Ledger, tuple[Finding, ...]]:
    """Book a claim; what passes the agreement is booked as exposure beside it, with cause and bearer.

    Args:
        ledger: the ledger.
        frame: where.
        contract: whose.
        claimed: the amount claimed.
        booking: the claim, with who bears what passes the agreement.
    """
    before = meter(ledger, frame, contract)
    above = before.claimed + claimed - before.committed - before.exposure
    transfers = [booking.book(Move.CLAIM, frame, claimed, contract=contract)]
    if above > ZERO:
        transfers.append(booking.book(Move.EXPOSE, frame, above, contract=contract))
    return apply_all(ledger, transfers)
