"""A backup is worth what its restore is worth: dumped, dropped, brought back, and held to all that it promises."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, ProgrammingError, connections

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.backup import DUMP, SAID, back_up, restore
from driehoek.adapters.store.booking import post, read
from driehoek.adapters.store.chain import verify_chain
from driehoek.adapters.store.connection import faults
from driehoek.adapters.store.embedded import Embedded
from driehoek.adapters.store.models import LedgerAccount, OutboxEntry
from driehoek.adapters.store.recounting import ledger_faults
from driehoek.adapters.store.trail import chain, extend_chain, record
from driehoek.domain.ledger.accounts import Move, SpaceFrame
from driehoek.domain.ledger.transfers import Booking, Transfer
from driehoek.kernel import Money
from tests.integration.store.conftest import Corners

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
FRAME = SpaceFrame(2027, "noord", "regular")


def book(number: int, move: Move, euros: int, contract: str = "") -> Transfer:
    return Booking(f"besluit-{number}", "besluit", date(2027, 1, 1)).book(
        move, FRAME, Money.euros(euros), contract=contract
    )


@pytest.fixture
def actor(corners: Corners) -> Actor:
    actor = Actor(corners.purchaser.id, "purchasing", corners.person.id)
    with acting(actor):
        assert post(actor.organisation, [book(1, Move.GRANT, 100), book(2, Move.RESERVE, 60, "06000001")], {}) == ()
        record(actor, "booked", "besluit", {"name": "Inkoper"}, AT)
    extend_chain()
    with acting(actor):
        record(actor, "later", "besluit", {"name": "Inkoper"}, AT)  # not in the chain yet
    return actor


@pytest.fixture
def file(server: Embedded, actor: Actor, tmp_path: Path) -> Path:
    made = tmp_path / "copy.zip"
    rows = back_up(server.url(), made, AT, "1.0")
    assert rows["store_ledgertransfer"] == 2
    assert made.stat().st_mode & 0o777 == 0o600
    return made


def test_what_was_dropped_comes_back_with_its_rules_and_goes_on(server: Embedded, actor: Actor, file: Path) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    assert restore(server.url(), file) == ()
    assert faults() == ()
    assert ledger_faults() == ()
    with acting(actor):
        assert len(read(actor.organisation, 2027)) == 2
        refused = post(actor.organisation, [book(3, Move.RESERVE, 41, "06000001")], {})
        assert [item.code.id for item in refused] == ["LED-001"]
        assert post(actor.organisation, [book(4, Move.RESERVE, 40, "06000001")], {}) == ()
    assert LedgerAccount.objects.count() == 0  # nobody sees nothing, as before
    with pytest.raises(ProgrammingError, match="never allowed"), connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM store_ledgertransfer")


def test_an_act_of_another_life_of_the_server_still_gets_into_the_chain(
    server: Embedded, actor: Actor, file: Path
) -> None:
    with connections["owner"].cursor() as cursor:  # as numbered by a server that had done far more
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE store_outboxentry SET transaction = transaction + 1000000000 WHERE act = 'later'")
        cursor.execute("SET session_replication_role = DEFAULT")
    before = [line.hash for line in chain()]
    assert extend_chain() == 1
    lines = list(chain())
    assert [line.act for line in lines] == ["booked", "later"]
    assert verify_chain(lines, before[-1]) == ()
    assert OutboxEntry.objects.using("owner").count() == 2


def test_nothing_is_overwritten_unasked_and_a_replaced_store_is_as_the_copy(
    server: Embedded, actor: Actor, file: Path
) -> None:
    with acting(actor):
        assert post(actor.organisation, [book(5, Move.RESERVE, 1, "06000001")], {}) == ()
    assert [item.code.id for item in restore(server.url(), file)] == ["STO-041"]
    assert restore(server.url(), file, replace=True) == ()
    with acting(actor):
        assert len(read(actor.organisation, 2027)) == 2


def test_a_damaged_copy_changes_nothing(server: Embedded, actor: Actor, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(other, "w") as taken:
        for item in given.namelist():
            content = given.read(item)
            taken.writestr(item, content[:-1] + b"x" if item == DUMP else content)
    assert [item.code.id for item in restore(server.url(), other, replace=True)] == ["STO-040"]
    other.write_bytes(b"no zip")
    assert [item.code.id for item in restore(server.url(), other, replace=True)] == ["STO-040"]
    with acting(actor):
        assert len(read(actor.organisation, 2027)) == 2


def test_a_copy_that_lacks_a_row_is_told_and_what_stood_there_stays(
    server: Embedded, actor: Actor, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(other, "w") as taken:
        said = json.loads(given.read(SAID))
        said["rows"]["store_ledgertransfer"] = 3
        taken.writestr(SAID, json.dumps(said))
        taken.writestr(DUMP, given.read(DUMP))
    found = restore(server.url(), other, replace=True)
    assert [(item.code.id, item.subject, item.seen, item.wanted) for item in found] == [
        ("STO-042", "store_ledgertransfer", "2", "3")
    ]
    assert faults() == ()


def test_a_copy_whose_ledger_was_tampered_with_is_refused_and_what_stood_there_stays(
    server: Embedded, actor: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "tampered.zip"
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE store_ledgeraccount SET credits = credits + 1 WHERE kind = 'space'")
    assert [item.code.id for item in ledger_faults()] == ["STO-043"]
    back_up(server.url(), file, AT, "1.0")
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE store_ledgeraccount SET credits = credits - 1 WHERE kind = 'space'")
    assert [item.code.id for item in restore(server.url(), file, replace=True)] == ["STO-043"]
    assert ledger_faults() == ()
    assert faults() == ()
    with pytest.raises(IntegrityError, match="born empty"), acting(actor):
        LedgerAccount.objects.create(purchaser_id=actor.organisation, year=2027, kind="space", credits=5)
