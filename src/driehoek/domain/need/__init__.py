"""The picture of need: demand, supply and their confrontation, before any policy (C-001).

Promises: every figure says from what it comes and how sure it can be; what is split off a national figure is marked as
an estimate; what is not known is said, never filled in.
"""

from driehoek.domain.need.clients import AreaNeed, Arrangement, ClassNeed, NewClients
from driehoek.domain.need.contract_figures import AgreedFigure, ContractFigure
from driehoek.domain.need.figures import Basis, Figure, Origin
from driehoek.domain.need.groups import ClientGroup, WaitingStatus, group_of, status_of
from driehoek.domain.need.inputs import (
    Assumption,
    Capacity,
    Indications,
    Inhabitants,
    Location,
    Moves,
    NeedInputs,
    PersonalBudgets,
    Placed,
    Production,
    Specification,
    Travel,
    Waiting,
)
from driehoek.domain.need.picture import (
    Confrontation,
    Demand,
    Indicator,
    Line,
    Market,
    Picture,
    Share,
    Supply,
    Verdict,
    YearAhead,
)

__all__ = [
    "AgreedFigure",
    "AreaNeed",
    "Arrangement",
    "Assumption",
    "Basis",
    "Capacity",
    "ClassNeed",
    "ClientGroup",
    "Confrontation",
    "ContractFigure",
    "Demand",
    "Figure",
    "Indications",
    "Indicator",
    "Inhabitants",
    "Line",
    "Location",
    "Market",
    "Moves",
    "NeedInputs",
    "NewClients",
    "Origin",
    "PersonalBudgets",
    "Picture",
    "Placed",
    "Production",
    "Share",
    "Specification",
    "Supply",
    "Travel",
    "Verdict",
    "Waiting",
    "WaitingStatus",
    "YearAhead",
    "group_of",
    "status_of",
]
