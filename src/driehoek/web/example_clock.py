"""The clock of the example: it begins in the middle of the window, runs, and can be wound forward, never back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _lazy

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MID_COURSE = datetime(2026, 7, 16, 10, 0, tzinfo=AMSTERDAM)
STOPS = (
    (datetime(2026, 8, 3, 10, 0, tzinfo=AMSTERDAM), _lazy("na de sluiting: beoordelen en verdelen")),
    (datetime(2026, 10, 9, 10, 0, tzinfo=AMSTERDAM), _lazy("de dag van het besluit")),
    (datetime(2026, 11, 2, 10, 0, tzinfo=AMSTERDAM), _lazy("na de termijn: definitief maken")),
)
"""To where it can be wound: the moment, and what can be done then, in Dutch."""
FILE = "example-clock"
"""Beside the database, so that all who look at one example see one time."""


def wound(folder: Path) -> timedelta:
    """How far the clock was wound forward."""
    try:
        return timedelta(seconds=int((folder / FILE).read_text(encoding="ascii")))
    except (OSError, ValueError):
        return timedelta(0)


def wind(folder: Path, now: datetime, to: datetime) -> None:
    """Wind the clock forward to a moment; back does nothing, for what was written then must stay in the past."""
    if to > now:
        seconds = wound(folder) + (to - now)
        (folder / FILE).write_text(str(int(seconds.total_seconds())), encoding="ascii")
