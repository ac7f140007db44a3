"""Open and fill the form of an agreement with three thousand lines, beside the signed-in empty page of the same run.

Server time is measured inside the process, by the processor, one request at a time; what a browser needs until the
first cell can be typed in is measured in Debian's chromium. Aim: no page over five times the empty one.

    python trials/big_form.py            3,000 lines, 20 requests a page
    python trials/big_form.py --sample   300 lines, 5 requests a page
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import ground as portal

DATA = portal.prepare()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the tables are known once Django is
from django.test import Client  # noqa: E402

from driehoek.adapters.store.acting import Actor, acting  # noqa: E402
from driehoek.adapters.store.agreement_sheets import sheet_of  # noqa: E402
from driehoek.adapters.store.models import Agreement, Contract, Membership, Role, Round  # noqa: E402
from driehoek.application.agreement.opening import OpeningLine, opening_conditions  # noqa: E402
from driehoek.bootstrap.rounds import load  # noqa: E402
from driehoek.bootstrap.stored_agreements import Parties, Told, open_one  # noqa: E402
from driehoek.web.example_agreements import granted_lines  # noqa: E402
from driehoek.web.example_clock import MID_COURSE  # noqa: E402

CONTRACT = "99000001"


def opened(lines: int) -> Agreement:
    """An agreement of the example with so many lines, each a copy of one that is there under a code of its own."""
    dossier = load(portal.EXAMPLE).dossier
    assert dossier is not None
    held = next(iter(granted_lines(dossier, CONTRACT)))
    many = [
        OpeningLine(replace(held.line, product=f"SYN{number:05}", name=f"{held.line.name} {number}"), held.frame)
        for number in range(lines)
    ]
    buyer = Membership.objects.using("owner").filter(role=Role.PURCHASING).order_by("pk")[0]
    found = Round.objects.using("owner").get(slug="wlz-2027")
    provider = Contract.objects.using("owner").get(agb=CONTRACT).provider_id
    actor = Actor(buyer.organisation_id, Role.PURCHASING, buyer.person_id)
    with acting(actor):
        told = Told("0" * 64, "Besluit (SYNTHETIC)", MID_COURSE)
        return open_one(actor, Parties(found, CONTRACT, provider), many, opening_conditions(dossier.policy), told)


def spent(ask: Callable[[], object], times: int) -> str:
    """Median of the processor and of the clock, in milliseconds."""
    ask()
    cpu, wall = [], []
    for _ in range(times):
        before, began = time.process_time(), time.perf_counter()
        ask()
        cpu.append(1000 * (time.process_time() - before))
        wall.append(1000 * (time.perf_counter() - began))
    return f"{statistics.median(cpu):7.1f} ms processor {statistics.median(wall):7.1f} ms clock"


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


def in_a_browser(made: portal.Ground, agreement: Agreement) -> str:
    """From asking for the page until a cell can be typed in, and until a typed cell is kept, by the clock."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here, where a browser is there

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="nl-NL")
        context.add_cookies([{"name": "driehoek", "value": made.sessions["providing"], "url": address}])
        page = context.new_page()
        began = time.perf_counter()
        page.goto(f"{address}/overeenkomsten/{agreement.pk}/", wait_until="commit")
        cell = page.locator('.sheet-table input[data-column="0"]').first
        cell.wait_for()
        ready = time.perf_counter() - began
        drawn = page.locator(".sheet-table tbody tr").count()
        cell.fill("1.234")
        began = time.perf_counter()
        cell.press("Control+End")
        count = page.evaluate("JSON.parse(document.getElementById('sheet-data').textContent).rows.length")
        page.locator(f'input[data-row="{count - 1}"]').first.wait_for()
        jumped = time.perf_counter() - began
        page.get_by_text("Alles is bewaard.").wait_for()
        browser.close()
    server.shutdown()
    return f"{1000 * ready:.0f} ms until the first cell, {drawn} rows drawn, {1000 * jumped:.0f} ms to the last line"


def main() -> None:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(description="the form with thousands of lines")
    parser.add_argument("--sample", action="store_true")
    given = parser.parse_args()
    lines, times = (300, 5) if given.sample else (3_000, 20)
    with portal.ground(DATA, 0) as made:
        print(portal.machine())
        agreement = opened(lines)
        client = Client(headers={"cookie": f"driehoek={made.sessions['providing']}"}, SERVER_NAME="127.0.0.1")
        own = f"/overeenkomsten/{agreement.pk}/"
        with acting(Actor(agreement.provider_id, Role.PROVIDING)):
            place = min(sheet_of(agreement).cells, key=lambda item: item.key)
        version = [1]

        def get(path: str) -> object:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            return answer

        def change() -> object:
            cells = [[place.lot, place.product, 0, str(version[0] + 1), version[0]]]
            said = {"cells": json.dumps(cells), "since": "0"}
            answer = client.post(f"{own}wijzig/", said, headers={"HX-Request": "true"})
            assert answer.json()["made"], answer.content[:300]
            version[0] += 1
            return answer

        client.cookies["driehoek"] = made.sessions["providing"]
        print(f"{lines} lines")
        for name, ask in (
            ("empty page", lambda: get("/toegankelijkheid/")),
            ("the form", lambda: get(own)),
            ("one change", change),
            ("what went on", lambda: get(f"{own}sinds/{version[0]}/")),
            ("agree and sign", lambda: get(f"{own}tekenen/")),
            ("differences", lambda: get(f"{own}verschillen/")),
            ("all agreements", lambda: get("/overeenkomsten/")),
        ):
            print(f"{name:16} {spent(ask, times)}")
        print("in a browser:", in_a_browser(made, agreement))


if __name__ == "__main__":
    main()
