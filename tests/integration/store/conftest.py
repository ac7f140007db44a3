"""A database of the embedded server for the tests of one process, with two purchasers and two providers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from driehoek.adapters.store.connection import migrate, open_store
from driehoek.adapters.store.embedded import Embedded
from tests.stores import FAST, reachable


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder to be, with a space in its name."""
    with reachable() as name:
        yield Path(name) / "data folder"


@pytest.fixture(scope="session")
def server() -> Iterator[Embedded]:
    with reachable() as name, Embedded(Path(name) / "data", FAST) as running:
        open_store(running.url())
        migrate()
        yield running
        from django.db import connections  # noqa: PLC0415 - Django is known only once the store is open

        connections.close_all()


@pytest.fixture(autouse=True)
def _in_its_own_store(request: pytest.FixtureRequest) -> None:
    """Point to the server of these tests: those of the portal in the same process have one of their own."""
    if "server" in request.fixturenames:
        open_store(request.getfixturevalue("server").url())


@dataclass(frozen=True)
class Corners:
    """Who there is."""

    purchaser: Any
    other_purchaser: Any
    provider: Any
    other_provider: Any
    person: Any
    other_person: Any


@pytest.fixture
def corners(server: Embedded) -> Iterator[Corners]:
    from django.db import connections  # noqa: PLC0415 - Django is known only once the store is open

    from driehoek.adapters.store.models import Organisation, Person  # noqa: PLC0415 - the same

    made = [
        Organisation.objects.using("owner").create(kind=kind, name=name)
        for kind, name in (
            ("purchaser", "Zorgkantoor A (SYNTHETIC)"),
            ("purchaser", "Zorgkantoor B (SYNTHETIC)"),
            ("provider", "Aanbieder C (SYNTHETIC)"),
            ("provider", "Aanbieder D (SYNTHETIC)"),
        )
    ]
    person = Person.objects.db_manager("owner").create_user("inkoper@example.org", "Inkoper (SYNTHETIC)")
    other = Person.objects.db_manager("owner").create_user("beheer@example.org", "Beheerder (SYNTHETIC)")
    purchaser, other_purchaser, provider, other_provider = made
    yield Corners(purchaser, other_purchaser, provider, other_provider, person, other)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # the triggers that forbid removal
        for name in (
            "ledgertransfer",
            "ledgeraccount",
            "auditentry",
            "outboxentry",
            "boundact",
            "invitation",
            "delegation",
            "mandate",
            "membership",
            "person",
            "organisation",
        ):
            cursor.execute(f"DELETE FROM store_{name}")
        cursor.execute("SET session_replication_role = DEFAULT")
