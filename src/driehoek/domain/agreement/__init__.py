"""Production agreements: price times quantity per product, with control totals.

Promises: a line's amount is price times quantity, rounded once; every kind of control total adds up to the whole.
"""

from driehoek.domain.agreement.above import PaidCare, pay
from driehoek.domain.agreement.lines import AgreementLine, LineStatus, RoundKind, TariffPart
from driehoek.domain.agreement.totals import ControlTotal, check_totals, control_totals

__all__ = [
    "AgreementLine",
    "ControlTotal",
    "LineStatus",
    "PaidCare",
    "RoundKind",
    "TariffPart",
    "check_totals",
    "control_totals",
    "pay",
]
