"""The budget form as an Excel workbook: live formulas with their values filled in, protected except the quantities.

The same form gives the same bytes: the file carries the day of decision as its day of making.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from driehoek.adapters.office.form_formulas import (
    Share,
    amount_formula,
    euros,
    exact,
    price_formula,
    price_rounding,
    units,
)
from driehoek.application.forms import MONEY_PAGES, BudgetForm, FormLine, FormPage, Page
from driehoek.kernel import Rounding, Unit, total
from driehoek.kernel.dutch import day

SHEETS: Mapping[Page, str] = {
    Page.FRONT: "1 Voorblad",
    Page.INTRAMURAL: "2 Verblijf",
    Page.MODULAR: "3 Modulair",
    Page.VPT: "4 Vpt",
    Page.OTHER: "5 Overig",
    Page.CAPACITY: "6 Capaciteit",
    Page.CAPITAL: "7 Kapitaal",
    Page.PRODUCTION: "8 Productie",
    Page.QUESTIONNAIRE: "9 Vragen",
    Page.RECAP: "10 Samenvatting",
}
_GROUNDS_FIRST = 10
LINES = "Regels"
GROUNDS = "Onderbouwing"

_EURO = "[$€-413] #,##0.00"
_STYLES: Mapping[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14, "font_color": "#154273"},
    "block": {"bold": True, "font_color": "#154273"},
    "head": {"bold": True, "bg_color": "#EEF3F8", "border": 1, "border_color": "#B8C4D0", "text_wrap": True},
    "head-right": {
        "bold": True,
        "bg_color": "#EEF3F8",
        "border": 1,
        "border_color": "#B8C4D0",
        "text_wrap": True,
        "align": "right",
    },
    "text": {},
    "after": {"indent": 1},
    "wrap": {"text_wrap": True, "valign": "top", "indent": 1},
    "bold": {"bold": True},
    "right": {"align": "right"},
    "check": {"bold": True, "indent": 1},
    "euro": {"num_format": _EURO},
    "total": {"num_format": _EURO, "bold": True, "top": 1},
    "percent": {"num_format": "0.00##%"},
    "whole": {"num_format": "#,##0"},
    "hours": {"num_format": "#,##0.00##"},
    "in-whole": {"num_format": "#,##0", "locked": False, "bg_color": "#FFF8DC", "border": 1},
    "in-hours": {"num_format": "#,##0.00##", "locked": False, "bg_color": "#FFF8DC", "border": 1},
    "in-text": {"locked": False, "bg_color": "#FFF8DC", "border": 1},
    "badge": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#9A1B1B"},
}
_HEADS = (
    "Prestatie", "Omschrijving", "Perceel", "Eenheid", "Aantal", "Maximumtarief", "Percentage", "Prijs", "Bedrag",
    "Hoogste aantal", "Bron tarief",
)  # fmt: skip
_NUMERIC = frozenset(
    {
        "Aantal", "Maximumtarief", "Percentage", "Prijs", "Bedrag", "Hoogste aantal", "Aangeboden", "Capaciteit",
        "Afgesproken", "Teller", "Noemer", "Deel",
    }
)  # fmt: skip
_WIDTHS = (11, 36, 24, 11, 13, 14, 12, 12, 17, 13, 13)
_QUANTITY, _MAXIMUM, _SHARE, _PRICE, _AMOUNT, _LIMIT = 4, 5, 6, 7, 8, 9
_SYNTHETIC = "SYNTHETIC: de tarieven en prestaties met SYN zijn verzonnen en gelden nergens."


@dataclass(slots=True)
class _Book:
    """A workbook being written, with the cells that later sheets refer to."""

    form: BudgetForm
    file: Any
    styles: dict[str, Any]
    totals: dict[Page, str] = field(default_factory=dict)
    amounts: list[tuple[FormLine, str]] = field(default_factory=list)
    shares: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def sheet(self, name: str, title: str, widths: Sequence[int], *, freeze: int = 3) -> Any:
        """Add a sheet with title, badge, print set-up and protection."""
        sheet = self.file.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, f"{title} {self.form.year}", self.styles["title"])
        if self.form.synthetic and len(widths) > 1:
            sheet.merge_range(1, 0, 1, len(widths) - 1, _SYNTHETIC, self.styles["badge"])
        elif self.form.synthetic:
            sheet.write_string(1, 0, _SYNTHETIC, self.styles["badge"])
        sheet.freeze_panes(freeze, 0)
        sheet.repeat_rows(0, freeze - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L{_plain(self.form.provider)}&R{'SYNTHETIC' if self.form.synthetic else ''}")
        sheet.set_footer(f"&LContract {self.form.contract}&RPagina &P van &N")
        sheet.protect("", {"format_columns": True, "format_rows": True})
        return sheet

    def heads(self, sheet: Any, row: int, heads: Sequence[str]) -> None:
        """Write a header row, two lines high."""
        sheet.set_row(row, 30)
        for column, head in enumerate(heads):
            sheet.write_string(row, column, head, self.styles["head-right" if head in _NUMERIC else "head"])

    def formula(self, sheet: Any, place: tuple[int, int], formula: str, style: str, value: float | str) -> str:
        """Write a formula with its value and return the cell with its sheet, for other sheets."""
        sheet.write_formula(*place, formula, self.styles[style], value)
        return f"'{sheet.get_name()}'!{xl_rowcol_to_cell(*place)}"


def form_xlsx(form: BudgetForm) -> bytes:
    """Write the form as a workbook."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = xlsxwriter.Workbook(target, options)
    made = datetime.combine(form.decided_on, time(12))
    title = f"Budgetformulier {form.year}, contract {form.contract}"
    file.set_properties({"title": title, "author": form.purchaser, "created": made})
    book = _Book(form, file, {name: file.add_format(style) for name, style in _STYLES.items()})
    # sheets stand in the order in which people read; the last one is referred to from the start
    _place_shares(book)
    _front(book)
    for page in form.pages:
        if page.page in MONEY_PAGES:
            _money_page(book, page)
        elif page.page is Page.CAPACITY:
            _capacity(book)
        elif page.absent is not None:
            sheet = book.sheet(SHEETS[page.page], f"{page.page.value}. {page.page.title}", (110,))
            sheet.write_string(3, 0, page.absent.reason_nl, book.styles["wrap"])
    _recap(book)
    _lines(book)
    _grounds(book)
    file.close()
    return target.getvalue()


def _plain(text: str) -> str:
    """Text for a header or footer, where ``&`` starts a code."""
    return text.replace("&", "&&")


def _front(book: _Book) -> None:
    form = book.form
    sheet = book.sheet(SHEETS[Page.FRONT], "Budgetformulier", (30, 60))
    rows = (
        ("Zorgaanbieder", form.provider),
        ("AGB-code aanbieder", form.agb),
        ("AGB-code contract", form.contract),
        ("Sector", f"{form.sector.value} ({form.sector.dutch})"),
        ("Zorgkantoor", form.purchaser),
        ("UZOVI-code", form.uzovi or "-"),
        ("Regio (COD001)", form.region),
        ("Ronde", form.round.value),
        ("Beleid", form.policy),
        ("Datum van het besluit", day(form.decided_on)),
    )
    for row, (label, value) in enumerate(rows, start=3):
        sheet.write_string(row, 0, label, book.styles["bold"])
        sheet.write_string(row, 1, value, book.styles["text"])
    row = len(rows) + 4
    for text in (
        "Alleen de gele vakken kunt u invullen. Prijzen, bedragen en totalen rekenen zichzelf uit.",
        "Uren vult u in met decimalen die op hele minuten uitkomen, zoals 2,25. Een formule zoals =135/60 mag ook.",
        f"Op het blad '{GROUNDS}' staat hoe ieder bedrag is gemaakt.",
        "Het formulier geldt als beide partijen het hebben ondertekend (blad 10).",
    ):
        sheet.write_string(row, 0, text, book.styles["text"])
        row += 1


def _money_page(book: _Book, page: FormPage) -> None:
    sheet = book.sheet(SHEETS[page.page], f"{page.page.value}. {page.page.title}", _WIDTHS)
    book.heads(sheet, 2, _HEADS)
    row, subtotals = 3, []
    for block in page.blocks:
        sheet.write_string(row, 0, block.title, book.styles["block"])
        first = row + 1
        for row, line in enumerate(block.lines, start=first):
            _money_line(book, sheet, row, line)
        row += 1
        sheet.write_string(row, 1, f"Totaal {block.title}", book.styles["bold"])
        cells = f"{xl_rowcol_to_cell(first, _AMOUNT)}:{xl_rowcol_to_cell(row - 1, _AMOUNT)}"
        book.formula(sheet, (row, _AMOUNT), f"=ROUND(SUM({cells}),2)", "total", euros(block.amount))
        subtotals.append(xl_rowcol_to_cell(row, _AMOUNT))
        row += 2
    if not page.blocks:
        sheet.write_string(row, 1, "Op deze pagina is niets afgesproken.", book.styles["text"])
        row += 2
    sheet.write_string(row, 1, "Totaal van deze pagina", book.styles["bold"])
    summed = "+".join(subtotals) or "0"
    book.totals[page.page] = book.formula(sheet, (row, _AMOUNT), f"=ROUND({summed},2)", "total", euros(page.amount))


def _money_line(book: _Book, sheet: Any, row: int, item: FormLine) -> None:
    line, styles = item.line, book.styles
    for column, text in enumerate((line.product, line.name, item.lot, line.quantity.unit.dutch)):
        sheet.write_string(row, column, text, styles["text"])
    hours = line.quantity.unit is Unit.HOUR
    sheet.write_number(row, _QUANTITY, units(line.quantity.value), styles["in-hours" if hours else "in-whole"])
    sheet.write_number(row, _MAXIMUM, euros(line.maximum), styles["euro"])
    numerator, denominator = book.shares[line.lot, line.product]
    shown = units(line.share.value)
    book.formula(sheet, (row, _SHARE), f"={numerator}/{denominator}", "percent", shown)
    maximum, price, quantity = (xl_rowcol_to_cell(row, column) for column in (_MAXIMUM, _PRICE, _QUANTITY))
    rule = _live_rule(item)
    if rule is None:
        sheet.write_number(row, _PRICE, euros(line.price), styles["euro"])
    else:
        live = price_formula(maximum, numerator, denominator, rule)
        book.formula(sheet, (row, _PRICE), live, "euro", euros(line.price))
    live = amount_formula(price, quantity, line.quantity.unit)
    cell = book.formula(sheet, (row, _AMOUNT), live, "euro", euros(line.amount))
    if item.limit is not None:
        sheet.write_number(row, _LIMIT, units(item.limit.value), styles["hours" if hours else "whole"])
    sheet.write_string(row, _LIMIT + 1, line.badge.value, styles["after"])
    sheet.data_validation(row, _QUANTITY, row, _QUANTITY, _validation(item, row))
    book.amounts.append((item, cell))


def _live_rule(item: FormLine) -> Rounding | None:
    """The rounding of a price that a formula can follow; None for a price that was set or is beyond doubles."""
    if not exact(item.line.maximum, Share.of(item)):
        return None
    return price_rounding(item.line.maximum, item.line.share, item.line.price)


def _validation(item: FormLine, row: int) -> dict[str, object]:
    cell = xl_rowcol_to_cell(row, _QUANTITY)
    most = f",{cell}<={xl_rowcol_to_cell(row, _LIMIT)}+0.0001" if item.limit is not None else ""
    if item.line.quantity.unit is Unit.HOUR:
        # hours are doubles: within a hundredth of a minute counts as a whole minute
        whole, wanted = f"ABS({cell}*60-ROUND({cell}*60,0))<=0.01", "uren die op hele minuten uitkomen"
    else:
        whole, wanted = f"{cell}=INT({cell})", "een heel getal"
    return {
        "validate": "custom",
        "value": f"=AND(ISNUMBER({cell}),{cell}>=0,{whole}{most})",
        "error_title": "Dit aantal kan niet",
        "error_message": f"Vul {wanted} in: nul of meer, en niet meer dan het hoogste aantal.",
    }


def _capacity(book: _Book) -> None:
    sheet = book.sheet(SHEETS[Page.CAPACITY], "6. Capaciteit", (24, 11, 36, 12, 14, 14, 14, 44))
    heads = ("Perceel", "Prestatie", "Omschrijving", "Eenheid", "Aangeboden", "Capaciteit", "Afgesproken", "Bron")
    book.heads(sheet, 2, heads)
    if not book.form.capacity:
        sheet.write_string(3, 0, "Er is geen aanbod bekend in deze ronde.", book.styles["text"])
    agreed = {(item.line.lot, item.line.product): cell for item, cell in book.amounts}
    for row, item in enumerate(book.form.capacity, start=3):
        style = "hours" if item.offered.unit is Unit.HOUR else "whole"
        for column, text in enumerate((item.lot_name, item.product, item.name, item.offered.unit.dutch)):
            sheet.write_string(row, column, text, book.styles["text"])
        sheet.write_number(row, 4, units(item.offered.value), book.styles[style])
        if item.capacity is None:
            sheet.write_string(row, 5, "geen grens", book.styles["right"])
        else:
            sheet.write_number(row, 5, units(item.capacity.value), book.styles[style])
        amount_cell = agreed.get((item.lot, item.product))
        live = f"={_quantity_cell(amount_cell)}" if amount_cell else "=0"
        book.formula(sheet, (row, 6), live, style, units(item.agreed.value))
        sheet.write_string(row, 7, item.source, book.styles["after"])


def _quantity_cell(amount_cell: str) -> str:
    """The quantity on the same line as an amount."""
    return amount_cell.replace(f"!{_letter(_AMOUNT)}", f"!{_letter(_QUANTITY)}")


def _letter(column: int) -> str:
    return str(xl_rowcol_to_cell(0, column)).rstrip("1")


def _recap(book: _Book) -> None:
    form = book.form
    sheet = book.sheet(SHEETS[Page.RECAP], "10. Samenvatting en ondertekening", (44, 40, 20, 20))
    book.heads(sheet, 2, ("Pagina", "", "Bedrag"))
    row = 3
    for page in form.pages:
        if page.page in MONEY_PAGES:
            sheet.write_string(row, 0, f"{page.page.value}. {page.page.title}", book.styles["text"])
            book.formula(sheet, (row, 2), f"={book.totals[page.page]}", "euro", euros(page.amount))
            row += 1
    sheet.write_string(row, 0, "Totaal", book.styles["bold"])
    recap = book.formula(sheet, (row, 2), f"=ROUND(SUM(C4:C{row}),2)", "total", euros(form.amount))
    sheet.write_string(row + 1, 0, "Volgens het besluit", book.styles["text"])
    sheet.write_number(row + 1, 2, euros(form.amount), book.styles["euro"])
    sheet.write_string(row + 2, 0, "Verschil door gewijzigde aantallen", book.styles["text"])
    book.formula(sheet, (row + 2, 2), f"=ROUND(C{row + 1}-C{row + 2},2)", "euro", 0)
    row = _controls(book, sheet, row + 4, recap)
    _signatures(book, sheet, row + 1)


def _controls(book: _Book, sheet: Any, row: int, recap: str) -> int:
    form = book.form
    book.heads(sheet, row, ("Controletotaal", "Naam", "Bedrag", "Controle"))
    row += 1
    last = len(form.lines()) + 3
    columns = {"categorie": "H", "sector": "G", "perceel": "F"}
    for over, column in columns.items():
        mine = [control for control in form.controls if control.over == over]
        first = row
        for control in mine:
            sheet.write_string(row, 0, f"Per {over} ({control.lines} regels)", book.styles["text"])
            sheet.write_string(row, 1, control.name, book.styles["text"])
            names = f"{LINES}!${column}$4:${column}${last}"
            sums = f"{LINES}!$Q$4:$Q${last}"
            live = f"=ROUND(SUMIF({names},B{row + 1},{sums}),2)"
            book.formula(sheet, (row, 2), live, "euro", euros(control.amount))
            row += 1
        if mine:
            check = f'=IF(ROUND(SUM(C{first + 1}:C{row})-{recap},2)=0,"klopt","klopt niet")'
            agrees = total(control.amount for control in mine) == form.amount
            book.formula(sheet, (row - 1, 3), check, "check", "klopt" if agrees else "klopt niet")
    return row


def _signatures(book: _Book, sheet: Any, row: int) -> None:
    sheet.write_string(row, 0, "Ondertekening: beide partijen", book.styles["block"])
    for name in book.form.signatures:
        sheet.write_string(row + 1, 0, name, book.styles["bold"])
        for offset, label in enumerate(("Naam", "Functie", "Datum", "Handtekening"), start=2):
            sheet.write_string(row + offset, 0, label, book.styles["text"])
            sheet.write_blank(row + offset, 1, None, book.styles["in-text"])
        row += 7


_DICTIONARY = (
    "Jaar", "Ronde", "Regio", "AGB aanbieder", "AGB contract", "Perceel", "Sector", "Categorie", "Behandeling",
    "Prestatie", "Eenheid", "Aantal", "Maximumtarief", "Onderdelen", "Percentage", "Prijs", "Bedrag", "Bron", "Status",
)  # fmt: skip


def _lines(book: _Book) -> None:
    """All lines with the whole data dictionary, for who reads the form with a program."""
    sheet = book.sheet(LINES, "Alle regels", (8, 10, 8, 14, 14, 24, 26, 34, 12, 11, 12, 12, 14, 40, 12, 12, 16, 12, 12))
    book.heads(sheet, 2, _DICTIONARY)
    for row, (item, cell) in enumerate(book.amounts, start=3):
        line, styles = item.line, book.styles
        texts = (
            str(line.year), line.round.value, line.region, line.provider.code, line.contract.code, item.lot,
            line.sector.dutch, item.category, line.treatment.value, line.product, line.quantity.unit.dutch,
        )  # fmt: skip
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, styles["text"])
        hours = line.quantity.unit is Unit.HOUR
        refer = {column: cell.replace(f"!{_letter(_AMOUNT)}", f"!{_letter(column)}") for column in range(_LIMIT)}
        style = "hours" if hours else "whole"
        book.formula(sheet, (row, 11), f"={refer[_QUANTITY]}", style, units(line.quantity.value))
        book.formula(sheet, (row, 12), f"={refer[_MAXIMUM]}", "euro", euros(line.maximum))
        sheet.write_string(row, 13, "; ".join(f"{part.name} {part.points}" for part in line.parts), styles["text"])
        book.formula(sheet, (row, 14), f"={refer[_SHARE]}", "percent", units(line.share.value))
        book.formula(sheet, (row, 15), f"={refer[_PRICE]}", "euro", euros(line.price))
        book.formula(sheet, (row, 16), f"={refer[_AMOUNT]}", "euro", euros(line.amount))
        sheet.write_string(row, 17, line.badge.value, styles["text"])
        sheet.write_string(row, 18, line.status.value, styles["text"])


def _place_shares(book: _Book) -> None:
    """Fix beforehand in which cells of the last sheet the percentage of each line will stand."""
    row = _GROUNDS_FIRST
    for item in book.form.lines():
        row += len(item.parts)
        cells = (xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True) for column in (3, 4))
        numerator, denominator = (f"{GROUNDS}!{cell}" for cell in cells)
        book.shares[item.line.lot, item.line.product] = (numerator, denominator)
        row += 1


def _grounds(book: _Book) -> None:
    form = book.form
    sheet = book.sheet(GROUNDS, "Hoe ieder bedrag is gemaakt", (18, 12, 36, 12, 12, 14, 90), freeze=10)
    notes = (
        "Percentage: de onderdelen staan als hele getallen boven een noemer, zodat de som precies is.",
        "Prijs: maximumtarief x percentage, in hele centen, een halve cent naar boven (naar beneden waar dat staat).",
        "Bedrag: prijs x aantal, in hele centen, een halve cent naar boven. Uren rekenen in hele minuten.",
        "Zo rekent dit blad tot op de cent gelijk met het besluit, voor bedragen tot 100 miljard euro per regel.",
        f"Vingerafdruk van het besluit: {form.decision_fingerprint} (Driehoek {form.engine_version})",
    )
    for row, note in enumerate(notes, start=3):
        sheet.write_string(row, 0, note, book.styles["text"])
    book.heads(sheet, 9, ("Perceel", "Prestatie", "Onderdeel", "Teller", "Noemer", "Deel", "Waarom"))
    row = _GROUNDS_FIRST
    for item in form.lines():
        row = _ground_rows(book, sheet, row, item)


def _ground_rows(book: _Book, sheet: Any, row: int, item: FormLine) -> int:
    line, share, first = item.line, Share.of(item), row
    for part, numerator in zip(item.parts, share.numerators, strict=True):
        for column, text in enumerate((item.lot, line.product, part.name)):
            sheet.write_string(row, column, text, book.styles["text"])
        sheet.write_number(row, 3, numerator, book.styles["whole"])
        sheet.write_number(row, 4, share.denominator, book.styles["whole"])
        book.formula(sheet, (row, 5), f"=D{row + 1}/E{row + 1}", "percent", units(part.part.points.value))
        sheet.write_string(row, 6, part.reason, book.styles["wrap"])
        sheet.set_row(row, 15 * (len(part.reason) // 85 + 1))
        row += 1
    for column, text in enumerate((item.lot, line.product, "Percentage van het maximum")):
        sheet.write_string(row, column, text, book.styles["bold"])
    if item.parts and share.adds_up:
        book.formula(sheet, (row, 3), f"=SUM(D{first + 1}:D{row})", "whole", share.whole)
    else:
        sheet.write_number(row, 3, share.whole, book.styles["whole"])
    sheet.write_number(row, 4, share.denominator, book.styles["whole"])
    book.formula(sheet, (row, 5), f"=D{row + 1}/E{row + 1}", "percent", units(line.share.value))
    sheet.write_string(row, 6, _price_words(item), book.styles["wrap"])
    return row + 1


def _price_words(item: FormLine) -> str:
    match _live_rule(item):
        case Rounding.HALF_UP:
            return "Prijs afgerond op hele centen, een halve cent naar boven."
        case Rounding.DOWN:
            return "Prijs naar beneden afgerond op hele centen, omdat het totaal onder een plafond moet blijven."
        case _:
            return "De prijs is vastgesteld en staat als bedrag op het formulier."
