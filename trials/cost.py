"""What one look at each of the most used pages costs: processor of the portal, questions to the database, and its size.

One process, one look at a time, the whole row of middleware and no server around it; so it tells what a page asks of a
core, which other work on the machine does not change as it changes a clock. Everything is SYNTHETIC.

    python trials/cost.py            4 regions, 5 years; 20 looks at each page
    python trials/cost.py --sample   1 region, 2 years; 3 looks
    python trials/cost.py --asked provider   and which questions that page asks
    python trials/cost.py --profile provider   and where its time goes
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

import ground as portal

DATA = portal.prepare()

from django.conf import settings  # noqa: E402 - the portal's packages, once its settings are there
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from ground.country import Size, fill_country  # noqa: E402

EMPTY = "choose"
"""The signed-in page with nothing on it but the roles one has."""


class Look(NamedTuple):
    """One address that somebody looks at."""

    route: str
    session: str
    path: str


class Cost(NamedTuple):
    """What one look took: seconds of processor, seconds on the clock, what was asked, and bytes of the answer."""

    processor: float
    clock: float
    asked: list[str]
    size: int


def ask(client: Client, look: Look) -> Cost:
    """Look once."""
    client.cookies.clear()
    if look.session:
        client.cookies[settings.SESSION_COOKIE_NAME] = look.session
    asked: list[str] = []

    def note(execute: Any, sql: str, *given: Any) -> Any:
        asked.append(sql)
        return execute(sql, *given)

    with connection.execute_wrapper(note):
        begin, clock = time.process_time(), time.perf_counter()
        response = client.get(look.path)
        took = time.process_time() - begin, time.perf_counter() - clock
    assert response.status_code == 200, (look.route, response.status_code)
    return Cost(*took, asked, len(response.content))


def looks_of(seats: Sequence[Any]) -> list[Look]:
    """One address of each route."""
    by_route: dict[str, Look] = {}
    for seat in seats:
        for route, path in seat.pages:
            if route != "workspace-answer":  # a fragment that is posted to
                by_route.setdefault(route, Look(route, seat.session, path))
    return sorted(by_route.values(), key=lambda look: (look.route != EMPTY, look.route))


def shown(costs: dict[str, list[Cost]]) -> None:
    """The table."""
    empty = portal.percentile([cost.processor for cost in costs[EMPTY]], 0.5)
    print("| page | processor p50 ms | x empty | clock p50 ms | questions | kB |\n|---|--:|--:|--:|--:|--:|")
    for route, found in costs.items():
        middle = portal.percentile([cost.processor for cost in found], 0.5)
        clock = portal.percentile([cost.clock for cost in found], 0.5)
        asked, size = max(len(cost.asked) for cost in found), found[0].size / 1024
        print(
            f"| {route} | {middle * 1000:.1f} | {middle / empty:.1f} | {clock * 1000:.1f} | {asked} | {size:.0f} |",
            flush=True,
        )


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="what one look at a page costs")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--regions", type=int, default=4)
    parser.add_argument("--looks", type=int, default=20)
    parser.add_argument("--asked", nargs="*", default=[])
    parser.add_argument("--profile", nargs="*", default=[])
    given = parser.parse_args()
    given.size = Size(regions=given.regions)
    if given.sample:
        given.size, given.looks = Size(1, 2, 20), 3
    return given


def main() -> None:
    """Make a country, look at each page, tell."""
    given = options()
    with portal.ground(DATA, 0) as made:
        print(portal.machine())
        country = fill_country(made, given.size)
        client = Client(SERVER_NAME="127.0.0.1")
        looks = looks_of(country.seats)
        for look in looks * 2:
            ask(client, look)
        gc.collect()
        gc.freeze()
        shown({look.route: [ask(client, look) for _ in range(given.looks)] for look in looks})
        for look in looks:
            if look.route in given.asked:
                print(f"\n{look.route} asks")
                for sql in ask(client, look).asked:
                    print("  ", sql[:600])
            if look.route in given.profile:
                profile = cProfile.Profile()
                for _ in range(given.looks):
                    profile.runcall(ask, client, look)
                pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
        portal.close()


if __name__ == "__main__":
    main()
