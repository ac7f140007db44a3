"""Accounts of a year's space, and the only moves that money can make between them.

An account belongs to one frame of one pool in one year; some are kept per contract. A transfer debits the account it
takes from and credits the account it gives to. Two accounts stand for the world beyond the ledger and may go below
zero: the state that grants space, and the care and cash outside. No other account can: that is the ceiling.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from driehoek.kernel import ZERO, Money


class AccountKind(Enum):
    """What an account holds; the value is the word in files."""

    SOURCE = "source"
    """The state, from which space comes; below zero by all that was granted. One per year."""
    SPACE = "space"
    """Granted and still free."""
    HELD_BACK = "held-back"
    """Kept apart for later in the year (E-012)."""
    PGB = "pgb"
    """Gone to personal budgets (E-004)."""
    RESERVED = "reserved"
    """Promised by a grant, not yet agreed."""
    COMMITTED = "committed"
    """Agreed with a contract."""
    OUTSIDE = "outside"
    """Care and cash beyond the ledger; below zero by what came in from there."""
    CLAIMED = "claimed"
    """Claimed and not yet judged."""
    APPROVED = "approved"
    """Approved and not yet paid."""
    ADVANCED = "advanced"
    """Paid in advance and not yet set off."""
    PAID = "paid"
    """Paid for approved claims, less what was recovered."""
    RECOVERED = "recovered"
    """Paid and taken back."""
    EXPOSURE = "exposure"
    """Care above the agreement: delivered or asked for, without space under it."""

    @property
    def unbounded(self) -> bool:
        """Whether it stands for the world beyond the ledger and may go below zero."""
        return self in (AccountKind.SOURCE, AccountKind.OUTSIDE)

    @property
    def per_contract(self) -> bool | None:
        """Whether it is kept per contract; None where it may be either."""
        if self is AccountKind.EXPOSURE:
            return None
        return self not in _SHARED


_SHARED = frozenset(
    {AccountKind.SOURCE, AccountKind.SPACE, AccountKind.HELD_BACK, AccountKind.PGB, AccountKind.OUTSIDE}
)


@dataclass(frozen=True, slots=True, order=True)
class SpaceFrame:
    """A sub-frame (deelkader) of a pool in one year.

    Attributes:
        year: the contract year.
        pool: the pool.
        name: the sub-frame.
    """

    year: int
    pool: str
    name: str

    def __str__(self) -> str:
        return f"{self.year} {self.pool}/{self.name}"


@dataclass(frozen=True, slots=True)
class Account:
    """One account.

    Attributes:
        frame: where; the source of a year has a frame with empty names.
        kind: what it holds.
        contract: whose, where it is kept per contract.
    """

    frame: SpaceFrame
    kind: AccountKind
    contract: str = ""

    @property
    def key(self) -> tuple[SpaceFrame, str, str]:
        """A key to order accounts by."""
        return (self.frame, self.kind.value, self.contract)

    def __str__(self) -> str:
        return " ".join(part for part in (str(self.frame), self.kind.value, self.contract) if part)


def source_of(year: int) -> Account:
    """The account of the state for a year; minus its balance is the national space."""
    return Account(SpaceFrame(year, "", ""), AccountKind.SOURCE)


@dataclass(frozen=True, slots=True)
class Balance:
    """What went through an account.

    Attributes:
        debits: taken, posted.
        credits: given, posted.
        pending_debits: set apart to be taken, not yet decided.
        pending_credits: on its way, not yet decided.
    """

    debits: Money = ZERO
    credits: Money = ZERO
    pending_debits: Money = ZERO
    pending_credits: Money = ZERO

    @property
    def amount(self) -> Money:
        """What the account holds: posted only."""
        return self.credits - self.debits

    @property
    def available(self) -> Money:
        """What can still be taken: what is set apart by a pending transfer cannot."""
        return self.amount - self.pending_debits


class Move(Enum):
    """A lawful move: from which kind of account to which, with its Dutch name."""

    GRANT = (AccountKind.SOURCE, AccountKind.SPACE, "ruimte toegekend")
    CUT = (AccountKind.SPACE, AccountKind.SOURCE, "ruimte verlaagd")
    SHIFT = (AccountKind.SPACE, AccountKind.SPACE, "ruimte overgeheveld")
    HOLD_BACK = (AccountKind.SPACE, AccountKind.HELD_BACK, "ruimte achtergehouden")
    RELEASE = (AccountKind.HELD_BACK, AccountKind.SPACE, "achtergehouden ruimte vrijgegeven")
    TO_PGB = (AccountKind.SPACE, AccountKind.PGB, "ruimte naar pgb")
    FROM_PGB = (AccountKind.PGB, AccountKind.SPACE, "ruimte terug van pgb")
    RESERVE = (AccountKind.SPACE, AccountKind.RESERVED, "toegekend aan een aanbieder")
    UNRESERVE = (AccountKind.RESERVED, AccountKind.SPACE, "toekenning ingetrokken")
    COMMIT = (AccountKind.RESERVED, AccountKind.COMMITTED, "afgesproken")
    COMMIT_FREE = (AccountKind.SPACE, AccountKind.COMMITTED, "afgesproken uit vrije ruimte")
    UNCOMMIT = (AccountKind.COMMITTED, AccountKind.SPACE, "afspraak verlaagd")
    CLAIM = (AccountKind.OUTSIDE, AccountKind.CLAIMED, "gedeclareerd")
    REJECT = (AccountKind.CLAIMED, AccountKind.OUTSIDE, "declaratie afgewezen")
    APPROVE = (AccountKind.CLAIMED, AccountKind.APPROVED, "declaratie goedgekeurd")
    PAY = (AccountKind.APPROVED, AccountKind.PAID, "betaald")
    ADVANCE = (AccountKind.OUTSIDE, AccountKind.ADVANCED, "voorschot betaald")
    SET_OFF = (AccountKind.ADVANCED, AccountKind.OUTSIDE, "voorschot verrekend")
    RECOVER = (AccountKind.PAID, AccountKind.RECOVERED, "teruggevorderd")
    EXPOSE = (AccountKind.OUTSIDE, AccountKind.EXPOSURE, "zorg boven de afspraak")
    COVER = (AccountKind.EXPOSURE, AccountKind.OUTSIDE, "zorg boven de afspraak gedekt of afgewikkeld")

    @property
    def debit(self) -> AccountKind:
        """The kind of account it takes from."""
        return self.value[0]

    @property
    def credit(self) -> AccountKind:
        """The kind of account it gives to."""
        return self.value[1]

    @property
    def dutch(self) -> str:
        """What it is called on Dutch screens."""
        return self.value[2]


BY_KINDS = {(move.debit, move.credit): move for move in Move}
"""The move between two kinds of account; no entry, no move."""
