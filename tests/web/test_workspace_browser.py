"""The workspace in a real browser: the grid by keyboard, a connection and a session that are lost, the deadline."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from time import monotonic

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from driehoek.adapters.store.models import Draft, Membership, Role, Round, Submission
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


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """The workspace with an empty draft, for the example provider."""
    Draft.objects.using("owner").all().delete()
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.address)
    opened = context.new_page()
    opened.goto(f"{site.address}/voorbeeld/")
    opened.click("button:has-text('Medewerker')")
    opened.wait_for_url("**/aanbieder/")
    opened.goto(place(site))
    yield opened
    context.close()
    Draft.objects.using("owner").all().delete()


def place(site: Site) -> str:
    return f"{site.address}/aanbieder/{site.round_id}/99000001/"


def cells(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        "table.grid >> nth=0 >> [data-cell]", "all => all.map(item => item.dataset.cell)"
    )
    return found


def here(page: Page) -> str:
    name: str = page.evaluate("document.activeElement.dataset.cell || document.activeElement.id || ''")
    return name


def value(page: Page, cell: str) -> str:
    return page.locator(f"[data-cell='{cell}']").input_value()


def saved(page: Page) -> None:
    expect(page.locator("#kept")).to_contain_text("Bewaard om")


@pytest.mark.requirement("M-337")
def test_the_grid_goes_by_keyboard_alone_with_paste_copy_and_undo(page: Page) -> None:
    names = cells(page)
    page.locator(f"[data-cell='{names[0]}']").focus()
    keys = [
        "ArrowRight",
        "ArrowDown",
        "Home",
        "End",
        "Enter",
        "Shift+Enter",
        "ArrowLeft",
        "Control+End",
        "Control+Home",
    ]
    went = []
    for key in keys:
        page.keyboard.press(key)
        went.append(names.index(here(page)) if here(page) in names else here(page))
    everything = page.eval_on_selector_all("[data-cell]", "all => all.map(item => item.dataset.cell)")
    assert went[:7] == [1, 3, 2, 3, 5, 3, 2]
    assert (went[7], went[8]) == (everything[-1], 0)
    page.keyboard.press("Tab")
    assert here(page) == names[1]
    page.keyboard.press("Shift+Tab")
    page.evaluate("navigator.clipboard.writeText('1\\t10\\r\\n2\\t20\\r\\n3\\t30\\r\\n')")
    page.keyboard.press("Control+v")
    expect(page.locator(f"[data-cell='{names[5]}']")).to_have_value("30")
    saved(page)
    assert [value(page, name) for name in names[:6]] == ["1", "10", "2", "20", "3", "30"]
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "1\t10\n2\t20"
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    expect(page.locator(f"[data-cell='{names[5]}']")).to_have_value("")
    assert [value(page, name) for name in names[:6]] == [""] * 6
    page.keyboard.press("Control+y")
    expect(page.locator(f"[data-cell='{names[5]}']")).to_have_value("30")
    page.locator(f"[data-cell='{names[2]}']").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("77")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+z")
    assert value(page, names[2]) == "2"
    saved(page)
    expect(page.locator("#kept")).to_contain_text("Bewaard om", timeout=3000)
    page.wait_for_function("Object.keys(sessionStorage).every(key => sessionStorage[key] === '{}')")
    page.reload()
    assert [value(page, name) for name in names[:6]] == ["1", "10", "2", "20", "3", "30"]


def test_what_is_typed_without_a_connection_is_kept_once_it_is_back(page: Page) -> None:
    name = cells(page)[0]
    page.context.set_offline(True)
    page.locator(f"[data-cell='{name}']").fill("41")
    expect(page.locator("#alarm")).to_contain_text("Geen verbinding")
    page.context.set_offline(False)
    expect(page.locator("#kept")).to_contain_text("Bewaard om", timeout=15000)
    expect(page.locator("#alarm")).to_be_hidden()
    lot, product, _ = name.split("|")
    assert Draft.objects.using("owner").get(contract="99000001").volumes[lot][product][0] == "41"


def test_a_session_lost_in_mid_submission_gives_draft_and_place_back_after_signing_in(site: Site, page: Page) -> None:
    member = Membership.objects.using("owner").filter(role=Role.PROVIDING, person__is_example=True).order_by("pk")[0]
    secret = "een lang wachtwoord van het voorbeeld"
    member.person.set_password(secret)
    member.person.save(using="owner")
    page.goto(f"{site.address}/voorbeeld/")  # a new password ends the sessions of before
    page.click("button:has-text('Medewerker')")
    page.goto(place(site))
    try:
        page.check("[name='lot-regulier']")
        saved(page)
        page.context.clear_cookies(name="driehoek")
        field = page.locator("#vraag-innovation-value")
        field.fill("Getypt nadat de sessie weg was (SYNTHETIC).")
        expect(page.locator("#alarm")).to_contain_text("U bent uitgelogd")
        assert "Getypt nadat" not in str(Draft.objects.using("owner").get(contract="99000001").answers)
        page.click("#alarm a")
        page.fill("[name=login]", member.person.email)
        page.fill("[name=password]", secret)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/99000001/#vraag-innovation-value")
        assert here(page) == "vraag-innovation-value"
        assert field.input_value() == "Getypt nadat de sessie weg was (SYNTHETIC)."
        expect(page.locator("#kept")).to_contain_text("alsnog bewaard")
        assert "Getypt nadat" in Draft.objects.using("owner").get(contract="99000001").answers["innovation-value"]
        assert page.is_checked("[name='lot-regulier']")
        # and once more at the very moment of handing in
        before = Submission.objects.using("owner").filter(contract="99000001").count()
        page.goto(f"{place(site)}indienen/")
        page.context.clear_cookies(name="driehoek")
        page.click("main form button")
        page.fill("[name=login]", member.person.email)
        page.fill("[name=password]", secret)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/99000001/**")
        assert Submission.objects.using("owner").filter(contract="99000001").count() == before
    finally:
        member.person.set_unusable_password()
        member.person.save(using="owner")


def test_a_deadline_that_passes_while_typing_is_told_and_nothing_is_lost(
    site: Site, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    closes = Round.objects.using("owner").get(slug="wlz-2027").closes_at
    assert closes is not None
    began = monotonic()
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: closes + timedelta(seconds=monotonic() - began - 4))
    page.goto(place(site))
    expect(page.locator("#deadline")).to_contain_text("Nog 0.0")
    name = cells(page)[0]
    page.locator(f"[data-cell='{name}']").press_sequentially("12345", delay=1200)  # the deadline passes on the way
    expect(page.locator("#deadline")).to_contain_text("De inschrijving is nu gesloten", timeout=10000)
    assert page.locator("#to-submit").count() == 0
    expect(page.locator("#kept")).to_contain_text("Bewaard om")
    page.wait_for_function("Object.keys(sessionStorage).every(key => sessionStorage[key] === '{}')")
    before = Submission.objects.using("owner").filter(contract="99000001").count()
    page.goto(f"{place(site)}indienen/")
    expect(page.locator("main")).to_contain_text("De inschrijving is niet open")
    lot, product, _ = name.split("|")
    assert Draft.objects.using("owner").get(contract="99000001").volumes[lot][product][0] == "12345"
    assert Submission.objects.using("owner").filter(contract="99000001").count() == before


def test_two_people_see_each_others_fields_and_both_values_of_one(site: Site, page: Page, browser: Browser) -> None:
    context = browser.new_context(locale="nl-NL")
    other = context.new_page()
    other.goto(f"{site.address}/voorbeeld/")
    other.click("button:has-text('Medewerker')")
    other.goto(place(site))
    page.select_option("#vraag-insolvent", "no")
    saved(page)
    other.select_option("#vraag-insolvent", "yes")
    other.select_option("#vraag-subcontracting", "no")
    expect(other.locator("#preview")).to_contain_text("Twee mensen, één veld")
    context.close()
    kept = Draft.objects.using("owner").get(contract="99000001")
    assert (kept.answers["insolvent"], kept.clashes["answer-insolvent"]["value"]) == ("no", "yes")
    page.reload()
    page.click("button:has-text('Neem van')")
    expect(page.locator("#vraag-insolvent")).to_have_value("yes")
