"""A connection that is lent again says nothing of who had it before, and a database that was away is found again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection, connections

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.connection import open_store
from driehoek.adapters.store.embedded import Embedded
from driehoek.adapters.store.models import OutboxEntry
from driehoek.adapters.store.pooling import WAIT, lend_connections, stop_lending
from driehoek.adapters.store.trail import record
from tests.integration.store.conftest import Corners
from tests.integration.store.test_access import AT
from tests.stores import FAST


@pytest.fixture
def lent() -> Iterator[None]:
    """One connection, so that whoever comes next has the one of before."""
    lend_connections(1)
    yield
    stop_lending()


def give_back() -> None:
    """What happens at the end of each request."""
    connections["default"].close()


def ask(question: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return tuple(cursor.fetchone())


def test_the_next_has_the_connection_and_nothing_of_who_had_it(corners: Corners, lent: None) -> None:
    actor = Actor(corners.purchaser.id, "purchasing", corners.person.id)
    with acting(actor):
        record(actor, "booked", "besluit", {}, AT)
        assert OutboxEntry.objects.count() == 1
        before = ask("SELECT pg_backend_pid()")
    give_back()
    settings = "current_setting('driehoek.organisation', true), current_setting('driehoek.person', true)"
    assert ask(f"SELECT pg_backend_pid(), {settings}, current_setting('driehoek.role', true)") == (*before, "", "", "")
    assert ask("SELECT current_user, count(*) FROM store_outboxentry") == ("driehoek_app", 0)


def test_who_fails_half_way_leaves_nothing_either(corners: Corners, lent: None) -> None:
    before = ask("SELECT pg_backend_pid()")
    with pytest.raises(DatabaseError), acting(Actor(corners.purchaser.id, "purchasing", corners.person.id)):
        ask("SELECT no_such_column FROM store_round")
    give_back()
    assert ask("SELECT pg_backend_pid(), current_setting('driehoek.organisation', true)") == (*before, "")


def test_a_database_that_was_away_is_found_again_by_the_next(folder: Path) -> None:
    with Embedded(folder, FAST) as server:
        open_store(server.url())
        with connections["owner"].cursor() as cursor:
            cursor.execute("CREATE ROLE driehoek_app LOGIN")  # all that this asks of the tables
        lend_connections(2)
        try:
            first = ask("SELECT pg_backend_pid()")
            give_back()
            server.stop()
            begin = time.monotonic()
            with pytest.raises(OperationalError):
                ask("SELECT 1")
            assert time.monotonic() - begin < WAIT + 2
            give_back()
            server.start()
            second = ask("SELECT pg_backend_pid()")
            assert second != first
        finally:
            stop_lending()
            connections.close_all()


def test_a_connection_that_the_server_dropped_is_not_lent(corners: Corners, lent: None) -> None:
    (pid,) = ask("SELECT pg_backend_pid()")
    give_back()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    assert ask("SELECT pg_backend_pid()") != (pid,)
