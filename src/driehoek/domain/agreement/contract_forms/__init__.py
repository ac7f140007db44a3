"""Contract forms: what is paid for whatever is delivered, and who bears which risk.

Promises: every amount is whole cents and its parts add up; who delivers more is never paid less; a form that has a most
never pays beyond it.
"""

from driehoek.domain.agreement.contract_forms.base import (
    ContractForm,
    Delivered,
    Line,
    Needs,
    Outcome,
    Part,
    Party,
    Point,
    Risks,
    Settlement,
    Terms,
    at_share,
    curve,
    faults,
)
from driehoek.domain.agreement.contract_forms.definitions import CONTRACT_FORMS
from driehoek.domain.agreement.contract_forms.follows_client import Candidate, Framework, framework_contracts

__all__ = [
    "CONTRACT_FORMS",
    "Candidate",
    "ContractForm",
    "Delivered",
    "Framework",
    "Line",
    "Needs",
    "Outcome",
    "Part",
    "Party",
    "Point",
    "Risks",
    "Settlement",
    "Terms",
    "at_share",
    "curve",
    "faults",
    "framework_contracts",
]
