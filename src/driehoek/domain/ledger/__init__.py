"""The budget ledger: accounts of space, immutable transfers in whole cents, and what must always hold.

Promises: reserved plus committed plus held back never passes the space of a frame; nothing is changed or removed;
care above the agreement is always booked. Pure: no file, no clock, no database. `recount` tells the same without
`apply`, and `check` compares the two.
"""

from driehoek.domain.ledger.accounts import Account, AccountKind, Balance, Move, SpaceFrame, source_of
from driehoek.domain.ledger.apply import Ledger, apply, apply_all, apply_each
from driehoek.domain.ledger.delivery import Meter, book_claim, meter
from driehoek.domain.ledger.invariants import check
from driehoek.domain.ledger.recount import Recount, recount
from driehoek.domain.ledger.refusals import TRANSIENT, may_pass_later
from driehoek.domain.ledger.space import (
    PGB_RETURNS,
    Shortage,
    accept,
    follow_pgb,
    granted,
    national,
    set_space,
    shift,
    take,
)
from driehoek.domain.ledger.transfers import Bearer, Booking, State, Transfer, decide
from driehoek.domain.ledger.year import (
    OpeningSpace,
    Reservation,
    RoundFrame,
    SpaceMove,
    commit,
    excess,
    open_year,
    post_round,
)

__all__ = [
    "PGB_RETURNS",
    "TRANSIENT",
    "Account",
    "AccountKind",
    "Balance",
    "Bearer",
    "Booking",
    "Ledger",
    "Meter",
    "Move",
    "OpeningSpace",
    "Recount",
    "Reservation",
    "RoundFrame",
    "Shortage",
    "SpaceFrame",
    "SpaceMove",
    "State",
    "Transfer",
    "accept",
    "apply",
    "apply_all",
    "apply_each",
    "book_claim",
    "check",
    "commit",
    "decide",
    "excess",
    "follow_pgb",
    "granted",
    "may_pass_later",
    "meter",
    "national",
    "open_year",
    "post_round",
    "recount",
    "set_space",
    "shift",
    "source_of",
    "take",
]
