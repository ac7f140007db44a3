"""The entry form as one protected Excel workbook: only what a provider fills can be changed, and cells say what fits.

`entry_form_read` reads it back. The same form gives the same bytes: the file carries the day on which the policy was
published as its day of making.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from driehoek.application.entry_form import EntryForm, FormQuestion
from driehoek.domain.policy import QuestionType, named
from driehoek.domain.policy.entry import GROUP_WORDS
from driehoek.domain.tender.complete import wanted
from driehoek.domain.tender.submission import Evidence
from driehoek.kernel import Unit
from driehoek.kernel.dutch import amount, day

GUIDE, QUESTIONS, VOLUMES, PARTIES, KEYS = "Uitleg", "Vragen", "Volumes", "Onderaannemers", "Formulier"
FORMAT = "driehoek-entry-form-1"
HEADER = 3
"""The row (from 0) of the heads on every sheet that is filled; the rows to fill come after it."""
YES, NO = "ja", "nee"

QUESTION_HEADS = (
    "id", "Nr", "Vraag", "Uw antwoord", "Antwoord met", "Uitleg", "Telt voor", "Verplicht",
    "Bewijsstuk (bestandsnaam)", "Datum van het stuk", "Geldt niet meer vanaf",
)  # fmt: skip
ANSWER, EVIDENCE_FILE, ISSUED, EXPIRES = 3, 8, 9, 10
VOLUME_HEADS = (
    "Perceel", "Naam van het perceel", "Prestatie", "Omschrijving", "Eenheid", "Hoogste tarief",
    "Aantal in het jaar", "Meeste dat u kunt leveren",
)  # fmt: skip
LOT, PRODUCT, QUANTITY, CAPACITY = 0, 2, 6, 7
PARTY_HEADS = ("Naam", "AGB-code", "Prestaties (met een komma ertussen)", "Gemeld op")

_FREE_ROWS, _PARTY_ROWS = 60, 20
_EARLIEST, _LATEST = date(1990, 1, 1), date(2199, 12, 31)
_STYLES: Mapping[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14, "font_color": "#154273"},
    "head": {
        "bold": True, "bg_color": "#EEF3F8", "border": 1, "border_color": "#B8C4D0", "text_wrap": True,
        "valign": "top",
    },
    "text": {"text_wrap": True, "valign": "top"},
    "bold": {"bold": True},
    "right": {"align": "right", "valign": "top"},
    "hint": {"italic": True, "font_color": "#535353"},
    "in": {"locked": False, "bg_color": "#FFF8DC", "border": 1, "text_wrap": True, "valign": "top", "num_format": "@"},
    "in-number": {"locked": False, "bg_color": "#FFF8DC", "border": 1, "valign": "top", "num_format": "0.##########"},
    "in-percent": {"locked": False, "bg_color": "#FFF8DC", "border": 1, "valign": "top", "num_format": "0.####%"},
    "in-euro": {"locked": False, "bg_color": "#FFF8DC", "border": 1, "valign": "top", "num_format": "0.00"},
    "in-date": {"locked": False, "bg_color": "#FFF8DC", "border": 1, "valign": "top", "num_format": "yyyy-mm-dd"},
    "badge": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#9A1B1B"},
}  # fmt: skip
_CELL: Mapping[QuestionType, str] = {
    QuestionType.NUMBER: "in-number",
    QuestionType.PERCENTAGE: "in-percent",
    QuestionType.AMOUNT: "in-euro",
    QuestionType.DATE: "in-date",
}
_GUIDE_WIDTHS = (110,)
_QUESTION_WIDTHS = (0, 5, 46, 30, 22, 32, 46, 10, 26, 14, 14)
_VOLUME_WIDTHS = (14, 28, 14, 44, 12, 24, 16, 16)
_PARTY_WIDTHS = (40, 14, 50, 14)
_LINE_HEIGHT = 15
_PLAIN_NUMBER = re.compile(r"[0-9]{1,12}([.,][0-9]{1,6})?")
_FILL = 0.9
"""How much of a line words fill before they wrap."""
_SECTIONS = ("Wanneer", "Wat vult u in", "Vooraf kijken hoe u ervoor staat", "Aanvullen", "Wat er daarna gebeurt")
_SYNTHETIC = "SYNTHETIC: dit is een voorbeeld met verzonnen gegevens."


def entry_form_xlsx(
    form: EntryForm,
    answers: Mapping[str, str] | None = None,
    volumes: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    evidence: Iterable[Evidence] = (),
) -> bytes:
    """Write a form as a workbook, empty or with what a draft holds.

    Args:
        form: the form.
        answers: per question the answer in canonical form; what cannot be put into its cell stays out.
        volumes: per lot and product the text of quantity and capacity.
        evidence: the documents; a question with more than one shows the first.
    """
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = xlsxwriter.Workbook(stream, options)
    made = datetime.combine(form.policy.published_on, time())
    file.set_properties({"title": f"{form.word.capitalize()} {form.policy.year}", "created": made})
    styles = {name: file.add_format(style) for name, style in _STYLES.items()}
    documents = {item.question: item for item in reversed(list(evidence))}
    book = _Book(form, file, styles, answers or {}, volumes or {}, documents)
    book.guide()
    book.questions()
    book.volumes()
    book.parties()
    book.keys()
    file.close()
    return stream.getvalue()


def shown(item: FormQuestion) -> dict[str, str]:
    """What can be chosen for a question, by the words in the list: words that are not unique get their key."""
    question = item.question
    if question.type is QuestionType.YES_NO:
        return {YES: "yes", NO: "no"}
    words = [" ".join(text.split()) for text in question.options.values()]
    return {
        text if text and words.count(text) == 1 else f"{text} ({key})".strip(): key
        for text, key in zip(words, question.options, strict=True)
    }


def numbered(item: FormQuestion) -> dict[str, str]:
    """The lines that an answer can name, by their number on the form: an answer is a list such as ``1, 3``."""
    return {str(number): line for number, line in enumerate(item.question.options, start=1)}


def _options(item: FormQuestion) -> dict[str, str]:
    """What the reader takes for an answer, by what is written in the cell."""
    if item.question.type is QuestionType.NEED_LINES:
        return numbered(item)
    return shown(item) if item.question.type in (QuestionType.YES_NO, QuestionType.CHOICE) else {}


def _asked_for(item: FormQuestion) -> str:
    """What an answer looks like, in words."""
    question = item.question
    if question.type is QuestionType.NEED_LINES:
        lines = (f"{number} = {question.options[line]}" for number, line in numbered(item).items())
        return "\n".join(("een of meer nummers, met een komma ertussen:", *lines))
    return "een keuze uit de lijst" if question.options else wanted(question)


def _day(text: str) -> datetime | None:
    """A day in canonical form as Excel keeps it; None for anything else, which then stands as text."""
    try:
        return datetime.combine(date.fromisoformat(text), time())
    except ValueError:
        return None


def _height(cells: Sequence[str], widths: Sequence[int]) -> int:
    """How high a row must be for its longest cell; nobody makes rows higher on opening a protected file."""
    lines = (
        sum(max(1, ceil(len(line) / (width * _FILL))) for line in text.split("\n"))
        for text, width in zip(cells, widths, strict=False)
        if width
    )
    return _LINE_HEIGHT * max(lines, default=1)


@dataclass(slots=True)
class _Book:
    """A workbook being written."""

    form: EntryForm
    file: Any
    styles: dict[str, Any]
    answers: Mapping[str, str]
    filled: Mapping[str, Mapping[str, Sequence[str]]]
    documents: Mapping[str, Evidence]

    def _sheet(self, name: str, hint: str, widths: Sequence[int]) -> Any:
        sheet = self.file.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        title = f"{self.form.word.capitalize()} {self.form.policy.year}, contract {self.form.contract}: {name.lower()}"
        # where the first column is hidden, the title stands in the second
        first = 0 if widths[0] else 1
        sheet.write_string(0, first, title, self.styles["title"])
        sheet.write_string(1, first, hint, self.styles["hint"])
        if "SYNTHETIC" in f"{self.form.policy.title} {self.form.policy.purchaser.name}":
            self._badge(sheet, first, len(widths) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        return sheet

    def _badge(self, sheet: Any, first: int, last: int) -> None:
        if last > first:
            sheet.merge_range(2, first, 2, last, _SYNTHETIC, self.styles["badge"])
        else:
            sheet.write_string(2, first, _SYNTHETIC, self.styles["badge"])

    def _heads(self, sheet: Any, heads: Sequence[str], widths: Sequence[int]) -> None:
        sheet.set_row(HEADER, _height(heads, widths))
        for column, head in enumerate(heads):
            sheet.write_string(HEADER, column, head, self.styles["head"])
        sheet.freeze_panes(HEADER + 1, 0)
        sheet.repeat_rows(HEADER)

    def guide(self) -> None:
        """The sheet that says what to do and by when."""
        form = self.form
        sheet = self._sheet(GUIDE, form.policy.title, _GUIDE_WIDTHS)
        lines = (
            f"Dit formulier is voor {GROUP_WORDS[form.group]}.",
            f"U dient in voor: {form.lot_names(())}.",
            "",
            "Wanneer",
            *form.deadlines(),
            f"Het moment waarop wij uw {form.word} ontvangen telt, in Nederlandse tijd.",
            "",
            "Wat vult u in",
            f"Alleen de gele vakken zijn open. Op blad {QUESTIONS} geeft u antwoord.",
            f"Op blad {VOLUMES} zet u het aantal voor het hele jaar bij wat u aanbiedt.",
            f"Op blad {PARTIES} noemt u wie een deel van de zorg voor u levert.",
            "Bewijsstukken stuurt u als bestand mee. Zet de naam en de datum van het bestand achter de vraag.",
            "",
            "Vooraf kijken hoe u ervoor staat",
            f"driehoek submission read {form.contract}.xlsx --into DOSSIER/submissions",
            f"driehoek submission preview DOSSIER --provider {form.contract}",
            "",
            "Aanvullen",
            form.repairable(),
            "",
            "Wat er daarna gebeurt",
            *(form.next_steps() or ("De planning noemt nog geen datums na het indienen.",)),
            "",
            f"Vragen: {form.policy.purchaser.name}. {form.policy.purchaser.contact}".strip(),
        )
        for row, line in enumerate(lines, start=HEADER):
            sheet.set_row(row, _height((line,), _GUIDE_WIDTHS))
            sheet.write_string(row, 0, line, self.styles["bold" if line in _SECTIONS else "text"])

    def questions(self) -> None:
        """The sheet with every question that is asked."""
        sheet = self._sheet(QUESTIONS, "Vul de gele vakken in.", _QUESTION_WIDTHS)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        self._heads(sheet, QUESTION_HEADS, _QUESTION_WIDTHS)
        for number, item in enumerate(self.form.questions, start=1):
            self._question(sheet, HEADER + number, number, item)

    def _question(self, sheet: Any, row: int, number: int, item: FormQuestion) -> None:
        question, text = item.question, self.styles["text"]
        only = f"Alleen voor perceel {self.form.lot_names(question.lots)}." if question.lots else ""
        cells = {
            0: question.id,
            2: question.text,
            4: _asked_for(item),
            5: f"{question.help} {only}".strip(),
            6: "\n".join(use.sentence for use in item.uses),
            7: YES if question.required else NO,
        }
        sheet.set_row(row, _height(tuple(cells.values()), [_QUESTION_WIDTHS[column] for column in cells]))
        sheet.write_number(row, 1, number, text)
        for column, words in cells.items():
            sheet.write_string(row, column, words, text)
        if question.type is QuestionType.DOCUMENT:
            sheet.write_string(row, ANSWER, "geef het document hiernaast op", self.styles["hint"])
        else:
            sheet.write_blank(row, ANSWER, None, self.styles[_CELL.get(question.type, "in")])
            self._fits(sheet, row, number, item)
            self._answer(sheet, row, item)
        if item.evidence:
            sheet.write_blank(row, EVIDENCE_FILE, None, self.styles["in"])
            for column in (ISSUED, EXPIRES):
                self._date(sheet, row, column)
            self._document(sheet, row, question.id)

    def _answer(self, sheet: Any, row: int, item: FormQuestion) -> None:
        """What the draft answers, as the reader takes it back."""
        given, style = self.answers.get(item.question.id, ""), self.styles[_CELL.get(item.question.type, "in")]
        if not given:
            return
        if item.question.type is QuestionType.DATE and (day_given := _day(given)):
            sheet.write_datetime(row, ANSWER, day_given, style)
            return
        if item.question.type is QuestionType.NEED_LINES:
            numbers = {line: number for number, line in numbered(item).items()}
            given = ", ".join(numbers.get(line, line) for line in named(given))
        else:
            given = next((words for words, key in _options(item).items() if key == given), given)
        sheet.write_string(row, ANSWER, given, style)

    def _document(self, sheet: Any, row: int, question: str) -> None:
        piece = self.documents.get(question)
        if piece is None:
            return
        sheet.write_string(row, EVIDENCE_FILE, piece.file, self.styles["in"])
        for column, day_given in ((ISSUED, piece.issued_on), (EXPIRES, piece.expires_on)):
            if day_given is not None:
                sheet.write_datetime(row, column, datetime.combine(day_given, time()), self.styles["in-date"])

    def _fits(self, sheet: Any, row: int, number: int, item: FormQuestion) -> None:
        """Tell Excel what fits in the answer."""
        kind = item.question.type
        told = {
            "error_title": "Dit antwoord past niet",
            "error_message": f"Antwoord met {wanted(item.question)}."[:255],
        }
        if kind in (QuestionType.YES_NO, QuestionType.CHOICE):
            # the words stand on the sheet with keys, for a list in the rule itself may not be long
            last = xl_col_to_name(_OPTIONS + len(shown(item)) - 1)
            source = f"='{KEYS}'!${xl_col_to_name(_OPTIONS)}${_FIRST + number}:${last}${_FIRST + number}"
            told["error_message"] = "Kies een van de antwoorden uit de lijst."
            sheet.data_validation(row, ANSWER, row, ANSWER, {"validate": "list", "source": source, **told})
        elif kind is QuestionType.DATE:
            self._date(sheet, row, ANSWER)
        elif kind is QuestionType.AMOUNT:
            self._number(sheet, row, ANSWER, told)
        elif kind in (QuestionType.NUMBER, QuestionType.PERCENTAGE):
            limits = {"criteria": "between", "minimum": -1_000_000_000, "maximum": 1_000_000_000}
            if kind is QuestionType.PERCENTAGE:
                limits |= {"minimum": 0, "maximum": 1}
            sheet.data_validation(row, ANSWER, row, ANSWER, {"validate": "decimal", **limits, **told})

    def _number(self, sheet: Any, row: int, column: int, told: Mapping[str, str], *, whole: bool = False) -> None:
        rule = {"validate": "integer" if whole else "decimal", "criteria": ">=", "value": 0}
        sheet.data_validation(row, column, row, column, {**rule, **told})

    def _date(self, sheet: Any, row: int, column: int) -> None:
        sheet.write_blank(row, column, None, self.styles["in-date"])
        rule = {
            "validate": "date",
            "criteria": "between",
            "minimum": _EARLIEST,
            "maximum": _LATEST,
            "error_title": "Dit is geen datum",
            "error_message": "Vul een datum in, zoals 2027-01-31.",
        }
        sheet.data_validation(row, column, row, column, rule)

    def volumes(self) -> None:
        """The sheet with what may be offered; with free rows where the products are not known."""
        hint = "Zet het aantal voor het hele jaar bij wat u aanbiedt. Een regel zonder aantal telt niet mee."
        sheet = self._sheet(VOLUMES, hint, _VOLUME_WIDTHS)
        self._heads(sheet, VOLUME_HEADS, _VOLUME_WIDTHS)
        names = {lot.id: lot.name for lot in self.form.lots}
        for row, item in enumerate(self.form.products, start=HEADER + 1):
            unit, text = item.product.unit, self.styles["text"]
            cells = (item.lot, names[item.lot], item.product.code, item.product.name, unit.dutch)
            sheet.set_row(row, _height(cells, _VOLUME_WIDTHS))
            for column, words in enumerate(cells):
                sheet.write_string(row, column, words, text)
            badge = f" {item.badge.value}" if item.badge else ""
            sheet.write_string(row, 5, f"{amount(item.maximum)}{badge}" if item.maximum else "nog niet bekend", text)
            self._quantities(sheet, row, whole=unit is not Unit.HOUR)
            given = self.filled.get(item.lot, {}).get(item.product.code, ("", ""))
            for column, number in zip((QUANTITY, CAPACITY), given, strict=False):
                self._filled(sheet, row, column, number.strip())
        if not self.form.products:
            self._free_rows(sheet, tuple(names))

    def _quantities(self, sheet: Any, row: int, *, whole: bool) -> None:
        kind = "een heel getal van 0 of meer" if whole else "een getal van 0 of meer"
        told = {"error_title": "Dit aantal past niet", "error_message": f"Vul {kind} in."}
        for column in (QUANTITY, CAPACITY):
            sheet.write_blank(row, column, None, self.styles["in-number"])
            self._number(sheet, row, column, told, whole=whole)

    def _filled(self, sheet: Any, row: int, column: int, text: str) -> None:
        """A number of the draft; what is no plain number stands as it was typed, for its provider to mend."""
        if _PLAIN_NUMBER.fullmatch(text):
            sheet.write_number(row, column, float(text.replace(",", ".")), self.styles["in-number"])
        elif text:
            sheet.write_string(row, column, text, self.styles["in-number"])

    def _free_rows(self, sheet: Any, lots: tuple[str, ...]) -> None:
        last = xl_col_to_name(len(lots))
        rule = {"validate": "list", "source": f"='{KEYS}'!$B${_LOTS + 1}:${last}${_LOTS + 1}"}
        for row in range(HEADER + 1, HEADER + 1 + _FREE_ROWS):
            for column in (LOT, PRODUCT):
                sheet.write_blank(row, column, None, self.styles["in"])
            sheet.data_validation(row, LOT, row, LOT, rule)
            self._quantities(sheet, row, whole=False)

    def parties(self) -> None:
        """The sheet for who else delivers."""
        hint = "Noem hier uw onderaannemers. Laat dit blad leeg als u er geen heeft."
        sheet = self._sheet(PARTIES, hint, _PARTY_WIDTHS)
        self._heads(sheet, PARTY_HEADS, _PARTY_WIDTHS)
        for row in range(HEADER + 1, HEADER + 1 + _PARTY_ROWS):
            for column in range(3):
                sheet.write_blank(row, column, None, self.styles["in"])
            self._date(sheet, row, 3)

    def keys(self) -> None:
        """The hidden sheet by which the form is read back: whose it is, and the type and options of each question."""
        form = self.form
        sheet = self.file.add_worksheet(KEYS)
        rows: list[Sequence[str]] = [
            ("format", FORMAT),
            ("contract", form.contract.code),
            ("policy", f"{form.policy.title}, versie {form.policy.version}, {day(form.policy.published_on)}"),
            ("lots", *(lot.id for lot in form.lots)),
            ("", ""),
        ]
        for item in form.questions:
            options = _options(item)
            keys = json.dumps(list(options.values()))
            rows.append(("question", item.question.id, item.question.type.value, keys, *options))
        units = {item.product.code: item.product.unit.value for item in form.products}
        rows.extend(("product", code, unit) for code, unit in units.items())
        for row, cells in enumerate(rows):
            for column, words in enumerate(cells):
                sheet.write_string(row, column, words)
        sheet.protect("")
        sheet.very_hidden()


_LOTS, _FIRST, _OPTIONS = 3, 5, 4
"""On the hidden sheet: the row of the lots, the number of rows before the questions, the column of the options."""
