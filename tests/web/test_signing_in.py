"""The keys: a second factor from the secret that was shown, and a lock after five wrong tries."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from driehoek.adapters.store.models import Person

SECRET = "Een lang en eigen wachtwoord"


@pytest.fixture
def person(portal: None) -> Iterator[Person]:
    cache.clear()
    made, _ = Person.objects.db_manager("owner").get_or_create(
        email="sleutel@example.org", defaults={"name": "Sleutelhouder (SYNTHETIC)"}
    )
    made.set_password(SECRET)
    made.save(using="owner")
    Authenticator.objects.using("owner").filter(user=made).delete()
    yield made
    cache.clear()


def enter(client: Client, password: str = SECRET) -> str:
    answer = client.post("/inloggen/", {"login": "sleutel@example.org", "password": password})
    return str(answer["Location"]) if answer.status_code == 302 else ""


def code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_a_second_factor_is_made_from_the_shown_secret_and_asked_from_then_on(person: Person) -> None:
    client = Client()
    assert enter(client) == "/rol/"
    page = client.get("/tweede-factor/totp/activate/", follow=True)
    if page.redirect_chain:  # it asks once more who one is
        client.post(page.redirect_chain[-1][0], {"password": SECRET})
        page = client.get("/tweede-factor/totp/activate/")
    shown = re.search(r"\b[A-Z2-7]{32}\b", page.content.decode())
    assert shown is not None
    done = client.post("/tweede-factor/totp/activate/", {"code": code(shown.group())})
    assert done.status_code == 302, done.content[:800]
    other = Client()
    assert enter(other).startswith("/tweede-factor/authenticate/")
    assert other.get("/rol/")["Location"].startswith("/inloggen/")  # half-way in is not in
    wrong = other.post("/tweede-factor/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200


def test_after_five_wrong_passwords_the_right_one_does_not_open_the_door(person: Person) -> None:
    client = Client()
    for _ in range(5):
        assert enter(client, "verkeerd wachtwoord") == ""
    assert enter(client) == ""
    cache.clear()
    assert enter(client) == "/rol/"
