"""Space that changes in the year: more, less, to another frame, to personal budgets.

Space is a dated series. A cut below what is promised is never a silent state: it gives a finding and a proposal, and
nothing is booked until a person chose.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from driehoek.domain.ledger.accounts import Account, AccountKind, Move, SpaceFrame
from driehoek.domain.ledger.apply import Ledger, apply, apply_all
from driehoek.domain.ledger.transfers import Booking, State, Transfer
from driehoek.kernel import ZERO, Code, Dated, Entry, Finding, Money, NotApplicable, Period, TieKey, apportion_within
from driehoek.kernel.dutch import amount, day

CUT_BELOW_PROMISED = Code(
    "LED-030",
    nl="{subject}: de ruimte moet met {seen} omlaag, maar er is {wanted} vrij.",
    en="{subject}: the space must fall by {seen}, but only {wanted} is free.",
    mend_nl="Kies wat vrijkomt: het voorstel noemt eerst wat is achtergehouden en dan wat nog niet is afgesproken.",
    mend_en="Choose what is released: the proposal names what is held back first, then what is not yet agreed.",
)
PGB_RULE_UNKNOWN = Code(
    "LED-031",
    nl="{subject}: het pgb daalde met {seen}, maar voor {wanted} is niet bekend of die ruimte terugkomt.",
    en="{subject}: the pgb fell by {seen}, but whether that space returns is not known for {wanted}.",
    mend_nl="Leg voor die dag vast of ruimte van het pgb terugkomt, met de bron.",
    mend_en="Record for that day whether space returns from pgb, with its source.",
)
FINDINGS = (CUT_BELOW_PROMISED, PGB_RULE_UNKNOWN)

PGB_RETURNS: Dated[bool] = Dated(
    (
        Entry(
            Period.year(2016),
            value=False,
            source="RVS, Inkoopsafari (2016), 3.2 Persoonsgebonden budget",
        ),
    )
)
"""Whether a fall of the pgb gives space back to care in kind (E-004); known for no other year."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """A fall of the space that does not fit in what is free; nothing was booked.

    Attributes:
        finding: what is wrong.
        proposal: transfers that would release space and then lower it as far as that goes; book all or none.
        uncovered: what agreements would still have to give up.
    """

    finding: Finding
    proposal: tuple[Transfer, ...]
    uncovered: Money


def granted(ledger: Ledger, frame: SpaceFrame) -> Money:
    """The whole space of ``frame``: what is free, held back, promised and agreed, and what went to pgb."""
    kinds = (AccountKind.SPACE, AccountKind.HELD_BACK, AccountKind.RESERVED, AccountKind.COMMITTED, AccountKind.PGB)
    return sum((ledger.held(frame, kind) for kind in kinds), start=ZERO)


def national(ledger: Ledger, year: int) -> Money:
    """The space of all frames of a year together; a transfer of space between them leaves it as it is (E-048)."""
    return sum((granted(ledger, frame) for frame in ledger.frames() if frame.year == year), start=ZERO)


def set_space(
    ledger: Ledger, frame: SpaceFrame, whole: Money, booking: Booking, key: TieKey
) -> Ledger | Shortage | Finding:
    """Bring the space of ``frame`` to a new amount, as a new decision of the state says.

    Args:
        ledger: the ledger.
        frame: where.
        whole: the new amount.
        booking: the decision.
        key: the published key, by which a proposal splits what reservations give up.

    Returns:
        The ledger; a `Shortage` when more is promised than the new space holds; a finding when it is refused.
    """
    change = whole - granted(ledger, frame)
    if not change:
        return ledger
    if change > ZERO:
        return apply(ledger, booking.book(Move.GRANT, frame, change))
    return take(ledger, frame, -change, booking, Move.CUT, key)


def take(
    ledger: Ledger, frame: SpaceFrame, wanted: Money, booking: Booking, move: Move, key: TieKey
) -> Ledger | Shortage | Finding:
    """Take space away (a cut, or growth of pgb): from what is free, or else as a proposal."""
    free = ledger.free(frame)
    if wanted <= free:
        return apply(ledger, booking.book(move, frame, wanted))
    finding = Finding(CUT_BELOW_PROMISED, str(frame), seen=amount(wanted), wanted=amount(free))
    released = _released(ledger, frame, wanted - free, booking, key)
    within = free + sum((transfer.amount for transfer in released), start=ZERO)
    lowered = (booking.book(move, frame, min(wanted, within)),) if within else ()
    return Shortage(finding, (*released, *lowered), wanted - min(wanted, within))


def shift(ledger: Ledger, away: SpaceFrame, to: SpaceFrame, wanted: Money, booking: Booking) -> Ledger | Finding:
    """Transfer free space to another frame, of the same purchaser or another (overheveling, E-048)."""
    return apply(ledger, booking.book(Move.SHIFT, away, wanted, to=to, tag=str(to)))


def follow_pgb(
    ledger: Ledger,
    frame: SpaceFrame,
    awarded: Money,
    booking: Booking,
    key: TieKey,
    returns: Dated[bool] = PGB_RETURNS,
) -> Ledger | Shortage | Finding | NotApplicable:
    """Let the space follow the pgb awards: growth takes space from care in kind; a fall only gives back by rule.

    Args:
        ledger: the ledger.
        frame: where.
        awarded: all that is awarded in pgb now.
        booking: the act.
        key: the published key, for a proposal.
        returns: by date, whether a fall gives space back.
    """
    change = awarded - ledger.held(frame, AccountKind.PGB)
    if not change:
        return ledger
    if change > ZERO:
        return take(ledger, frame, change, booking, Move.TO_PGB, key)
    rule = returns.find(booking.day)
    if rule is None:
        return Finding(PGB_RULE_UNKNOWN, str(frame), seen=amount(-change), wanted=day(booking.day))
    if rule.value:
        return apply(ledger, booking.book(Move.FROM_PGB, frame, -change))
    return NotApplicable(
        f"Het pgb daalde met {amount(-change)}; die ruimte komt niet terug ({rule.source}).",
        f"The pgb fell by {-change}; that space does not return ({rule.source}).",
    )


def accept(ledger: Ledger, shortage: Shortage) -> tuple[Ledger, tuple[Finding, ...]]:
    """Book a proposal as a person chose it: all of it or nothing."""
    return apply_all(ledger, shortage.proposal)


def _released(ledger: Ledger, frame: SpaceFrame, wanted: Money, booking: Booking, key: TieKey) -> tuple[Transfer, ...]:
    at_once = replace(booking, state=State.POSTED, expires_on=None)
    held = min(ledger.balance(Account(frame, AccountKind.HELD_BACK)).available, wanted)
    transfers = [at_once.book(Move.RELEASE, frame, held)] if held else []
    reserved = {
        account.contract: balance.available.cents
        for account, balance in ledger.balances.items()
        if (account.frame, account.kind) == (frame, AccountKind.RESERVED) and balance.available > ZERO
    }
    left = min((wanted - held).cents, sum(reserved.values()))
    for contract, cents in sorted(apportion_within(left, reserved, reserved, key).items()):
        if cents:
            transfers.append(at_once.book(Move.UNRESERVE, frame, Money(cents), contract=contract))
    return tuple(transfers)
