"""The forecast that pictures use: that of the engine, and the last count where it says nothing of a series."""

from __future__ import annotations

from datetime import date

from driehoek.domain.need import Outlook, Series, naive
from driehoek.engines.forecast import foresee


def calibrated(series: Series, day: date) -> Outlook:
    """Foretell a series on a day, with an interval that covers what it says.

    Counts that follow no month, quarter or year, or with too many gaps, keep their last value: see `naive`.
    """
    found = foresee([series.points], day)[0]
    return Outlook(*found) if found else naive(series, day)
