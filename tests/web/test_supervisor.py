"""A supervisor asks, receives, reads norm by norm, has it replayed and compares; the purchaser sees every look."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import ProgrammingError, connections
from django.http import StreamingHttpResponse
from django.test import Client

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import DossierLook, DossierRequest, Membership, OutboxEntry, Role, Round
from driehoek.adapters.store.trail import extend_chain
from driehoek.bootstrap.rounds import load
from driehoek.bootstrap.stored_oversight import examine
from driehoek.web.examining import LOST_AFTER, examine_next
from driehoek.web.example_clock import MID_COURSE
from tests.web.conftest import signed_in
from tests.web.decided import adopt, now


@pytest.fixture(autouse=True)
def nothing_asked(portal: None) -> Iterator[None]:
    yield
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM store_dossierlook")
        cursor.execute("DELETE FROM store_dossierrequest")
        cursor.execute("SET session_replication_role = DEFAULT")


def asked(client: Client) -> DossierRequest:
    round_id = Round.objects.using("owner").get(slug="wlz-2027").pk
    due = (MID_COURSE + timedelta(days=400)).date().isoformat()
    answer = client.post(f"/toezicht/vraag/{round_id}/", {"ground": "Toezicht op doelmatigheid", "due": due})
    assert answer.status_code == 302
    return DossierRequest.objects.using("owner").order_by("-pk")[0]


def received(watcher: Client) -> DossierRequest:
    row = asked(watcher)
    place = f"/inkoop/{row.round_id}/toezicht/{row.pk}/"
    assert signed_in(Role.PURCHASING).post(place, {"answer": "send"}).status_code == 302
    assert examine_next(MID_COURSE)
    row.refresh_from_db(using="owner")
    return row


def test_a_supervisor_asks_receives_and_reads_norm_by_norm_what_was_decided(found: Round, tmp_path: Path) -> None:
    adopted = adopt(found, now(found).decision_fingerprint)
    watcher = signed_in(Role.SUPERVISING)
    row = received(watcher)
    assert row.state == "ready"
    assert row.found["replay"] == "holds"
    assert row.found["decision"] == adopted.decision_fingerprint
    page = watcher.get(f"/toezicht/dossier/{row.pk}/").content.decode()
    assert "Klopt, byte voor byte" in page
    points = [item["id"] for item in row.found["norms"]["points"]]
    assert points == ["entitled-care", "continuity", "quality", "efficient-use", "mix"]
    assert "Dit dossier zegt hier niets over." in page
    assert "par. 1.5 (prestatiemeting van de NZa)" in page, "a point of 2007 says where it comes from"
    answer = watcher.get(f"/toezicht/dossier/{row.pk}/bestand/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        archive.extractall(tmp_path / "dossier")
    dossier = load(tmp_path / "dossier").dossier
    assert dossier is not None
    looks = list(DossierLook.objects.using("owner").order_by("pk").values_list("what", flat=True))
    assert looks == ["norms", "download"]
    seen = signed_in(Role.PURCHASING).get(f"/inkoop/{found.pk}/toezicht/").content.decode()
    assert "de normen bekeken" in seen
    assert "het dossier gedownload" in seen
    assert row.sha256 in seen


def test_a_dossier_that_was_changed_after_the_decision_does_not_replay(found: Round) -> None:
    adopt(found, now(found).decision_fingerprint)
    row = received(signed_in(Role.SUPERVISING))
    assert row.content is not None
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes(row.content))) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(b"1", b"2", 1) if name == "space.csv" else data)
    stages: list[str] = []
    told = examine(changed.getvalue(), stages.append)
    assert told["replay"] == "differs"
    assert told["differences"]
    assert stages == ["uitpakken", "lezen", "opnieuw beslissen en vergelijken", "norm voor norm uitschrijven"]


def test_before_a_decision_the_dossier_says_what_the_rules_would_give_and_waiting_shows_how_far_it_is() -> None:
    watcher = signed_in(Role.SUPERVISING)
    row = asked(watcher)
    assert watcher.get(f"/toezicht/dossier/{row.pk}/").status_code == 404, "it was not sent yet"
    signed_in(Role.PURCHASING).post(f"/inkoop/{row.round_id}/toezicht/{row.pk}/", {"answer": "send"})
    page = watcher.get(f"/toezicht/dossier/{row.pk}/").content.decode()
    assert "wacht op nakijken" in page
    assert 'http-equiv="refresh"' in page
    assert examine_next(MID_COURSE)
    page = watcher.get(f"/toezicht/dossier/{row.pk}/").content.decode()
    assert "Nog geen besluit" in page
    assert 'http-equiv="refresh"' not in page
    assert not examine_next(MID_COURSE)
    watcher.post(f"/toezicht/dossier/{row.pk}/opnieuw/")
    assert examine_next(MID_COURSE)


def test_a_check_that_was_killed_in_the_middle_is_taken_up_again() -> None:
    row = received(signed_in(Role.SUPERVISING))
    DossierRequest.objects.using("owner").filter(pk=row.pk).update(state="busy", busy_since=MID_COURSE)
    assert not examine_next(MID_COURSE + LOST_AFTER / 2)
    assert examine_next(MID_COURSE + LOST_AFTER * 2)


def test_a_refusal_needs_its_reason_and_is_answered_once() -> None:
    row = asked(signed_in(Role.SUPERVISING))
    buyer, place = signed_in(Role.PURCHASING), f"/inkoop/{row.round_id}/toezicht/{row.pk}/"
    buyer.post(place, {"answer": "refuse", "reply": " "})
    row.refresh_from_db(using="owner")
    assert row.state == "asked"
    buyer.post(place, {"answer": "refuse", "reply": "U bent hier niet bevoegd."})
    buyer.post(place, {"answer": "send"})
    row.refresh_from_db(using="owner")
    assert (row.state, row.reply) == ("refused", "U bent hier niet bevoegd.")


def test_figures_are_made_alike_and_say_what_they_do_not_say() -> None:
    watcher = signed_in(Role.SUPERVISING)
    assert "nog geen dossier ontvangen" in watcher.get("/toezicht/naast-elkaar/").content.decode()
    received(watcher)
    received(watcher)
    page = watcher.get("/toezicht/naast-elkaar/").content.decode()
    assert "Wat is afgesproken, van wat dezelfde aantallen tegen het maximumtarief kosten." in page
    shares = re.findall(r'<td class="number">(9\d,\d+%)</td>', page)
    assert len(shares) == 2
    assert shares[0] == shares[1]


def test_the_database_itself_keeps_a_supervisor_from_what_was_not_sent() -> None:
    row = asked(signed_in(Role.SUPERVISING))
    held = Membership.objects.using("owner").get(role=Role.SUPERVISING)
    watcher = Actor(held.organisation_id, Role.SUPERVISING, held.person_id)
    others = (Actor(row.purchaser_id, Role.CONTROL), Actor(held.organisation_id, Role.PROVIDING))
    for actor in (watcher, *others):
        with acting(actor):
            assert not DossierRequest.objects.filter(pk=row.pk).update(state="waiting", answered_at=MID_COURSE)
    with pytest.raises(ProgrammingError, match="permission denied"), acting(watcher):
        DossierRequest.objects.filter(pk=row.pk).update(content=b"x")


def test_the_log_is_checked_by_an_outsider_with_the_file_alone(portal: None, tmp_path: Path) -> None:
    extend_chain()
    watcher = signed_in(Role.SUPERVISING)
    answer = watcher.get("/toezicht/logboek/")
    assert isinstance(answer, StreamingHttpResponse)
    lines = [str(part, "utf-8") for part in answer.streaming_content]
    assert len(lines) > 20
    assert "99000001" not in "".join(lines)  # whose it was does not stand in it
    file = tmp_path / "logboek.jsonl"
    nowhere = {**os.environ, "DATABASE_URL": "postgresql://nergens.invalid/x"}
    command = [sys.executable, "-m", "driehoek", "audit", "verify", str(file)]
    file.write_text("".join(lines), encoding="utf-8")
    assert subprocess.run(command, env=nowhere, check=False, capture_output=True).returncode == 0
    file.write_text("".join([*lines[:5], *lines[6:]]), encoding="utf-8")
    assert subprocess.run(command, env=nowhere, check=False, capture_output=True).returncode == 1
    extend_chain()
    assert OutboxEntry.objects.using("owner").filter(act="took the log").exists()
