"""The page of a sealed round in each of its states, wide and narrow, in a real browser: axe finds nothing, all fits.

``DRIEHOEK_PICTURES=folder`` keeps a picture of each.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from driehoek.adapters.store.models import Role, Round
from tests.web.conftest import Site, signed_in
from tests.web.test_sealing import CLOSES, PHRASE, come_in, sealed  # noqa: F401 - the fixture is used by its name

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
WIDTHS = (1400, 360)
PICTURES = os.environ.get("DRIEHOEK_PICTURES", "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--disable-gpu", "--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


def wrong_with(browser: Browser, site: Site, client: Client, address: str, name: str) -> list[str]:
    """What axe finds on a page, and whether it is wider than its window."""
    found = []
    key = client.cookies["driehoek"].value
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
        context.add_cookies([{"name": "driehoek", "value": key, "url": site.address}])
        page = context.new_page()
        page.goto(f"{site.address}{address}")
        assert page.locator("h1").inner_text() == "Verzegelde inschrijvingen"
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{PICTURES}/sealing-{name}-{width}.png", full_page=True)
        result: dict[str, Any] = Axe().run(page)
        found += [f"{name} {width}: {item['id']} {item['nodes'][0]['html'][:120]}" for item in result["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{name} {width}: too wide")
        context.close()
    return found


def test_the_page_is_for_everyone_in_each_of_its_states(
    site: Site,
    browser: Browser,
    sealed: Round,  # noqa: F811 - the fixture
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = f"/inkoop/{sealed.pk}/verzegeling/"
    buyer, second, third = signed_in(Role.PURCHASING), signed_in(Role.PURCHASING, 1), signed_in(Role.ASSESSING)
    found = wrong_with(browser, site, buyer, place, "empty")
    for client in (buyer, second, third):
        client.post(f"{place}sleutel/", {"passphrase": PHRASE, "again": PHRASE})
    found += wrong_with(browser, site, buyer, place, "confirmed")
    buyer.post(f"{place}maken/")
    come_in(sealed)
    found += wrong_with(browser, site, buyer, place, "sealed")
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: CLOSES + timedelta(minutes=1))
    buyer.post(f"{place}openen/", {"passphrase": PHRASE})
    found += wrong_with(browser, site, third, place, "half-open")
    third.post(f"{place}openen/", {"passphrase": PHRASE})
    found += wrong_with(browser, site, third, place, "open")
    assert found == []
