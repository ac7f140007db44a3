"""The calendar of a procurement year as iCalendar (RFC 5545), to be taken into anyone's own calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from driehoek.domain.policy import Policy

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WIDEST = 75
"""So many octets fit on a line; the rest goes on after a space."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A round in a calendar.

    Attributes:
        id: by which its days are known again when the calendar is taken in anew.
        policy: of the round.
        address: of its page.
    """

    id: str
    policy: Policy
    address: str


def calendar(rounds: Iterable[Dated], name: str) -> bytes:
    """All days of rounds: milestones as whole days, the opening and closing of windows to the minute.

    Args:
        rounds: the rounds.
        name: of the calendar, as programs show it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Driehoek//NL",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for found in rounds:
        lines += _events(found)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _events(found: Dated) -> Iterator[str]:
    policy = found.policy
    stamp = f"{policy.published_on:%Y%m%d}T000000Z"
    for item in sorted(policy.calendar.milestones, key=lambda item: (item.last_day, item.id)):
        first, after = item.first_day or item.last_day, item.last_day + timedelta(days=1)
        when = (f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}")
        yield from _event(found, item.id, stamp, when, item.name)
    for window in policy.calendar.windows:
        yield from _event(found, f"{window.id}-opens", stamp, _moment(window.opens), "De inschrijving gaat open")
        if window.closes is not None:
            yield from _event(found, f"{window.id}-closes", stamp, _moment(window.closes), "De inschrijving sluit")


def _event(found: Dated, key: str, stamp: str, when: tuple[str, ...], what: str) -> Iterator[str]:
    policy = found.policy
    yield "BEGIN:VEVENT"
    yield f"UID:{found.id}-{key}@driehoek"
    yield f"DTSTAMP:{stamp}"
    yield from when
    yield f"SEQUENCE:{policy.version - 1}"
    yield f"SUMMARY:{_text(f'{what} ({policy.purchaser.name}, {policy.year})')}"
    if found.address:
        yield f"URL:{found.address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(civil: datetime) -> tuple[str, ...]:
    at = civil.replace(tzinfo=AMSTERDAM).astimezone(UTC)
    return (f"DTSTART:{at:%Y%m%dT%H%M%SZ}", f"DTEND:{at:%Y%m%dT%H%M%SZ}")


def _text(text: str) -> str:
    r"""A text as a value.

    >>> _text("Vragen; tot, en met\n5 mei")
    'Vragen\\; tot\\, en met\\n5 mei'
    """
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, never within a character; every next piece begins with a space."""
    piece, width = "", 0
    for character in line:
        size = len(character.encode())
        if width + size > WIDEST:
            yield piece
            piece, width = " ", 1
        piece, width = piece + character, width + size
    yield piece
