"""The forecast that pictures use: that of the engine, and the last count where it says nothing of a series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from driehoek.domain.need import Forecast, Outlook, Series, naive
from driehoek.engines.forecast import foresee


def calibrated_together(many: Sequence[Series], day: date) -> Forecast:
    """Foretell many series on a day in one go; what comes out is asked series by series, and is what `calibrated` says.

    Args:
        many: the series, no key twice.
        day: on which they are foretold; another day is foretold when it is asked.
    """
    known = {
        series: Outlook(*found) if found else naive(series, day)
        for series, found in zip(many, foresee([series.points for series in many], day), strict=True)
    }

    def forecast(series: Series, when: date) -> Outlook:
        return known[series] if when == day and series in known else calibrated(series, when)

    return forecast


def calibrated(series: Series, day: date) -> Outlook:
    """Foretell a series on a day, with an interval that covers what it says.

    Counts that follow no month, quarter or year, or with too many gaps, keep their last value: see `naive`.
    """
    found = foresee([series.points], day)[0]
    return Outlook(*found) if found else naive(series, day)
