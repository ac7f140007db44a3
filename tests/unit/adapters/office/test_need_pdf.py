"""The picture of a region and the talk sheet as PDF: tagged, with words for each drawing, the sheet on one page."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from driehoek.adapters.office.need_pdf import need_pdf
from driehoek.adapters.report.need import Atlas, figures_of
from driehoek.application.need.shown.region import region_page
from driehoek.application.need.shown.towns import talk_sheet
from driehoek.application.need.shown.view import View
from driehoek.bootstrap.need_pages import small_numbers, tiles
from driehoek.testing.need_pictures import TOWNS, need_picture

MADE = need_picture()
VIEW = View.of(MADE, small_numbers(MADE.day))


def region_pdf() -> bytes:
    page = region_page(VIEW)
    drawings = {name: str(item.wide) for name, item in figures_of(page, Atlas(tiles())).items()}
    return need_pdf(page, drawings, MADE.day)


def test_the_region_picture_is_pdf_a_and_pdf_ua_with_words_for_each_drawing() -> None:
    made = region_pdf()
    with pikepdf.open(BytesIO(made)) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        assert meta["dc:title"] == "Flevoland (SYNTHETIC): vraag en aanbod van langdurige zorg"
        alts = [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    assert any(alt.startswith("Wie wacht, en hoe.") for alt in alts)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    assert "SYNTHETIC: verzonnen gegevens" in text
    assert "3.744" in text
    assert "< 10" in text
    assert region_pdf() == made


@pytest.mark.parametrize("town", [code for code, _ in TOWNS])
def test_a_talk_sheet_fits_on_one_page(town: str) -> None:
    made = need_pdf(talk_sheet(VIEW, town), {}, MADE.day, sheet=True)
    assert len(PdfReader(BytesIO(made)).pages) == 1
