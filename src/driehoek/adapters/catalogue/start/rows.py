"""The rows of one sheet of agreements or production: each is used, or left out for a reason that is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from driehoek.adapters.catalogue.columns import normal
from driehoek.adapters.catalogue.sheets import Cell, Row
from driehoek.adapters.catalogue.start.fields import MEASURES, Field, Meaning, code_in
from driehoek.adapters.catalogue.start.numbers import (
    NOISE,
    OTHER_CURRENCY,
    NotANumberError,
    nothing,
    read_number,
    read_percent,
    style_of,
    to_cents,
)
from driehoek.adapters.catalogue.start.shape import texts_of
from driehoek.adapters.catalogue.start.totals import Running, Totals, total_word
from driehoek.adapters.catalogue.values import FORMS, SECTORS, UNITS, Style, cell_text, read_date, read_word, read_year
from driehoek.application.start import Line, Party, Role, RowLeft, TotalCheck, Why
from driehoek.kernel import Money, Place

_EUROS = frozenset({"", "eur", "euro", "€", "euro's"})
_AGB = re.compile(r"(?<![0-9])[0-9]{7,8}(?![0-9])")
_LABEL = re.compile(r"^(?:zorg)?(?:aanbieder|instelling|organisatie|naam)\s*:?\s*", re.IGNORECASE)
_SHOWN = 160
_AGB_DIGITS = 8
_PARTY = (Field.CONTRACT, Field.NAME)
_OF_PARTY = (*_PARTY, Field.MUNICIPALITY, Field.REGION, Field.SECTOR)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all rows of a sheet have in common.

    Attributes:
        place: the file and sheet.
        titles: one per column.
        columns: per number what it holds.
        role: what the sheet holds.
        year: the year whose rows count; None when rows name no year.
        party: the provider of every row, where the sheet is of one.
        known: the product codes that are known.
    """

    place: str
    titles: tuple[str, ...]
    columns: Mapping[int, Meaning]
    role: Role
    year: int | None = None
    party: Party = field(default_factory=Party)
    known: frozenset[str] = frozenset()

    def numbers(self, which: Field) -> list[int]:
        """The columns that hold it."""
        return [number for number, meaning in self.columns.items() if meaning.field is which]

    def number(self, which: Field) -> int:
        """The one column that holds it; 0 for none."""
        return next(iter(self.numbers(which)), 0)


@dataclass(slots=True)
class RowReader:
    """Reads the rows of a sheet once, from top to bottom.

    Attributes:
        frame: what they have in common.
        styles: per column how its texts write decimals.
        skip: rows to be left out, with the reason.
        lines: what was used.
        left: what was not.
        totals: the sums and the totals found.
        counts: how often something happened that is worth telling.
        currencies: amounts in another currency.
    """

    frame: Frame
    styles: Mapping[int, Style | None]
    skip: Mapping[int, Why] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    left: list[RowLeft] = field(default_factory=list)
    totals: Totals = field(default_factory=lambda: Totals({}))
    counts: Counter[str] = field(default_factory=Counter)
    currencies: list[str] = field(default_factory=list)
    used: int = 0
    _party: Party = field(default_factory=Party)
    _product: tuple[str, str] = ("", "")
    _at: dict[Field, int] = field(default_factory=dict)
    _measures: tuple[tuple[int, Style | None], ...] = ()
    _parties: dict[tuple[Cell, ...], Party] = field(default_factory=dict)
    _products: dict[tuple[Cell, Cell], tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up once where each field stands; a sheet may have a hundred thousand rows."""
        columns = self.frame.columns
        self._at = {which: self.frame.number(which) for which in Field}
        numeric = (number for number, meaning in columns.items() if meaning.field in MEASURES)
        self._measures = tuple((number, self.styles.get(number)) for number in numeric)

    def read(self, rows: Iterable[Row]) -> None:
        """Read the rows."""
        columns = self.frame.columns
        self.totals = Totals(
            {
                number: Running(self.frame.titles[number - 1], meaning.field is Field.AMOUNT)
                for number, meaning in columns.items()
                if meaning.field in (Field.QUANTITY, Field.AMOUNT)
            }
        )
        self._party = self.frame.party
        header = tuple(normal(title) for title in self.frame.titles)
        for row in rows:
            why = self._row(row, header)
            if why is None:
                self.used += 1
            else:
                text = " | ".join(text for text in texts_of(row) if text)
                self.left.append(RowLeft(row.number, why, text[:_SHOWN]))
        self.totals.end()

    def _row(self, row: Row, header: tuple[str, ...]) -> Why | None:
        """Read one row; why it is left out, or None when it is used."""
        if row.number in self.skip:
            return self.skip[row.number]
        texts = texts_of(row)
        first = row.filled[0]
        if first < len(header) and normal(texts[first]) == header[first] and _is_header(texts, header):
            return Why.HEADER
        try:
            values = self._values(row)
        except NotANumberError:
            return Why.TOTAL if total_word(texts) else self._unreadable(row)
        label = total_word(texts)
        if label and not self._plain_care(row):
            self.totals.total(row.number, label, self._cents(values))
            return Why.TOTAL
        if not values:
            return self._heading(row, texts)
        return self._care(row, values)

    def _plain_care(self, row: Row) -> bool:
        """Whether a row has both a product and a provider, so that a word in a name makes it no total."""
        party, (product, _) = self._party_of(row), self._product_of(row)
        return bool(product and (party.agb or (party.name and not total_word((party.name,)))))

    def _values(self, row: Row) -> dict[int, Fraction]:
        """The numbers in the columns that hold numbers.

        Raises:
            NotANumberError: when one of them holds something else.
        """
        values: dict[int, Fraction] = {}
        for number, style in self._measures:
            if number <= len(row.cells) and not nothing(cell := row.cells[number - 1]):
                values[number] = read_number(cell, style)
        return values

    def _cents(self, values: Mapping[int, Fraction]) -> dict[int, Fraction]:
        columns = self.frame.columns
        return {
            number: value * 100 if columns[number].field is Field.AMOUNT else value for number, value in values.items()
        }

    def _unreadable(self, row: Row) -> Why:
        money = (*self.frame.numbers(Field.AMOUNT), *self.frame.numbers(Field.PRICE))
        cells = [cell_text(row.cells[number - 1]) for number in money if number <= len(row.cells)]
        strange = next((text for text in cells if OTHER_CURRENCY.search(text)), "")
        if strange:
            self.currencies.append(strange)
            return Why.CURRENCY
        return Why.UNREADABLE

    def _heading(self, row: Row, texts: tuple[str, ...]) -> Why:
        """A row without numbers: the name of the provider of the rows below it, or a remark."""
        said = [texts[index] for index in row.filled]
        if self._named_here() or len(set(said)) > len(_PARTY):
            goods = self._product_of(row)[0]
            return Why.EMPTY if goods else Why.HEADING
        party = party_in(said)
        if party.agb or (party.name and not self.frame.party.agb):
            self._party = party
        return Why.HEADING

    def _named_here(self) -> bool:
        return any(self._at[which] for which in _PARTY)

    def _care(self, row: Row, values: dict[int, Fraction]) -> Why | None:
        party, product = self._party_of(row), self._product_of(row)
        if not product[0] and (party.agb or party.name) and self._outer_product():
            product = self._product
            self.counts["filled"] += 1
        if not product[0]:
            return self._nameless(row, values)
        if not party.agb and not party.name:
            if not self._party.agb and not self._party.name:
                return Why.NOT_UNDERSTOOD
            self.counts["filled"] += self._named_here()
            party = self._party
        if party.agb and not (party.agb.isdecimal() and len(party.agb) == _AGB_DIGITS):
            return Why.UNREADABLE
        why = self._apart(row)
        if why is not None:
            return why
        self._party, self._product = party, product
        if not any(values[number] for number in values if self.frame.columns[number].field is not Field.PRICE):
            return Why.EMPTY
        self.totals.add(self._cents(values))
        self._lines(row, party, product, values)
        return None

    def _outer_product(self) -> bool:
        """Whether the product stands left of the provider, as the outer label of a pivot table does."""
        product = self._at[Field.PRODUCT] or self._at[Field.DESCRIPTION]
        parties = [self._at[which] for which in _PARTY if self._at[which]]
        return bool(parties) and product < min(parties)

    def _nameless(self, row: Row, values: Mapping[int, Fraction]) -> Why:
        """A row with numbers and no product: a total when it is the sum of rows above it."""
        cents = self._cents({number: value for number, value in values.items() if number in self.totals.running})
        if not self.totals.is_sum(cents):
            return Why.NOT_UNDERSTOOD
        self.totals.total(row.number, next((text for text in texts_of(row) if text), ""), cents)
        return Why.SUM

    def _apart(self, row: Row) -> Why | None:
        """Whether a row is in another currency or of another year."""
        if not self._at[Field.CURRENCY] and not self._at[Field.YEAR] and not self._at[Field.PERIOD]:
            return None
        currency = cell_text(self._cell(row, Field.CURRENCY)).casefold()
        if currency not in _EUROS:
            self.currencies.append(currency.upper())
            return Why.CURRENCY
        year = self._year(row)
        return Why.OTHER_YEAR if self.frame.year and year and year != self.frame.year else None

    def _year(self, row: Row) -> int | None:
        """The year that a row names, in a column of years or of dates."""
        return year_in(self._cell(row, Field.YEAR)) or year_in(self._cell(row, Field.PERIOD))

    def _lines(self, row: Row, party: Party, product: tuple[str, str], values: Mapping[int, Fraction]) -> None:
        roles = (Role.AGREED, Role.REALISED) if self.frame.role is Role.BOTH else (self.frame.role,)
        for role in roles:
            mine = {
                number: value for number, value in values.items() if self.frame.columns[number].side in (None, role)
            }
            measured = {self.frame.columns[number].field for number in mine}
            if not measured & {Field.QUANTITY, Field.AMOUNT}:
                continue
            quantity, amount = self._sum(mine, Field.QUANTITY), self._sum(mine, Field.AMOUNT)
            self._months(mine)
            price = self._sum(mine, Field.PRICE)
            money, broken = to_cents(amount) if amount is not None else (None, False)
            self.counts["rounded"] += broken
            per_unit = to_cents(price)[0] if price is not None else None
            self._compare(quantity, price, money)
            self.lines.append(
                Line(
                    role,
                    Place(self.frame.place, row.number),
                    party,
                    product[0],
                    product[1],
                    read_word(self._cell(row, Field.UNIT), UNITS),
                    read_word(self._cell(row, Field.FORM), FORMS),
                    quantity,
                    per_unit,
                    money,
                    *self._of_maximum(row),
                )
            )

    def _sum(self, values: Mapping[int, Fraction], which: Field) -> Fraction | None:
        """What the columns of a measure come to: a total of the year, or else its months."""
        mine = {number: value for number, value in values.items() if self.frame.columns[number].field is which}
        whole = [value for number, value in mine.items() if not self.frame.columns[number].month]
        return whole[0] if whole else sum(mine.values(), Fraction(0)) if mine else None

    def _months(self, values: Mapping[int, Fraction]) -> None:
        """Count the rows whose months come to something else than the column of the year beside them."""
        for which in (Field.QUANTITY, Field.AMOUNT):
            mine = [(self.frame.columns[number], value) for number, value in values.items()]
            whole = [value for meaning, value in mine if meaning.field is which and not meaning.month]
            months = [value for meaning, value in mine if meaning.field is which and meaning.month]
            self.counts["months"] += bool(whole and months) and abs(sum(months) - whole[0]) > NOISE

    def _of_maximum(self, row: Row) -> tuple[Fraction | None, Money | None]:
        """The share of the maximum tariff and that tariff, where a row has them and they can be read."""
        share, maximum = self._cell(row, Field.PERCENT), self._cell(row, Field.MAXIMUM)
        try:
            part = None if nothing(share) else read_percent(share)
            most = (
                None
                if nothing(maximum)
                else to_cents(read_number(maximum, self.styles.get(self._at[Field.MAXIMUM])))[0]
            )
        except NotANumberError:
            self.counts["share"] += 1
            return None, None
        return part, most

    def _compare(self, quantity: Fraction | None, price: Fraction | None, money: Money | None) -> None:
        if quantity is None or price is None or money is None:
            return
        self.counts["price"] += abs(quantity * price * 100 - money.cents) > 1

    def _party_of(self, row: Row) -> Party:
        """The provider that a row names; an empty one when it names none."""
        cells = tuple(self._cell(row, which) for which in _OF_PARTY)
        code = cells[0]
        self.counts["zero"] += len(cell_text(code)) == _AGB_DIGITS - 1 and cell_text(code).isdecimal()
        found = self._parties.get(cells)
        if found is None:
            found = self._parties[cells] = _party(*(cell_text(cell) for cell in cells))
        return found

    def _product_of(self, row: Row) -> tuple[str, str]:
        """The code and the description of the product in a row; no code when none is to be found."""
        cells = self._cell(row, Field.PRODUCT), self._cell(row, Field.DESCRIPTION)
        found = self._products.get(cells)
        if found is None:
            found = self._products[cells] = _product(cell_text(cells[0]), cell_text(cells[1]), self.frame.known)
        return found

    def _cell(self, row: Row, which: Field) -> Cell:
        number = self._at[which]
        return row.cells[number - 1] if 0 < number <= len(row.cells) else ""


def _is_header(texts: tuple[str, ...], header: tuple[str, ...]) -> bool:
    return tuple(normal(text) for text in texts[: len(header)]) == header[: len(texts)]


def _party(code: str, name: str, municipality: str, region: str, sector: str) -> Party:
    agb, name = code.replace(" ", "").replace("-", ""), " ".join(name.split())
    if agb.isdecimal() and len(agb) == _AGB_DIGITS - 1:
        agb = f"0{agb}"
    if not agb and (found := _AGB.search(name)):
        agb = found[0].zfill(_AGB_DIGITS)
        name = name.replace(found[0], "").replace("()", "").strip(" -:;,")
    if not agb and not name:
        return Party()
    return Party(agb, name, municipality, region, read_word(sector, SECTORS))


def _product(said: str, words: str, known: frozenset[str]) -> tuple[str, str]:
    code = code_in(said, known) or code_in(words, known)
    if not code:
        return "", words or said
    rest = (words or said).replace(code, "", 1).replace("()", "").strip(" -:;,")
    return code, rest


def year_in(cell: Cell) -> int | None:
    """The year in a cell: ``2026``, a date, or ``2026-03``."""
    if cell == "":
        return None
    if found := read_year(cell):
        return found
    day = read_date(cell)
    if day is not None and not day.serial:
        return day.day.year
    months = re.match(r"^(20[0-9]{2})[-/ ]?(?:0[1-9]|1[0-2])$", cell_text(cell))
    return int(months[1]) if months else None


def party_in(texts: Iterable[str]) -> Party:
    """The provider that words name: ``Zorgaanbieder: X``, ``AGB: 06010001``, ``X (06010001)``."""
    agb, name = "", ""
    for text in dict.fromkeys(texts):
        found = _AGB.search(text)
        agb = agb or (found[0].zfill(_AGB_DIGITS) if found else "")
        bare = text.replace(found[0], "").replace("()", "") if found else text
        bare = re.sub(r"\bAGB(?:-?code)?\b\s*:?", "", bare, flags=re.IGNORECASE)
        bare = _LABEL.sub("", bare.strip()).strip(" -:;,")
        name = name or bare
    return Party(agb, name)


def styles_of(rows: Iterable[Row], columns: Mapping[int, Meaning]) -> dict[int, Style | None]:
    """Per column of numbers how its texts write decimals."""
    kept = tuple(rows)
    numeric = [number for number, meaning in columns.items() if meaning.field in (*MEASURES, Field.MAXIMUM)]
    found = {number: style_of(row.cells[number - 1] for row in kept if number <= len(row.cells)) for number in numeric}
    return {number: decimals.style for number, decimals in found.items()}


def all_hold(checks: Iterable[TotalCheck]) -> bool:
    """Whether there are totals, and the rows come to each of them."""
    kept = tuple(checks)
    return bool(kept) and all(check.holds for check in kept)
