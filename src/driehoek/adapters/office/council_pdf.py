"""What clients read as PDF: two sheets per location in large type, and the report of all input."""

from __future__ import annotations

from datetime import date

from driehoek.adapters.office.typesetting import Json, blocks_json, day_json, typeset
from driehoek.application.council import ClientPages, InputReport
from driehoek.application.document import Section
from driehoek.kernel.dutch import day


def client_pages_pdf(pages: ClientPages) -> bytes:
    """Typeset the two pages of one location: two sheets, whatever stands in them."""
    data: dict[str, Json] = {
        "title": pages.title,
        "author": "Driehoek",
        "description": f"{pages.title}. {pages.under}",
        "date": day_json(pages.day),
        "running": pages.title,
        "footer": pages.under,
        "synthetic": pages.synthetic,
        "under": pages.under,
        "changes": blocks_json(pages.changes),
        "promised": blocks_json(pages.promised),
    }
    return typeset("client_pages.typ", data, pages.day)


def document_pdf(title: str, author: str, sections: tuple[Section, ...], made: date, *, synthetic: bool) -> bytes:
    """Typeset a document of sections, dated on the day it tells of."""
    edition = f"Stand van {day(made)}"
    data: dict[str, Json] = {
        "title": title,
        "author": author,
        "description": f"{title}, {edition}",
        "date": day_json(made),
        "running": title,
        "footer": f"{author}, {edition}",
        "synthetic": synthetic,
        "edition": edition,
        "sections": blocks_json(sections),
    }
    return typeset("document.typ", data, made)


def input_report_pdf(report: InputReport, made: date) -> bytes:
    """Typeset the report of all input."""
    return document_pdf(report.title, report.purchaser, report.sections, made, synthetic=report.synthetic)
