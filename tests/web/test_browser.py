"""Every page in a real browser, wide and narrow: axe finds nothing, and nothing runs off the side."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.conftest import Site

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
CORNERS = {
    "": ["/", "/ronde/{round}/", "/ronde/{round}/beleid/", "/ronde/{round}/nota/", "/toegankelijkheid/", "/status/",
         "/inloggen/", "/voorbeeld/"],
    "Medewerker": ["/aanbieder/", "/aanbieder/{round}/99000001/"],
    "Lid van de": ["/inspraak/", "/inspraak/{round}/"],
    "Inkoper": ["/inkoop/", "/inkoop/{round}/", "/inkoop/{round}/inschrijvingen/", "/inkoop/{round}/vragen/",
                "/inkoop/{round}/inspraak/", "/inkoop/{round}/beoordeling/",
                "/inkoop/{round}/beoordeling/99000002/", "/inkoop/{round}/werkbank/",
                "/inkoop/{round}/werkbank/?turn-space:regio/regular=-2%25",
                "/inkoop/{round}/werkbank/naast-elkaar/", "/inkoop/{round}/besluit/",
                "/inkoop/{round}/afwijkingen/", "/rol/"],
    "Tweede beoordelaar": ["/inkoop/{round}/cijfers/"],
    "Beheerder van de zorgaanbieder": ["/organisatie/", "/organisatie/mandaten/", "/organisatie/sleutels/", "/mij/"],
    "Beheerder van het": ["/organisatie/", "/organisatie/mandaten/"],
    "Toezichthouder": ["/organisatie/", "/toezicht/"],
}  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--disable-gpu", "--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


def faults(page: Page) -> list[str]:
    result: dict[str, Any] = Axe().run(page)
    return [f"{item['id']}: {item['nodes'][0]['html'][:160]}" for item in result["violations"]]


@pytest.mark.parametrize("who", CORNERS)
@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_for_everyone(site: Site, browser: Browser, who: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="nl-NL")
    page = context.new_page()
    if who:
        page.goto(f"{site.address}/voorbeeld/")
        page.click(f"button:has-text('{who}')")
    wrong = []
    for path in CORNERS[who]:
        place = path.replace("{round}", site.round_id)
        answer = page.goto(site.address + place)
        assert answer is not None
        assert answer.status == 200, place
        wrong += [f"{place} {fault}" for fault in faults(page)]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append(f"{place} runs off the side at {width}")
    context.close()
    assert not wrong, "\n".join(wrong)


def test_a_submission_by_keyboard_alone_is_kept_while_it_is_typed(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}/voorbeeld/")
    button = page.locator("button:has-text('Medewerker')")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/aanbieder/")
    page.goto(f"{site.address}/aanbieder/{site.round_id}/99000001/")
    cell = page.locator("[data-cell='regulier|SYNGW1R|quantity']")
    cell.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("1234")
    page.locator("#kept", has_text="Bewaard om").wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.cell") != "regulier|SYNGW1R|quantity"
    page.reload()
    assert page.locator("[data-cell='regulier|SYNGW1R|quantity']").input_value() == "1234"
    page.close()


def test_two_fields_within_one_pause_are_both_kept(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}/voorbeeld/")
    page.click("button:has-text('Medewerker')")
    place = f"{site.address}/aanbieder/{site.round_id}/99000001/"
    page.goto(place)
    first, second = (page.locator(f"[data-cell='regulier|{code}|quantity']") for code in ("SYNGW1R", "SYNGW2R"))
    first.fill("41")
    second.fill("42")
    page.wait_for_timeout(1500)
    page.goto(place)
    assert (first.input_value(), second.input_value()) == ("41", "42")
    first.fill("")
    second.fill("")
    page.wait_for_timeout(1500)
    page.close()
