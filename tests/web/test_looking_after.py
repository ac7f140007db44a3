"""The commands that look after the store, on the portal of the example: backup, restore, log, retention."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.db import connections
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from typer.testing import CliRunner, Result

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.chain import verify_chain
from driehoek.adapters.store.models import (
    Contract,
    Draft,
    Membership,
    Organisation,
    OutboxEntry,
    Person,
    Round,
    Submission,
)
from driehoek.adapters.store.retention import retain, terms
from driehoek.adapters.store.trail import chain, extend_chain, record
from driehoek.cli import app
from driehoek.web.example_clock import MID_COURSE


def driehoek(tmp_path: Path, *words: str) -> Result:
    given = ["--data", str(tmp_path / "data"), "--url", os.environ["DATABASE_URL"]]
    return CliRunner().invoke(app, [*words, *given])


def act(number: int, at: datetime = MID_COURSE) -> None:
    contract = Contract.objects.using("owner").get(agb="99000001")
    actor = Actor(contract.provider_id, "providing")
    with acting(actor):
        record(actor, "asked", f"round {number}", {"number": number}, at)


def test_the_log_goes_out_verifies_and_its_last_hash_stands_on_the_status_page(portal: None, tmp_path: Path) -> None:
    act(1)
    file = tmp_path / "log.jsonl"
    done = driehoek(tmp_path, "audit", "export", str(file))
    assert done.exit_code == 0, done.output
    last = list(chain())[-1].hash
    page = Client().get("/status/").content.decode()
    assert last in page
    done = CliRunner().invoke(app, ["audit", "verify", str(file), "--published", last])
    assert done.exit_code == 0, done.output
    act(2)
    assert "1 regels kwamen bij" in driehoek(tmp_path, "admin", "work", "--once").output
    assert last not in Client().get("/status/").content.decode()


def test_a_backup_is_restored_only_when_it_may_replace_what_stands_there(portal: None, tmp_path: Path) -> None:
    file = tmp_path / "copy.zip"
    done = driehoek(tmp_path, "admin", "backup", str(file))
    assert done.exit_code == 0, done.output
    before = Submission.objects.using("owner").count()
    refused = driehoek(tmp_path, "admin", "restore", str(file))
    assert refused.exit_code == 1
    assert "STO-041" in refused.output
    done = driehoek(tmp_path, "admin", "restore", str(file), "--replace")
    assert done.exit_code == 0, done.output
    assert Submission.objects.using("owner").count() == before > 20


def test_every_table_has_a_term_or_a_reason_to_stay(portal: None) -> None:
    named = {name for term in terms() for name in term.tables}
    assert all(term.is_kept or term.years or term.days or term.kind == "session" for term in terms())
    tables = {name for name in connections["owner"].introspection.table_names() if not name.startswith("auth_")}
    own = {name.removeprefix("store_") for name in tables} - {"django_content_type", "django_migrations"}
    assert own == named
    assert len(named) == sum(len(term.tables) for term in terms())  # each in one place


def test_what_has_passed_its_term_goes_and_the_chain_still_holds(portal: None, tmp_path: Path) -> None:
    copy = tmp_path / "copy.zip"
    assert driehoek(tmp_path, "admin", "backup", str(copy)).exit_code == 0
    found, provider = (
        Round.objects.using("owner").get(slug="wlz-2027"),
        Contract.objects.using("owner").get(agb="99000001").provider,
    )
    left = Person.objects.db_manager("owner").create_user("weg@example.org", "Iemand (SYNTHETIC)")
    ended = DateRange(date(2024, 1, 1), date(2024, 6, 1))
    Membership.objects.using("owner").create(person=left, organisation=provider, role="providing", valid=ended)
    Draft.objects.using("owner").get_or_create(
        round=found, contract="99000001", defaults={"provider": provider, "changed_at": MID_COURSE}
    )
    act(3)
    extend_chain()
    act(4)  # not in the chain yet: it stays
    before = list(chain())
    mails = tmp_path / "mail"
    mails.mkdir()
    (mails / "old.log").write_text("x", encoding="utf-8")
    soon = datetime(2034, 12, 31, 23, tzinfo=UTC)
    assert retain(soon, mails, apply=False)["submission"] == 0  # seven years after 2027 ended are not over
    late = soon + timedelta(hours=2)
    counted = retain(late, mails, apply=False)
    assert counted["submission"] == Submission.objects.using("owner").count() > 20
    assert retain(late, mails, apply=True) == counted
    assert (counted["draft"], counted["mail"], counted["account"] >= 1) == (1, 1, True)
    assert Submission.objects.using("owner").count() == 0
    assert not any(mails.iterdir())
    left.refresh_from_db(using="owner")
    assert (left.name, left.email) == ("Verwijderd", f"{left.pk}@verwijderd.invalid")
    extend_chain()
    lines = list(chain())
    assert lines[: len(before)] == before
    assert verify_chain(lines, before[-1].hash) == ()
    assert {line.act for line in lines[len(before) :]} == {"asked", "erased"}
    assert not OutboxEntry.objects.using("owner").filter(subject="round 3").exists()
    assert OutboxEntry.objects.using("owner").filter(subject="round 4").exists()
    assert driehoek(tmp_path, "admin", "restore", str(copy), "--replace").exit_code == 0


def test_the_command_says_the_terms_and_removes_nothing_unasked(portal: None, tmp_path: Path) -> None:
    before = Organisation.objects.using("owner").count(), Submission.objects.using("owner").count()
    done = driehoek(tmp_path, "admin", "retention", "--dry-run")
    assert done.exit_code == 0, done.output
    assert "submission: 7 jaar" in done.output.replace("\n", " ")
    assert (Organisation.objects.using("owner").count(), Submission.objects.using("owner").count()) == before
    assert driehoek(tmp_path, "admin", "retention", "--apply").exit_code == 0
