"""The portal on the example, in a database of its own for each process of tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client

from driehoek.adapters.store.connection import migrate, open_store
from driehoek.adapters.store.embedded import Embedded
from driehoek.adapters.store.models import Membership, Role, Round
from driehoek.web.example_clock import MID_COURSE
from driehoek.web.example_data import make_example
from tests.stores import FAST, reachable

EXAMPLE = Path(__file__).parents[2] / "examples" / "wlz-2027"
_PLACE: list[str] = []
"""The address of the portal's database, once it runs."""


@pytest.fixture(scope="session")
def portal() -> Iterator[None]:
    with reachable() as name, Embedded(Path(name) / "data", FAST) as running:
        open_store(running.url(), "driehoek.web.settings")
        migrate()
        assert make_example(EXAMPLE) == ""
        _PLACE.append(running.url())
        yield
        connections.close_all()


@pytest.fixture(autouse=True)
def _in_its_own_store(request: pytest.FixtureRequest) -> None:
    """Point to the database of these tests: those of the store in the same process have one of their own."""
    if "portal" in request.fixturenames:
        request.getfixturevalue("portal")
        open_store(_PLACE[0], "driehoek.web.settings")


@pytest.fixture(autouse=True)
def mid_course(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the example stands still: each request arrives in the middle of the window."""
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: MID_COURSE)


@pytest.fixture
def found(portal: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Round]:
    """The round on the day of the decision; afterwards as it was."""
    from tests.web.decided import on_the_day  # noqa: PLC0415 - it imports pages, which need the store to be open

    with on_the_day(monkeypatch) as row:
        yield row


@pytest.fixture
def opened(found: Round) -> Any:
    """An agreement of the provider whose people sign in."""
    from tests.web.decided import opened_agreement  # noqa: PLC0415 - the same

    return opened_agreement(found)


def signed_in(role: Role, number: int = 0) -> Client:
    """A browser in which the example person of a role signed in; of more than one, the first unless ``number`` says."""
    client = Client()
    membership = Membership.objects.using("owner").filter(role=role, person__is_example=True).order_by("pk")[number]
    answer = client.post("/voorbeeld/", {"membership": membership.pk})
    assert answer.status_code == 302, answer.content[:500]
    return client


@dataclass(frozen=True)
class Site:
    """Where the portal is, and the one round in it."""

    address: str
    round_id: str


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


@pytest.fixture(scope="session")
def site(portal: None) -> Iterator[Site]:
    """The portal at an address of this machine, for a real browser."""
    open_store(_PLACE[0], "driehoek.web.settings")  # another test of this process may have left another store open
    round_id = str(Round.objects.using("owner").get(slug="wlz-2027").pk)
    server: WSGIServer = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", round_id)
    server.shutdown()
    thread.join()
    server.server_close()
