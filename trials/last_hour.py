"""The last hour before the deadline: many providers hand in while others look.

What it promises: of all that hand in none is lost and none is there twice, every receipt that was shown verifies from
the content alone, every submission stands in the log once, and the chain over the log is whole. Requests go to this
machine alone and are bounded in number and time.

    python trials/last_hour.py                                         250 hand in within a minute, 30 look
    python trials/last_hour.py --providers 2500 --minutes 10 --looking 300   the whole of it
    python trials/last_hour.py --sample                                12 hand in within 4 seconds, 3 look
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import os
import resource
import time
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Event, Thread

import ground as portal

DATA = portal.prepare()

from driehoek.adapters.store.chain import verify_chain  # noqa: E402 - the tables are known once Django is
from driehoek.adapters.store.models import OutboxEntry, Submission  # noqa: E402
from driehoek.adapters.store.trail import chain, extend_chain  # noqa: E402

THINK = 5.0
"""Seconds between two pages of who looks."""
HANDS = 48
"""How many hand in at the same moment at most."""


def hand_in(made: portal.Ground, port: int, desk: portal.Desk, at: float) -> tuple[str, str, float]:
    """One provider at its moment: open the workspace, hand in, read the receipt; and how long the handing in took."""
    time.sleep(max(0.0, at - time.monotonic()))
    browser = portal.Browser(port, desk.session, 120)
    workspace = made.address(desk.contract)
    try:
        browser.ask(workspace)
        started = time.perf_counter()
        receipt = browser.hand_in(workspace)
        return desk.contract, receipt, time.perf_counter() - started
    except (OSError, http.client.HTTPException):
        return desk.contract, "", float("nan")
    finally:
        browser.close()


def look(made: portal.Ground, port: int, place: int, over: Event, seen: list[float]) -> None:
    """Somebody who looks at pages until it is over."""
    drawn = Random(place)
    who = ("purchasing", "providing", "council", "supervising", "")[place % 5]
    pages = {
        "purchasing": ["/inkoop/", f"/inkoop/{made.round_id}/", f"/inkoop/{made.round_id}/inschrijvingen/"],
        "providing": ["/aanbieder/", made.address("99000001")],
        "council": ["/inspraak/"],
        "supervising": ["/toezicht/"],
        "": ["/", f"/ronde/{made.round_id}/", f"/ronde/{made.round_id}/beleid/"],
    }[who]
    browser = portal.Browser(port, made.sessions.get(who, ""), 120)
    over.wait(drawn.random() * THINK)
    while not over.is_set():
        begin = time.perf_counter()
        status, _, _ = browser.ask(drawn.choice(pages))
        assert status == http.client.OK, status
        seen.append(time.perf_counter() - begin)
        over.wait(THINK)
    browser.close()


def check(made: portal.Ground, shown: dict[str, str]) -> None:
    """Hold the store to what the providers were shown."""
    contracts = {desk.contract for desk in made.desks}
    rows = list(Submission.objects.using("owner").filter(contract__in=contracts))
    assert len(rows) == len({row.contract for row in rows}), "one is there twice"
    by_contract = {row.contract: row for row in rows}
    lost = [contract for contract, receipt in shown.items() if receipt and contract not in by_contract]
    assert not lost, f"lost: {lost}"
    for contract, receipt in shown.items():
        assert receipt, f"{contract} was not shown a receipt"
        assert hashlib.sha256(by_contract[contract].content.encode()).hexdigest() == receipt, contract
    written = OutboxEntry.objects.using("owner").filter(act="submitted")
    told = [item.content["content"]["receipt"] for item in written if item.subject.split()[-1] in contracts]
    assert sorted(told) == sorted(shown.values()), "the log does not say the same"
    while extend_chain():
        pass
    lines = list(chain())
    assert len(lines) == OutboxEntry.objects.using("owner").count(), "the chain passed something over"
    assert verify_chain(lines) == (), "the chain is not whole"


def inside(made: portal.Ground, route: str) -> list[float]:
    """Milliseconds inside the portal of one route, from its log."""
    lines = (json.loads(line) for line in (made.data / "portal.jsonl").read_text(encoding="utf-8").splitlines())
    return [line["ms"] for line in lines if line.get("route") == route]


def spread(milliseconds: list[float]) -> str:
    """The middle and the slow end."""
    return f"p50 {portal.percentile(milliseconds, 0.5):.0f} ms, p95 {portal.percentile(milliseconds, 0.95):.0f} ms"


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="the last hour before the deadline")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--providers", type=int, default=250)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--looking", type=int, default=30)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    if given.sample:
        given.providers, given.minutes, given.looking = 12, 4 / 60, 3
    return given


def main() -> None:
    """Live the hour and say what came of it."""
    given = options()
    with portal.ground(DATA, given.providers) as made, portal.served(made, given.workers) as port:
        print(f"{portal.machine()}; {given.workers} process(es) of the portal")
        over, seen, drawn = Event(), list[float](), Random(2027)
        lookers = [Thread(target=look, args=(made, port, place, over, seen)) for place in range(given.looking)]
        for looker in lookers:
            looker.start()
        busy, used, begin = resource.getrusage(resource.RUSAGE_SELF), portal.processor(), time.monotonic()
        moments = sorted(begin + drawn.random() * given.minutes * 60 for _ in made.desks)
        with ThreadPoolExecutor(HANDS) as pool:
            found = list(pool.map(lambda item: hand_in(made, port, *item), zip(made.desks, moments, strict=True)))
        seconds = time.monotonic() - begin
        over.set()
        for looker in lookers:
            looker.join()
        after, used = resource.getrusage(resource.RUSAGE_SELF), portal.processor_since(used)
        check(made, {contract: receipt for contract, receipt, _ in found})
        portal.close()
        print(f"{len(found)} handed in within {seconds:.0f} s ({len(found) / seconds:.1f} a second), none lost, none")
        print(f"double, every receipt verifies; {given.looking} looked meanwhile, at {len(seen)} pages")
        print(f"until the receipt stood on the screen: {spread([item[2] * 1000 for item in found])}")
        print(f"who looked waited: {spread([item * 1000 for item in seen])}")
        for route in ("workspace", "submit", "receipt"):
            print(f"inside the portal, {route}: {spread(inside(made, route))}")
        own = after.ru_utime + after.ru_stime - busy.ru_utime - busy.ru_stime
        print(
            f"the generator of the load took {own:.1f} s of processor, the portal {used['portal']:.1f} s, the database"
        )
        print(f"{used['database']:.1f} s: {sum(used.values()) / seconds:.2f} of {os.cpu_count()} cores on average")


if __name__ == "__main__":
    main()
