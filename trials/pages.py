"""How long the most used pages take inside the portal, beside the signed-in empty page of the same run.

The portal holds a country: 31 regions, five years of rounds, about 2,000 contracts a year, all SYNTHETIC. Time is that
of the portal's own log, from the moment it has the request until it has the answer; the crowd is a process of its own,
of which the processor time is told apart. What is made once of a round is made before the measuring, and how long that
took is told too.

    python trials/pages.py            1, 50 and 200 users; five seconds between pages, none for the one user
    python trials/pages.py --sample   2 regions, 2 years; 1 and 3 users, 2 seconds each
"""

from __future__ import annotations

import argparse
import http.client
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import ground as portal

DATA = portal.prepare()


from ground.country import Seat, Size, fill_country  # noqa: E402 - Django is known from here

EMPTY = "choose"
"""The signed-in page with nothing on it but the roles one has."""
CROWD = Path(portal.__file__).with_name("crowd.py")
MIX = (("providing", 60), ("purchasing", 20), ("council", 8), ("supervising", 2), ("", 10))
"""Of a hundred users, how many are in which corner; the last are the public."""
Times = dict[str, list[float]]
Pair = tuple[Times, Times]
"""Milliseconds inside the portal, and how many of them a processor worked."""


class Log:
    """The log of the portal, read from where it was read last."""

    def __init__(self, file: Path) -> None:
        """Nothing of it was read yet."""
        self.file, self.place = file, 0

    def times(self) -> Pair:
        """Milliseconds per route, since the last time; a broken page stops the trial."""
        found, worked = Times(), Times()
        with self.file.open(encoding="utf-8") as lines:
            lines.seek(self.place)
            for line in map(json.loads, lines.readlines()):
                if "route" in line:
                    assert line["status"] < 400, line
                    found.setdefault(line["route"], []).append(line["ms"])
                    worked.setdefault(line["route"], []).append(line["cpu"])
            self.place = lines.tell()
        return found, worked


User = Sequence[tuple[str, str, str]]
"""What one user looks at: the key of a session, the route and the address."""


def users_of(seats: Sequence[Seat], count: int, drawn: Random) -> list[User]:
    """Users in the corners, as the mix has it; one alone is in all of them by turns."""
    by_role = {role: [seat for seat in seats if seat.role == role] for role, _ in MIX}
    roles = [role for role, share in MIX for _ in range(share)]
    picked = [drawn.choice(by_role[roles[(each * len(roles)) // count]]) for each in range(count)]
    if count == 1:
        picked = [drawn.choice(each) for each in by_role.values()]
        return [[page for seat in picked for page in looks_of(seat)]]
    return [looks_of(seat) for seat in picked]


def looks_of(seat: Seat) -> User:
    """What somebody looks at."""
    return [(seat.session, route, path) for route, path in seat.pages]


def look(port: int, users: Sequence[User], seconds: float, think: float, drawn: int) -> dict[str, object]:
    """Let a crowd look, and take what it saw."""
    order = {
        "port": port,
        "token": portal.TOKEN,
        "users": list(users),
        "seconds": seconds,
        "think": think,
        "drawn": drawn,
    }
    done = subprocess.run([sys.executable, CROWD], input=json.dumps(order), text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    seen: dict[str, object] = json.loads(done.stdout)
    assert not seen["faults"], seen["faults"]
    return seen


def warm(port: int, log: Log, crowds: Sequence[Sequence[User]]) -> Pair:
    """Every address that will be looked at, one after another: what the first look took."""
    log.times()
    seen: set[tuple[str, str]] = set()
    browser = portal.Browser(port, "", 120)
    for session, route, path in (page for crowd in crowds for user in crowd for page in user):
        if (session, path) in seen or route == "workspace-answer":
            continue
        seen.add((session, path))
        browser.session = session
        status, where, _ = browser.ask(path)
        assert status == http.client.OK, (route, status, where)
    browser.close()
    return log.times()


def table(found: Times, worked: Times) -> None:
    """The pages by name: what they took, and beside it what a processor worked on them."""
    empty = portal.percentile(found[EMPTY], 0.95)
    for route, values in sorted(found.items(), key=lambda item: item[0] != EMPTY):
        middle, high = portal.percentile(values, 0.5), portal.percentile(values, 0.95)
        own, most = portal.percentile(worked[route], 0.5), portal.percentile(worked[route], 0.95)
        print(
            f"  {route:24}{len(values):6}  p50 {middle:7.1f}  p95 {high:7.1f}  {high / empty:5.1f} x empty"
            f"  processor p50 {own:6.1f}  p95 {most:6.1f}"
        )


def measure(port: int, log: Log, users: Sequence[User], lasts: float, think: float) -> None:
    """One crowd, and what it took."""
    before, begin = portal.processor(), time.perf_counter()
    seen = look(port, users, lasts, think, len(users))
    used = portal.processor_since(before)
    seconds, (found, worked) = time.perf_counter() - begin, log.times()
    values = [value for each in found.values() for value in each]
    waited = sorted(seen["milliseconds"])  # type: ignore[call-overload]  # a list of numbers, by the crowd
    print(
        f"{len(users)} users, {think:g} s between pages: {len(values)} pages in {seconds:.0f} s; ms inside the portal:"
    )
    table(found, worked)
    print(f"  all pages  p50 {portal.percentile(values, 0.5):.1f}  p95 {portal.percentile(values, 0.95):.1f}")
    print(f"  who looked waited  p50 {portal.percentile(waited, 0.5):.1f}  p95 {portal.percentile(waited, 0.95):.1f}")
    took = {**used, "crowd": seen["processor"]}
    print(f"  seconds of processor: {', '.join(f'{name} {value:.1f}' for name, value in took.items())}")
    print(f"  processor of the portal per page: {used['portal'] / len(values) * 1000:.1f} ms")


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="the most used pages")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--users", type=int, nargs="*", default=[1, 50, 200])
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--regions", type=int, default=31)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    given.size, given.think = Size(regions=given.regions), 5.0
    if given.sample:
        given.size, given.users, given.seconds, given.think = Size(2, 2, 20), [1, 3], 2.0, 0.1
    return given


def main() -> None:
    """Make the country, and measure at one user and at many."""
    given = options()
    with portal.ground(DATA, 0) as made:
        print(f"{portal.machine()}; {given.workers} process(es) of the portal")
        country = fill_country(made, given.size)
        portal.close()
        print(
            f"made in {country.seconds:.0f} s: {', '.join(f'{count} {kind}' for kind, count in country.rows.items())}"
        )
        with portal.served(made, given.workers, with_example=False) as port:
            log = Log(made.data / "portal.jsonl")
            crowds = [users_of(country.seats, count, Random(count)) for count in given.users]
            first, worked = warm(port, log, crowds)
            print(f"first looks, one after another: {sum(map(len, first.values()))}; ms inside the portal:")
            table(first, worked)
            for users in crowds:
                if len(users) == 1:
                    measure(port, log, users, min(given.seconds, 60), 0)
                else:
                    measure(port, log, users, given.seconds, given.think)


if __name__ == "__main__":
    main()
