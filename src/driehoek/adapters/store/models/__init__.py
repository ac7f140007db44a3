"""The tables. Rules that Django cannot say stand in ``sql/`` and are made by the migrations."""

from driehoek.adapters.store.models.assessing import Assignment, GivenMark, Interest
from driehoek.adapters.store.models.branding import Look
from driehoek.adapters.store.models.councils import (
    Consultation,
    CouncilAnswer,
    CouncilInput,
    CouncilShare,
    CouncilSubject,
    CouncilWay,
    Followed,
)
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
from driehoek.adapters.store.models.publishing import Publication
from driehoek.adapters.store.models.revising import RoundEvent
from driehoek.adapters.store.models.rounds import (
    Contract,
    Draft,
    Outcome,
    Question,
    Result,
    Round,
    RoundFile,
    RoundState,
    Submission,
)
from driehoek.adapters.store.models.sealing import (
    OpenedSubmission,
    Opening,
    PassedHalf,
    SealKey,
    SealOfficial,
)
from driehoek.adapters.store.models.talks import (
    Commitment,
    CommitmentWord,
    SaidOf,
    SideChoice,
    Talk,
    TalkComment,
    TalkConfirmation,
    TalkVersion,
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
    "Commitment",
    "CommitmentWord",
    "Consultation",
    "Contract",
    "CouncilAnswer",
    "CouncilInput",
    "CouncilShare",
    "CouncilSubject",
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
    "Followed",
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
    "OpenedSubmission",
    "Opening",
    "Organisation",
    "OrganisationKind",
    "OutboxEntry",
    "Outcome",
    "PassedHalf",
    "Person",
    "PolicyDraft",
    "Profile",
    "Publication",
    "Question",
    "Result",
    "Role",
    "Round",
    "RoundAttachment",
    "RoundEvent",
    "RoundFile",
    "RoundState",
    "SaidOf",
    "SealKey",
    "SealOfficial",
    "SideChoice",
    "Submission",
    "SubmittedEvidence",
    "Talk",
    "TalkComment",
    "TalkConfirmation",
    "TalkVersion",
]
