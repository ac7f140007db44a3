"""The form of an agreement out as a workbook and back: each difference is taken over or left, and nothing is lost."""

from __future__ import annotations

import io
import re
from fractions import Fraction
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from driehoek.adapters.office.agreement_xlsx import HEADER, LINES, ROOMS
from driehoek.adapters.store import booking
from driehoek.adapters.store.acting import acting
from driehoek.adapters.store.agreement_sheets import change, sheet_of
from driehoek.adapters.store.models import Agreement, AgreementClash, Contract, Role, Round
from driehoek.application.agreement.opening import opening_conditions, opening_lines
from driehoek.bootstrap.stored_agreements import Parties, Told, open_one
from driehoek.domain.agreement.sheet import Change, Place, Sheet
from driehoek.domain.ledger import Booking, Move, SpaceFrame
from driehoek.kernel import ZERO, Money, Rounding
from tests.web.conftest import signed_in
from tests.web.decided import DAY, buyer, now

FIRST, SECOND = f"F{HEADER + 2}", f"F{HEADER + 3}"


@pytest.fixture
def agreement(found: Round) -> Agreement:
    """An agreement of the provider whose people sign in, with its space in the ledger."""
    return opened(found, "99000001")


def opened(found: Round, contract: str) -> Agreement:
    """An agreement with the lines that a neighbour was granted, and as much space as that and a tenth more."""
    outcome = now(found)
    lines = opening_lines(outcome.dossier, outcome.allocation)["99000002"]
    provider = Contract.objects.using("owner").get(agb=contract).provider_id
    told = Told(outcome.decision_fingerprint, "Het besluit (SYNTHETIC)", DAY)
    booked = Booking(f"proef {contract}", "Ronde (SYNTHETIC)", DAY.date())
    spaces: dict[SpaceFrame, Money] = {}
    for item in lines:
        spaces[item.frame] = spaces.get(item.frame, ZERO) + item.line.amount
    moves = [
        move
        for frame, amount in spaces.items()
        for move in (
            booked.book(Move.GRANT, frame, amount.times(Fraction(11, 10), Rounding.HALF_UP)),
            booked.book(Move.RESERVE, frame, amount, contract=contract),
        )
    ]
    with acting(buyer()):
        assert booking.post(found.purchaser_id, moves, {contract: provider}) == ()
        conditions = opening_conditions(outcome.dossier.policy)
        return open_one(buyer(), Parties(found, contract, provider), lines, conditions, told)


def sheet(agreement: Agreement) -> Sheet:
    with acting(buyer()):
        return sheet_of(agreement)


def fetched(client: Client, agreement: Agreement) -> Any:
    answer = client.get(f"/overeenkomsten/{agreement.pk}/excel/bestand.xlsx")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def sent_back(client: Client, agreement: Agreement, book: Any) -> str:
    stream = io.BytesIO()
    book.save(stream)
    given = {"workbook": SimpleUploadedFile("afspraak.xlsx", stream.getvalue())}
    answer = client.post(f"/overeenkomsten/{agreement.pk}/excel/lezen/", given)
    assert answer.status_code == 200
    return answer.content.decode()


def place_of(book: Any, cell: str) -> Place:
    row = book[LINES][int(cell[1:])]
    return Place(row[0].value, row[2].value)


@pytest.mark.requirement("B-067")
def test_what_was_changed_offline_is_taken_over_one_by_one(agreement: Agreement) -> None:
    client = signed_in(Role.SIGNING)
    assert "Haal het formulier op" in client.get(f"/overeenkomsten/{agreement.pk}/excel/").content.decode()
    book, before = fetched(client, agreement), sheet(agreement)
    book[LINES][FIRST], book[LINES][SECOND] = 11, 22
    first, second = place_of(book, FIRST), place_of(book, SECOND)
    page = sent_back(client, agreement, book)
    values = [unescape(value) for value in re.findall(r'name="take" value="([^"]+)"', page)]
    assert len(values) == 2
    assert sheet(agreement) == before, "reading changes nothing"
    answer = client.post(f"/overeenkomsten/{agreement.pk}/excel/overnemen/", {"take": values[1:]}, follow=True)
    assert "1 verschillen zijn overgenomen" in answer.content.decode()
    after = sheet(agreement)
    assert after.cells[second].value == 22 * (60 if book[LINES][f"E{HEADER + 3}"].value == "uur" else 1)
    assert after.cells[first] == before.cells[first]


@pytest.mark.requirement("M-337")
def test_a_cell_that_the_other_changed_meanwhile_holds_two_values(agreement: Agreement) -> None:
    client = signed_in(Role.SIGNING)
    book = fetched(client, agreement)
    book[LINES][FIRST] = 11
    place = place_of(book, FIRST)
    with acting(buyer()):
        held = sheet_of(agreement)
        change(buyer(), agreement, (Change(place, 99, held.cells[place].version),), DAY)
    page = sent_back(client, agreement, book)
    assert "intussen veranderd: u krijgt twee waarden" in page
    assert "1 wijzigingen gedaan in het formulier" in page
    values = [unescape(value) for value in re.findall(r'name="all" value="([^"]+)"', page)]
    given = {"all": values, "every": "yes", "take": ["[]", "geen lijst"]}
    answer = client.post(f"/overeenkomsten/{agreement.pk}/excel/overnemen/", given, follow=True)
    assert "1 cellen veranderde de ander intussen ook" in answer.content.decode()
    assert sheet(agreement).cells[place].value == 99
    open_ones = AgreementClash.objects.using("owner").filter(agreement=agreement, settled_at__isnull=True)
    assert open_ones.filter(lot=place.lot, product=place.product).exists()


def test_what_still_fits_stands_in_the_file_of_each_side(agreement: Agreement) -> None:
    """The provider sees what is set apart for it; the purchaser also what is free."""
    books = {role: fetched(signed_in(role), agreement) for role in (Role.SIGNING, Role.PURCHASING)}
    most = {role: book[ROOMS]["B6"].value for role, book in books.items()}
    assert 0 < most[Role.SIGNING] < most[Role.PURCHASING]
    price = f"G{HEADER + 2}"
    assert books[Role.SIGNING][LINES][price].protection.locked
    assert not books[Role.PURCHASING][LINES][price].protection.locked


def test_a_file_of_something_else_is_told_and_changes_nothing(agreement: Agreement) -> None:
    client, address = signed_in(Role.PURCHASING), f"/overeenkomsten/{agreement.pk}/excel/lezen/"
    before = sheet(agreement)
    other = opened(agreement.round, "99000002")
    page = sent_back(client, agreement, fetched(client, other))
    assert "Dit bestand hoort bij afspraak" in page
    broken = client.post(address, {"workbook": SimpleUploadedFile("x.xlsx", b"niets")}).content.decode()
    assert "is geen formulier van een afspraak" in broken
    assert "Kies het Excel-bestand" in client.post(address, follow=True).content.decode()
    assert "zegt hetzelfde als het formulier" in sent_back(client, agreement, fetched(client, agreement))
    assert sheet(agreement) == before
