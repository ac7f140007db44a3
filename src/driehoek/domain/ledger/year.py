"""The year as a round lives it: the space opens, a round posts what it held back, granted and could not hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from driehoek.domain.ledger.accounts import Account, AccountKind, Move, SpaceFrame
from driehoek.domain.ledger.apply import Ledger, apply_all, apply_each
from driehoek.domain.ledger.transfers import Bearer, Booking, Transfer
from driehoek.kernel import ZERO, Code, Finding, Money, total
from driehoek.kernel.dutch import amount

OVER_SPACE = Code(
    "LED-050",
    nl="{subject}: samen is er {seen} toegekend en achtergehouden, maar de vrije ruimte is {wanted}.",
    en="{subject}: {seen} is granted and held back together, but the free space is {wanted}.",
    mend_nl="Verlaag de toekenningen of de achtergehouden ruimte. Er is niets van de ronde geboekt.",
    mend_en="Lower the grants or the hold-back; nothing of the round was booked.",
)
FINDINGS = (OVER_SPACE,)


@dataclass(frozen=True, slots=True)
class OpeningSpace:
    """The space of one frame as it is first granted.

    Attributes:
        frame: which.
        amount: how much; zero opens a frame without space.
        known_on: since when.
        source: the decision that grants it.
    """

    frame: SpaceFrame
    amount: Money
    known_on: date
    source: str


@dataclass(frozen=True, slots=True)
class Reservation:
    """What a round grants to one contract in one lot.

    Attributes:
        contract: the AGB of the contract.
        lot: the lot.
        amount: how much; nothing is booked for zero.
    """

    contract: str
    lot: str
    amount: Money


@dataclass(frozen=True, slots=True)
class RoundFrame:
    """What a round decides in one frame.

    Attributes:
        frame: which.
        held_back: what is kept apart, by the step of the policy that keeps it.
        reservations: what is granted.
        exposure: care that clients asked for and the space does not hold.
        to_pgb: what goes to personal budgets, by the step of the policy that lets it go.
    """

    frame: SpaceFrame
    held_back: Mapping[str, Money] = field(default_factory=dict)
    reservations: tuple[Reservation, ...] = ()
    exposure: Money = ZERO
    to_pgb: Mapping[str, Money] = field(default_factory=dict)

    @property
    def asked(self) -> Money:
        """The space that all this asks."""
        return total((*self.held_back.values(), *self.to_pgb.values(), *(item.amount for item in self.reservations)))


@dataclass(frozen=True, slots=True)
class SpaceMove:
    """Space that a round moves before it divides.

    Attributes:
        step: the step of the policy that moves it.
        cause: why, in plain Dutch.
        away: the frame it leaves; None where the state gives it.
        to: the frame it enters; None where the state takes it.
        amount: how much, above zero.
    """

    step: str
    cause: str
    away: SpaceFrame | None
    to: SpaceFrame | None
    amount: Money


def excess(space: Money, agreements: Iterable[Money]) -> Money:
    """By how much agreements together pass the space; zero when they fit (E-001).

    >>> str(excess(Money.euros(100), [Money.euros(60), Money.euros(41)]))
    '1.00'
    """
    return max(total(agreements) - space, ZERO)


def open_year(spaces: Iterable[OpeningSpace]) -> tuple[Ledger, tuple[Finding, ...]]:
    """A ledger with the space of each frame; wrong lines are findings and open nothing.

    A frame without space needs no transfer: its accounts read zero until something is booked.
    """
    transfers = [
        Booking(item.source, "Contracteerruimte toegekend", item.known_on).book(Move.GRANT, item.frame, item.amount)
        for item in sorted(spaces, key=lambda item: (item.frame, item.known_on, item.source))
        if item.amount
    ]
    return apply_each(Ledger(), transfers)


def post_round(
    ledger: Ledger, frames: Sequence[RoundFrame], day: date, reference: str, moves: Sequence[SpaceMove] = ()
) -> tuple[Ledger, tuple[Finding, ...]]:
    """Book what a round decided: all of the space it takes or none of it, and the exposure in any case.

    Args:
        ledger: with the space of the year.
        frames: what the round decided, in any order.
        day: the day of decision.
        reference: the decision, such as its fingerprint; booking the same one again changes nothing.
        moves: the space it moves first, in the order of its steps.

    Returns:
        The ledger, and per frame that does not fit (and per transfer refused) a finding.
    """
    ordered = sorted(frames, key=lambda item: item.frame)
    booking = Booking(reference, "Ronde van de zorginkoop", day)
    moving = [_moving(item, booking) for item in moves if item.amount]
    taking = [*moving, *(transfer for item in ordered for transfer in _taking(item, booking))]
    held, refused = apply_all(ledger, taking)
    if held is ledger and refused:
        moved = apply_each(ledger, moving)[0]
        refused = (*_over(moved, ordered), *refused)
    shown = Booking(reference, "Zorg die cliënten vragen boven de ruimte", day, bearer=Bearer.UNDECIDED)
    exposed = [shown.book(Move.EXPOSE, item.frame, item.exposure) for item in ordered if item.exposure]
    after, unbooked = apply_each(held, exposed)
    return after, (*refused, *unbooked)


def commit(
    ledger: Ledger, frame: SpaceFrame, agreements: Mapping[str, Money], booking: Booking
) -> tuple[Ledger, tuple[Finding, ...]]:
    """Turn reservations into agreements, all or none: what a contract reserved goes first, the rest is free space.

    Args:
        ledger: the ledger.
        frame: where.
        agreements: per contract the amount of its agreement.
        booking: the act; pending until both have signed, or posted at once.
    """
    transfers: list[Transfer] = []
    for contract in sorted(agreements):
        reserved = ledger.balance(Account(frame, AccountKind.RESERVED, contract)).available
        first = min(reserved, agreements[contract])
        rest = agreements[contract] - first
        if first:
            transfers.append(booking.book(Move.COMMIT, frame, first, contract=contract))
        if rest:
            transfers.append(booking.book(Move.COMMIT_FREE, frame, rest, contract=contract))
    return apply_all(ledger, transfers)


def _moving(item: SpaceMove, booking: Booking) -> Transfer:
    caused = replace(booking, cause=item.cause)
    if item.away is not None and item.to is not None:
        return caused.book(Move.SHIFT, item.away, item.amount, to=item.to, tag=f"{item.step}/{item.to}")
    if item.to is not None:
        return caused.book(Move.GRANT, item.to, item.amount, tag=item.step)
    if item.away is not None:
        return caused.book(Move.CUT, item.away, item.amount, tag=item.step)
    msg = f"{item.step} moves space from the state to the state"
    raise ValueError(msg)


def _taking(item: RoundFrame, booking: Booking) -> list[Transfer]:
    held = [
        booking.book(Move.HOLD_BACK, item.frame, item.held_back[step], tag=step)
        for step in sorted(item.held_back)
        if item.held_back[step]
    ]
    granted = [
        booking.book(Move.RESERVE, item.frame, grant.amount, contract=grant.contract, tag=grant.lot)
        for grant in sorted(item.reservations, key=lambda grant: (grant.contract, grant.lot))
        if grant.amount
    ]
    gone = [
        booking.book(Move.TO_PGB, item.frame, item.to_pgb[step], tag=step)
        for step in sorted(item.to_pgb)
        if item.to_pgb[step]
    ]
    return [*gone, *held, *granted]


def _over(ledger: Ledger, frames: Sequence[RoundFrame]) -> list[Finding]:
    return [
        Finding(OVER_SPACE, str(item.frame), seen=amount(item.asked), wanted=amount(ledger.free(item.frame)))
        for item in frames
        if excess(ledger.free(item.frame), (item.asked,))
    ]
