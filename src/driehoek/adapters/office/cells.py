"""What stands in the cells of a workbook that people filled: text, numbers and quantities, in one way for every form.

A number that can mean two things is refused: ``1.250`` as text is twelve hundred and fifty to one reader and one and a
quarter to another. A number cell has one meaning, whatever the language of the program that wrote it.
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

from driehoek.kernel import Money, Quantity, Unit, decimal_text

_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_TWO_READINGS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}((\.[0-9]{3}){2,}|(\.[0-9]{3})+,[0-9]+)(,[0-9]+)?")
"""Points between thousands that cannot be anything else: two of them, or one with a comma after it."""
_CLOCK = re.compile(r"([0-9]+):([0-5][0-9])")
_LONGEST = 10_000
_NEAR = Decimal("0.01")
"""So near to a whole minute or cent a number cell is taken for it: spreadsheets keep fifteen digits."""


def text_of(cell: object) -> str:
    """What a cell shows, as text: a whole number without ``.0``, a date in ISO form."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, int) or _is_binary(cell):
        return plain(Decimal(repr(cell)))
    return str(cell).strip()[:_LONGEST]


def _is_binary(cell: object) -> bool:
    return isinstance(cell, float)


def plain(number: Decimal) -> str:
    """A decimal without exponent or needless zeros."""
    if not number.is_finite():
        return str(number)
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def number_text(cell: object) -> str:
    """A number in canonical form.

    Raises:
        ValueError: when it is none, or a text that can mean two numbers.
    """
    text = text_of(cell)
    if isinstance(cell, str) and _TWO_READINGS.fullmatch(text):
        raise ValueError(text)
    if isinstance(cell, bool) or not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return without_doubt(text.replace(",", "."))


def without_doubt(text: str) -> str:
    """A number of one reading: ``1.125`` from a number cell becomes ``1.1250``, which nobody takes for thousands."""
    return f"{text}0" if _TWO_READINGS.fullmatch(text) else text


def quantity_of(cell: object, unit: Unit) -> Quantity:
    """A quantity: a number, hours as ``135:30``, or a Dutch text with points between thousands and no doubt.

    Raises:
        ValueError: when it is none, can mean two numbers, or falls between two steps of the unit.
    """
    text = text_of(cell)
    clock = _CLOCK.fullmatch(text) if unit is Unit.HOUR else None
    if clock:
        return Quantity(int(clock[1]) * 60 + int(clock[2]), unit)
    if isinstance(cell, str) and _GROUPED.fullmatch(text):
        return Quantity.parse(without_doubt(text.replace(".", "").replace(",", ".")), unit)
    if _is_binary(cell) and unit is Unit.HOUR:
        return Quantity(_nearest(Decimal(repr(cell)) * unit.steps), unit)
    return Quantity.parse(number_text(cell), unit)


def money_of(cell: object) -> Money:
    """An amount: a number cell in euros, or a text as people write amounts.

    Raises:
        ValueError: when it is none, or no whole number of cents.
    """
    if isinstance(cell, str):
        return Money.parse(cell)
    number_text(cell)
    return Money(_nearest(Decimal(repr(cell)) * 100))


def _nearest(steps: Decimal) -> int:
    if not steps.is_finite() or abs(steps - steps.to_integral_value()) > _NEAR:
        raise ValueError(str(steps))
    return int(steps.to_integral_value())


def exact_text(quantity: Quantity) -> str:
    """The number of units; hours whose minutes make no short decimal as hours:minutes."""
    text = decimal_text(quantity.value)
    if "…" not in text:
        return without_doubt(text)
    hours, minutes = divmod(quantity.steps, quantity.unit.steps)
    return f"{hours}:{minutes:02d}"
