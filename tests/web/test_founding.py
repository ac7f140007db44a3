"""The first organisation in a portal where nobody is: made from the command line, and from there everything by link."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from typer.testing import CliRunner, Result

from driehoek.adapters.store.connection import migrate, open_store
from driehoek.adapters.store.embedded import Embedded
from driehoek.adapters.store.models import Membership, Organisation, OrganisationKind, OutboxEntry, Role
from driehoek.cli import app
from tests.stores import FAST, reachable
from tests.web.people import PASSWORD

NAME, BOSS = "Zorgkantoor Leeg (SYNTHETIC)", "beheer@example.org"
MAKE = ("admin", "organisation", NAME, BOSS, "--code", "9901", "--region", "5503")


@pytest.fixture
def empty(portal: None, mid_course: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database with tables and nothing in them, on the day of today; the example comes back afterwards."""
    monkeypatch.setattr("driehoek.web.middleware.now", timezone.now)
    before = os.environ["DATABASE_URL"]
    with reachable() as name, Embedded(Path(name) / "data", FAST) as running:
        open_store(running.url(), "driehoek.web.settings")
        migrate()
        yield running.url()
        connections.close_all()
    open_store(before, "driehoek.web.settings")


def driehoek(url: str, *words: str) -> Result:
    done = CliRunner().invoke(app, [*words, "--url", url])
    open_store(url, "driehoek.web.settings")
    return done


def link(done: Result) -> str:
    assert done.exit_code == 0, done.output
    said = re.search(r"https?://\S+?(/uitnodiging/[^/\s]+/)", done.output)
    assert said, done.output
    return said.group(1)


def test_an_empty_portal_gets_its_first_organisation_and_an_administrator_who_invites_the_rest(empty: str) -> None:
    done = driehoek(empty, *MAKE, "--address", "https://inkoop.example.org/")
    assert "https://inkoop.example.org/uitnodiging/" in done.output
    row = Organisation.objects.using("owner").get()
    assert (row.kind, row.name, row.code, row.regions) == (OrganisationKind.PURCHASER, NAME, "9901", ["5503"])
    assert not Membership.objects.using("owner").exists()
    waits = driehoek(empty, *MAKE)
    assert (waits.exit_code, "STO-075" in waits.output) == (1, True)
    lost, kept = link(done), link(driehoek(empty, *MAKE, "--again"))
    guest = Client()
    assert guest.get(lost).status_code == 410
    assert NAME in guest.get(kept).content.decode()
    answer = guest.post(kept, {"name": "Eerste beheerder (SYNTHETIC)", "password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    held = Membership.objects.using("owner").select_related("person").get()
    assert (held.role, held.person.email) == (Role.ADMINISTRATION, BOSS)
    refused = driehoek(empty, *MAKE, "--again")
    assert (refused.exit_code, "STO-074" in refused.output) == (1, True)
    assert Organisation.objects.using("owner").count() == 1
    acts = list(OutboxEntry.objects.using("owner").order_by("pk").values_list("act", flat=True))
    assert acts == ["founded", "invited", "withdrew invitation", "invited", "accepted invitation"]


def test_everything_wrong_is_said_at_once_and_nothing_is_made(empty: str) -> None:
    words = ("--kind", "provider", "--code", "99", "--kvk", "12", "--region", "5503")
    done = driehoek(empty, "admin", "organisation", " ", "geen-adres", *words)
    assert done.exit_code == 1
    assert [code for code in ("STO-070", "STO-071", "STO-072", "STO-073") if code not in done.output] == []
    assert not Organisation.objects.using("owner").exists()


def test_an_organisation_that_came_with_a_dossier_gets_an_administrator_under_its_own_name_alone(empty: str) -> None:
    made = Organisation(kind=OrganisationKind.PROVIDER, name="Stichting (SYNTHETIC)", code="99000001")
    made.save(using="owner")
    words = ("--kind", "provider", "--code", made.code)
    other = driehoek(empty, "admin", "organisation", "Iemand anders", BOSS, *words)
    assert (other.exit_code, "STO-076" in other.output) == (1, True)
    done = driehoek(empty, "admin", "organisation", made.name, BOSS, *words)
    assert Client().get(link(done)).status_code == 200
    assert "staat in het portaal" not in done.output
    assert Organisation.objects.using("owner").count() == 1
