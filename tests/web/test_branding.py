"""The look an organisation brings: by its administrator alone, on its own pages, for everyone who reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from driehoek.adapters.store.models import Look, Role, Round
from driehoek.web.portal.branding import EXAMPLE
from tests.web.conftest import signed_in


@pytest.fixture
def found(portal: None) -> Iterator[Round]:
    yield Round.objects.using("owner").get(slug="wlz-2027")
    Look.objects.using("owner").all().delete()


def test_a_look_stands_on_the_pages_of_its_organisation_and_on_no_other(found: Round) -> None:
    keeper = signed_in(Role.ADMINISTRATION)
    answer = keeper.post("/organisatie/huisstijl/", {"tokens": EXAMPLE}, follow=True)
    assert "Uw huisstijl staat op" in answer.content.decode()
    sheet = f"/huisstijl/{found.purchaser_id}.css"
    assert sheet in Client().get(f"/ronde/{found.pk}/").content.decode()
    assert sheet not in Client().get("/").content.decode()
    assert sheet not in signed_in(Role.PROVIDING).get("/aanbieder/").content.decode()
    css = Client().get(sheet)
    assert css["Content-Type"] == "text/css"
    assert "--dh-accent: light-dark(#7a1f5c, #efa9d3);" in css.content.decode()


def test_a_faint_colour_is_refused_in_words_and_what_was_typed_stays(found: Round) -> None:
    keeper = signed_in(Role.ADMINISTRATION)
    faint = '{"light": {"accent": {"$value": "#00c8e6"}}}'
    page = keeper.post("/organisatie/huisstijl/", {"tokens": faint}).content.decode()
    assert "accent op paper (light) is niet goed te lezen" in page
    assert "#00c8e6" in page
    assert Client().get(f"/huisstijl/{found.purchaser_id}.css").status_code == 404


def test_an_empty_field_goes_back_to_the_portal(found: Round) -> None:
    keeper = signed_in(Role.ADMINISTRATION)
    keeper.post("/organisatie/huisstijl/", {"tokens": EXAMPLE})
    keeper.post("/organisatie/huisstijl/", {"tokens": ""})
    assert Look.objects.using("owner").count() == 0


def test_nobody_else_brings_a_look(found: Round) -> None:
    assert signed_in(Role.PURCHASING).post("/organisatie/huisstijl/", {"tokens": EXAMPLE}).status_code == 403
