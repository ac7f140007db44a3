"""A sealed round on the screen: officials choose keys, something comes in closed, two open it after the deadline."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from driehoek.adapters.store import sealing
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.evidence import hand_in
from driehoek.adapters.store.models import Contract, Organisation, Role, Round, RoundFile, Submission, SubmittedEvidence
from driehoek.adapters.store.round_files import HandedIn
from driehoek.application.receipt import Receipt, read_receipt
from driehoek.web.example_clock import MID_COURSE
from tests.web.conftest import signed_in

CONTRACT = "99000001"
OPENS, CLOSES = MID_COURSE + timedelta(days=10), MID_COURSE + timedelta(days=20)
PHRASE = "een heel lange wachtzin"


@pytest.fixture
def sealed(portal: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Round]:
    """A second round, which goes again: other tests know of one."""
    monkeypatch.setattr(sealing, "COST", 2**10)
    purchaser = Organisation.objects.using("owner").get(kind="purchaser")
    made = Round.objects.using("owner").create(
        purchaser=purchaser,
        slug="verzegeld",
        title="Verzegelde ronde (SYNTHETIC)",
        year=2027,
        state="open",
        opens_at=OPENS,
        closes_at=CLOSES,
        is_sealed=True,
    )
    yield made
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # the triggers that forbid removal
        parts = "(SELECT id FROM store_submission WHERE round_id = %s)"
        for name in ("submittedevidence", "sealeddocument"):
            cursor.execute(f"DELETE FROM store_{name} WHERE submission_id IN {parts}", [made.pk])
        of_it = ("openedsubmission", "opening", "passedhalf", "sealkey", "sealofficial", "submission")
        for name in (*of_it, "draft", "roundfile"):
            cursor.execute(f"DELETE FROM store_{name} WHERE round_id = %s", [made.pk])
        cursor.execute("DELETE FROM store_round WHERE id = %s", [made.pk])
        cursor.execute("SET session_replication_role = DEFAULT")


def come_in(sealed: Round) -> None:
    """Something is handed in while the window is open."""
    actor = Actor(Contract.objects.using("owner").get(agb=CONTRACT).provider_id, Role.PROVIDING)
    with acting(actor):
        hand_in(actor, sealed.pk, HandedIn(CONTRACT, 1, OPENS, {"answers.yaml": "geheim\n"}), {})


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_officials_seal_a_round_and_open_it_together(sealed: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    place = f"/inkoop/{sealed.pk}/verzegeling/"
    buyer, second, third = signed_in(Role.PURCHASING), signed_in(Role.PURCHASING, 1), signed_in(Role.ASSESSING)
    assert place in text(buyer, f"/inkoop/{sealed.pk}/")
    assert "Nog niemand" in text(buyer, place)
    typed = buyer.post(f"{place}sleutel/", {"passphrase": PHRASE, "again": "iets anders"}, follow=True)
    assert "niet gelijk" in typed.content.decode()
    for client in (buyer, second, third):
        client.post(f"{place}sleutel/", {"passphrase": PHRASE, "again": PHRASE})
    assert third.post(f"{place}maken/").status_code == 403
    assert "ligt nu vast" in buyer.post(f"{place}maken/", follow=True).content.decode()

    come_in(sealed)
    shown = text(signed_in(Role.PROVIDING), f"/aanbieder/{sealed.pk}/{CONTRACT}/bewijs/1/")
    assert "Deze ronde is verzegeld" in shown
    assert "geheim" not in shown

    monkeypatch.setattr("driehoek.web.middleware.now", lambda: CLOSES - timedelta(seconds=1))
    page = text(buyer, place)
    assert "1 contract heeft ingediend" in page
    assert "Begin met openen" not in page
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: CLOSES)
    assert "niet die van u" in buyer.post(f"{place}openen/", {"passphrase": PHRASE[1:]}, follow=True).content.decode()
    assert "U bent de eerste" in buyer.post(f"{place}openen/", {"passphrase": PHRASE}, follow=True).content.decode()
    assert "Open de inschrijvingen" in text(third, place)
    page = third.post(f"{place}openen/", {"passphrase": PHRASE}, follow=True).content.decode()
    assert "zijn geopend" in page
    assert "1 inschrijving is te lezen" in page


def test_a_provider_hands_in_and_nobody_reads_it_on_any_page_before_it_is_opened(
    sealed: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in RoundFile.objects.using("owner").exclude(round=sealed):
        RoundFile.objects.using("owner").create(
            round=sealed,
            path=file.path,
            content=file.content,
            sha256=file.sha256,
            is_public=file.is_public,
            valid=file.valid,
        )
    place, desk = f"/inkoop/{sealed.pk}/", f"/aanbieder/{sealed.pk}/{CONTRACT}/"
    officials = [signed_in(Role.PURCHASING), signed_in(Role.PURCHASING, 1), signed_in(Role.ASSESSING)]
    for client in officials:
        client.post(f"{place}verzegeling/sleutel/", {"passphrase": PHRASE, "again": PHRASE})
    buyer, provider = officials[0], signed_in(Role.PROVIDING)
    buyer.post(f"{place}verzegeling/maken/")
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: OPENS + timedelta(hours=1))
    for number in (1, 2):  # what replaces it is closed too
        provider.post(f"{desk}antwoord/", {"lot-regulier": "yes", "answer-insolvent": "no"})
        cells = json.dumps([["regulier", "SYNGW1R", "quantity", f"5432{number}"]])
        provider.post(f"{desk}aantallen/", {"cells": cells})
        paper = SimpleUploadedFile("Uittreksel.pdf", f"%PDF-1.7 prijs 5432{number}".encode())
        given = {"question": "chamber-of-commerce-extract", "issued_on": "2026-06-14"}
        provider.post(f"{desk}stuk/", {"file": paper, **given})
        assert "Uittreksel.pdf" in text(provider, desk)
        assert "wordt uw concept hier gewist" in text(provider, f"{desk}indienen/")
        shown = provider.post(f"{desk}indienen/", follow=True).content.decode()
        assert "Deze ronde is verzegeld" in shown
        row = Submission.objects.using("owner").filter(round=sealed).order_by("-number")[0]
        assert row.number == number
        assert hashlib.sha256(row.content.encode()).hexdigest() == row.receipt
        assert row.receipt in shown
    assert "Uittreksel.pdf" not in text(provider, "/aanbieder/stukken/")  # nothing else of the provider uses it
    told = text(provider, f"{desk}bewijs/2/bestand/")
    assert isinstance(read_receipt(told, "bewijs.txt"), Receipt)
    mine = ["/aanbieder/", desk, f"{desk}bewijs/2/", f"{desk}intrekken/"]
    theirs = [f"{place}{page}/" for page in ("inschrijvingen", "beoordeling", "werkbank", "besluit", "verzegeling")]
    for client, pages in ((provider, mine), (buyer, [place, *theirs])):
        for page in pages:
            shown = text(client, page)
            assert "54321" not in shown
            assert "54322" not in shown
    assert "Wel ingediend" in text(buyer, f"{place}inschrijvingen/")
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: CLOSES)
    assert "nog verzegeld" in text(buyer, f"{place}besluit/")
    for client in officials[:2]:
        client.post(f"{place}verzegeling/openen/", {"passphrase": PHRASE})
    assert "54322" in text(provider, f"{desk}bewijs/2/")
    papers = SubmittedEvidence.objects.using("owner").filter(submission__round=sealed).order_by("submission__number")
    assert [row.path for row in papers] == ["evidence/Uittreksel.pdf"] * 2
    for client in (buyer, provider):
        assert client.get(f"/stukken/{papers[1].file_id}/").content == b"%PDF-1.7 prijs 54322"
    assert "nog verzegeld" not in text(buyer, f"{place}besluit/")


def test_a_round_that_is_not_sealed_says_when_it_would_be(portal: None) -> None:
    place = f"/inkoop/{Round.objects.using('owner').get(slug='wlz-2027').pk}/verzegeling/"
    buyer = signed_in(Role.PURCHASING)
    page = text(buyer, place)
    assert "Deze ronde is niet verzegeld" in page
    assert "Word functionaris" not in page
    assert buyer.post(f"{place}sleutel/", {"passphrase": PHRASE, "again": PHRASE}).status_code == 404
