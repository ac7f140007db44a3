"""A page about need as one HTML file that opens anywhere."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.adapters.report.figure import Figure
from driehoek.adapters.report.need.charts import bars, months, paths, stacks
from driehoek.adapters.report.need.maps import Atlas, drawn
from driehoek.adapters.report.page import render
from driehoek.application.document import Bullets, Paragraph, text_of
from driehoek.application.need.shown.page import LETTERS, Bars, Block, Chart, Map, Months, Page, Paths, Sheet, Stacks


def figures_of(page: Page, atlas: Atlas) -> Mapping[str, Figure]:
    """Draw every chart and map of a page, once for all media."""
    return {chart.id: _draw(chart, atlas) for chart in page.charts()}


def _draw(chart: Chart, atlas: Atlas) -> Figure:
    match chart:
        case Bars():
            return bars(chart)
        case Stacks():
            return stacks(chart)
        case Paths():
            return paths(chart)
        case Months():
            return months(chart)
        case Map():
            return drawn(chart, atlas)


def need_html(page: Page, figures: Mapping[str, Figure], files: tuple[tuple[str, str], ...] = ()) -> str:
    """Write a page as one HTML file; the same page gives the same text.

    Args:
        page: what it says.
        figures: its charts and maps, drawn.
        files: what lies beside it: what each is, and its path.
    """
    return render(
        "need.html.j2",
        {
            "page": page,
            "figures": figures,
            "files": files,
            "kind": _kind,
            "said": text_of,
            "bases": {basis: (letter, basis.dutch) for basis, letter in LETTERS.items()},
        },
    )


def _kind(block: Block) -> str:
    match block:
        case Paragraph():
            return "paragraph"
        case Bullets():
            return "bullets"
        case Sheet():
            return "sheet"
        case _:
            return "chart"
