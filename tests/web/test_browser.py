"""Work in a real browser, by keyboard alone; how every page looks there stands in ``test_every_page``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.web.conftest import Site

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--disable-gpu", "--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


def test_a_submission_by_keyboard_alone_is_kept_while_it_is_typed(site: Site, browser: Browser) -> None:
    page = browser.new_page(locale="nl-NL")
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
    page = browser.new_page(locale="nl-NL")
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
