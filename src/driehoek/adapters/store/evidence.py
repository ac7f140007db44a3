"""Evidence in the store: kept as it came, part of a submission by its digest, and given back byte for byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import Draft, EvidenceFile, SealedDocument, Submission, SubmittedEvidence
from driehoek.adapters.store.round_files import HandedIn
from driehoek.adapters.store.seal_keys import seal_key
from driehoek.adapters.store.sealed_documents import ClosedDocument, close_documents, erase_readable, keep_closed
from driehoek.adapters.store.sealing import close_submission
from driehoek.adapters.store.trail import record


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it is kept.

    Attributes:
        name: safe to keep and to send.
        kind: what it was found to be.
        data: its bytes.
        about: what it shows, in the words of the provider.
        issued_on: its date.
        expires_on: the first day on which it no longer counts; None when it does not expire.
    """

    name: str
    kind: str
    data: bytes
    about: str
    issued_on: date
    expires_on: date | None = None


def keep_evidence(actor: Actor, upload: Upload, at: datetime) -> EvidenceFile:
    """Keep a file; the same file under the same name is there once, and is given back as it was.

    Raises:
        IntegrityError: when its days make no sense.
    """
    digest = hashlib.sha256(upload.data).hexdigest()
    try:
        with transaction.atomic():
            row = EvidenceFile.objects.create(
                provider_id=actor.organisation,
                name=upload.name,
                kind=upload.kind,
                content=upload.data,
                size=len(upload.data),
                sha256=digest,
                about=upload.about,
                issued_on=upload.issued_on,
                expires_on=upload.expires_on,
                uploaded_at=at,
                uploaded_by_id=actor.person,
            )
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != "evidence_one":
            raise
        known = EvidenceFile.objects.filter(sha256=digest, name=upload.name, removed_at__isnull=True)
        return known.defer("content").get()
    record(actor, "uploaded evidence", str(row.pk), {"sha256": digest, "size": len(upload.data)}, at)
    return row


def hand_in(
    actor: Actor,
    round_id: UUID,
    handed: HandedIn,
    files: Mapping[str, EvidenceFile],
    bound: Mapping[str, object] | None = None,
) -> None:
    """Write a submission with its evidence and its act, in the open transaction: whole or not at all.

    In a sealed round it is closed at once with the key of the round, its documents too; the draft it came from is
    erased, and so is each document that nothing else of the provider uses.

    Args:
        actor: who hands in.
        round_id: the round.
        handed: what is handed in.
        files: its documents by path inside its folder; their digests are those of ``handed``.
        bound: the mandate on which it rests, for the trail.

    Raises:
        IntegrityError: when the window is not open, or somebody else handed in meanwhile.
    """
    key = "" if handed.withdraws else seal_key(round_id)
    closed = close_documents(round_id, key, files) if key else ()
    content = _closed(round_id, key, handed, closed) if key else handed.content
    receipt = hashlib.sha256(content.encode()).hexdigest()
    row = Submission.objects.create(
        round_id=round_id,
        provider_id=actor.organisation,
        contract=handed.contract,
        number=handed.number,
        received_at=handed.received_at,
        received_by_id=actor.person,
        content=content,
        receipt=receipt,
        withdraws=handed.withdraws,
    )
    if key:
        keep_closed(row, closed)
        Draft.objects.filter(round_id=round_id, contract=handed.contract).delete()
        erased = erase_readable(files.values())
        record(actor, "sealed evidence", str(round_id), {"closed": len(closed), "erased": erased}, handed.received_at)
    else:
        SubmittedEvidence.objects.bulk_create(
            SubmittedEvidence(submission=row, file=file, path=path) for path, file in sorted(files.items())
        )
    act = "withdrawn" if handed.withdraws else "submitted"
    said = {"receipt": receipt, **(bound or {})}
    record(actor, act, f"{round_id} {handed.contract}", said, handed.received_at)


def _closed(round_id: UUID, key: str, handed: HandedIn, documents: Sequence[ClosedDocument]) -> str:
    """What is handed in, closed, with the keys of its documents in it."""
    said = {**json.loads(handed.content), "documents": [dict(item.said) for item in documents]}
    return close_submission(str(round_id), key, said, [item.sha256 for item in documents])


def bytes_of(digests: Collection[str]) -> dict[str, bytes]:
    """The bytes of documents by their digest, open or closed, for as far as the one who acts may see them."""
    held: dict[str, bytes] = {}
    for model in (SealedDocument, EvidenceFile):
        rows: Iterable[tuple[str, bytes | memoryview]] = (
            model._default_manager.filter(sha256__in=digests).values_list("sha256", "content").iterator()  # noqa: SLF001 - its name
        )
        held |= {digest: bytes(content) for digest, content in rows}
    return held
