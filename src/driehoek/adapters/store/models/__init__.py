"""The tables. Rules that Django cannot say stand in ``sql/`` and are made by the migrations."""

from driehoek.adapters.store.models.assessing import Assignment, GivenMark, Interest
from driehoek.adapters.store.models.branding import Look
from driehoek.adapters.store.models.deciding import Deviation
from driehoek.adapters.store.models.drafting import PolicyDraft
from driehoek.adapters.store.models.importing import RoundAttachment
from driehoek.adapters.store.models.ledger import LedgerAccount, LedgerTransfer
from driehoek.adapters.store.models.notices import Notice, NoticeChoice, NoticeMark, NoticeWay
from driehoek.adapters.store.models.people import (
    ROLES_OF,
    BoundAct,
    Delegation,
    FactorReset,
    Invitation,
    Mandate,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Role,
)
from driehoek.adapters.store.models.providing import (
    EvidenceFile,
    Filing,
    FilingResult,
    KeyFigures,
    Profile,
    SubmittedEvidence,
)
from driehoek.adapters.store.models.revising import RoundEvent
from driehoek.adapters.store.models.rounds import (
    Contract,
    CouncilInput,
    CouncilWay,
    Draft,
    Outcome,
    Question,
    Result,
    Round,
    RoundFile,
    RoundState,
    Submission,
)
from driehoek.adapters.store.models.trail import AuditEntry, OutboxEntry
from driehoek.adapters.store.models.trying import KeptScenario
from driehoek.adapters.store.models.watching import DossierLook, DossierRequest, DossierState
from driehoek.adapters.store.models.year import MilestoneDone

__all__ = [
    "ROLES_OF",
    "Assignment",
    "AuditEntry",
    "BoundAct",
    "Contract",
    "CouncilInput",
    "CouncilWay",
    "Delegation",
    "Deviation",
    "DossierLook",
    "DossierRequest",
    "DossierState",
    "Draft",
    "EvidenceFile",
    "FactorReset",
    "Filing",
    "FilingResult",
    "GivenMark",
    "Interest",
    "Invitation",
    "KeptScenario",
    "KeyFigures",
    "LedgerAccount",
    "LedgerTransfer",
    "Look",
    "Mandate",
    "Membership",
    "MilestoneDone",
    "Notice",
    "NoticeChoice",
    "NoticeMark",
    "NoticeWay",
    "Organisation",
    "OrganisationKind",
    "OutboxEntry",
    "Outcome",
    "Person",
    "PolicyDraft",
    "Profile",
    "Question",
    "Result",
    "Role",
    "Round",
    "RoundAttachment",
    "RoundEvent",
    "RoundFile",
    "RoundState",
    "Submission",
    "SubmittedEvidence",
]
