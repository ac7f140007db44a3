"""The sheet to fill the portal of the NZa from, of an agreement in the portal, and what came back from there."""

from __future__ import annotations

import io
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from driehoek.adapters.store import agreement_versions
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.agreement_sheets import change
from driehoek.adapters.store.models import Agreement, Membership, Role, Round
from driehoek.application.agreement.transfer import DRAFT, TransferSheet
from driehoek.bootstrap.stored_agreement_filing import sheet_of
from driehoek.domain.agreement import RoundKind
from driehoek.domain.agreement.sheet import Change, Place
from driehoek.kernel import Finding, dutch
from tests.web.conftest import signed_in
from tests.web.decided import DAY, buyer
from tests.web.test_agreement_excel import opened


def agree(agreement: Agreement) -> None:
    held = Membership.objects.using("owner").filter(role=Role.SIGNING, person__is_example=True).order_by("pk")[0]
    for actor in (buyer(), Actor(held.organisation_id, Role.SIGNING, held.person_id)):
        with acting(actor):
            seen = agreement_versions.standing(agreement).content.fingerprint
            assert not isinstance(agreement_versions.agree(actor, agreement, seen, DAY), Finding)


def sheet(agreement: Agreement, kind: RoundKind = RoundKind.BUDGET) -> TransferSheet:
    with acting(buyer()):
        return sheet_of(agreement, kind, DAY)


def lines_of(agreement: Agreement) -> Any:
    with acting(buyer()):
        return agreement_versions.standing(agreement).content


def sent(client: Client, agreement: Agreement, data: bytes, source: str = "portal") -> str:
    given = {"table": SimpleUploadedFile("export.csv", data), "from": source}
    return unescape(client.post(f"/overeenkomsten/{agreement.pk}/indienen/", given).content.decode())


def export(shown: TransferSheet) -> list[str]:
    rows = [f"{line.product};{float(line.quantity.value)!r};{line.amount}".replace(".", ",") for line in shown.lines()]
    return ["prestatiecode;aantal;bedrag", *rows]


@pytest.mark.requirement("F-006")
def test_the_page_says_that_filing_is_elsewhere_and_gives_the_totals_to_tick_off(found: Round) -> None:
    agreement = opened(found, "99000001")
    client = signed_in(Role.SIGNING)
    page = unescape(client.get(f"/overeenkomsten/{agreement.pk}/indienen/").content.decode())
    assert "Hier dient u niets in" in page
    assert DRAFT in page
    assert "vóór 15 november 2026" in page
    agree(agreement)
    page = unescape(client.get(f"/overeenkomsten/{agreement.pk}/indienen/").content.decode())
    assert DRAFT not in page
    shown, content = sheet(agreement), lines_of(agreement)
    assert shown.amount - shown.rounding == content.terms.of_lines
    assert dutch.amount(shown.amount) in page
    made = client.get(f"/overeenkomsten/{agreement.pk}/overnamestaat/")
    text = "".join(each.extract_text() for each in PdfReader(io.BytesIO(made.content)).pages)
    assert "dit is niet de indiening" in text
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/overeenkomsten/{agreement.pk}/overnamestaat/?soort=excel").content)
    )
    assert "10 Samenvatting" in book.sheetnames


def test_what_is_filed_is_the_version_that_both_agreed_to_whatever_is_typed_since(found: Round) -> None:
    agreement = opened(found, "99000001")
    agree(agreement)
    before, first = sheet(agreement), lines_of(agreement).lines[0]
    with acting(buyer()):
        change(buyer(), agreement, (Change(Place(first.lot, first.product), 1, 1),), DAY)
    assert sheet(agreement) == before
    agree(agreement)
    after = sheet(agreement, RoundKind.REALLOCATION)
    line = next(item for item in after.lines() if item.product == first.product)
    assert (line.quantity.steps, line.before) == (1, first.quantity)
    page = signed_in(Role.PURCHASING).get(f"/overeenkomsten/{agreement.pk}/indienen/?ronde=herschikking")
    assert "Overnamestaat herschikkingsformulier" in page.content.decode()


def test_an_export_and_a_decision_are_held_against_it(found: Round) -> None:
    agreement = opened(found, "99000001")
    agree(agreement)
    client, rows = signed_in(Role.PURCHASING), export(sheet(agreement))
    assert "Er zijn geen verschillen" in sent(client, agreement, "\n".join(rows).encode())
    code = rows[1].partition(";")[0]
    page = sent(client, agreement, "\n".join([rows[0], *rows[2:]]).encode())
    assert code in page
    assert "Vul de regel in het portaal in" in page
    page = sent(client, agreement, "\n".join([rows[0], *rows[2:]]).encode(), "decision")
    assert "Maak een nieuwe versie met wat is toegekend" in page
    assert "Dit bestand kunnen wij niet lezen" in sent(client, agreement, b"niets")
    assert "Kies een tabel" in client.post(f"/overeenkomsten/{agreement.pk}/indienen/", follow=True).content.decode()
