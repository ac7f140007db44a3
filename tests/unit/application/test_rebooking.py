"""The ledger of the next version is reached by the difference, in an order in which nothing passes the space."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from driehoek.application.rebooking import rebooked
from driehoek.domain.ledger import Ledger, OpeningSpace, Reservation, RoundFrame, SpaceFrame, open_year, post_round
from driehoek.domain.ledger.apply import apply_each
from driehoek.kernel import Money

DAY = date(2026, 10, 9)
FRAMES = (SpaceFrame(2027, "regio", "regular"), SpaceFrame(2027, "regio", "innovatie"))
SPACE = 1000
Part = tuple[int, int, int, int, int]


def booked(spaces: tuple[int, int], parts: tuple[Part, Part], reference: str) -> Ledger:
    opened, wrong = open_year(
        OpeningSpace(frame, Money(SPACE + extra), DAY, f"{reference}-{frame.name}")
        for frame, extra in zip(FRAMES, spaces, strict=True)
    )
    assert wrong == ()
    frames = [
        RoundFrame(
            frame,
            {"reserve": Money(held)},
            (Reservation("99000001", "lot", Money(one)), Reservation("99000002", "lot", Money(two))),
            Money(exposed),
            {"pgb": Money(gone)},
        )
        for frame, (held, one, two, exposed, gone) in zip(FRAMES, parts, strict=True)
    ]
    ledger, refused = post_round(opened, frames, DAY, reference)
    assert refused == ()
    return ledger


EACH = st.tuples(*(st.integers(0, SPACE // 4) for _ in range(5)))
BOTH = st.tuples(EACH, EACH)
EXTRA = st.tuples(st.integers(0, 500), st.integers(0, 500))


@given(EXTRA, BOTH, EXTRA, BOTH)
def test_every_account_ends_where_the_next_version_has_it_and_no_transfer_is_refused(
    spaces: tuple[int, int], before: tuple[Part, Part], spaces_after: tuple[int, int], after: tuple[Part, Part]
) -> None:
    one, two = booked(spaces, before, "een"), booked(spaces_after, after, "twee")
    moves = rebooked(one, two, DAY, "twee", "Versie 2")
    ended, refused = apply_each(one, moves)
    assert refused == ()
    accounts = {*ended.balances, *two.balances}
    assert {a: ended.balance(a).amount for a in accounts} == {a: two.balance(a).amount for a in accounts}
    assert rebooked(two, two, DAY, "twee", "Versie 2") == ()


def test_whoever_stays_as_it_was_is_not_booked_again() -> None:
    part: Part = (100, 200, 200, 0, 0)
    one, two = booked((0, 0), (part, part), "een"), booked((0, 0), ((75, 225, 200, 0, 0), part), "twee")
    moves = rebooked(one, two, DAY, "twee", "Versie 2")
    assert [(item.amount, item.credit.contract) for item in moves] == [(Money(25), ""), (Money(25), "99000001")]
