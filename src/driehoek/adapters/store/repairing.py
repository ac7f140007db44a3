"""Keep a repaired submission: beside what was handed in, and the last one counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import (
    EvidenceFile,
    RepairedSubmission,
    RepairRequest,
    Submission,
    SubmittedEvidence,
)
from driehoek.adapters.store.refusals import refusal
from driehoek.adapters.store.round_files import HandedIn
from driehoek.adapters.store.trail import record
from driehoek.kernel import Finding


def keep(  # noqa: PLR0913, PLR0917 - what was asked, what stood, what it became, and on whose word
    actor: Actor,
    request: RepairRequest,
    row: Submission,
    made: HandedIn,
    files: Mapping[str, EvidenceFile],
    bound: Mapping[str, object],
    at: datetime,
) -> Finding | None:
    """Write a repaired submission with its new documents and its act, in the open transaction.

    Args:
        actor: the provider.
        request: what was asked.
        row: the submission that stands.
        made: what it becomes.
        files: its new documents by path inside its folder.
        bound: the mandate on which it rests, for the trail.
        at: when the request arrived.

    Returns:
        Why not; nothing when it was written.
    """
    try:
        with transaction.atomic():
            RepairedSubmission.objects.create(
                submission=row,
                round_id=row.round_id,
                request=request,
                number=RepairedSubmission.objects.filter(submission=row).count() + 1,
                content=made.content,
                receipt=made.hash,
                repaired_at=at,
                repaired_by_id=actor.somebody,
            )
            SubmittedEvidence.objects.bulk_create(
                SubmittedEvidence(submission=row, file=file, path=path) for path, file in sorted(files.items())
            )
    except IntegrityError as error:
        return refusal(error, row.contract)
    said = {"receipt": made.hash, "request": request.pk, **bound}
    record(actor, "answered repair", f"{row.round_id} {row.contract}", said, at)
    return None
