"""What a page of an agreement gets to hear what goes on, and two browsers of the two sides that do."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from driehoek.adapters.store import agreement_sheets
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import Agreement, AgreementLine, Membership, Role
from driehoek.bootstrap.stored_agreement_form import written
from driehoek.domain.agreement.sheet import Change, Column, Place
from driehoek.kernel import Unit
from driehoek.web.example_agreements import WRITING, make_agreements
from driehoek.web.example_clock import MID_COURSE
from driehoek.web.example_open import show_in_public
from driehoek.web.live.app import now
from driehoek.web.live.passes import LIFE, Pass, opened
from tests.ears import ask
from tests.integration.store.test_live import free_port, process, until
from tests.web.conftest import EXAMPLE, Site, signed_in
from tests.web.decided import TABLES, sql

CHROMIUM = shutil.which("chromium")
PICTURES = os.environ.get("DRIEHOEK_PICTURES", "")
WIDTHS = (1400, 320)
KEY = "of these tests alone " * 3
MADE = "/static/made/"
"""The style sheet that `make` makes; where only these tests run it may not be there."""


@pytest.fixture(scope="module")
def agreement(portal: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agreement]:
    show_in_public(EXAMPLE, tmp_path_factory.mktemp("pictures"))
    make_agreements(EXAMPLE)
    yield Agreement.objects.using("owner").get(contract=WRITING)
    older = "(SELECT id FROM store_round WHERE slug = 'wlz-2026')"
    sql(
        *(f"DELETE FROM store_{name}" for name in TABLES if name.startswith("agreement")),
        "DELETE FROM store_ledgertransfer",
        "DELETE FROM store_ledgeraccount",
        f"DELETE FROM store_roundfile WHERE round_id IN {older}",
        "DELETE FROM store_round WHERE slug = 'wlz-2026'",
    )


def place(agreement: Agreement, page: str = "voorwaarden") -> str:
    return f"/overeenkomsten/{agreement.pk}/{page}/"


def pass_in(client: Client, agreement: Agreement) -> Pass:
    answer = client.get(place(agreement, "live"), headers={"host": "127.0.0.1:8123"})
    assert answer.status_code == 200
    found = opened(answer.json()["pass"], settings.SECRET_KEY, now())
    assert found is not None
    return found


def test_each_side_gets_a_pass_of_its_own_agreement_alone(agreement: Agreement) -> None:
    buyer, seller = pass_in(signed_in(Role.PURCHASING), agreement), pass_in(signed_in(Role.SIGNING), agreement)
    assert (buyer.agreement, buyer.side, buyer.origin) == (agreement.pk, "purchaser", "http://127.0.0.1:8123")
    assert (seller.agreement, seller.side) == (agreement.pk, "provider")
    assert LIFE - 5 < buyer.until - now() <= LIFE
    other = Agreement.objects.using("owner").exclude(provider=agreement.provider_id).first()
    assert other is not None
    assert signed_in(Role.SIGNING).get(place(other, "live")).status_code == 404
    assert signed_in(Role.ASSESSING).get(place(agreement, "live")).status_code == 403
    assert Client().get(place(agreement, "live")).status_code == 302


def test_a_page_may_speak_with_the_live_process_and_with_nothing_else(
    agreement: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(Role.PURCHASING)

    def shown(where: str, live: str) -> tuple[str, str]:
        monkeypatch.setattr(settings, "LIVE", live)
        answer = client.get(where, headers={"host": "127.0.0.1:8123"})
        policy = str(answer["Content-Security-Policy"])
        found = re.search(r'data-place="([^"]*)"', answer.content.decode())
        return (found[1] if found else ""), policy.partition("; connect-src ")[2]

    page = place(agreement)
    assert shown(page, "18123") == ("http://127.0.0.1:18123/live/", "'self' http://127.0.0.1:18123")
    assert shown(page, "/live/") == ("/live/", "")
    assert shown(page, "https://live.example.org/live/")[1] == "'self' https://live.example.org"
    assert shown(page, "") == ("", "")
    assert shown("/overeenkomsten/", "18123") == ("", "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    flags = ["--disable-gpu", "--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


@contextmanager
def at(browser: Browser, site: Site, role: Role, where: str, width: int = 1400) -> Iterator[tuple[Page, list[str]]]:
    """Somebody at a page, with what the browser complained of."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
    session = signed_in(role).cookies["driehoek"].value
    context.add_cookies([{"name": "driehoek", "value": session, "url": site.address}])
    page, wrong = context.new_page(), []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" and MADE not in said.text else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.add_init_script(
        "window.told = []; for (const name of ['went-on', 'live'])"
        " document.addEventListener('agreement:' + name, (event) => told.push([name, event.detail]));"
    )
    page.goto(f"{site.address}{where}")
    yield page, wrong
    context.close()


@pytest.mark.browser
@pytest.mark.requirement("B-067", "M-337")
def test_two_browsers_see_each_other_and_what_the_other_changes(
    agreement: Agreement, site: Site, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, url = free_port(), os.environ["DATABASE_URL"]
    monkeypatch.setattr(settings, "LIVE", str(port))
    monkeypatch.setattr(settings, "SECRET_KEY", KEY)
    held = Membership.objects.using("owner").get(role=Role.SIGNING, person__is_example=True)
    seller = Actor(held.organisation_id, Role.SIGNING, held.person_id)
    with at(browser, site, Role.PURCHASING, f"/overeenkomsten/{agreement.pk}/") as (buyer_page, wrong):
        with process(url, port, tmp_path), at(browser, site, Role.SIGNING, place(agreement, "tekenen")) as (other, bad):
            here, there = buyer_page.locator("#agreement-presence"), other.locator("#agreement-presence")
            expect(there).to_contain_text("(inkoper)", timeout=15_000)
            expect(here).to_contain_text("Nu in deze overeenkomst: u, ")
            expect(here).to_contain_text("(zorgaanbieder)")
            changed = other.locator("#agreement-changed")
            expect(changed).to_be_hidden()
            with acting(seller):
                line = AgreementLine.objects.filter(agreement=agreement).order_by("pk")[1]
                where = Place(line.lot, line.product)
                change = Change(where, 123_456, agreement_sheets.sheet_of(agreement).cells[where].version)
                number = agreement_sheets.change(seller, agreement, [change], MID_COURSE).made[0].number
            typed = written(Column.QUANTITY, 123_456, Unit(line.unit))
            buyer_page.wait_for_function(
                "typed => [...document.querySelectorAll('#sheet-rows input')].some((field) => field.value === typed)",
                arg=typed,
                timeout=1_000,
            )
            expect(changed).to_be_visible(timeout=1_000)
            said = ["went-on", {"number": number, "table": "change"}]
            buyer_page.wait_for_function(
                "said => told.some(t => JSON.stringify(t) === said)", arg=json.dumps(said, separators=(",", ":"))
            )
            assert other.evaluate("told[0]") == ["live", {"connected": True}]
            for width in WIDTHS:
                other.set_viewport_size({"width": width, "height": 900})
                assert other.evaluate("document.documentElement.scrollWidth") <= width
                if PICTURES:
                    Path(PICTURES).mkdir(parents=True, exist_ok=True)
                    other.screenshot(path=f"{PICTURES}/live-{width}.png")
            found: dict[str, Any] = Axe().run(other)
            assert [item["id"] for item in found["violations"]] == []
            assert bad == []
            wrong.clear()  # it tried before the process was there
            other.goto("about:blank")
            expect(here).to_have_text("U bent nu de enige in deze overeenkomst.", timeout=1_500)
            assert wrong == []
        expect(here).to_contain_text("De verbinding wordt hersteld", timeout=5_000)
        assert ["live", {"connected": False}] in buyer_page.evaluate("told")
        with process(url, port, tmp_path):  # it died and was started again
            assert until(lambda: '"streams": 1' in ask(port, "/live/health")[1], 20)
            expect(here).to_have_text("U bent nu de enige in deze overeenkomst.")
            buyer_page.wait_for_function(
                "() => told.filter(t => t[0] === 'went-on' && t[1].number === null).length > 1"
            )
