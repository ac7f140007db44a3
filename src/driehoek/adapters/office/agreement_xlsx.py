"""The form of an agreement as one protected Excel workbook: the same form as on the screen, to work on offline.

`agreement_read` reads it back. Totals and what still fits are formulas with their values, which give our cents in any
spreadsheet (`form_formulas`). A hidden sheet holds of each cell the version and value at export. The same form gives
the same bytes: the file carries the moment of export as its moment of making.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from driehoek.adapters.office.form_formulas import amount_formula, euros, units
from driehoek.application.agreement.form import AgreementForm, FormRow, may_fill
from driehoek.domain.agreement.sheet import Column, Side
from driehoek.kernel import Money, Quantity, Unit
from driehoek.kernel.dutch import moment

GUIDE, LINES, ROOMS, KEYS = "Uitleg", "Afspraak", "Ruimte", "Formulier"
FORMAT = "driehoek-agreement-form-1"
HEADER = 6
"""The row (from 0) of the heads on the sheet with lines."""
LOT_HEAD, PRODUCT_HEAD, QUANTITY_HEAD, PRICE_HEAD = "Perceel", "Prestatie", "Aantal", "Prijs"
HEADS = (
    LOT_HEAD, "Naam van het perceel", PRODUCT_HEAD, "Omschrijving", "Eenheid", QUANTITY_HEAD, PRICE_HEAD, "Bedrag",
    "Hoogste aantal", "Past nog", "Deelkader", "Aantal bij ophalen", "Hoe de prijs is gemaakt",
)  # fmt: skip
_QUANTITY, _PRICE, _AMOUNT, _LIMIT, _LEFT, _ROOM, _WAS, _MADE = range(5, 13)
_RIGHT = frozenset({QUANTITY_HEAD, PRICE_HEAD, "Bedrag", "Hoogste aantal", "Past nog", "Aantal bij ophalen"})
_WIDTHS = (12, 24, 12, 40, 11, 14, 12, 17, 13, 13, 22, 13, 60)
_EURO = "[$€-413] #,##0.00"
_STYLES: Mapping[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14, "font_color": "#154273"},
    "head": {"bold": True, "bg_color": "#EEF3F8", "border": 1, "border_color": "#B8C4D0", "text_wrap": True},
    "head-right": {
        "bold": True, "bg_color": "#EEF3F8", "border": 1, "border_color": "#B8C4D0", "text_wrap": True,
        "align": "right",
    },
    "text": {}, "bold": {"bold": True}, "wrap": {"text_wrap": True, "valign": "top"},
    "hint": {"italic": True, "font_color": "#535353"},
    "after": {"indent": 1},
    "euro": {"num_format": _EURO}, "total": {"num_format": _EURO, "bold": True},
    "whole": {"num_format": "#,##0"}, "hours": {"num_format": "#,##0.00##"},
    "in-whole": {"num_format": "#,##0", "locked": False, "bg_color": "#FFF8DC", "border": 1},
    "in-hours": {"num_format": "#,##0.00##", "locked": False, "bg_color": "#FFF8DC", "border": 1},
    "in-euro": {"num_format": _EURO, "locked": False, "bg_color": "#FFF8DC", "border": 1},
    "changed": {"bold": True, "bg_color": "#D6ECF5"},
    "short": {"bold": True, "font_color": "#9A1B1B"},
    "badge": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#9A1B1B"},
}  # fmt: skip
_SYNTHETIC = "SYNTHETIC: de tarieven en prestaties met SYN zijn verzonnen en gelden nergens."
NOT_THE_FILING = (
    "Dit formulier is niet de indiening bij de NZa. Indienen doet u samen in het portaal van de NZa, elk met een eigen "
    "handtekening. Driehoek maakt daarvoor een overnamestaat."
)
_SIDES = {Side.PURCHASER: "de inkoper", Side.PROVIDER: "de aanbieder"}


def agreement_xlsx(form: AgreementForm) -> bytes:
    """Write the form as a workbook."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = xlsxwriter.Workbook(target, options)
    title = f"Afspraak {form.year}, contract {form.contract}"
    made = form.exported_at.replace(tzinfo=None)
    file.set_properties({"title": title, "author": form.purchaser, "created": made})
    book = _Book(form, file, {name: file.add_format(style) for name, style in _STYLES.items()})
    book.guide()
    book.lines()
    book.rooms()
    book.keys()
    file.get_worksheet_by_name(LINES).activate()
    file.close()
    return target.getvalue()


@dataclass(slots=True)
class _Book:
    """A workbook being written."""

    form: AgreementForm
    file: Any
    styles: dict[str, Any]

    def _sheet(self, name: str, hint: str, widths: Sequence[int]) -> Any:
        sheet = self.file.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        form = self.form
        title = f"Afspraak {form.year}: {form.provider}, contract {form.contract}"
        sheet.write_string(0, 0, title, self.styles["title"])
        sheet.write_string(1, 0, hint, self.styles["hint"])
        if form.synthetic and len(widths) > 1:
            sheet.merge_range(2, 0, 2, len(widths) - 1, _SYNTHETIC, self.styles["badge"])
        elif form.synthetic:
            sheet.write_string(2, 0, _SYNTHETIC, self.styles["badge"])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&LContract {form.contract}&RPagina &P van &N")
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
        return sheet

    def _heads(self, sheet: Any, row: int, heads: Sequence[str]) -> None:
        sheet.set_row(row, 30)
        for column, head in enumerate(heads):
            right = head in _RIGHT or head in _ROOM_HEADS[1:4]
            sheet.write_string(row, column, head, self.styles["head-right" if right else "head"])

    def guide(self) -> None:
        """The sheet that says what this file is and what to do with it."""
        form = self.form
        sheet = self._sheet(GUIDE, f"Tussen {form.provider} en {form.purchaser}.", (110,))
        open_to = "aantallen en prijzen" if form.side is Side.PURCHASER else "aantallen"
        lines = (
            f"Dit bestand is voor {_SIDES[form.side]}. Het is opgehaald op {moment(form.exported_at)}.",
            f"Het bevat versie {form.version} van de afspraak, na wijziging {form.sheet.number}.",
            "",
            f"Alleen de gele vakken zijn open: {open_to}, op blad {LINES}. Bedragen en totalen rekenen zichzelf uit.",
            "Uren vult u in met decimalen die op hele minuten uitkomen, zoals 2,25. Een formule zoals =135/60 mag ook.",
            "Een vak dat u veranderde wordt blauw. Een rood getal bij 'Past nog' is meer dan er kan.",
            f"Blad {ROOMS} zegt per deelkader wat er nog past.",
            "",
            "Klaar? Zet het bestand terug bij de afspraak. U krijgt een lijst van alle verschillen.",
            "U neemt die één voor één over. Er gaat niets verloren: veranderde de ander intussen hetzelfde vak,",
            "dan staan beide waarden er en kiest u samen.",
            "",
            NOT_THE_FILING,
        )
        for row, line in enumerate(lines, start=4):
            sheet.set_row(row, 15 * (len(line) // 105 + 1))
            sheet.write_string(row, 0, line, self.styles["wrap"])

    def lines(self) -> None:
        """The sheet with all lines; totals stand above them, where they are seen while one types."""
        form = self.form
        sheet = self._sheet(LINES, "Vul de gele vakken in.", _WIDTHS)
        first, last = HEADER + 1, HEADER + max(len(form.rows), 1)
        amounts = f"{xl_rowcol_to_cell(first, _AMOUNT)}:{xl_rowcol_to_cell(last, _AMOUNT)}"
        for at, words in enumerate(("Totaal", "Bij ophalen", "Verschil"), start=3):
            sheet.write_string(at, _PRICE, words, self.styles["bold"])
        whole = euros(form.whole)
        sheet.write_formula(3, _AMOUNT, f"=ROUND(SUM({amounts}),2)", self.styles["total"], whole)
        sheet.write_number(4, _AMOUNT, whole, self.styles["euro"])
        sheet.write_formula(5, _AMOUNT, "=ROUND(H4-H5,2)", self.styles["euro"], 0)
        self._heads(sheet, HEADER, HEADS)
        sheet.freeze_panes(HEADER + 1, 4)
        sheet.repeat_rows(HEADER)
        for number, row in enumerate(form.rows, start=first):
            self._line(sheet, number, row)
        self._fits(sheet, first, last)
        sheet.autofilter(HEADER, 0, last, len(HEADS) - 1)

    def _line(self, sheet: Any, at: int, row: FormRow) -> None:
        form, styles = self.form, self.styles
        for column, text in enumerate((row.lot, row.lot_name, row.product, row.name, row.unit.dutch)):
            sheet.write_string(at, column, text, styles["text"])
        style = "hours" if row.unit is Unit.HOUR else "whole"
        steps, cents = form.value(row, Column.QUANTITY), form.value(row, Column.PRICE)
        quantity = None if steps is None else units(Quantity(steps, row.unit).value)
        self._number(sheet, (at, _QUANTITY), quantity, f"in-{style}")
        price_style = "in-euro" if may_fill(form.side, Column.PRICE) else "euro"
        self._number(sheet, (at, _PRICE), None if cents is None else euros(Money(cents)), price_style)
        cells = [xl_rowcol_to_cell(at, column) for column in range(len(HEADS))]
        live = amount_formula(cells[_PRICE], cells[_QUANTITY], row.unit)
        sheet.write_formula(at, _AMOUNT, live, styles["euro"], euros(form.amount(row)))
        if row.limit is not None:
            left = Quantity(row.limit.steps - (steps or 0), row.unit)
            sheet.write_number(at, _LIMIT, units(row.limit.value), styles[style])
            sheet.write_formula(at, _LEFT, _left(cells, row.unit), styles[style], units(left.value))
        sheet.write_string(at, _ROOM, row.room, styles["after"])
        self._number(sheet, (at, _WAS), quantity, style)
        sheet.write_string(at, _MADE, row.made, styles["after"])

    def _number(self, sheet: Any, place: tuple[int, int], value: float | None, style: str) -> None:
        if value is None:
            sheet.write_blank(*place, None, self.styles[style])
        else:
            sheet.write_number(*place, value, self.styles[style])

    def _fits(self, sheet: Any, first: int, last: int) -> None:
        """Tell Excel what fits in the cells, show what was changed and what is too much."""
        cell, unit = xl_rowcol_to_cell(first, _QUANTITY), xl_rowcol_to_cell(first, 4, col_abs=True)
        minutes = f"ABS({cell}*60-ROUND({cell}*60,0))<=0.01"
        whole = f'IF({unit}="{Unit.HOUR.dutch}",{minutes},{cell}=INT({cell}))'
        self._rule(
            sheet, (first, last, _QUANTITY), f"=AND(ISNUMBER({cell}),{cell}>=0,{whole})",
            "Vul nul of meer in: een heel getal, of uren die op hele minuten uitkomen.",
        )  # fmt: skip
        price = xl_rowcol_to_cell(first, _PRICE)
        cents = f"ABS({price}*100-ROUND({price}*100,0))<=0.001"
        self._rule(
            sheet, (first, last, _PRICE), f"=AND(ISNUMBER({price}),{price}>=0,{cents})",
            "Vul een prijs in van nul of meer, in hele centen.",
        )  # fmt: skip
        was = xl_rowcol_to_cell(first, _WAS, col_abs=True)
        changed = {"type": "formula", "criteria": f"=${cell}<>{was}", "format": self.styles["changed"]}
        sheet.conditional_format(first, _QUANTITY, last, _QUANTITY, changed)
        short = {"type": "cell", "criteria": "<", "value": 0, "format": self.styles["short"]}
        sheet.conditional_format(first, _LEFT, last, _LEFT, short)

    @staticmethod
    def _rule(sheet: Any, where: tuple[int, int, int], formula: str, wanted: str) -> None:
        first, last, column = where
        told = {"error_title": "Dit past niet", "error_message": wanted}
        sheet.data_validation(first, column, last, column, {"validate": "custom", "value": formula, **told})

    def rooms(self) -> None:
        """The sheet that says per sub-frame what still fits."""
        form = self.form
        hint = "Wat deze afspraak mag worden, wat er nu staat en wat er nog past."
        sheet = self._sheet(ROOMS, hint, (44, 20, 20, 20, 14))
        self._heads(sheet, 4, _ROOM_HEADS)
        last = HEADER + max(len(form.rows), 1)
        column = f"'{LINES}'!${{0}}${HEADER + 2}:${{0}}${last + 1}"
        names, amounts = column.format("K"), column.format("H")
        for row, room in enumerate(form.rooms, start=5):
            now = form.in_room(room)
            sheet.write_string(row, 0, room.name, self.styles["text"])
            sheet.write_number(row, 1, euros(room.most), self.styles["euro"])
            summed = f"=ROUND(SUMIF({names},A{row + 1},{amounts}),2)"
            sheet.write_formula(row, 2, summed, self.styles["euro"], euros(now))
            sheet.write_formula(row, 3, f"=ROUND(B{row + 1}-C{row + 1},2)", self.styles["euro"], euros(room.most - now))
            told = "past" if now <= room.most else "te veel"
            sheet.write_formula(row, 4, f'=IF(D{row + 1}<0,"te veel","past")', self.styles["after"], told)
        short = {"type": "cell", "criteria": "<", "value": 0, "format": self.styles["short"]}
        sheet.conditional_format(5, 3, 5 + len(form.rooms), 3, short)

    def keys(self) -> None:
        """The hidden sheet by which the form is read back: whose it is, and each cell as it was at export."""
        form = self.form
        sheet = self.file.add_worksheet(KEYS)
        rows: list[Sequence[str]] = [
            ("format", FORMAT),
            ("agreement", form.agreement),
            ("version", str(form.version)),
            ("fingerprint", form.fingerprint),
            ("number", str(form.sheet.number)),
        ]
        for row in form.rows:
            for column in Column:
                cell = form.sheet.cells.get(row.place(column))
                if cell is not None:
                    value = "" if cell.value is None else str(cell.value)
                    rows.append(("cell", row.lot, row.product, column.value, row.unit.value, str(cell.version), value))
        for at, cells in enumerate(rows):
            for place, words in enumerate(cells):
                sheet.write_string(at, place, words)
        sheet.protect("")
        sheet.very_hidden()


_ROOM_HEADS = ("Deelkader", "Hoogste bedrag", "Afgesproken", "Past nog", "")


def _left(cells: Sequence[str], unit: Unit) -> str:
    """The most less the quantity, in whole minutes where hours are counted, so that doubles hold it."""
    if unit is Unit.HOUR:
        return f"=(ROUND({cells[_LIMIT]}*60,0)-ROUND({cells[_QUANTITY]}*60,0))/60"
    return f"={cells[_LIMIT]}-{cells[_QUANTITY]}"
