"""One sheet of agreements, production or providers: what it holds, of which year and whom, and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from driehoek.adapters.catalogue.columns import normal
from driehoek.adapters.catalogue.sheets import Row, Sheet
from driehoek.adapters.catalogue.start import codes
from driehoek.adapters.catalogue.start.asking import Asking, Columns, role_options
from driehoek.adapters.catalogue.start.fields import MEASURES, Field, side_of, year_around, year_of
from driehoek.adapters.catalogue.start.memory import Answers, without_year
from driehoek.adapters.catalogue.start.rows import Frame, RowReader, all_hold, party_in, styles_of, year_in
from driehoek.adapters.catalogue.start.shape import Header, texts_of
from driehoek.adapters.catalogue.start.telling import findings_of
from driehoek.adapters.catalogue.values import SECTORS, cell_text, read_word
from driehoek.application.start import Ask, Line, Party, Question, Role, RowLeft, SheetTold, Why, holds
from driehoek.kernel import Finding, Place, total

_LABELS = frozenset({"agb", "agb code", "agb-code", "zorgaanbieder", "aanbieder", "instelling", "naam"})


@dataclass(slots=True)
class Reading:
    """What all sheets of a folder share while they are read.

    Attributes:
        answers: what was said before; what is said now is added.
        ask: asks a person.
        year: the contract year to start; None when the files must say.
        known_products: the product codes that tariff sheets gave.
        lines: the rows that were used.
        findings: what is wrong or worth a look.
    """

    answers: Answers
    ask: Ask
    year: int | None = None
    known_products: frozenset[str] = frozenset()
    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class SheetReading:
    """One sheet of agreements, production or providers.

    Attributes:
        folder: what is read and said so far.
        file: the file it is in.
        sheet: the sheet.
        header: its titles.
    """

    folder: Reading
    file: str
    sheet: Sheet
    header: Header

    @property
    def above(self) -> tuple[Row, ...]:
        """The rows above the titles."""
        return self.sheet.rows[: self.header.first]

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows under the titles."""
        return self.sheet.rows[self.header.body :]

    @property
    def context(self) -> str:
        """The names of sheet and file and the words above the titles."""
        return " ".join(
            (self.sheet.name, *(text for row in self.above for text in dict.fromkeys(texts_of(row))), self.file)
        )

    def read(self) -> SheetTold:
        """Read the sheet and tell what became of it."""
        asking = Asking(
            self.sheet.place,
            self.header.titles,
            self.body,
            self.folder.answers,
            self.folder.ask,
            self.context,
            self.folder.year - 1 if self.folder.year else None,
        )
        columns = asking.settle()
        self.folder.findings.extend(asking.findings)
        role, reason = self._role(columns)
        if role is Role.UNUSED or self._lacking(role, columns):
            why = "u zei het" if role is Role.UNUSED else "een kolom ontbreekt"
            hidden = frozenset(self.sheet.hidden.columns)
            return replace(unused(self.file, self.sheet, why), columns=columns.told(self.header.titles, hidden))
        if role is Role.PARTIES:
            return self._parties(columns, reason)
        return self._care(columns, role, reason)

    def _role(self, columns: Columns) -> tuple[Role, str]:
        sides = {meaning.side for meaning in columns.meanings.values() if meaning.side and meaning.field in MEASURES}
        if len(sides) > 1:
            return Role.BOTH, "de kolomtitels noemen allebei"
        if sides:
            return sides.pop(), "de kolomtitels zeggen het"
        fields = {meaning.field for meaning in columns.meanings.values()}
        if not fields & {Field.QUANTITY, Field.AMOUNT} and Field.CONTRACT in fields:
            return Role.PARTIES, "alleen codes en namen, geen aantallen of bedragen"
        above = " ".join(text for row in self.above for text in dict.fromkeys(texts_of(row)))
        for words, what in (
            (self.sheet.name, "de naam van het blad"),
            (above, "de tekst erboven"),
            (self.file, "de naam van het bestand"),
        ):
            side = side_of(words)
            if side is not None:
                return side, f"{what} zegt het"
        return self._asked_role()

    def _asked_role(self) -> tuple[Role, str]:
        answers, titles = self.folder.answers, self.header.titles
        shape = answers.shape(titles)
        known = shape.roles.get(without_year(self.sheet.place)) if shape else None
        if known is not None:
            return known, "eerder gezegd"
        said = self.folder.ask(
            Question(
                self.sheet.place,
                f"Wat staat er op {self.sheet.place}?",
                f"What does {self.sheet.place} hold?",
                Role.AGREED.value,
                "er staan aanbieders, prestaties en aantallen of bedragen",
                "it holds providers, products and quantities or amounts",
                tuple(" | ".join(filter(None, texts_of(row))) for row in self.body[:3]),
                role_options(),
            )
        )
        if said is None:
            place = Place(self.sheet.place)
            self.folder.findings.append(Finding(codes.ROLE_UNKNOWN, self.sheet.place, Role.AGREED.dutch, place=place))
            return Role.AGREED, "niet zeker: niets zegt het"
        answers.learn_role(titles, self.sheet.place, Role(said))
        return Role(said), "u zei het"

    def _lacking(self, role: Role, columns: Columns) -> bool:
        if role is Role.PARTIES:
            return False
        lacking = []
        if not columns.have(Field.PRODUCT) and not columns.have(Field.DESCRIPTION):
            lacking.append(Field.PRODUCT.dutch)
        if not columns.have(Field.QUANTITY) and not columns.have(Field.AMOUNT):
            lacking.append("aantal of bedrag")
        if lacking:
            place = Place(self.sheet.place)
            self.folder.findings.append(
                Finding(codes.COLUMNS_LACKING, self.sheet.place, wanted=" en ".join(lacking), place=place)
            )
        return bool(lacking)

    def _parties(self, columns: Columns, reason: str) -> SheetTold:
        frame = Frame(self.sheet.place, self.header.titles, columns.meanings, Role.PARTIES)
        reader = RowReader(frame, {})
        left: list[RowLeft] = list(self._outside())
        for row in self.body:
            party = reader._party_of(row)  # noqa: SLF001 - one room
            if not party.agb.isdecimal():
                left.append(RowLeft(row.number, Why.HEADING, " | ".join(filter(None, texts_of(row)))))
                continue
            self.folder.lines.append(Line(Role.PARTIES, Place(self.sheet.place, row.number), party))
        return self._told(Role.PARTIES, reason, columns, left)

    def _care(self, columns: Columns, role: Role, reason: str) -> SheetTold:
        years = {kind: self._year(columns, kind) for kind in holds(role)}
        frame = Frame(
            self.sheet.place,
            self.header.titles,
            columns.meanings,
            role,
            None if role is Role.BOTH else years[role],
            self._party(columns),
            self.folder.known_products,
        )
        reader, twice = self._best(frame)
        self.folder.lines.extend(reader.lines)
        self.folder.findings.extend(findings_of(self.sheet, reader, twice))
        told = self._told(role, reason, columns, [*self._outside(), *reader.left])
        amounts = tuple(
            (kind, total(line.amount for line in reader.lines if line.role is kind and line.amount is not None))
            for kind in dict.fromkeys(line.role for line in reader.lines)
        )
        return replace(
            told,
            years=tuple((kind, year) for kind, year in years.items() if year is not None),
            checks=tuple(reader.totals.checks),
            amounts=amounts,
        )

    def _told(self, role: Role, reason: str, columns: Columns, left: list[RowLeft]) -> SheetTold:
        hidden = frozenset(self.sheet.hidden.columns)
        return SheetTold(
            place=self.sheet.place,
            file=self.file,
            role=role,
            reason=reason,
            columns=columns.told(self.header.titles, hidden),
            rows=len(self.sheet.rows),
            used=len(self.sheet.rows) - len(left),
            left=tuple(sorted(left, key=lambda item: item.row)),
            hidden_rows=tuple(row.number for row in self.sheet.rows if row.number in self.sheet.hidden.rows),
        )

    def _outside(self) -> Iterator[RowLeft]:
        for index, row in enumerate(self.sheet.rows[: self.header.body]):
            why = Why.ABOVE if index < self.header.first else Why.HEADER
            yield RowLeft(row.number, why, " | ".join(dict.fromkeys(filter(None, texts_of(row)))))

    def _year(self, columns: Columns, role: Role) -> int | None:
        """The year whose rows count: of the titles, else of a column, else of the words around."""
        of_role = (meaning for meaning in columns.meanings.values() if meaning.side in (None, role))
        titled = {meaning.year for meaning in of_role if meaning.year}
        if titled:
            return max(titled)
        years: set[int] = set()
        for which in (Field.YEAR, Field.PERIOD):
            for number, meaning in columns.meanings.items():
                if meaning.field is which:
                    found = (year_in(row.cells[number - 1]) for row in self.body if number <= len(row.cells))
                    years |= {year for year in found if year}
        if not years:
            return year_around(self.context)
        wanted = self.folder.year - 1 if self.folder.year else None
        return wanted if wanted in years else max(years)

    def _party(self, columns: Columns) -> Party:
        """The provider of a sheet that is of one: named above the titles, or by the sheet itself."""
        if columns.have(Field.CONTRACT) or columns.have(Field.NAME):
            return Party()
        above = [text for row in self.above for text in texts_of(row)]
        named = [text for text in above if not year_of(text) and side_of(text) is None]
        found = party_in([text for text in named if text and normal(text) not in _LABELS])
        by_name = party_in([self.sheet.name])
        sector = next((word for text in above if (word := read_word(text, SECTORS))), None)
        return Party(found.agb or by_name.agb, found.name or by_name.name, sector=sector)

    def _best(self, frame: Frame) -> tuple[RowReader, tuple[int, ...]]:
        """Read the rows; where rows are hidden or twice, the totals say whether they count."""
        styles = styles_of(self.body, frame.columns)
        twice = _twice(self.body, frame)
        hidden = {row.number: Why.HIDDEN for row in self.body if row.number in self.sheet.hidden.rows}
        again = dict.fromkeys(twice, Why.TWICE)
        usual: Mapping[int, Why] = again if frame.role is Role.AGREED else {}
        tried: list[RowReader] = []
        for skip in (usual, {}, again, {**usual, **hidden}, hidden, {**again, **hidden}):
            if any(reader.skip == skip for reader in tried):
                continue
            reader = RowReader(frame, styles, skip)
            reader.read(self.body)
            tried.append(reader)
            if all_hold(reader.totals.checks) or not (twice or hidden):
                return reader, twice
            if not reader.totals.checks:
                break
        return tried[0], twice


def unused(file: str, sheet: Sheet, reason: str) -> SheetTold:
    """A sheet of which nothing is used, and why."""
    left = tuple(RowLeft(row.number, Why.SHEET, " | ".join(filter(None, texts_of(row)))) for row in sheet.rows)
    hidden = tuple(row.number for row in sheet.rows if row.number in sheet.hidden.rows)
    return SheetTold(sheet.place, file, Role.UNUSED, reason, rows=len(sheet.rows), left=left, hidden_rows=hidden)


def _twice(rows: tuple[Row, ...], frame: Frame) -> tuple[int, ...]:
    """The rows that stand there already, in every cell, the provider's included."""
    measures = [number for number, meaning in frame.columns.items() if meaning.field in MEASURES]
    named = [*frame.numbers(Field.CONTRACT), *frame.numbers(Field.NAME)]
    goods = [*frame.numbers(Field.PRODUCT), *frame.numbers(Field.DESCRIPTION)]
    of_one = bool(frame.party.agb or frame.party.name)
    seen: set[tuple[str, ...]] = set()
    twice = []
    for row in rows:
        has_party = of_one or any(number <= len(row.cells) and row.cells[number - 1] != "" for number in named)
        full = all(any(at <= len(row.cells) and row.cells[at - 1] != "" for at in group) for group in (measures, goods))
        if not has_party or not full:
            continue
        texts = tuple(cell_text(cell) for cell in row.cells)
        if texts in seen:
            twice.append(row.number)
        seen.add(texts)
    return tuple(twice)
