"""Which column of a sheet is which: remembered, plain from its title, or asked of a person with a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from driehoek.adapters.catalogue.columns import Certainty
from driehoek.adapters.catalogue.sheets import Row
from driehoek.adapters.catalogue.start import codes
from driehoek.adapters.catalogue.start.fields import MEASURES, Field, Meaning, meaning_of, said_by
from driehoek.adapters.catalogue.start.memory import Answers
from driehoek.adapters.catalogue.start.numbers import is_number, nothing
from driehoek.adapters.catalogue.values import cell_text
from driehoek.application.start import Ask, ColumnTold, Option, Question, Role
from driehoek.kernel import Finding, Place

SAMPLES = 3
_LOOKED_AT = 200
_WRONG = "de titel zegt het, maar de waarden passen er niet bij"


@dataclass(slots=True)
class Columns:
    """The columns of one sheet, as understood.

    Attributes:
        meanings: per number what the column holds; unused ones are left out.
        reasons: per number why it is taken so, or why it is not used.
    """

    meanings: dict[int, Meaning] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)

    def told(self, titles: tuple[str, ...], hidden: frozenset[int]) -> tuple[ColumnTold, ...]:
        """What each column became."""
        return tuple(
            ColumnTold(
                number,
                title,
                self.meanings[number].dutch if number in self.meanings else "",
                self.reasons.get(number, ""),
                number in hidden,
                self.meanings[number].english if number in self.meanings else "",
            )
            for number, title in enumerate(titles, start=1)
        )

    def have(self, which: Field) -> bool:
        """Whether some column holds it."""
        return any(meaning.field is which for meaning in self.meanings.values())


@dataclass(slots=True)
class Asking:
    """Settles the columns of one sheet.

    Attributes:
        place: the file and sheet.
        titles: one per column.
        rows: the rows under the titles.
        answers: what was said before; what is said now is added.
        ask: asks a person.
        context: the names of sheet and file and the words above the titles.
        year: the year that is wanted, where the sheet has columns of several; the last one when None.
        findings: what nobody answered.
    """

    place: str
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    answers: Answers
    ask: Ask
    context: str = ""
    year: int | None = None
    findings: list[Finding] = field(default_factory=list)

    def settle(self) -> Columns:
        """Which column is which."""
        shape = self.answers.shape(self.titles)
        if shape is not None and shape.columns:
            return self._remembered(shape.columns)
        columns = Columns()
        doubtful: dict[int, tuple[Meaning, str, str]] = {}
        for number, title in enumerate(self.titles, start=1):
            values = self._values(number)
            found = meaning_of(title)
            if found is None:
                which, nl, en = said_by(values)
                columns.reasons[number] = nl
                if values and title.strip():
                    doubtful[number] = Meaning(which), nl, en
                continue
            columns.meanings[number] = found[0]
            columns.reasons[number] = "de titel is bekend"
            if found[1] is Certainty.LIKELY and not found[0].month:
                doubtful[number] = found[0], "de titel lijkt erop", "the title looks like it"
            elif not self._fits(found[0], number):
                doubtful[number] = found[0], _WRONG, "the title says so, but the values do not fit"
        asked = self._one_each(columns, doubtful)
        asked = self._month_measure(columns) or asked
        if asked:
            unused = {number: Meaning(Field.UNUSED) for number in range(1, len(self.titles) + 1)}
            self.answers.learn(self.titles, {**unused, **columns.meanings})
        return columns

    def _remembered(self, said: Mapping[int, Meaning]) -> Columns:
        columns = Columns()
        for number, meaning in said.items():
            columns.reasons[number] = "eerder gezegd"
            if meaning.field is not Field.UNUSED and number <= len(self.titles):
                now = meaning_of(self.titles[number - 1])
                columns.meanings[number] = replace(meaning, year=now[0].year if now else None)
        self._other_years(columns)
        return columns

    def _values(self, number: int) -> list[str]:
        cells = (row.cells[number - 1] for row in self.rows[:_LOOKED_AT] if number <= len(row.cells))
        return [cell_text(cell) for cell in cells if not nothing(cell)]

    def _fits(self, meaning: Meaning, number: int) -> bool:
        cells = [row.cells[number - 1] for row in self.rows[:_LOOKED_AT] if number <= len(row.cells)]
        filled = [cell for cell in cells if not nothing(cell)]
        if meaning.field in (Field.QUANTITY, Field.AMOUNT, Field.PRICE) and filled:
            return any(is_number(cell) for cell in filled)
        if meaning.field is Field.CONTRACT and filled:
            return any(cell_text(cell).isdecimal() for cell in filled)
        return True

    def _one_each(self, columns: Columns, doubtful: Mapping[int, tuple[Meaning, str, str]]) -> bool:
        """Ask what is doubtful, and give no meaning to two columns; whether something was answered."""
        self._other_years(columns)
        sure = {meaning for number, meaning in columns.meanings.items() if number not in doubtful}
        answered = False
        for number in sorted(doubtful):
            meaning, nl, en = doubtful[number]
            if columns.reasons[number].startswith("ander jaar"):
                continue
            if meaning in sure and meaning.field is not Field.UNUSED:
                taken = next(other for other, known in columns.meanings.items() if known == meaning)
                meaning, nl, en = Meaning(Field.UNUSED), f"kolom {taken} is dat al", f"column {taken} is that already"
            said = self._asked(number, meaning, nl, en)
            answered = answered or said is not None
            meaning = said or meaning
            columns.meanings.pop(number, None)
            if meaning.field is not Field.UNUSED:
                columns.meanings[number] = meaning
                sure.add(meaning)
            columns.reasons[number] = "u zei het" if said is not None else nl
        self._twice(columns)
        return answered

    def _asked(self, number: int, meaning: Meaning, nl: str, en: str) -> Meaning | None:
        title = self.titles[number - 1]
        options = tuple(Option(which.value, which.dutch, which.value) for which in Field)
        samples = tuple(dict.fromkeys(self._values(number)))[:SAMPLES]
        answer = self.ask(
            Question(
                self.place,
                f"Wat staat er in kolom {number}, '{title}'?",
                f"What does column {number}, '{title}', hold?",
                meaning.field.value,
                nl,
                en,
                samples,
                options,
            )
        )
        if answer is None:
            subject = f"{number} '{title}'"
            place = Place(self.place, 0, number)
            self.findings.append(Finding(codes.COLUMN_DOUBTFUL, subject, meaning.dutch, nl, place))
            return None
        if answer == meaning.field.value:
            return meaning
        which = Field(answer)
        return replace(meaning, field=which, side=meaning.side if which in MEASURES else None)

    @staticmethod
    def _twice(columns: Columns) -> None:
        first: dict[Meaning, int] = {}
        for number in sorted(columns.meanings):
            kept = first.setdefault(columns.meanings[number], number)
            if kept != number:
                del columns.meanings[number]
                columns.reasons[number] = f"kolom {kept} is dat al"

    def _other_years(self, columns: Columns) -> None:
        """Of columns that differ in nothing but their year only the year that is wanted counts."""
        alike: dict[Meaning, list[int]] = {}
        for number, meaning in columns.meanings.items():
            alike.setdefault(replace(meaning, year=None), []).append(number)
        for numbers in alike.values():
            years = {columns.meanings[number].year or 0 for number in numbers}
            if len(years) == 1:
                continue
            wanted = self.year if self.year in years else max(years)
            for number in numbers:
                if (columns.meanings[number].year or 0) != wanted:
                    del columns.meanings[number]
                    columns.reasons[number] = f"ander jaar dan {wanted}"

    def _month_measure(self, columns: Columns) -> bool:
        """Settle whether bare columns of months hold quantities or amounts."""
        bare = [
            number for number, meaning in columns.meanings.items() if meaning.month and meaning.field is Field.PERIOD
        ]
        if not bare:
            return False
        which, nl, en = self._measure(bare)
        samples = tuple(value for number in bare for value in self._values(number)[:1])[:SAMPLES]
        options = tuple(Option(item.value, item.dutch, item.value) for item in (Field.QUANTITY, Field.AMOUNT))
        said = self.ask(
            Question(
                self.place,
                "Staan er in de kolommen per maand aantallen of bedragen?",
                "Do the columns of months hold quantities or amounts?",
                which.value,
                nl,
                en,
                samples,
                options,
            )
        )
        if said is None:
            subject = f"{bare[0]} t/m {bare[-1]}"
            self.findings.append(
                Finding(codes.COLUMN_DOUBTFUL, subject, which.dutch, nl, Place(self.place, 0, bare[0]))
            )
        for number in bare:
            columns.meanings[number] = replace(columns.meanings[number], field=Field(said or which.value))
            columns.reasons[number] = "u zei het" if said else nl
        return said is not None

    def _measure(self, bare: list[int]) -> tuple[Field, str, str]:
        plain = self.context.casefold()
        if any(word in plain for word in ("bedrag", "euro", "€", "omzet", "kosten")):
            return Field.AMOUNT, "de tekst erboven spreekt van bedragen", "the text above speaks of amounts"
        if any(word in plain for word in ("aantal", "dagen", "uren", "volume", "etmalen")):
            return Field.QUANTITY, "de tekst erboven spreekt van aantallen", "the text above speaks of quantities"
        if any("," in value or "." in value or "€" in value for number in bare for value in self._values(number)):
            return Field.AMOUNT, "er staan centen in", "they hold cents"
        return Field.QUANTITY, "er staan alleen hele getallen in", "they hold whole numbers only"


def role_options() -> tuple[Option, ...]:
    """What a sheet can hold."""
    return tuple(Option(role.value, role.dutch, role.value) for role in Role)
