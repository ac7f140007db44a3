"""Kill the server of the portal and the database at random moments of handing in and of booking.

What it promises, however often and whenever they are killed: every receipt that was shown is honoured, every booking
that was acknowledged is there, the ledger recounts, and nothing is half: a submission stands with its line in the log
or not at all. The kill is SIGKILL; the database runs with all its promises on.

    python trials/killed.py            200 kills
    python trials/killed.py --sample   6 kills
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import multiprocessing
import os
import signal
import time
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import ground as portal

DATA = portal.prepare()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the tables are known once Django is
from django.db import Error  # noqa: E402
from django.test import Client  # noqa: E402

from driehoek.adapters.store.acting import Actor, acting  # noqa: E402
from driehoek.adapters.store.booking import balances, post, read  # noqa: E402
from driehoek.adapters.store.chain import verify_chain  # noqa: E402
from driehoek.adapters.store.models import Organisation, OutboxEntry, Submission  # noqa: E402
from driehoek.adapters.store.trail import chain, extend_chain  # noqa: E402
from driehoek.domain.ledger.accounts import Move, SpaceFrame  # noqa: E402
from driehoek.domain.ledger.recount import recount  # noqa: E402
from driehoek.domain.ledger.transfers import Booking  # noqa: E402
from driehoek.kernel import Money  # noqa: E402

FORK = multiprocessing.get_context("fork")
HANDS = 4
FRAME, DAY = SpaceFrame(2027, "noord", "regular"), date(2027, 1, 1)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


def serve(port: int) -> None:
    """The portal's own application, in a process that can be killed and is back in a moment."""
    make_server("127.0.0.1", port, get_wsgi_application(), _Server, _Silent).serve_forever()


def warm(made: portal.Ground) -> None:
    """Load here what a request needs, so that each portal that is forked is at work at once and is killed at work."""
    client = Client(headers={"cookie": f"driehoek={made.sessions['providing']}"})
    for path in ("/", "/aanbieder/", made.address("99000001")):
        assert client.get(path, SERVER_NAME="127.0.0.1").status_code == http.client.OK, path
    portal.close()


def note(file: str, text: str) -> None:
    """Write down what was shown, so that it outlives us."""
    with Path(file).open("a", encoding="ascii") as handle:
        handle.write(f"{text}\n")


def hands(made: portal.Ground, port: int) -> None:
    """The providers: hand in again and again, and note each receipt once it stands on the screen."""

    def one(desk: portal.Desk) -> None:
        browser = portal.Browser(port, desk.session, 10)
        while True:
            try:
                receipt = browser.hand_in(made.address(desk.contract))
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
                continue
            if not receipt:  # the portal says that it cannot now
                time.sleep(0.05)
            else:
                note(str(made.data / "receipts"), f"{desk.contract} {receipt}")

    for thread in [Thread(target=one, args=(desk,)) for desk in made.desks]:
        thread.start()


def book(made: portal.Ground, actor: Actor, first: int) -> None:
    """The booker: post one transfer after the other, and note each that was acknowledged."""
    number = first
    while True:
        number += 1
        transfers = [
            Booking(f"boeking-{number}-{part}", "toekenning", DAY).book(
                Move.RESERVE, FRAME, Money(number % 97 + 1), contract=f"0600000{part}"
            )
            for part in (1, 2)
        ]
        try:
            with acting(actor):
                found = post(actor.organisation, transfers, {})
        except Error:
            portal.close()
            time.sleep(0.02)
            continue
        assert found == (), found
        note(str(made.data / "bookings"), str(number))


class Ring:
    """All that runs: the database, the portal, the providers and the booker."""

    def __init__(self, made: portal.Ground, actor: Actor) -> None:
        """Start them."""
        self.made, self.actor, self.port, self.life = made, actor, portal.free_port(), 0
        portal.close()
        self.hands = FORK.Process(target=hands, args=(made, self.port), daemon=True)
        self.hands.start()
        self._start()

    def _start(self) -> None:
        self.life += 1
        self.portal = FORK.Process(target=serve, args=(self.port,), daemon=True)
        self.booker = FORK.Process(target=book, args=(self.made, self.actor, self.life * 1_000_000), daemon=True)
        self.portal.start()
        self.booker.start()
        portal.wait_ready(self.port, 60)

    def kill(self, what: str) -> None:
        """Kill one or both, and start what was killed; who hands in notices only that it takes a while."""
        if what != "portal":
            assert self.made.database.pid is not None
            os.kill(self.made.database.pid, signal.SIGKILL)
        if what != "database":
            for process in (self.portal, self.booker):
                process.kill()
                process.join()
        if what != "portal":
            self.made.database.stop()
            self.made.database.start()
        if what == "database":
            portal.wait_ready(self.port, 60)
        else:
            self._start()

    def wait_for_work(self, seconds: float) -> None:
        """Wait until another receipt was shown: what is idle is not worth killing."""
        shown, deadline = self.made.data / "receipts", time.monotonic() + seconds
        before = shown.stat().st_size if shown.exists() else 0
        while time.monotonic() < deadline and (shown.stat().st_size if shown.exists() else 0) == before:
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop who works, and let the database finish."""
        for process in (self.hands, self.portal, self.booker):
            process.kill()
            process.join()
        self.made.database.stop()  # what was still being written is written or not, before anybody counts
        self.made.database.start()


def check(made: portal.Ground, actor: Actor) -> str:
    """Hold the store to what was shown."""
    shown = [line.split() for line in (made.data / "receipts").read_text(encoding="ascii").splitlines()]
    rows = {row.receipt: row for row in Submission.objects.using("owner").filter(contract__startswith="98")}
    for contract, receipt in shown:
        assert receipt in rows, f"the receipt {receipt} of {contract} is not honoured"
        assert rows[receipt].contract == contract
    for receipt, row in rows.items():
        assert hashlib.sha256(row.content.encode()).hexdigest() == receipt, "a submission is not as its receipt says"
    acts = OutboxEntry.objects.using("owner").filter(act="submitted", subject__contains=" 98")
    logged = Counter(item.content["content"]["receipt"] for item in acts)
    standing = Counter(list(rows))
    assert logged == standing, f"half: {(logged - standing) + (standing - logged)}"
    numbers: dict[str, list[int]] = {}
    for row in rows.values():
        numbers.setdefault(row.contract, []).append(row.number)
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in numbers.values()), "a number is missing"
    while extend_chain():
        pass
    lines = list(chain())
    assert len(lines) == OutboxEntry.objects.using("owner").count()
    assert verify_chain(lines) == ()
    with acting(actor):
        transfers, kept = read(actor.organisation, 2027), balances(actor.organisation, 2027)
    counted = recount(transfers)
    assert all(kept[account].amount.cents == moved for account, moved in counted.moved.items()), "not as recounted"
    booked = Counter(transfer.id.split("-")[1] for transfer in transfers if "boeking-" in transfer.id)
    assert set(booked.values()) <= {2}, "half of a booking"
    acknowledged = (made.data / "bookings").read_text(encoding="ascii").split()
    assert set(acknowledged) <= set(booked), "a booking that was acknowledged is gone"
    return (
        f"{len(shown)} receipts shown, all honoured ({len(rows) - len(shown)} handed in and never shown); "
        f"{len(acknowledged)} bookings acknowledged, all there ({len(booked) - len(acknowledged)} more)"
    )


def main() -> None:
    """Kill, and say what was left."""
    parser = argparse.ArgumentParser(description="killed at random moments")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--kills", type=int, default=200)
    given = parser.parse_args()
    kills = 6 if given.sample else given.kills
    with portal.ground(DATA, HANDS) as made:
        print(portal.machine())
        purchaser = Organisation.objects.using("owner").create(kind="purchaser", name="Zorgkantoor (SYNTHETIC)")
        actor = Actor(purchaser.pk, "purchasing")
        with acting(actor):
            grant = Booking("ruimte", "ruimte", DAY).book(Move.GRANT, FRAME, Money.euros(1_000_000_000))
            assert post(purchaser.pk, [grant], {}) == ()
        drawn, done, begin = Random(11), Counter[str](), time.monotonic()
        warm(made)
        ring = Ring(made, actor)
        for number in range(kills):
            ring.wait_for_work(5)
            time.sleep(drawn.uniform(0, 0.4))
            what = ("portal", "database", "both")[number % 3]
            ring.kill(what)
            done[what] += 1
        time.sleep(1)
        ring.stop()
        told = check(made, actor)
    print(f"{kills} kills in {time.monotonic() - begin:.0f} s ({dict(done)}): {told}")


if __name__ == "__main__":
    main()
