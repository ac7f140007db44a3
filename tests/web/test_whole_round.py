"""A real browser through a whole round, with people in four corners: from a draft to a final result."""

from __future__ import annotations

import csv
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

import pytest
import yaml
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

from tests.stores import reachable

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
EXAMPLE = Path(__file__).parents[2] / "examples" / "wlz-2027"
CONTRACT = "99000001"


@pytest.fixture
def address() -> Iterator[str]:
    """The portal as a newcomer starts it, in a folder of its own, with its own clock."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with reachable() as folder:
        words = ["serve", "--example", str(EXAMPLE), "--port", str(port), "--data", str(Path(folder) / "data")]
        served = subprocess.Popen([sys.executable, "-m", "driehoek", *words])
        try:
            yield _answering(f"http://127.0.0.1:{port}", served)
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(timeout=30)


def _answering(place: str, served: subprocess.Popen[bytes]) -> str:
    until = monotonic() + 90
    while monotonic() < until:
        assert served.poll() is None, "the portal stopped"
        try:
            with urlopen(f"{place}/klaar/", timeout=2):
                return place
        except OSError:
            sleep(0.3)
    pytest.fail("the portal did not answer within ninety seconds")


@dataclass
class Corners:
    """A page per person, each in a browser of its own."""

    browser: Browser
    address: str
    pages: dict[str, Page] = field(default_factory=dict)

    def of(self, who: str) -> Page:
        """The page of a person, signed in with one click."""
        if who not in self.pages:
            page = self.browser.new_context(locale="nl-NL").new_page()
            page.goto(f"{self.address}/voorbeeld/")
            page.click(f"button:has-text('{who}')")
            self.pages[who] = page
        return self.pages[who]

    def goes(self, who: str, path: str) -> Page:
        """The person opens a page; a page that is not there or broke fails the test."""
        page = self.of(who)
        answer = page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, (path, answer.status)
        return page

    def winds(self, text: str) -> None:
        """The clock of the example goes forward."""
        page = self.goes("Inkoper", "/voorbeeld/")
        page.click(f"button:has-text('{text}')")


def test_a_round_is_lived_in_four_corners_from_draft_to_final_result(address: str) -> None:
    with sync_playwright() as driver:
        flags = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        corners = Corners(browser, address)
        round_id = _round(corners)
        _hands_in(corners, round_id)
        _council_speaks(corners, round_id)
        _question_is_answered(corners, round_id)
        corners.winds("na de sluiting")
        for who, mark in (("Log in als Beoordelaar", "7"), ("Tweede beoordelaar", "8")):
            _marks(corners, round_id, who, mark)
        corners.winds("de dag van het besluit")
        _adopts(corners, round_id)
        outcome = corners.goes("Medewerker", f"/aanbieder/{round_id}/{CONTRACT}/uitkomst/").inner_text("main")
        assert "€" in outcome
        corners.winds("na de termijn")
        _finalises(corners, round_id)
        assert "Definitief" in corners.goes("Inkoper", f"/inkoop/{round_id}/besluit/").inner_text("main")
        browser.close()


TITLE = "Inkoopbeleid Wlz-zorg 2027"
"""Of the round that is lived; the example has others beside it."""


def _round(corners: Corners) -> str:
    page = corners.goes("Medewerker", "/")
    link = page.locator("main a[href*='/ronde/']", has_text=TITLE).first.get_attribute("href")
    found = re.search(r"/ronde/([0-9a-f-]{36})/", link or "")
    assert found, page.inner_text("main")
    return found[1]


def _hands_in(corners: Corners, round_id: str) -> None:
    """The provider fills the form with what the example's own folder of this contract says, and hands it in."""
    page = corners.goes("Medewerker", f"/aanbieder/{round_id}/{CONTRACT}/")
    folder = EXAMPLE / "submissions" / CONTRACT
    said = yaml.safe_load((folder / "answers.yaml").read_text(encoding="utf-8"))
    for lot in said["lots"]:
        page.check(f"[name='lot-{lot}']")
    for question, answer in said["answers"].items():
        wanted = page.locator(f"[name='answer-{question}']")
        if not wanted.count():
            _attaches(page, question)
        elif wanted.evaluate("node => node.tagName") == "SELECT":
            wanted.select_option(answer)
        else:
            wanted.fill(answer)
    with (folder / "volumes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            for column in ("quantity", "capacity"):
                if row[column]:
                    page.fill(f"[data-cell='{row['lot']}|{row['product']}|{column}']", row[column])
    page.wait_for_timeout(2000)  # the last that was typed is kept after a pause
    page.click("#to-submit")
    assert not page.locator("main", has_text="Dit zou u uitsluiten").count()
    page.click("main form button:has-text('Dien in')")
    page.wait_for_load_state()
    if "/indienen/" in page.url:  # something was still on its way: it is said, and one looks again
        page.click("main form button:has-text('Dien in')")
        page.wait_for_load_state()
    assert "Laat iemand met een hoger mandaat dit doen" in page.inner_text("body")
    board = corners.goes("Bestuurder", f"/aanbieder/{round_id}/{CONTRACT}/indienen/")
    board.click("main form button:has-text('Dien in')")
    board.wait_for_url("**/bewijs/1/")


def _attaches(page: Page, question: str) -> None:
    """A paper goes with a question that asks for one; what was typed before is kept."""
    page.locator("#kept", has_text="Bewaard").wait_for()
    paper = page.locator(f"#stuk-{question}")
    paper.locator("summary").click()
    form = paper.locator("form[enctype]")
    paper_file: FilePayload = {
        "name": f"{question}.pdf",
        "mimeType": "application/pdf",
        "buffer": b"%PDF-1.7 SYNTHETIC",
    }
    form.locator("[name='file']").set_input_files(paper_file)
    form.locator("[name='issued_on']").fill("2026-06-14")
    form.locator("button").click()
    page.locator(f"#bij-{question}", has_text="Bijgevoegd").wait_for()


def _council_speaks(corners: Corners, round_id: str) -> None:
    page = corners.goes("Lid van de", f"/inspraak/{round_id}/")
    page.check("[name='way'][value='advised']")
    page.fill("[name='text']", "Wij willen dat de dagbesteding in de buurt blijft.")
    page.click("button:has-text('Verstuur')")
    page = corners.goes("Inkoper", f"/inkoop/{round_id}/inspraak/")
    assert "dagbesteding in de buurt" in page.inner_text("main")
    page.locator("[name='followed']").first.select_option(index=1)
    page.fill("[name='response'] >> nth=0", "Dat staat in de afspraak.")
    page.locator("form:has([name='response']) button").first.click()
    page.wait_for_load_state()
    assert "Dat staat in de afspraak." in corners.goes("Lid van de", "/inspraak/").inner_text("main")


def _question_is_answered(corners: Corners, round_id: str) -> None:
    page = corners.goes("Medewerker", f"/aanbieder/{round_id}/vraag/")
    page.fill("[name='text'] >> nth=0", "Telt een deel van een dag mee?")
    page.locator("form:has([name='text']) button").first.click()
    page.wait_for_load_state()
    page = corners.goes("Inkoper", f"/inkoop/{round_id}/vragen/")
    page.fill("[name='answer'] >> nth=0", "Nee, alleen hele dagen.")
    page.check("[name='publish'] >> nth=0")
    page.click("button:has-text('Bewaar het antwoord') >> nth=0")
    page.wait_for_load_state()
    assert "alleen hele dagen" in corners.goes("Lid van de", f"/ronde/{round_id}/nota/").inner_text("main")


def _marks(corners: Corners, round_id: str, who: str, mark: str) -> None:
    """An assessor marks all there is to mark, each with a reason, and hands in."""
    path = f"/inkoop/{round_id}/cijfers/"
    page = corners.goes(who, path)
    while page.locator("h3:has-text('nog te doen')").count():
        form = page.locator("div:has(> h3:has-text('nog te doen')) form").first
        form.locator("[name='interest'][value='none']").check()
        form.locator("[name='points']").fill(mark)
        form.locator("[name='motivation']").fill("Het plan zegt wie wat wanneer doet.")
        form.locator("button").click()
        page.wait_for_load_state()
    hand_in = page.locator("button:has-text('Lever alle cijfers in')")
    while hand_in.count():
        hand_in.first.click()
        page.wait_for_load_state()


def _adopts(corners: Corners, round_id: str) -> None:
    page = corners.goes("Inkoper", f"/inkoop/{round_id}/besluit/")
    page.fill("[name='reasons']", "De uitslag volgt uit het gepubliceerde beleid.")
    page.click("button:has-text('Stel vast')")
    assert "voorlopige uitslag is vastgesteld" in page.inner_text("body")


def _finalises(corners: Corners, round_id: str) -> None:
    page = corners.goes("Inkoper", f"/inkoop/{round_id}/besluit/")
    page.fill("[name='reasons']", "Er kwamen geen reacties.")
    page.click("button:has-text('Maak definitief')")
    assert "De uitslag is definitief" in page.inner_text("body")
