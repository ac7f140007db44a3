"""What the pages of need say: marked by how sure each figure is, and without small numbers where it is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from driehoek.application.document import Bullets, Paragraph, text_of
from driehoek.application.need.shown.beside import beside_page
from driehoek.application.need.shown.country import country_page
from driehoek.application.need.shown.data import COLUMNS, rows
from driehoek.application.need.shown.page import Cell, Map, Months, Page, Paths, Sheet
from driehoek.application.need.shown.region import region_page
from driehoek.application.need.shown.towns import ONLY_REGION, talk_sheet
from driehoek.application.need.shown.view import View
from driehoek.domain.need import Basis, BirthsAhead, ClientGroup, Demand, Figure, Market, Origin, Picture, Verdict
from driehoek.domain.need.suppress import SmallNumbers
from driehoek.kernel import Rate, RegionCode
from driehoek.testing.need_pictures import TOWNS, need_picture

RULE = SmallNumbers(10, date(2000, 1, 1), "eigen keuze")
LAST = TOWNS[11][0]


def sheets(page: Page) -> dict[str, Sheet]:
    return {block.caption: block for part in page.parts for block in part.blocks if isinstance(block, Sheet)}


def cells(page: Page) -> Iterator[Cell]:
    for table in (*sheets(page).values(), *(chart.table for chart in page.charts())):
        for row in (*table.rows, *table.totals):
            yield from row


def words(page: Page) -> str:
    found = [*page.lead, page.foot]
    for part in page.parts:
        for block in part.blocks:
            if isinstance(block, Paragraph):
                found.append(text_of(block.runs))
            elif isinstance(block, Bullets):
                found += [text_of(item) for item in block.items]
    return "\n".join(found)


def row(page: Page, caption: str, name: str) -> list[str]:
    return next([cell.text for cell in cells] for cells in sheets(page)[caption].rows if cells[0].text == name)


@pytest.mark.requirement("C-001", "C-008")
def test_a_region_page_says_what_is_asked_offered_and_short() -> None:
    page = region_page(View.of(need_picture()))
    assert [part.id for part in page.parts] == [
        "vraag",
        "aanbod",
        "productie",
        "knelpunten",
        "wachten",
        "vlekken",
        "vooruit",
        "gemeenten",
        "wensen",
        "zeker",
        "bronnen",
        "onbekend",
    ]
    name = "ouderen (verpleging en verzorging)"
    assert row(page, "Wat er gevraagd wordt, per groep", name)[1:4] == ["3.744", "+2,3%", "3.856"]
    assert row(page, "Waar het knelt, per groep", name)[1:3] == ["te weinig", "337"]
    assert row(page, "Wat moet groeien en wat kan krimpen", name)[1:3] == ["moet groeien", "337"]
    assert row(page, "Wat moet groeien en wat kan krimpen", "verstandelijk gehandicapten")[1] == "kan krimpen"


@pytest.mark.requirement("C-009", "C-011")
def test_white_spots_stand_with_the_warning_that_filling_one_can_cost_more() -> None:
    page = region_page(View.of(need_picture()))
    spots = sheets(page)["Witte vlekken: zorg die niemand in de buurt biedt"]
    assert {cells[0].text for cells in spots.rows} == {TOWNS[11][1]}
    assert "laat mensen eerder zorg vragen. Dat kan het volume en de kosten" in words(page)


def test_every_figure_says_how_sure_it_is() -> None:
    page = region_page(View.of(need_picture()))
    table = sheets(page)["Wat er gevraagd wordt, per groep"]
    assert [cell.letter for cell in table.rows[0]] == ["", "G", "B", "S", "B", "S"]
    assert table.rows[0][3].note == "3.548 tot 4.164"
    ahead = sheets(page)["Vooruitblik voor ouderen (verpleging en verzorging)"]
    assert ahead.rows[0][2].basis is Basis.ASSUMED
    legend = sheets(page)["Wat de letters zeggen"]
    assert [cells[0].text for cells in legend.rows] == ["G", "B", "S", "A", "V"]


def test_the_purchaser_sees_small_numbers_and_the_public_does_not() -> None:
    made = need_picture()
    own, public = region_page(View.of(made)), region_page(View.of(made, RULE))
    assert not any(cell.text.startswith("<") or cell.text == "niet getoond" for cell in cells(own))
    shown = [cell for cell in cells(public) if cell.basis is Basis.COUNTED and not cell.text.startswith("<")]
    assert shown
    assert all(cell.text == "0" or int(cell.text.replace(".", "")) >= 10 for cell in shown)
    assert any(cell.text == "< 10" for cell in cells(public))
    assert "Wie wacht bij welke aanbieder" in sheets(own)
    assert "Wie wacht bij welke aanbieder" not in sheets(public)
    assert "'< 10'" in words(public)
    assert "--published" in own.foot


def test_a_number_that_is_left_out_stands_in_no_sentence_and_no_chart() -> None:
    made = need_picture()
    view = View.of(made, RULE)
    judged = next(item for item in made.confrontation if item.market.municipality == LAST)
    assert judged.gap is not None
    assert str(judged.gap.value) in judged.text
    assert view.conclusion(judged).endswith("Het getal is niet getoond: het zegt te veel over een kleine groep.")
    sheet = talk_sheet(view, LAST)
    assert judged.text not in words(sheet)


def test_a_talk_sheet_has_questions_that_follow_from_the_figures() -> None:
    sheet = talk_sheet(View.of(need_picture()), LAST)
    assert "Niemand doet dat nu in de buurt" in words(sheet)
    assert "Kloppen deze cijfers met wat u in de gemeente ziet?" in words(sheet)
    assert sheet.title == f"{TOWNS[11][1]}: langdurige zorg"


def test_a_sheet_of_a_municipality_that_nothing_is_known_of_says_so() -> None:
    made = need_picture()
    bare = replace(made, demand=tuple(item for item in made.demand if not item.market.municipality))
    sheet = talk_sheet(View.of(bare), LAST)
    assert sheet.lead == (ONLY_REGION,)
    assert "Vraag en aanbod in de hele regio" in sheets(sheet)


def _country() -> list[Picture]:
    names = (("5510", "Flevoland", 0), ("5501", "Groningen", 20), ("5503", "Drenthe", -20), ("5509", "Utrecht", 60))
    return [need_picture(code, f"{name} (SYNTHETIC)", lean=lean) for code, name, lean in names]


def test_the_country_is_ranked_with_a_map_and_its_table() -> None:
    page = country_page([View.of(made) for made in _country()])
    first = next(chart for chart in page.charts() if chart.id == "f-indicaties-vv")
    assert isinstance(first, Map)
    assert [cells[0].text.split()[0] for cells in first.table.rows] == ["Utrecht", "Groningen", "Flevoland", "Drenthe"]
    steps = {area.code: area.step for area in first.areas}
    assert (steps["5503"], steps["5509"]) == (0, 2)
    assert "Het meest in Utrecht (SYNTHETIC)" in words(page)
    judged = sheets(page)["In hoeveel regio's welke conclusie geldt"]
    assert judged.rows[0][1].text == "4"


def test_two_pictures_stand_side_by_side_with_their_difference() -> None:
    one, two = _country()[:2]
    page = beside_page(View.of(one), View.of(two))
    assert row(page, "Ouderen (verpleging en verzorging)", "Indicaties") == [
        "Indicaties",
        "3.744",
        "4.488",
        "+744",
        "+19,9%",
    ]
    years = beside_page(View.of(one), View.of(need_picture(year=2028)))
    assert years.title == "Flevoland (SYNTHETIC) 2028 naast Flevoland (SYNTHETIC) 2027"


def test_the_data_have_a_row_for_each_line_with_basis_source_and_interval() -> None:
    view = View.of(need_picture())
    names = [name for name, *_ in COLUMNS]
    found = {cells[0]: dict(zip(names, cells, strict=True)) for cells in rows(view)}
    assert {line.id for line in view.picture.lines()} <= found.keys()
    line = found["5510/VV/next-year"]
    assert (line["value"], line["low"], line["high"], line["confidence"]) == ("3856", "3548", "4164", "80")
    assert (line["basis"], line["source"]) == ("estimate", "SYNTHETIC, verzonnen voor tests")
    assert found["5510/VV/ahead/zo doorgaan/2030"]["year"] == "2030"


def test_the_published_data_leave_out_what_the_page_leaves_out() -> None:
    view = View.of(need_picture(), RULE)
    names = [name for name, *_ in COLUMNS]
    found = [dict(zip(names, cells, strict=True)) for cells in rows(view)]
    small = [line for line in found if line["left_out"]]
    assert small
    assert all(line["value"] == line["low"] == line["high"] == "" for line in small)
    counted = [line for line in found if line["basis"] == "counted" and line["what"] not in {"places", "planned"}]
    assert all(line["value"] in {"", "0"} or int(line["value"]) >= 10 for line in counted)
    assert not any("te weinig (" in line["text"] for line in small)


def test_a_picture_of_nothing_says_what_is_lacking() -> None:
    empty = Picture(RegionCode("5510"), "Flevoland", date(2026, 6, 1), 2027, (), (), ())
    page = region_page(View.of(empty))
    assert "Dit beeld kan niet zeggen: hoe de vraag verandert van jaar op jaar; wie er wacht" in words(page)


def test_the_years_ahead_show_the_shortage_per_scenario() -> None:
    page = region_page(View.of(need_picture()))
    lines = next(chart for chart in page.charts() if chart.id == "f-vooruit-vv")
    assert isinstance(lines, Paths)
    assert lines.title.endswith("tekort (+) of overschot (-) aan plaatsen")
    assert [name for name, _ in lines.lines] == ["zo doorgaan", "meer thuis"]
    last = [points[-1] for _, points in lines.lines]
    assert [(point.year, point.value) for point in last] == [(2032, 50), (2032, -63)]
    assert [column.title for column in lines.table.columns][:3] == ["Scenario", "Jaar", "Vraag"]


def test_without_places_the_years_ahead_show_the_demand_and_small_inflow_is_not_published() -> None:
    made = need_picture()
    years = tuple(replace(item, gap=None, supply=None, inflow=7) for item in made.ahead)
    bare = replace(made, ahead=years)
    lines = next(chart for chart in region_page(View.of(bare)).charts() if chart.id == "f-vooruit-vv")
    assert lines.title.endswith("mensen die zorg nodig hebben")
    assert lines.table.columns[-1].title == "Instroom verblijf"
    assert lines.table.rows[0][-1].text == "7"
    public = next(chart for chart in region_page(View.of(bare, RULE)).charts() if chart.id == "f-vooruit-vv")
    assert public.table.rows[0][-1].text == "< 10"


def test_made_up_scenarios_make_no_other_page_made_up() -> None:
    made = need_picture()
    real = replace(made, demand=made.demand[:0], supply=(), confrontation=(), indicators=(), specifications=())
    assert region_page(View.of(real)).synthetic
    assert not country_page([View.of(real), View.of(real)]).synthetic


DELIVERED = "Wat er is geleverd en wat er wordt verwacht, per groep en leveringsvorm"


@pytest.mark.requirement("C-002", "C-021")
def test_the_page_shows_production_by_the_month_with_what_is_expected_next() -> None:
    page = region_page(View.of(need_picture()))
    rest = row(page, DELIVERED, "ouderen (verpleging en verzorging)")[1:]
    assert rest == ["verblijf", "etmaal", "853.872", "870.949", "ja"]
    (chart,) = (item for item in page.charts() if item.id == "f-productie-vv")
    assert isinstance(chart, Months)
    assert [(item.month, item.value) for item in chart.ahead][:1] == [(date(2026, 5, 1), 69_690)]
    assert (len(chart.seen), chart.seen[-1].month, len(chart.table.rows)) == (24, date(2026, 4, 1), 12)
    assert row(page, "Reeksen van aanbieders", "06010002")[-1] == "nee"
    assert "bij 0 van de 1 reeksen" in words(page)


@pytest.mark.requirement("C-021")
def test_published_production_leaves_out_providers_and_groups_of_few() -> None:
    view = View.of(need_picture(), RULE)
    page = region_page(view)
    assert "Reeksen van aanbieders" not in sheets(page)
    assert row(page, DELIVERED, "geestelijke gezondheidszorg")[3:5] == ["niet getoond", "niet getoond"]
    assert [item.id for item in page.charts() if isinstance(item, Months)] == ["f-productie-vv"]
    names = [name for name, *_ in COLUMNS]
    found = [line for cells in rows(view) if "produced" in (line := dict(zip(names, cells, strict=True)))["what"]]
    assert [(item["group"], item["what"], item["value"], item["left_out"]) for item in found] == [
        ("GGZ", "produced-etmaal", "", "beside"),
        ("GGZ", "produced-next-etmaal", "", "beside"),
        ("VV", "produced-etmaal", "853872", ""),
        ("VV", "produced-next-etmaal", "870949", ""),
    ]


def test_a_group_without_conclusion_says_why_and_what_would_give_one() -> None:
    made = need_picture()
    assert "Geen conclusie is er voor" not in words(region_page(View.of(made)))
    first, *rest = made.confrontation
    unknown = replace(first, verdict=Verdict.UNKNOWN, gap=None)
    told = words(region_page(View.of(replace(made, confrontation=(unknown, *rest)))))
    assert "Geen conclusie is er voor: ouderen (verpleging en verzorging)." in told
    assert "in-care.csv" in told


@pytest.mark.requirement("C-019")
def test_births_stand_on_the_page_and_of_municipalities_only_for_the_purchaser() -> None:
    origin = Origin(Basis.COUNTED, "need/births.csv")
    whole = BirthsAhead("", 2000, 2014, Figure(3_500, origin), -600, Rate.percent("-14.63"), Figure(3_500, origin))
    made = replace(need_picture(), births=(whole, replace(whole, municipality=LAST, count=Figure(4, origin))))
    caption = "Geboorten, en wat er wordt verwacht"
    page = region_page(View.of(made))
    assert row(page, caption, "de hele regio")[1:] == ["2000", "2014", "3.500", "-600", "-14,6%", "3.500"]
    assert len(sheets(page)[caption].rows) == 2
    public = View.of(made, RULE)
    assert len(sheets(region_page(public))[caption].rows) == 1
    named = [cells for cells in rows(public) if cells[6].startswith("births")]
    assert [(cells[0], cells[7], cells[8]) for cells in named] == [
        ("5510/births", "2014", "3500"),
        ("5510/births-next", "2027", "3500"),
    ]


def test_a_municipality_of_which_only_the_production_is_known_shows_the_region() -> None:
    made = need_picture()
    bare = Demand(Market(ClientGroup.ELDERLY, LAST), None, None, None)
    kept = tuple(item for item in made.demand if item.market.municipality != LAST)
    held = tuple(item for item in made.supply if item.market.municipality != LAST)
    judged = tuple(item for item in made.confrontation if item.market.municipality != LAST)
    view = View.of(replace(made, demand=(*kept, bare), supply=held, confrontation=judged))
    assert LAST not in view.towns()
    assert talk_sheet(view, LAST).lead == (ONLY_REGION,)
