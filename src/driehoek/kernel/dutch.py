"""Amounts, numbers and dates in the form that people in the Netherlands read."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache

from driehoek.kernel.money import Money
from driehoek.kernel.quantity import Quantity, Unit
from driehoek.kernel.rate import Rate
from driehoek.kernel.rounding import Rounding, round_ratio, round_to_whole

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
NBSP = "\u00a0"


def grouped(whole: int) -> str:
    """Write a whole number with points between thousands.

    >>> grouped(-1234567)
    '-1.234.567'
    """
    return f"{whole:,}".replace(",", ".")


def amount(money: Money) -> str:
    """Write an amount with cents: ``€ 1.234,50``, ``-€ 3,50`` (with a non-breaking space)."""
    sign = "-" if money.cents < 0 else ""
    whole, cents = divmod(abs(money.cents), 100)
    return f"{sign}€{NBSP}{grouped(whole)},{cents:02d}"


def whole_euros(money: Money) -> str:
    """Write an amount rounded to euros, for charts and summaries where cents only distract."""
    euros = round_to_whole(Fraction(money.cents, 100), Rounding.HALF_UP)
    return f"{'-' if euros < 0 else ''}€{NBSP}{grouped(abs(euros))}"


def number(value: Fraction, places: int = 2) -> str:
    """Write a number with a decimal comma, rounded half up to ``places``, without needless zeros.

    >>> number(Fraction(5, 2)), number(Fraction(1234))
    ('2,5', '1.234')
    """
    return _number(value.numerator, value.denominator, places)


@lru_cache(maxsize=4096)
def _number(numerator: int, denominator: int, places: int) -> str:
    """The same few percentages are written tens of thousands of times in the reasons of one round."""
    scaled = round_ratio(abs(numerator) * 10**places, denominator, Rounding.HALF_UP)
    whole, rest = divmod(scaled, 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    sign = "-" if numerator < 0 and scaled else ""
    return f"{sign}{grouped(whole)},{decimals}" if decimals else f"{sign}{grouped(whole)}"


def percentage(rate: Rate, places: int = 2) -> str:
    """Write a rate in percent: ``94,5%``."""
    return f"{_number(rate.value.numerator * 100, rate.value.denominator, places)}%"


_PLURALS = {
    Unit.HOUR: "uur",
    Unit.FIVE_MINUTES: "keer 5 minuten",
    Unit.HALF_DAY: "dagdelen",
    Unit.ETMAAL: "etmalen",
    Unit.PIECE: "stuks",
}


def quantity(value: Quantity) -> str:
    """Write a quantity with its Dutch unit: ``1.250,5 uur``, ``1 etmaal``, ``365 etmalen``, ``1 keer 5 minuten``."""
    single = value.value == 1 and value.unit is not Unit.FIVE_MINUTES
    word = value.unit.dutch if single else _PLURALS[value.unit]
    return f"{number(value.value)} {word}"


def day(value: date) -> str:
    """Write a date: ``1 juni 2026``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """Write a date with its day of the week: ``maandag 1 juni 2026``."""
    return f"{DAYS[value.weekday()]} {day(value)}"


def moment(value: datetime) -> str:
    """Write a moment: ``3 augustus 2026, 17.00 uur``."""
    return f"{day(value.date())}, {value.hour}.{value.minute:02d} uur"
