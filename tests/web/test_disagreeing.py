"""Whoever disagrees finds the right way with its clock, files it here, and gets an answer with reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import Contract, Filing, Membership, Role, Round
from driehoek.web.example_clock import AMSTERDAM
from tests.web.conftest import signed_in
from tests.web.decided import adopt, buyer, clock, sql

CONTRACT = "99000002"


@pytest.fixture
def provider(found: Round) -> Iterator[Client]:
    """A person of a provider with a decision; afterwards as it was."""
    adopt(found)
    own = Contract.objects.using("owner").get(agb=CONTRACT).provider
    member = Membership.objects.using("owner").filter(role=Role.PROVIDING).order_by("pk")[0]
    Membership.objects.using("owner").filter(pk=member.pk).update(organisation=own)
    yield signed_in(Role.PROVIDING)
    Membership.objects.using("owner").filter(pk=member.pk).update(organisation=member.organisation_id)
    sql("DELETE FROM store_filing")


def text(client: Client, path: str) -> str:
    return unescape(client.get(path).content.decode())


@pytest.mark.requirement("F-031", "M-334")
def test_a_request_is_filed_with_its_clock_answered_with_reasons_and_both_see_both(
    found: Round, provider: Client
) -> None:
    outcome = f"/aanbieder/{found.pk}/{CONTRACT}/uitkomst/"
    page = text(provider, outcome)
    assert 'Een regel pakt in mijn geval onredelijk uit</strong>: <a href="#weg-hardship">' in page
    way = f"{outcome}weg/?weg=hardship"
    assert "dan antwoordt de inkoper uiterlijk 23 oktober 2026" in text(provider, way)
    assert "Schrijf eerst waar het over gaat" in unescape(provider.post(way, {"weg": "hardship"}).content.decode())
    said = {"weg": "hardship", "text": "Wij verhuisden in het jaar van de grondslag (SYNTHETIC)."}
    page = unescape(provider.post(way, said, follow=True).content.decode())
    assert "De inkoper antwoordt uiterlijk 23 oktober 2026" in page
    row = Filing.objects.using("owner").get()
    assert (row.last_day and row.last_day.isoformat(), row.kind) == ("2026-10-29", "hardship")
    client = signed_in(Role.PURCHASING)
    listed = f"/inkoop/{found.pk}/klachten/"
    assert "antwoord uiterlijk 23 oktober 2026" in text(client, listed)
    assert "kies wat eruit kwam" in client.post(f"{listed}{row.pk}/", {"answer": "Nee."}, follow=True).content.decode()
    client.post(f"{listed}{row.pk}/", {"answer": "De verhuizing telt mee.", "result": "partly"})
    page = text(provider, outcome)
    assert "Gedeeltelijk tegemoetgekomen" in page
    assert "De verhuizing telt mee." in page
    assert "Er is antwoord op uw klacht of verzoek" in text(provider, "/aanbieder/")
    again = client.post(f"{listed}{row.pk}/", {"answer": "Toch niet.", "result": "not"}, follow=True)
    assert "al geantwoord" in again.content.decode()
    assert Filing.objects.using("owner").get().result == "partly"


def test_after_its_last_day_a_request_is_refused_and_a_judge_is_told_not_filed(
    found: Round, provider: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = f"/aanbieder/{found.pk}/{CONTRACT}/uitkomst/"
    told = {"weg": "civil-court", "text": "Dagvaarding uitgebracht op 12 oktober 2026 (SYNTHETIC)."}
    assert "houdt geen termijn tegen" in text(provider, f"{outcome}weg/?weg=civil-court")
    provider.post(f"{outcome}weg/", told)
    assert Filing.objects.using("owner").get().answer_by is None
    assert provider.get(f"{outcome}weg/?weg=objection")["Location"] == outcome  # it does not exist here
    clock(monkeypatch, datetime(2026, 10, 30, 9, 0, tzinfo=AMSTERDAM))
    late = provider.post(f"{outcome}weg/", {"weg": "hardship", "text": "Te laat."}).content.decode()
    assert "Deze weg is niet open" in late
    assert "Te laat." in late  # what was written is not lost
    assert Filing.objects.using("owner").count() == 1


def test_the_database_lets_a_purchaser_answer_once_with_reasons_and_no_other_see(
    found: Round, provider: Client
) -> None:
    outcome = f"/aanbieder/{found.pk}/{CONTRACT}/uitkomst/"
    provider.post(f"{outcome}weg/", {"weg": "complaint", "text": "De termijn liep niet."})
    row = Filing.objects.using("owner").get()
    stranger = Contract.objects.using("owner").get(agb="99000003").provider_id
    with acting(Actor(stranger, Role.PROVIDING)):
        assert Filing.objects.count() == 0
    with acting(buyer()):
        with pytest.raises(IntegrityError), transaction.atomic():
            Filing.objects.filter(pk=row.pk).update(
                answer=" ", result="not", answered_at=row.filed_at, answered_by=buyer().person
            )
        assert Filing.objects.filter(pk=row.pk).update(
            answer="Gegrond.", result="met", answered_at=row.filed_at, answered_by=buyer().person
        ) == 1  # fmt: skip
        assert Filing.objects.filter(pk=row.pk).update(answer="Ongegrond.") == 0
