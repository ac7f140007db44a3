"""A second organisation of each kind, in the same role: it sees nothing of the first, by page, by act or by table."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import Contract, Membership, Organisation, Person, Role, Round
from driehoek.web.access import ACCESS, NOBODY, may
from tests.web.people import SINCE, as_it_was  # noqa: F401 - the fixture is used by its name
from tests.web.test_access import ROUTES

pytestmark = pytest.mark.usefixtures("as_it_was")
CORNERS = [
    ("purchaser", Role.PURCHASING),
    ("purchaser", Role.CONTROL),
    ("purchaser", Role.ASSESSING),
    ("purchaser", Role.ADMINISTRATION),
    ("provider", Role.PROVIDING),
    ("provider", Role.SIGNING),
    ("provider", Role.ADMINISTRATION),
    ("client-council", Role.COUNCIL),
]
ANYBODY = {"council-input", "ask"}
"""Of a round that is published, any council gives its input and any provider asks a question."""
PUBLIC = {"store_organisation", "store_round", "store_roundfile"}
"""Names of organisations, published rounds and their public files are for everyone."""
OPEN = {"store_auditentry"}
"""The chain holds salted digests only."""


def second(kind: str, role: Role) -> tuple[Client, Actor]:
    place = Organisation.objects.using("owner").create(kind=kind, name=f"Tweede {kind} (SYNTHETIC)")
    person = Person.objects.db_manager("owner").create_user("tweede@example.org", "Tweede (SYNTHETIC)")
    Person.objects.using("owner").filter(pk=person.pk).update(is_example=True)
    held = Membership.objects.using("owner").create(person=person, organisation=place, role=role, valid=SINCE)
    client = Client()
    assert client.post("/voorbeeld/", {"membership": held.pk}).status_code == 302
    return client, Actor(place.pk, role, person.pk)


def of_the_first(text: str, round_id: UUID) -> str:
    member = Membership.objects.using("owner").exclude(person__email="tweede@example.org").order_by("pk")[0]
    contract = Contract.objects.using("owner").order_by("agb")[0].agb
    places = {"uuid": str(round_id), "agb": contract, "int": str(member.pk), "str": "onbekend", "slug": "onbekend"}
    return "/" + re.sub(r"<(\w+):\w+>", lambda found: places[found[1]], text)


@pytest.mark.parametrize(("kind", "role"), CORNERS)
def test_no_page_and_no_act_of_the_first_opens_for_the_second(portal: None, kind: str, role: Role) -> None:
    round_id, (client, _) = Round.objects.using("owner").get(slug="wlz-2027").pk, second(kind, role)
    tried = [
        (name, of_the_first(text, round_id))
        for name, text in sorted(ROUTES.items())
        if may(name, role) and NOBODY not in ACCESS[name] and "<uuid:" in text and name not in ANYBODY
    ]
    assert tried or role in (Role.ADMINISTRATION, Role.COUNCIL)
    seen = [
        (name, answer.status_code)
        for name, address in tried
        for answer in (client.get(address), client.post(address, {}))
        if answer.status_code not in (403, 404, 405)
    ]
    assert seen == []


def tables() -> list[str]:
    names = connections["owner"].introspection.table_names()
    return sorted(name for name in names if name.startswith("store_") and name != "store_person")


def counted() -> set[str]:
    """Which tables show a row to who acts now."""
    shown = set()
    for name in tables():
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [name])
            if not cursor.fetchone()[0]:
                continue
            cursor.execute(f"SELECT EXISTS (SELECT FROM {name})")
            if cursor.fetchone()[0]:
                shown.add(name)
    return shown


@pytest.mark.parametrize(("kind", "role"), CORNERS)
def test_no_table_shows_the_second_a_row_of_the_first(portal: None, kind: str, role: Role) -> None:
    _, actor = second(kind, role)
    with acting(Actor(Round.objects.using("owner").get(slug="wlz-2027").purchaser_id, Role.PURCHASING)):
        assert {"store_submission", "store_contract", "store_mandate"} <= counted()  # the first sees its own
    with acting(actor):
        assert counted() - PUBLIC - OPEN == {"store_membership"}  # its own, and no other:
        assert Membership.objects.count() == 1


def test_who_says_nothing_sees_names_and_digests_alone(portal: None) -> None:
    with transaction.atomic():
        assert counted() <= {"store_organisation"} | OPEN
