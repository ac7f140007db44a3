"""How soon people who have an agreement open hear that somebody else changed something in it.

Two layouts: a hundred agreements with one person of each side in them, and everybody in one agreement. In each a part
in which changes go straight to the store, and a part in which they go through the portal, as the form sends them; where
two people share a form, their pages then also fetch what they hear of. Time runs from just before the commit (through
the portal: from just before the request is sent) until the message is read by the page; every page must hear of every
change of its agreement. Who listens and who changes are processes of their own, whose processor time is told apart.
All data is SYNTHETIC.

    python trials/live_forms.py            200 people, 20 changes a second, a minute each
    python trials/live_forms.py --sample   20 people, three seconds each
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import ground as portal

DATA = portal.prepare()

import psutil  # noqa: E402 - with the portal's packages

from driehoek.web.example_clock import MID_COURSE  # noqa: E402 - Django is known from here

LISTENERS = Path(portal.__file__).with_name("listeners.py")
LINES = 40
HANDS = 4
"""Threads that change; each has agreements of its own, so that none of them comes too late."""
LIVE = "driehoek.web.live"
"""By which the live process is known among others."""
BY_SCRIPT = {"HX-Request": "true"}
AIM = 1.0
"""Seconds within which 95 of 100 messages must be there; a sample, beside other work of the machine, only tells."""
Told = dict[tuple[int, int], float]
"""When each change, by its agreement and number, was on its way."""


@dataclass
class Form:
    """An agreement, with who works in it.

    Attributes:
        agreement: its row.
        actors: one of each side, for the store.
        sessions: of everybody who has it open.
        versions: of each cell, by its place in the list of lines.
        number: of the last change.
    """

    agreement: Any
    actors: list[Any]
    sessions: list[str]
    versions: dict[int, int] = field(default_factory=lambda: defaultdict(lambda: 1))
    number: int = 0


def people(made: portal.Ground, count: int) -> tuple[list[Any], list[Any]]:
    """So many people of the purchaser, and of the first made-up provider, each with a session."""
    from django.db.backends.postgresql.psycopg_any import DateRange  # noqa: PLC0415 - Django is known from here

    from driehoek.adapters.store import models  # noqa: PLC0415 - the same

    found = models.Round.objects.using("owner").get(pk=made.round_id)
    first = models.Contract.objects.using("owner").get(agb=made.desks[0].contract).provider
    sides = []
    for organisation, role in ((found.purchaser, "purchasing"), (first, "providing")):
        rows = [
            models.Person(
                email=f"trial-{role}-{number}@example.org", name=f"Collega {number} (SYNTHETIC)", is_example=True
            )
            for number in range(count)
        ]
        models.Person.objects.using("owner").bulk_create(rows)
        valid = DateRange(MID_COURSE.date().replace(month=1, day=1), None)
        held = models.Membership.objects.using("owner").bulk_create(
            models.Membership(person=row, organisation=organisation, role=role, valid=valid) for row in rows
        )
        sides.append([(row, portal.open_session(row, each.pk)) for row, each in zip(rows, held, strict=True)])
    return sides[0], sides[1]


def lines() -> tuple[Any, ...]:
    """What each agreement is about."""
    from driehoek.application.agreement.opening import OpeningLine  # noqa: PLC0415 - the same
    from driehoek.domain.agreement.lines import AgreementLine, RoundKind  # noqa: PLC0415 - the same
    from driehoek.domain.catalogue import Badge, Category, Sector, Treatment  # noqa: PLC0415 - the same
    from driehoek.domain.ledger import SpaceFrame  # noqa: PLC0415 - the same
    from driehoek.kernel import Agb, Money, Quantity, Rate, Unit  # noqa: PLC0415 - the same

    amount, price = Quantity(100, Unit.ETMAAL), Money(10_000)
    return tuple(
        OpeningLine(
            AgreementLine(
                year=2027,
                round=RoundKind.BUDGET,
                region="5501",
                provider=Agb("06000001"),
                contract=Agb("06000001"),
                lot="regulier",
                sector=next(iter(Sector)),
                category=next(iter(Category)),
                treatment=next(iter(Treatment)),
                product=f"SYN{number}",
                name=f"Prestatie {number} (SYNTHETIC)",
                quantity=amount,
                maximum=price,
                parts=(),
                share=Rate.percent(100),
                price=price,
                amount=amount.at(price),
                badge=Badge.SYNTHETIC,
            ),
            SpaceFrame(2027, "regio", "regular"),
        )
        for number in range(LINES)
    )


def forms(made: portal.Ground, count: int) -> list[Form]:
    """An agreement for every made-up provider; the first has everybody of its provider in it too."""
    from driehoek.adapters.store import models  # noqa: PLC0415 - the same
    from driehoek.adapters.store.acting import Actor, acting  # noqa: PLC0415 - the same
    from driehoek.bootstrap import stored_agreements  # noqa: PLC0415 - the same
    from driehoek.domain.agreement.conditions import Conditions  # noqa: PLC0415 - the same

    found = models.Round.objects.using("owner").get(pk=made.round_id)
    about, told = lines(), stored_agreements.Told("0" * 64, "Een trial (SYNTHETIC)", MID_COURSE)
    buyers, _ = colleagues = people(made, count)
    result = []
    for desk, (buyer, session) in zip(made.desks, buyers, strict=False):
        contract = models.Contract.objects.using("owner").get(agb=desk.contract)
        seller = models.Membership.objects.using("owner").filter(organisation=contract.provider).order_by("pk")[0]
        actor = Actor(found.purchaser_id, "purchasing", buyer.pk)
        with acting(actor):
            parties = stored_agreements.Parties(found, desk.contract, contract.provider_id)
            row = stored_agreements.open_one(actor, parties, about, Conditions("price-times-quantity"), told)
        result.append(
            Form(row, [actor, Actor(contract.provider_id, "providing", seller.person_id)], [session, desk.session])
        )
    result[0].sessions = [session for side in colleagues for _, session in side]
    portal.close()
    return result


@contextmanager
def listening(order: Mapping[str, Any]) -> Iterator[Callable[[], dict[str, Any]]]:
    """The pages, open; what it gives says what they heard."""
    with subprocess.Popen(
        [sys.executable, LISTENERS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as ears:
        asks, says = ears.stdin, ears.stdout
        assert asks is not None
        assert says is not None
        print(json.dumps(order), file=asks, flush=True)
        assert says.readline() == "ready\n", "the pages did not open"

        def tell() -> dict[str, Any]:
            print(file=asks, flush=True)
            heard: dict[str, Any] = json.loads(says.readline())
            return heard

        try:
            yield tell
        finally:
            ears.kill()


def in_the_store(form: Form, line: int, drawn: Random) -> tuple[float, float]:
    """One change in a transaction of its own; when it was about to be committed, and when it was."""
    from driehoek.adapters.store import agreement_sheets  # noqa: PLC0415 - the same
    from driehoek.adapters.store.acting import acting  # noqa: PLC0415 - the same
    from driehoek.domain.agreement.sheet import Change, Place  # noqa: PLC0415 - the same

    change = Change(Place("regulier", f"SYN{line}"), drawn.randrange(1_000_000), form.versions[line])
    actor = drawn.choice(form.actors)
    with acting(actor):
        applied = agreement_sheets.change(actor, form.agreement, [change], MID_COURSE)
        begin = time.monotonic()
    assert applied.made[0].number == form.number + 1, applied
    return begin, time.monotonic()


def in_the_portal(port: int) -> Callable[[Form, int, Random], tuple[float, float]]:
    """The same by a request, as the form sends it; when it was sent, and when it was answered."""
    own = threading.local()

    def act(form: Form, line: int, drawn: Random) -> tuple[float, float]:
        if not hasattr(own, "browser"):
            own.browser = portal.Browser(port, "", 30)
        own.browser.session = drawn.choice(form.sessions)
        cell = ["regulier", f"SYN{line}", 0, str(drawn.randrange(1_000_000)), form.versions[line]]
        sent = {"cells": json.dumps([cell]), "since": str(form.number)}
        begin = time.monotonic()
        status, where, page = own.browser.ask(f"/overeenkomsten/{form.agreement.pk}/wijzig/", sent, BY_SCRIPT)
        assert status == http.client.OK, (status, where, page[:300])
        assert json.loads(page)["made"], page[:300]
        return begin, time.monotonic()

    return act


def change(
    found: Sequence[Form], act: Callable[[Form, int, Random], tuple[float, float]], rate: float, seconds: float
) -> tuple[Told, list[float], dict[str, float]]:
    """Change at a steady rate; when each was on its way, how long each took, and the processor that all of it took.

    Processor is counted while the connections are open still: that of the database goes with them.
    """
    before, leave = processor(), threading.Event()
    begun, took = Told(), list[float]()
    faults: list[BaseException] = []
    hands, finished = min(HANDS, len(found)), threading.Semaphore(0)
    start = time.monotonic() + 0.2

    def hand(which: int) -> None:
        drawn, own = Random(which), found[which::hands]
        try:
            for tick in itertools.count(which, hands):
                due = start + tick / rate
                if due > start + seconds:
                    return
                time.sleep(max(0.0, due - time.monotonic()))
                form, line = drawn.choice(own), drawn.randrange(LINES)
                begin, end = act(form, line, drawn)
                form.number += 1
                form.versions[line] += 1
                begun[form.agreement.pk, form.number] = begin
                took.append(end - begin)
        except BaseException as fault:  # noqa: BLE001 - told by who waits
            faults.append(fault)
        finally:
            finished.release()
            leave.wait()
            portal.close()

    threads = [threading.Thread(target=hand, args=(which,)) for which in range(hands)]
    for thread in threads:
        thread.start()
    for _ in threads:
        finished.acquire()
    used = {kind: value - before[kind] for kind, value in processor().items()}
    leave.set()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return begun, took, used


def delays(begun: Told, heard: Sequence[Mapping[str, Any]], what: str = "heard") -> tuple[list[float], int]:
    """How long each change took to be heard of, or shown, and how many never were."""
    waited, lost = [], 0
    by_agreement: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (agreement, number), begin in begun.items():
        by_agreement[agreement].append((number, begin))
    for page in heard:
        came = sorted((number, at) for number, at in page[what])
        for number, begin in by_agreement[page["agreement"]]:
            at = min((at for told, at in came if told >= number), default=None)  # a later number tells of it too
            if at is None:
                lost += 1
            else:
                waited.append(at - begin)
    return waited, lost


def processor() -> dict[str, float]:
    """Seconds of processor until now, of each kind of process there is."""
    own = psutil.Process()
    used = {"live": 0.0, "database": 0.0, "portal": 0.0}
    for process in own.children(recursive=True):
        try:
            words, name, times = " ".join(process.cmdline()), process.name(), process.cpu_times()
        except psutil.Error:
            continue
        kind = "database" if "postgres" in name else "live" if LIVE in words else "portal"
        if LISTENERS.name not in words:
            used[kind] += times.user + times.system
    times = own.cpu_times()
    return {**used, "who changes": times.user + times.system}


def memory() -> float:
    """Megabytes that the live process has for itself alone, with the one above it that starts it."""
    held = 0.0
    for process in psutil.Process().children(recursive=True):
        try:
            if LIVE in " ".join(process.cmdline()):
                held += process.memory_full_info().uss / 1e6
        except psutil.Error:
            continue
    return held


def part(name: str, ports: tuple[int, int], found: Sequence[Form], act: Any, given: argparse.Namespace) -> bool:
    """One part: open the pages, change, and say what came of it; whether it held.

    Through the portal the pages of agreements with two people fetch what they hear of, as the form does.
    """
    fetch = len(found) > 1 and act is not in_the_store
    pages = [(session, form.agreement.pk) for form in found for session in form.sessions][: given.people]
    with listening({"portal": ports[0], "live": ports[1], "pages": pages, "fetch": fetch}) as tell:
        begun, took, used = change(found, act, given.rate, given.seconds)
        time.sleep(1.5)  # what is still on its way
        held, told = memory(), tell()
    waited, lost = delays(begun, told["pages"])
    again = sum(page["looks"] for page in told["pages"]) - len(pages)
    middle, high, most = (portal.percentile(waited, share) * 1000 for share in (0.5, 0.95, 1.0))
    acts = [portal.percentile(took, share) * 1000 for share in (0.5, 0.95)]
    print(
        f"{name}: {len(pages)} pages, {len(begun)} changes in {given.seconds:g} s, {len(waited)} messages, {lost} lost"
    )
    print(f"  until it is read on the page: p50 {middle:.1f} ms  p95 {high:.1f} ms  longest {most:.1f} ms")
    if fetch:
        shown, unseen = delays(begun, told["pages"], "shown")
        seen = [portal.percentile(shown, share) * 1000 for share in (0.5, 0.95, 1.0)]
        print(f"  until the page has it: p50 {seen[0]:.1f} ms  p95 {seen[1]:.1f} ms  longest {seen[2]:.1f} ms")
        lost, high = lost + unseen, max(high, seen[1])
    print(f"  the change itself: p50 {acts[0]:.1f} ms  p95 {acts[1]:.1f} ms; told to look again: {again}")
    used["who listens"] = told["processor"]
    print(f"  seconds of processor: {', '.join(f'{kind} {value:.1f}' for kind, value in used.items())}")
    print(f"  memory of the live process: {held:.0f} MB")
    on_time = len(begun) >= 0.9 * given.rate * given.seconds
    if not on_time:
        print("  the changes did not keep the pace")
    return lost == 0 and bool(waited) and (given.sample or (high < AIM * 1000 and on_time))


def main() -> None:
    """Both layouts, each straight in the store and through the portal."""
    parser = argparse.ArgumentParser(description="how soon a page hears of a change")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    if given.sample:
        given.people, given.seconds = 20, 3.0
    held = True
    with portal.ground(DATA, given.people // 2) as made:
        print(f"{portal.machine()}; {given.workers} process(es) of the portal")
        apart = forms(made, given.people // 2)
        live = portal.free_port()
        with portal.served(made, given.workers, ["--live-port", str(live)]) as port:
            wait_listening(live)
            through, ports = in_the_portal(port), (port, live)
            together, everybody = apart[:1], apart[0].sessions
            held &= part("all in one agreement, the store", ports, together, in_the_store, given)
            held &= part("all in one agreement, the portal", ports, together, through, given)
            apart[0].sessions = [everybody[0], everybody[-1]]
            held &= part("two in each agreement, the store", ports, apart, in_the_store, given)
            held &= part("two in each agreement, the portal", ports, apart, through, given)
    if not held:
        sys.exit("it did not hold")


def wait_listening(port: int) -> None:
    """Until the live process hears the database."""
    for _ in range(300):
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            link.request("GET", "/live/health")
            if link.getresponse().status == http.client.OK:
                return
        except OSError:
            pass
        finally:
            link.close()
        time.sleep(0.1)
    msg = "the live process does not come"
    raise TimeoutError(msg)


if __name__ == "__main__":
    main()
