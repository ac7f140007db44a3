"""Keys: the lock per account and per address, roles that ask a second factor, and one that was lost."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, ProgrammingError
from django.test import Client

from driehoek.adapters.store import keys
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import FactorReset, Membership, Organisation, OutboxEntry, Person, Role
from driehoek.web.example_clock import MID_COURSE
from tests.web.conftest import signed_in
from tests.web.people import (  # noqa: F401 - the fixture is used by its name
    PASSWORD,
    PURCHASER,
    SINCE,
    administrator,
    as_it_was,
    invited,
    member,
    said,
)
from tests.web.test_signing_in import code

pytestmark = pytest.mark.usefixtures("as_it_was")
NEW = {"name": "Nieuwe inkoper (SYNTHETIC)", "password": PASSWORD, "again": PASSWORD}
EMAIL = "inkoper-nieuw@example.org"


def account(email: str, word: str = "", organisation: str = "purchaser") -> Person:
    """A real account, no example person, with a role if one is given."""
    made = Person.objects.db_manager("owner").create_user(email, "Iemand (SYNTHETIC)", PASSWORD)
    if word:
        place = Organisation.objects.using("owner").filter(kind=organisation).order_by("name")[0]
        Membership.objects.using("owner").create(person=made, organisation=place, role=word, valid=SINCE)
    return made


def enters(email: str, password: str = PASSWORD, at: str = "10.0.0.1", client: Client | None = None) -> str:
    """Where one lands after trying to sign in; empty when refused."""
    given = {"login": email, "password": password}
    answer = (client or Client()).post("/inloggen/", given, REMOTE_ADDR=at)
    return str(answer["Location"]) if answer.status_code == 302 else ""


def test_five_wrong_tries_lock_the_account_from_every_address() -> None:
    account("een@example.org")
    account("twee@example.org")
    for number in range(5):
        assert enters("een@example.org", "verkeerd wachtwoord", f"10.0.1.{number}") == ""
    assert enters("een@example.org", at="10.9.9.9") == ""
    assert enters("twee@example.org", at="10.0.1.1") == "/rol/"


def test_twenty_wrong_tries_lock_the_address_for_every_account() -> None:
    account("drie@example.org")
    for number in range(20):
        enters(f"niemand-{number}@example.org", "verkeerd wachtwoord", "10.0.2.1")
    assert enters("drie@example.org", at="10.0.2.1") == ""
    assert enters("drie@example.org", at="10.0.2.2") == "/rol/"


def activated(client: Client) -> list[str]:
    """Make a second factor from the secret that is shown; the recovery codes."""
    page = client.get("/tweede-factor/totp/activate/").content.decode()
    shown = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert shown, page
    assert "data:image/svg" in page
    assert client.post("/tweede-factor/totp/activate/", {"code": code(shown.group(1))}).status_code == 302
    listed = client.get("/tweede-factor/recovery-codes/").content.decode()
    codes = re.findall(r"<li><code>(\d+)</code></li>", listed)
    assert len(codes) == 10
    return codes


def test_a_role_that_decides_waits_for_a_second_factor_and_a_recovery_code_works_once() -> None:
    client = Client()
    assert client.post(invited(EMAIL, "purchasing", PURCHASER), NEW)["Location"] == "/inkoop/"
    assert client.get("/inkoop/")["Location"] == "/tweede-factor/totp/activate/"
    assert "vraagt een tweede factor" in client.get("/tweede-factor/totp/activate/").content.decode()
    codes = activated(client)
    assert client.get("/inkoop/").status_code == 200
    for expected in (302, 200):
        other = Client()
        assert enters(EMAIL, client=other).startswith("/tweede-factor/authenticate/")
        assert other.post("/tweede-factor/authenticate/", {"code": codes[0]}).status_code == expected
    assert client.get("/tweede-factor/").status_code == 200
    assert client.post("/tweede-factor/totp/deactivate/").status_code == 302
    assert client.get("/inkoop/")["Location"] == "/tweede-factor/totp/activate/"


def test_wrong_codes_lock_the_second_step_too() -> None:
    client = Client()
    client.post(invited(EMAIL, "purchasing", PURCHASER), NEW)
    codes, other = activated(client), Client()
    enters(EMAIL, client=other)
    for _ in range(5):
        assert other.post("/tweede-factor/authenticate/", {"code": "000000"}).status_code == 200
    assert other.post("/tweede-factor/authenticate/", {"code": codes[0]}).status_code == 200


def test_a_lost_second_factor_is_reset_by_two_administrators_and_ends_every_session() -> None:
    client = Client()
    client.post(invited(EMAIL, "purchasing", PURCHASER), NEW)
    activated(client)
    lost = Person.objects.using("owner").get(email=EMAIL)
    page = said(administrator(PURCHASER), "/organisatie/sleutels/vragen/", person=lost.pk, reason="Aan de balie gezien")
    assert "een andere beheerder" in page.casefold()
    row = FactorReset.objects.using("owner").get()
    approve = f"/organisatie/sleutels/{row.pk}/goed/"
    assert "keurt dat niet zelf goed" in said(administrator(PURCHASER), approve)
    assert administrator().post(approve).status_code == 404  # of another organisation
    second = account("tweede-beheerder@example.org", "administration")
    Person.objects.using("owner").filter(pk=second.pk).update(is_example=True)
    keeper = signed_in(Role.ADMINISTRATION, 3)
    assert "is weg" in said(keeper, approve)
    assert not Authenticator.objects.using("owner").filter(user=lost).exists()
    assert client.get("/mij/")["Location"].startswith("/inloggen/")
    assert enters(EMAIL) == "/rol/"
    acts = OutboxEntry.objects.using("owner").filter(act__contains="factor reset").order_by("pk")
    assert [(entry.act, entry.person_id) for entry in acts] == [
        ("asked factor reset", member(Role.ADMINISTRATION, PURCHASER).person_id),
        ("approved factor reset", second.pk),
    ]


def test_the_database_lets_nobody_approve_for_another_or_ask_for_himself() -> None:
    held = member(Role.ADMINISTRATION, PURCHASER)
    own = Actor(held.organisation_id, "administration", held.person_id)
    buyer = member(Role.PURCHASING)
    with acting(own):
        mine = keys.ask_reset(own, held.person_id, "x", MID_COURSE)
        strange = keys.ask_reset(own, member(Role.PROVIDING).person_id, "x", MID_COURSE)
        assert keys.ask_reset(own, buyer.person_id, "x", MID_COURSE) is None
        row = FactorReset.objects.get()
        same = keys.approve_reset(own, row, MID_COURSE)
    assert [item.code.id for item in (mine, strange, same) if item] == ["STO-068", "STO-069", "STO-067"]
    with pytest.raises((IntegrityError, ProgrammingError), match="approves for himself"), acting(own):
        FactorReset.objects.update(approved_by_id=member(Role.ASSESSING).person_id, approved_at=MID_COURSE)
    with acting(Actor(buyer.organisation_id, "purchasing", buyer.person_id)), pytest.raises(ProgrammingError):
        FactorReset.objects.create(organisation_id=buyer.organisation_id, person_id=held.person_id, reason="x",
                                   asked_by_id=buyer.person_id, asked_at=MID_COURSE)  # fmt: skip
    with acting(own), pytest.raises(ProgrammingError, match="row-level security"):  # in the name of somebody else
        FactorReset.objects.create(organisation_id=buyer.organisation_id, person_id=buyer.person_id, reason="x",
                                   asked_by_id=member(Role.ASSESSING).person_id, asked_at=MID_COURSE)  # fmt: skip
    FactorReset.objects.using("owner").all().delete()


def test_one_logs_out_everywhere_but_here_and_keeps_name_and_language() -> None:
    account(EMAIL, "council", "client-council")
    here, there = Client(), Client()
    assert enters(EMAIL, client=here) == enters(EMAIL, client=there) == "/rol/"
    page = said(here, "/mij/", name="Andere naam (SYNTHETIC)", language="en")
    assert "Andere naam (SYNTHETIC)" in page
    assert here.cookies["django_language"].value == "en"
    said(here, "/mij/overal-uitloggen/")
    assert here.get("/mij/").status_code == 200
    assert there.get("/mij/")["Location"].startswith("/inloggen/")
