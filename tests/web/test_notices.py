"""People are told what concerns them, once, on the screen and by mail as they chose, and nobody else is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core import mail as outbox
from django.db import connections, transaction
from django.test import Client, override_settings

from driehoek.adapters.store.models import Notice, NoticeMark, Organisation, Person, Role, Round
from driehoek.adapters.store.trail import extend_chain
from driehoek.web.example_clock import MID_COURSE
from driehoek.web.notices.mailing import mail
from driehoek.web.notices.making import remind, tell
from driehoek.web.notices.rules import GROUPS, RULES
from driehoek.web.notices.words import sentence
from driehoek.web.urls import urlpatterns
from tests.web.conftest import signed_in

EARLY = MID_COURSE.replace(hour=6)
"""A working day before the digest goes out."""
PROVIDER, BUYER, SECOND_BUYER = "providing@example.org", "purchasing@example.org", "purchasing-2@example.org"


@pytest.fixture(autouse=True)
def quiet(portal: None) -> Iterator[None]:
    """What earlier tests did is told already."""
    del portal
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        _tell(MID_COURSE)
        Notice.objects.using("owner").all().delete()
        outbox.outbox = []
        yield


def _tell(now: datetime) -> None:
    extend_chain(10_000)
    while tell(now):
        pass


def _told(address: str) -> list[str]:
    rows = Notice.objects.using("owner").filter(person__email=address).select_related("round").order_by("id")
    return [sentence(row) for row in rows]


def _asks(text: str = "Mag het ook later?") -> None:
    found = Round.objects.using("owner").get(slug="wlz-2027")
    answer = signed_in(Role.PROVIDING).post(f"/aanbieder/{found.pk}/vraag/", {"text": text})
    assert answer.status_code == 302


def test_who_buys_is_told_of_a_question_once_and_who_asked_is_not() -> None:
    _asks()
    _tell(MID_COURSE)
    NoticeMark.objects.using("owner").update(number=0)  # as if it was killed before it noted how far it came
    _tell(MID_COURSE)
    assert [text.startswith("Er is een vraag gesteld bij") for text in _told(BUYER)].count(True) >= 1
    assert len(_told(BUYER)) == len(set(Notice.objects.using("owner").filter(person__email=BUYER).values_list("key")))
    assert not any("vraag gesteld" in text for text in _told(PROVIDER))


def test_a_provider_of_elsewhere_is_not_told(portal: None) -> None:
    _asks()
    _tell(MID_COURSE)
    told = set(Notice.objects.using("owner").values_list("organisation__kind", flat=True))
    assert told == {"purchaser"}


def test_a_digest_waits_for_the_morning_and_a_mail_says_that_there_is_something_never_what() -> None:
    _asks("Onze omzet is 12 miljoen, klopt dat?")
    _tell(EARLY)
    assert mail(EARLY) == 0
    assert mail(MID_COURSE) == 2
    assert {tuple(item.to) for item in outbox.outbox} == {(BUYER,), (SECOND_BUYER,)}
    body = str(outbox.outbox[0].body)
    assert "Er is een vraag gesteld bij" in body
    assert "12 miljoen" not in body
    _asks()
    _tell(MID_COURSE)
    assert mail(MID_COURSE + timedelta(hours=1)) == 0, "one digest a day"
    saturday = MID_COURSE + timedelta(days=(5 - MID_COURSE.weekday()) % 7 or 7)
    assert mail(saturday) == 0
    assert mail(saturday + timedelta(days=2)) == 2


def test_mail_can_be_switched_off_and_the_notice_still_stands_on_the_screen() -> None:
    client = signed_in(Role.PURCHASING)
    page = client.get("/berichten/instellingen/")
    assert page.status_code == 200
    assert all(f'name="{group}"' in page.content.decode() for group in GROUPS)
    assert client.post("/berichten/instellingen/", {"questions": "screen"}).status_code == 302
    _asks()
    _tell(MID_COURSE)
    try:
        assert mail(MID_COURSE) == 1
        assert [item.to for item in outbox.outbox] == [[SECOND_BUYER]]
        assert "Er is een vraag gesteld" in client.get("/berichten/").content.decode()
    finally:
        client.post("/berichten/instellingen/", {"questions": "digest"})


def test_a_mail_that_cannot_leave_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_words: object, **_more: object) -> None:
        raise ConnectionRefusedError

    _asks()
    _tell(MID_COURSE)
    with monkeypatch.context() as patch:
        patch.setattr("driehoek.web.notices.mailing.EmailMessage.send", refuses)
        assert mail(MID_COURSE) == 0
    assert mail(MID_COURSE) == 2


def test_a_notice_leads_to_its_page_and_is_then_no_longer_new() -> None:
    _asks()
    _tell(MID_COURSE)
    client = signed_in(Role.PURCHASING)
    assert 'class="count">1<' in client.get("/inkoop/").content.decode()
    row = Notice.objects.using("owner").get(person__email=BUYER)
    answer = client.post(f"/berichten/{row.pk}/")
    assert answer.headers["Location"].endswith("/vragen/")
    assert client.get(answer.headers["Location"]).status_code == 200
    assert 'class="count">' not in client.get("/inkoop/").content.decode()


def test_nobody_reads_or_marks_the_notice_of_another() -> None:
    _asks()
    _tell(MID_COURSE)
    row = Notice.objects.using("owner").get(person__email=BUYER)
    other = signed_in(Role.PROVIDING)
    assert other.post(f"/berichten/{row.pk}/").status_code == 404
    assert "vraag gesteld" not in other.get("/berichten/").content.decode()
    assert Client().get("/berichten/").status_code == 302


def test_who_did_not_submit_is_told_a_week_and_a_day_before_the_window_closes() -> None:
    found = Round.objects.using("owner").get(slug="wlz-2027")
    assert found.closes_at is not None
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # other tests may have handed in
        cursor.execute("DELETE FROM store_submission WHERE contract = '99000001'")
        assert remind(found.closes_at - timedelta(days=9)) == 0
        week = found.closes_at - timedelta(days=7)
        assert remind(week) >= 1
        assert remind(week + timedelta(hours=3)) == 0
        assert remind(found.closes_at - timedelta(hours=20)) >= 1
        assert remind(found.closes_at + timedelta(minutes=1)) == 0
        told = _told(PROVIDER)
        transaction.set_rollback(True, using="owner")
    assert len(told) == 2
    assert all("sluit op" in text and "99000001" in text for text in told)


def test_long_lists_are_read_fifty_at_a_time() -> None:
    person = Person.objects.using("owner").get(email=BUYER)
    purchaser = Organisation.objects.using("owner").get(kind="purchaser")
    Notice.objects.using("owner").bulk_create(
        Notice(
            person=person,
            organisation=purchaser,
            key=f"many {number}",
            group="work",
            title=f"Bericht {number:03}.",
            route="purchaser",
            made_at=MID_COURSE,
        )
        for number in range(120)
    )
    client, address, seen = signed_in(Role.PURCHASING), "/berichten/", 0
    for _ in range(3):
        page = client.get(address).content.decode()
        seen += page.count("Bericht ")
        _, more, rest = page.partition('href="/berichten/?voor=')
        address = f"/berichten/?voor={rest.partition(chr(34))[0]}" if more else ""
    assert (seen, address) == (120, "")
    assert client.post("/berichten/gelezen/").status_code == 302
    assert not Notice.objects.using("owner").filter(person=person, seen_at=None).exists()


def test_every_rule_names_a_group_and_a_page_that_there_is() -> None:
    routes = {getattr(pattern, "name", None) for pattern in urlpatterns}
    for rules in RULES.values():
        for rule in rules:
            assert rule.group in GROUPS
            assert rule.route in routes
