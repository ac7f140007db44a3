"""A portal that was lived in: people acted in every corner and a result was adopted, so that every page is filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import make_server

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client

from driehoek.adapters.store.connection import migrate, open_store
from driehoek.adapters.store.embedded import Embedded
from driehoek.adapters.store.models import CouncilInput, DossierRequest, Question, Role, Round
from driehoek.web.examining import examine_next
from driehoek.web.example_agreements import make_agreements
from driehoek.web.example_clock import AMSTERDAM, MID_COURSE
from driehoek.web.example_data import make_example
from driehoek.web.example_open import last_year
from tests.stores import FAST, reachable
from tests.web.conftest import EXAMPLE, _Silent, signed_in

WORKED_ON = "99000001"
"""The contract of the provider whose people sign in."""
DECISION = datetime(2026, 10, 9, 10, 0, tzinfo=AMSTERDAM)
SETTINGS = "driehoek.web.settings"


@dataclass(frozen=True)
class Lived:
    """The portal after all this.

    Attributes:
        address: where a browser finds it.
        url: of its database.
        round_id: its one round.
    """

    address: str
    url: str
    round_id: str


@contextmanager
def lived() -> Iterator[Lived]:
    """A portal of its own, lived in, at an address of this machine; the clock stands on the day of the decision."""
    with pytest.MonkeyPatch.context() as patch, reachable() as name, Embedded(Path(name) / "data", FAST) as running:
        open_store(running.url(), SETTINGS)
        migrate()
        assert make_example(EXAMPLE) == ""
        last_year(EXAMPLE)
        make_agreements(EXAMPLE, settings.SECRET_KEY)
        found = str(Round.objects.using("owner").get(slug="wlz-2027").pk)
        patch.setattr("driehoek.web.middleware.now", lambda: MID_COURSE)
        _mid_course(found)
        patch.setattr("driehoek.web.middleware.now", lambda: DECISION)
        _decide(found)
        server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Silent)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Lived(f"http://127.0.0.1:{server.server_port}", running.url(), found)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            connections.close_all()


def _mid_course(found: str) -> None:
    """A question with its answer, input with its reaction, a kept scenario, a submission."""
    provider, buyer, council = signed_in(Role.PROVIDING), signed_in(Role.PURCHASING), signed_in(Role.COUNCIL)
    _done(provider, f"/aanbieder/{found}/vraag/", text="Telt zorg in de avond mee? (SYNTHETIC)")
    question = Question.objects.using("owner").get()
    _done(buyer, f"/inkoop/{found}/vragen/{question.pk}/", answer="Ja, die telt mee. (SYNTHETIC)", publish="yes")
    _done(council, f"/inspraak/{found}/", way="advised", text="De avondzorg moet blijven. (SYNTHETIC)")
    given = CouncilInput.objects.using("owner").get(text__startswith="De avondzorg")
    answer = {"followed": "followed", "response": "De avondzorg blijft. (SYNTHETIC)"}
    _done(buyer, f"/inkoop/{found}/inspraak/{given.pk}/", **answer)
    dials = re.findall(r'name="(turn-[^"]+)"', buyer.get(f"/inkoop/{found}/werkbank/").content.decode())
    _done(buyer, f"/inkoop/{found}/werkbank/bewaar/", title="Minder ruimte", **{dials[0]: "-2%"})
    desk = f"/aanbieder/{found}/{WORKED_ON}/"
    elsewhere = {"purchaser_name": "Ander zorgkantoor (SYNTHETIC)", "year": "2027", "product_group": "Verpleging"}
    _done(provider, "/aanbieder/elders/", **elsewhere, asked="98,5", granted="97", next_on="2026-10-20")
    _done(provider, "/aanbieder/profiel/", **{"fact-insolvent": "no", "location-name": "Huis A", "confirm": "yes"})
    paper = SimpleUploadedFile("Uittreksel.pdf", b"%PDF-1.7 SYNTHETIC")
    paper_said = {"question": "chamber-of-commerce-extract", "issued_on": "2026-06-14", "expires_on": "2027-03-01"}
    _done(provider, f"{desk}stuk/", file=paper, **paper_said)
    _done(provider, f"{desk}antwoord/", **{"lot-regulier": "yes", "answer-insolvent": "no"})
    _done(provider, f"{desk}aantallen/", cells='[["regulier", "SYNGW1R", "quantity", "100"]]')
    _done(provider, f"{desk}indienen/")


def _decide(found: str) -> None:
    """The assessors are let go with a reason, and the provisional result is adopted."""
    buyer = signed_in(Role.PURCHASING)
    board = buyer.get(f"/inkoop/{found}/beoordeling/").content.decode()
    for assignment in re.findall(r"beoordeling/ontslaan/(\d+)/", board):
        _done(buyer, f"/inkoop/{found}/beoordeling/ontslaan/{assignment}/", because="Ziek (SYNTHETIC).")
    page = buyer.get(f"/inkoop/{found}/besluit/").content.decode()
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', page)
    assert fingerprint, "there is nothing to adopt"
    said = {"reasons": "Volgens beleid (SYNTHETIC).", "fingerprint": fingerprint[1]}
    _done(buyer, f"/inkoop/{found}/besluit/vaststellen/", **said)
    assert Round.objects.using("owner").get(slug="wlz-2027").state == "provisional"
    _send(found)
    outcome = f"/aanbieder/{found}/{WORKED_ON}/uitkomst/weg/"
    said = {"weg": "hardship", "text": "Wij verhuisden in het jaar van de grondslag (SYNTHETIC)."}
    _done(signed_in(Role.PROVIDING), outcome, **said)


def _send(found: str) -> None:
    """A supervisor asks for the dossier, the purchaser sends it, and it is checked."""
    said = {"ground": "Toezicht op doelmatigheid (SYNTHETIC)", "due": "2026-11-01"}
    _done(signed_in(Role.SUPERVISING), f"/toezicht/vraag/{found}/", **said)
    row = DossierRequest.objects.using("owner").get()
    _done(signed_in(Role.PURCHASING), f"/inkoop/{found}/toezicht/{row.pk}/", answer="send")
    assert examine_next(DECISION)


def _done(client: Client, address: str, **said: Any) -> None:
    answer = client.post(address, said)
    assert answer.status_code == 302, (address, answer.status_code, answer.content[:2000])
