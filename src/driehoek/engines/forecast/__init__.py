"""Forecasts of counts with calibrated intervals: one series or twenty thousand in one call.

Promises: whole persons with ``low <= value <= high``, none below nought; the same bytes on every machine and in any
order; the method named, its error in the trial beside that of the naive one, and a finding where it is no better.
Nothing here is money, and no fraction leaves it.
"""

from driehoek.engines.forecast.bulk import (
    CONFIDENCE,
    Expected,
    Forecast,
    Forecasts,
    Interval,
    forecast,
    forecast_many,
)
from driehoek.engines.forecast.dated import Foreseen, foresee
from driehoek.engines.forecast.madeup import madeup
from driehoek.engines.forecast.weights import GRID, NAIVE, SEASONAL_NAIVE, Method

__all__ = [
    "CONFIDENCE",
    "GRID",
    "NAIVE",
    "SEASONAL_NAIVE",
    "Expected",
    "Forecast",
    "Forecasts",
    "Foreseen",
    "Interval",
    "Method",
    "forecast",
    "forecast_many",
    "foresee",
    "madeup",
]
