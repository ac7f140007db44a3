"""What files of a purchaser were understood to say: lines with their place, and of every row what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from driehoek.domain.catalogue import DeliveryForm, Product, Sector, TariffLine
from driehoek.kernel import ZERO, Finding, Money, Place, Unit, dutch


class Role(Enum):
    """What a sheet holds; the value is the word in the file of answers."""

    AGREED = "agreements"
    REALISED = "realised"
    BOTH = "agreements-and-realised"
    TARIFFS = "tariffs"
    PARTIES = "providers"
    UNUSED = "not-used"

    @property
    def dutch(self) -> str:
        """What it holds, in Dutch."""
        return {
            Role.AGREED: "afspraken",
            Role.REALISED: "gerealiseerde productie",
            Role.BOTH: "afspraken en gerealiseerde productie",
            Role.TARIFFS: "tarieven",
            Role.PARTIES: "gegevens van aanbieders",
            Role.UNUSED: "niet gebruikt",
        }[self]


class Why(Enum):
    """Why a row was not used as care of a provider."""

    ABOVE = "above"
    HEADER = "header"
    HEADING = "heading"
    TOTAL = "total"
    SUM = "sum"
    EMPTY = "empty"
    TWICE = "twice"
    HIDDEN = "hidden"
    OTHER_YEAR = "other-year"
    CURRENCY = "currency"
    UNREADABLE = "unreadable"
    NOT_UNDERSTOOD = "not-understood"
    ELSEWHERE = "elsewhere"
    SHEET = "sheet"

    @property
    def dutch(self) -> str:
        """The reason in plain Dutch."""
        return _WHY[self][0]

    @property
    def english(self) -> str:
        """The reason in English."""
        return _WHY[self][1]

    @property
    def loss(self) -> bool:
        """Whether care may be missing because of it."""
        return self in {Why.CURRENCY, Why.UNREADABLE, Why.NOT_UNDERSTOOD, Why.HIDDEN, Why.TWICE}


_WHY = {
    Why.ABOVE: ("tekst boven de kolomtitels", "text above the column titles"),
    Why.HEADER: ("kolomtitels", "column titles"),
    Why.HEADING: ("tussenkop of opmerking", "a heading or a remark"),
    Why.TOTAL: ("totaalregel, gebruikt als controle", "a total, used as a check"),
    Why.SUM: ("zonder het woord totaal, maar precies de som van de regels erboven", "the sum of the rows above it"),
    Why.EMPTY: ("geen aantal en geen bedrag", "no quantity and no amount"),
    Why.TWICE: ("dezelfde regel staat er al", "the same row stands there already"),
    Why.HIDDEN: ("verborgen rij die niet in het totaal zit", "a hidden row that is not in the total"),
    Why.OTHER_YEAR: ("een ander jaar", "another year"),
    Why.CURRENCY: ("een andere munt dan de euro", "another currency than the euro"),
    Why.UNREADABLE: ("een getal of code die niet te lezen is", "a number or code that cannot be read"),
    Why.NOT_UNDERSTOOD: ("geen prestatie of geen aanbieder gevonden", "no product or no provider found"),
    Why.ELSEWHERE: ("dezelfde zorg staat in een ander bestand", "the same care stands in another file"),
    Why.SHEET: ("het hele blad is niet gebruikt", "the whole sheet is not used"),
}


@dataclass(frozen=True, slots=True)
class Party:
    """A provider as a row names it.

    Attributes:
        agb: eight digits; empty where the row has none.
        name: as written.
        municipality: where it stands, if the row says.
        region: the region as written, if the row says.
        sector: if the row says.
    """

    agb: str = ""
    name: str = ""
    municipality: str = ""
    region: str = ""
    sector: Sector | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Care of one provider in one product, from one row.

    Attributes:
        role: `Role.AGREED` or `Role.REALISED`; `Role.PARTIES` for a row that only tells of a provider.
        place: the row.
        party: the provider.
        product: the product code.
        description: the product in words.
        unit: what the quantity counts, if the row says.
        form: the form of delivery, if the row says.
        quantity: in units; None where the row has none.
        price: per unit; None where the row has none.
        amount: None where the row has none.
        share: the part of the maximum tariff that was agreed, if the row says.
        maximum: the maximum tariff, if the row says.
    """

    role: Role
    place: Place
    party: Party
    product: str = ""
    description: str = ""
    unit: Unit | None = None
    form: DeliveryForm | None = None
    quantity: Fraction | None = None
    price: Money | None = None
    amount: Money | None = None
    share: Fraction | None = None
    maximum: Money | None = None


@dataclass(frozen=True, slots=True)
class ColumnTold:
    """What one column became.

    Attributes:
        number: from 1.
        title: as in the file.
        meaning: what it is taken for, in Dutch; empty when it is not used.
        reason: why, in Dutch.
        hidden: whether it is hidden in the workbook.
        english: what it is taken for, in English.
    """

    number: int
    title: str
    meaning: str
    reason: str
    hidden: bool = False
    english: str = ""


@dataclass(frozen=True, slots=True)
class RowLeft:
    """A row that was not used.

    Attributes:
        row: its number.
        why: the reason.
        text: what stands in it.
    """

    row: int
    why: Why
    text: str


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A total that stands in the file, beside the sum of the rows it is of.

    Attributes:
        row: its number.
        label: what it is called.
        column: the title of the column.
        stated: what stands there.
        counted: what the rows come to.
        rows: over how many rows.
        money: whether it counts cents, and no units.
    """

    row: int
    label: str
    column: str
    stated: Fraction
    counted: Fraction
    rows: int
    money: bool

    @property
    def difference(self) -> Fraction:
        """What the rows come to more than the total says; less than half a cent is noise of a spreadsheet."""
        found = self.counted - self.stated
        return Fraction(0) if abs(found) <= Fraction(1, 2) and self.money else found

    def shown(self, value: Fraction) -> str:
        """One of its numbers, as money where it is money."""
        return dutch.amount(Money(round(value))) if self.money else dutch.number(value)

    @property
    def holds(self) -> bool:
        """Whether the rows come to the total."""
        return not self.difference


@dataclass(frozen=True, slots=True)
class SheetTold:
    """What became of one sheet.

    Attributes:
        place: the file and sheet.
        file: the file.
        role: what it holds.
        reason: why that is thought, in Dutch.
        years: of which year, per kind of line; a kind whose year is not known is left out.
        columns: what each column became.
        rows: how many rows hold something.
        used: how many of them were used.
        left: the others, each with its reason.
        checks: the totals found.
        hidden_rows: the numbers of the hidden rows that hold something.
        notes: what else is worth telling, in Dutch.
        amounts: per role the sum of the amounts used.
    """

    place: str
    file: str
    role: Role
    reason: str = ""
    years: tuple[tuple[Role, int], ...] = ()
    columns: tuple[ColumnTold, ...] = ()
    rows: int = 0
    used: int = 0
    left: tuple[RowLeft, ...] = ()
    checks: tuple[TotalCheck, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    amounts: tuple[tuple[Role, Money], ...] = ()

    def year_of(self, role: Role) -> int | None:
        """Of which year its lines of a role are; None when that is not known."""
        return dict(self.years).get(role)

    @property
    def in_years(self) -> str:
        """The years it is of, for people: ``2026``, or ``2026 en 2025``; empty when they are not known."""
        return " en ".join(dict.fromkeys(str(year) for _, year in self.years))

    def amount(self, role: Role) -> Money:
        """The sum of the amounts used in a role."""
        return dict(self.amounts).get(role, ZERO)

    @property
    def hidden_columns(self) -> tuple[ColumnTold, ...]:
        """The columns that are hidden in the workbook."""
        return tuple(column for column in self.columns if column.hidden)


@dataclass(frozen=True, slots=True)
class FileTold:
    """A file that was looked at.

    Attributes:
        name: inside the folder.
        sha256: of its content.
        size: in bytes.
        reason: why it was not read, in Dutch; empty when it was.
    """

    name: str
    sha256: str
    size: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """All that was understood of a folder.

    Attributes:
        files: the files that were looked at.
        sheets: their sheets.
        lines: the rows that were used.
        tariffs: the maximum tariffs found.
        products: the products that a tariff file describes.
        findings: what is wrong or worth a look.
    """

    files: tuple[FileTold, ...] = ()
    sheets: tuple[SheetTold, ...] = ()
    lines: tuple[Line, ...] = ()
    tariffs: tuple[TariffLine, ...] = ()
    products: tuple[Product, ...] = ()
    findings: tuple[Finding, ...] = ()

    def years(self, role: Role) -> tuple[int, ...]:
        """The years of the sheets that hold what belongs to a role, ascending."""
        return tuple(sorted({year for sheet in self.sheets if (year := sheet.year_of(role)) is not None}))


def holds(role: Role) -> tuple[Role, ...]:
    """The kinds of lines that a sheet of a role gives."""
    return (Role.AGREED, Role.REALISED) if role is Role.BOTH else (role,)


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer.

    Attributes:
        value: what is remembered.
        nl: in Dutch.
        en: in English.
    """

    value: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a person knows and the files do not say for certain.

    Attributes:
        place: the file and sheet it is about.
        nl: the question in Dutch.
        en: the question in English.
        proposal: the answer that we would give; empty when we have none.
        reason_nl: why, in Dutch.
        reason_en: why, in English.
        samples: a few values to look at.
        options: what can be answered; none for free text.
    """

    place: str
    nl: str
    en: str
    proposal: str
    reason_nl: str
    reason_en: str
    samples: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()


Ask = Callable[[Question], str | None]
"""Asks a person; None when nobody answers."""
