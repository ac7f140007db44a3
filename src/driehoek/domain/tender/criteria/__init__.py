"""Award criteria (gunningscriteria): from an answer to points, by a method that the policy names.

Promises: exact shares between 0 and 1; a better answer never gives less; what cannot be scored is a finding.
"""

from driehoek.domain.tender.criteria.base import Asked, Direction, Method, Points, Reads
from driehoek.domain.tender.criteria.check import Prepared, check_criteria, check_lot, prepare_all, prepared
from driehoek.domain.tender.criteria.definitions import METHODS
from driehoek.domain.tender.criteria.form import FormRow, assessment_form

__all__ = [
    "METHODS",
    "Asked",
    "Direction",
    "FormRow",
    "Method",
    "Points",
    "Prepared",
    "Reads",
    "assessment_form",
    "check_criteria",
    "check_lot",
    "prepare_all",
    "prepared",
]
