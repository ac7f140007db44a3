"""How many questions the most used pages ask the database: numbers, so that a loop shows on any machine."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.test import Client

from driehoek.adapters.store.arriving import around, arrive
from driehoek.adapters.store.models import Membership, Notice, Organisation, Role, Round
from driehoek.web.example_clock import MID_COURSE
from tests.web.conftest import signed_in

EMPTY = 5
"""Of the signed-in page with nothing on it: the session, the person, the roles, who acts, and the frame."""
MOST = 25
"""Of any page."""
ROOM, OWN = "/inkoop/{round}/", "/aanbieder/{round}/99000001/"
PAGES: tuple[tuple[Role | None, str, int], ...] = (
    (Role.PURCHASING, "/rol/", EMPTY),
    (None, "/", 2),
    (None, "/ronde/{round}/", 4),
    (None, "/ronde/{round}/beleid/", 4),
    (None, "/ronde/{round}/nota/", 4),
    (None, "/status/", 8),
    (Role.PROVIDING, "/aanbieder/", 18),
    (Role.PROVIDING, OWN, 14),
    (Role.PROVIDING, OWN + "indienen/", 14),
    (Role.COUNCIL, "/inspraak/", 14),
    (Role.SUPERVISING, "/toezicht/", 9),
    (Role.PURCHASING, "/inkoop/", 11),
    (Role.PURCHASING, ROOM, 17),
    (Role.PURCHASING, ROOM + "inschrijvingen/", 7),
    (Role.PURCHASING, ROOM + "vragen/", 11),
    (Role.PURCHASING, ROOM + "inspraak/", 12),
    (Role.PURCHASING, ROOM + "beoordeling/", 10),
    (Role.PURCHASING, ROOM + "werkbank/", 10),
    (Role.PURCHASING, ROOM + "besluit/", 16),
    (Role.PURCHASING, ROOM + "afwijkingen/", 9),
)
"""Who looks, at what, and how many questions that may ask."""


def asked(client: Client, path: str) -> list[str]:
    """The questions of one look, the first of which fills what is kept."""
    found: list[str] = []

    def note(execute: Any, sql: str, *given: Any) -> Any:
        found.append(sql)
        return execute(sql, *given)

    client.get(path)
    with connection.execute_wrapper(note):
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return found


def test_no_page_asks_the_database_more_than_its_share(portal: None) -> None:
    found = Round.objects.using("owner").get(slug="wlz-2027")
    clients: dict[Role | None, Client] = {None: Client()}
    told = []
    for role, path, most in PAGES:
        if role not in clients:
            clients[role] = signed_in(role) if role else Client()
        client = clients[role]
        questions = asked(client, path.format(round=found.pk))
        assert most <= MOST
        if len(questions) > most:
            told.append("\n  ".join([f"{path} asks {len(questions)}, not {most}:", *(sql[:160] for sql in questions)]))
    assert not told, "\n".join(told)


def test_a_provider_with_more_rounds_asks_no_more(portal: None) -> None:
    found = Round.objects.using("owner").select_related("purchaser").get(slug="wlz-2027")
    client = signed_in(Role.PROVIDING)
    before = len(asked(client, "/aanbieder/"))
    assert found.opens_at is not None
    long_past = found.opens_at + timedelta(days=1)
    more = [
        Round(
            purchaser=found.purchaser,
            slug=f"asked-{year}",
            title=f"Ronde {year} (SYNTHETIC)",
            year=year,
            state=state,
            opens_at=found.opens_at,
            closes_at=long_past if state == "closed" else found.closes_at,
        )
        for year, state in ((2028, "open"), (2029, "closed"), (2030, "closed"))
    ]
    Round.objects.using("owner").bulk_create(more)
    try:
        page = client.get("/aanbieder/").content.decode()
        assert all(row.title in page for row in more), "the rounds are not on the page, so that this shows nothing"
        assert len(asked(client, "/aanbieder/")) == before
    finally:
        Round.objects.using("owner").filter(slug__startswith="asked-").delete()


def test_who_arrives_sees_the_own_roles_alone_and_nobody_acts_yet(portal: None) -> None:
    held = Membership.objects.using("owner").select_related("organisation").filter(role=Role.PURCHASING).first()
    assert held is not None
    with transaction.atomic():
        arrived = arrive(held.person_id, MID_COURSE.date(), with_principals=True)
        assert held.pk in {item.pk for item in arrived.roles}
        assert {item.person_id for item in arrived.roles} == {held.person_id}
        mine = next(item for item in arrived.roles if item.pk == held.pk)
        assert (mine.role, mine.valid, mine.organisation) == (held.role, held.valid, held.organisation)
        assert mine.organisation.name == held.organisation.name
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('driehoek.role'), current_setting('driehoek.organisation')")
            assert cursor.fetchone() == ("public", str(UUID(int=0)))
        assert arrive(UUID(int=7), MID_COURSE.date(), with_principals=True).roles == ()


def test_a_frame_of_nobody_asks_nothing(portal: None) -> None:
    owner = Organisation.objects.using("owner").filter(kind="purchaser").first()
    assert owner is not None
    assert around(None, None).unseen == 0
    assert around(owner.pk, None).unseen == 0


def test_the_count_of_notices_follows_at_once(portal: None) -> None:
    held = Membership.objects.using("owner").filter(role=Role.PURCHASING, person__is_example=True).order_by("pk")[0]
    client = signed_in(Role.PURCHASING)
    client.post("/berichten/gelezen/")
    assert 'class="count"' not in client.get("/rol/").content.decode()
    told = Notice.objects.using("owner").create(
        person_id=held.person_id,
        organisation_id=held.organisation_id,
        key="asked",
        group="rounds",
        title="Er is iets nieuws",
        route="purchaser",
        made_at=MID_COURSE,
    )
    try:
        assert '<span class="count">1<' in client.get("/rol/").content.decode()
        client.post("/berichten/gelezen/")
        assert 'class="count"' not in client.get("/rol/").content.decode()
    finally:
        told.delete()
