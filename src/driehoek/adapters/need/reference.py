"""The reference page of the folder about need, made from the same tables that the reader follows."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.adapters.need.tables import TABLES
from driehoek.kernel.tabular import Column, Table

_BAR = "\\|"

_HEAD = """\
# The folder about need

What a purchaser has about need goes into CSV files in one folder: a folder of its own, or `need/` in a dossier. Every
file may be left out; the picture then says what it could not tell. `driehoek need picture --need FOLDER` reads them
and reports all faults at once, each with file, line, column and mend.

Separator `;` (also `,` or tab), UTF-8, a header with the names below in any order, lines that begin with `#` are
remarks. A line whose `source` says SYNTHETIC is shown as made up wherever its figure shows. Municipalities are those of
the list of 2019. A column in *italics* may be left out, and its cells may be empty.
"""


def need_page() -> str:
    """The page in Markdown."""
    return "\n".join([_HEAD, *(line for table in TABLES for line in _table(table))]) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield f"## `{table.file}`"
    yield ""
    yield f"{table.meaning} Once per {', '.join(table.key)}."
    yield ""
    yield "| column | what it says | how it is written | example |"
    yield "|---|---|---|---|"
    yield from (_column(column) for column in table.columns)
    yield ""


def _column(column: Column) -> str:
    name = f"`{column.name}`" if column.required else f"*`{column.name}`*"
    cells = (column.meaning, column.kind.value, column.example)
    return f"| {name} | {' | '.join(cell.replace('|', _BAR) for cell in cells)} |"
