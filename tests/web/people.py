"""People in tests of the portal: who administers, who is invited, and everything as it was afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client, override_settings

from driehoek.adapters.store.models import Mandate, Membership, Organisation, Person, Role
from tests.web.conftest import signed_in

PURCHASER, PROVIDER = 0, 1
PASSWORD = "Een lang en eigen wachtwoord"
SINCE = DateRange(date(2026, 1, 1), None)
CONTRACT = "99000001"


@pytest.fixture
def as_it_was(portal: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test gave or ended is taken back; mails are files, as without a mail server."""
    monkeypatch.setattr("django.conf.settings.EMAIL_FILE_PATH", str(tmp_path))
    held = {row.pk: row.valid for row in Membership.objects.using("owner").all()}
    given = {row.pk: row.valid for row in Mandate.objects.using("owner").all()}
    people = list(Person.objects.using("owner").values_list("pk", flat=True))
    organisations = list(Organisation.objects.using("owner").values_list("pk", flat=True))
    cache.clear()
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):  # many wrong tries
        yield
    cache.clear()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table in ("invitation", "delegation", "boundact"):
            cursor.execute(f"DELETE FROM store_{table}")
        for table, rows in (("membership", held), ("mandate", given)):
            cursor.execute(f"DELETE FROM store_{table} WHERE NOT id = ANY(%s)", [list(rows)])
            for number, valid in rows.items():
                cursor.execute(f"UPDATE store_{table} SET valid = %s WHERE id = %s", [valid, number])
        cursor.execute("DELETE FROM store_submission WHERE received_by_id IS NOT NULL")
        for table, column in (("outboxentry", "person_id"), ("factorreset", "person_id")):
            cursor.execute(f"DELETE FROM store_{table} WHERE NOT {column} = ANY(%s)", [people])
        cursor.execute("DELETE FROM socialaccount_socialaccount")
        cursor.execute("DELETE FROM mfa_authenticator WHERE NOT user_id = ANY(%s)", [people])
        cursor.execute("DELETE FROM store_person WHERE NOT id = ANY(%s)", [people])
        cursor.execute("DELETE FROM store_organisation WHERE NOT id = ANY(%s)", [organisations])
        cursor.execute("SET session_replication_role = DEFAULT")


def administrator(number: int = PROVIDER) -> Client:
    return signed_in(Role.ADMINISTRATION, number)


def member(role: Role, number: int = 0) -> Membership:
    return Membership.objects.using("owner").filter(role=role).order_by("pk").select_related("person")[number]


def said(client: Client, address: str, **given: object) -> str:
    return client.post(address, given, follow=True).content.decode()


def invited(email: str = "nieuw@example.org", role: str = "providing", number: int = PROVIDER) -> str:
    """The address in the mail that an invitation sends."""
    page = said(administrator(number), "/organisatie/uitnodigen/", email=email, role=role)
    assert "De uitnodiging is verstuurd" in page, page
    newest = max(Path(settings.EMAIL_FILE_PATH).iterdir(), key=lambda file: file.stat().st_mtime_ns)
    sent = message_from_bytes(newest.read_bytes(), policy=policy.default)
    assert sent["To"] == email
    found = re.search(r"http://testserver(/uitnodiging/[^/\s]+/)", sent.get_content())
    assert found
    return found.group(1)
