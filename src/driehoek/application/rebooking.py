"""From the ledger of one version of a round to that of the next: transfers for the difference alone.

What is given back comes first and what is taken after it, so that no frame passes its space on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from driehoek.domain.ledger import Ledger
from driehoek.domain.ledger.accounts import Account, AccountKind, Move
from driehoek.domain.ledger.transfers import Booking, Transfer
from driehoek.kernel import ZERO, Money, total

MOVES: tuple[tuple[AccountKind, Move, Move], ...] = (
    (AccountKind.RESERVED, Move.RESERVE, Move.UNRESERVE),
    (AccountKind.HELD_BACK, Move.HOLD_BACK, Move.RELEASE),
    (AccountKind.PGB, Move.TO_PGB, Move.FROM_PGB),
    (AccountKind.EXPOSURE, Move.EXPOSE, Move.COVER),
)
"""Of each kind of account that a round books on: the move that fills it and the one that empties it."""
_TAKEN = (AccountKind.RESERVED, AccountKind.HELD_BACK, AccountKind.PGB)


def rebooked(before: Ledger, after: Ledger, day: date, reference: str, cause: str) -> tuple[Transfer, ...]:
    """The transfers that bring the accounts of one version to those of the next, in an order that always fits.

    Args:
        before: what was booked for the version that stood.
        after: what the new version would book by itself.
        day: the day of the new decision.
        reference: the fingerprint of the new decision; booking it again changes nothing.
        cause: why, in plain Dutch.
    """
    booking = Booking(reference, cause, day)
    changes = {
        account: after.balance(account).amount - before.balance(account).amount
        for account in sorted({*before.balances, *after.balances}, key=lambda account: account.key)
    }
    more: list[Transfer] = []
    less: list[Transfer] = []
    for kind, fill, empty in MOVES:
        of_kind = [(account, change) for account, change in changes.items() if account.kind is kind and change]
        less.extend(_each(booking, empty, ((account, -change) for account, change in of_kind if change < ZERO)))
        more.extend(_each(booking, fill, ((account, change) for account, change in of_kind if change > ZERO)))
    space = _space(changes)
    granted = _each(booking, Move.GRANT, ((account, amount) for account, amount in space if amount > ZERO))
    cut = _each(booking, Move.CUT, ((account, -amount) for account, amount in space if amount < ZERO))
    return (*granted, *less, *cut, *more)


def _each(booking: Booking, move: Move, changes: Iterable[tuple[Account, Money]]) -> Iterator[Transfer]:
    for account, amount in changes:
        yield booking.book(move, account.frame, amount, contract=account.contract)


def _space(changes: dict[Account, Money]) -> list[tuple[Account, Money]]:
    """By how much the space of each frame itself changes: what is free now and what is taken of it, together."""
    frames = sorted(
        {account.frame for account in changes if account.kind is AccountKind.SPACE or account.kind in _TAKEN}
    )
    found = []
    for frame in frames:
        kinds = (AccountKind.SPACE, *_TAKEN)
        amount = total(
            change for account, change in changes.items() if account.frame == frame and account.kind in kinds
        )
        if amount:
            found.append((Account(frame, AccountKind.SPACE), amount))
    return found
