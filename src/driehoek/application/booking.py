"""Booking a round in the budget ledger: the space opens and moves, the round takes what it set apart and granted.

Space that a step moves between frames is paired off: what leaves, in order of frame, goes to what enters, in order of
frame. Who gets which euro of the other is of no consequence; what each frame ends with is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from driehoek.domain.allocation import STATE, Allocation, Frame, Problem
from driehoek.domain.ledger import (
    Ledger,
    OpeningSpace,
    Reservation,
    RoundFrame,
    SpaceFrame,
    SpaceMove,
    check,
    open_year,
    post_round,
)
from driehoek.domain.policy import Step
from driehoek.engines.allocation.base import Ability
from driehoek.engines.allocation.definitions import space_steps_that
from driehoek.kernel import ZERO, Finding, Money


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
    opened, refused = open_year(
        OpeningSpace(_at(problem, space.frame), space.amount, space.known_on, f"space.csv, {space.known_on}")
        for space in problem.spaces
    )
    frames, moves = _frames(problem, allocation), tuple(_moves(problem, allocation))
    ledger, unbooked = post_round(opened, frames, day, reference, moves)
    return ledger, (*refused, *unbooked, *check(ledger))


def _at(problem: Problem, frame: Frame) -> SpaceFrame:
    return SpaceFrame(problem.year, frame.pool, frame.name)


def _frames(problem: Problem, allocation: Allocation) -> list[RoundFrame]:
    """What the round decided in each frame; what went to pgb apart from what waits."""
    to_pgb = {step.id for step in space_steps_that(Ability.GOES_TO_PGB, problem.division)}
    reservations: defaultdict[Frame, list[Reservation]] = defaultdict(list)
    for grant in allocation.grants:
        reservations[grant.frame].append(Reservation(grant.contract, grant.lot, grant.money))
    made = []
    for frame in sorted({*reservations, *allocation.reserved, *allocation.exposure}):
        apart = allocation.reserved.get(frame, {})
        made.append(
            RoundFrame(
                _at(problem, frame),
                {step: amount for step, amount in apart.items() if step not in to_pgb},
                tuple(reservations[frame]),
                allocation.exposure.get(frame, ZERO),
                {step: amount for step, amount in apart.items() if step in to_pgb},
            )
        )
    return made


def _moves(problem: Problem, allocation: Allocation) -> Iterator[SpaceMove]:
    """What each step moved, as pairs of a frame that gives and a frame that takes."""
    for step in problem.division.space:
        moved = {frame: steps[step.id] for frame, steps in allocation.moved.items() if step.id in steps}
        if STATE in moved:  # what the state gives or takes, it gives to and takes from each frame by itself
            moved = {frame: amount for frame, amount in moved.items() if frame != STATE}
            yield from (_by_state(problem, step, frame, moved[frame]) for frame in sorted(moved))
            continue
        giving = [(frame, -amount) for frame, amount in sorted(moved.items()) if amount < ZERO]
        taking = [(frame, amount) for frame, amount in sorted(moved.items()) if amount > ZERO]
        yield from _paired(problem, step, giving, taking)


def _by_state(problem: Problem, step: Step, frame: Frame, amount: Money) -> SpaceMove:
    where = _at(problem, frame)
    away, to = (None, where) if amount > ZERO else (where, None)
    return SpaceMove(step.id, _cause(step), away, to, max(amount, -amount))


def _paired(
    problem: Problem, step: Step, giving: list[tuple[Frame, Money]], taking: list[tuple[Frame, Money]]
) -> Iterator[SpaceMove]:
    needs = dict(taking)
    for away, given in giving:
        left = given
        for to, need in sorted(needs.items()):
            amount = min(left, need)
            if amount:
                yield SpaceMove(step.id, _cause(step), _at(problem, away), _at(problem, to), amount)
                needs[to] = need - amount
                left -= amount


def _cause(step: Step) -> str:
    return step.text or f"Ruimte verschoven volgens stap '{step.id}' van het beleid"
