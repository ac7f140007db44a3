"""What an agreement takes of the space: to the cent, and the ledger ends exactly there whatever it held."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.agreement.committing import HeldFor, committing, over_frames
from driehoek.domain.ledger import Account, AccountKind, Booking, Ledger, Move, SpaceFrame, apply_all
from driehoek.kernel import ZERO, Money, total

FRAMES = [SpaceFrame(2027, "noord", name) for name in ("regulier", "ggz", "vg")]
AMOUNTS = st.integers(0, 10_000_00).map(Money)
PER_FRAME = st.dictionaries(st.sampled_from(FRAMES), AMOUNTS)
OPENING = Booking("begin", "ruimte", date(2027, 1, 1))
ROOM = Money.euros(100_000)


@given(whole=AMOUNTS, lines=st.lists(st.tuples(st.sampled_from(FRAMES), AMOUNTS), min_size=1))
def test_the_frames_together_bear_the_whole_to_the_cent(whole: Money, lines: list[tuple[SpaceFrame, Money]]) -> None:
    parts = over_frames(whole, lines)
    assert total(parts.values()) == whole
    assert set(parts) == {frame for frame, _amount in lines}


@given(lines=st.lists(st.tuples(st.sampled_from(FRAMES), AMOUNTS), min_size=1))
def test_where_the_lines_make_the_amount_each_frame_bears_its_own(lines: list[tuple[SpaceFrame, Money]]) -> None:
    parts = over_frames(total(amount for _frame, amount in lines), lines)
    assert all(parts[each] == total(amount for frame, amount in lines if frame == each) for each in parts)


@pytest.mark.requirement("E-001")
@given(reserved=PER_FRAME, first=PER_FRAME, then=PER_FRAME)
def test_the_ledger_ends_at_what_was_signed(
    reserved: dict[SpaceFrame, Money], first: dict[SpaceFrame, Money], then: dict[SpaceFrame, Money]
) -> None:
    space = [OPENING.book(Move.GRANT, frame, ROOM) for frame in FRAMES]
    kept = [OPENING.book(Move.RESERVE, frame, amount, contract="1") for frame, amount in reserved.items() if amount]
    ledger, refused = apply_all(Ledger(), [*space, *kept])
    assert refused == ()
    for number, wanted in enumerate((first, then), 1):
        booking = Booking(f"overeenkomst/{number}", "getekend", date(2027, 1, number))
        ledger, refused = apply_all(ledger, committing("1", wanted, _held(ledger), booking))
        assert refused == ()
        assert {frame: held.committed for frame, held in _held(ledger).items()} == {
            frame: wanted.get(frame, ZERO) for frame in FRAMES
        }
    kinds = (AccountKind.SPACE, AccountKind.RESERVED, AccountKind.COMMITTED)
    for frame in FRAMES:
        own = [ledger.balance(Account(frame, kind, "" if kind is AccountKind.SPACE else "1")).amount for kind in kinds]
        assert total(own) == ROOM


def _held(ledger: Ledger) -> dict[SpaceFrame, HeldFor]:
    return {
        frame: HeldFor(
            ledger.balance(Account(frame, AccountKind.RESERVED, "1")).available,
            ledger.balance(Account(frame, AccountKind.COMMITTED, "1")).available,
        )
        for frame in FRAMES
    }
