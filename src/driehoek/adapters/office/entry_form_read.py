"""A filled entry workbook read back: every fault at once, each with its sheet, its cell and what to do about it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

from driehoek.adapters.office.cells import exact_text, number_text, plain, quantity_of, text_of, without_doubt
from driehoek.adapters.office.entry_form_xlsx import (
    ANSWER,
    CAPACITY,
    EVIDENCE_FILE,
    EXPIRES,
    FORMAT,
    HEADER,
    ISSUED,
    KEYS,
    LOT,
    PARTIES,
    PARTY_HEADS,
    PRODUCT,
    QUANTITY,
    QUESTION_HEADS,
    QUESTIONS,
    VOLUME_HEADS,
    VOLUMES,
)
from driehoek.application.entry_form import FilledForm, FilledLine
from driehoek.domain.policy import Question, QuestionType
from driehoek.domain.tender.complete import wanted
from driehoek.domain.tender.submission import Evidence, Subcontractor
from driehoek.kernel import Agb, Code, Finding, Money, Place, Unit, blocking

NOT_A_FORM = Code(
    "OFF-010",
    nl="{subject} is geen ingevuld formulier van Driehoek: {seen}.",
    en="{subject} is not a filled form of Driehoek: {seen}.",
    mend_nl="Vul het bestand in dat 'driehoek submission form --excel' maakt en bewaar het als .xlsx.",
    mend_en="Fill in the file that 'driehoek submission form --excel' makes and save it as .xlsx.",
)
SHEET_CHANGED = Code(
    "OFF-011",
    nl="Blad {subject} is veranderd: {seen}. Wij verwachten {wanted}.",
    en="Sheet {subject} was changed: {seen}. Expected is {wanted}.",
    mend_nl="Neem uw antwoorden over in een nieuw formulier en verander de koppen en de volgorde niet.",
    mend_en="Copy your answers into a new form and leave its heads and order as they are.",
)
ANSWER_UNREADABLE = Code(
    "OFF-012",
    nl="In cel {subject} staat '{seen}'. Dat kunnen wij niet lezen als antwoord.",
    en="Cell {subject} holds '{seen}', which cannot be read as an answer.",
    mend_nl="Zet in cel {subject}: {wanted}.",
    mend_en="Put into cell {subject}: {wanted}.",
)
EVIDENCE_HALF = Code(
    "OFF-013",
    nl="Bij het bewijsstuk in cel {subject} ontbreekt {wanted}.",
    en="The document in cell {subject} lacks its other half ({wanted}).",
    mend_nl="Vul de naam van het bestand en de datum allebei in, of maak ze allebei leeg.",
    mend_en="Fill in both the name of the file and its date, or neither.",
)
VOLUME_UNREADABLE = Code(
    "OFF-014",
    nl="In cel {subject} staat '{seen}'. Dat is geen aantal dat wij kunnen gebruiken.",
    en="Cell {subject} holds '{seen}', which is no number that can be used.",
    mend_nl="Zet in cel {subject}: {wanted}.",
    mend_en="Put into cell {subject}: {wanted}.",
)
VOLUME_HALF = Code(
    "OFF-015",
    nl="De regel van cel {subject} is niet af: {wanted} ontbreekt.",
    en="The row of cell {subject} is not complete: {wanted} is missing.",
    mend_nl="Vul {wanted} in, of maak de hele regel leeg.",
    mend_en="Fill in {wanted}, or empty the whole row.",
)
VOLUME_TWICE = Code(
    "OFF-016",
    nl="Prestatie {seen} staat twee keer op blad Volumes; de tweede keer in cel {subject}.",
    en="Product {seen} stands twice on sheet Volumes, the second time in cell {subject}.",
    mend_nl="Zet het hele aantal op één regel en maak de andere leeg.",
    mend_en="Put the whole number on one row and empty the other.",
)
NAME_UNKNOWN = Code(
    "OFF-017",
    nl="In cel {subject} staat '{seen}', en dat kent dit formulier niet.",
    en="Cell {subject} holds '{seen}', which this form does not know.",
    mend_nl="Kies uit: {wanted}.",
    mend_en="Choose from: {wanted}.",
)
FINDINGS = (
    NOT_A_FORM,
    SHEET_CHANGED,
    ANSWER_UNREADABLE,
    EVIDENCE_HALF,
    VOLUME_UNREADABLE,
    VOLUME_HALF,
    VOLUME_TWICE,
    NAME_UNKNOWN,
)

_DUTCH_DATE = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_SHOWN = 60
_DATE = "een datum, zoals 2027-01-31"
_YES = frozenset({"ja", "yes", "true", "waar"})
_NO = frozenset({"nee", "no", "false", "onwaar"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as the hidden sheet describes it: its type, and its options by their words."""

    question: Question
    options: Mapping[str, str]


@dataclass(slots=True)
class _Reader:
    """The reading of one workbook; collects the findings."""

    file: str
    grids: Mapping[str, list[list[object]]]
    contract: Agb | None = None
    lots: tuple[str, ...] = ()
    asked: dict[str, _Asked] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_entry_form(data: bytes, file: str) -> tuple[FilledForm | None, tuple[Finding, ...]]:
    """Read a filled workbook.

    Args:
        data: its bytes.
        file: its name, for findings.

    Returns:
        What was filled in; None when it is no such form or any cell cannot be read. And all findings. That something
        required was left empty is not said here but by the preview.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        grids: dict[str, list[list[object]]] = {
            name: [list(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            for name in (QUESTIONS, VOLUMES, PARTIES, KEYS)
            if name in workbook.sheet_names
        }
    except (CalamineError, OSError, ValueError) as error:
        return None, (Finding(NOT_A_FORM, file, seen=str(error)[:_SHOWN], place=Place(file)),)
    reader = _Reader(file, grids)
    if not _know(reader) or reader.contract is None:
        return None, tuple(reader.findings)
    answers, evidence = _answers(reader)
    filled = FilledForm(reader.contract, reader.lots, answers, evidence, _lines(reader), _parties(reader))
    found = tuple(reader.findings)
    return (None if blocking(found) else filled), found


def _know(reader: _Reader) -> bool:
    """Read the hidden sheet; whether this is a form of ours whose sheets are all there."""
    rows = [[text_of(cell) for cell in row] for row in reader.grids.get(KEYS, [])]
    said = {row[0]: row[1:] for row in rows if row and row[0] not in {"question", "product", ""}}
    if said.get("format", [""])[0] != FORMAT:
        seen = f"blad {KEYS} ontbreekt of is van een andere versie"
        reader.findings.append(Finding(NOT_A_FORM, reader.file, seen=seen, place=Place(reader.file)))
        return False
    try:
        reader.contract = Agb.parse(said["contract"][0])
        reader.lots = tuple(lot for lot in said["lots"] if lot)
        for row in rows:
            if row[0] == "question":
                options = dict(zip(row[4:], json.loads(row[3]), strict=False))
                kind, keys = QuestionType(row[2]), {key: words for words, key in options.items()}
                reader.asked[row[1]] = _Asked(Question(row[1], row[1], kind, keys), options)
            elif row[0] == "product":
                reader.units[row[1]] = Unit(row[2])
    except (KeyError, ValueError):
        reader.contract = None
    if reader.contract is None:
        seen = f"blad {KEYS} is veranderd"
        reader.findings.append(Finding(NOT_A_FORM, reader.file, seen=seen, place=Place(reader.file)))
        return False
    pairs = ((QUESTIONS, QUESTION_HEADS), (VOLUMES, VOLUME_HEADS), (PARTIES, PARTY_HEADS))
    good = [_same_heads(reader, sheet, heads) for sheet, heads in pairs]
    return all(good)


def _same_heads(reader: _Reader, sheet: str, heads: tuple[str, ...]) -> bool:
    grid = reader.grids.get(sheet, [])
    seen = [text_of(cell) for cell in grid[HEADER]][: len(heads)] if len(grid) > HEADER else []
    if seen == list(heads):
        return True
    told = next(
        (f"'{one}' in plaats van '{other}'" for one, other in zip(seen, heads, strict=False) if one != other), ""
    )
    words = told or ("het blad ontbreekt of is leeg" if not seen else "er ontbreken kolommen")
    place = Place(f"{reader.file}#{sheet}", HEADER + 1)
    reader.findings.append(Finding(SHEET_CHANGED, sheet, seen=words, wanted=", ".join(heads), place=place))
    return False


def _fault(  # noqa: PLR0913  # where it is takes three values, what it is three
    reader: _Reader, code: Code, sheet: str, row: int, column: int, *, seen: str = "", expected: str = ""
) -> None:
    place = Place(f"{reader.file}#{sheet}", row + 1, column + 1)
    subject = f"{sheet}!{xl_rowcol_to_cell(row, column)}"
    reader.findings.append(Finding(code, subject, seen[:_SHOWN], expected, place))


def _rows(reader: _Reader, sheet: str, width: int) -> list[tuple[int, list[object]]]:
    """The rows to fill with their number from 0, each of full width; those that hold nothing are left out."""
    grid = reader.grids[sheet]
    padded = ((number, [*grid[number], *[""] * width][:width]) for number in range(HEADER + 1, len(grid)))
    return [(number, cells) for number, cells in padded if any(text_of(cell) for cell in cells)]


def _answers(reader: _Reader) -> tuple[dict[str, str], tuple[Evidence, ...]]:
    answers: dict[str, str] = {}
    evidence: list[Evidence] = []
    for row, cells in _rows(reader, QUESTIONS, len(QUESTION_HEADS)):
        name = text_of(cells[0])
        asked = reader.asked.get(name)
        if asked is None:
            _fault(reader, NAME_UNKNOWN, QUESTIONS, row, 0, seen=name or "-", expected=", ".join(reader.asked))
            continue
        document = _document(reader, row, name, cells)
        evidence += [document] if document else []
        if asked.question.type is QuestionType.DOCUMENT or not text_of(cells[ANSWER]):
            continue
        try:
            answers[name] = _ANSWERS[asked.question.type](asked, cells[ANSWER])
        except (ValueError, ArithmeticError):
            expected = " / ".join(asked.options) or wanted(asked.question)
            _fault(reader, ANSWER_UNREADABLE, QUESTIONS, row, ANSWER, seen=text_of(cells[ANSWER]), expected=expected)
    return answers, tuple(evidence)


def _document(reader: _Reader, row: int, question: str, cells: list[object]) -> Evidence | None:
    file = text_of(cells[EVIDENCE_FILE])
    days: list[date | None] = []
    good = True
    for column in (ISSUED, EXPIRES):
        day = _day_or_none(cells[column])
        days.append(day)
        if day is None and text_of(cells[column]):
            good = False
            _fault(reader, ANSWER_UNREADABLE, QUESTIONS, row, column, seen=text_of(cells[column]), expected=_DATE)
    issued, expires = days
    if good and not file and (issued or expires):
        _fault(reader, EVIDENCE_HALF, QUESTIONS, row, EVIDENCE_FILE, expected="de naam van het bestand")
    elif good and file and issued is None:
        _fault(reader, EVIDENCE_HALF, QUESTIONS, row, ISSUED, expected="de datum van het stuk")
    return Evidence(question, file, issued, expires) if good and file and issued else None


def _lines(reader: _Reader) -> tuple[FilledLine, ...]:
    lines: dict[tuple[str, str], FilledLine] = {}
    for row, cells in _rows(reader, VOLUMES, len(VOLUME_HEADS)):
        lot, product = text_of(cells[LOT]), text_of(cells[PRODUCT])
        numbers = [_quantity(reader, row, column, cells[column], product) for column in (QUANTITY, CAPACITY)]
        # a row of the form without a number is not offered; one that the provider began himself is not done
        if not any(text_of(cells[column]) for column in (QUANTITY, CAPACITY)) and reader.units:
            continue
        good = _whole_row(reader, row, cells)
        if good and (lot, product) in lines:
            _fault(reader, VOLUME_TWICE, VOLUMES, row, PRODUCT, seen=product)
        elif good and None not in numbers:
            lines[lot, product] = FilledLine(lot, product, numbers[0] or "", numbers[1] or "")
    return tuple(lines[key] for key in sorted(lines))


def _whole_row(reader: _Reader, row: int, cells: list[object]) -> bool:
    good = True
    for column in (LOT, PRODUCT, QUANTITY):
        if not text_of(cells[column]):
            good = False
            _fault(reader, VOLUME_HALF, VOLUMES, row, column, expected=f"'{VOLUME_HEADS[column]}'")
    known = ((LOT, reader.lots), (PRODUCT, tuple(reader.units)))
    for column, names in known:
        name = text_of(cells[column])
        if name and names and name not in names:
            good = False
            _fault(reader, NAME_UNKNOWN, VOLUMES, row, column, seen=name, expected=", ".join(names[:20]))
    return good


def _quantity(reader: _Reader, row: int, column: int, cell: object, product: str) -> str | None:
    """The number in canonical text; empty for an empty cell; None, with a finding, when it cannot be used."""
    if not text_of(cell):
        return ""
    unit = reader.units.get(product)
    try:
        quantity = quantity_of(cell, unit or Unit.HOUR)
    except (ValueError, ArithmeticError):
        quantity = None
    if quantity is not None and quantity.steps >= 0:
        return exact_text(quantity)
    kind = f"een aantal in {unit.dutch}" if unit else "een aantal"
    expected = f"{kind}, 0 of meer, zonder punt tussen duizenden"
    _fault(reader, VOLUME_UNREADABLE, VOLUMES, row, column, seen=text_of(cell), expected=expected)
    return None


def _parties(reader: _Reader) -> tuple[Subcontractor, ...]:
    parties = []
    for row, cells in _rows(reader, PARTIES, len(PARTY_HEADS)):
        name, agb, products, told = (text_of(cell) for cell in cells)
        reported = _day_or_none(cells[3])
        if not name:
            _fault(reader, VOLUME_HALF, PARTIES, row, 0, expected=f"'{PARTY_HEADS[0]}'")
        if agb and Agb.parse(agb) is None:
            _fault(reader, ANSWER_UNREADABLE, PARTIES, row, 1, seen=agb, expected="acht cijfers, zoals 06010001")
        if told and reported is None:
            _fault(reader, ANSWER_UNREADABLE, PARTIES, row, 3, seen=told, expected=_DATE)
        codes = tuple(code for part in re.split(r"[,;|\n]", products) if (code := part.strip()))
        parties.append(Subcontractor(name, agb, codes, reported))
    return tuple(parties)


def _yes_no(_: _Asked, cell: object) -> str:
    word = text_of(cell).lower()
    if word not in _YES | _NO:
        raise ValueError(word)
    return "yes" if word in _YES else "no"


def _choice(asked: _Asked, cell: object) -> str:
    text = " ".join(text_of(cell).split())
    by_words = {words.casefold(): key for words, key in asked.options.items()}
    key = by_words.get(text.casefold(), text)
    if key not in asked.options.values():
        raise ValueError(text)
    return key


def _need_lines(asked: _Asked, cell: object) -> str:
    """Numbers of the form, or ids, with a comma, semicolon or line between them; written in the order of the form."""
    given = [part for item in re.split(r"[,;|\n]", text_of(cell)) if (part := item.strip())]
    lines = {asked.options.get(item, item) for item in given}
    if not lines or lines - set(asked.options.values()):
        raise ValueError(text_of(cell))
    return ", ".join(line for line in asked.options.values() if line in lines)


def _percentage(_: _Asked, cell: object) -> str:
    if isinstance(cell, str):
        body = cell.strip().removesuffix("%").strip()
        number = number_text(body)
        # without a sign, a number up to one can be a share or a percentage
        if body == cell.strip() and 0 < abs(Decimal(number)) <= 1:
            raise ValueError(body)
        return f"{number}%"
    share = Decimal(number_text(cell))
    # the cell is a percentage, so Excel holds 94.5% as 0.945; above one whole it is a slip
    if not 0 <= share <= 1:
        raise ValueError(str(share))
    return f"{without_doubt(plain(share * 100))}%"


def _amount(_: _Asked, cell: object) -> str:
    if isinstance(cell, str):
        return str(Money.parse(cell))
    cents = Decimal(number_text(cell)) * 100
    if cents != cents.to_integral_value():
        raise ValueError(str(cents))
    return str(Money(int(cents)))


def _date(_: _Asked, cell: object) -> str:
    day = _day_or_none(cell)
    if day is None:
        raise ValueError(text_of(cell))
    return day.isoformat()


def _day_or_none(cell: object) -> date | None:
    """A date cell, ``2027-01-31`` or ``31-1-2027``; None for anything else."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    found = _DUTCH_DATE.fullmatch(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


_ANSWERS: Mapping[QuestionType, Callable[[_Asked, object], str]] = {
    QuestionType.YES_NO: _yes_no,
    QuestionType.CHOICE: _choice,
    QuestionType.NUMBER: lambda _, cell: number_text(cell),
    QuestionType.PERCENTAGE: _percentage,
    QuestionType.AMOUNT: _amount,
    QuestionType.DATE: _date,
    QuestionType.NEED_LINES: _need_lines,
    QuestionType.TEXT: lambda _, cell: text_of(cell),
}
