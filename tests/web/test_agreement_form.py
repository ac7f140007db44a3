"""The form of an agreement: what the page sends and gets, and two people in it at once in real browsers."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from driehoek.adapters.store.acting import acting
from driehoek.adapters.store.agreement_sheets import sheet_of
from driehoek.adapters.store.models import Agreement, AgreementClash, AgreementRemark, Role
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


@pytest.mark.parametrize("typed", ["1,5", "12:30", "veel", "1.2.3", "-5", "1.000.000.001"])
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


def test_a_slip_of_the_key_stops_no_other_cell_and_no_page(opened: Agreement) -> None:
    """More than a database reckons with, below zero, or what no page of ours sends: told, and the rest is kept."""
    client, place, base = signed_in(Role.PURCHASING), first(opened), f"/overeenkomsten/{opened.pk}/"
    for typed in ("9" * 30, "3.000.000.000.000", "-5"):
        answer = sent(client, opened, [place.lot, place.product, 0, typed, 1], [place.lot, place.product, 1, "1,00", 1])
        assert "veel te groot" in answer["unread"][0][3]
    assert value(opened, Place(place.lot, place.product, Column.PRICE)) == 100
    line = {"lot": place.lot, "product": place.product}
    client.post(f"{base}zeg/", {**line, "column": "price", "value": "9" * 16, "text": "Te veel"})
    assert not AgreementRemark.objects.using("owner").filter(agreement=opened).exists()
    assert client.get(base).status_code == 200
    odd = ('[["a", "b", 1e999, "1", 1]]', "5", "[[1]]")
    assert {client.post(f"{base}wijzig/", {"cells": each}, headers=ASKED).status_code for each in odd} == {404}
    assert sent(client, opened, ["a\0", "b", 0, "1", 1])["unread"] != []
    plain = {**line, "quantity": "5", "quantity-before": "", "quantity-seen": "abc"}
    assert client.post(f"{base}wijzig/", plain).status_code == 302
    assert client.post(f"{base}terug/", {"number": ["²", "9" * 30]}, headers=ASKED).json()["made"] == []
    assert client.post(f"{base}gezien/", {"number": "²"}).status_code == 302
    assert client.get(f"{base}verschillen/?van=²").status_code == 200


@pytest.mark.requirement("M-342")
def test_who_chooses_has_seen_both_values_as_they_are(opened: Agreement) -> None:
    client, seller, place = signed_in(Role.PURCHASING), signed_in(Role.PROVIDING), first(opened)
    where: list[object] = [place.lot, place.product, 0]
    sent(client, opened, [*where, "1.111", 1])
    for _again in range(2):  # sent again after a break: one offer
        late = sent(seller, opened, [*where, "2.222", 1])
    assert unescape(late["clashes"]).count("Houd 1.111") == 1
    row = AgreementClash.objects.using("owner").get(agreement=opened)
    sent(client, opened, [*where, "3.333", 2])
    address = f"/overeenkomsten/{opened.pk}/kies/{row.pk}/"
    for take in ("standing", "offered"):  # both of a page that still shows 1.111
        answer = seller.post(address, {"take": take, "seen": "2"}, headers=ASKED).json()
        assert "andere waarde" in answer["refused"][0]
        assert "Houd 3.333" in unescape(answer["clashes"])
        assert value(opened, place) == 3333
    seller.post(address, {"take": "offered", "seen": "3"}, headers=ASKED)
    assert value(opened, place) == 2222


def test_a_block_is_taken_back_in_as_many_questions_as_a_cell(opened: Agreement) -> None:
    seller = signed_in(Role.PROVIDING)
    with acting(buyer()):
        before = {item: cell.value for item, cell in sheet_of(opened).cells.items() if item.column is Column.QUANTITY}
    made = sent(seller, opened, *([item.lot, item.product, 0, "7", 1] for item in before))["made"]
    assert len(made) == len(before) > 2

    def back(numbers: list[int]) -> int:
        with CaptureQueriesContext(connection) as asked:
            address = f"/overeenkomsten/{opened.pk}/terug/"
            answer = seller.post(address, {"number": numbers, "since": "0"}, headers=ASKED).json()
        assert len(answer["made"]) == len(numbers)
        return len(asked)

    assert back(made[:1]) == back(made[1:])
    assert {item: value(opened, item) for item in before} == before


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
@pytest.mark.requirement("M-337")
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
    answered: list[int] = []

    def busy(route: Route) -> None:
        """The machine in front of the portal, while the portal starts again."""
        answered.append(503)
        if len(answered) == 1:
            route.fulfill(status=503)
        else:
            route.continue_()

    page.route("**/wijzig/", busy)
    cell.fill("4.444")
    cell.press("Tab")
    expect(page.locator("#sheet-alarm")).to_contain_text("Geen verbinding")
    expect(page.locator("#sheet-said")).to_have_text("Alles is bewaard.", timeout=8000)
    assert value(opened, first(opened)) == 4444
    assert value(opened, first(opened)) is not None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()
