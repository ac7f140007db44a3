"""Whether a submission came in time: the entry windows, judged by the moment of arrival.

A window speaks to groups of providers and to lots. Its last moment counts or not, as the policy states (O-041); a
window without an end is rolling admission. Moments are judged to the whole second, so that an inclusive end of
17:00:00 takes in what arrived during that second.
"""

from __future__ import annotations

from datetime import datetime

from driehoek.domain.policy.calendar import Calendar, EntryWindow, ProviderGroup
from driehoek.kernel import Code, Finding, Holds, dutch

LATE = Code(
    "SUB-001",
    nl="U kwam te laat voor {subject}: wij ontvingen u op {seen}; dat kon {wanted}.",
    en="Too late for {subject}: received {seen}, possible {wanted}.",
    mend_nl="Vraag het zorgkantoor of er nog een termijn komt; een te late indiening kan niet meetellen.",
    mend_en="Ask whether another window opens; a late submission cannot count.",
)
EARLY = Code(
    "SUB-002",
    nl="U kwam te vroeg voor {subject}: wij ontvingen u op {seen}; dat kan {wanted}.",
    en="Too early for {subject}: received {seen}, possible {wanted}.",
    mend_nl="Dien opnieuw in {wanted}.",
    mend_en="Submit again {wanted}.",
)
NO_WINDOW = Code(
    "SUB-003",
    nl="Voor {subject} kan {seen} dit jaar niet indienen.",
    en="{subject} takes no submissions from {seen} this year.",
    mend_nl="Kies een van de percelen die voor u openstaan, of vraag het zorgkantoor naar een termijn.",
    mend_en="Choose a lot that is open to you, or ask the purchaser for a window.",
)
FINDINGS = (LATE, EARLY, NO_WINDOW)

GROUP_WORDS = {
    ProviderGroup.EXISTING: "een aanbieder die al een overeenkomst met ons heeft",
    ProviderGroup.NEW_TO_OFFICE: "een aanbieder die nieuw is bij ons",
    ProviderGroup.NEW: "een nieuwe aanbieder",
}
"""The groups of providers in plain Dutch, for sentences."""


def contains(window: EntryWindow, received: datetime) -> bool:
    """Whether ``received`` (Dutch civil time) falls inside ``window``."""
    arrived = received.replace(microsecond=0)
    if arrived < window.opens:
        return False
    if window.closes is None:
        return True
    return arrived <= window.closes if window.closes_inclusive else arrived < window.closes


def windows_for(calendar: Calendar, group: ProviderGroup, lot: str) -> tuple[EntryWindow, ...]:
    """The windows of ``lot`` for ``group``, by opening; without a lot (``""``) only windows for all lots."""
    found = (
        window for window in calendar.windows if group in window.groups and (not window.lots or lot in window.lots)
    )
    return tuple(sorted(found, key=lambda window: (window.opens, window.id)))


def accepts(calendar: Calendar, group: ProviderGroup, lots: tuple[str, ...], received: datetime) -> Holds | Finding:
    """Whether a submission of ``group`` for ``lots`` came in time.

    Args:
        calendar: the calendar of the policy.
        group: the group of the provider.
        lots: the lots of the submission; each must have an open window. Without lots the windows for all lots count.
        received: the moment of arrival, Dutch civil time.

    Returns:
        Holds with the windows it fell in; else a finding on the first lot that was closed.
    """
    open_windows: list[str] = []
    for lot in lots or ("",):
        windows = windows_for(calendar, group, lot)
        window = next((item for item in windows if contains(item, received)), None)
        if window is None:
            return _closed(windows, group, f"perceel {lot}" if lot else "deze inkoopronde", received)
        open_windows.append(window.id)
    return Holds(", ".join(dict.fromkeys(open_windows)))


def _closed(windows: tuple[EntryWindow, ...], group: ProviderGroup, subject: str, received: datetime) -> Finding:
    if not windows:
        return Finding(NO_WINDOW, subject, seen=GROUP_WORDS[group])
    seen = dutch.moment(received)
    # a window still to come is a better answer than one that has passed
    coming = next((window for window in windows if window.opens > received), None)
    if coming is not None:
        return Finding(EARLY, subject, seen=seen, wanted=f"vanaf {dutch.moment(coming.opens)}")
    last = max(windows, key=lambda window: (window.closes or window.opens, window.closes_inclusive))
    word = "tot en met" if last.closes_inclusive else "tot"
    return Finding(LATE, subject, seen=seen, wanted=f"{word} {dutch.moment(last.closes or last.opens)}")
