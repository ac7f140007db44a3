"""The frame around every page: where one is, what lies beside it, and what one chose of language and colours."""

from __future__ import annotations

import pytest
from django.test import Client

from driehoek.adapters.store.models import Role, Round
from driehoek.web.access import ACCESS
from driehoek.web.sitemap import PLACES, upward
from tests.web.conftest import signed_in


def test_every_place_is_a_route_and_lies_under_one() -> None:
    assert set(PLACES) <= set(ACCESS)
    assert all(place.under in PLACES for place in PLACES.values() if place.under)
    assert list(upward("deviations")) == ["deviations", "decision", "purchaser-round", "purchaser"]


def test_a_page_says_where_it_lies_and_what_lies_beside_it(portal: None) -> None:
    found = Round.objects.using("owner").get(slug="wlz-2027")
    page = signed_in(Role.PURCHASING).get(f"/inkoop/{found.pk}/afwijkingen/").content.decode()
    assert 'data-corner="purchaser"' in page
    assert f'<a href="/inkoop/{found.pk}/">{found.title}</a>' in page
    assert '<span aria-current="page">Afwijkingen</span>' in page
    assert f'<a href="/inkoop/{found.pk}/besluit/" aria-current="page">Besluit</a>' in page
    assert '<a href="/inkoop/" aria-current="true">Inkoop</a>' in page
    assert '<li aria-current="step">Inschrijven</li>' in page


@pytest.mark.parametrize(("wanted", "said"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"')])
def test_chosen_colours_are_kept_until_the_device_decides_again(portal: None, wanted: str, said: str) -> None:
    client = Client()
    assert "data-theme" not in client.get("/status/").content.decode()
    answer = client.post("/kleuren/", {"theme": wanted, "next": "/status/?a=b"})
    assert answer["Location"] == "/status/?a=b"
    assert said in client.get("/").content.decode()
    client.post("/kleuren/", {"theme": "auto"})
    assert "data-theme" not in client.get("/").content.decode()


def test_a_switch_leads_to_no_other_site(portal: None) -> None:
    assert Client().post("/kleuren/", {"theme": "dark", "next": "https://example.org/"})["Location"] == "/"
    assert Client().post("/taal/", {"language": "en", "next": "//example.org"})["Location"] == "/"
