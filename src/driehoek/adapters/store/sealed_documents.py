"""The documents of a sealed submission: closed as it comes in, nothing readable left behind, and open again with it.

What a document is called, shows and when it was made goes into the envelope of the submission with its key. Beside it
lie bytes that nobody can read, by number. The readable copy in the library of the provider goes at the same moment,
unless another submission or draft of that provider uses it, so that it is known elsewhere already.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from driehoek.adapters.store.models import Draft, EvidenceFile, SealedDocument, Submission, SubmittedEvidence
from driehoek.adapters.store.sealing import ShutError, close_document, open_document


@dataclass(frozen=True, slots=True)
class ClosedDocument:
    """A document that was closed.

    Attributes:
        content: what is kept of it.
        sha256: over that; stands beside the envelope of the submission.
        said: what goes into the envelope: its path, key, name, kind, what it shows and its days.
    """

    content: bytes
    sha256: str
    said: Mapping[str, str]


def close_documents(round_id: UUID, public: str, files: Mapping[str, EvidenceFile]) -> tuple[ClosedDocument, ...]:
    """Close the documents of a submission, in order of their path.

    Args:
        round_id: the round.
        public: the public key of the round.
        files: the documents by path inside the folder of the submission.
    """
    closed = []
    for number, (path, file) in enumerate(sorted(files.items()), 1):
        content, key = close_document(str(round_id), public, number, bytes(file.content))
        said = {
            "path": path,
            "key": key,
            "name": file.name,
            "kind": file.kind,
            "about": file.about,
            "issued_on": file.issued_on.isoformat(),
            "expires_on": file.expires_on.isoformat() if file.expires_on else "",
        }
        closed.append(ClosedDocument(content, hashlib.sha256(content).hexdigest(), said))
    return tuple(closed)


def keep_closed(row: Submission, documents: Iterable[ClosedDocument]) -> None:
    """Keep closed documents beside their submission."""
    SealedDocument.objects.bulk_create(
        SealedDocument(submission=row, round_id=row.round_id, number=number, content=item.content, sha256=item.sha256)
        for number, item in enumerate(documents, 1)
    )


def erase_readable(files: Iterable[EvidenceFile]) -> int:
    """Erase the documents of a provider that no other submission or draft of it uses; how many."""
    names = {file.pk for file in files}
    used = set(SubmittedEvidence.objects.filter(file_id__in=names).values_list("file_id", flat=True))
    for evidence in Draft.objects.values_list("evidence", flat=True):
        used |= {UUID(name) for held in evidence.values() for name in held}
    return EvidenceFile.objects.filter(pk__in=names - used).delete()[0]


def open_documents(row: Submission, plain: str, public: str, at: datetime) -> None:
    """Open the documents of a submission that was opened, and put them at it, as they would have been.

    Args:
        row: the submission.
        plain: what was in its envelope.
        public: the public key of the round.
        at: the moment of opening.

    Raises:
        ShutError: when one is missing, or anything of it was changed.
    """
    said = json.loads(plain)
    digests, wanted = said.get("evidence", {}), said.get("documents", [])
    kept = list(SealedDocument.objects.filter(submission=row).order_by("number"))
    if len(kept) != len(wanted):
        raise ShutError
    files = []
    for item, told in zip(kept, wanted, strict=True):
        data = open_document(str(row.round_id), public, item.number, bytes(item.content), str(told["key"]))
        digest = hashlib.sha256(data).hexdigest()
        if digests.get(told["path"]) != digest:
            raise ShutError
        files.append(
            EvidenceFile(
                pk=uuid4(),
                provider_id=row.provider_id,
                name=told["name"],
                kind=told["kind"],
                content=data,
                size=len(data),
                sha256=digest,
                about=told["about"],
                issued_on=date.fromisoformat(told["issued_on"]),
                expires_on=date.fromisoformat(told["expires_on"]) if told["expires_on"] else None,
                uploaded_at=row.received_at,
                removed_at=at,  # it belongs to the submission; the library of the provider offers what it keeps itself
            )
        )
    EvidenceFile.objects.bulk_create(files)
    SubmittedEvidence.objects.bulk_create(
        SubmittedEvidence(submission=row, file=file, path=told["path"])
        for file, told in zip(files, wanted, strict=True)
    )
