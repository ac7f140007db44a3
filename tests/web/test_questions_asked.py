"""How often a page asks the database: as written down here, so that a page that begins to ask more is seen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from driehoek.adapters.store.models import Role, Round
from tests.web.conftest import signed_in

EMPTY = "/rol/"
"""The signed-in page with nothing on it but the roles one has."""
AT_MOST_FOR_WHO_ASKS = 11
"""Of the empty page: session, person and role, who acts, its roles, for whom and how it signed in, notices."""
MORE = {
    (Role.PURCHASING, "/inkoop/"): 7,
    (Role.PURCHASING, "/inkoop/{round}/"): 14,
    (Role.PURCHASING, "/inkoop/{round}/inschrijvingen/"): 1,
    (Role.PURCHASING, "/inkoop/{round}/vragen/"): 1,
    (Role.PURCHASING, "/inkoop/{round}/inspraak/"): 5,
    (Role.PURCHASING, "/inkoop/{round}/beoordeling/"): 4,
    (Role.PURCHASING, "/inkoop/{round}/werkbank/"): 2,
    (Role.PURCHASING, "/inkoop/{round}/besluit/"): 8,
    (Role.PROVIDING, "/aanbieder/"): 11,
    (Role.SUPERVISING, "/toezicht/"): 1,
}
"""Questions above those of the empty page."""


def asked(client: Client, page: str) -> list[str]:
    client.get(page)  # what is kept is made now
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200, page
    return [item["sql"][:160] for item in queries]


@pytest.mark.requirement("B-067")
def test_a_page_asks_no_more_than_it_is_known_to_need(portal: None) -> None:
    found = str(Round.objects.using("owner").get(slug="wlz-2027").pk)
    above: dict[str, tuple[int, list[str]]] = {}
    for role in {role for role, _ in MORE}:
        client = signed_in(role)
        empty = asked(client, EMPTY)
        assert len(empty) <= AT_MOST_FOR_WHO_ASKS, empty
        for (who, page), more in MORE.items():
            if who is role:
                seen = asked(client, page.replace("{round}", found))
                above |= {page: (len(seen) - len(empty), seen)} if len(seen) > len(empty) + more else {}
    assert not above


def test_the_public_asks_for_what_it_reads_alone(portal: None) -> None:
    found = str(Round.objects.using("owner").get(slug="wlz-2027").pk)
    for page in ("/", f"/ronde/{found}/", f"/ronde/{found}/beleid/", f"/ronde/{found}/nota/"):
        seen = asked(Client(), page)
        assert len(seen) <= 7, (page, seen)
