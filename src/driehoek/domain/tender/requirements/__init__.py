"""Requirements, exclusion grounds and award conditions: the rules that test them and what they bring about.

Promises: a rule says holds, fails or does not apply, and never what that means; the same rules serve provider and
purchaser; nothing reads a clock.
"""

from driehoek.domain.tender.requirements.base import Case, Rule, due_on
from driehoek.domain.tender.requirements.clauses import Clause, clauses
from driehoek.domain.tender.requirements.definitions import RULES
from driehoek.domain.tender.requirements.effects import Refusals, refusals_per_requirement
from driehoek.domain.tender.requirements.prepared import Prepared, check, prepare
from driehoek.domain.tender.requirements.running import RunningAgreement, in_force

__all__ = [
    "RULES",
    "Case",
    "Clause",
    "Prepared",
    "Refusals",
    "Rule",
    "RunningAgreement",
    "check",
    "clauses",
    "due_on",
    "in_force",
    "prepare",
    "refusals_per_requirement",
]
