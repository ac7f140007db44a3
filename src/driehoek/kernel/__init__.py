"""Words that every part shares: money, rates, quantities, periods, dated values, findings, identifiers.

Promises: exact arithmetic in whole units; nothing reads a file or the clock; standard library only.
"""

from driehoek.kernel.apportion import TieKey, apportion, apportion_within, whole_proportions
from driehoek.kernel.dated import Dated, Entry, OutsideHorizonError, OverlapError
from driehoek.kernel.finding import (
    Code,
    Finding,
    Holds,
    Language,
    NotApplicable,
    Outcome,
    Place,
    Severity,
    blocking,
)
from driehoek.kernel.fingerprint import canonical, fingerprint
from driehoek.kernel.ground import UNSTATED, Ground
from driehoek.kernel.identifiers import Agb, Bsn, RegionCode, Uzovi
from driehoek.kernel.money import ZERO, Money, total
from driehoek.kernel.period import Period
from driehoek.kernel.quantity import Quantity, Unit, UnitsDifferError
from driehoek.kernel.rate import Rate, decimal_text
from driehoek.kernel.rounding import Rounding, round_to_whole
from driehoek.kernel.workdays import (
    Holiday,
    add_workdays,
    easter,
    first_workday_on_or_after,
    is_workday,
    last_workday_on_or_before,
    next_workday,
    public_holidays,
)

__all__ = [
    "UNSTATED",
    "ZERO",
    "Agb",
    "Bsn",
    "Code",
    "Dated",
    "Entry",
    "Finding",
    "Ground",
    "Holds",
    "Holiday",
    "Language",
    "Money",
    "NotApplicable",
    "Outcome",
    "OutsideHorizonError",
    "OverlapError",
    "Period",
    "Place",
    "Quantity",
    "Rate",
    "RegionCode",
    "Rounding",
    "Severity",
    "TieKey",
    "Unit",
    "UnitsDifferError",
    "Uzovi",
    "add_workdays",
    "apportion",
    "apportion_within",
    "blocking",
    "canonical",
    "decimal_text",
    "easter",
    "fingerprint",
    "first_workday_on_or_after",
    "is_workday",
    "last_workday_on_or_before",
    "next_workday",
    "public_holidays",
    "round_to_whole",
    "total",
    "whole_proportions",
]
