"""Small ledgers by hand."""

from __future__ import annotations

from datetime import date

from driehoek.domain.ledger import Booking, Ledger, Move, OpeningSpace, SpaceFrame, Transfer, apply_all, open_year
from driehoek.kernel import Money, TieKey

FRAME = SpaceFrame(2027, "zeeland", "regular")
OTHER = SpaceFrame(2027, "haaglanden", "regular")
KEY = TieKey("zeeland-2027")
OPENED = date(2026, 9, 30)
DAY = date(2026, 11, 2)
A, B, C = "00000001", "00000002", "00000003"


def euros(amount: int | str) -> Money:
    """An amount in euros."""
    return Money.euros(amount)


def opened(space: int | str = 100, other: int | str = 0) -> Ledger:
    """A ledger with this space in one frame, and where wanted in another."""
    lines = [
        OpeningSpace(FRAME, euros(space), OPENED, "kaderbrief"),
        OpeningSpace(OTHER, euros(other), OPENED, "brief"),
    ]
    ledger, findings = open_year(lines)
    assert not findings
    return ledger


def booking(reference: str = "besluit-1", day: date = DAY) -> Booking:
    """An act of posted transfers."""
    return Booking(reference, "Voorbeeld", day)


def move(kind: Move, amount: int | str, contract: str = "", reference: str = "besluit-1") -> Transfer:
    """One posted transfer in the frame."""
    return booking(reference).book(kind, FRAME, euros(amount), contract=contract)


def with_moves(ledger: Ledger, *transfers: Transfer) -> Ledger:
    """The ledger after transfers that all pass."""
    after, refused = apply_all(ledger, transfers)
    assert not refused, refused
    return after
