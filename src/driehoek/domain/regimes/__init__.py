"""Legal regimes: their words, calendars and the rules that differ.

Promises: a regime speaks only for the years it has a source for; every line of its calendar names that source.
"""

from driehoek.domain.regimes.definitions import REGIMES, find_regime, regime
from driehoek.domain.regimes.regime import (
    Experiment,
    Goal,
    Goals,
    Regime,
    RequirementEffect,
    Setting,
    Term,
    Word,
    WrongWord,
)
from driehoek.domain.regimes.template import (
    After,
    CalendarTemplate,
    Duty,
    MilestoneRule,
    MonthDay,
    NthWeekday,
    PreconditionRule,
    ProcessStep,
    WindowRule,
)
from driehoek.domain.regimes.users import USERS, UserWords

__all__ = [
    "REGIMES",
    "USERS",
    "After",
    "CalendarTemplate",
    "Duty",
    "Experiment",
    "Goal",
    "Goals",
    "MilestoneRule",
    "MonthDay",
    "NthWeekday",
    "PreconditionRule",
    "ProcessStep",
    "Regime",
    "RequirementEffect",
    "Setting",
    "Term",
    "UserWords",
    "WindowRule",
    "Word",
    "WrongWord",
    "find_regime",
    "regime",
]
