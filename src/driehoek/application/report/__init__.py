"""The report of a round as typed rows: space and its use, who gets what, markets, prices, refusals, checks.

Promises: amounts are exact and close (space = granted + reserved + unallocated); nothing here knows a layout.
"""

from driehoek.application.report.build import DETAILS, heart, made_up, report
from driehoek.application.report.market import concentration
from driehoek.application.report.rows import (
    AdjustmentRow,
    CheckRow,
    Count,
    FrameUse,
    GuaranteeRow,
    Head,
    Market,
    MarketShare,
    PriceBand,
    PriceRow,
    ProviderRow,
    ProvisionalRow,
    RankRow,
    RefusedRow,
    Report,
    RequirementEffect,
    SourceRow,
    StepAmount,
    TotalRow,
    WarningRow,
    WeightTrial,
)

__all__ = [
    "DETAILS",
    "AdjustmentRow",
    "CheckRow",
    "Count",
    "FrameUse",
    "GuaranteeRow",
    "Head",
    "Market",
    "MarketShare",
    "PriceBand",
    "PriceRow",
    "ProviderRow",
    "ProvisionalRow",
    "RankRow",
    "RefusedRow",
    "Report",
    "RequirementEffect",
    "SourceRow",
    "StepAmount",
    "TotalRow",
    "WarningRow",
    "WeightTrial",
    "concentration",
    "heart",
    "made_up",
    "report",
]
