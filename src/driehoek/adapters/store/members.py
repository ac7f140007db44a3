"""Who is here in which role until when: inviting, accepting, ending and changing roles, by an administrator."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from driehoek.adapters.store import models
from driehoek.adapters.store.acting import Actor, set_actor
from driehoek.adapters.store.mandating import ended
from driehoek.adapters.store.refusals import LAST_ADMINISTRATOR, refusal
from driehoek.adapters.store.trail import record
from driehoek.domain.people import invitation_ends
from driehoek.kernel import Finding, Period


@dataclass(frozen=True, slots=True)
class Offered:
    """A role that is given.

    Attributes:
        role: a word of `driehoek.adapters.store.models.Role`.
        region: in which region; empty for all of the organisation.
        valid: the days on which it holds.
    """

    role: str
    region: str
    valid: Period

    @property
    def row(self) -> dict[str, object]:
        """As the tables have it."""
        return {"role": self.role, "region": self.region, "valid": DateRange(self.valid.start, self.valid.end)}


@dataclass(frozen=True, slots=True)
class Opened:
    """An invitation as whoever has its link sees it.

    Attributes:
        id: its number.
        organisation: who invites.
        kind: what kind of organisation that is.
        email: the address it was sent to.
        role: the role that waits.
        valid: the term of that role.
        expires_at: until when it can be accepted.
        accepted_at: when it was; None when it was not.
        withdrawn_at: when it was taken back; None when it was not.
    """

    id: int
    organisation: str
    kind: str
    email: str
    role: str
    valid: DateRange
    expires_at: datetime
    accepted_at: datetime | None
    withdrawn_at: datetime | None

    def opens(self, at: datetime) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at


def digest(token: str) -> str:
    """What is kept of the link: enough to know it again, not enough to make it."""
    return sha256(token.encode()).hexdigest()


def invite(
    actor: Actor, email: str, offered: Offered, at: datetime, *, using: str = "default"
) -> tuple[models.Invitation, str]:
    """Invite somebody to a role; the row, and the token for the link, which is nowhere else."""
    token = secrets.token_urlsafe(32)
    row = models.Invitation.objects.using(using).create(
        organisation_id=actor.organisation,
        email=email.strip().lower(),
        digest=digest(token),
        invited_by_id=actor.person,
        invited_at=at,
        expires_at=invitation_ends(at),
        **offered.row,
    )
    record(actor, "invited", str(row.pk), {"role": offered.role}, at, using=using)
    return row, token


def withdraw(actor: Actor, row: models.Invitation, at: datetime, *, using: str = "default") -> None:
    """Take an invitation back; its link opens nothing any more."""
    row.withdrawn_at = at
    row.save(using=using, update_fields=["withdrawn_at"])
    record(actor, "withdrew invitation", str(row.pk), {}, at, using=using)


def opened(token: str) -> Opened | None:
    """The invitation of a link, whoever looks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM store_invitation_of(%s)", [digest(token)])
        row = cursor.fetchone()
    return Opened(*row) if row else None


def accept(token: str, person: UUID, at: datetime) -> int | Finding:
    """Take the role of an invitation: once, by the person it was sent to, in its time; the new membership.

    The transaction goes on in that role, in which the trail is written.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM store_accept_invitation(%s, %s, %s)", [digest(token), person, at])
            membership, organisation, role = cursor.fetchone()
    except IntegrityError as error:
        return refusal(error, "")
    actor = Actor(organisation, role, person)
    set_actor(actor)
    record(actor, "accepted invitation", str(membership), {"role": role}, at)
    return int(membership)


def give(actor: Actor, person: UUID, offered: Offered, at: datetime) -> Finding | None:
    """Give a role to somebody who is here already; nothing when it was given, else why not."""
    try:
        with transaction.atomic():
            row = models.Membership.objects.create(organisation_id=actor.organisation, person_id=person, **offered.row)
    except IntegrityError as error:
        return refusal(error, "")
    record(actor, "gave role", str(row.pk), {"role": offered.role, "person": str(person)}, at)
    return None


def end_role(
    actor: Actor, row: models.Membership, day: date, at: datetime, *, keeps_mandates: bool = False
) -> Finding | None:
    """End a role: from ``day`` on it holds no more. With the last role the mandates of this organisation end too."""
    if row.role == models.Role.ADMINISTRATION and not _others(row, day).filter(role=row.role).exists():
        return Finding(LAST_ADMINISTRATOR, row.person.name)
    row.valid = ended(row.valid, day)
    row.save(update_fields=["valid"])
    record(actor, "ended role", str(row.pk), {"role": row.role, "from": day.isoformat()}, at)
    if not keeps_mandates and not _others(row, day).filter(person_id=row.person_id).exists():
        for mandate in models.Mandate.objects.filter(person_id=row.person_id, organisation_id=row.organisation_id):
            mandate.valid = ended(mandate.valid, day) if not mandate.valid.isempty else mandate.valid
            mandate.save(update_fields=["valid"])
    return None


def change_role(actor: Actor, row: models.Membership, offered: Offered, at: datetime) -> Finding | None:
    """Another role or region from the start of its term: the old one ends the day before; both or neither."""
    with transaction.atomic():
        day = offered.valid.start
        refused = end_role(actor, row, day, at, keeps_mandates=True)
        if refused is None:
            refused = give(actor, row.person_id, offered, at)
        if refused is not None:
            transaction.set_rollback(True)
    return refused


def _others(row: models.Membership, day: date) -> QuerySet[models.Membership]:
    """The other roles at the organisation that hold on a day; looked at one after the other."""
    held = models.Membership.objects.select_for_update().filter(organisation_id=row.organisation_id)
    return held.filter(valid__contains=day).exclude(pk=row.pk)
