"""How long the most used pages take inside the portal, beside the signed-in empty page of the same run.

The time is that of the portal's own log, from the moment it has the request until it has the answer; the load comes
from a process of its own whose processor time is told apart. Each user waits between two pages.

    python trials/pages.py            1 and 50 users, 40 seconds each, a second between pages
    python trials/pages.py --sample   1 and 3 users, 2 seconds each
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import resource
import time
from random import Random
from threading import Thread
from typing import NamedTuple

import ground as portal

DATA = portal.prepare()
FORK = multiprocessing.get_context("fork")
EMPTY = "choose"
"""The signed-in page with nothing on it but the roles one has."""


class Page(NamedTuple):
    """A page: its route, whose it is, and where; ``{round}`` and ``{contract}`` are filled in."""

    route: str
    who: str
    path: str


PAGES = (
    Page("choose", "providing", "/rol/"),
    Page("home", "", "/"),
    Page("round", "", "/ronde/{round}/"),
    Page("policy", "", "/ronde/{round}/beleid/"),
    Page("nota", "", "/ronde/{round}/nota/"),
    Page("provider", "providing", "/aanbieder/"),
    Page("workspace", "providing", "/aanbieder/{round}/99000001/"),
    Page("council", "council", "/inspraak/"),
    Page("council-input", "council", "/inspraak/{round}/"),
    Page("purchaser", "purchasing", "/inkoop/"),
    Page("purchaser-round", "purchasing", "/inkoop/{round}/"),
    Page("purchaser-submissions", "purchasing", "/inkoop/{round}/inschrijvingen/"),
    Page("purchaser-questions", "purchasing", "/inkoop/{round}/vragen/"),
    Page("purchaser-inputs", "purchasing", "/inkoop/{round}/inspraak/"),
    Page("supervisor", "supervising", "/toezicht/"),
    Page("status", "", "/status/"),
)


def user(made: portal.Ground, port: int, place: int, until: float, think: float) -> None:
    """One user: every page in an order of its own, again and again."""
    drawn = Random(place)
    time.sleep(drawn.random() * think)
    while time.monotonic() < until:
        for page in drawn.sample(PAGES, len(PAGES)):
            browser = portal.Browser(port, made.sessions.get(page.who, ""), 120)
            status, _, _ = browser.ask(page.path.replace("{round}", made.round_id))
            browser.close()
            assert status == http.client.OK, (page.route, status)
            if time.monotonic() >= until:
                return
            time.sleep(think)


def load(made: portal.Ground, port: int, users: int, seconds: float, think: float) -> None:
    """The process that makes the load; it ends with what it took of the processor."""
    until = time.monotonic() + seconds
    threads = [Thread(target=user, args=(made, port, place, until, think)) for place in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"  (the load itself took {used.ru_utime + used.ru_stime:.1f} s of processor)", flush=True)


def measure(made: portal.Ground, port: int, users: int, seconds: float, think: float) -> dict[str, list[float]]:
    """Milliseconds inside the portal per route."""
    log = made.data / "portal.jsonl"
    before = log.stat().st_size
    child = FORK.Process(target=load, args=(made, port, users, seconds, think))
    child.start()
    child.join()
    assert child.exitcode == 0, "the load stopped half-way"
    found: dict[str, list[float]] = {}
    with log.open(encoding="utf-8") as file:
        file.seek(before)
        for line in map(json.loads, file):
            if "route" in line:
                assert line["status"] < http.client.INTERNAL_SERVER_ERROR, line
                found.setdefault(line["route"], []).append(line["ms"])
    return found


def main() -> None:
    """Measure at one user and at many, and say it in a table."""
    parser = argparse.ArgumentParser(description="the most used pages")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--users", type=int, nargs="*", default=[1, 50])
    parser.add_argument("--seconds", type=float, default=40)
    given = parser.parse_args()
    users, seconds, think = ([1, 3], 2.0, 0.05) if given.sample else (given.users, given.seconds, 1.0)
    with portal.ground(DATA, 0) as made, portal.served(made) as port:
        print(portal.machine())
        measure(made, port, 1, min(seconds, 10), 0.0)  # what is made once is made before
        for count in users:
            found = measure(made, port, count, seconds, think if count > 1 else 0.0)
            empty = portal.percentile(found[EMPTY], 0.95)
            print(f"{count} users, {sum(map(len, found.values()))} pages in {seconds:.0f} s; in ms inside the portal:")
            for page in PAGES:
                values = found.get(page.route, [])
                middle, high = portal.percentile(values, 0.5), portal.percentile(values, 0.95)
                print(
                    f"  {page.route:24}{len(values):6}  p50 {middle:7.1f}  p95 {high:7.1f}  {high / empty:5.1f} x empty"
                )


if __name__ == "__main__":
    main()
