"""Events after a result in the store: proposed by one, decided or withdrawn once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, ProgrammingError, transaction

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import Person, RoundAttachment, RoundEvent
from driehoek.adapters.store.refusals import refusal
from driehoek.adapters.store.trail import record
from driehoek.kernel import Finding


def name_of(actor: Actor) -> str:
    """What the person who acts is called in an event."""
    return str(Person.objects.get(pk=actor.somebody).name)


def decide(row: RoundEvent) -> Finding | None:
    """Write that an event was approved; nothing when it was, else why not."""
    return _saved(row, ("files", "approved_by", "approved_at", "decided_on", "version"))


def propose(actor: Actor, row: RoundEvent, at: datetime) -> Finding | None:
    """Propose an event; nothing when it was kept, else why not."""
    row.proposed_by_id, row.proposed_at = actor.somebody, at
    refused = _saved(row, ())
    if refused is None:
        record(actor, "proposed version", f"{row.round_id} {row.pk}", {"kind": row.kind}, at)
    return refused


def withdraw(actor: Actor, row: RoundEvent, at: datetime) -> Finding | None:
    """Withdraw a proposal; what it was stays on record."""
    row.withdrawn_at = at
    refused = _saved(row, ("withdrawn_at",))
    if refused is None:
        record(actor, "withdrew version", f"{row.round_id} {row.pk}", {}, at)
    return refused


def _saved(row: RoundEvent, fields: Sequence[str]) -> Finding | None:
    try:
        with transaction.atomic():
            row.save(update_fields=list(fields) or None)
    except (IntegrityError, ProgrammingError) as error:
        return refusal(error, row.kind)
    return None


def came_with(round_id: UUID) -> int:
    """The highest version with which a round was brought in that was revised or made final; 0 for none."""
    paths = RoundAttachment.objects.filter(round_id=round_id, path__startswith="versions/")
    numbers = (path.split("/")[1] for path in paths.values_list("path", flat=True))
    return max((int(number) if number.isdecimal() else 1 for number in numbers), default=0)
