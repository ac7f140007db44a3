"""The purchaser sees what is due and late, tells what was done, and where the round stands; each figure leads on."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from driehoek.adapters.store.models import MilestoneDone, Role, Round
from driehoek.web.example_clock import AMSTERDAM
from tests.web.conftest import signed_in


@pytest.fixture
def place(portal: None) -> str:
    return f"/inkoop/{Round.objects.using('owner').get(slug='wlz-2027').pk}/"


def on(monkeypatch: pytest.MonkeyPatch, year: int, month: int, day: int) -> None:
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: datetime(year, month, day, 10, tzinfo=AMSTERDAM))


def timeline(page: str) -> dict[str, str]:
    """Per item of the year its text, by its first words."""
    items = re.findall(r"<li class=\"[^\"]*\"><strong>.*?</li>", page.partition('class="timeline"')[2], re.DOTALL)
    return {re.sub(r"<[^>]+>|\s+", " ", item): item for item in items}


def stands(page: str, name: str) -> str:
    return next(text for text in timeline(page) if name in text)


def test_what_is_late_says_so_until_a_person_tells_that_it_was_done_and_that_can_be_taken_back(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, 2026, 7, 16)
    buyer = signed_in(Role.PURCHASING)
    page = buyer.get(place).content.decode()
    assert "te laat" in stands(page, "Nota van inlichtingen met alle vragen")
    assert "nu te doen" not in stands(page, "Budgetformulier 2027")
    assert "gedaan op 29 mei 2026" in stands(page, "Inkoopbeleid bekendgemaakt")
    assert "Nota van inlichtingen met alle vragen" in buyer.get("/inkoop/?zoek=Wlz-zorg+2027").content.decode()
    assert buyer.post(f"{place}jaar/answers-published/").status_code == 302
    assert "gedaan op 16 juli 2026, te laat" in stands(buyer.get(place).content.decode(), "Nota van inlichtingen")
    assert buyer.post(f"{place}jaar/answers-published/").status_code == 302
    assert "te laat" in stands(buyer.get(place).content.decode(), "Nota van inlichtingen met alle vragen")
    assert MilestoneDone.objects.using("owner").exclude(taken_back_at=None).count() == 1


def test_nobody_tells_what_the_portal_sees_by_itself_or_what_is_not_in_the_year(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, 2026, 9, 1)
    buyer = signed_in(Role.PURCHASING)
    before = MilestoneDone.objects.using("owner").count()
    for milestone in ("preliminary-result", "entry-closes", "feest"):
        buyer.post(f"{place}jaar/{milestone}/")
    assert MilestoneDone.objects.using("owner").count() == before
    page = buyer.get(place).content.decode()
    assert "te laat" in stands(page, "Voorlopige uitkomst per zorgaanbieder")
    assert signed_in(Role.CONTROL).post(f"{place}jaar/answers-published/").status_code == 403


@pytest.mark.requirement("B-010")
def test_a_reservation_says_which_parts_wait_for_it(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, 2026, 7, 16)
    text = stands(signed_in(Role.PURCHASING).get(place).content.decode(), "Voorlopige contracteerruimte van de regio")
    assert "Onder voorbehoud zolang dit niet bekend is:" in text


def test_each_figure_of_the_round_leads_to_its_page(place: str) -> None:
    buyer = signed_in(Role.PURCHASING)
    page = buyer.get(place).content.decode().partition('class="timeline"')[0]
    for title in (
        "Inschrijvingen",
        "Voldoet aan alle eisen",
        "Niet compleet of te beslissen",
        "Vragen zonder antwoord",
    ):
        assert title in page
    links = set(re.findall(rf'href="({place}[a-z]+/)"', page))
    assert len(links) >= 6
    for link in links:
        assert buyer.get(link).status_code == 200
