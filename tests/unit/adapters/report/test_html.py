"""The pages of the report: one file, valid in its basics, safe, the same every time, with everything in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html

from driehoek.adapters.report import comparison_html, report_html
from driehoek.adapters.report.html import BESIDE, MOST_ROWS, SECTIONS
from driehoek.application.compare import Comparison, compare
from driehoek.application.report import Report, report
from driehoek.domain.allocation import Allocation, verify
from driehoek.kernel import Money, dutch
from driehoek.testing.region import region_outcome, region_policy

PAGES = ("report_page", "comparison_page")
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    made: str = request.getfixturevalue(request.param)
    return made


def test_ids_are_unique_and_every_reference_is_there(page: str) -> None:
    tree = html.fromstring(page)
    ids = Counter(tree.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    wanted = {href[1:] for href in tree.xpath("//a/@href")}
    wanted |= {name for names in tree.xpath("//@aria-labelledby") for name in names.split()}
    wanted |= set(re.findall(r"url\(#([^)]+)\)", page))
    wanted |= set(tree.xpath("//label/@for"))
    assert wanted <= set(ids)


def test_every_table_has_a_caption_and_heads_with_scope(page: str) -> None:
    tree = html.fromstring(page)
    tables = tree.xpath("//table")
    assert len(tables) > 3
    for table in tables:
        assert table.xpath("./caption[normalize-space()]"), html.tostring(table)[:200]
        assert not table.xpath(".//th[not(@scope)]")


def test_every_figure_is_named_and_has_its_table(page: str) -> None:
    tree = html.fromstring(page)
    drawn = tree.xpath("//svg")
    assert drawn
    for svg in drawn:
        assert svg.get("role") == "img"
        title, description = svg.xpath("./title"), svg.xpath("./desc")
        assert title
        assert description
        assert svg.get("aria-labelledby") == f"{title[0].get('id')} {description[0].get('id')}"
    for figure in tree.xpath("//figure"):
        assert len(figure.xpath(".//svg")) == 2
        assert figure.xpath("./details//table/tbody/tr")


def test_nothing_is_fetched(page: str) -> None:
    assert "http://" not in page
    assert "https://" not in page
    tree = html.fromstring(page)
    assert not tree.xpath("//link | //img | //iframe | //object | //script[@src] | //*[@srcset]")
    assert not re.search(r"@import|@font-face|url\((?!#)", page)
    assert all(href.startswith("#") for href in tree.xpath("//@href"))


def test_the_page_speaks_dutch_with_english_beside_it(page: str) -> None:
    tree = html.fromstring(page)
    assert tree.get("lang") == "nl"
    assert len(tree.xpath("//h2/span[@lang='en']")) == len(tree.xpath("//h2"))
    assert tree.xpath("//title")[0].text
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//a[@class='skip'][@href='#inhoud']")
    assert tree.xpath("//main[@id='inhoud']")
    levels = [int(name.tag[1]) for name in tree.iter("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_made_up_figures_say_so_at_the_top_and_in_each_section_with_money(page: str) -> None:
    tree = html.fromstring(page)
    assert "SYNTHETIC" in tree.xpath("string(//header)")
    assert "verzonnen" in tree.xpath("string(//aside)")
    for section in tree.xpath("//section[.//td[contains(., '€')]]"):
        assert "SYNTHETIC" in section.text_content(), section.get("id")


def test_real_figures_carry_no_badge() -> None:
    made = report(region_outcome(12))
    made = replace(made, prices=(), sources=(), explanations=(), frames=(), provisional=())
    page = report_html(replace(made, head=replace(made.head, synthetic=())))
    assert "SYNTHETIC" not in page


def test_the_same_report_gives_the_same_bytes(made_report: Report, report_page: str) -> None:
    assert report_html(made_report) == report_page


def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison, comparison_page: str) -> None:
    assert comparison_html(comparison) == comparison_page


def test_all_sections_and_all_providers_are_there(made_report: Report, report_page: str) -> None:
    tree = html.fromstring(report_page)
    assert [section.get("id") for section in tree.xpath("//section")] == [
        name for name, _ in SECTIONS if name not in {BESIDE, "witte-vlekken", "inspraak"}
    ]
    rows = tree.xpath("//table[@id='t-wie']/tbody/tr")
    assert len(rows) == len(made_report.providers) == 34
    text = tree.text_content()
    for use in made_report.frames:
        for amount in (use.space, use.granted, use.reserved, use.unallocated, use.exposure):
            assert dutch.amount(amount) in text
    for row in made_report.providers:
        assert dutch.amount(row.granted) in text
    assert made_report.head.decision_fingerprint in text
    assert made_report.head.input_fingerprint in text
    assert "Opening in maart" in text
    assert "goedgekeurd door manager" in text


def test_every_told_provider_can_be_opened_from_the_table(made_report: Report, report_page: str) -> None:
    tree = html.fromstring(report_page)
    links = set(tree.xpath("//table[@id='t-wie']//a/@href"))
    assert links == {f"#u-{item.contract}" for item in made_report.explanations}
    assert len(tree.xpath("//details[@class='who']")) == 34


def test_a_hostile_name_is_text_everywhere() -> None:
    contracts = ("06010001", "06010002", "06010006", "06010026")
    outcome = region_outcome(34, names=dict.fromkeys(contracts, HOSTILE))
    policy = replace(region_policy(), title=HOSTILE)
    outcome = replace(outcome, dossier=replace(outcome.dossier, policy=policy))
    other = region_outcome(34, follow=75_000, names=dict.fromkeys(contracts, HOSTILE))
    for page in (report_html(report(outcome)), comparison_html(compare(outcome, other))):
        tree = html.fromstring(page)
        assert len(tree.xpath("//script")) == 1
        assert not tree.xpath("//img | //@onerror")
        assert "&lt;script&gt;" in page
        assert HOSTILE in tree.text_content()


def test_a_fault_is_told_and_never_hidden_by_the_stamp() -> None:
    outcome = region_outcome(12)
    grants = (replace(outcome.allocation.grants[0], money=Money(1)), *outcome.allocation.grants[1:])
    wrong = replace(outcome, allocation=replace(outcome.allocation, grants=grants))
    made = report(replace(wrong, verification=verify(wrong.problem, wrong.allocation)))
    page = html.fromstring(report_html(made)).text_content()
    assert "Nagerekend: er klopt iets niet" in page
    assert "controles en normen kloppen niet" in page
    assert "zonder reden" in page


def test_an_empty_round_has_a_page() -> None:
    outcome = region_outcome(12)
    empty = replace(outcome, allocation=Allocation(()), assessments=(), rankings={}, lines=())
    empty = replace(
        empty,
        problem=replace(empty.problem, offers=(), spaces=()),
        dossier=replace(empty.dossier, providers=(), realised=(), adjustments=()),
    )
    page = report_html(report(empty))
    assert "Iedereen die inschreef is toegelaten." in page
    assert "<svg" not in page


def test_two_equal_results_say_so() -> None:
    outcome = region_outcome(12)
    page = html.fromstring(comparison_html(compare(outcome, outcome))).text_content()
    assert "De besluiten zijn gelijk: de vingerafdrukken zijn dezelfde." in page
    assert "Niets: het beleid is gelijk." in page


def test_many_providers_stay_within_bounds_and_the_page_says_what_it_left_out() -> None:
    made = report(region_outcome(600), details=20)
    page = report_html(replace(made, refused=made.refused * 6))
    tree = html.fromstring(page)
    assert len(tree.xpath("//details[@class='who']")) == 20
    assert "De uitleg van de andere 580" in tree.text_content()
    assert len(page.encode()) < 15_000_000 * 600 // 10_000
    refused = tree.xpath("//section[@id='geweigerd']//table[contains(., 'Waarom')]/tbody/tr")
    assert len(refused) == MOST_ROWS
