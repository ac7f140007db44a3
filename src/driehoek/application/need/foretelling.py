"""The forecast that pictures use: that of the engine, and the last count where it says nothing of a series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from driehoek.domain.need import Forecast, MonthsAhead, Outlook, Series, naive
from driehoek.engines.forecast import Forecast as Foretold
from driehoek.engines.forecast import forecast_many, foresee


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


def by_the_month(many: Sequence[Sequence[int | None]], months: int) -> tuple[MonthsAhead | None, ...]:
    """Foretell many series of monthly counts in one go, each with a calibrated interval.

    Args:
        many: counts per month, oldest first; None where a month is not known.
        months: how many months ahead.
    """
    return tuple(_ahead(found) for found in forecast_many(many, months)) if many else ()


def _ahead(found: Foretold) -> MonthsAhead | None:
    """What was found as a picture tells it; None of counts that cannot be."""
    if found.total.value < 0:
        return None
    how = found.method.dutch
    tried = found.error is not None
    if tried and not found.beats_naive:
        how += ", niet beter dan de simpele regel"
    return MonthsAhead(found.steps, found.total, found.confidence, how, found.beats_naive if tried else None)
