"""From a cell to a number, a percentage or an amount below zero, exact; the catalogue's reader knows the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from driehoek.adapters.catalogue import codes
from driehoek.adapters.catalogue.sheets import Cell
from driehoek.adapters.catalogue.values import Decimals, Style, decimals_of, read_amount
from driehoek.kernel import Money

OTHER_CURRENCY = re.compile(r"[$£¥]|\b(?:USD|GBP|CHF|SEK|DKK)\b", re.IGNORECASE)
_EURO = re.compile(r"€|\bEUR(?:O|O'S)?\b", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "–", "—", "nvt", "n.v.t.", "n.v.t", "geen", "(leeg)", "nihil"})
_DUTCH_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_DECIMALS = re.compile(r"[0-9]+([.,])[0-9]+")
_SPACES = re.compile("[\\s\u00a0\u202f]")
NOISE = Fraction(1, 1_000_000)
"""What binary floating point may add to a number and still be that number."""


class NotANumberError(ValueError):
    """The cell holds something else than a number."""


def nothing(cell: Cell) -> bool:
    """Whether a cell is empty, or says in so many words that there is nothing."""
    return isinstance(cell, str) and cell.strip().casefold() in _NOTHING


def style_of(cells: Iterable[Cell]) -> Decimals:
    """How the texts of a column write decimals, whatever sign or currency stands beside them."""
    return decimals_of(_bare(cell)[0] if isinstance(cell, str) else cell for cell in cells)


def _bare(text: str) -> tuple[str, int]:
    """The digits of a text, and their sign: ``(1.234,50)``, ``1.234,50-`` and ``-€ 1.234,50`` are below zero."""
    body = _SPACES.sub("", _EURO.sub("", text.strip()))
    negative = (body.startswith("(") and body.endswith(")")) or body.startswith("-") or body.endswith("-")
    if body.endswith((",-", ",--")):
        body, negative = body.rstrip("-").rstrip(","), body.startswith("-")
    return body.strip("()-+"), -1 if negative else 1


def read_number(cell: Cell, style: Style | None) -> Fraction:
    """Read a number of units or of euros, exact.

    A text such as ``1.234`` is read as thousands where the column writes decimals with a comma or shows no decimals
    at all, for so it is written in the Netherlands.

    Raises:
        NotANumberError: when it is none.
    """
    if isinstance(cell, bool | date):
        raise NotANumberError(str(cell))
    if not isinstance(cell, str):
        exact = Fraction(Decimal(repr(cell))) if isfinite(cell) else None
        if exact is None:
            raise NotANumberError(str(cell))
        return exact
    body, sign = _bare(cell)
    if _DUTCH_THOUSANDS.fullmatch(body) and style is not Style.POINT:
        return Fraction(body.replace(".", "")) * sign
    amount = read_amount(body, style)
    if isinstance(amount, Money):
        return Fraction(amount.cents, 100) * sign
    found = _DECIMALS.fullmatch(body)
    if amount is codes.AMOUNT_FRACTION and found and (style is None or found[1] == style.value):
        return Fraction(body.replace(",", ".")) * sign
    raise NotANumberError(cell)


def read_percent(cell: Cell) -> Fraction:
    """Read a share: ``96,4%``, ``96.4`` and ``0,964`` are the same.

    Raises:
        NotANumberError: when it is none.
    """
    text = cell.replace("%", "") if isinstance(cell, str) else cell
    number = read_number(text, Style.COMMA if isinstance(text, str) and "," in text else Style.POINT)
    as_points = (isinstance(cell, str) and "%" in cell) or abs(number) > 2  # noqa: PLR2004 - no share is over 200%
    return number / 100 if as_points else number


def to_cents(euros: Fraction) -> tuple[Money, bool]:
    """An amount in whole cents, half away from zero, and whether it fell between two cents."""
    cents = euros * 100
    whole = int(abs(cents) + Fraction(1, 2)) * (1 if cents >= 0 else -1)
    return Money(whole), abs(cents - whole) > NOISE


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number, in whatever form."""
    try:
        read_number(cell, None)
    except NotANumberError:
        return False
    return cell != ""
