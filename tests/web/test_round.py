"""A round as it is lived in the corners: draft, submission with receipt, question, input of the council."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import Contract, Draft, Organisation, OutboxEntry, Role, Round, Submission
from driehoek.adapters.store.round_files import HandedIn
from driehoek.bootstrap.rounds import load_held
from driehoek.bootstrap.stored_rounds import dossier_of, export, export_whole
from driehoek.web.example_clock import MID_COURSE
from tests.web.conftest import EXAMPLE, signed_in

CONTRACT = "99000001"


@pytest.fixture
def desk(portal: None) -> str:
    return f"/aanbieder/{Round.objects.using('owner').get(slug='wlz-2027').pk}/{CONTRACT}/"


@pytest.fixture
def provider(portal: None) -> Client:
    return signed_in(Role.PROVIDING)


def own() -> Actor:
    contract = Contract.objects.using("owner").get(agb=CONTRACT)
    return Actor(contract.provider_id, Role.PROVIDING)


def purchaser() -> Actor:
    return Actor(Organisation.objects.using("owner").get(kind="purchaser").pk, Role.PURCHASING)


@pytest.mark.requirement("M-337")
def test_what_is_typed_is_kept_and_the_rules_of_the_purchaser_answer_at_once(provider: Client, desk: str) -> None:
    provider.post(f"{desk}antwoord/", {"lot-regulier": "yes", "answer-insolvent": "yes"})
    cells = json.dumps([["regulier", "SYNGGBGI", "quantity", "8811:46"], ["regulier", "SYNGW2R", "capacity", "x"]])
    answer = provider.post(f"{desk}aantallen/", {"cells": cells}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "Dit zou u uitsluiten" in page
    assert "failliet" in page
    with acting(own()):
        draft = Draft.objects.get(contract=CONTRACT)
        assert draft.answers["insolvent"] == "yes"
        assert draft.volumes["regulier"]["SYNGGBGI"] == ["8811:46", ""]


def test_the_purchaser_never_sees_a_draft(provider: Client, desk: str) -> None:
    provider.post(f"{desk}antwoord/", {"answer-insolvent": "no"})
    with acting(purchaser()):
        assert Draft.objects.count() == 0
        assert Submission.objects.exclude(contract=CONTRACT).count() > 20


def test_an_unreadable_quantity_is_told_and_nothing_is_handed_in(provider: Client, desk: str) -> None:
    before = Submission.objects.using("owner").filter(contract=CONTRACT).count()
    provider.post(f"{desk}antwoord/", {"lot-regulier": "yes"})
    cells = json.dumps([["regulier", "SYNGW1R", "quantity", "veel"]])
    page = provider.post(f"{desk}aantallen/", {"cells": cells}, headers={"HX-Request": "true"}).content.decode()
    assert "veel" in page
    provider.post(f"{desk}indienen/")
    assert Submission.objects.using("owner").filter(contract=CONTRACT).count() == before
    assert 'value="veel"' in provider.get(desk).content.decode()  # a fault never takes the form away
    provider.post(f"{desk}aantallen/", {"cells": json.dumps([["regulier", "SYNGW1R", "quantity", ""]])})


def test_handing_in_gives_a_receipt_that_can_be_computed_again(provider: Client, desk: str) -> None:
    provider.post(f"{desk}antwoord/", {"lot-regulier": "yes", "answer-insolvent": "no"})
    provider.post(f"{desk}aantallen/", {"cells": json.dumps([["regulier", "SYNGW1R", "quantity", "100"]])})
    page = provider.post(f"{desk}indienen/", follow=True).content.decode()
    with acting(own()):
        row = Submission.objects.filter(contract=CONTRACT).order_by("-number").first()
        assert row is not None
        handed = HandedIn(row.contract, row.number, row.received_at, json.loads(row.content)["files"])
        assert OutboxEntry.objects.filter(act="submitted").exists()
    assert json.loads(row.content)["received_at"] == row.received_at.isoformat() or handed.hash
    assert row.receipt in page
    import hashlib  # noqa: PLC0415 - by other means than the product

    assert hashlib.sha256(row.content.encode()).hexdigest() == row.receipt


def test_after_the_deadline_it_is_refused_in_words_and_the_draft_stays(
    provider: Client, desk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.post(f"{desk}antwoord/", {"lot-regulier": "yes", "answer-insolvent": "no"})
    closes = Round.objects.using("owner").get(slug="wlz-2027").closes_at
    assert closes is not None
    before = Submission.objects.using("owner").filter(contract=CONTRACT).count()
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: closes)
    page = provider.post(f"{desk}indienen/", follow=True).content.decode()
    assert "De inschrijving is niet open op dit moment" in page
    assert Submission.objects.using("owner").filter(contract=CONTRACT).count() == before
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: closes - timedelta(microseconds=1))
    provider.post(f"{desk}indienen/")
    assert Submission.objects.using("owner").filter(contract=CONTRACT).count() == before + 1


def test_a_question_is_answered_in_a_nota_without_who_asked(provider: Client, portal: None) -> None:
    found = Round.objects.using("owner").get(slug="wlz-2027")
    provider.post(f"/aanbieder/{found.pk}/vraag/", {"text": "Telt reistijd mee?"})
    buyer = signed_in(Role.PURCHASING)
    page = buyer.get(f"/inkoop/{found.pk}/vragen/").content.decode()
    assert "Telt reistijd mee?" in page
    from driehoek.adapters.store.models import Question  # noqa: PLC0415 - beside its use

    question = Question.objects.using("owner").get(text="Telt reistijd mee?")
    assert "Telt reistijd mee?" not in Client().get(f"/ronde/{found.pk}/nota/").content.decode()
    buyer.post(f"/inkoop/{found.pk}/vragen/{question.pk}/", {"answer": "Nee.", "publish": "yes"})
    public = Client().get(f"/ronde/{found.pk}/nota/").content.decode()
    assert "Telt reistijd mee?" in public
    assert "Zorgorganisatie 01" not in public


def test_the_round_goes_out_of_the_store_as_it_came_in(portal: None) -> None:
    found = Round.objects.using("owner").get(slug="wlz-2027")
    with acting(purchaser()):
        files = export(found.pk, MID_COURSE)
    dossier, findings = dossier_of(files)
    assert dossier is not None, [str(item) for item in findings]
    assert len(dossier.submissions) > 20
    assert all(item.received.replace(tzinfo=UTC) < datetime(2026, 8, 1, tzinfo=UTC) for item in dossier.submissions)


def test_evidence_goes_out_of_the_store_byte_for_byte_and_counts_in_the_dossier(portal: None) -> None:
    found = Round.objects.using("owner").get(slug="wlz-2027")
    with acting(purchaser()):
        whole = export_whole(found.pk, MID_COURSE)
        read, _ = dossier_of(export(found.pk, MID_COURSE))
    documents = {path: data for path, data in whole.items() if "/evidence/" in path}
    assert len(documents) > 40
    assert all((EXAMPLE / path).read_bytes() == data for path, data in documents.items())
    loaded = load_held(whole)
    assert (loaded.dossier, bool(documents)) == (read, True)  # by its bytes and by their digests: the same dossier
