"""From a cell that a person filled to an amount, a date or a word; what cannot be read says why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from driehoek.adapters.catalogue import codes
from driehoek.adapters.catalogue.sheets import Cell
from driehoek.domain.catalogue import Badge, Category, DeliveryForm, Sector, Treatment
from driehoek.kernel import Code, Money, Unit
from driehoek.kernel.dutch import MONTHS

W = TypeVar("W", bound=Enum)

_COMMA = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+),[0-9]{1,2}")
_POINT = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)\.[0-9]{1,2}")
_TWO_MEANINGS = re.compile(r"-?[1-9][0-9]{0,2}([.,])[0-9]{3}")
_FRACTION = re.compile(r"-?[0-9][0-9.,]*[.,][0-9]{3,}")
_WHOLE_EUROS = re.compile(r",[-\u2013\u2014]{1,2}$")
_ISO = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?:[ T]00:00(?::00)?)?")
_DUTCH = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})(?: 0?0:00(?::00)?)?")
_WRITTEN = re.compile(rf"([0-9]{{1,2}}) ({'|'.join(MONTHS)}) ([0-9]{{4}})")
_SERIAL = re.compile(r"[0-9]{5}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""Serial numbers of Excel that are taken for a date: October 1954 to January 2119."""
_NOISE = Decimal("0.000001")
"""How far from a whole cent a number of Excel may lie and still be that cent: binary noise, not a fraction."""


class Style(Enum):
    """How a column writes decimals."""

    COMMA = ","
    POINT = "."


@dataclass(frozen=True, slots=True)
class Decimals:
    """How the amounts of one column write their decimals.

    Attributes:
        style: the one way, or None when it shows nowhere or in two ways.
        comma: an amount with a decimal comma, if any.
        point: an amount with a decimal point, if any.
    """

    style: Style | None
    comma: str = ""
    point: str = ""


def decimals_of(cells: Iterable[Cell]) -> Decimals:
    """Look how the texts among ``cells`` write decimals; numbers of Excel need no looking."""
    texts = [_amount_text(cell) for cell in cells if isinstance(cell, str)]
    comma = next((text for text in texts if _COMMA.fullmatch(text)), "")
    point = next((text for text in texts if _POINT.fullmatch(text)), "")
    if bool(comma) == bool(point):
        return Decimals(None, comma, point)
    return Decimals(Style.COMMA if comma else Style.POINT, comma, point)


def read_amount(cell: Cell, style: Style | None) -> Money | Code:
    """Read a tariff.

    A text such as ``1.234`` is read by the way the rest of its column writes decimals; when nothing shows that way it
    is refused, for it can mean two things.

    Returns:
        The amount, or the code of the finding that says why it is none.
    """
    if isinstance(cell, bool | date):
        return codes.AMOUNT_UNREADABLE
    found = _from_text(cell, style) if isinstance(cell, str) else _from_number(cell)
    return codes.AMOUNT_NEGATIVE if isinstance(found, Money) and found.cents < 0 else found


def _amount_text(cell: str) -> str:
    return _WHOLE_EUROS.sub(",00", cell.strip().removeprefix("€").removeprefix("EUR").strip())


def _from_text(cell: str, style: Style | None) -> Money | Code:
    text = _amount_text(cell)
    if found := _TWO_MEANINGS.fullmatch(text):
        if style is None:
            return codes.AMOUNT_TWO_MEANINGS
        if found[1] == style.value:
            return codes.AMOUNT_FRACTION
        return Money.parse(text.replace(found[1], ""))
    try:
        return Money.parse(text)
    except ValueError:
        return codes.AMOUNT_FRACTION if _FRACTION.fullmatch(text) else codes.AMOUNT_UNREADABLE


def _from_number(cell: float) -> Money | Code:
    # repr gives the shortest decimal that is this number: what the person typed
    cents = Decimal(repr(cell)) * 100
    if not cents.is_finite():
        return codes.AMOUNT_UNREADABLE
    whole = cents.to_integral_value()
    return Money(int(whole)) if abs(cents - whole) <= _NOISE else codes.AMOUNT_FRACTION


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as read.

    Attributes:
        day: the date.
        serial: whether it was a bare serial number of Excel, which a person should check.
    """

    day: date
    serial: bool = False


def read_date(cell: Cell) -> ReadDate | None:
    """Read a date: a real one, ``2027-01-01``, ``1-1-2027``, ``1 januari 2027`` or a serial number of Excel.

    A year of two digits and the order month-day-year are not read.
    """
    if isinstance(cell, str):
        return _date_of_text(" ".join(cell.split()).lower())
    if isinstance(cell, date):
        return ReadDate(cell)
    return _serial(int(cell)) if not isinstance(cell, bool) and cell in _SERIALS else None


def _date_of_text(text: str) -> ReadDate | None:
    if _SERIAL.fullmatch(text):
        return _serial(int(text))
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _DUTCH.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := _WRITTEN.fullmatch(text):
        return _day(found[3], str(MONTHS.index(found[2]) + 1), found[1])
    return None


def _day(year: str, month: str, day: str) -> ReadDate | None:
    try:
        return ReadDate(date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _serial(number: int) -> ReadDate | None:
    return ReadDate(_EXCEL_EPOCH + timedelta(days=number), serial=True) if number in _SERIALS else None


def read_year(cell: Cell) -> int | None:
    """Read a calendar year between 1900 and 2099."""
    text = cell_text(cell)
    return int(text) if _YEAR.fullmatch(text) else None


def cell_text(cell: Cell) -> str:
    """What a cell says as text: a whole number of Excel without ``.0``, a date in ISO form."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _words(kind: type[W], more: Mapping[str, W]) -> Mapping[str, W]:
    return {**{str(word.value).lower(): word for word in kind}, **more}


SECTORS = _words(
    Sector,
    {
        "v&v": Sector.VV,
        "verpleging en verzorging": Sector.VV,
        "ouderenzorg": Sector.VV,
        "ghz": Sector.GZ,
        "gehandicaptenzorg": Sector.GZ,
        "vg": Sector.GZ,
        "lg": Sector.GZ,
        "lvg": Sector.GZ,
        "sglvg": Sector.GZ,
        "zg": Sector.GZ,
        "zgaud": Sector.GZ,
        "zgvis": Sector.GZ,
        "geestelijke gezondheidszorg": Sector.GGZ,
        "ggz-w": Sector.GGZ,
        "ggz-b": Sector.GGZ,
    },
)
FORMS = _words(
    DeliveryForm,
    {
        "zzp": DeliveryForm.RESIDENCE,
        "intramuraal": DeliveryForm.RESIDENCE,
        "volledig pakket thuis": DeliveryForm.FULL_PACKAGE_HOME,
        "modulair pakket thuis": DeliveryForm.MODULAR_PACKAGE_HOME,
        "deeltijdverblijf": DeliveryForm.PART_TIME_RESIDENCE,
    }
    | {form.code: form for form in DeliveryForm},
)
UNITS = _words(
    Unit,
    {
        "dag": Unit.ETMAAL,
        "per dag": Unit.ETMAAL,
        "per etmaal": Unit.ETMAAL,
        "etmalen": Unit.ETMAAL,
        "uur": Unit.HOUR,
        "per uur": Unit.HOUR,
        "uren": Unit.HOUR,
        "5 minuten": Unit.FIVE_MINUTES,
        "5 min": Unit.FIVE_MINUTES,
        "per 5 minuten": Unit.FIVE_MINUTES,
        "dagdeel": Unit.HALF_DAY,
        "per dagdeel": Unit.HALF_DAY,
        "dagdelen": Unit.HALF_DAY,
        "stuk": Unit.PIECE,
        "per stuk": Unit.PIECE,
        "stuks": Unit.PIECE,
        "prestatie": Unit.PIECE,
        "per prestatie": Unit.PIECE,
    },
)
CATEGORIES = _words(
    Category,
    {
        "zzp excl. bh": Category.ZZP,
        "zzp incl. bh": Category.ZZP,
        "overige basisprestaties": Category.OTHER_BASE,
        "toeslagen": Category.SUPPLEMENT,
        "mpt verzorging en verpleging": Category.MPT_CARE,
        "mpt begeleiding": Category.MPT_GUIDANCE,
        "mpt behandeling": Category.MPT_TREATMENT,
    },
)
TREATMENTS = _words(
    Treatment,
    {
        "": Treatment.NOT_APPLICABLE,
        "n.v.t.": Treatment.NOT_APPLICABLE,
        "nvt": Treatment.NOT_APPLICABLE,
        "-": Treatment.NOT_APPLICABLE,
        "met": Treatment.WITH,
        "incl": Treatment.WITH,
        "incl.": Treatment.WITH,
        "inclusief": Treatment.WITH,
        "ja": Treatment.WITH,
        "zonder": Treatment.WITHOUT,
        "excl": Treatment.WITHOUT,
        "excl.": Treatment.WITHOUT,
        "exclusief": Treatment.WITHOUT,
        "nee": Treatment.WITHOUT,
    },
)
BADGES = _words(Badge, {})


def read_word(cell: Cell, words: Mapping[str, W]) -> W | None:
    """Read one of the known words, whatever its case and spaces."""
    return words.get(" ".join(cell_text(cell).lower().split()))
