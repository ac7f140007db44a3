"""What people type in small forms, read the same everywhere: days, amounts and terms, or in words what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from driehoek.bootstrap.stored_decisions import plain_number
from driehoek.kernel import Money, Period


class UnreadError(ValueError):
    """What was typed cannot be read; the message says so in words for the one who typed."""


def day(request: HttpRequest, name: str, default: date | None = None) -> date:
    """A day that must be there, unless there is a default."""
    text = request.POST.get(name, "").strip()
    if not text and default is not None:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadError(_("Geef een datum, zoals 31-12-2027.")) from None


def term(request: HttpRequest, today: date) -> Period:
    """From a day (today unless given) until and including another (no end unless given); never before today."""
    start = day(request, "from", today)
    last = day(request, "until", date.max)
    if start < today:
        raise UnreadError(_("De eerste dag kan niet in het verleden liggen."))
    if last < start:
        raise UnreadError(_("De laatste dag moet op of na de eerste dag liggen."))
    return Period(start, None if last == date.max else last + timedelta(days=1))


def first_day_without(request: HttpRequest, today: date) -> date:
    """From which day something holds no more; today at the earliest."""
    found = day(request, "day", today)
    if found < today:
        raise UnreadError(_("Wat al voorbij is, kan niet meer worden beëindigd. Kies vandaag of later."))
    return found


def amount(request: HttpRequest, name: str) -> Money | None:
    """An amount in euros, or none when it was left empty."""
    text = request.POST.get(name, "").strip()
    if not text:
        return None
    try:
        found = Money.parse(plain_number(text))
    except ValueError:
        raise UnreadError(_("Geef een bedrag in euro's, zoals 250.000 of 38.782.696,63.")) from None
    if found < Money(0):
        raise UnreadError(_("Een bedrag onder nul kan niet."))
    return found


Row = TypeVar("Row", bound=Model)


def chosen(rows: Iterable[Row], key: str | None, wrong: str) -> Row:
    """The row of a list that was chosen; another one is told with ``wrong``."""
    found = next((row for row in rows if str(row.pk) == key), None)
    if found is None:
        raise UnreadError(wrong)
    return found


def words(request: HttpRequest, name: str, wrong: str, most: int) -> str:
    """A text that must be there, cut off at ``most`` characters."""
    text = request.POST.get(name, "").strip()[:most]
    if not text:
        raise UnreadError(wrong)
    return text
