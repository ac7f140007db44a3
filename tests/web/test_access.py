"""The first wall: every route, as every role and as nobody, held to the table that was written by hand."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from driehoek.adapters.store.models import Role, Round
from driehoek.web.access import ACCESS, NOBODY, SIGNED_IN, may
from tests.web.conftest import signed_in

ROLES = [NOBODY, *Role]
ELSEWHERE = {"account_reauthenticate", "mfa_reauthenticate", "mfa_authenticate", "mfa_download_recovery_codes"}
"""Steps in the middle of signing in: they send on whoever is not in that step."""


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    for item in patterns:
        text = before + str(item.pattern)
        if isinstance(item, URLResolver):
            yield from routes(item.url_patterns, text)
        else:
            assert item.name, f"a route without a name: {text}"
            yield item.name, text


ROUTES = dict(routes(get_resolver().url_patterns))


def test_every_route_stands_in_the_table_and_the_table_names_no_other() -> None:
    assert set(ACCESS) - set(ROUTES) == set()
    assert set(ROUTES) - set(ACCESS) == {"mfa_webauthn_placeholder"} & set(ROUTES)


def address(text: str, round_id: UUID) -> str:
    """The route with something in each place: the round of the example, its contract, the first of whatever counts."""
    places = {"uuid": str(round_id), "agb": "99000001", "int": "1", "str": "onbekend", "slug": "onbekend"}
    places |= {"form": "yaml", "path": "onbekend"}
    return "/" + re.sub(r"<(\w+):\w+>", lambda found: places[found[1]], text)


@pytest.mark.parametrize("who", ROLES)
def test_a_closed_route_is_closed_and_an_open_one_is_not(portal: None, who: str) -> None:
    round_id = Round.objects.using("owner").get(slug="wlz-2027").pk
    client = Client() if who == NOBODY else signed_in(Role(who))
    for name, text in sorted(ROUTES.items()):
        if name in ELSEWHERE or name == "account_logout":
            continue
        answer = client.get(address(text, round_id))
        if may(name, who):
            assert answer.status_code not in (403, 500), (name, answer.status_code)
        elif who == NOBODY:
            assert answer.status_code == 302, (name, answer.status_code)
            assert answer["Location"].startswith("/inloggen/")
        else:
            assert answer.status_code == 403, (name, answer.status_code)


SIDES = {Role.PURCHASING, Role.CONTROL, Role.PROVIDING, Role.SIGNING}
BUYERS = {Role.PURCHASING, Role.CONTROL, Role.ASSESSING}
OF_CORNER: dict[str, tuple[set[Role], set[Role]]] = {
    "inkoop": (BUYERS, {Role.PURCHASING}),
    "aanbieder": ({Role.PROVIDING, Role.SIGNING}, {Role.PROVIDING}),
    "inspraak": ({Role.COUNCIL, Role.SUPPORTING}, {Role.COUNCIL}),
    "toezicht": ({Role.SUPERVISING}, {Role.SUPERVISING}),
    "gesprekken": (SIDES, SIDES - {Role.CONTROL}),
    "toezeggingen": (SIDES, SIDES - {Role.CONTROL}),
    "overeenkomsten": (SIDES, SIDES - {Role.CONTROL}),
    "stukken": (SIDES | {Role.ASSESSING}, set()),
    "organisatie": (set(Role), {Role.ADMINISTRATION}),
    "berichten": (set(Role), set(Role)),
}
"""By the first part of the address: who comes there at the most, and who may send something."""
SENDS_TOO: dict[str, set[Role]] = {
    "sealing-confirm": BUYERS,
    "sealing-open": BUYERS,
    "mark-give": {Role.ASSESSING},
    "marks-hand-in": {Role.ASSESSING},
    "provider-council-share": {Role.PROVIDING, Role.SIGNING},
    "repair": {Role.PROVIDING, Role.SIGNING},
    "agreement-looked": SIDES,  # that one saw it, control too
}
"""What another than the corner's own writer may send."""


def test_no_row_of_the_table_lets_somebody_into_a_corner_that_is_not_theirs() -> None:
    """The table said again, by address instead of by route: a slip in a row of it shows here."""
    views = {item.name: item.callback for item in get_resolver().url_patterns if isinstance(item, URLPattern)}
    wrong = []
    for name, text in ROUTES.items():
        first = text.partition("/")[0]
        if first not in OF_CORNER:
            continue
        comes, sends = OF_CORNER[first]
        only_sends = "@require_POST" in inspect.getsource(views[name])
        allowed = SENDS_TOO.get(name, sends) if only_sends else comes
        wrong += [f"{name}: {who}" for who in sorted(ACCESS[name] - allowed)]
    assert wrong == []
    inside = {name for name, text in ROUTES.items() if text.partition("/")[0] in OF_CORNER}
    assert {name for name in set(ACCESS) - inside if not {SIGNED_IN, *Role} <= ACCESS[name]} == set()
    personal = ("mij/", "rol/", "wachtwoord/", "opnieuw/", "tweede-factor/", "oidc/<slug:provider_id>/koppelen/")
    closed = {name for name in set(ACCESS) - inside if NOBODY not in ACCESS[name]}
    assert closed == {name for name in set(ACCESS) - inside if ROUTES[name].startswith(personal)} - {"mfa_authenticate"}


def test_without_the_switch_nobody_signs_in_as_an_example_person(portal: None, settings_off: None) -> None:
    assert Client().get("/voorbeeld/").status_code == 403


@pytest.fixture
def settings_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.conf.settings.EXAMPLE", False)


def test_every_answer_forbids_what_comes_from_elsewhere(portal: None) -> None:
    answer = Client().get("/")
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert "no-store" in signed_in(Role.PROVIDING).get("/aanbieder/")["Cache-Control"]


def test_a_role_that_ended_meanwhile_lets_nobody_in(portal: None) -> None:
    from driehoek.adapters.store.models import Membership  # noqa: PLC0415 - beside the test that ends one

    client = signed_in(Role.CONTROL)
    held = Membership.objects.using("owner").get(role=Role.CONTROL)
    before = held.valid
    type(held).objects.using("owner").filter(pk=held.pk).update(valid=(before.lower, before.lower.replace(month=2)))
    try:
        assert client.get("/inkoop/")["Location"] == "/rol/?next=%2Finkoop%2F"
    finally:
        type(held).objects.using("owner").filter(pk=held.pk).update(valid=before)
