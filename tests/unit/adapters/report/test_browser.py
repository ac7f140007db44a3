"""The pages in a real browser: axe finds nothing wide or narrow, the keyboard is enough, nothing is fetched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from driehoek.adapters.report import find_browser, picture, report_html
from driehoek.application.report import report
from driehoek.testing.region import region_outcome

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium on this machine"),
]
WIDE, NARROW = (1600, 1000), (360, 780)
KINDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
ARGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def folder(
    tmp_path_factory: pytest.TempPathFactory, report_page: str, comparison_page: str, what_if_pages: dict[str, str]
) -> Path:
    made = tmp_path_factory.mktemp("pages with a space")
    (made / "report.html").write_text(report_page, encoding="utf-8")
    (made / "small.html").write_text(report_html(report(region_outcome(14), region_outcome(14, follow=1))), "utf-8")
    (made / "compare.html").write_text(comparison_page, encoding="utf-8")
    for name, text in what_if_pages.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def _open(page: Page, path: Path, size: tuple[int, int]) -> list[str]:
    """Open a page; what it says on the console or asks of the network is collected."""
    heard: list[str] = []
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(path.as_uri())
    return [item for item in heard if item != path.as_uri()]


WHAT_IF = ("what-if.html", "scenarios.html", "sweep.html", "tornado.html")


@pytest.mark.parametrize("name", ["small.html", "compare.html", *WHAT_IF])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_and_nothing_is_fetched(page: Page, folder: Path, name: str, size: tuple[int, int]) -> None:
    assert _open(page, folder / name, size) == []
    page.evaluate("document.querySelectorAll('details').forEach((one, index) => { if (index < 12) one.open = true; })")
    page.evaluate(files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("(kinds) => axe.run(document, {resultTypes: ['violations'], runOnly: kinds})", KINDS)
    told = [f"{item['id']}: {item['nodes'][0]['html'][:160]}" for item in found["violations"]]
    assert told == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_page_never_scrolls_sideways(page: Page, folder: Path, size: tuple[int, int]) -> None:
    for name in ("report.html", "compare.html", *WHAT_IF):
        _open(page, folder / name, size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_search_and_filter_with_the_keyboard_alone(page: Page, folder: Path) -> None:
    _open(page, folder / "report.html", WIDE)
    page.focus("#zoek")
    page.keyboard.type("haven 06010002")
    assert page.inner_text("#telling") == "1 van 34 aanbieders"
    assert page.locator("#t-wie tbody tr:visible").count() == 1
    for _ in range(20):
        page.keyboard.press("Backspace")
    page.keyboard.press("Tab")
    page.keyboard.type("gehand")
    assert page.evaluate(
        "[...document.querySelectorAll('#t-wie tbody tr:not([hidden])')].every(r => r.dataset.s === 'GZ')"
    )
    assert page.inner_text("#telling").endswith("van 34 aanbieders")


def test_columns_sort_with_the_keyboard_alone(page: Page, folder: Path) -> None:
    _open(page, folder / "report.html", WIDE)
    head = page.locator("#t-wie thead th", has_text="Toegekend")
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    first = page.locator("#t-wie tbody tr").first
    assert "06010026" in first.inner_text()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert "€\u00a00,00" in page.locator("#t-wie tbody tr").first.inner_text()
    page.locator("#t-wie thead th button", has_text="Aanbieder").focus()
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") is None
    names = page.locator("#t-wie tbody th").all_inner_texts()
    assert names == sorted(names)


def test_a_name_opens_its_explanation_with_the_keyboard_alone(page: Page, folder: Path) -> None:
    _open(page, folder / "report.html", WIDE)
    page.focus("#t-wie a[href='#u-06010002']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#u-06010002", state="visible")
    assert "Opening in maart" in page.inner_text("#u-06010002")
    summary = page.locator("details.who").nth(2).locator("summary")
    summary.focus()
    was = page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open") is not was


def test_the_first_stop_is_the_skip_link(page: Page, folder: Path) -> None:
    _open(page, folder / "report.html", WIDE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_without_script_everything_is_still_there(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "report.html").as_uri())
    assert page.locator("#t-wie tbody tr:visible").count() == 34
    assert not page.locator("#zoek").is_visible()
    context.close()


def test_a_picture_of_the_top_for_the_readme(folder: Path, tmp_path: Path, report_page: str) -> None:
    drawn = tmp_path / "images" / "report.png"
    picture(report_page, drawn, browser=find_browser())
    head = drawn.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert (int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")) == (1600, 1000)
