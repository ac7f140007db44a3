"""Two pages for clients: what changes and what is promised, on two sheets, with nothing that was not shared."""

from __future__ import annotations

import io
from datetime import date
from fractions import Fraction
from pathlib import Path

import pikepdf
import pytest

from driehoek.adapters.office.council_pdf import client_pages_pdf
from driehoek.application.council import ClientPages, Known, Promise, client_pages
from driehoek.application.council.pages import MOST_LINES
from driehoek.application.document import Section, Table, plain_text, text_of
from driehoek.bootstrap.rounds import load
from driehoek.domain.catalogue import DeliveryForm
from driehoek.kernel import Unit

EXAMPLE = Path(__file__).parents[4] / "examples" / "wlz-2027"
DAY = date(2026, 7, 16)
CONTRACT = "99000001"


@pytest.fixture(scope="module")
def known() -> Known:
    dossier = load(EXAMPLE).dossier
    assert dossier is not None
    provider = next(item for item in dossier.providers if item.contract.code == CONTRACT)
    submission = next(item for item in dossier.submissions if item.contract.code == CONTRACT)
    return Known(dossier.policy, provider, dossier.products, DAY, submission)


def text(pages: ClientPages) -> str:
    return plain_text((*pages.changes, *pages.promised)).replace("\N{NO-BREAK SPACE}", " ")


def table(pages: ClientPages) -> list[list[str]]:
    found = [
        block
        for section in pages.changes
        if isinstance(section, Section)
        for block in section.blocks
        if isinstance(block, Table)
    ]
    return [[text_of(cell) for cell in row] for row in found[0].rows] if found else []


def test_before_the_plan_was_shared_nothing_of_it_is_told(known: Known) -> None:
    pages = client_pages(Known(known.policy, known.provider, known.products, DAY))
    assert "nog niet met uw raad gedeeld" in text(pages)
    assert table(pages) == []
    assert "Toelichting van de aanbieder" not in text(pages)


@pytest.mark.requirement("M-107")
def test_a_quantity_of_a_year_is_told_as_a_client_pictures_it(known: Known) -> None:
    rows = table(client_pages(known))
    assert known.submission is not None
    forms = {product.code: product for product in known.products}
    days = sum(
        (line.quantity.value for line in known.submission.lines
         if forms[line.product].form is DeliveryForm.RESIDENCE and line.quantity.unit is Unit.ETMAAL),
        Fraction(0),
    )  # fmt: skip
    assert rows[0][:2] == ["Wonen in een instelling", "plekken, het hele jaar"]
    assert rows[0][2] == str(round(days / 365))
    assert {row[3] for row in rows} == {"nog niet bekend"}


def test_an_outcome_tells_what_was_agreed_and_that_nobody_is_sent_away(known: Known) -> None:
    lines = [{"product": line.product, "steps": line.quantity.steps // 2, "unit": line.quantity.unit.value}
             for line in known.submission.lines] if known.submission else []  # fmt: skip
    outcome = {"lots": [{"realised": 100_000_00, "agreed": 90_000_00, "lines": lines}]}
    pages = client_pages(Known(known.policy, known.provider, known.products, DAY, known.submission, outcome, True))  # noqa: FBT003 - its place
    assert "Voor 2027 is € 90.000 afgesproken. Dat is € 10.000 minder dan vorig jaar." in text(pages)
    assert "Wie nu zorg krijgt, houdt die zorg." in text(pages)
    assert "Dit besluit staat vast." in text(pages)


def test_what_is_too_much_for_two_sheets_is_counted_and_it_stays_two_sheets(known: Known) -> None:
    promises = tuple(
        Promise(f"Belofte {number} " + "met veel woorden " * 40, "locatiemanager", date(2027, 3, number), "loopt nog")
        for number in range(1, 21)
    )
    full = Known(known.policy, known.provider, known.products, DAY, known.submission, promises=promises)
    pages = client_pages(full)
    assert f"En nog {len(promises) - MOST_LINES} andere" in text(pages)
    for made in (pages, client_pages(Known(known.policy, known.provider, known.products, DAY))):
        with pikepdf.open(io.BytesIO(client_pages_pdf(made))) as pdf:
            assert len(pdf.pages) == 2


def test_no_word_of_the_trade_stands_in_it(known: Known) -> None:
    trade = ("contracteerruimte", "perceel", "etmaal", "zzp", "overcapaciteit", "richttarief")
    told = text(client_pages(known)).casefold()
    assert not [word for word in trade if word in told]
