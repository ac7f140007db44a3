"""The inputs of a reason as people read them: amounts, percentages and quantities in Dutch form, names in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from driehoek.application.phrases import exact_quantity
from driehoek.kernel import Money, Quantity, Rate, Unit, dutch

KINDS: Mapping[str, str] = {
    "hardship": "hardheid",
    "tailored": "maatwerk",
    "court-order": "uitspraak van de rechter",
    "mistake": "herstel van een fout",
}
"""The grounds of a deviation by hand that files name in English; others stand as they were written."""

NAMES: Mapping[str, tuple[str, str]] = {
    "realised": ("geleverd vorig jaar", "delivered last year"),
    "score": ("score", "score"),
    "factor": ("deel dat wordt betaald", "share that is paid"),
    "space": ("ruimte", "space"),
    "left": ("wat overblijft", "what is left"),
}
"""The names of inputs in Dutch and English; a product code stays what it is."""

_AMOUNT = re.compile(r"-?[0-9]+\.[0-9]{2}")
_PERCENT = re.compile(r"-?[0-9]+(\.[0-9]+)?%")
_FRACTION = re.compile(r"-?[0-9]+/[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNITS = {unit.value: unit for unit in Unit} | {unit.dutch: unit for unit in Unit}
_WORDS = {"yes": "ja", "no": "nee"}


def in_words(value: str) -> str:
    """Write the exact text of an input as people read it; what is no number stays as it is.

    >>> in_words("96.4%"), in_words("349/40"), in_words("275 etmaal"), in_words("Opening in maart")
    ('96,4%', '8,73', '275 etmalen', 'Opening in maart')
    """
    if _AMOUNT.fullmatch(value):
        return dutch.amount(Money.parse(value))
    if _PERCENT.fullmatch(value):
        return dutch.percentage(Rate.parse(value), 4)
    if _FRACTION.fullmatch(value):
        return dutch.number(Fraction(value))
    if _DAY.fullmatch(value):
        return dutch.day(date.fromisoformat(value))
    count, _, unit = value.partition(" ")
    try:
        return exact_quantity(Quantity.parse(count, _UNITS[unit]))
    except (KeyError, ValueError):
        return _WORDS.get(value, value)
