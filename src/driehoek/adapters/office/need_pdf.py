"""Pages about need as PDF: the picture of a region, and the talk sheet of a municipality on one page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from driehoek.adapters.office.typesetting import Json, day_json, typeset
from driehoek.application.document import Bullets, Paragraph, text_of
from driehoek.application.need.shown.page import LETTERS, Block, Cell, Page, Part, Sheet

_OPENING = re.compile(r"<svg ")
_FONT = re.compile(r'font-family="[^"]*"')


def need_pdf(page: Page, drawings: Mapping[str, str], day: date, *, sheet: bool = False) -> bytes:
    """Typeset a page about need.

    Args:
        page: what it says.
        drawings: the SVG of each of its charts and maps, by id.
        day: the day of the picture, which the file carries; never of the clock.
        sheet: whether it must fit on one page.
    """
    data: dict[str, Json] = {
        "title": page.title,
        "author": "Driehoek",
        "description": f"{page.kicker}: {page.title}. {page.meta}",
        "date": day_json(day),
        "running": page.title,
        "footer": f"{page.kicker}. {'Openbaar' if page.published else 'Voor het zorgkantoor'}.",
        "synthetic": page.synthetic,
        "kicker": page.kicker,
        "meta": page.meta,
        "tiles": [{"label": tile.label, "cell": _cell(tile.cell), "note": tile.note} for tile in page.tiles],
        "lead": list(page.lead),
        "parts": [_part(part, drawings) for part in page.parts],
        "letters": [f"{letter} = {basis.dutch}" for basis, letter in LETTERS.items()],
        "foot": page.foot,
        "sheet": sheet,
    }
    return typeset("need.typ", data, day)


def _part(part: Part, drawings: Mapping[str, str]) -> Json:
    return {"title": part.title, "blocks": [_block(block, drawings) for block in part.blocks]}


def _block(block: Block, drawings: Mapping[str, str]) -> Json:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "tone": block.tone.value, "text": text_of(block.runs)}
        case Bullets():
            return {"kind": "bullets", "ordered": block.ordered, "items": [text_of(item) for item in block.items]}
        case Sheet():
            return _sheet(block)
        case _:
            svg = drawings.get(block.id, "")
            alt = f"{block.title}. {block.description} De cijfers staan in de tabel."
            return {"kind": "chart", "title": block.title, "note": block.description, "svg": _alone(svg), "alt": alt}


def _sheet(table: Sheet) -> Json:
    return {
        "kind": "sheet",
        "caption": table.caption,
        "columns": [{"title": item.title, "width": item.width, "numeric": item.numeric} for item in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "totals": [[_cell(cell) for cell in row] for row in table.totals],
    }


def _cell(cell: Cell) -> Json:
    return {"text": cell.text, "letter": cell.letter, "note": cell.note}


def _alone(svg: str) -> str:
    """A drawing that stands alone: with its name space, and with the fonts that are embedded."""
    return _FONT.sub(
        'font-family="Libertinus Serif"', _OPENING.sub('<svg xmlns="http://www.w3.org/2000/svg" ', svg, count=1)
    )
