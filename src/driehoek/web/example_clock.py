"""The moment at which the example stands: in the middle of the window, Dutch civil time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MID_COURSE = datetime(2026, 7, 16, 10, 0, tzinfo=AMSTERDAM)
