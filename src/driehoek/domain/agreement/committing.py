"""What an agreement takes of the space: per sub-frame to the cent, and the transfers that bring the ledger there.

A version that both signed is committed in the ledger in the same transaction: first what was reserved for the contract,
the rest out of free space, which the ledger refuses where there is none. A version that comes to less gives back the
difference (E-001, DESIGN section 6).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from driehoek.domain.ledger import Booking, Move, SpaceFrame, Transfer
from driehoek.kernel import ZERO, Money, TieKey, apportion, total


@dataclass(frozen=True, slots=True)
class HeldFor:
    """What the ledger holds for one contract in one sub-frame.

    Attributes:
        reserved: by a grant, and not agreed yet.
        committed: by the version in force.
    """

    reserved: Money = ZERO
    committed: Money = ZERO


def over_frames(whole: Money, lines: Iterable[tuple[SpaceFrame, Money]]) -> dict[SpaceFrame, Money]:
    """What an agreement takes of each sub-frame; together exactly ``whole``.

    Where the lines come to the whole, each frame bears its own lines. Where one amount was agreed instead, it is split
    by what the lines come to, by largest remainder; lines that come to nothing weigh the same.

    Args:
        whole: the most that the agreement commits.
        lines: per line its frame and amount; at least one.
    """
    sums: defaultdict[SpaceFrame, Money] = defaultdict(lambda: ZERO)
    for frame, amount in lines:
        sums[frame] += amount
    if total(sums.values()) == whole:
        return dict(sums)
    names = {str(frame): frame for frame in sorted(sums)}
    weights = {name: sums[frame].cents for name, frame in names.items()}
    if not any(weights.values()):
        weights = dict.fromkeys(weights, 1)
    parts = apportion(whole.cents, weights, TieKey("agreement"))
    return {names[name]: Money(cents) for name, cents in parts.items()}


def committing(
    contract: str, wanted: Mapping[SpaceFrame, Money], held: Mapping[SpaceFrame, HeldFor], booking: Booking
) -> tuple[Transfer, ...]:
    """The transfers after which the ledger holds exactly ``wanted`` as committed for the contract.

    Args:
        contract: whose.
        wanted: per frame what the version that was signed takes.
        held: per frame what the ledger holds now; a frame that is not there holds nothing.
        booking: the act, named after the version.

    Returns:
        What is given back first, in order of frame, so that nothing passes its space on the way.
    """
    less: list[Transfer] = []
    more: list[Transfer] = []
    for frame in sorted({*wanted, *held}):
        here = held.get(frame, HeldFor())
        change = wanted.get(frame, ZERO) - here.committed
        if change < ZERO:
            less.append(booking.book(Move.UNCOMMIT, frame, -change, contract=contract))
            continue
        first = min(here.reserved, change)
        if first:
            more.append(booking.book(Move.COMMIT, frame, first, contract=contract))
        if change > first:
            more.append(booking.book(Move.COMMIT_FREE, frame, change - first, contract=contract))
    return (*less, *more)
