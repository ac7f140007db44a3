"""Signing in at an OIDC server in a real browser: over its page and back, as who one is, or refused in words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from allauth.socialaccount.models import SocialAccount
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from driehoek.adapters.store.models import Organisation, Person
from tests.oidc import NAME, PASSWORD
from tests.web.conftest import Site
from tests.web.people import as_it_was
from tests.web.test_oidc import EMAIL, LEVELS, TEST_BSN, Broker, account, use

__all__ = ["as_it_was"]
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.usefixtures("as_it_was"),
]
KVK = "12345678"
EHERKENNING = 'organisation = "kvk"\nservice = "dienst"\nservice_is = "zorginkoop"\nlevel = "acr"\nleast = "low"\n'
DIGID = 'person = "sub"\nlevel = "acr"\nleast = "substantial"\n'
OF_LEVELS = f"[server.claims.levels]\n{LEVELS}"


@pytest.fixture(scope="module")
def broker(site: Site) -> Iterator[Broker]:
    """The server, which sends back to the portal at its address."""
    with TemporaryDirectory() as name:
        words = [sys.executable, "-m", "tests.oidc.server", name, f"{site.address}/oidc/dienst/terug/"]
        root = str(Path(__file__).parents[2])
        process = subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        yield Broker(process.stdout.readline().strip(), Path(name))
        process.terminate()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--disable-gpu", "--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser that was never here."""
    context = browser.new_context(locale="nl-NL")
    context.set_default_timeout(8000)
    yield context.new_page()
    context.close()


def goes(page: Page, site: Site) -> None:
    """From the sign-in page of the portal to that of the server."""
    page.goto(f"{site.address}/inloggen/")
    page.click("a:has-text('Dienst (SYNTHETIC)')")
    page.wait_for_url("**/login/**")


def says(page: Page) -> None:
    """Say at the page of the server who one is."""
    page.fill("[name=username]", NAME)
    page.fill("[name=password]", PASSWORD)
    page.click("button")


def test_over_the_page_of_the_server_and_back_as_who_one_is_and_out_again(
    site: Site, broker: Broker, page: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(monkeypatch, broker, tmp_path, "organisation", 'email = "email"\nname = "name"\n')
    broker.says(email=EMAIL, email_verified=True)
    account("providing")
    goes(page, site)
    assert page.url.startswith(broker.address.removesuffix("/o"))
    says(page)
    page.wait_for_url("**/aanbieder/")
    assert page.locator("summary", has_text="Iemand (SYNTHETIC)").count() == 1
    answer = page.goto(f"{site.address}/inkoop/")
    assert answer is not None
    assert answer.status == 403  # in that role, and in no other
    page.goto(f"{site.address}/mij/")
    assert "Dienst (SYNTHETIC)" in page.locator("main").inner_text()
    page.goto(f"{site.address}/aanbieder/")
    page.evaluate("document.querySelector('form[action*=uitloggen]').requestSubmit()")
    page.wait_for_url("**/uitgelogd/dienst/")
    page.click("main a[href^='http://127']")
    page.goto(f"{site.address}/aanbieder/")
    page.wait_for_url("**/inloggen/**")


def test_who_is_not_known_is_told_so_in_words_and_has_no_account(
    site: Site, broker: Broker, page: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(monkeypatch, broker, tmp_path, "organisation", 'email = "email"\nname = "name"\n')
    broker.says(email="vreemd@example.org", email_verified=True)
    before = Person.objects.using("owner").count()
    goes(page, site)
    says(page)
    page.locator("h1", has_text="U bent niet ingelogd").wait_for()
    assert "Wij kennen u niet" in page.locator("[role=alert]").inner_text()
    assert Axe().run(page)["violations"] == []
    assert Person.objects.using("owner").count() == before
    page.click("text=Terug naar inloggen")
    page.wait_for_url("**/inloggen/")


def test_eherkenning_lets_in_for_its_own_company_and_no_other(
    site: Site, broker: Broker, page: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(monkeypatch, broker, tmp_path, "eherkenning", EHERKENNING + OF_LEVELS)
    person = account("signing")
    SocialAccount.objects.using("owner").create(user=person, provider="dienst", uid="1", extra_data={})
    place = Organisation.objects.using("owner").filter(kind="provider").order_by("code")[0]
    Organisation.objects.using("owner").filter(pk=place.pk).update(kvk=KVK)
    try:
        broker.says(kvk=KVK, dienst="zorginkoop", acr="eh3")
        goes(page, site)
        says(page)
        page.wait_for_url("**/aanbieder/")
        broker.says(kvk="87654321", dienst="zorginkoop", acr="eh3")
        page.goto(f"{site.address}/oidc/dienst/")  # signed in there still: straight back, now for another company
        page.wait_for_url("**/rol/")
        assert "geen rol" in page.locator("main").inner_text()
        broker.says(kvk=KVK, dienst="zorginkoop", acr="onbekend")
        page.goto(f"{site.address}/oidc/dienst/")
        assert "te laag of niet bekend" in page.locator("[role=alert]").inner_text()
    finally:
        Organisation.objects.using("owner").filter(pk=place.pk).update(kvk="")


def test_digid_is_linked_from_the_own_page_and_its_bsn_is_nowhere(
    site: Site, broker: Broker, page: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(monkeypatch, broker, tmp_path, "digid", DIGID + OF_LEVELS)
    broker.says(sub=TEST_BSN, acr="eh3", bsn=TEST_BSN)
    page.goto(f"{site.address}/voorbeeld/")
    page.click("button:has-text('Lid van de cliëntenraad')")
    page.wait_for_url("**/inspraak/")
    page.goto(f"{site.address}/mij/")
    page.click("main :is(a, button):has-text('Dienst (SYNTHETIC)')")
    page.wait_for_url("**/login/**")
    visited: list[str] = []
    page.on("request", lambda request: visited.append(request.url))
    says(page)
    page.wait_for_url("**/mij/")
    row = SocialAccount.objects.using("owner").get(provider="dienst")
    assert row.user.email == "council@example.org"
    assert TEST_BSN not in f"{row.uid} {row.extra_data} {page.content()} {visited}"
