"""Working days and public holidays in the Netherlands, computed; no table to keep up.

The days are those of the Algemene termijnenwet, article 3: New Year's Day, Easter Monday, Ascension Day, Whit
Monday, both days of Christmas, the day on which the birthday of the King (or Queen) is celebrated, and 5 May.
Easter Sunday and Whit Sunday are no working days because they are Sundays. Good Friday is put on a level with these
days for terms set by law (article 3, second paragraph), but most offices work: it counts only when asked for.

Known from 1990 on: before, 5 May was not yet a yearly day off for the State.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from driehoek.kernel.dated import Dated, Entry, OutsideHorizonError
from driehoek.kernel.period import Period

KNOWN_FROM = 1990
"""The first year for which the holidays are known here."""

_SUNDAY = 6
_SATURDAY = 5


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A public holiday in one year.

    Attributes:
        day: the day on which it falls.
        name: in Dutch, as on calendars.
        name_en: in English.
    """

    day: date
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class _Birthday:
    month: int
    day: int
    name: str
    name_en: str


_SOVEREIGN = Dated.of(
    (
        Entry(
            Period(date(KNOWN_FROM, 1, 1), date(2014, 1, 1)),
            _Birthday(4, 30, "Koninginnedag", "Queen's Day"),
            "celebrated on 30 April, on the Saturday before when that is a Sunday",
        ),
        Entry(
            Period(date(2014, 1, 1)),
            _Birthday(4, 27, "Koningsdag", "King's Day"),
            "celebrated on 27 April, on the Saturday before when that is a Sunday",
        ),
    )
)


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian computus (Meeus, Jones and Butcher).

    >>> easter(2027)
    datetime.date(2027, 3, 28)
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap - epact - leap_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def sovereigns_birthday(year: int) -> Holiday:
    """King's Day (from 2014) or Queen's Day (before), moved to Saturday when it would be a Sunday.

    Raises:
        OutsideHorizonError: for a year before `KNOWN_FROM`.

    >>> sovereigns_birthday(2025).day
    datetime.date(2025, 4, 26)
    """
    birthday = _SOVEREIGN.on(date(year, 12, 31))
    day = date(year, birthday.month, birthday.day)
    if day.weekday() == _SUNDAY:
        day -= timedelta(days=1)
    return Holiday(day, birthday.name, birthday.name_en)


@lru_cache(maxsize=256)
def public_holidays(year: int, *, good_friday: bool = False) -> tuple[Holiday, ...]:
    """The public holidays of ``year`` in order of date; two may fall on one day (Ascension Day on 5 May 2016).

    Args:
        year: the calendar year.
        good_friday: whether Good Friday counts too.

    Raises:
        OutsideHorizonError: for a year before `KNOWN_FROM`.
    """
    if year < KNOWN_FROM:
        msg = f"Dutch holidays are known here from {KNOWN_FROM} on, not for {year}"
        raise OutsideHorizonError(msg)
    sunday = easter(year)
    days = [
        Holiday(date(year, 1, 1), "Nieuwjaarsdag", "New Year's Day"),
        Holiday(sunday + timedelta(days=1), "Tweede paasdag", "Easter Monday"),
        sovereigns_birthday(year),
        Holiday(date(year, 5, 5), "Bevrijdingsdag", "Liberation Day"),
        Holiday(sunday + timedelta(days=39), "Hemelvaartsdag", "Ascension Day"),
        Holiday(sunday + timedelta(days=50), "Tweede pinksterdag", "Whit Monday"),
        Holiday(date(year, 12, 25), "Eerste kerstdag", "Christmas Day"),
        Holiday(date(year, 12, 26), "Tweede kerstdag", "Second Day of Christmas"),
    ]
    if good_friday:
        days.append(Holiday(sunday - timedelta(days=2), "Goede Vrijdag", "Good Friday"))
    return tuple(sorted(days))


def is_workday(day: date, *, good_friday: bool = False) -> bool:
    """Whether ``day`` is no Saturday, no Sunday and no public holiday.

    >>> is_workday(date(2027, 3, 29)), is_workday(date(2027, 3, 30))
    (False, True)
    """
    if day.weekday() >= _SATURDAY:
        return False
    return all(holiday.day != day for holiday in public_holidays(day.year, good_friday=good_friday))


def first_workday_on_or_after(day: date, *, good_friday: bool = False) -> date:
    """The day itself when it is a working day, else the next one (Algemene termijnenwet, article 1)."""
    while not is_workday(day, good_friday=good_friday):
        day += timedelta(days=1)
    return day


def last_workday_on_or_before(day: date, *, good_friday: bool = False) -> date:
    """The day itself when it is a working day, else the one before: on which an office can still act in time."""
    while not is_workday(day, good_friday=good_friday):
        day -= timedelta(days=1)
    return day


def next_workday(day: date, *, good_friday: bool = False) -> date:
    """The first working day after ``day``.

    >>> next_workday(date(2026, 12, 24))
    datetime.date(2026, 12, 28)
    """
    return first_workday_on_or_after(day + timedelta(days=1), good_friday=good_friday)


def add_workdays(day: date, count: int, *, good_friday: bool = False) -> date:
    """Count ``count`` working days on from ``day``, which itself does not count; back when negative.

    Nought gives ``day`` itself, working day or not.

    >>> add_workdays(date(2026, 12, 24), 2), add_workdays(date(2026, 12, 28), -1)
    (datetime.date(2026, 12, 29), datetime.date(2026, 12, 24))
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_workday(day, good_friday=good_friday)
    return day
