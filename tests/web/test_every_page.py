"""Every route in the access table, as somebody who may: axe, both languages, both colours, wide, narrow and zoomed.

``DRIEHOEK_PICTURES=folder`` keeps a picture of every page, wide and narrow. A route that is neither visited nor an act
nor a file fails.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pypdf import PdfReader

from driehoek.adapters.store.connection import open_store
from driehoek.adapters.store.models import Outcome, Role
from driehoek.web.access import ACCESS, NOBODY, may
from driehoek.web.sitemap import PLACES
from tests.web.by_keyboard import Keys
from tests.web.conftest import signed_in
from tests.web.lived import DECISION, SETTINGS, WORKED_ON, Lived, lived
from tests.web.test_access import ELSEWHERE, ROUTES, address
from tools import assets

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
VISITORS = (
    *(NOBODY, Role.PURCHASING, Role.ASSESSING, Role.PROVIDING, Role.COUNCIL, Role.SUPERVISING),
    *(Role.ADMINISTRATION, Role.SIGNING, Role.CONTROL),
)
"""Who visits, each what nobody before may see."""
ALWAYS = (("nl", "dark", 1400), ("en", "light", 320))
MORE = (("nl", "light", 640), ("en", "dark", 1024))
LOOKS = (*ALWAYS, *MORE) if os.environ.get("DRIEHOEK_THOROUGH") else ALWAYS
"""Both languages, both colours, wide and narrow; when somebody asks each language in both, and 1280 at 200 % zoom."""
OTHERWISE = {
    "version": "there is one once something happened after a result; its own tests open it",
    "notice": "sends on to the page it tells of",
    "invitation": "without a link from a mail it says that it is closed; its own tests open it",
    "evidence-download": "gives a file, and none has this name",
    "open-data-file": "the same",
    "agreement-live": "gives the script of an agreement a pass; its own tests ask for it",
    "picture-file": "the same",
    "file": "without a way in its address it sends on; it is visited with one below",
    "mfa_deactivate_totp": "there is no second factor to take off; the tests of signing in make one",
    "mfa_view_recovery_codes": "the same",
    "mfa_download_recovery_codes": "the same",
    "mfa_generate_recovery_codes": "the same",
    "mfa_activate_totp": "asks first to say again who one is, which example people cannot",
    "account_change_password": "example people have no password",
    "account_set_password": "asks first to say again who one is",
    "branding-sheet": "a style sheet, and nobody brought one; its own tests do",
    "oidc-begin": "sends on to a server that signs people in; its own tests run one",
    "oidc-link": "the same",
    "openid_connect_callback": "the same",
    "logged-out": "after signing out at such a server",
    **dict.fromkeys(ELSEWHERE, "a step in the middle of signing in"),
}
"""Routes that have no page here, with the reason."""


@pytest.fixture(scope="module")
def site() -> Iterator[Lived]:
    assets.make()
    with lived() as made:
        yield made


@pytest.fixture(autouse=True)
def _its_own_store(site: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(site.url, SETTINGS)
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: DECISION)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--disable-gpu", "--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


def client_of(who: str) -> Client:
    return Client() if who == NOBODY else signed_in(Role(who))


def first_of(route: str) -> str:
    """Who visits a route: the first that may."""
    return next((who for who in VISITORS if may(route, who)), "")


def pages_of(who: str, site: Lived) -> tuple[dict[str, str], list[str]]:
    """The pages that somebody is the first to see, and the routes that gave none."""
    client, found, none = client_of(who), {}, []
    for route in ACCESS:
        if first_of(route) != who or route in OTHERWISE or route == "account_logout":
            continue
        place = address(ROUTES[route], site.round_id)  # type: ignore[arg-type]  # only its text is used
        answer = client.get(place)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found[route] = place
            if route not in PLACES:
                none.append(f"{route} has no place in the trail, and so no help")
        elif answer.status_code != 405 and not (answer.status_code == 200 and "html" not in answer["Content-Type"]):
            none.append(f"{route} at {place} for {who}: {answer.status_code}")
    if who == NOBODY:
        found["404"] = "/er-is-niets/"
        found["search with words"] = "/zoeken/?q=zorg"
    if who == Role.PROVIDING:
        desk = f"/aanbieder/{site.round_id}/{WORKED_ON}/"
        found["file a request"] = f"{desk}uitkomst/weg/?weg=hardship"
        found["tell of a judge"] = f"{desk}uitkomst/weg/?weg=civil-court"
        found["ask from a place"] = f"/aanbieder/{site.round_id}/vraag/?over=insolvent&contract={WORKED_ON}"
    if who == Role.PURCHASING:
        found["403"] = "/aanbieder/"
        found["workbench with a scenario"] = f"/inkoop/{site.round_id}/werkbank/?turn-space:regio/regular=-2%25"
    return found, none


def test_somebody_visits_every_route() -> None:
    assert [route for route in ACCESS if not first_of(route)] == []
    assert set(OTHERWISE) <= set(ACCESS)


@pytest.mark.parametrize("who", VISITORS)
def test_every_page_is_for_everyone(site: Lived, browser: Browser, who: str) -> None:
    pages, wrong = pages_of(who, site)
    for language, colours, width in LOOKS:
        context = _context(site, browser, who, language, colours, width)
        page = context.new_page()
        for route, place in pages.items():
            page.goto(site.address + place)
            _keep_picture(page, who, route, width)
            said = f"{route} ({language}, {colours}, {width})"
            wrong += [f"{said} {fault}" for fault in faults(page)]
            if page.evaluate("document.documentElement.lang") != language:
                wrong.append(f"{said} is in another language")
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wrong.append(f"{said} runs off the side")
        context.close()
    assert not wrong, "\n".join(wrong)


def _context(site: Lived, browser: Browser, who: str, language: str, colours: Any, width: int) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="nl-NL", color_scheme=colours, reduced_motion="reduce"
    )
    cookies = {"driehoek": "", "django_language": language}
    if who != NOBODY:
        cookies["driehoek"] = signed_in(Role(who)).cookies["driehoek"].value
    context.add_cookies([{"name": name, "value": said, "url": site.address} for name, said in cookies.items() if said])
    return context


def faults(page: Page) -> list[str]:
    result: dict[str, Any] = Axe().run(page)
    return [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in result["violations"]]


def _keep_picture(page: Page, who: str, route: str, width: int) -> None:
    folder = os.environ.get("DRIEHOEK_PICTURES")
    if folder:
        name = f"{who}-{route.replace(' ', '-')}-{width}.png"
        page.screenshot(path=Path(folder) / name, full_page=True)


@pytest.mark.parametrize(
    ("who", "place"),
    [
        (Role.PURCHASING, "/inkoop/{round}/besluit/"),
        (Role.PURCHASING, "/inkoop/{round}/besluit/{contract}/"),
        (Role.PROVIDING, "/aanbieder/{round}/{contract}/uitkomst/"),
    ],
)
def test_each_sheet_of_a_printed_decision_carries_its_fingerprint_and_the_day(
    site: Lived, browser: Browser, who: Role, place: str
) -> None:
    context = _context(site, browser, who, "nl", "dark", 1400)
    page = context.new_page()
    answer = page.goto(site.address + place.format(round=site.round_id, contract=WORKED_ON))
    assert answer is not None
    assert answer.status == 200
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    context.close()
    told = Outcome.objects.using("owner").get(contract=WORKED_ON, is_told=True)
    assert WORKED_ON in "".join(sheets)  # the decision lists its letters
    for text in sheets:
        foot = text.replace("\n", " ")
        assert told.decision_fingerprint in foot.replace(" ", "")
        assert "9 oktober 2026" in foot


def _keys(site: Lived, browser: Browser, who: str, place: str) -> Keys:
    page = _context(site, browser, who, "nl", "light", 1280).new_page()
    page.goto(site.address + place)
    return Keys(page)


def test_the_public_finds_a_policy_and_searches_by_keyboard_alone(site: Lived, browser: Browser) -> None:
    keys = _keys(site, browser, NOBODY, "/")
    page = keys.page
    keys.follow(page.locator(f"main a[href='/ronde/{site.round_id}/']").first)
    keys.follow(page.locator(f"main a[href='/ronde/{site.round_id}/beleid/']").first)
    assert "/beleid/" in page.url
    assert keys.past_the_end() > 5
    keys.write(page.locator("#zoek-overal"), "zorg")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/zoeken/" in page.url
    page.context.close()


def test_a_council_gives_its_input_by_keyboard_alone(site: Lived, browser: Browser) -> None:
    keys = _keys(site, browser, Role.COUNCIL, f"/inspraak/{site.round_id}/")
    page = keys.page
    keys.press(page.locator("[name='way']").first, " ")
    keys.write(page.locator("#tekst"), "Met de toetsen geschreven (SYNTHETIC).")
    keys.follow(page.locator("main button", has_text="Verstuur de inbreng"))
    assert "Met de toetsen geschreven" in page.inner_text("main")
    page.context.close()


def test_a_supervisor_asks_reads_and_decides_again_by_keyboard_alone(site: Lived, browser: Browser) -> None:
    keys = _keys(site, browser, Role.SUPERVISING, "/toezicht/")
    page = keys.page
    keys.press(page.locator("main details > summary", has_text="Vraag het dossier op").first, "Enter")
    keys.write(page.locator("main [name='ground']").first, "Met de toetsen gevraagd (SYNTHETIC)")
    keys.follow(page.locator("main button", has_text="Verstuur het verzoek").first)
    assert page.locator("main table").first.locator("tbody tr").count() == 2
    keys.follow(page.locator("main tbody a[href*='/toezicht/']").first)
    keys.follow(page.locator("main form[action*='opnieuw'] button").first)
    assert "/toezicht/" in page.url
    page.context.close()


def test_a_purchaser_answers_and_keeps_a_scenario_by_keyboard_alone(site: Lived, browser: Browser) -> None:
    keys = _keys(site, browser, Role.PURCHASING, f"/inkoop/{site.round_id}/vragen/")
    page = keys.page
    keys.write(page.locator("main [name='answer']").first, "Met de toetsen beantwoord (SYNTHETIC).")
    keys.follow(page.locator("main button", has_text="Bewaar het antwoord").first)
    keys.follow(page.locator("nav.tabs a", has_text="Werkbank"))
    keys.write(page.locator("main [name^='turn-']").first, "-3%")
    keys.write(page.locator("#titel"), "Met de toetsen")
    keys.follow(page.locator("main button[formaction*='bewaar']"))
    assert "Met de toetsen" in page.inner_text("main")
    assert keys.past_the_end() > 5
    page.context.close()
