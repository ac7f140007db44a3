"""Published code lists: what a code means, and on which days it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from driehoek.kernel import Period


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One code of a list.

    Attributes:
        code: as in messages; leading zeros count.
        meaning: in Dutch, as published.
        period: the days on which it counts; None where the source gives no dates.
    """

    code: str
    meaning: str
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list with its source.

    Attributes:
        id: its name, such as ``COD578``.
        title: what it is about, in English.
        source: who published it, and its state.
        confirmed_on: the last day on which a person compared it with the source.
        entries: in order of code.
    """

    id: str
    title: str
    source: str
    confirmed_on: date
    entries: tuple[CodeEntry, ...]

    def find(self, code: str, day: date | None = None) -> CodeEntry | None:
        """The entry of ``code``; with a ``day``, only when it counts on that day."""
        entry = next((item for item in self.entries if item.code == code), None)
        if entry is None or day is None or entry.period is None:
            return entry
        return entry if day in entry.period else None
