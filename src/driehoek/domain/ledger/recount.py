"""A second count of the ledger from its transfers alone, sharing no arithmetic with `apply`.

It works in whole cents and in two passes: first which transfers move money and which only set it apart, then one sum
per account. So a fault in how `apply` updates balances one by one cannot hide here too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from driehoek.domain.ledger.accounts import Account, AccountKind, SpaceFrame
from driehoek.domain.ledger.transfers import State, Transfer


@dataclass(frozen=True, slots=True)
class Recount:
    """What the transfers say, in cents.

    Attributes:
        moved: per account what was given less what was taken.
        apart: per account what undecided pending transfers would take.
        granted: per frame the space it was given, less cuts and what went to other frames.
        national: per year all space granted by the state.
    """

    moved: dict[Account, int]
    apart: dict[Account, int]
    granted: dict[SpaceFrame, int]
    national: dict[int, int]


def recount(transfers: Sequence[Transfer]) -> Recount:
    """Count again from the transfers, in any order."""
    closed = {entry.pending_id for entry in transfers if entry.pending_id}
    real = [entry for entry in transfers if entry.state is State.POSTED]
    waiting = [entry for entry in transfers if entry.state is State.PENDING and entry.id not in closed]
    moved: Counter[Account] = Counter()
    apart: Counter[Account] = Counter()
    granted: Counter[SpaceFrame] = Counter()
    national: Counter[int] = Counter()
    for entry in real:
        moved[entry.credit] += entry.amount.cents
        moved[entry.debit] -= entry.amount.cents
        ends = {entry.debit.kind, entry.credit.kind}
        if ends <= {AccountKind.SOURCE, AccountKind.SPACE}:
            for account, cents in ((entry.credit, entry.amount.cents), (entry.debit, -entry.amount.cents)):
                if account.kind is AccountKind.SPACE:
                    granted[account.frame] += cents
                    national[account.frame.year] += cents
    for entry in waiting:
        apart[entry.debit] += entry.amount.cents
    return Recount(dict(moved), dict(apart), dict(granted), dict(national))
