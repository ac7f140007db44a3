"""The tables. Rules that Django cannot say stand in ``sql/`` and are made by the migrations."""

from driehoek.adapters.store.models.ledger import LedgerAccount, LedgerTransfer
from driehoek.adapters.store.models.people import (
    Mandate,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Role,
)
from driehoek.adapters.store.models.trail import AuditEntry, OutboxEntry

__all__ = [
    "AuditEntry",
    "LedgerAccount",
    "LedgerTransfer",
    "Mandate",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "OutboxEntry",
    "Person",
    "Role",
]
