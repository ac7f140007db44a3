"""What looks like a digit and is no number is told in words or left alone, and never a fault of the portal."""

from __future__ import annotations

import pytest

from driehoek.adapters.store.models import Agreement, Role, Round
from tests.web.conftest import signed_in

ODD = ("\N{SUPERSCRIPT TWO}", "9" * 40, "-1", "\N{ROMAN NUMERAL FOUR}")


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_number_in_an_address_is_no_fault(portal: None, odd: str) -> None:
    found = Round.objects.using("owner").get(slug="wlz-2027")
    buyer = signed_in(Role.PURCHASING)
    for address, field in (
        (f"/inkoop/{found.pk}/werkbank/", "scenario"),
        (f"/inkoop/{found.pk}/werkbank/naast-elkaar/", "scenario"),
        (f"/inkoop/{found.pk}/beleid/", "versie"),
        ("/overeenkomsten/ruimte/", "jaar"),
        ("/berichten/", "voor"),
    ):
        assert buyer.get(address, {field: odd}).status_code < 500, address
    assert signed_in(Role.SUPERVISING).get("/toezicht/naast-elkaar/", {"dossier": odd}).status_code < 500


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_number_in_a_form_of_an_agreement_is_told(opened: Agreement, odd: str) -> None:
    own, buyer = f"/overeenkomsten/{opened.pk}/", signed_in(Role.PURCHASING)
    form = {"number": odd, "form": "price-times-quantity", "years": odd, "inhabitants": odd}
    assert buyer.post(f"{own}voorwaarden/", form).status_code == 400
    for act, said in (
        ("terug", {"number": odd}),
        ("gezien", {"number": odd}),
        ("wijzig", {"cells": f'[["x","y",0,"{odd}",1]]'}),
    ):
        assert buyer.post(f"{own}{act}/", said, headers={"HX-Request": "true"}).status_code < 500, act
