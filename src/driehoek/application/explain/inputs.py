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
    "area": ("gebied", "area"),
    "asked": ("gevraagd", "asked"),
    "before": ("ruimte eerder", "space before"),
    "ceiling": ("plafond in dagen", "ceiling in days"),
    "clients": ("cliënten", "clients"),
    "days_moved": ("dagen naar thuis", "days moved home"),
    "days_needed": ("dagen met verblijf", "days with residence"),
    "expected": ("verwacht", "expected"),
    "forecast": ("verwacht gebruik", "expected use"),
    "growth": ("groei", "growth"),
    "internal-share": ("aandeel binnen de organisatie", "share within the organisation"),
    "last year": ("budget van vorig jaar", "last year's budget"),
    "open": ("nog vrij", "still open"),
    "own growth": ("eigen groei", "own growth"),
    "pot": ("aparte ruimte", "pot"),
    "ratio": ("verhouding", "ratio"),
    "room": ("kosten van uw hele aanbod", "cost of the whole offer"),
    "shifted": ("verschoven zorg", "care that shifted"),
    "status": ("zekerheid", "status"),
    "unpaid": ("niet vergoed", "not paid"),
    "waiting": ("mensen die wachten", "people who wait"),
    "whole": ("alle ruimte samen", "all space together"),
    "historical": ("budgetten met hun groei", "budgets with their growth"),
    "population": ("gewicht van de bevolking", "weight of the population"),
    "pgb_last": ("pgb bij het vaststellen", "pgb when it was set"),
    "pgb_now": ("pgb nu", "pgb now"),
    "other_act": ("zorg naar een andere wet", "care moved to another act"),
}
"""The names of inputs in Dutch and English; a product code stays what it is."""
SHARES = frozenset({"factor", "internal-share"})
"""The inputs whose value is a part of one: they read as a percentage, for a factor of 1/21 is no 0.05."""

_AMOUNT = re.compile(r"-?[0-9]+\.[0-9]{2}")
_PERCENT = re.compile(r"-?[0-9]+(\.[0-9]+)?%")
_FRACTION = re.compile(r"-?[0-9]+/[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNITS = {unit.value: unit for unit in Unit} | {unit.dutch: unit for unit in Unit}
_WORDS = {"yes": "ja", "no": "nee"}


def given_in_words(name: str, value: str) -> str:
    """Write the value of an input as people read it, knowing which it is.

    >>> given_in_words("factor", "4730/99999"), given_in_words("score", "349/40")
    ('4,73%', '8,73')
    """
    if name in SHARES and (_FRACTION.fullmatch(value) or value.isdecimal()):
        return dutch.percentage(Rate(Fraction(value)), 4)
    return in_words(value)


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
