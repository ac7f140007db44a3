"""Pages of need: one file, every chart with its table, maps that need no colour, and nothing a user wrote as markup."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from driehoek.adapters.catalogue import load_regions
from driehoek.adapters.report.need import Atlas, figures_of, need_html, read_shapes
from driehoek.adapters.report.need.data import dictionary_csv, lines_csv
from driehoek.adapters.report.need.geo import MISSING_ON_MAP, NOT_GEOJSON, NOTHING_ON_MAP
from driehoek.application.need.shown import maps
from driehoek.application.need.shown.country import country_page
from driehoek.application.need.shown.data import COLUMNS, rows
from driehoek.application.need.shown.page import Map, Page
from driehoek.application.need.shown.region import region_page
from driehoek.application.need.shown.towns import talk_sheet
from driehoek.application.need.shown.view import View
from driehoek.bootstrap.need_pages import small_numbers, tiles
from driehoek.domain.catalogue import Region
from driehoek.testing.need_pictures import TOWNS, need_picture

RULE = small_numbers(date(2026, 6, 1))
ATLAS = Atlas(tiles())
REGIONS = {code: (place.short, f"regio {code}") for code, place in tiles().items()}
WIDE, NARROW = (1600, 1000), (360, 780)
KINDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


def square(left: float, top: float, side: float = 0.1) -> list[list[list[float]]]:
    ring = [[left, top], [left + side, top], [left + side, top + side], [left, top + side], [left, top]]
    return [ring]


def outlines(names: Mapping[str, object], **more: object) -> bytes:
    """A made-up map: squares in a row."""
    features = [
        {
            "type": "Feature",
            "properties": {"statcode": code},
            "geometry": {"type": "Polygon", "coordinates": square(5 + number / 10, 52)},
        }
        for number, code in enumerate(names)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


TOWN_NAMES = {code: (f"GM{code}", name) for code, name in TOWNS}


@pytest.fixture(scope="module")
def pages() -> dict[str, tuple[Page, Atlas]]:
    shapes, _ = read_shapes(outlines({f"GM{code}": 0 for code, _ in TOWNS}), "kaart.geojson", TOWN_NAMES)
    made = need_picture()
    own, public = View.of(made), View.of(made, RULE)
    others = [
        need_picture(code, f"{code} (SYNTHETIC)", lean=int(code) % 97) for code in ("5501", "5503", "5509", "5515")
    ]
    mapped = maps.of_towns(own, frozenset(shapes))
    return {
        "own.html": (region_page(own, mapped, maps.lies(own, REGIONS)), Atlas(tiles(), shapes)),
        "public.html": (region_page(public, (), maps.lies(public, REGIONS)), ATLAS),
        "sheet.html": (talk_sheet(public, TOWNS[5][0]), ATLAS),
        "country.html": (country_page([View.of(item) for item in (made, *others)]), ATLAS),
    }


@pytest.fixture(scope="module")
def texts(pages: dict[str, tuple[Page, Atlas]]) -> dict[str, str]:
    beside = (("Alle cijfers (CSV)", "regels.csv"),)
    return {name: need_html(page, figures_of(page, atlas), beside) for name, (page, atlas) in pages.items()}


def test_the_same_page_gives_the_same_bytes(pages: dict[str, tuple[Page, Atlas]], texts: dict[str, str]) -> None:
    page, atlas = pages["sheet.html"]
    assert need_html(page, figures_of(page, atlas), (("Alle cijfers (CSV)", "regels.csv"),)) == texts["sheet.html"]


def test_every_chart_and_map_has_its_table(pages: dict[str, tuple[Page, Atlas]], texts: dict[str, str]) -> None:
    for name, (page, _) in pages.items():
        for chart in page.charts():
            assert chart.table.rows, chart.id
            caption = f"<caption>{chart.table.caption}</caption>".replace("'", "&#39;")
            assert caption in texts[name], chart.id


def test_what_a_user_wrote_is_no_markup_and_no_id_stands_twice(texts: dict[str, str]) -> None:
    assert "&lt;b&gt;familie&lt;/b&gt;" in texts["own.html"]
    assert "<b>familie" not in texts["own.html"]
    for name, text in texts.items():
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), name
        assert "http" not in re.sub(r"http://www\.w3\.org\S*", "", text), name


def test_the_sureness_of_a_figure_is_a_letter_and_a_word(texts: dict[str, str]) -> None:
    estimate = '<span class="basis basis-S"><span aria-hidden="true">S</span><span class="vh"> schatting</span></span>'
    assert estimate in texts["own.html"]
    assert "SYNTHETIC" in texts["own.html"]
    assert "Voor het zorgkantoor" in texts["own.html"]
    assert "Openbaar" in texts["public.html"]


def test_the_tile_map_has_every_region_once_and_figures_in_the_tiles(texts: dict[str, str]) -> None:
    places = {(place.column, place.row) for place in tiles().values()}
    assert len(places) == len(tiles()) == 31
    wide = texts["country.html"].split('id="f-indicaties-vv-w-t"')[1].split("</svg>")[0]
    assert wide.count("<rect") == 31 + 5
    assert ">3.744</text>" in wide


def test_a_map_of_municipalities_has_numbers_and_patterns(texts: dict[str, str]) -> None:
    drawn = texts["own.html"].split('id="f-kaart-vv-w-t"')[1].split("</svg>")[0]
    assert drawn.count("<path d=") >= 12
    assert 'fill="url(#f-kaart-vv-w-p4)"' in drawn
    assert [f">{number}</text>" in drawn for number in range(1, 13)] == [True] * 12
    assert "1. Plaats 01 (SYNTHETIC)" in texts["own.html"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe", NOT_GEOJSON),
        (b"[" * 100_000, NOT_GEOJSON),
        (b'{"type": "Topology"}', NOT_GEOJSON),
        (b'{"type": "FeatureCollection", "features": [3]}', NOT_GEOJSON),
        (outlines({"GM1234": 0}), NOTHING_ON_MAP),
        (
            b'{"type":"FeatureCollection","features":[{"id":"9901","geometry":{"type":"Polygon","coordinates":[[["a"]]]}}]}',
            NOTHING_ON_MAP,
        ),
        (outlines({"GM9901": 0}), MISSING_ON_MAP),
    ],
)
def test_a_map_that_cannot_be_used_is_a_finding(data: bytes, code: object) -> None:
    _, findings = read_shapes(data, "kaart.geojson", TOWN_NAMES)
    assert [finding.code for finding in findings] == [code]


@pytest.mark.standards
def test_the_published_map_of_the_regions_has_all_of_them(standards_folder: Path) -> None:
    regions: tuple[Region, ...] = load_regions().on(date(2026, 6, 1))
    wanted = {item.code.code: (item.cbs_code, item.cbs_name, item.name) for item in regions}
    data = (standards_folder / "opendata" / "zorgkantoorregio_2025.geojson").read_bytes()
    shapes, findings = read_shapes(data, "regions.geojson", wanted)
    assert findings == ()
    assert len(shapes) == 31
    groningen, zeeland = (shapes[code][0][0] for code in ("5501", "5525"))
    assert groningen[1] < zeeland[1], "north is up"
    assert groningen[0] > zeeland[0]
    page = country_page([View.of(need_picture(code, wanted[code][2], lean=int(code) % 89)) for code in sorted(wanted)])
    drawn = figures_of(page, Atlas(tiles(), shapes))["f-indicaties-vv"].wide
    assert drawn.count('<path d="M') >= 31
    assert "<pattern" in drawn


def test_the_data_open_in_a_spreadsheet_and_the_dictionary_names_every_column() -> None:
    made = lines_csv(rows(View.of(need_picture())))
    assert made.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(StringIO(made.decode("utf-8-sig")), delimiter=";"))
    assert read[0] == [name for name, *_ in COLUMNS]
    assert any(line[8].startswith("-") for line in read[1:])
    known = list(csv.reader(StringIO(dictionary_csv().decode("utf-8-sig")), delimiter=";"))
    assert [line[0] for line in known[1:]] == read[0]
    assert all(all(line) for line in known)


def test_text_that_looks_like_a_formula_is_no_formula() -> None:
    assert "'=1+1" in lines_csv([("=1+1",) * len(COLUMNS)]).decode()


def test_the_map_on_a_region_page_marks_the_region() -> None:
    view = View.of(need_picture())
    (block,) = maps.lies(view, REGIONS)
    assert isinstance(block, Map)
    assert [area.code for area in block.areas if area.here] == ["5510"]
    assert maps.lies(view, {}) == ()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        args = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
        running = play.chromium.launch(executable_path=shutil.which("chromium"), args=args)
        yield running
        running.close()


@pytest.mark.browser
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", ["own.html", "public.html", "sheet.html", "country.html"])
def test_axe_finds_nothing_and_nothing_is_fetched_or_scrolls_sideways(
    browser: Browser, texts: dict[str, str], tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    path = tmp_path / name
    path.write_text(texts[name], encoding="utf-8")
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(path.as_uri())
    assert heard == [path.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.evaluate("document.querySelectorAll('details').forEach((one, index) => { if (index < 12) one.open = true; })")
    page.evaluate(files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "(kinds) => axe.run(document, {resultTypes: ['violations'], runOnly: kinds})", KINDS
    )
    page.close()
    told = [f"{item['id']}: {item['nodes'][0]['html'][:160]}" for item in found["violations"]]
    assert told == []
