"""A dossier from what a purchaser has: last year's agreements, what was delivered, and tariffs.

Promises: nothing is made up in silence, every assumption is listed with its mend; the same files and answers give
the same dossier.
"""

from driehoek.application.start.material import (
    Ask,
    ColumnTold,
    FileTold,
    Line,
    Material,
    Option,
    Party,
    Question,
    Role,
    RowLeft,
    SheetTold,
    TotalCheck,
    Why,
    holds,
)
from driehoek.application.start.told import Told

__all__ = [
    "Ask",
    "ColumnTold",
    "FileTold",
    "Line",
    "Material",
    "Option",
    "Party",
    "Question",
    "Role",
    "RowLeft",
    "SheetTold",
    "Told",
    "TotalCheck",
    "Why",
    "holds",
]
