"""Agreements of the example: opened after the final result with exactly what was granted, and signed by both."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader
from typer.testing import CliRunner

from driehoek.adapters.signing.development import issue, make_authority
from driehoek.adapters.store import booking
from driehoek.adapters.store.acting import acting
from driehoek.adapters.store.agreement_sheets import change, sheet_of
from driehoek.adapters.store.agreement_versions import standing
from driehoek.adapters.store.models import Agreement, AgreementCell, Membership, Organisation, Role, Round, SigningSeal
from driehoek.adapters.store.seals import identifier_of
from driehoek.application.agreement.one_sided import AGREED_ALREADY, NO_REASON, OneSided, one_sided
from driehoek.bootstrap.stored_agreement_overview import overview_of
from driehoek.bootstrap.stored_agreements import Opened, open_agreements, sign
from driehoek.bootstrap.stored_decisions import StoppedError
from driehoek.bootstrap.stored_signing import Keys, example_seals, lacks_seal, signer
from driehoek.cli import app
from driehoek.domain.agreement.refusals import NO_SEAL, NOT_FINAL, NOTHING_NEW, SEAL_CLOSED
from driehoek.domain.agreement.sheet import Change, Place, Side
from driehoek.domain.ledger import Booking, Move, SpaceFrame
from driehoek.kernel import Finding, Money
from driehoek.kernel import dutch as forms
from tests.web.conftest import signed_in
from tests.web.decided import AFTER, adopt, buyer, clock, finalise, now, sql

FRAME = SpaceFrame(2027, "regio", "regular")


def test_agreements_open_once_with_what_was_granted(found: Round) -> None:
    with acting(buyer()):
        early = open_agreements(buyer(), found.pk, AFTER)
    assert not isinstance(early, Opened)
    assert [item.code for item in early] == [NOT_FINAL]
    granted = {
        (grant.contract, grant.lot, line.product): (line.quantity.steps, line.price.amount.cents)
        for grant in now(found).allocation.grants
        for line in grant.lines
    }
    finalise(found)
    with acting(buyer()):
        opened = open_agreements(buyer(), found.pk, AFTER)
        assert isinstance(opened, Opened)
        assert list(opened.opened) == sorted({contract for contract, _lot, _product in granted})
        names = dict(Agreement.objects.filter(round=found).values_list("pk", "contract"))
        cells = {
            (names[row.agreement_id], row.lot, row.product, row.column): row.value
            for row in AgreementCell.objects.filter(agreement__round=found)
        }
        assert cells == {
            (*place, column): value
            for place, figures in granted.items()
            for column, value in zip(("quantity", "price"), figures, strict=True)
        }
        again = open_agreements(buyer(), found.pk, AFTER)
        assert not isinstance(again, Opened)
        assert [item.code for item in again] == [NOTHING_NEW]


def said(client: Client, address: str, **posted: str) -> str:
    answer = client.post(address, posted, follow=True)
    assert answer.status_code == 200, answer.content[:2000]
    return unescape(answer.content.decode())


def test_the_purchaser_opens_by_one_button_after_the_result_is_final(found: Round) -> None:
    client = signed_in(Role.PURCHASING)
    assert "nog niet definitief" in said(client, f"/inkoop/{found.pk}/overeenkomsten/")
    assert "Er is nog geen overeenkomst" in client.get("/overeenkomsten/").content.decode()
    finalise(found)
    assert "overeenkomsten staan klaar" in said(client, f"/inkoop/{found.pk}/overeenkomsten/")
    page = client.get("/overeenkomsten/").content.decode()
    assert page.count("Versie 1 in bewerking") == Agreement.objects.using("owner").filter(round=found).count()
    assert "Er staat nog geen overeenkomst" in signed_in(Role.SIGNING).get("/overeenkomsten/").content.decode()


@pytest.mark.requirement("F-032")
def test_each_clause_is_answered_apart_and_a_reservation_stays_open_until_settled(opened: Agreement) -> None:
    address = f"/overeenkomsten/{opened.pk}/voorwaarden/"
    seller, client = signed_in(Role.PROVIDING), signed_in(Role.PURCHASING)
    names = re.findall(r'name="reply-([\w-]+)"', seller.get(address).content.decode())
    assert len(names) > 5
    answers = {f"reply-{name}": "accepted" for name in names[1:]}
    page = said(seller, address, number="1", **answers, **{f"reply-{names[0]}": "reserved"})
    assert "voorbehoud of weigering zonder reden" in page
    why = {f"reply-{names[0]}": "reserved", f"reason-{names[0]}": "Negen maanden (SYNTHETIC)."}
    page = said(seller, address, number="2", **answers, **why)
    assert "zijn partijen het nog niet eens" in page
    texts = re.findall(r'name="text-([\w-]+)" rows="3">([^<]*)<', client.get(address).content.decode())
    kept = {f"text-{name}": unescape(text) for name, text in texts}
    form = {"form": "price-times-quantity", "years": "5", "index": "cpi", f"settled-{names[0]}": "Negen maanden."}
    stale = client.post(address, {"number": "2", **form, **kept})
    assert stale.status_code == 400  # the provider wrote in between
    assert "veranderd sinds u ze zag" in unescape(stale.content.decode())
    page = said(client, address, number="3", **form, **kept)
    assert "Over de voorwaarden staat niets meer open" in page


@pytest.mark.requirement("F-033")
def test_a_contested_clause_says_what_it_costs_whom(opened: Agreement) -> None:
    address, client = f"/overeenkomsten/{opened.pk}/voorwaarden/", signed_in(Role.PURCHASING)
    form = {"number": "1", "form": "turnover-ceiling", "years": "1", "amount": "1.000.000", "not_longer": "own-choice"}
    said(client, address, **form, contested="unilateral-adjustment")
    page = unescape(signed_in(Role.PROVIDING).get(address).content.decode())
    assert "Weet pas laat in het jaar wat betaald wordt." in page
    assert "omzetplafond" in page.lower()
    drawn = unescape(client.get(f"/overeenkomsten/{opened.pk}/contractvorm/").content.decode())
    assert "1.000.000,00" in drawn
    assert drawn.count("<svg") >= 2
    assert "teruggerekend uit één bedrag" in drawn


def test_both_agree_on_one_version_and_a_change_takes_that_away(opened: Agreement) -> None:
    address = f"/overeenkomsten/{opened.pk}/tekenen/"
    for number, role in enumerate((Role.PROVIDING, Role.PURCHASING)):
        client = signed_in(role)
        page = client.get(address).content.decode()
        seen = re.search(r'name="fingerprint" value="(\w{64})"', page)
        assert seen
        other = said(client, f"/overeenkomsten/{opened.pk}/akkoord/", fingerprint="0" * 64)
        assert "is veranderd sinds u haar zag" in other
        made = said(client, f"/overeenkomsten/{opened.pk}/akkoord/", fingerprint=seen[1])
        assert ("Beide kanten zijn het eens" in made) is (number == 1)
    place = min(agreement_cells(opened), key=lambda item: item.key)
    with acting(buyer()):
        change(buyer(), opened, (Change(place, 1, 1),), AFTER)
    page = signed_in(Role.SIGNING).get(address).content.decode()
    assert "Nog niemand gaf akkoord op wat er nu staat" in page
    assert "Versie 2 in bewerking" in page


def agreement_cells(opened: Agreement) -> list[Place]:
    with acting(buyer()):
        return list(sheet_of(opened).cells)


def test_what_a_ceiling_means_stands_beside_last_years_care(opened: Agreement) -> None:
    page = unescape(signed_in(Role.PROVIDING).get("/overeenkomsten/plafonds/").content.decode())
    assert "Niet afgesproken, wel geleverd vorig jaar: Oude zorg (SYNTHETIC)" in page
    assert "Tekort van 40 etmalen tegenover vorig jaar" in page


def test_the_purchaser_sees_what_is_stuck_on_whom_and_what_is_left(opened: Agreement) -> None:
    client = signed_in(Role.CONTROL)
    page = unescape(client.get("/overeenkomsten/ruimte/").content.decode())
    assert "Versie 1 is in bewerking; wacht op de inkoper en de aanbieder." in page
    assert "Nog niet compleet" in page
    assert "Niets gevonden" in client.get("/overeenkomsten/ruimte/?toon=geldt").content.decode()
    with acting(buyer()):
        made = overview_of(opened.purchaser_id, opened.year)
    assert forms.amount(made.frames[0].left) in page


def test_both_sign_in_the_portal_and_an_outsider_verifies_the_paper(
    opened: Agreement, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    clock(monkeypatch, AFTER)
    sides = Organisation.objects.using("owner").filter(pk__in=(opened.purchaser_id, opened.provider_id))
    seals, root = example_seals(sides, settings.SECRET_KEY, AFTER - timedelta(days=1))
    adopt(opened.round)
    with acting(buyer()):  # one of each, for which there is new space
        new = Booking("ruimte", "nieuwe ruimte", AFTER.date()).book(Move.GRANT, FRAME, Money.euros(100))
        assert booking.post(opened.purchaser_id, [new], {}) == ()
        change(buyer(), opened, [Change(place, 1, 1) for place in sheet_of(opened).cells], AFTER)
    address = f"/overeenkomsten/{opened.pk}/"
    seller, client = signed_in(Role.SIGNING), signed_in(Role.PURCHASING)
    names = re.findall(r'name="reply-([\w-]+)"', seller.get(f"{address}voorwaarden/").content.decode())
    said(seller, f"{address}voorwaarden/", number="1", **{f"reply-{name}": "accepted" for name in names})
    fingerprint = ""
    for each in (seller, client):
        seen = re.search(r'name="fingerprint" value="(\w{64})"', each.get(f"{address}tekenen/").content.decode())
        assert seen
        fingerprint = seen[1]
        said(each, f"{address}akkoord/", fingerprint=fingerprint)
    signing = {"fingerprint": fingerprint, "sure": "yes"}
    assert "nog geen certificaat" in said(seller, f"{address}handtekening/", **signing)
    with acting(buyer()):
        lacking = lacks_seal(Organisation.objects.get(pk=opened.purchaser_id))
        assert lacking is not None
        assert lacking.code is NO_SEAL
    for organisation, seal in seals.items():
        SigningSeal.objects.using("owner").create(
            organisation_id=organisation, holder=seal.holder, issuer=seal.issuer, serial=seal.serial,
            starts_at=seal.starts_at, ends_at=seal.ends_at, key=seal.key, brought_at=AFTER,
        )  # fmt: skip
    assert "Vink eerst aan" in said(seller, f"{address}handtekening/", fingerprint=fingerprint)
    assert "U heeft getekend" in said(seller, f"{address}handtekening/", **signing)
    assert "Uw kant deed dit al" in said(seller, f"{address}handtekening/", **signing)
    assert signed_in(Role.PROVIDING).post(f"{address}handtekening/", signing).status_code == 403
    with acting(buyer()):
        row = Agreement.objects.select_related("purchaser", "provider", "round").get(pk=opened.pk)
    put_under = signer(buyer(), row, Keys("another"), AFTER)  # the secret of the portal was changed
    with pytest.raises(StoppedError) as closed, acting(buyer()):
        sign(buyer(), row, fingerprint, AFTER, put_under)
    assert [item.code for item in closed.value.findings] == [SEAL_CLOSED]
    page = said(client, f"{address}handtekening/", **signing)
    assert "Deze versie geldt nu" in page
    with acting(buyer()):
        held = booking.held_for(opened.purchaser_id, opened.year, opened.contract)
        assert sum(item.committed.cents for item in held.values()) == standing(opened).content.amount.cents > 0
    (tmp_path / "root.pem").write_bytes(root)
    pdf = client.get(f"{address}versie-1.pdf").content
    (tmp_path / "a.pdf").write_bytes(pdf)
    verify = ["agreement", "verify", str(tmp_path / "a.pdf"), "--trust", str(tmp_path / "root.pem")]
    done = CliRunner().invoke(app, [*verify, "--fingerprint", fingerprint])
    assert done.exit_code == 0, done.output
    assert "getekend" in done.output
    other = CliRunner().invoke(app, [*verify, "--fingerprint", "0" * 64])
    assert other.exit_code == 1
    (tmp_path / "a.pdf").write_bytes(pdf.replace(b"/Title", b"/Titel", 1))
    assert CliRunner().invoke(app, verify).exit_code == 1


def test_a_seal_of_another_organisation_is_refused_and_the_own_is_taken_off_again(
    portal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, AFTER)
    client = signed_in(Role.ADMINISTRATION)
    own = Membership.objects.using("owner").filter(role=Role.ADMINISTRATION).order_by("pk")[0].organisation
    authority = make_authority(AFTER, 2048)
    ends = AFTER.replace(year=AFTER.year + 1)
    for identifier, words in (("NTRNL-00000000", "Nodig is een certificaat"), (identifier_of(own), "tekent vanaf nu")):
        key = issue(authority, "Iemand (SYNTHETIC)", identifier, AFTER, ends, 2048)
        closed = pkcs12.serialize_key_and_certificates(
            b"x", key.private, key.certificate, None, BestAvailableEncryption(b"geheim")
        )
        file = SimpleUploadedFile("zegel.p12", closed)
        answer = client.post("/organisatie/zegel/plaatsen/", {"seal": file, "password": "geheim"}, follow=True)
        assert words in unescape(answer.content.decode())
    row = SigningSeal.objects.using("owner").get(organisation=own)
    assert "PRIVATE" not in row.key
    assert "niet meer met dit certificaat" in said(client, "/organisatie/zegel/weg/")
    sql("DELETE FROM store_signingseal")


@pytest.mark.requirement("F-006", "F-007")
def test_who_does_not_come_to_an_agreement_makes_a_one_sided_filing_and_it_is_not_the_first_way(
    opened: Agreement,
) -> None:
    address, client = f"/overeenkomsten/{opened.pk}/", signed_in(Role.PROVIDING)
    page = unescape(client.get(f"{address}indienen/").content.decode())
    assert page.index("Overnamestaat (pdf)") < page.index("eenzijdig verzoek")
    assert "zonder reden" in said(client, f"{address}eenzijdig.pdf", reason=" ")
    answer = client.post(f"{address}eenzijdig.pdf", {"reason": "De prijs van groepszorg (SYNTHETIC)."})
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join("".join(leaf.extract_text() for leaf in PdfReader(BytesIO(answer.content)).pages).split())
    assert "Dit verzoek doet de zorgaanbieder zonder de inkoper" in text
    assert "De prijs van groepszorg" in text
    with acting(buyer()):
        content = standing(opened).content
    assert content.fingerprint in text.replace(" ", "")
    for reason, agreed, code in ((" ", False, NO_REASON), ("Toch niet.", True, AGREED_ALREADY)):
        refused = one_sided(OneSided(Side.PROVIDER, reason, AFTER.date(), 1), content, agreed=agreed)
        assert isinstance(refused, Finding)
        assert refused.code is code
    for role in (Role.PROVIDING, Role.PURCHASING):
        said(signed_in(role), f"{address}akkoord/", fingerprint=content.fingerprint)
    assert "Over versie 1 zijn beide kanten het eens" in said(client, f"{address}eenzijdig.pdf", reason="Toch niet.")
