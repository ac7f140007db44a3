"""The live process beside a real database: who hears what, when, and what comes back after a break."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connections, transaction

from driehoek.adapters.store import agreement_sheets
from driehoek.adapters.store.acting import acting
from driehoek.adapters.store.embedded import Embedded
from driehoek.domain.agreement.sheet import Change
from driehoek.web.live.app import now
from driehoek.web.live.passes import Pass
from driehoek.web.live.rooms import MOST_OF_PERSON
from tests.ears import Ear, Heard, ask, hang_up_all
from tests.integration.store.conftest import Corners
from tests.integration.store.test_agreements import AT, CARE, PRICE, Table

KEY = "of these tests alone " * 3
ORIGIN = "http://127.0.0.1:8000"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def process(url: str, port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The live process as a command, until it listens."""
    words = ["admin", "live", "--url", url, "--port", str(port), "--data", str(folder)]
    words += ["--beside", str(os.getpid())]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DATABASE"))}
    with subprocess.Popen(
        [sys.executable, "-m", "driehoek", *words],
        env={**kept, "DRIEHOEK_SECRET_KEY": KEY, "DRIEHOEK_LOG": str(folder / "live.jsonl")},
    ) as running:
        try:
            assert until(lambda: ask(port, "/live/health")[0] == 200, 20)
            yield running
        finally:
            running.terminate()


def until(holds: Callable[[], bool], seconds: float) -> bool:
    ends = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > ends:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture(scope="module")
def live(server: Embedded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    port = free_port()
    with process(server.url(), port, tmp_path_factory.mktemp("live")):
        yield port


@pytest.fixture
def table(corners: Corners) -> Iterator[Table]:
    yield Table(corners)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'store\\_agreement%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {name}")
        for name in ("contract", "round"):
            cursor.execute(f"DELETE FROM store_{name}")
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture(autouse=True)
def _every_page_is_closed() -> Iterator[None]:
    yield
    hang_up_all()


def held(table: Table, side: str, seconds: float = 60) -> Pass:
    person = table.corners.person if side == "purchaser" else table.corners.other_person
    return Pass(table.agreement.pk, str(person.pk), person.name, side, ORIGIN, now() + seconds)


def opened(port: int, given: Pass) -> Ear:
    ear = Ear(port, given.signed(KEY), ORIGIN)
    assert ear.status == 200
    assert ear.wait(lambda heard: {"hello", "look", "here"} <= {item.name for item in heard})
    return ear


def went_on(table: str, number: int) -> Callable[[list[Heard]], bool]:
    return lambda heard: any(
        item.name == "went-on" and item.data == {"table": table, "number": number} for item in heard
    )


def names(ear: Ear) -> list[str]:
    return [person["name"] for person in ear.of("here")[-1]["people"]]


def test_both_sides_hear_a_change_within_a_second_and_nobody_else_does(table: Table, live: int) -> None:
    buyer, seller = opened(live, held(table, "purchaser")), opened(live, held(table, "provider"))
    elsewhere = opened(live, replace(held(table, "provider"), agreement=table.agreement.pk + 1, person="another"))
    table.change(table.buyer, Change(CARE, 9, 1), Change(PRICE, 9_000, 1))
    committed = time.monotonic()
    for ear in (buyer, seller):
        assert ear.wait(went_on("change", 2), 1), ear.heard
        assert [item for item in ear.of("went-on") if item["table"] == "change"] == [{"table": "change", "number": 2}]
        assert max(item.at for item in ear.heard) - committed < 1
    table.change(table.seller, Change(CARE, 8, 1))  # too late, so it is kept as a clash
    assert buyer.wait(lambda heard: any(item.data.get("table") == "clash" for item in heard), 1)
    assert elsewhere.of("went-on") == []


def test_a_change_that_was_taken_back_is_never_told(table: Table, live: int) -> None:
    ear = opened(live, held(table, "provider"))

    with acting(table.buyer):
        agreement_sheets.change(table.buyer, table.agreement, [Change(CARE, 7, 1)], AT)
        transaction.set_rollback(True)
    table.change(table.buyer, Change(PRICE, 8_000, 1))  # it is told after everything that came before
    assert ear.wait(went_on("change", 1), 1)
    assert ear.of("went-on") == [{"table": "change", "number": 1}]


def test_a_pass_that_is_not_good_opens_nothing(table: Table, live: int) -> None:
    good = held(table, "purchaser")
    text = good.signed(KEY)
    for given in ("", "x", text[:-1] + "!", good.signed("another key" * 4), replace(good, until=now() - 1).signed(KEY)):
        assert Ear(live, given, ORIGIN).status == 403, given
    other = replace(good, agreement=good.agreement + 1).signed(KEY)
    swapped = f"{other.rpartition(':')[0]}:{text.rpartition(':')[2]}"  # its content with the signature of this one
    assert Ear(live, swapped, ORIGIN).status == 403
    assert Ear(live, text, "https://elsewhere.example.org").status == 403
    stranger = Ear(live, text, ORIGIN)
    assert stranger.status == 200
    assert stranger.heads["access-control-allow-origin"] == ORIGIN
    assert stranger.heads["content-type"].startswith("text/event-stream")
    assert ask(live, "/live/stream/")[0] == ask(live, "/")[0] == 404


def test_a_stream_ends_with_its_pass_unless_it_is_renewed_by_the_same_person(table: Table, live: int) -> None:
    short = held(table, "purchaser", 1.5)
    ends, goes_on = opened(live, short), opened(live, short)
    key = goes_on.of("hello")[0]["stream"]
    assert ask(live, "/live/renew", f"{key} {held(table, 'provider').signed(KEY)}")[0] == 404
    assert ask(live, "/live/renew", f"{key} {replace(short, until=now() - 1).signed(KEY)}")[0] == 403
    assert ask(live, "/live/renew", f"{key} {held(table, 'purchaser').signed(KEY)}")[0] == 204
    assert ends.until_ended(3)
    assert ends.of("again") == [{}]
    assert not goes_on.until_ended(0.5)


def test_who_is_here_is_told_within_a_second_and_one_person_has_so_many_pages_at_most(table: Table, live: int) -> None:
    buyer = opened(live, held(table, "purchaser"))
    assert buyer.of("here")[-1]["people"] == [{"name": "Inkoper (SYNTHETIC)", "side": "purchaser", "you": True}]
    seller = opened(live, held(table, "provider"))
    both = ["Inkoper (SYNTHETIC)", "Beheerder (SYNTHETIC)"]
    assert buyer.wait(lambda _: names(buyer) == both, 1)
    assert seller.of("here")[-1]["people"][0] == {"name": both[0], "side": "purchaser", "you": False}
    seller.hang_up()
    assert buyer.wait(lambda _: names(buyer) == both[:1], 1)
    more = [opened(live, held(table, "purchaser")) for _ in range(MOST_OF_PERSON - 1)]
    assert names(more[-1]) == both[:1]
    assert Ear(live, held(table, "purchaser").signed(KEY), ORIGIN).status == 429


def test_after_a_restart_of_the_database_everybody_is_told_to_look_again(
    table: Table, live: int, server: Embedded
) -> None:
    ear = opened(live, held(table, "provider"))
    connections.close_all()
    server.stop()
    assert until(lambda: ask(live, "/live/health")[0] == 503, 5)
    server.start()
    assert ear.wait(lambda _: len(ear.of("look")) == 2, 10)
    assert not ear.ended
    table.change(table.buyer, Change(CARE, 6, 1))
    assert ear.wait(went_on("change", 1), 1)


def test_it_has_one_connection_and_the_role_that_sees_nothing(table: Table, live: int) -> None:
    ears = [opened(live, replace(held(table, "purchaser"), person=str(number))) for number in range(30)]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT usename FROM pg_stat_activity WHERE application_name = 'driehoek live'")
        assert cursor.fetchall() == [("driehoek_app",)]
    assert len(names(ears[-1])) == 30


def test_it_stops_when_told_and_says_to_come_again(table: Table, server: Embedded, tmp_path: Path) -> None:
    port = free_port()
    with process(server.url(), port, tmp_path) as running:
        ear = opened(port, held(table, "purchaser"))
        running.send_signal(signal.SIGTERM)
        begin = time.monotonic()
        running.wait(10)
    assert time.monotonic() - begin < 5
    assert ear.until_ended(1)
    assert ask(port, "/live/health")[0] == 0
