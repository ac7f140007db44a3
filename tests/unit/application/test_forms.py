"""The pages, totals and controls of a budget form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from driehoek.application.forms import MONEY_PAGES, Page, form_for, page_of
from driehoek.domain.catalogue import Category, DeliveryForm
from driehoek.kernel import Money, Quantity, Unit, total
from driehoek.testing.rounds import GRANTED, REFUSED, small_outcome, without_synthetic

OUTCOME = small_outcome()
FORM = form_for(OUTCOME, GRANTED)


def test_the_pages_are_those_of_the_published_form() -> None:
    assert [page.page.value for page in FORM.pages] == list(range(1, 11))
    filled = {page.page: [block.title for block in page.blocks] for page in FORM.pages if page.blocks}
    assert filled == {
        Page.INTRAMURAL: [
            "Zorgprofielen (zzp) VV inclusief behandeling",
            "Zorgprofielen (zzp) VV exclusief behandeling",
            "Dagbesteding VV",
            "Toeslagen VV",
        ],
        Page.MODULAR: ["Persoonlijke verzorging en verpleging VV", "Begeleiding VV"],
        Page.VPT: ["Volledig pakket thuis VV"],
        Page.OTHER: ["Logeren VV"],
    }


@pytest.mark.parametrize("page", [Page.CAPITAL, Page.PRODUCTION, Page.QUESTIONNAIRE])
def test_a_page_without_data_says_why(page: Page) -> None:
    absent = next(item.absent for item in FORM.pages if item.page is page)
    assert absent is not None
    assert absent.reason_nl


@pytest.mark.requirement("F-001", "F-007")
def test_recap_is_the_sum_of_pages_and_two_parties_sign() -> None:
    assert FORM.amount == total(page.amount for page in FORM.pages if page.page in MONEY_PAGES)
    assert FORM.amount == total(line.amount for line in OUTCOME.lines if line.contract.code == GRANTED)
    assert FORM.amount == Money.euros("5651719.89")
    assert FORM.signatures == ("Zorginstelling Voorbeeld 1", "Zorgkantoor Voorbeeld")


@pytest.mark.parametrize(("over", "lines"), [("categorie", 9), ("sector", 9), ("perceel", 9)])
def test_each_kind_of_control_counts_everything_once(over: str, lines: int) -> None:
    controls = [control for control in FORM.controls if control.over == over]
    assert total(control.amount for control in controls) == FORM.amount
    assert sum(control.lines for control in controls) == lines


def test_every_category_and_form_has_a_page_for_money() -> None:
    for category in Category:
        for form in DeliveryForm:
            assert page_of(category, form) in MONEY_PAGES


@pytest.mark.parametrize(
    ("category", "form", "page"),
    [
        (Category.DAY_ACTIVITY, DeliveryForm.RESIDENCE, Page.INTRAMURAL),
        (Category.DAY_ACTIVITY, DeliveryForm.MODULAR_PACKAGE_HOME, Page.MODULAR),
        (Category.DAY_ACTIVITY, DeliveryForm.FULL_PACKAGE_HOME, Page.VPT),
        (Category.MPT_CARE, DeliveryForm.MODULAR_PACKAGE_HOME, Page.MODULAR),
        (Category.RESPITE, DeliveryForm.RESIDENCE, Page.OTHER),
        (Category.ZZP, DeliveryForm.PART_TIME_RESIDENCE, Page.INTRAMURAL),
    ],
)
def test_the_form_of_delivery_decides_where_shared_categories_stand(
    category: Category, form: DeliveryForm, page: Page
) -> None:
    assert page_of(category, form) is page


def test_capacity_shows_offer_limit_and_agreement() -> None:
    line = next(item for item in FORM.capacity if item.product == "SYN01")
    assert (line.offered.steps, line.capacity, line.agreed.steps) == (7400, Quantity(7350, Unit.ETMAAL), 7300)
    limit = next(item.limit for item in FORM.lines() if item.line.product == "SYN01")
    assert limit == Quantity(7350, Unit.ETMAAL)


def test_a_line_outside_every_offer_has_no_limit() -> None:
    line = next(item for item in FORM.lines() if item.line.lot == "innovatie")
    assert line.limit is None


def test_order_of_lines_plays_no_part() -> None:
    assert form_for(replace(OUTCOME, lines=OUTCOME.lines[::-1]), GRANTED) == FORM


def test_who_got_nothing_gets_a_form_of_zero() -> None:
    form = form_for(OUTCOME, REFUSED)
    assert form.amount == Money(0)
    assert form.lines() == ()


def test_the_form_says_whether_it_is_made_up() -> None:
    assert FORM.synthetic
    assert not form_for(without_synthetic(OUTCOME), GRANTED).synthetic
