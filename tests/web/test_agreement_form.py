"""The form of an agreement: what the page sends and gets, and two people in it at once in real browsers."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from driehoek.adapters.store.acting import acting
from driehoek.adapters.store.agreement_sheets import sheet_of
from driehoek.adapters.store.models import Agreement, AgreementRemark, Role
from driehoek.bootstrap.stored_agreement_form import parsed, written
from driehoek.domain.agreement.sheet import Column, Place
from driehoek.kernel import Unit
from tests.web.conftest import Site, signed_in
from tests.web.decided import buyer

ASKED = {"HX-Request": "true"}


def first(opened: Agreement) -> Place:
    with acting(buyer()):
        lowest = min(sheet_of(opened).cells, key=lambda place: place.key)
    return Place(lowest.lot, lowest.product)


def value(opened: Agreement, place: Place) -> int | None:
    with acting(buyer()):
        return sheet_of(opened).cells[place].value


def sent(client: Client, opened: Agreement, *cells: list[object]) -> dict[str, Any]:
    answer = client.post(
        f"/overeenkomsten/{opened.pk}/wijzig/", {"cells": json.dumps(cells), "since": "0"}, headers=ASKED
    )
    assert answer.status_code == 200, answer.content[:500]
    return dict(answer.json())


@pytest.mark.parametrize(
    ("column", "unit", "typed", "steps", "shown"),
    [
        (Column.QUANTITY, Unit.ETMAAL, " 1.250 ", 1250, "1.250"),
        (Column.QUANTITY, Unit.HOUR, "1.250,5", 75_030, "1.250,5"),
        (Column.QUANTITY, Unit.HOUR, "7930:35", 475_835, "7.930:35"),
        (Column.PRICE, Unit.ETMAAL, "€ 1.239,07", 123_907, "1.239,07"),
        (Column.PRICE, Unit.HOUR, "", None, ""),
    ],
)
def test_figures_are_read_as_dutch_people_type_them(
    column: Column, unit: Unit, typed: str, steps: int | None, shown: str
) -> None:
    assert parsed(column, typed, unit) == steps
    assert written(column, steps, unit) == shown
    assert parsed(column, shown, unit) == steps


@pytest.mark.parametrize("typed", ["1,5", "12:30", "veel", "1.2.3"])
def test_what_is_no_whole_number_of_etmalen_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parsed(Column.QUANTITY, typed, Unit.ETMAAL)


@pytest.mark.requirement("B-067", "M-337")
def test_one_call_makes_a_block_tells_what_it_cannot_read_and_loses_nothing(opened: Agreement) -> None:
    seller, place = signed_in(Role.PROVIDING), first(opened)
    with acting(buyer()):
        places = sorted(
            (item for item in sheet_of(opened).cells if item.column is Column.QUANTITY), key=lambda p: p.key
        )
    block: list[list[object]] = [[item.lot, item.product, 0, str(number), 1] for number, item in enumerate(places, 7)]
    made = sent(seller, opened, *block, [place.lot, place.product, 0, "veel", 1])
    assert len(made["made"]) == len(places)
    assert [row[2:] for row in made["unread"]] == [[0, made["unread"][0][3]]]
    assert "geen getal" in made["unread"][0][3]
    assert value(opened, places[1]) == 8
    late = sent(signed_in(Role.PURCHASING), opened, [places[1].lot, places[1].product, 0, "99", 1])
    assert late["clashed"] == [[places[1].lot, places[1].product]]
    assert "Neem 99" in unescape(late["clashes"])
    price = sent(seller, opened, [place.lot, place.product, 1, "1,00", 1])
    assert "alleen door de inkoper" in price["refused"][0]
    undone = seller.post(
        f"/overeenkomsten/{opened.pk}/terug/", {"number": made["made"], "since": "0"}, headers=ASKED
    ).json()
    assert len(undone["made"]) == len(places)
    went_on = seller.get(f"/overeenkomsten/{opened.pk}/sinds/{made['number']}/").json()
    assert {row[1] for row in went_on["cells"]} == {item.product for item in places}


def test_it_works_without_script_and_others_do_not_see_it(opened: Agreement) -> None:
    place, client = first(opened), signed_in(Role.PROVIDING)
    page = unescape(client.get(f"/overeenkomsten/{opened.pk}/").content.decode())
    assert 'name="quantity-seen"' in page
    said = {
        "lot": place.lot,
        "product": place.product,
        "quantity": "1.234",
        "quantity-seen": "1",
        "quantity-before": "",
    }
    assert "Bewaard" in client.post(f"/overeenkomsten/{opened.pk}/wijzig/", said, follow=True).content.decode()
    assert value(opened, place) == 1234
    assert signed_in(Role.ASSESSING).get(f"/overeenkomsten/{opened.pk}/").status_code == 403
    assert signed_in(Role.CONTROL).post(f"/overeenkomsten/{opened.pk}/wijzig/", said).status_code == 403


def test_a_proposal_is_made_with_its_reason_and_answered_at_the_line(opened: Agreement) -> None:
    place = first(opened)
    line = {"lot": place.lot, "product": place.product}
    seller, client = signed_in(Role.PROVIDING), signed_in(Role.PURCHASING)
    address = f"/overeenkomsten/{opened.pk}/zeg/"
    empty = seller.post(address, {**line, "text": "Cao", "column": "price", "value": "duur"}, follow=True)
    assert "welk aantal of welke prijs" in empty.content.decode()
    seller.post(address, {**line, "text": "Nieuwe cao (SYNTHETIC)", "column": "price", "value": "101,25"})
    page = unescape(client.get(f"/overeenkomsten/{opened.pk}/regel/", line).content.decode())
    assert "voorstel: prijs 101,25" in page
    assert "van het hoogste tarief" in page
    row = AgreementRemark.objects.using("owner").get(kind="proposal")
    client.post(address, {**line, "answers": str(row.pk), "take": "yes", "text": ""})
    assert value(opened, Place(place.lot, place.product, Column.PRICE)) == 10_125
    beside = unescape(seller.get(f"/overeenkomsten/{opened.pk}/verschillen/").content.decode())
    assert "1 cel verschilt" in beside
    assert "101,25" in beside


@pytest.fixture(scope="module")
def browser() -> Any:
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield made
        made.close()


def at_the_form(browser: Browser, site: Site, opened: Agreement, cookie: Any, width: int = 1300) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.address}])
    page = context.new_page()
    page.goto(f"{site.address}/overeenkomsten/{opened.pk}/")
    page.wait_for_selector(".sheet-table input")
    return page


@pytest.mark.browser
@pytest.mark.requirement("M-337", "M-342")
def test_two_people_in_one_form_see_each_other_and_choose(browser: Browser, site: Site, opened: Agreement) -> None:
    cookies = [signed_in(role).cookies["driehoek"] for role in (Role.PURCHASING, Role.PROVIDING)]
    here, there = (at_the_form(browser, site, opened, cookie) for cookie in cookies)
    cell = here.locator('input[data-column="0"]').first
    cell.fill("1.111")
    cell.press("Enter")
    expect(here.locator("#sheet-said")).to_have_text("Alles is bewaard.")
    assert here.evaluate("document.activeElement.dataset.row") == "1"
    other = there.locator('input[data-column="0"]').first
    other.fill("2.222")  # not having seen the other
    other.press("Enter")
    expect(there.locator("#two-values")).to_contain_text("1 cel met twee waarden")
    there.get_by_role("button", name="Neem 2.222").click()
    expect(there.locator("#two-values")).to_be_empty()
    here.evaluate("document.dispatchEvent(new CustomEvent('agreement:went-on', {detail: {number: 9}}))")
    expect(cell).to_have_value("2.222")
    expect(here.locator(".marks").first).to_contain_text("veranderd sinds u keek")
    there.locator('input[data-column="0"]').nth(1).focus()
    there.evaluate(
        "document.activeElement.dispatchEvent(new ClipboardEvent('paste', {bubbles: true, cancelable: true,"
        " clipboardData: (() => { const held = new DataTransfer(); held.setData('text', '1.500\\n1.600');"
        " return held; })()}))"
    )
    expect(there.locator("#sheet-said")).to_have_text("2 cellen geplakt.")
    there.locator('input[data-column="0"]').nth(1).press("Control+z")
    expect(there.locator("#sheet-said")).to_have_text("Teruggedraaid.")
    expect(there.locator('input[data-column="0"]').nth(2)).not_to_have_value("1.600")
    for page in (here, there):
        page.context.close()


@pytest.mark.browser
def test_what_was_typed_survives_a_lost_connection(browser: Browser, site: Site, opened: Agreement) -> None:
    page = at_the_form(browser, site, opened, signed_in(Role.PROVIDING).cookies["driehoek"], width=360)
    page.context.set_offline(True)
    cell = page.locator('input[data-column="0"]').first
    cell.fill("3.333")
    cell.press("Tab")
    expect(page.locator("#sheet-alarm")).to_contain_text("Geen verbinding")
    expect(cell).to_have_value("3.333")
    page.context.set_offline(False)
    expect(page.locator("#sheet-said")).to_have_text("Alles is bewaard.", timeout=8000)
    assert value(opened, first(opened)) is not None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()
