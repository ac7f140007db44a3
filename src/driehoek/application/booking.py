"""Booking a round in the budget ledger: the space opens, the round takes what it held back and granted."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from driehoek.domain.allocation import Allocation, Frame, Problem
from driehoek.domain.ledger import (
    Ledger,
    OpeningSpace,
    Reservation,
    RoundFrame,
    SpaceFrame,
    check,
    open_year,
    post_round,
)
from driehoek.kernel import ZERO, Finding


def book_round(
    problem: Problem, allocation: Allocation, day: date, reference: str
) -> tuple[Ledger, tuple[Finding, ...]]:
    """Open the year with the space of the problem and post what the division decided.

    Args:
        problem: for the space.
        allocation: what was decided.
        day: the day of decision.
        reference: the decision fingerprint; booking the same decision again changes nothing.

    Returns:
        The ledger, and whatever it refused or a recount of its transfers disagrees with; nothing when all is well.
    """

    def at(frame: Frame) -> SpaceFrame:
        return SpaceFrame(problem.year, frame.pool, frame.name)

    opened, refused = open_year(
        OpeningSpace(at(space.frame), space.amount, space.known_on, f"space.csv, {space.known_on}")
        for space in problem.spaces
    )
    reservations: defaultdict[Frame, list[Reservation]] = defaultdict(list)
    for grant in allocation.grants:
        reservations[grant.frame].append(Reservation(grant.contract, grant.lot, grant.money))
    frames = sorted({*reservations, *allocation.reserved, *allocation.exposure})
    ledger, unbooked = post_round(
        opened,
        [
            RoundFrame(
                at(frame),
                dict(allocation.reserved.get(frame, {})),
                tuple(reservations[frame]),
                allocation.exposure.get(frame, ZERO),
            )
            for frame in frames
        ],
        day,
        reference,
    )
    return ledger, (*refused, *unbooked, *check(ledger))
