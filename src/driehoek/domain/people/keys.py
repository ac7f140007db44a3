"""The keys that are asked: how long an invitation opens the door, who needs a second factor, how sure a sign-in is.

Terms and lists are dated, so that a later choice stands beside the earlier one.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import IntEnum

from driehoek.kernel import Dated, Entry, Period

_SINCE = Period(date(2026, 1, 1))

INVITATION_DAYS: Dated[int] = Dated.of([Entry(_SINCE, 14, "own choice: Avg art. 5 lid 1 onder f", date(2026, 11, 25))])
"""For how many days an invitation can be accepted, counted from the moment it was made."""

SECOND_FACTOR: Dated[frozenset[str]] = Dated.of(
    [
        Entry(
            _SINCE,
            frozenset({"purchasing", "assessing", "control", "signing", "supervising", "administration"}),
            "own choice: Avg art. 32 (passende beveiliging) for who decides, binds, watches or lets in",
            date(2026, 11, 25),
        )
    ]
)
"""The roles that ask for a second factor."""


class Assurance(IntEnum):
    """How sure it is who signed in; a higher one does for a lower.

    The steps are those of Regulation (EU) 910/2014, article 8: the words of eHerkenning
    and DigiD for them are mapped in the settings, as brokers name them differently.
    """

    NONE = 0
    LOW = 1
    SUBSTANTIAL = 2
    HIGH = 3


def invitation_ends(at: datetime) -> datetime:
    """Until when an invitation that is made at ``at`` can be accepted."""
    return at + timedelta(days=INVITATION_DAYS.on(at.date()))


def needs_second_factor(role: str, day: date) -> bool:
    """Whether this role asks for a second factor on a day."""
    return role in SECOND_FACTOR.on(day)
