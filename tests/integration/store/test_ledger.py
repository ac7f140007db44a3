"""The ceiling in the database: never a cent over, whoever comes at once; and equal to the ledger of the domain."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from random import Random

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.booking import balances, post, read
from driehoek.domain.ledger import Ledger, apply
from driehoek.domain.ledger.accounts import Account, AccountKind, Move, SpaceFrame
from driehoek.domain.ledger.invariants import check
from driehoek.domain.ledger.recount import recount
from driehoek.domain.ledger.transfers import Booking, State, Transfer, decide
from driehoek.kernel import Finding, Money
from tests.integration.store.conftest import Corners

FRAME = SpaceFrame(2027, "noord", "regular")
DAY = date(2027, 1, 1)
SPACE = Account(FRAME, AccountKind.SPACE)


def granted(corners: Corners, euros: int) -> Actor:
    actor = Actor(corners.purchaser.id, "purchasing")
    with acting(actor):
        assert (
            post(
                corners.purchaser.id, [Booking("ruimte", "ruimte", DAY).book(Move.GRANT, FRAME, Money.euros(euros))], {}
            )
            == ()
        )
    return actor


def reserve(actor: Actor, number: int, cents: int) -> tuple[Finding, ...]:
    booking = Booking(f"toekenning-{number}", "toekenning", DAY)
    transfer = booking.book(Move.RESERVE, FRAME, Money(cents), contract=f"06{number:06d}")
    try:
        with acting(actor):
            return post(actor.organisation, [transfer], {})
    finally:
        connections.close_all()


@pytest.mark.requirement("E-001", "E-011")
def test_of_sixty_at_once_exactly_as_many_get_in_as_fit(corners: Corners) -> None:
    actor = granted(corners, 100)
    with ThreadPoolExecutor(12) as pool:
        refused = list(pool.map(lambda number: reserve(actor, number, 300), range(60)))
    assert sum(not found for found in refused) == 100 * 100 // 300
    assert {finding.code.id for found in refused for finding in found} == {"LED-001"}
    with acting(actor):
        counted = recount(read(actor.organisation, 2027))
        assert counted.moved[SPACE] == 100
        assert balances(actor.organisation, 2027)[SPACE].amount == Money(100)


def test_of_unequal_amounts_at_once_the_sum_never_passes_the_space(corners: Corners) -> None:
    actor = granted(corners, 100)
    drawn = Random(7)
    amounts = [drawn.randint(1, 900) for _ in range(60)]
    with ThreadPoolExecutor(12) as pool:
        refused = list(pool.map(lambda item: reserve(actor, *item), enumerate(amounts)))
    taken = sum(amount for amount, found in zip(amounts, refused, strict=True) if not found)
    assert taken <= 100 * 100
    smallest = min((amount for amount, found in zip(amounts, refused, strict=True) if found), default=0)
    assert not smallest or 100 * 100 - taken < max(amounts)


def booked(number: int, cents: int, state: State = State.POSTED) -> Transfer:
    booking = Booking(f"toekenning-{number}", "toekenning", DAY, state)
    return booking.book(Move.RESERVE, FRAME, Money(cents), contract="06000001")


def test_a_call_is_booked_whole_or_not_and_names_the_room_that_its_own_transfers_leave(corners: Corners) -> None:
    actor = granted(corners, 100)
    with acting(actor):
        found = post(actor.organisation, [booked(1, 6000), booked(2, 6000)], {})
    assert [(item.code.id, str(item.seen), str(item.wanted)) for item in found] == [
        ("LED-001", "€\u00a060,00", "€\u00a040,00")
    ]
    with acting(actor):
        other = post(actor.organisation, [booked(3, 100), booked(3, 200)], {})
        assert len(read(actor.organisation, 2027)) == 1  # the space alone
    assert [item.code.id for item in other] == ["LED-007"]


def test_the_same_transfer_from_two_at_once_is_booked_once_and_both_hear_that_it_is_there(corners: Corners) -> None:
    actor = granted(corners, 100)

    def send(_: int) -> tuple[Finding, ...]:
        try:
            with acting(actor):
                return post(actor.organisation, [booked(1, 100)], {})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(send, range(8))) == [()] * 8
    with acting(actor):
        assert len(read(actor.organisation, 2027)) == 2


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["grant", "cut", "reserve", "pending", "post", "void", "commit", "uncommit", "expose", "again"]
        ),
        st.integers(1, 400),
        st.integers(1, 3),
    ),
    max_size=14,
)


def next_transfer(step: tuple[str, int, int], number: int, ledger: Ledger) -> Transfer | None:
    name, cents, who = step
    contract = f"0600000{who}"
    booking = Booking(f"stap-{number}", "stap", DAY)
    plain = {
        "grant": Move.GRANT,
        "cut": Move.CUT,
        "reserve": Move.RESERVE,
        "commit": Move.COMMIT,
        "uncommit": Move.UNCOMMIT,
        "expose": Move.EXPOSE,
    }
    if name in plain:
        move = plain[name]
        return booking.book(move, FRAME, Money(cents), contract="" if move in (Move.GRANT, Move.CUT) else contract)
    if name == "pending":
        return Booking(f"stap-{number}", "stap", DAY, State.PENDING).book(
            Move.RESERVE, FRAME, Money(cents), contract=contract
        )
    if name == "again":
        return ledger.transfers[cents % len(ledger.transfers)] if ledger.transfers else None
    waiting = ledger.pending()
    state = State.POSTED if name == "post" else State.VOIDED
    return decide(waiting[cents % len(waiting)], state, DAY, "besloten") if waiting else None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, salt=st.uuids())
def test_the_database_books_and_refuses_exactly_as_the_domain_does(
    corners: Corners, steps: list[tuple[str, int, int]], salt: object
) -> None:
    del salt
    from driehoek.adapters.store.models import Organisation  # noqa: PLC0415 - a ledger of its own per example

    own = Organisation.objects.using("owner").create(kind="purchaser", name="Zorgkantoor (SYNTHETIC)")
    actor = Actor(own.id, "purchasing")
    ledger = Ledger()
    for number, step in enumerate(steps):
        transfer = next_transfer(step, number, ledger)
        if transfer is None:
            continue
        transfer = _own(transfer, str(own.id))
        after = apply(ledger, transfer)
        with acting(actor):
            found = post(own.id, [transfer], {})
        if isinstance(after, Finding):
            assert not found or found[0].code == after.code, (after, found)
        else:
            assert found == ()
            ledger = after
    with acting(actor):
        assert read(own.id, 2027) == ledger.transfers
        kept = {account: balance for account, balance in balances(own.id, 2027).items() if account in ledger.balances}
    assert kept == dict(ledger.balances)
    assert check(ledger) == ()


def _own(transfer: Transfer, mark: str) -> Transfer:
    """Names are unique in the whole table; this makes those of one example its own."""
    from dataclasses import replace  # noqa: PLC0415 - used here only

    if transfer.id.endswith(mark):
        return transfer
    pending = transfer.pending_id
    return replace(transfer, id=f"{transfer.id} {mark}", pending_id=pending)
