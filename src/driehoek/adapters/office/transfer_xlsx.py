"""The transfer sheet as a workbook: one sheet per page of the official form, with totals to tick off.

What the portal shows as a total is typed beside ours; the difference calculates itself. Nothing else can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from driehoek.adapters.office.form_formulas import amount_formula, euros, units
from driehoek.adapters.office.form_xlsx import SHEETS
from driehoek.application.agreement.filed import FiledDifference
from driehoek.application.agreement.transfer import (
    NOT_THE_FILING,
    Production,
    TransferLine,
    TransferPage,
    TransferSheet,
)
from driehoek.application.forms import MONEY_PAGES, Page
from driehoek.domain.agreement.lines import RoundKind
from driehoek.kernel import Quantity, Unit

GUIDE, DIFFERENCES = "Uitleg", "Verschillen"
_EURO = "[$€-413] #,##0.00"
_HEAD = {"bold": True, "bg_color": "#EEF3F8", "border": 1, "border_color": "#B8C4D0", "text_wrap": True}
_STYLES: Mapping[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14, "font_color": "#154273"},
    "block": {"bold": True, "font_color": "#154273"},
    "head": dict(_HEAD),
    "head-right": {**_HEAD, "align": "right"},
    "text": {}, "wrap": {"text_wrap": True, "valign": "top"}, "bold": {"bold": True},
    "euro": {"num_format": _EURO}, "total": {"num_format": _EURO, "bold": True, "top": 1},
    "whole": {"num_format": "#,##0"}, "hours": {"num_format": "#,##0.00##"},
    "in-euro": {"num_format": _EURO, "locked": False, "bg_color": "#FFF8DC", "border": 1},
    "in-text": {"locked": False, "bg_color": "#FFF8DC", "border": 1, "align": "center"},
    "check": {"bold": True, "indent": 1},
    "badge": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#9A1B1B"},
}  # fmt: skip
_HEADS = (
    "Prestatie",
    "Omschrijving",
    "Eenheid",
    "Aantal",
    "Prijs",
    "Bedrag",
    "In het portaal",
    "Verschil",
    "Overgenomen",
)
_RIGHT = frozenset({"Aantal", "Prijs", "Bedrag", "In het portaal", "Verschil", "Aangeboden", "Capaciteit"})
_WIDTHS = (13, 46, 12, 15, 13, 18, 18, 16, 14, 16)
_QUANTITY, _PRICE, _AMOUNT, _THERE, _LESS, _TICK, _BESIDE = 3, 4, 5, 6, 7, 8, 9
_SYNTHETIC = "SYNTHETIC: de tarieven en prestaties met SYN zijn verzonnen en gelden nergens."


def transfer_xlsx(
    sheet: TransferSheet,
    filed: Sequence[FiledDifference] | None = None,
    decided: Sequence[FiledDifference] | None = None,
) -> bytes:
    """Write the sheet as a workbook, with what differs from portal and decision where those were read."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = xlsxwriter.Workbook(target, options)
    made = datetime.combine(sheet.form.decided_on, time(12))
    file.set_properties({"title": sheet.title, "author": sheet.form.purchaser, "created": made})
    book = _Book(sheet, file, {name: file.add_format(style) for name, style in _STYLES.items()})
    book.guide()
    for page in sheet.pages:
        _PAGES.get(page.page, _money_page)(book, page)
    if filed is not None or decided is not None:
        _differences(book, (("portaal", filed), ("beschikking", decided)))
    file.close()
    return target.getvalue()


@dataclass(slots=True)
class _Book:
    """A workbook being written, with the cells of the page totals."""

    sheet: TransferSheet
    file: Any
    styles: dict[str, Any]
    totals: dict[Page, tuple[str, str]] = field(default_factory=dict)

    def add(self, name: str, title: str, widths: Sequence[int]) -> Any:
        """Add a sheet with title, what it is not, badge and protection."""
        made = self.file.add_worksheet(name)
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        made.write_string(0, 0, f"{title} {self.sheet.form.year}", self.styles["title"])
        made.write_string(1, 0, NOT_THE_FILING, self.styles["bold"])
        if self.sheet.form.synthetic:
            made.merge_range(2, 0, 2, max(len(widths) - 1, 1), _SYNTHETIC, self.styles["badge"])
        made.set_landscape()
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        made.set_footer(f"&LContract {self.sheet.form.contract}&RPagina &P van &N")
        made.protect("", {"format_columns": True, "format_rows": True})
        return made

    def heads(self, made: Any, row: int, heads: Sequence[str]) -> None:
        """Write a row of heads."""
        made.set_row(row, 30)
        for column, head in enumerate(heads):
            made.write_string(row, column, head, self.styles["head-right" if head in _RIGHT else "head"])

    def guide(self) -> None:
        """The sheet that says what this is and is not."""
        made = self.add(GUIDE, self.sheet.title.rsplit(" ", 1)[0], (110, 10))
        told = (
            *self.sheet.words()[1:],
            "Ieder blad is een bladzijde van het formulier. Zet achter iedere regel 'ja' als hij is overgenomen.",
            "Typ in het gele vak het totaal dat het portaal toont. Het verschil rekent zichzelf uit en moet nul zijn.",
        )
        for row, text in enumerate(told, start=4):
            made.set_row(row, 15 * (len(text) // 100 + 1))
            made.write_string(row, 0, text, self.styles["wrap"])

    def tick(self, made: Any, row: int, column: int) -> None:
        """A box for 'ja'."""
        made.write_blank(row, column, None, self.styles["in-text"])
        made.data_validation(row, column, row, column, {"validate": "list", "source": ["ja"]})

    def typed_total(self, made: Any, row: int, ours: str) -> tuple[str, str]:
        """Room for the total of the portal, with the difference; returns the cells of both totals."""
        there = xl_rowcol_to_cell(row, _THERE)
        made.write_blank(row, _THERE, None, self.styles["in-euro"])
        less = f'=IF({there}="","",ROUND({there}-{ours},2))'
        made.write_formula(row, _LESS, less, self.styles["euro"], "")
        told = f'=IF({there}="","nog invullen",IF(ROUND({there}-{ours},2)=0,"klopt","klopt niet"))'
        made.write_formula(row, _TICK, told, self.styles["check"], "nog invullen")
        name = made.get_name()
        return f"'{name}'!{ours}", f"'{name}'!{there}"


def _front(book: _Book, page: TransferPage) -> None:
    form = book.sheet.form
    made = book.add(SHEETS[page.page], page.title, (30, 60, 14))
    rows = (
        ("Zorgaanbieder", form.provider), ("AGB-code aanbieder", form.agb), ("AGB-code contract", form.contract),
        ("Zorgkantoor", form.purchaser), ("UZOVI-code", form.uzovi or "-"), ("Regio (COD001)", form.region),
        ("Ronde", book.sheet.round.value), ("Jaar", str(form.year)), ("Indienen", book.sheet.by),
    )  # fmt: skip
    book.heads(made, 4, ("Gegeven", "Waarde", "Overgenomen"))
    for row, (label, value) in enumerate(rows, start=5):
        made.write_string(row, 0, label, book.styles["bold"])
        made.write_string(row, 1, value, book.styles["text"])
        book.tick(made, row, 2)


def _money_page(book: _Book, page: TransferPage) -> None:
    made = book.add(SHEETS[page.page], page.title, _WIDTHS)
    if page.absent is not None and page.page not in MONEY_PAGES:
        made.write_string(4, 0, page.absent.reason_nl, book.styles["text"])
        return
    heads = list(_HEADS)
    if any(line.before is not None for line in book.sheet.lines()):
        heads.append("Vorige afspraak")
    elif book.sheet.round is RoundKind.SETTLEMENT:
        heads.append("Afgesproken")
    book.heads(made, 4, heads)
    row, subtotals = 5, []
    for block in page.blocks:
        made.write_string(row, 0, block.title, book.styles["block"])
        first = row + 1
        for row, line in enumerate(block.lines, start=first):
            _line(book, made, row, line, beside=len(heads) > len(_HEADS))
        row += 1
        made.write_string(row, 1, f"Totaal {block.title}", book.styles["bold"])
        cells = f"{xl_rowcol_to_cell(first, _AMOUNT)}:{xl_rowcol_to_cell(row - 1, _AMOUNT)}"
        made.write_formula(row, _AMOUNT, f"=ROUND(SUM({cells}),2)", book.styles["total"], euros(block.amount))
        subtotals.append(xl_rowcol_to_cell(row, _AMOUNT))
        book.typed_total(made, row, subtotals[-1])
        row += 2
    if page.absent is not None:
        made.write_string(row, 1, page.absent.reason_nl, book.styles["text"])
        row += 2
    made.write_string(row, 1, "Totaal van deze bladzijde", book.styles["bold"])
    summed = f"=ROUND({'+'.join(subtotals) or '0'},2)"
    made.write_formula(row, _AMOUNT, summed, book.styles["total"], euros(page.amount))
    book.totals[page.page] = book.typed_total(made, row, xl_rowcol_to_cell(row, _AMOUNT))


def _line(book: _Book, made: Any, row: int, line: TransferLine, *, beside: bool) -> None:
    unit = line.quantity.unit
    style = book.styles["hours" if unit is Unit.HOUR else "whole"]
    for column, text in enumerate((line.product, line.name, unit.dutch)):
        made.write_string(row, column, text, book.styles["text"])
    made.write_number(row, _QUANTITY, units(line.quantity.value), style)
    if line.price is not None:
        made.write_number(row, _PRICE, euros(line.price), book.styles["euro"])
    price, quantity = (xl_rowcol_to_cell(row, column) for column in (_PRICE, _QUANTITY))
    made.write_formula(row, _AMOUNT, amount_formula(price, quantity, unit), book.styles["euro"], euros(line.amount))
    book.tick(made, row, _TICK)
    if beside:
        shown = line.before if line.before is not None else line.agreed
        made.write_number(row, _BESIDE, units(shown.value), style)


def _capacity(book: _Book, page: TransferPage) -> None:
    made = book.add(SHEETS[page.page], page.title, (13, 46, 24, 12, 15, 15, 14))
    book.heads(made, 4, ("Prestatie", "Omschrijving", "Perceel", "Eenheid", "Aangeboden", "Capaciteit", "Overgenomen"))
    if not book.sheet.form.capacity:
        made.write_string(5, 0, "Er is geen aanbod bekend in deze ronde.", book.styles["text"])
    for row, item in enumerate(book.sheet.form.capacity, start=5):
        for column, text in enumerate((item.product, item.name, item.lot_name, item.offered.unit.dutch)):
            made.write_string(row, column, text, book.styles["text"])
        style = book.styles["hours" if item.offered.unit is Unit.HOUR else "whole"]
        made.write_number(row, 4, units(item.offered.value), style)
        if item.capacity is None:
            made.write_string(row, 5, "geen grens", book.styles["text"])
        else:
            made.write_number(row, 5, units(item.capacity.value), style)
        book.tick(made, row, 6)


def _production(book: _Book, page: TransferPage) -> None:
    made = book.add(SHEETS[page.page], page.title, (13, 46, 12, 15, 15, 15, 14))
    if page.absent is not None or not book.sheet.production:
        told = page.absent.reason_nl if page.absent else "Er is niet opgegeven wat er is geleverd."
        made.write_string(4, 0, told, book.styles["text"])
        return
    heads = ("Prestatie", "Omschrijving", "Eenheid", "Afgesproken", "Geleverd", "Meer (+) of minder (-)", "Overgenomen")
    book.heads(made, 4, heads)
    for row, item in enumerate(book.sheet.production, start=5):
        _produced(book, made, row, item)


def _produced(book: _Book, made: Any, row: int, item: Production) -> None:
    unit = item.agreed.unit
    style = book.styles["hours" if unit is Unit.HOUR else "whole"]
    for column, text in enumerate((item.product, item.name, unit.dutch)):
        made.write_string(row, column, text, book.styles["text"])
    made.write_number(row, 3, units(item.agreed.value), style)
    made.write_number(row, 4, units(item.delivered.value), style)
    cells = [xl_rowcol_to_cell(row, column) for column in (4, 3)]
    live = f"=(ROUND({cells[0]}*{unit.steps},0)-ROUND({cells[1]}*{unit.steps},0))/{unit.steps}"
    made.write_formula(row, 5, live, style, units(Quantity(item.over, unit).value))
    book.tick(made, row, 6)


def _recap(book: _Book, page: TransferPage) -> None:
    made = book.add(SHEETS[page.page], page.title, _WIDTHS)
    book.heads(made, 4, ("", "Bladzijde", "", "", "", "Bedrag", "In het portaal", "Verschil", "Klopt"))
    row = 5
    for item in book.sheet.pages:
        if item.page in MONEY_PAGES:
            ours, there = book.totals[item.page]
            made.write_string(row, 1, item.title, book.styles["text"])
            made.write_formula(row, _AMOUNT, f"={ours}", book.styles["euro"], euros(item.amount))
            made.write_formula(row, _THERE, f'=IF({there}="","",{there})', book.styles["euro"], "")
            cells = xl_rowcol_to_cell(row, _THERE), xl_rowcol_to_cell(row, _AMOUNT)
            less = f'=IF({cells[0]}="","",ROUND({cells[0]}-{cells[1]},2))'
            made.write_formula(row, _LESS, less, book.styles["euro"], "")
            row += 1
    made.write_string(row, 1, "Totaal", book.styles["bold"])
    ours = xl_rowcol_to_cell(row, _AMOUNT)
    made.write_formula(row, _AMOUNT, f"=ROUND(SUM(F6:F{row}),2)", book.styles["total"], euros(book.sheet.amount))
    book.typed_total(made, row, ours)
    made.write_string(row + 2, 1, "Onderteken in het portaal pas als hier 'klopt' staat.", book.styles["bold"])


_PAGES = {Page.FRONT: _front, Page.CAPACITY: _capacity, Page.PRODUCTION: _production, Page.RECAP: _recap}


def _differences(book: _Book, read: Sequence[tuple[str, Sequence[FiledDifference] | None]]) -> None:
    made = book.add(DIFFERENCES, "Verschillen", (14, 30, 34, 34, 34, 80))
    book.heads(made, 4, ("Met", "Prestatie", "Wat", "Bij ons", "Daar", "Wat u doet"))
    row = 5
    for name, differences in read:
        for item in differences or ():
            cells = (name, item.product, item.what, item.ours, item.theirs, item.finding.mend())
            for column, text in enumerate(cells):
                made.write_string(row, column, text, book.styles["wrap"])
            row += 1
        if differences is not None and not differences:
            made.write_string(row, 0, name, book.styles["text"])
            made.write_string(row, 1, "Geen verschillen.", book.styles["text"])
            row += 1
