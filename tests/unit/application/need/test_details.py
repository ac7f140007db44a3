"""What a region page tells beyond the headlines: trends of waiting, crisis terms, buildings, mergers, positions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from driehoek.application.document import Paragraph, text_of
from driehoek.application.need import picture
from driehoek.application.need.shown.page import Page, Sheet
from driehoek.application.need.shown.region import region_page
from driehoek.application.need.shown.view import View
from driehoek.domain.need import ClientGroup, Moves, NeedInputs, Waiting, WaitingStatus
from driehoek.domain.need.suppress import SmallNumbers
from driehoek.kernel import Rate
from driehoek.testing.need import ELDERLY, FROM_FILE, ONE, REGION, TWO, asked, small_region

RULE = SmallNumbers(10, date(2000, 1, 1), "eigen keuze")
TREND = "Hoe het wachten verandert"


def region() -> NeedInputs:
    """The small region with a waiting list of a quarter before, staff, and people who moved."""
    known = small_region()
    earlier = tuple(
        Waiting(REGION, "0995", ELDERLY, "", status, "", ONE, date(2026, 7, 1), count, FROM_FILE)
        for status, count in ((WaitingStatus.ACTIVE, 12), (WaitingStatus.PREFERENCE, 60))
    )
    moved = (Moves(ONE, TWO, ELDERLY, 2025, 4, FROM_FILE), Moves("", ONE, ELDERLY, 2024, 9, FROM_FILE))
    staffed = tuple(replace(item, staff=18_050) if item.contract == ONE else item for item in known.capacity)
    return replace(known, waiting=(*known.waiting, *earlier), moves=moved, capacity=staffed)


def tables(page: Page) -> dict[str, list[list[str]]]:
    found = [block for part in page.parts for block in part.blocks if isinstance(block, Sheet)]
    return {block.caption: [[cell.text for cell in row] for row in block.rows] for block in found}


MADE = picture(region(), asked())
SHOWN = tables(region_page(View.of(MADE)))


@pytest.mark.requirement("C-012", "C-013")
def test_the_lists_of_each_day_stand_under_each_other_with_what_changed() -> None:
    elderly = [row[1:] for row in SHOWN[TREND] if row[0].startswith("ouderen")]
    assert elderly == [
        ["1 juli 2026", "–", "12", "60", "–", "72", "–"],
        ["1 oktober 2026", "3", "15", "74", "30", "92", "+20"],
    ]
    assert [row[-2] for row in SHOWN[TREND] if row[0] == "alle groepen samen"] == ["72", "92"]
    bare = replace(region(), waiting=small_region().waiting)
    assert TREND not in tables(region_page(View.of(picture(bare, asked()))))
    assert TREND not in tables(region_page(View.of(MADE, RULE))), "left-out numbers of today could follow from before"


def test_days_on_which_a_group_lacks_are_no_trend_of_all_together() -> None:
    own = region()
    other = Waiting(
        REGION, "", ClientGroup.PSYCHIATRIC, "", WaitingStatus.ACTIVE, "", "", date(2026, 7, 1), 500, FROM_FILE
    )
    shown = tables(region_page(View.of(picture(replace(own, waiting=(*own.waiting, other)), asked()))))[TREND]
    assert [row[1] for row in shown if row[0] == "alle groepen samen"] == ["1 juli 2026"]
    assert [row[-1] for row in shown if row[0].startswith("ouderen")] == ["–", "+20"]


def test_who_is_in_crisis_has_a_term_that_is_told_as_old() -> None:
    part = next(part for part in region_page(View.of(MADE)).parts if part.id == "wachten")
    said = " ".join(text_of(block.runs) for block in part.blocks if isinstance(block, Paragraph))
    assert "ouderen (verpleging en verzorging): 24 uur; gehandicapten, alle groepen samen: 48 uur" in said
    assert "norm van 2015" in said


@pytest.mark.requirement("C-006")
def test_supply_tells_forms_buildings_staff_and_what_a_merger_would_do() -> None:
    name = "ouderen (verpleging en verzorging)"
    assert SHOWN["Plaatsen per leveringsvorm: verblijf, en geclusterd wonen met zorg"] == [
        [name, "verblijf", "400", "350"]
    ]
    assert SHOWN["Gebouwen en personeel"] == [[name, "goed: 350, slecht: 50", "180,5"]]
    assert SHOWN["Als de twee grootste concerns samengaan"] == [[name, "alleen en samen", "52%", "100%"]]


@pytest.mark.requirement("C-026")
def test_the_page_names_providers_on_whom_the_region_depends() -> None:
    rows = SHOWN["Aanbieders van wie de regio afhangt"]
    assert [row[1:4] for row in rows] == [[ONE, "60%", "2"], [TWO, "25%", "1"], ["99000003", "15%", "1"]]


def test_who_moved_in_the_last_year_is_told_to_the_purchaser_alone() -> None:
    assert SHOWN["Cliënten die in 2025 van aanbieder wisselden"] == [[ONE, "0", "4"], [TWO, "4", "0"]]
    assert not any("wisselden" in caption for caption in tables(region_page(View.of(MADE, RULE))))


@pytest.mark.requirement("C-018")
def test_the_weight_of_care_stands_on_the_page() -> None:
    demand = tuple(
        replace(item, care_weight=Fraction(25, 2), heavier=Rate.percent(4))
        if item.market.group is ELDERLY and not item.market.municipality
        else item
        for item in MADE.demand
    )
    found = tables(region_page(View.of(replace(MADE, demand=demand))))
    assert found["Hoe zwaar de zorg gemiddeld is, naar de norm van elk zorgprofiel"] == [
        ["ouderen (verpleging en verzorging)", "12,5", "+4%"]
    ]
