"""Agreements: price times quantity per product with control totals, the sheet two parties fill, and how they agree.

Promises: a line's amount is price times quantity, rounded once; every kind of control total adds up to the whole;
nothing that somebody typed is silently lost; who signs, signs what both agreed. What is paid for whatever is delivered
is said by ``contract_forms``, prices computed back from a total by ``filling``.
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
