"""Seals of organisations in the store; what is closed in them this does not open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import Organisation, SigningSeal
from driehoek.adapters.store.trail import record


@dataclass(frozen=True, slots=True)
class BroughtSeal:
    """A seal as it is kept.

    Attributes:
        holder: of whom the certificate is.
        identifier: how it names that organisation.
        issuer: who gave it.
        serial: its number.
        starts_at: the first moment.
        ends_at: the last.
        key: certificates and closed key, as text.
    """

    holder: str
    identifier: str
    issuer: str
    serial: str
    starts_at: datetime
    ends_at: datetime
    key: str


def seal_of(organisation: UUID) -> SigningSeal | None:
    """With what an organisation signs; None when it has nothing."""
    return SigningSeal.objects.filter(organisation_id=organisation, taken_off_at__isnull=True).first()


def bring(actor: Actor, seal: BroughtSeal, at: datetime) -> SigningSeal:
    """Keep a seal in the place of the one there was."""
    take_off(actor, at)
    row = SigningSeal.objects.create(
        organisation_id=actor.organisation,
        holder=seal.holder,
        issuer=seal.issuer,
        serial=seal.serial,
        starts_at=seal.starts_at,
        ends_at=seal.ends_at,
        key=seal.key,
        brought_at=at,
        brought_by_id=actor.person,
    )
    record(actor, "brought a seal", str(row.pk), {"serial": seal.serial, "issuer": seal.issuer}, at)
    return row


def take_off(actor: Actor, at: datetime) -> bool:
    """Let the organisation sign no more with its seal; whether it had one."""
    done = SigningSeal.objects.filter(organisation_id=actor.organisation, taken_off_at__isnull=True).update(
        taken_off_at=at
    )
    if done:
        record(actor, "took off a seal", str(actor.organisation), {}, at)
    return bool(done)


def identifier_of(organisation: Organisation) -> str:
    """How a certificate must name an organisation: by its KvK number, or by the code that care knows it by.

    It is the organizationIdentifier of ETSI EN 319 412-1.
    """
    if organisation.kvk:
        return f"NTRNL-{organisation.kvk}"
    return f"AG:NL-{organisation.code or organisation.pk}"
