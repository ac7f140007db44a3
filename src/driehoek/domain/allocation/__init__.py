"""The division of the space: problem, result, and `verify`, which knows what is right and knows no model.

Promises: a result that `verify` accepts is within the space to the cent and explains every euro.
"""

from driehoek.domain.allocation.norms import NORMS, NormRule
from driehoek.domain.allocation.problem import (
    STATE,
    Basis,
    Bundle,
    ChosenCare,
    Frame,
    Offer,
    OfferedLine,
    Problem,
    Space,
    SpaceStatus,
    Waiting,
)
from driehoek.domain.allocation.result import (
    Adjustment,
    Allocation,
    Claims,
    Grant,
    GrantedLine,
    Guarantee,
    Input,
    Price,
    Reason,
    ReasonKind,
    SpaceRequest,
)
from driehoek.domain.allocation.verify import CLAUSES, Clause, verify

__all__ = [
    "CLAUSES",
    "NORMS",
    "STATE",
    "Adjustment",
    "Allocation",
    "Basis",
    "Bundle",
    "ChosenCare",
    "Claims",
    "Clause",
    "Frame",
    "Grant",
    "GrantedLine",
    "Guarantee",
    "Input",
    "NormRule",
    "Offer",
    "OfferedLine",
    "Price",
    "Problem",
    "Reason",
    "ReasonKind",
    "Space",
    "SpaceRequest",
    "SpaceStatus",
    "Waiting",
    "verify",
]
