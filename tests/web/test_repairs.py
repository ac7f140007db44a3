"""The board of requirements, and repair: asked after the closing, answered in its term, and told by the dossier."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connections
from django.test import Client

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import (
    AuditEntry,
    Contract,
    Mandate,
    Membership,
    Notice,
    RepairedSubmission,
    RepairRequest,
    Role,
    Round,
    Submission,
)
from driehoek.adapters.store.repairing import keep
from driehoek.adapters.store.round_files import HandedIn, fingerprint_at, whole_at
from driehoek.adapters.store.trail import extend_chain
from driehoek.application.board import Board
from driehoek.application.problem import decision_day
from driehoek.application.round import judge
from driehoek.bootstrap.rounds import load
from driehoek.bootstrap.stored_assessment import board_at
from driehoek.bootstrap.stored_imports import export_round
from driehoek.bootstrap.stored_repairs import why_not
from driehoek.web.example_clock import AMSTERDAM, MID_COURSE
from driehoek.web.lists import PAGE
from driehoek.web.notices.making import tell
from tests.web.conftest import signed_in
from tests.web.people import SINCE, as_it_was  # noqa: F401 - the fixture is used by its name

pytestmark = pytest.mark.usefixtures("as_it_was")
LACKS = "99000016"
QUESTION, DUE = "chamber-of-commerce-extract", date(2026, 8, 5)
"""The window of the example closes on 31 July; its policy gives five days for this question."""


@pytest.fixture
def closed(portal: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Round]:
    """The round of the example the morning after its closing; one contract handed in an extract that is too old."""
    found = Round.objects.using("owner").get(slug="wlz-2027")
    assert found.closes_at is not None
    at(monkeypatch, found.closes_at + timedelta(hours=12))
    yield found
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM store_submittedevidence WHERE file_id IN (SELECT id FROM store_evidencefile "
                       "WHERE name LIKE 'uittreksel-nieuw%')")  # fmt: skip
        cursor.execute("DELETE FROM store_evidencefile WHERE name LIKE 'uittreksel-nieuw%'")
        cursor.execute("DELETE FROM store_notice WHERE route IN ('repairs', 'requirements')")
        for table in ("repairedsubmission", "repairrequest", "boundact"):
            cursor.execute(f"DELETE FROM store_{table}")
        cursor.execute("SET session_replication_role = DEFAULT")


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: moment)


def board_of(found: Round) -> Board:
    assert found.closes_at is not None
    with acting(Actor(found.purchaser_id, Role.PURCHASING)):
        board, findings = board_at(found.pk, found.closes_at)
    assert board is not None, findings
    return board


def provider_of_it(found: Round) -> Client:
    """A browser of somebody who may hand in for the contract that lacks something."""
    provider = Contract.objects.using("owner").get(agb=LACKS, purchaser_id=found.purchaser_id).provider
    person = Membership.objects.using("owner").filter(role=Role.PROVIDING).order_by("pk")[0].person
    giver = Membership.objects.using("owner").filter(role=Role.ADMINISTRATION).order_by("pk")[0].person
    held = Membership.objects.using("owner").create(person=person, organisation=provider, role="providing", valid=SINCE)
    Mandate.objects.using("owner").create(person=person, organisation=provider, given_by=giver, valid=SINCE)
    client = Client()
    assert client.post("/voorbeeld/", {"membership": held.pk}).status_code == 302
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def paper(name: str = "uittreksel-nieuw.pdf", day: str = "2026-06-20") -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, b"%PDF-1.4\n% SYNTHETIC " + name.encode()), "issued_on": day}


def asked(found: Round, client: Client) -> RepairRequest:
    client.post(f"/inkoop/{found.pk}/eisen/herstel/", {"question": QUESTION, "contract": LACKS})
    return RepairRequest.objects.using("owner").get(round=found, contract=LACKS)


def test_the_board_has_every_requirement_of_every_contract_by_requirement_outcome_and_provider(closed: Round) -> None:
    buyer, place = signed_in(Role.PURCHASING), f"/inkoop/{closed.pk}/eisen/"
    board = board_of(closed)
    assert len(board.lines) == sum(len(row.tests) for row in board.rows) == sum(
        item.holds + item.fails + item.idle for item in board.tallies
    )  # fmt: skip
    assert [line.key for line in board.lines] == sorted({line.key for line in board.lines})
    first = page(buyer, place)
    assert first.count("/beoordeling/9900") == PAGE
    assert "?na=" in first
    only = page(buyer, f"{place}?eis={QUESTION}&toon=klopt-niet")
    (tally,) = (item for item in board.tallies if item.requirement == QUESTION)
    assert only.count("/beoordeling/9900") == tally.fails >= 1
    assert f"/beoordeling/{LACKS}/" in only
    assert "is van 19 december 2025" in only
    named = page(buyer, f"{place}?zoek={LACKS}")
    assert set(re.findall(r"/beoordeling/(\d{8})/", named)) == {LACKS}
    assert "Klopt niet" in page(signed_in(Role.CONTROL), place)
    assert "Vraag herstel" not in page(signed_in(Role.CONTROL), place)
    assert signed_in(Role.PROVIDING).get(place).status_code == 403


def test_repair_is_asked_answered_in_its_term_and_stands_in_the_dossier(
    closed: Round, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    buyer, place = signed_in(Role.PURCHASING), f"/inkoop/{closed.pk}/eisen/"
    before = fingerprint(closed)
    row = asked(closed, buyer)
    assert (row.due_on, row.question) == (DUE, QUESTION)
    assert "Herstel gevraagd, tot en met 5 augustus 2026" in page(buyer, f"{place}?zoek={LACKS}")
    again = buyer.post(f"{place}herstel/", {"question": QUESTION}, follow=True).content.decode()
    assert "niets te herstellen" in again  # SUB-044: everyone was asked
    assert fingerprint(closed) == before  # asking decides nothing
    extend_chain()
    provider, mine = provider_of_it(closed), f"/aanbieder/{closed.pk}/{LACKS}/herstel/"
    while tell(datetime(2026, 8, 1, tzinfo=AMSTERDAM)):
        pass
    notices = Notice.objects.using("owner").filter(route="repairs", contract=LACKS)
    assert {item.organisation.pk for item in notices} == {row.provider_id}
    assert "De inkoper vraagt u één ding te herstellen" in page(provider, f"/aanbieder/{closed.pk}/{LACKS}/")
    assert "Kan tot en met 5 augustus 2026" in page(provider, mine)
    assert "Klopt nog niet" in page(provider, mine)
    nothing = provider.post(f"{mine}{row.pk}/", {}, follow=True).content.decode()
    assert "is leeg of niet te lezen" in nothing
    midnight = datetime(2026, 8, 6, tzinfo=AMSTERDAM)
    at(monkeypatch, midnight - timedelta(microseconds=1))
    provider.post(f"{mine}{row.pk}/", paper(), follow=True)
    assert "Klopt nu" in page(provider, mine)
    assert fingerprint(closed) != before
    line = next(item for item in board_of(closed).lines if item.contract == LACKS and item.test.requirement == QUESTION)
    assert line.test.outcome == "holds"
    with acting(Actor(closed.purchaser_id, Role.PURCHASING)):
        assert export_round(closed.pk, tmp_path / "out", midnight) == ()
    loaded = load(tmp_path / "out")
    assert loaded.dossier is not None, loaded.findings
    sent = next(item for item in loaded.dossier.submissions if item.contract.code == LACKS)
    assert [(name, said.isoformat()) for name, said in sent.completed.items()] == [(QUESTION, "2026-08-05T23:59:59")]
    judged = judge(loaded.dossier, decision_day(loaded.dossier.policy))
    assert LACKS in judged.admitted  # and whoever holds the folder comes to the same
    assert Submission.objects.using("owner").get(round=closed, contract=LACKS).receipt == receipt_of(sent.contract.code)
    assert AuditEntry.objects.using("owner").filter(act="asked repair").exists()


@pytest.mark.requirement("B-049")
def test_after_the_term_it_stays_failed_and_the_database_refuses_it_too(
    closed: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = asked(closed, signed_in(Role.PURCHASING))
    provider, mine = provider_of_it(closed), f"/aanbieder/{closed.pk}/{LACKS}/herstel/"
    late = datetime(2026, 8, 6, tzinfo=AMSTERDAM)
    at(monkeypatch, late)
    said = provider.post(f"{mine}{row.pk}/", paper(), follow=True).content.decode()
    assert "liep tot en met 5 augustus 2026" in said
    assert "De termijn is voorbij" in said
    assert not RepairedSubmission.objects.using("owner").exists()
    assert LACKS in {item.contract for item in board_of(closed).repairable}
    sent = Submission.objects.using("owner").get(round=closed, contract=LACKS)
    person = Membership.objects.using("owner").filter(role=Role.PROVIDING).order_by("pk")[0].person
    with pytest.raises(IntegrityError, match="term to repair is over"), acting(
        Actor(sent.provider_id, Role.PROVIDING, person.pk)
    ):  # fmt: skip
        RepairedSubmission.objects.create(
            submission=sent, round=closed, request=row, number=1, content=sent.content, receipt=sent.receipt,
            repaired_at=late, repaired_by=person,
        )  # fmt: skip


def test_before_the_closing_nobody_is_asked_and_another_provider_sees_nothing(
    closed: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    buyer = signed_in(Role.PURCHASING)
    at(monkeypatch, MID_COURSE)
    refused = buyer.post(f"/inkoop/{closed.pk}/eisen/herstel/", {"question": QUESTION}, follow=True).content.decode()
    assert "is nog open" in refused
    with acting(Actor(closed.purchaser_id, Role.PURCHASING)):
        early = why_not(closed, MID_COURSE)
    assert early is not None
    assert early.code.id == "SUB-040"
    assert not RepairRequest.objects.using("owner").exists()
    assert closed.closes_at is not None
    at(monkeypatch, closed.closes_at)
    row = asked(closed, buyer)
    assert row.due_on == DUE
    other = signed_in(Role.PROVIDING)
    assert other.get(f"/aanbieder/{closed.pk}/{LACKS}/herstel/").status_code == 404
    with acting(Actor(Contract.objects.using("owner").get(agb="99000001").provider_id, Role.PROVIDING)):
        assert not RepairRequest.objects.exists()


def test_nothing_is_asked_or_repaired_once_it_is_decided_nor_in_another_submission(closed: Round) -> None:
    row = asked(closed, signed_in(Role.PURCHASING))
    sent = Submission.objects.using("owner").get(round=closed, contract=LACKS)
    provider_of_it(closed)
    person = Membership.objects.using("owner").filter(role=Role.PROVIDING).order_by("pk")[0].person
    actor, moment = Actor(sent.provider_id, Role.PROVIDING, person.pk), row.asked_at
    other = HandedIn("99000001", 1, sent.received_at, {})
    with acting(actor):
        refused = keep(actor, row, sent, other, {}, {}, moment)
    assert refused is not None
    assert refused.code.id == "STO-094"
    with decided(closed):
        with acting(actor):
            refused = keep(actor, row, sent, other, {}, {}, moment)
        assert refused is not None
        assert refused.code.id == "STO-092"
        with acting(Actor(closed.purchaser_id, Role.PURCHASING)):
            refused = why_not(closed, moment)
        assert refused is not None
        assert refused.code.id == "SUB-041"
    with acting(actor):
        refused = keep(actor, row, sent, other, {}, {}, moment + timedelta(days=9))
    assert refused is not None
    assert refused.code.id == "STO-093"


@contextmanager
def decided(found: Round) -> Iterator[None]:
    """As if a result had been adopted."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "INSERT INTO store_result (round_id, version, is_final, decided_on, adopted_at, reasons, document, "
            "input_fingerprint, decision_fingerprint) "
            "VALUES (%s, 1, false, '2026-10-09', now(), 'x', '{}', 'x', 'x')",
            [found.pk],
        )
        yield
        cursor.execute("DELETE FROM store_result WHERE round_id = %s", [found.pk])
        cursor.execute("SET session_replication_role = DEFAULT")


def fingerprint(found: Round) -> str:
    """Of the round as the purchaser sees it; the look at the whole content agrees with it."""
    moment = datetime(2026, 8, 6, tzinfo=AMSTERDAM)
    with acting(Actor(found.purchaser_id, Role.PURCHASING)):
        said = fingerprint_at(found.pk, moment)
        assert whole_at(found.pk, moment).fingerprint == said
    return said


def receipt_of(contract: str) -> str:
    """The receipt of what a contract handed in: the repair stands beside it and leaves it."""
    row = Submission.objects.using("owner").get(contract=contract, round__slug="wlz-2027")
    return hashlib.sha256(row.content.encode()).hexdigest()
