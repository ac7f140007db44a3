"""The report of all input of clients as one HTML file, and as a part of the report of the round."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from driehoek.adapters.report.page import render
from driehoek.application.council import InputReport
from driehoek.application.document import Block, Bullets, Runs, Section, Table, text_of

HIGHEST = 6
"""HTML knows no deeper heading."""


def input_html(report: InputReport) -> str:
    """Write the report as one HTML file; the same report gives the same text."""
    return render("input.html.j2", {"report": report, "content": input_part(report, 2)})


def input_part(report: InputReport, level: int) -> Markup:
    """What the report says, under headings from ``level`` on."""
    return _blocks(report.sections, level)


def _blocks(blocks: Iterable[Block], level: int) -> Markup:
    return Markup("\n").join(_block(block, level) for block in blocks)


def _block(block: Block, level: int) -> Markup:
    match block:
        case Section():
            head = min(level, HIGHEST)
            return Markup("<h{0}>{1}</h{0}>\n{2}").format(head, block.title, _blocks(block.blocks, level + 1))
        case Bullets():
            items = Markup("").join(Markup("<li>{}</li>").format(text_of(item)) for item in block.items)
            return Markup("<ul>{}</ul>").format(items)
        case Table():
            return _table(block)
        case _:
            lines = Markup("<br>").join(escape(line) for line in text_of(block.runs).splitlines())
            return Markup("<p>{}</p>").format(lines)


def _table(table: Table) -> Markup:
    head = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(Markup(' class="n"') if item.numeric else "", item.title)
        for item in table.columns
    )
    rows = Markup("").join(_row(row, table) for row in (*table.rows, *table.totals))
    return Markup("<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
        table.caption, head, rows
    )


def _row(row: tuple[Runs, ...], table: Table) -> Markup:
    first, *rest = row
    cells = Markup("").join(
        Markup("<td{}>{}</td>").format(Markup(' class="n"') if column.numeric else "", text_of(cell))
        for column, cell in zip(table.columns[1:], rest, strict=True)
    )
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(text_of(first), cells)
