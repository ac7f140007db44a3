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
from math import cos, sin
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from driehoek.adapters.catalogue import load_regions
from driehoek.adapters.report.need import Atlas, figures_of, need_html, read_shapes
from driehoek.adapters.report.need.data import dictionary_csv, lines_csv
from driehoek.adapters.report.need.geo import MISSING_ON_MAP, NOT_GEOJSON, NOTHING_ON_MAP
from driehoek.adapters.report.need.maps import drawn
from driehoek.application.need.shown import maps
from driehoek.application.need.shown.country import country_page
from driehoek.application.need.shown.data import COLUMNS, rows
from driehoek.application.need.shown.page import Area, Map, Page, Sheet
from driehoek.application.need.shown.region import region_page
from driehoek.application.need.shown.towns import talk_sheet
from driehoek.application.need.shown.view import View
from driehoek.bootstrap.need_pages import atlas, small_numbers, tiles
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
    picture = texts["own.html"].split('id="f-kaart-vv-w-t"')[1].split("</svg>")[0]
    assert picture.count("<path d=") >= 12
    assert 'fill="url(#f-kaart-vv-w-p4)"' in picture
    assert [f">{number}</text>" in picture for number in range(1, 13)] == [True] * 12
    assert "1. Plaats 01 (SYNTHETIC)" in texts["own.html"]


def as_published(codes: Mapping[str, str]) -> bytes:
    """SYNTHETIC outlines in the form of the published municipalities of Statistics Netherlands: metres of the grid.

    The number of a row is one that is also the code of a municipality; each has an island, and the first a hole.
    """
    features = []
    for number, (code, name) in enumerate(codes.items()):
        left, low = 150_000 + 10_000 * number, 480_000
        mainland = [[[x, y] for x, y in ((left, low), (left + 9_000, low), (left + 9_000, low + 9_000), (left, low))]]
        if not number:
            hole = ((left + 6_000, low + 1_000), (left + 7_000, low + 1_000), (left + 7_000, low + 2_000))
            mainland.append([[x, y] for x, y in (*hole, hole[0])])
        island = [[[x, y + 12_000] for x, y in mainland[0]]]
        named = {
            "id": 14,
            "statcode": f"GM{code}",
            "jrstatcode": f"2025GM{code}",
            "statnaam": name,
            "rubriek": "gemeente",
        }
        shape = {"type": "MultiPolygon", "coordinates": [mainland, island]}
        features.append({"type": "Feature", "geometry": shape, "properties": named, "id": f"GM{code}"})
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}).encode()


def test_a_map_of_municipalities_as_it_is_published_is_no_map_of_regions(tmp_path: Path) -> None:
    """Groningen and Utrecht are also regions: a map of municipalities stays one, and its areas fill the page."""
    towns = {"0014": "Groningen", "0344": "Utrecht", "0034": "Almere", "0995": "Lelystad"}
    (tmp_path / "gemeenten.geojson").write_bytes(as_published(towns))
    found, findings = atlas(tmp_path / "gemeenten.geojson", date(2026, 6, 1))
    assert [finding.code for finding in findings] == [MISSING_ON_MAP]
    assert {code: len(rings) for code, rings in found.shapes.items()} == {"0014": 3, "0034": 2, "0344": 2, "0995": 2}
    (mainland, *_), (other, *_) = found.shapes["0014"], found.shapes["0344"]
    assert other[0][0] - mainland[0][0] == 10_000, "metres stay metres"
    assert found.shapes["0995"][1][0][1] < found.shapes["0995"][0][0][1], "north is up"
    chart = Map("m", "Kaart", "Kaart.", (Area("0995", "1", "Lelystad", "x", 1),), ("a",), Sheet("t", (), ()))
    outline = re.search(r'<path d="M([\d.]+) ([\d.]+)L([\d.]+)', str(drawn(chart, found).wide))
    assert outline is not None
    assert float(outline[3]) - float(outline[1]) > 200, "one municipality is drawn as large as the page allows"


def test_a_code_goes_before_the_number_of_a_row_and_far_or_broken_corners_are_passed_over() -> None:
    text = outlines({"GM9901": 0}).decode().replace('{"statcode": "GM9901"}', '{"id": 9902, "gemeentecode": 9901}')
    shapes, _ = read_shapes(text.encode(), "kaart.geojson", TOWN_NAMES)
    assert list(shapes) == ["9901"]
    for corner in ("1e400", "NaN", "9" * 400):
        broken = outlines({"GM9901": 0}).decode().replace("[5.1, 52.1]", f"[{corner}, 52.1]")
        (ring,) = read_shapes(broken.encode(), "kaart.geojson", TOWN_NAMES)[0]["9901"]
        assert all(abs(x) < 10 for x, _ in ring)


def test_an_outline_of_very_many_corners_becomes_a_small_drawing() -> None:
    circle = [[5 + cos(step / 5_000), 52 + sin(step / 5_000)] for step in range(31_416)]
    feature = {"properties": {"statcode": "GM9901"}, "geometry": {"type": "Polygon", "coordinates": [circle]}}
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    shapes, _ = read_shapes(data, "kaart.geojson", TOWN_NAMES)
    chart = Map("m", "Kaart", "Kaart.", (Area("9901", "1", "Een", "x", 1),), ("a",), Sheet("t", (), ()))
    assert len(drawn(chart, Atlas(tiles(), shapes)).wide) < 60_000


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
    picture = figures_of(page, Atlas(tiles(), shapes))["f-indicaties-vv"].wide
    assert picture.count('<path d="M') >= 31
    assert "<pattern" in picture


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
