"""Corners that follow each other on one connection of the portal see nothing of each other."""

from __future__ import annotations

from django.db import connection, connections
from django.test import Client

from driehoek.adapters.store.models import Role, Round
from driehoek.adapters.store.pooling import lend_connections, stop_lending
from tests.web.conftest import signed_in


def left_behind() -> tuple[object, ...]:
    """Of the connection that the last request had: which it is, what is set, and what can be seen."""
    connections["default"].close()  # the end of a request
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_backend_pid(), current_setting('driehoek.organisation', true), "
            "current_setting('driehoek.role', true), (SELECT count(*) FROM store_submission)"
        )
        found = tuple(cursor.fetchone())
    connections["default"].close()
    return found


def test_one_connection_serves_every_corner_and_keeps_nothing_of_any(portal: None) -> None:
    found = Round.objects.using("owner").get(slug="wlz-2027").pk
    pages = {
        Role.PURCHASING: f"/inkoop/{found}/inschrijvingen/",
        Role.PROVIDING: f"/aanbieder/{found}/99000001/",
        Role.SUPERVISING: "/toezicht/",
    }
    lend_connections(1)
    try:
        (first, *bare) = left_behind()
        assert bare[-1] == 0
        for role, page in pages.items():
            client = signed_in(role)
            assert client.get(page).status_code == 200
            assert left_behind() == (first, "", "", 0)
            assert Client().get(page).status_code == 302
            assert client.get("/bestaat-niet/").status_code == 404
            assert left_behind() == (first, "", "", 0)
    finally:
        stop_lending()
