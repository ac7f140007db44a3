"""Drafts of a policy in the store: each kept beside the ones before, and never over what somebody else kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import PolicyDraft
from driehoek.adapters.store.trail import record


def newest(round_id: UUID) -> PolicyDraft | None:
    """The draft that was kept last."""
    return PolicyDraft.objects.filter(round_id=round_id).select_related("kept_by").order_by("-number").first()


def draft(round_id: UUID, number: int) -> PolicyDraft | None:
    """A draft by its number."""
    return PolicyDraft.objects.filter(round_id=round_id, number=number).select_related("kept_by").first()


def keep_draft(actor: Actor, round_id: UUID, text: str, seen: int, at: datetime) -> PolicyDraft | None:
    """Keep a draft after the one that was seen; nothing when somebody kept another meanwhile.

    Args:
        actor: who keeps it.
        round_id: of which round.
        text: as it was typed.
        seen: the number of the draft that it was written on; 0 for none.
        at: when.
    """
    last = newest(round_id)
    if (last.number if last else 0) != seen:
        return None
    if last is not None and last.content == text:
        return last
    try:
        with transaction.atomic():
            kept = PolicyDraft.objects.create(
                round_id=round_id, number=seen + 1, content=text, kept_at=at, kept_by_id=actor.somebody
            )
    except IntegrityError:
        return None
    record(actor, "kept policy draft", f"{round_id} {kept.number}", {}, at)
    return kept
