"""An agreement on paper: its data inside, its fingerprint on the page of signatures, and thousands of lines."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from time import perf_counter

import pikepdf
from pypdf import PdfReader

from driehoek.adapters.office.agreement_pdf import agreement_pdf
from driehoek.domain.agreement.sheet import Side
from driehoek.kernel import fingerprint
from tests.agreements import COUNCIL, PROVIDER, document
from tests.signed import both


def _attached(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(pdf)) as held:
        return {name: held.attachments[name].get_file().read_bytes() for name in held.attachments}


def test_anybody_can_count_the_fingerprint_again_from_the_data_inside() -> None:
    made = document()
    files = _attached(agreement_pdf(made))
    data = json.loads(files["agreement.json"])
    plain = json.dumps(data["agreement"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert sha256(plain).hexdigest() == data["fingerprint"] == made.fingerprint
    assert files["inbreng.txt"] == COUNCIL.data
    assert _attached(both()) == files


def test_the_fingerprint_is_over_the_record_that_was_agreed() -> None:
    said = {"what": "was agreed"}
    made = replace(document(), said=said)
    assert made.fingerprint == fingerprint(said) != document().fingerprint
    assert json.loads(_attached(agreement_pdf(made))["agreement.json"])["agreement"] == said


def test_the_pages_say_who_agreed_on_which_mandate_to_which_content() -> None:
    made = document()
    text = " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(agreement_pdf(made))).pages).split())
    for words in (
        "Ondertekening",
        PROVIDER.identifier,
        "De bestuurder",
        "volledig tot € 5.000.000",
        "2 november 2026, 10.30 uur",
        made.fingerprint,
        "SYN0006",
        "Bijlage: inbreng van de cliëntenraad",
        "SYNTHETIC",
        "Partijen spreken elkaar binnen twee weken.",
    ):
        assert words in text, words


def test_a_side_that_did_not_agree_is_shown_so_and_the_same_gives_the_same_bytes() -> None:
    made = replace(document(), agreed={Side.PURCHASER: document().agreed[Side.PURCHASER]})
    assert agreement_pdf(made) == agreement_pdf(made)
    assert "nog niet" in "\n".join(page.extract_text() for page in PdfReader(BytesIO(agreement_pdf(made))).pages)


def test_signing_keeps_the_marks_of_pdf_a_and_pdf_ua() -> None:
    with pikepdf.open(BytesIO(both())) as held:
        metadata = held.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")
        assert held.Root.MarkInfo.Marked
        widgets = list(held.pages[0].Annots)
        assert [str(one.TU) for one in widgets] == [
            "Handtekening van de inkoper",
            "Handtekening van de zorgaanbieder",
        ]
        assert all(int(one.F) & 4 and not int(one.F) & 0b100011 for one in widgets)  # printed, hidden in no way
        assert str(held.pages[0].Tabs) == "/S"


def test_three_thousand_lines_are_bearable() -> None:
    made = document(count=3_000)
    began = perf_counter()
    pdf = agreement_pdf(made)
    assert perf_counter() - began < 20
    assert len(PdfReader(BytesIO(pdf)).pages) > 50
