"""Public files of a final result, kept as they were published; the last of each path counts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import Publication, Round
from driehoek.adapters.store.refusals import refusal
from driehoek.adapters.store.trail import record
from driehoek.kernel import Finding


def publish(actor: Actor, found: Round, files: Mapping[str, str], decision: str, at: datetime) -> Finding | None:
    """Make files public, whole or not at all; the database holds that they are of a final result."""
    rows = [
        Publication(
            round=found,
            purchaser_id=found.purchaser_id,
            path=path,
            content=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            decision_fingerprint=decision,
            published_at=at,
            published_by_id=actor.somebody,
        )
        for path, text in sorted(files.items())
    ]
    try:
        with transaction.atomic():
            Publication.objects.bulk_create(rows)
    except IntegrityError as error:
        return refusal(error, found.title)
    record(actor, "published", str(found.pk), {"decision": decision, "files": sorted(files)}, at)
    return None


def published_files(round_id: UUID) -> dict[str, Publication]:
    """The public files of a round by path."""
    rows = Publication.objects.filter(round_id=round_id).order_by("published_at", "pk")
    return {row.path: row for row in rows}
