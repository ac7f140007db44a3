"""The keys of a person: ending every session, and a second factor that was lost."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from driehoek.adapters.store import models
from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.refusals import refusal
from driehoek.adapters.store.trail import record
from driehoek.kernel import Finding


def end_sessions(person: UUID) -> None:
    """Every session of a person is worth nothing from now on, wherever it is."""
    models.Person.objects.filter(pk=person).update(epoch=F("epoch") + 1)


def has_second_factor(person: UUID) -> bool:
    """Whether a second factor is asked of this person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM mfa_authenticator WHERE user_id = %s AND type = 'totp')", [person])
        return bool(cursor.fetchone()[0])


def ask_reset(actor: Actor, person: UUID, reason: str, at: datetime) -> Finding | None:
    """Ask that somebody who lost the second factor may make a new one; nothing when asked, else why not."""
    try:
        with transaction.atomic():
            row = models.FactorReset.objects.create(
                organisation_id=actor.organisation,
                person_id=person,
                reason=reason,
                asked_by_id=actor.somebody,
                asked_at=at,
            )
    except IntegrityError as error:
        return refusal(error, "")
    record(actor, "asked factor reset", str(row.pk), {"person": str(person)}, at)
    return None


def approve_reset(actor: Actor, row: models.FactorReset, at: datetime) -> Finding | None:
    """Approve what another administrator asked: the second factor goes, and every session with it."""
    try:
        with transaction.atomic():
            row.approved_by_id, row.approved_at = actor.somebody, at
            row.save(update_fields=["approved_by", "approved_at"])
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM mfa_authenticator WHERE user_id = %s", [row.person_id])
            end_sessions(row.person_id)
    except IntegrityError as error:
        return refusal(error, "")
    record(actor, "approved factor reset", str(row.pk), {"person": str(row.person_id)}, at)
    return None
