"""Typeset with typst: one compiler per template, kept between documents; embedded fonts only.

Every PDF is produced as PDF/A-3a and PDF/UA-1. No validator was run on them: the tests look at tags, language, title
and outline, and claim no more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import typst

from driehoek.application.document import Block, Bullets, Paragraph, Section, Table, text_of

TEMPLATES = Path(__file__).parent / "templates"
_STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


@cache
def _compiler(template: str) -> typst.Compiler:
    """A compiler that has read its template and fonts; it is reused, for starting one costs more than a letter."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return typst.Compiler(str(TEMPLATES / template), root=str(TEMPLATES), font_paths=fonts, ignore_system_fonts=True)


def typeset(template: str, data: Mapping[str, Json], day: date, *, attached: str = "") -> bytes:
    """Fill ``template`` with ``data`` and return the PDF; the same input gives the same bytes.

    Args:
        template: the name of a file in ``templates``.
        data: what the template shows.
        day: the day that the file says it was made: of the decision, never of the clock.
        attached: a file of text that travels inside, for a template that attaches one.
    """
    stamp = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    made = _compiler(template).compile(
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "attached": attached},
        pdf_standards=_STANDARDS,
        timestamp=stamp,
    )
    assert isinstance(made, bytes), "a PDF is one file"
    return made


def blocks_json(blocks: Iterable[Block]) -> list[Json]:
    """The blocks of a document as the templates read them."""
    return [_block(block) for block in blocks]


def day_json(day: date) -> list[Json]:
    """A date as the templates read it."""
    return [day.year, day.month, day.day]


def _block(block: Block) -> Json:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "tone": block.tone.value, "text": text_of(block.runs)}
        case Bullets():
            return {"kind": "bullets", "ordered": block.ordered, "items": [text_of(item) for item in block.items]}
        case Section():
            return {"kind": "section", "title": block.title, "blocks": blocks_json(block.blocks)}
        case Table():
            return _table(block)


def _table(table: Table) -> Json:
    return {
        "kind": "table",
        "caption": table.caption,
        "columns": [{"title": col.title, "width": col.width, "numeric": col.numeric} for col in table.columns],
        "rows": [[text_of(cell) for cell in row] for row in table.rows],
        "totals": [[text_of(cell) for cell in row] for row in table.totals],
    }
