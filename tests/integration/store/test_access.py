"""The second wall: the database itself shows nobody what is not theirs."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from driehoek.adapters.store.acting import Actor, acting, set_actor
from driehoek.adapters.store.booking import post
from driehoek.adapters.store.connection import faults
from driehoek.adapters.store.models import LedgerAccount, LedgerTransfer, Membership, OutboxEntry
from driehoek.adapters.store.trail import record
from driehoek.domain.ledger.accounts import Move, SpaceFrame
from driehoek.domain.ledger.transfers import Booking
from driehoek.kernel import Money
from tests.integration.store.conftest import Corners

FRAME = SpaceFrame(2027, "noord", "regular")
AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
YEAR = DateRange(date(2027, 1, 1), date(2028, 1, 1))


def fill_ledger(corners: Corners) -> None:
    booking = Booking("besluit", "ruimte 2027", date(2027, 1, 1))
    actor = Actor(corners.purchaser.id, "purchasing", corners.person.id)
    moves = [
        booking.book(Move.GRANT, FRAME, Money.euros(100)),
        booking.book(Move.RESERVE, FRAME, Money.euros(10), contract="06000001"),
        booking.book(Move.RESERVE, FRAME, Money.euros(20), contract="06000002"),
    ]
    with acting(actor):
        providers = {"06000001": corners.provider.id, "06000002": corners.other_provider.id}
        assert post(corners.purchaser.id, moves, providers) == ()
        record(actor, "booked", "besluit", {"persons": 1}, AT)


def seen(actor: Actor) -> tuple[int, int, int]:
    with acting(actor):
        return LedgerAccount.objects.count(), LedgerTransfer.objects.count(), OutboxEntry.objects.count()


def test_each_sees_its_own_and_nobody_sees_nothing(corners: Corners) -> None:
    fill_ledger(corners)
    assert seen(Actor(corners.purchaser.id, "purchasing")) == (4, 3, 1)
    assert seen(Actor(corners.other_purchaser.id, "purchasing")) == (0, 0, 0)
    assert seen(Actor(corners.provider.id, "providing")) == (1, 1, 0)
    with transaction.atomic():
        assert LedgerAccount.objects.count() == 0
    assert LedgerTransfer.objects.count() == 0


def test_who_acts_ends_with_the_transaction_though_the_connection_stays(corners: Corners) -> None:
    fill_ledger(corners)
    assert seen(Actor(corners.purchaser.id, "purchasing"))[0] == 4
    assert LedgerAccount.objects.count() == 0
    with pytest.raises(RuntimeError, match="inside a transaction"):
        set_actor(Actor(corners.purchaser.id, "purchasing"))


def test_nobody_books_in_the_ledger_of_another(corners: Corners) -> None:
    fill_ledger(corners)
    booking = Booking("greep", "ruimte weghalen", date(2027, 1, 1)).book(Move.CUT, FRAME, Money.euros(1))
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting(Actor(corners.other_purchaser.id, "purchasing")),
    ):
        post(corners.purchaser.id, [booking], {})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE store_ledgertransfer SET amount = 1",
        "DELETE FROM store_ledgertransfer",
        "TRUNCATE store_ledgertransfer",
        "UPDATE store_ledgeraccount SET credits = credits + 1",
        "DELETE FROM store_auditentry",
        "UPDATE store_outboxentry SET act = 'x'",
        "ALTER TABLE store_ledgeraccount DISABLE ROW LEVEL SECURITY",
        "SET ROLE driehoek_owner",
    ],
)
def test_the_role_that_serves_may_not(corners: Corners, statement: str) -> None:
    fill_ledger(corners)
    with pytest.raises(ProgrammingError), acting(Actor(corners.purchaser.id, "purchasing")), connection.cursor() as cur:
        cur.execute(statement)


def test_the_owner_itself_cannot_change_what_was_posted(corners: Corners) -> None:
    fill_ledger(corners)
    for statement in ("UPDATE store_ledgertransfer SET amount = 1", "DELETE FROM store_ledgertransfer"):
        with pytest.raises(ProgrammingError, match="never allowed"), connections["owner"].cursor() as cursor:
            cursor.execute(statement)


def test_an_account_is_born_empty(corners: Corners) -> None:
    with pytest.raises(IntegrityError, match="born empty"), acting(Actor(corners.purchaser.id, "purchasing")):
        LedgerAccount.objects.create(purchaser=corners.purchaser, year=2027, kind="space", credits=5)


def test_the_application_serves_as_the_small_role_and_refuses_the_great_one(corners: Corners) -> None:
    assert faults() == ()
    assert {fault.code.id for fault in faults("owner")} == {"STO-001"}


def test_a_server_that_is_too_old_is_told(corners: Corners, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("driehoek.adapters.store.connection.OLDEST_SERVER", 99)
    assert [fault.code.id for fault in faults()] == ["STO-003"]


def test_a_table_without_its_guard_is_told(corners: Corners) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE store_ledgertransfer NO FORCE ROW LEVEL SECURITY")
        try:
            assert [(fault.code.id, fault.subject) for fault in faults()] == [("STO-002", "store_ledgertransfer")]
        finally:
            cursor.execute("ALTER TABLE store_ledgertransfer FORCE ROW LEVEL SECURITY")


def member(corners: Corners, role: str, region: str, valid: DateRange = YEAR) -> None:
    with acting(Actor(corners.purchaser.id, "administration", corners.other_person.id)):
        Membership.objects.create(
            person=corners.person, organisation=corners.purchaser, role=role, region=region, valid=valid
        )


def test_purchasing_and_control_are_never_one_person_in_one_region_at_one_time(corners: Corners) -> None:
    member(corners, "purchasing", "5501")
    member(corners, "control", "5503")
    member(corners, "control", "5501", DateRange(date(2028, 1, 1), None))
    for region in ("5501", ""):
        with pytest.raises(IntegrityError, match="cannot be one person"):
            member(corners, "control", region, DateRange(date(2027, 6, 1), date(2027, 7, 1)))


def test_one_role_does_not_overlap_itself_in_time(corners: Corners) -> None:
    member(corners, "purchasing", "5501")
    with pytest.raises(IntegrityError, match="membership_no_overlap"):
        member(corners, "purchasing", "5501", DateRange(date(2027, 12, 31), None))
    member(corners, "purchasing", "5501", DateRange(date(2028, 1, 1), None))


ASKS_WHO_ACTS = re.compile(r"driehoek_(organisation|person|role)\(\)|store_agreement_(side|writer)\(|EXISTS \(")
"""What a rule of access asks: who acts, or whether they see a row of another guarded table."""


def test_no_rule_of_access_holds_for_everyone(corners: Corners) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT tablename || '.' || policyname, concat_ws(' AND ', qual, with_check) FROM pg_policies"
            " WHERE 'driehoek_app' = ANY(roles) AND permissive = 'PERMISSIVE'"
        )
        found = dict(cursor.fetchall())
    assert len(found) > 150
    assert {name for name, rule in found.items() if not ASKS_WHO_ACTS.search(rule)} == set()
