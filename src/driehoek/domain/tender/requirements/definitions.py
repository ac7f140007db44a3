"""The requirement rules there are, by the word after ``use`` in the policy. A new rule is one file and one line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from driehoek.domain.tender.requirements.admission_held import AdmissionHeld
from driehoek.domain.tender.requirements.base import Rule
from driehoek.domain.tender.requirements.choice_accepted import ChoiceAccepted
from driehoek.domain.tender.requirements.client_consultation import ClientConsultation
from driehoek.domain.tender.requirements.condition_accepted import ConditionAccepted
from driehoek.domain.tender.requirements.data_delivery import DataDelivery
from driehoek.domain.tender.requirements.declared import Declared
from driehoek.domain.tender.requirements.declared_laws import DeclaredLaws
from driehoek.domain.tender.requirements.document_younger_than import DocumentYoungerThan
from driehoek.domain.tender.requirements.established_in_region import EstablishedInRegion
from driehoek.domain.tender.requirements.excluded_when_yes import ExcludedWhenYes
from driehoek.domain.tender.requirements.insured import Insured
from driehoek.domain.tender.requirements.penal_articles import PenalArticles
from driehoek.domain.tender.requirements.quality_system import QualitySystem
from driehoek.domain.tender.requirements.reasoned_ground import ReasonedGround
from driehoek.domain.tender.requirements.subcontracting_reported import SubcontractingReported

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "admission-held": AdmissionHeld(),
        "choice-accepted": ChoiceAccepted(),
        "client-consultation": ClientConsultation(),
        "condition-accepted": ConditionAccepted(),
        "data-delivery": DataDelivery(),
        "declared": Declared(),
        "declared-laws": DeclaredLaws(),
        "document-younger-than": DocumentYoungerThan(),
        "established-in-region": EstablishedInRegion(),
        "excluded-when-yes": ExcludedWhenYes(),
        "insured": Insured(),
        "penal-articles": PenalArticles(),
        "quality-system": QualitySystem(),
        "reasoned-ground": ReasonedGround(),
        "subcontracting-reported": SubcontractingReported(),
    }
)
