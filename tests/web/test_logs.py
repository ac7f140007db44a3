"""The log of the portal: what keeps it running, and nobody's data."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from driehoek.adapters.store.models import Role, Round
from driehoek.web.logs import JsonLine
from tests.web.conftest import signed_in

BSN, MAIL, NAME = "111222333", "j.voorbeeld@example.org", "Achternaam-Proefpersoon"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that the loggers of the portal write, as it would stand in the file."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLine())
    loggers = [logging.getLogger(name) for name in ("driehoek", "django", "allauth")]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.mark.filterwarnings("ignore")
def test_no_number_address_or_name_of_a_person_gets_into_the_log(
    portal: None, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Round.objects.using("owner").get(slug="wlz-2027")
    typed = f"Cliënt {NAME}, {BSN}, {MAIL}"
    provider = signed_in(Role.PROVIDING)
    provider.post(f"/aanbieder/{found.pk}/vraag/?wie={BSN}", {"text": typed})
    Client().post("/inloggen/", {"login": MAIL, "password": f"{NAME} {BSN}"})
    Client().get(f"/bestaat-niet/{MAIL}/{BSN}/")

    def fails(*_: object, **__: object) -> None:
        raise OperationalError(typed)

    monkeypatch.setattr("driehoek.web.portal.public.Round.objects.select_related", fails)
    answer = Client(raise_request_exception=False).get("/", headers={"User-Agent": typed})
    assert answer.status_code == 500
    text = log.getvalue()
    for personal in (BSN, MAIL, NAME, "voorbeeld", "providing@example.org"):
        assert personal not in text, text
    lines = [json.loads(line) for line in text.splitlines()]
    assert {line.get("route") for line in lines} >= {"ask", "account_login", "home", ""}
    assert [line["error"] for line in lines if "error" in line] == ["OperationalError"]
    assert all(line["ms"] >= 0 for line in lines if line["from"] == "driehoek.requests")


def test_when_the_database_is_away_the_portal_says_so_and_the_watcher_hears_it(
    portal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(Role.PROVIDING)
    browser.raise_request_exception = False

    def away(self: BaseDatabaseWrapper) -> None:
        raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr("django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", away)
        patched.setattr("django.db.backends.base.base.BaseDatabaseWrapper._cursor", away)
        assert browser.get("/gezond/").status_code == 200
        assert browser.get("/klaar/").status_code == 503
        page = browser.get("/aanbieder/")
        assert page.status_code == 503
        assert "bewaard" in page.content.decode()
        assert "no-store" in page["Cache-Control"]
    assert browser.get("/klaar/").status_code == 200
