"""The procurement policy as data, its calendar and the parameters of its rules.

Promises: a `Policy` is frozen and complete; nothing in it depends on who submits.
"""

from driehoek.domain.policy.calendar import (
    EVERYONE,
    Calendar,
    EntryWindow,
    Milestone,
    Precondition,
    ProviderGroup,
)
from driehoek.domain.policy.params import Kind, Param, Params, Raw
from driehoek.domain.policy.policy import (
    Change,
    Contract,
    Criterion,
    Division,
    Due,
    Lot,
    Norm,
    Policy,
    Pool,
    Procedure,
    Purchaser,
    Question,
    QuestionType,
    RepairWindow,
    RequirementKind,
    RequirementSubject,
    RequirementUse,
    Route,
    Step,
    Surcharge,
)

__all__ = [
    "EVERYONE",
    "Calendar",
    "Change",
    "Contract",
    "Criterion",
    "Division",
    "Due",
    "EntryWindow",
    "Kind",
    "Lot",
    "Milestone",
    "Norm",
    "Param",
    "Params",
    "Policy",
    "Pool",
    "Precondition",
    "Procedure",
    "ProviderGroup",
    "Purchaser",
    "Question",
    "QuestionType",
    "Raw",
    "RepairWindow",
    "RequirementKind",
    "RequirementSubject",
    "RequirementUse",
    "Route",
    "Step",
    "Surcharge",
]
