"""Lists that grow: every row once, forward and back, for the same number of questions to the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.db.models import Q
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from driehoek.adapters.store.acting import Actor, set_actor
from driehoek.adapters.store.models import Contract, Organisation, Question, Role, Round, Submission
from driehoek.adapters.store.round_files import HandedIn
from driehoek.web.example_clock import MID_COURSE
from driehoek.web.lists import PAGE, Choice, Listed, listed, listed_in
from tests.web.conftest import signed_in

MANY = 3000
OWNED = Organisation.objects.db_manager("owner")
ORDERS = [("code", "pk"), ("-name", "code", "-pk"), ("-name", "pk")]


@pytest.fixture
def taken_back(portal: None) -> Iterator[None]:
    """Whatever is written on the connection of the portal is taken back after the test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def organisations(portal: None) -> Iterator[None]:
    """3,000, of which ten share each name; made and taken back by the owner, who alone makes organisations."""
    with transaction.atomic(using="owner"):
        OWNED.bulk_create(
            Organisation(kind="client-organisation", name=f"Groep {number % 300:03d} (SYNTHETIC)", code=f"{number:08d}")
            for number in range(MANY)
        )
        yield
        transaction.set_rollback(True, using="owner")


def page(address: str, order: tuple[str, ...]) -> Listed[Organisation]:
    request = RequestFactory().get(f"/{address}")
    rows = OWNED.filter(kind="client-organisation", name__startswith="Groep")
    choices = {"eerste": Choice("De eerste", Q(name__contains="Groep 000"))}
    return listed(request, rows, order, search=("name", "code"), choices=choices)


@pytest.mark.parametrize("order", ORDERS)
def test_every_row_comes_once_forward_and_the_same_pages_back(organisations: None, order: tuple[str, ...]) -> None:
    wanted = list(
        OWNED.filter(kind="client-organisation", name__startswith="Groep")
        .order_by(*order)
        .values_list("code", flat=True)
    )
    address, forward = "", []
    while True:
        here = page(address, order)
        forward.append([row.code for row in here.rows])
        if not here.later:
            break
        address = here.later
    assert [code for rows in forward for code in rows] == wanted
    assert {len(rows) for rows in forward} == {PAGE}
    back = [forward[-1]]
    while here.earlier:
        here = page(here.earlier, order)
        back.append([row.code for row in here.rows])
    assert back[::-1] == forward
    assert not here.first


def test_a_page_far_on_asks_as_little_as_the_first(organisations: None) -> None:
    codes = [row.pk for row in OWNED.filter(kind="client-organisation", name__startswith="Groep").order_by("code")]
    with CaptureQueriesContext(connections["owner"]) as first:
        page("", ("code", "pk"))
    with CaptureQueriesContext(connections["owner"]) as far:
        found = page(f"?na={codes[2900]}", ("code", "pk"))
    assert (len(first), len(far)) == (1, 2)
    assert not any("count(" in item["sql"].casefold() or "offset" in item["sql"].casefold() for item in far)
    assert found.rows[0].pk == codes[2901]


def test_searching_and_choosing_go_along_with_the_links_and_stay_in_bounds(organisations: None) -> None:
    found = page("?zoek=SYNTHETIC&toon=eerste&x=1", ("code", "pk"))
    assert len(found.rows) == 10
    assert found.is_narrowed
    assert (found.search, found.only, found.kept) == ("SYNTHETIC", "eerste", (("x", "1"),))
    wide = page("?zoek=Groep&x=1", ("code", "pk"))
    assert "zoek=Groep" in wide.later
    assert "x=1" in wide.later
    assert page("?toon=onzin", ("code", "pk")).only == ""


@pytest.mark.parametrize("key", ["onzin", "00000000-0000-0000-0000-000000000000", "%00", "9" * 40])
def test_a_row_that_is_not_there_means_the_beginning(organisations: None, key: str) -> None:
    assert page(f"?na={key}", ("code", "pk")).rows[0].code == "00000000"
    assert page(f"?voor={key}", ("code", "pk")).rows[0].code == "00000000"


def test_before_a_row_near_the_beginning_stands_a_whole_page(organisations: None) -> None:
    third = OWNED.get(kind="client-organisation", code="00000003")
    found = page(f"?voor={third.pk}", ("code", "pk"))
    assert [row.code for row in found.rows][:2] == ["00000000", "00000001"]
    assert len(found.rows) == PAGE
    assert not found.earlier


def test_a_list_in_memory_goes_the_same_way() -> None:
    rows = [f"{number:04d}" for number in range(120)][::-1]
    ask: Callable[[str], Listed[str]] = lambda address: listed_in(  # noqa: E731 - one line, used thrice
        RequestFactory().get(f"/{address}"),
        rows,
        str,
        search=str,
        choices={"even": Choice("Even", lambda row: int(row) % 2 == 0)},
    )
    first = ask("")
    second = ask(first.later)
    third = ask(second.later)
    assert [*first.rows, *second.rows, *third.rows] == sorted(rows)
    assert not third.later
    assert ask(third.earlier) == second
    assert ask(second.earlier) == first
    assert list(ask("?zoek=011").rows) == ["0011", *(f"{number:04d}" for number in range(110, 120))]
    assert ask("?toon=even").rows[1] == "0002"
    assert ask("?na=9999").rows == []


@pytest.fixture
def provider(taken_back: None) -> Organisation:
    own = Contract.objects.using("owner").get(agb="99000001").provider_id
    set_actor(Actor(own, Role.PROVIDING))
    return Organisation.objects.get(pk=own)


def fill(found: Round, provider: Organisation, begin: int, end: int) -> None:
    """Contracts of one provider, each with a submission and a question."""
    numbers = range(begin, end)
    codes = [f"97{number:06d}" for number in numbers]
    set_actor(Actor(found.purchaser_id, Role.PURCHASING))
    Contract.objects.bulk_create(
        Contract(purchaser_id=found.purchaser_id, provider=provider, agb=code, line="") for code in codes
    )
    set_actor(Actor(provider.pk, Role.PROVIDING))
    handed = [HandedIn(code, 1, MID_COURSE, {}) for code in codes]
    Submission.objects.bulk_create(
        Submission(
            round_id=found.pk,
            provider=provider,
            contract=item.contract,
            number=1,
            received_at=item.received_at,
            content=item.content,
            receipt=item.hash,
        )
        for item in handed
    )
    Question.objects.bulk_create(
        Question(
            round_id=found.pk,
            provider=provider,
            text=f"Vraag {number}",
            asked_at=MID_COURSE + timedelta(seconds=number),
        )
        for number in numbers
    )


def asked(client: Client, address: str) -> tuple[int, str]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return len(queries), answer.content.decode()


PAGES = [
    (Role.PURCHASING, "/inkoop/"),
    (Role.PURCHASING, "/inkoop/{round}/"),
    (Role.PURCHASING, "/inkoop/{round}/inschrijvingen/"),
    (Role.PURCHASING, "/inkoop/{round}/inschrijvingen/?toon=ingediend&zoek=97"),
    (Role.PURCHASING, "/inkoop/{round}/vragen/"),
    (Role.PURCHASING, "/inkoop/{round}/inspraak/"),
]


@pytest.mark.requirement("B-067")
def test_a_page_asks_the_database_no_more_often_for_three_thousand_rows_than_for_ten(provider: Organisation) -> None:
    found = Round.objects.using("owner").get(slug="wlz-2027")
    clients = {role: signed_in(role) for role in {role for role, _ in PAGES}}
    fill(found, provider, 0, 10)
    for role, page in PAGES:
        asked(clients[role], page.replace("{round}", str(found.pk)))  # what is kept parsed is read now
    few = {page: asked(clients[role], page.replace("{round}", str(found.pk)))[0] for role, page in PAGES}
    fill(found, provider, 10, MANY)
    for role, address in PAGES:
        count, text = asked(clients[role], address.replace("{round}", str(found.pk)))
        assert count <= few[address], address
        assert text.count("<tr>") <= PAGE + 1
        assert text.count("<section") <= PAGE + 5, address
        if "inschrijvingen" in address or "vragen" in address:
            assert 'rel="next"' in text, address
