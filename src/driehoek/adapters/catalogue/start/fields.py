"""What a column of agreements or production can hold, and what its title and its values say about that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from driehoek.adapters.catalogue.columns import PARTS, TITLES, Certainty, Vocabulary, normal
from driehoek.adapters.catalogue.columns import Field as TariffField
from driehoek.application.start import Role
from driehoek.kernel.dutch import MONTHS


class Field(Enum):
    """What a column holds; the value is the word in the file of answers."""

    CONTRACT = "agb"
    NAME = "name"
    PRODUCT = "product"
    DESCRIPTION = "description"
    QUANTITY = "quantity"
    PRICE = "price"
    AMOUNT = "amount"
    MAXIMUM = "maximum"
    PERCENT = "percent"
    UNIT = "unit"
    SECTOR = "sector"
    FORM = "form"
    MUNICIPALITY = "municipality"
    REGION = "region"
    YEAR = "year"
    PERIOD = "period"
    CURRENCY = "currency"
    UNUSED = "not-used"

    @property
    def dutch(self) -> str:
        """What it is called on the screen."""
        return _DUTCH[self]


_DUTCH = {
    Field.CONTRACT: "AGB-code",
    Field.NAME: "naam van de aanbieder",
    Field.PRODUCT: "prestatie",
    Field.DESCRIPTION: "omschrijving van de prestatie",
    Field.QUANTITY: "aantal",
    Field.PRICE: "prijs per eenheid",
    Field.AMOUNT: "bedrag",
    Field.MAXIMUM: "maximumtarief",
    Field.PERCENT: "percentage van het maximumtarief",
    Field.UNIT: "eenheid",
    Field.SECTOR: "sector",
    Field.FORM: "leveringsvorm",
    Field.MUNICIPALITY: "gemeente",
    Field.REGION: "regio",
    Field.YEAR: "jaar",
    Field.PERIOD: "periode",
    Field.CURRENCY: "munt",
    Field.UNUSED: "niet gebruikt",
}
MEASURES = (Field.QUANTITY, Field.PRICE, Field.AMOUNT)
TEXTS = (Field.SECTOR, Field.FORM, Field.UNIT, Field.MUNICIPALITY, Field.REGION, Field.YEAR, Field.CURRENCY)

_OWN = {
    Field.CONTRACT: "agb|agb code|agb-code|agbcode|agb nummer|agb-nummer|agb contract|contract agb|agb zorgaanbieder|"
    "agb instelling|agb code zorgaanbieder|agb-code instelling",
    Field.NAME: "zorgaanbieder|aanbieder|naam zorgaanbieder|naam aanbieder|instelling|naam instelling|zorginstelling|"
    "organisatie|naam organisatie|leverancier|zorgaanbieder naam|aanbieder naam|instelling naam|naam",
    Field.PRODUCT: TITLES[TariffField.CODE] + "|prestatie|zorgprestatie|prestaties|prestatie code|prestatienummer",
    Field.DESCRIPTION: "omschrijving|prestatieomschrijving|omschrijving prestatie|prestatiebeschrijving|productnaam|"
    "prestatie omschrijving|product omschrijving|naam prestatie|description",
    Field.QUANTITY: "aantal|aantallen|volume|hoeveelheid|q|aantal eenheden|eenheden|aantal dagen|dagen|aantal uren|"
    "uren|etmalen|aantal etmalen|aantal q|som van aantal|quantity",
    Field.PRICE: "prijs|tarief|p|prijs per eenheid|prijs p|afgesproken tarief|tarief in euro|price",
    Field.AMOUNT: "bedrag|bedragen|omzet|totaalbedrag|totaal bedrag|budget|p x q|pxq|p*q|bedrag in euro|"
    "bedrag in euro's|bedrag euro|totaal euro|waarde|kosten|som van bedrag|productiewaarde|totaal|amount",
    Field.MAXIMUM: TITLES[TariffField.MAXIMUM].replace("|tarief|bedrag|tarief in euro", ""),
    Field.PERCENT: "percentage|tariefpercentage|tarief %|% van max|%|% nza|percentage nza|% van maximumtarief",
    Field.UNIT: TITLES[TariffField.UNIT],
    Field.SECTOR: TITLES[TariffField.SECTOR] + "|zorgsector",
    Field.FORM: TITLES[TariffField.FORM],
    Field.MUNICIPALITY: "gemeente|plaats|vestigingsplaats|woonplaats|locatie|municipality",
    Field.REGION: "regio|zorgkantoorregio|zorgkantoor|regio zorgkantoor|region",
    Field.YEAR: TITLES[TariffField.YEAR],
    Field.PERIOD: "periode|maand|kwartaal|maandnummer|boekperiode|datum",
    Field.CURRENCY: "valuta|munt|currency",
}
_TARIFF_PARTS = {TariffField.SECTOR: Field.SECTOR, TariffField.FORM: Field.FORM, TariffField.UNIT: Field.UNIT}
_OWN_PARTS = (
    ("agb", Field.CONTRACT),
    ("valuta", Field.CURRENCY),
    ("gemeente", Field.MUNICIPALITY),
    ("plaats", Field.MUNICIPALITY),
    ("maximum", Field.MAXIMUM),
    ("max tarief", Field.MAXIMUM),
    ("percentage", Field.PERCENT),
    ("%", Field.PERCENT),
    ("omschrijving", Field.DESCRIPTION),
    ("prestatie", Field.PRODUCT),
    ("product", Field.PRODUCT),
    ("aanbieder", Field.NAME),
    ("instelling", Field.NAME),
    ("organisatie", Field.NAME),
    ("bedrag", Field.AMOUNT),
    ("omzet", Field.AMOUNT),
    ("euro", Field.AMOUNT),
    ("budget", Field.AMOUNT),
    ("kosten", Field.AMOUNT),
    ("tarief", Field.PRICE),
    ("prijs", Field.PRICE),
    ("aantal", Field.QUANTITY),
    ("volume", Field.QUANTITY),
    ("hoeveel", Field.QUANTITY),
    ("dagen", Field.QUANTITY),
    ("uren", Field.QUANTITY),
    ("etmal", Field.QUANTITY),
    ("regio", Field.REGION),
    ("jaar", Field.YEAR),
    ("maand", Field.PERIOD),
    ("periode", Field.PERIOD),
)
WORDS: Vocabulary[Field] = Vocabulary.of(
    _OWN, (*_OWN_PARTS, *((part, _TARIFF_PARTS[which]) for part, which in PARTS if which in _TARIFF_PARTS))
)

YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_AGREED = re.compile(
    r"\w*afspra\w*|afgesproken|overeengekomen|overeenkomst\w*|gecontracteerd\w*|contract|begroot|begroting"
)
_REALISED = re.compile(r"\w*realis\w*|geleverd\w*|\w*declara\w*|gedeclareerd\w*|productie|verantwoord\w*")
_MONTH_WORDS = {name: number for number, name in enumerate(MONTHS, start=1)}
_MONTH_WORDS |= {name[:3]: number for name, number in _MONTH_WORDS.items()} | {"mrt": 3}
_MONTH = re.compile(
    rf"^({'|'.join(sorted(_MONTH_WORDS, key=len, reverse=True))})\b[-/' ]*(20[0-9]{{2}}|[0-9]{{2}})?\s*(.*)$"
)
_DATE = re.compile(
    rf"(?<![0-9])(?:[0-3]?[0-9](?:[-/. ][01]?[0-9][-/. ]| (?:{'|'.join(_MONTH_WORDS)})[ .]+)20[0-9]{{2}}"
    r"|20[0-9]{2}[-/][01][0-9][-/][0-3][0-9])(?![0-9])"
)
_MONTH_BEHIND = re.compile(rf"^(.*?)(?: per maand)? ({'|'.join(sorted(_MONTH_WORDS, key=len, reverse=True))})$")
_ISO_MONTH = re.compile(r"^(20[0-9]{2})[-/ ]?(0[1-9]|1[0-2])(?:-01)?$")
_NUMBER_MONTH = re.compile(r"^(?:maand|periode|p|m) ?(0?[1-9]|1[0-2])$|^(0?[1-9]|1[0-2])[-/](20[0-9]{2})$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one column holds.

    Attributes:
        field: the kind of content.
        side: whether it is of the agreements or of what was delivered, where the title says so.
        month: of which month, 1 to 12; 0 where the column is of the whole year.
        year: of which year, where the title says so; never remembered, for next year's file has another.
    """

    field: Field
    side: Role | None = None
    month: int = 0
    year: int | None = None

    @property
    def word(self) -> str:
        """The form in the file of answers: ``amount``, ``quantity/realised``, ``amount/agreements/03``."""
        side = self.side.value if self.side else ""
        parts = [self.field.value, side, f"{self.month:02d}" if self.month else ""]
        return "/".join(parts).rstrip("/")

    @classmethod
    def of(cls, word: str) -> Meaning:
        """Read the form in the file of answers.

        Raises:
            ValueError: when it is none.
        """
        which, side, month = (*word.strip().split("/"), "", "")[:3]
        return cls(Field(which), Role(side) if side else None, int(month or 0))

    @property
    def english(self) -> str:
        """What it is called on the screen in English."""
        text = self.field.value
        if self.side:
            text += " agreed" if self.side is Role.AGREED else " delivered"
        return f"{text} in month {self.month}" if self.month else text

    @property
    def dutch(self) -> str:
        """What it is called on the screen."""
        text = self.field.dutch
        if self.side:
            text += " van de afspraak" if self.side is Role.AGREED else " van de realisatie"
        if self.month:
            text += f" in {MONTHS[self.month - 1]}"
        return text


def side_of(text: str) -> Role | None:
    """Whether words speak of agreements or of delivered care; None when of neither, or of both alike."""
    plain = text.casefold().replace("_", " ")
    agreed, realised = _AGREED.search(plain), _REALISED.search(plain)
    if agreed and ("afspra" in agreed[0] or not realised):
        return Role.AGREED if not realised or "productie" in realised[0] else None
    return Role.REALISED if realised and not agreed else None


def year_of(text: str) -> int | None:
    """The one year that a text names; None when it names none or several."""
    years = {int(year) for year in YEAR.findall(text.replace("_", " "))}
    return years.pop() if len(years) == 1 else None


def year_around(text: str) -> int | None:
    """The one year that the words around a table name. The year of a date counts only where no other year stands.

    >>> year_around("Afspraken 2026, stand per 1-11-2025"), year_around("stand 1 nov 2025"), year_around("2025, 2026")
    (2026, 2025, None)
    """
    plain = text.casefold().replace("_", " ")
    without = _DATE.sub(" ", plain)
    return year_of(without if YEAR.search(without) else plain)


def meaning_of(title: str) -> tuple[Meaning, Certainty] | None:
    """What a title says of its column, and how surely; None when it says nothing we know."""
    plain = normal(title)
    if month := _month(plain):
        return month
    if which := WORDS.known.get(plain):
        return Meaning(which), Certainty.EXACT
    year = year_of(plain)
    core = " ".join(YEAR.sub(" ", plain).split()).strip("-/ ")
    return _of_side(core, year) if core else None


def _of_side(core: str, year: int | None) -> tuple[Meaning, Certainty] | None:
    """What a title without its year says, of the agreements or of what was delivered."""
    if which := WORDS.known.get(core):
        return Meaning(which, year=year), Certainty.EXACT
    if "agb" in core.split() or "agbcode" in core:
        return Meaning(Field.CONTRACT), Certainty.LIKELY
    side = side_of(core)
    bare = " ".join(_REALISED.sub(" ", _AGREED.sub(" ", core)).split()).strip("-/ ") if side else core
    known = WORDS.known.get(bare)
    found = (known, Certainty.EXACT) if known else WORDS.field(bare)
    if side and not bare:
        found = Field.AMOUNT, Certainty.LIKELY
    return (Meaning(found[0], side if found[0] in MEASURES else None, year=year), found[1]) if found else None


def _month(plain: str) -> tuple[Meaning, Certainty] | None:
    """A column of one month: ``mrt``, ``maart 2026``, ``2026-03``, ``maart aantal``, ``bedrag per maand mrt``."""
    year: str | None = None
    rest = ""
    if found := _MONTH.match(plain):
        month, year, rest = _MONTH_WORDS[found[1]], found[2], found[3]
    elif found := _ISO_MONTH.match(plain):
        month, year = int(found[2]), found[1]
    elif found := _NUMBER_MONTH.match(plain):
        month, year = int(found[1] or found[2]), found[3]
    elif (found := _MONTH_BEHIND.match(plain)) and found[1]:
        month, rest = _MONTH_WORDS[found[2]], found[1]
    else:
        return None
    of = meaning_of(rest) if rest else None
    if rest and (of is None or of[0].field not in MEASURES):
        return None
    full = int(year) if year and len(year) == len("2026") else 2000 + int(year) if year else None
    made = of[0] if of else Meaning(Field.PERIOD)
    return replace(made, month=month, year=full), Certainty.EXACT if of else Certainty.LIKELY


_AGB = re.compile(r"[0-9]{7,8}")
_CODE = re.compile(r"\(?([A-Z]{1,6}[0-9][A-Z0-9]{0,8}|SYN[A-Z0-9-]{2,10}|[A-Z]{2,3}-[0-9]{2,4})\)?(?=$|[\s:;,_-])")


def code_in(text: str, known: frozenset[str]) -> str:
    """The product code in a text such as ``Z045 - zzp 4vv`` or ``Verpleging (H104)``; empty when there is none."""
    bare = text.strip()
    if bare in known:
        return bare
    words = [word.strip("()[]:;,.-") for word in bare.split()]
    for word in words:
        if word in known:
            return word
    for word in (words[0], words[-1]) if words else ():
        if _CODE.fullmatch(word):
            return word
    found = _CODE.match(bare)
    return found[1] if found else ""


def said_by(values: Sequence[str]) -> tuple[Field, str, str]:
    """What the values of a column without a known title look like: the field, and why in Dutch and English."""
    filled = [value for value in values if value]
    if not filled:
        return Field.UNUSED, "de kolom is leeg", "the column is empty"
    if all(_AGB.fullmatch(value) for value in filled):
        return Field.CONTRACT, "alle waarden hebben zeven of acht cijfers", "all values have seven or eight digits"
    if all(code_in(value, frozenset()) for value in filled):
        return Field.PRODUCT, "in alle waarden staat een prestatiecode", "all values hold a product code"
    return Field.UNUSED, "de titel is niet bekend", "the title is not known"
