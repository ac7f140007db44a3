"""People: invited once, in a role until a day, with mandates; and organisations that act for each other."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connections
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.members import accept
from driehoek.adapters.store.models import (
    BoundAct,
    Contract,
    Delegation,
    Invitation,
    Mandate,
    Membership,
    Organisation,
    OutboxEntry,
    Person,
    Role,
    Round,
    Submission,
)
from driehoek.kernel import Finding
from driehoek.web.example_clock import MID_COURSE
from tests.web.conftest import signed_in
from tests.web.people import (  # noqa: F401 - the fixture is used by its name
    CONTRACT,
    PASSWORD,
    PROVIDER,
    PURCHASER,
    SINCE,
    administrator,
    as_it_was,
    invited,
    member,
    said,
)

pytestmark = pytest.mark.usefixtures("as_it_was")

NEW = {"name": "Nieuwe collega (SYNTHETIC)", "password": PASSWORD, "again": PASSWORD}


def test_an_invitation_opens_once_for_fourteen_days_and_makes_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    address, guest = invited(), Client()
    page = guest.get(address).content.decode()
    assert "30 juli 2026, 10.00 uur" in page
    wrong = guest.post(address, {"name": "", "password": "kort", "again": "anders"})
    assert wrong.status_code == 400
    assert "niet gelijk" in wrong.content.decode()
    answer = guest.post(address, NEW)
    assert answer["Location"] == "/aanbieder/"
    person = Person.objects.using("owner").get(email="nieuw@example.org")
    assert Membership.objects.using("owner").get(person=person).valid == DateRange(MID_COURSE.date(), None)
    assert guest.get("/aanbieder/").status_code == 200
    assert Client().post(address, NEW).status_code == 410
    assert Invitation.objects.using("owner").get().digest not in address
    assert OutboxEntry.objects.using("owner").filter(act="accepted invitation", person=person).count() == 1
    late = invited("later@example.org")
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: MID_COURSE + timedelta(days=14))
    assert "Zij kon worden aanvaard tot" in Client().get(late).content.decode()
    assert Client().post(late, NEW).status_code == 410
    with acting(Actor(Organisation.objects.using("owner").get(kind="supervisor").pk, "public", person.pk)):
        refused = accept(late.split("/")[2], person.pk, MID_COURSE)  # somebody else's, though in time
    assert isinstance(refused, Finding)
    assert refused.code.id == "STO-064"


def test_an_invitation_is_for_the_address_it_was_sent_to_and_can_be_taken_back() -> None:
    known = member(Role.PURCHASING).person
    address = invited(known.email)
    assert "Er is al een account" in Client().get(address).content.decode()
    assert Client().post(address, NEW).status_code == 200  # an account that is there is never made again
    assert "ingelogd als iemand anders" in signed_in(Role.CONTROL).get(address).content.decode()
    own = signed_in(Role.PURCHASING)
    assert own.post(address).status_code == 302
    assert Membership.objects.using("owner").filter(person=known).count() == 2
    other = invited("weg@example.org")
    waiting = Invitation.objects.using("owner").get(email="weg@example.org").pk
    assert administrator(PURCHASER).post(f"/organisatie/uitnodiging/{waiting}/intrekken/").status_code == 404
    assert "is ingetrokken" in said(administrator(), f"/organisatie/uitnodiging/{waiting}/intrekken/")
    assert Client().get(other).status_code == 410


@pytest.mark.requirement("A-008")
def test_who_buys_is_not_invited_or_given_control_in_the_same_region() -> None:
    buyer = member(Role.PURCHASING)
    address = invited(buyer.person.email, "control", PURCHASER)
    page = signed_in(Role.PURCHASING).post(address)
    assert page.status_code == 400
    assert "niet in één hand" in page.content.decode()
    later = "2026-12-01"
    change = f"/organisatie/rol/{buyer.pk}/wijzigen/"
    assert "De rol is gewijzigd" in said(administrator(PURCHASER), change, role="control", **{"from": later})
    roles = list(
        Membership.objects.using("owner").filter(person=buyer.person).order_by("pk").values_list("role", "valid")
    )
    assert [(role, valid.lower, valid.upper) for role, valid in roles] == [
        ("purchasing", date(2025, 1, 1), date(2026, 12, 1)), ("control", date(2026, 12, 1), None)]  # fmt: skip


def test_who_is_ended_comes_in_no_more_and_the_last_administrator_stays() -> None:
    assessor, client = member(Role.ASSESSING), signed_in(Role.ASSESSING)
    keeper = administrator(PURCHASER)
    assert "De rol is beëindigd" in said(keeper, f"/organisatie/rol/{assessor.pk}/beeindigen/", day="2026-07-16")
    assert client.get("/inkoop/")["Location"].startswith("/rol/")
    last = member(Role.ADMINISTRATION, PURCHASER)
    assert "laatste beheerder" in said(keeper, f"/organisatie/rol/{last.pk}/beeindigen/", day="2026-08-01")
    assert "niet meer worden beëindigd" in said(keeper, f"/organisatie/rol/{last.pk}/beeindigen/", day="2026-07-01")
    assert keeper.post(f"/organisatie/rol/{member(Role.PROVIDING).pk}/beeindigen/").status_code == 404


def test_the_administrator_sees_people_and_no_content() -> None:
    page = administrator().get("/organisatie/").content.decode()
    assert "Bestuurder van de zorgaanbieder (SYNTHETIC)" in page
    assert "signing@example.org" in page
    assert "signing@example.org" not in signed_in(Role.PROVIDING).get("/organisatie/").content.decode()
    contract = Contract.objects.using("owner").get(agb=CONTRACT)
    keeper = member(Role.ADMINISTRATION, PROVIDER)
    with acting(Actor(contract.provider_id, "administration", keeper.person_id)):
        assert Submission.objects.count() == 0
        assert Contract.objects.count() == 1
    with acting(
        Actor(Round.objects.using("owner").get(slug="wlz-2027").purchaser_id, "administration", keeper.person_id)
    ):
        assert Submission.objects.count() == 0


@pytest.fixture
def desk() -> str:
    address = f"/aanbieder/{Round.objects.using('owner').get(slug='wlz-2027').pk}/{CONTRACT}/"
    writer = signed_in(Role.PROVIDING)
    writer.post(f"{address}antwoord/", {"lot-regulier": "yes"})
    writer.post(f"{address}aantallen/", {"cells": '[["regulier", "SYNGW1R", "quantity", "1000"]]'})
    return address


def test_handing_in_asks_a_mandate_of_that_day_for_that_amount(desk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper, writer = administrator(), signed_in(Role.PROVIDING)
    row = Mandate.objects.using("owner").get(person=member(Role.PROVIDING).person)
    limited = said(keeper, f"/organisatie/mandaten/{row.pk}/beeindigen/", day="2026-07-16", most="1.000")
    assert "Het mandaat is beperkt" in limited
    page = said(writer, f"{desk}indienen/")
    assert "mandaat voor" in page
    assert "gaat tot en met €\u00a01.000,00" in page
    assert not BoundAct.objects.using("owner").exists()
    new = Mandate.objects.using("owner").filter(person=row.person).latest("pk")
    said(keeper, f"/organisatie/mandaten/{new.pk}/beeindigen/", day="2026-07-16")
    assert "geldt niet op 16 juli 2026" in said(writer, f"{desk}indienen/")
    given = {"person": row.person_id, "act": "hand-in", "from": "2026-07-16", "until": "2026-07-17"}
    assert "Het mandaat is gegeven" in said(keeper, "/organisatie/mandaten/geven/", **given)
    assert "Ontvangstbewijs" in said(writer, f"{desk}indienen/")
    bound = BoundAct.objects.using("owner").get()
    assert (bound.act, bound.person_id) == ("hand-in", row.person_id)
    assert bound.amount > 100_000
    assert "geldt niet voor: een inschrijving intrekken" in said(writer, f"{desk}intrekken/")
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: MID_COURSE + timedelta(days=2))
    assert "geldt niet op 18 juli 2026" in said(writer, f"{desk}indienen/")
    assert "Een inschrijving indienen" in writer.get("/organisatie/mandaten/").content.decode()


@pytest.mark.requirement("A-020")
def test_a_concern_hands_in_for_its_foundation_and_the_trail_says_on_whose_behalf(desk: str) -> None:
    foundation = Contract.objects.using("owner").get(agb=CONTRACT).provider
    concern = Organisation.objects.using("owner").create(kind="provider", name="Concern X (SYNTHETIC)")
    signer = Person.objects.db_manager("owner").create_user("concern@example.org", "Concernbestuurder (SYNTHETIC)")
    Person.objects.using("owner").filter(pk=signer.pk).update(is_example=True)
    held = Membership.objects.using("owner").create(person=signer, organisation=concern, role="signing", valid=SINCE)
    Mandate.objects.using("owner").create(person=signer, organisation=concern, valid=SINCE)
    client = Client()
    client.post("/voorbeeld/", {"membership": held.pk})
    assert client.get(desk).status_code == 404
    choice = {"membership": held.pk, "principal": foundation.pk}
    assert "Deze rol heeft u niet" in said(client, "/rol/", **choice)
    given = {"other": concern.pk, "ground": "Statuten art. 9 (SYNTHETIC)", "from": "2026-07-16"}
    assert "nu namens u handelen" in said(administrator(), "/organisatie/namens/", **given)
    assert f"Werk namens {foundation.name}" in client.get("/rol/").content.decode()
    assert client.post("/rol/", choice)["Location"] == "/aanbieder/"
    assert "Ontvangstbewijs" in said(client, f"{desk}indienen/")
    entry = OutboxEntry.objects.using("owner").filter(act="submitted").latest("pk")
    assert (entry.organisation_id, entry.person_id) == (foundation.pk, signer.pk)
    link = Delegation.objects.using("owner").get()
    assert entry.content["content"]["by"] == str(concern.pk)
    assert entry.content["content"]["delegations"] == [str(link.pk)]
    shown = signed_in(Role.PROVIDING).get("/organisatie/mandaten/").content.decode()
    assert "namens ons, via Concern X" in shown
    assert "niet meer namens u" in said(administrator(), f"/organisatie/namens/{link.pk}/beeindigen/", day="2026-07-16")
    assert client.get(desk)["Location"].startswith("/rol/")
    Organisation.objects.using("owner").filter(pk=foundation.pk).update(parent=concern)
    groups = signed_in(Role.SUPERVISING).get("/organisatie/").content.decode()
    Organisation.objects.using("owner").filter(pk=foundation.pk).update(parent=None)
    assert f"Concern X (SYNTHETIC): {foundation.name}" in groups


def test_adopting_asks_a_mandate_too(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Round.objects.using("owner").get(slug="wlz-2027")
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: datetime(2026, 10, 9, 10, 0, tzinfo=MID_COURSE.tzinfo))
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE store_mandate SET valid = daterange('2025-01-01', '2026-10-09')")
    client = signed_in(Role.PURCHASING)
    page = client.get(f"/inkoop/{found.pk}/besluit/").content.decode()
    assert "geldt niet op 9 oktober 2026" in page
    assert "tot en met 8 oktober 2026" in page
