"""What a new version of a round changes against the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from driehoek.application.event import Event
from driehoek.domain.allocation.problem import Frame
from driehoek.kernel import Money

SPACE = ""
"""In the place of a contract: the open and held-back space of the frame."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a new version changes for one contract in one lot.

    Attributes:
        contract: who.
        lot: where.
        frame: the space it uses.
        before: granted by the version before; zero where it took no part.
        after: granted now.
        agreed_before: what the agreement said.
        agreed_after: what it says now.
        by: whose gain a loss pays for, or who pays for a gain, with how much; the space is the empty name.
    """

    contract: str
    lot: str
    frame: Frame
    before: Money
    after: Money
    agreed_before: Money
    agreed_after: Money
    by: tuple[tuple[str, Money], ...] = ()

    @property
    def change(self) -> Money:
        """What is granted more, or less when negative."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class VersionChange:
    """A version held against the one before it.

    Attributes:
        number: the version.
        event: what made it.
        decided_before: the fingerprint of the decision of the version before.
        moves: what changes, per contract and lot, in order; what stays the same is left out.
        judged_again: the contracts whose assessment or score changed, in order.
        placed_again: the contracts whose place in a ranking changed, in order.
        released: per frame what came from open and held-back space; negative where it went back.
    """

    number: int
    event: Event
    decided_before: str
    moves: tuple[Move, ...]
    judged_again: tuple[str, ...]
    placed_again: tuple[str, ...]
    released: Mapping[Frame, Money]

    def of(self, contract: str) -> tuple[Move, ...]:
        """The moves of one contract."""
        return tuple(move for move in self.moves if move.contract == contract)

    @property
    def touched(self) -> tuple[str, ...]:
        """Every contract for which something changes, in order."""
        return tuple(sorted({*self.judged_again, *self.placed_again, *(move.contract for move in self.moves)}))
