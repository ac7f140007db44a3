"""Tariff sheets among the files: read by the catalogue's own reader, with what they do not say filled in and told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from driehoek.adapters.catalogue.columns import Certainty, ColumnMapping, Field, Guess
from driehoek.adapters.catalogue.sheets import Row, Sheet
from driehoek.adapters.catalogue.start import codes
from driehoek.adapters.catalogue.start.fields import year_of
from driehoek.adapters.catalogue.start.memory import Answers
from driehoek.adapters.catalogue.tariff_file import TariffFile, read_tariff_sheets
from driehoek.adapters.catalogue.values import FORMS, SECTORS, UNITS, read_word
from driehoek.application.start import Ask, ColumnTold, Line, Option, Party, Question, Role, RowLeft, SheetTold, Why
from driehoek.domain.catalogue.products import SYNTHETIC_PREFIX
from driehoek.kernel import Finding, Place

_BADGES = (
    Option("NZA", "van de NZa", "of the NZa"),
    Option("CONTRACT", "afgesproken", "agreed"),
    Option("SYNTHETIC", "verzonnen", "made up"),
)
_LABELS = {
    Field.CODE: "prestatie",
    Field.MAXIMUM: "maximumtarief",
    Field.FROM: "eerste dag",
    Field.THROUGH: "laatste dag",
    Field.YEAR: "jaar",
    Field.BADGE: "merk",
    Field.SOURCE: "bron",
    Field.NAME: "omschrijving van de prestatie",
    Field.SECTOR: "sector",
    Field.FORM: "leveringsvorm",
    Field.UNIT: "eenheid",
    Field.CATEGORY: "rubriek",
    Field.TREATMENT: "behandeling",
    Field.ZZP: "zzp",
    Field.FUNCTION: "functie",
}


def read_tariffs(
    file: str, sheet: Sheet, context: str, year: int | None, answers: Answers, ask: Ask
) -> tuple[TariffFile, SheetTold, tuple[Line, ...]]:
    """Read one sheet of maximum tariffs.

    Args:
        file: its file.
        sheet: the sheet.
        context: the names of file and sheet and the words above the titles.
        year: the year for which tariffs are wanted, where the sheet names none.
        answers: what was said before; what is said now is added.
        ask: asks a person.

    Returns:
        The tariffs, what became of the sheet, and what its rows say of the products in words.
    """
    answered: list[str] = []
    findings: list[Finding] = []

    def listened(question: Question) -> str | None:
        answer = ask(question)
        answered.extend([answer] if answer is not None else [])
        return answer

    def said(guess: Guess) -> ColumnMapping | None:
        mapping = _completed(guess, context, year_of(context) or year, listened, findings)
        return None if mapping.missing() else mapping

    tariffs, memory = read_tariff_sheets(file, (sheet,), answers.tariffs, said)
    known = memory is answers.tariffs
    if answered:
        answers.tariffs = memory
    tariffs = replace(tariffs, findings=(*findings, *tariffs.findings))
    header = next((row for row in sheet.rows if memory.recall(_texts(row.cells)) is not None), None)
    mapping = memory.recall(_texts(header.cells)) if header else None
    told = _told(file, sheet, tariffs, header, mapping or ColumnMapping({}))
    reason = "eerder gezegd" if known else "u zei het" if answered else "de titel is bekend"
    told = replace(told, columns=tuple(replace(item, reason=reason) if item.meaning else item for item in told.columns))
    return tariffs, told, _words(sheet, tariffs, mapping or ColumnMapping({}))


def _words(sheet: Sheet, tariffs: TariffFile, mapping: ColumnMapping) -> tuple[Line, ...]:
    """What the rows with a tariff say of their products; a list of products may be more than that."""
    rows = {row.number: row for row in sheet.rows}
    lines = []
    for tariff in tariffs.lines:
        if tariff.place is None:
            continue
        texts = _texts(rows[tariff.place.line].cells)

        def said(which: Field, texts: tuple[str, ...] = texts) -> str:
            number = mapping.columns.get(which, 0)
            return texts[number - 1] if 0 < number <= len(texts) else ""

        party = Party(sector=read_word(said(Field.SECTOR), SECTORS))
        unit, form = read_word(said(Field.UNIT), UNITS), read_word(said(Field.FORM), FORMS)
        lines.append(Line(Role.TARIFFS, tariff.place, party, tariff.product, said(Field.NAME), unit, form))
    return tuple(lines)


def _completed(guess: Guess, context: str, year: int | None, ask: Ask, findings: list[Finding]) -> ColumnMapping:
    """The guess with what it lacks: the badge asked, the year from the name of the file or sheet."""
    columns, fixed = dict(guess.mapping.columns), dict(guess.mapping.fixed)
    for which, certainty in guess.certainty.items():
        number = columns[which]
        if certainty is Certainty.LIKELY and which in (Field.CODE, Field.MAXIMUM):
            columns.pop(which)
            kept = _asked(guess, which, number, ask, findings)
            if kept:
                columns[which] = number
    if Field.BADGE not in columns:
        fixed[Field.BADGE] = _badge(guess, context, ask, columns.get(Field.CODE, 0))
    if Field.FROM not in columns and Field.YEAR not in columns and year:
        fixed[Field.YEAR] = str(year)
    return ColumnMapping(columns, fixed)


def _asked(guess: Guess, which: Field, number: int, ask: Ask, findings: list[Finding]) -> bool:
    title = guess.header[number - 1]
    samples = tuple(row[number - 1] for row in guess.samples if number <= len(row))
    options = (Option("yes", "ja", "yes"), Option("no", "nee", "no"))
    label = _LABELS[which]
    answer = ask(
        Question(
            guess.place,
            f"Is kolom {number}, '{title}', {label}?",
            f"Is column {number}, '{title}', the {which.value}?",
            "yes",
            "de titel lijkt erop",
            "the title looks like it",
            samples,
            options,
        )
    )
    if answer is None:
        place = Place(guess.place, 0, number)
        findings.append(Finding(codes.COLUMN_DOUBTFUL, f"{number} '{title}'", label, "de titel lijkt erop", place))
    return answer != "no"


def _badge(guess: Guess, context: str, ask: Ask, code: int) -> str:
    samples = [row[code - 1] for row in guess.samples if 0 < code <= len(row)]
    made_up = bool(samples) and all(text.startswith(SYNTHETIC_PREFIX) for text in samples)
    if made_up:
        return "SYNTHETIC"
    of_nza = "nza" in context.casefold()
    nl = "de naam noemt de NZa" if of_nza else "nergens staat dat het tarieven van de NZa zijn"
    en = "the name speaks of the NZa" if of_nza else "nothing says that these are tariffs of the NZa"
    proposal = "NZA" if of_nza else "CONTRACT"
    question = Question(
        guess.place,
        "Waar komen deze tarieven vandaan?",
        "Where do these tariffs come from?",
        proposal,
        nl,
        en,
        (),
        _BADGES,
    )
    return ask(question) or proposal


def _told(file: str, sheet: Sheet, tariffs: TariffFile, header: Row | None, mapping: ColumnMapping) -> SheetTold:
    used = {line.place.line for line in tariffs.lines if line.place}
    by_number = {number: which for which, number in mapping.columns.items()}
    titles = _texts(header.cells) if header else ()
    years = {line.period.start.year for line in tariffs.lines}
    left = tuple(
        RowLeft(
            row.number, _why(row.number, header.number if header else 0), " | ".join(filter(None, _texts(row.cells)))
        )
        for row in sheet.rows
        if row.number not in used
    )
    return SheetTold(
        place=sheet.place,
        file=file,
        role=Role.TARIFFS,
        reason="een kolom met prestaties en een met tarieven, zonder aantallen of bedragen",
        years=((Role.TARIFFS, max(years)),) if years else (),
        columns=tuple(
            ColumnTold(
                number,
                title,
                _LABELS[by_number[number]] if number in by_number else "",
                "" if number in by_number else "de titel is niet bekend",
                number in sheet.hidden.columns,
                by_number[number].value if number in by_number else "",
            )
            for number, title in enumerate(titles, start=1)
        ),
        rows=len(sheet.rows),
        used=len(sheet.rows) - len(left),
        left=left,
        hidden_rows=tuple(row.number for row in sheet.rows if row.number in sheet.hidden.rows),
    )


def _why(row: int, header: int) -> Why:
    if row < header or not header:
        return Why.ABOVE
    return Why.HEADER if row == header else Why.HEADING


def _texts(cells: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell) for cell in cells)
