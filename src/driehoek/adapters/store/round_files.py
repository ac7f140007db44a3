"""The files of a round as they stood at a moment, and the submissions that were handed in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from driehoek.adapters.store.models import RepairedSubmission, RoundFile, Submission

PUBLIC_FILES = frozenset({"policy.yaml", "products.csv", "tariffs.csv"})
"""What anyone may read once the policy is published: what a form is made of. The rest is the purchaser's."""


def keep_files(round_id: UUID, files: Mapping[str, str], at: datetime, using: str = "default") -> tuple[str, ...]:
    """Keep the files of a round from ``at`` on; what stood before keeps its time, a file that is gone ends.

    Args:
        round_id: the round.
        files: the content of each file by its path.
        at: from when; later than anything kept before.
        using: which connection; the owner brings in what came from elsewhere.

    Returns:
        The paths that changed.
    """
    standing = {
        row.path: row for row in RoundFile.objects.using(using).filter(round_id=round_id, valid__upper_inf=True)
    }
    wanted = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in files.items()}
    changed = sorted(
        path
        for path in {*standing, *wanted}
        if path not in wanted or path not in standing or standing[path].sha256 != wanted[path]
    )
    for path in changed:
        if path in standing:
            row = standing[path]
            row.valid = DateTimeTZRange(row.valid.lower, at)
            row.save(update_fields=["valid"])
    RoundFile.objects.using(using).bulk_create(
        RoundFile(
            round_id=round_id,
            path=path,
            content=files[path],
            sha256=wanted[path],
            is_public=path in PUBLIC_FILES,
            valid=DateTimeTZRange(at, None),
        )
        for path in changed
        if path in wanted
    )
    return tuple(changed)


def replace_file(round_id: UUID, path: str, content: str, at: datetime) -> bool:
    """Keep one file of a round from ``at`` on and leave the others; whether it changed.

    Two who do this at once wait for each other; who came later counts, whatever the clock said.
    """
    standing = (
        RoundFile.objects.select_for_update(of=("self",))
        .filter(round_id=round_id, path=path, valid__upper_inf=True)
        .first()
    )
    digest = hashlib.sha256(content.encode()).hexdigest()
    if standing is not None and standing.sha256 == digest:
        return False
    if standing is not None:
        at = max(at, standing.valid.lower)
        standing.valid = DateTimeTZRange(standing.valid.lower, at)
        standing.save(update_fields=["valid"])
    RoundFile.objects.create(
        round_id=round_id,
        path=path,
        content=content,
        sha256=digest,
        is_public=path in PUBLIC_FILES,
        valid=DateTimeTZRange(at, None),
    )
    return True


def files_at(round_id: UUID, at: datetime, paths: Iterable[str] = ()) -> dict[str, str]:
    """The content of each file as it stood at a moment, for as far as the one who acts may see it.

    Args:
        round_id: the round.
        at: the moment.
        paths: only these; empty for all.
    """
    rows = RoundFile.objects.filter(round_id=round_id, valid__contains=at)
    wanted = list(paths)
    if wanted:
        rows = rows.filter(path__in=wanted)
    return dict(rows.order_by("path").values_list("path", "content"))


def hashes_at(round_id: UUID, at: datetime, paths: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Path and SHA-256 of files as they stood at a moment, by path: what they hold is read only when it is new."""
    rows = RoundFile.objects.filter(round_id=round_id, valid__contains=at, path__in=list(paths))
    return tuple(rows.order_by("path").values_list("path", "sha256"))


def hashes_of(rounds: Iterable[UUID], at: datetime, paths: Iterable[str]) -> dict[UUID, tuple[tuple[str, str], ...]]:
    """The same of many rounds at once; a round without any of them has none."""
    found: dict[UUID, list[tuple[str, str]]] = {round_id: [] for round_id in rounds}
    rows = RoundFile.objects.filter(round_id__in=found, valid__contains=at, path__in=list(paths))
    for round_id, path, digest in rows.order_by("path").values_list("round_id", "path", "sha256"):
        found[round_id].append((path, digest))
    return {round_id: tuple(hashes) for round_id, hashes in found.items()}


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A submission that was handed in.

    Attributes:
        contract: whose.
        number: 1 for the first of this contract.
        received_at: when the request arrived.
        files: the content of its files by path inside its folder.
        withdraws: whether it takes back what stood before.
        receipt: the hash over all of this.
        evidence: the SHA-256 of each document by path inside its folder; the bytes stand in a table of their own.
        closed: as it was handed in, where it is sealed and was not opened; empty where it can be read.
        documents: of the closed documents the SHA-256, in order; only where it is closed.
    """

    contract: str
    number: int
    received_at: datetime
    files: Mapping[str, str]
    withdraws: bool = False
    receipt: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    closed: str = ""
    documents: tuple[str, ...] = ()

    @property
    def content(self) -> str:
        """What the receipt is the hash of: canonical, so that its owner can compute it again."""
        said: dict[str, object] = {
            "contract": self.contract,
            "number": self.number,
            "received_at": self.received_at.isoformat(),
            "files": dict(self.files),
            "withdraws": self.withdraws,
        }
        if self.evidence:
            said["evidence"] = dict(self.evidence)
        return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @property
    def hash(self) -> str:
        """The receipt that belongs to the content."""
        return hashlib.sha256(self.content.encode()).hexdigest()


def submissions_of(round_id: UUID, contract: str = "") -> tuple[HandedIn, ...]:
    """What was handed in, in order of contract and number, for as far as the one who acts may see it."""
    rows = Submission.objects.filter(round_id=round_id)
    if contract:
        rows = rows.filter(contract=contract)
    repairs = RepairedSubmission.objects.filter(round_id=round_id, submission__in=rows).order_by("number")
    last = dict(repairs.values_list("submission_id", "content"))  # the last repair counts
    return tuple(
        _handed_in(row.contract, row.number, last.get(row.pk) or readable(row), row.receipt, row.received_at)
        for row in rows.select_related("opened").order_by("contract", "number")
    )


def readable(row: Submission) -> str:
    """What was handed in, opened where it was sealed and opened since."""
    opened = getattr(row, "opened", None)
    return opened.content if opened is not None else row.content


def _handed_in(contract: str, number: int, content: str, receipt: str, received_at: datetime) -> HandedIn:
    """A row as it was handed in; what its content says is what its receipt is the hash of."""
    said = json.loads(content)
    files, evidence = (
        {str(path): str(text) for path, text in said.get(part, {}).items()} for part in ("files", "evidence")
    )
    closed = content if "sealed" in said else ""
    documents = tuple(str(digest) for digest in said.get("sealed", {}).get("documents", []))
    return HandedIn(contract, number, received_at, files, bool(said["withdraws"]), receipt, evidence, closed, documents)


_PRINT = """
    SELECT encode(sha256(convert_to(coalesce((
               SELECT string_agg(path || ' ' || sha256, chr(10) ORDER BY path COLLATE "C")
               FROM store_roundfile WHERE round_id = %(round)s AND valid @> %(at)s), ''), 'UTF8')), 'hex'),
           encode(sha256(convert_to(coalesce((
               SELECT string_agg(s.contract || ' ' || s.number || ' ' || s.receipt ||
                                 CASE WHEN o.submission_id IS NULL THEN '' ELSE ' opened' END ||
                                 coalesce(' repaired ' || r.receipt, ''), chr(10)
                                 ORDER BY s.contract COLLATE "C", s.number)
               FROM store_submission s LEFT JOIN store_openedsubmission o ON o.submission_id = s.id
               LEFT JOIN LATERAL (SELECT p.receipt FROM store_repairedsubmission p WHERE p.submission_id = s.id
                                  ORDER BY p.number DESC LIMIT 1) r ON true
               WHERE s.round_id = %(round)s), ''), 'UTF8')), 'hex')
"""
_WHOLE = """
    SELECT path, 0, sha256, content, NULL, false, NULL
    FROM store_roundfile WHERE round_id = %(round)s AND valid @> %(at)s
    UNION ALL
    SELECT s.contract, s.number, s.receipt, coalesce(r.content, o.content, s.content), s.received_at,
           o.submission_id IS NOT NULL, r.receipt
    FROM store_submission s LEFT JOIN store_openedsubmission o ON o.submission_id = s.id
    LEFT JOIN LATERAL (SELECT p.content, p.receipt FROM store_repairedsubmission p WHERE p.submission_id = s.id
                       ORDER BY p.number DESC LIMIT 1) r ON true
    WHERE s.round_id = %(round)s
"""


@dataclass(frozen=True, slots=True)
class WholeRound:
    """All that decides a round, as the one who acts may see it, and its fingerprint.

    Attributes:
        fingerprint: see `fingerprint_at`.
        files: the purchaser's files by path.
        handed_in: the submissions in order of contract and number.
    """

    fingerprint: str
    files: Mapping[str, str]
    handed_in: tuple[HandedIn, ...]


def fingerprint_at(round_id: UUID, at: datetime) -> str:
    """What tells the content of a round at a moment from any other, without reading that content.

    Made of the hashes that stand beside the files and of the receipts of the submissions, for as far as the one who
    acts may see them: neither changes without the other.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PRINT, {"round": round_id, "at": at})
        files, submissions = cursor.fetchone()
    return f"{files}-{submissions}"


def whole_at(round_id: UUID, at: datetime) -> WholeRound:
    """The content of a round at a moment with the fingerprint of just this content: both from one look."""
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE, {"round": round_id, "at": at})
        rows = sorted(cursor.fetchall(), key=lambda row: row[:2])
    own = {path: content for path, number, _, content, *_ in rows if not number}
    handed_in = tuple(
        _handed_in(contract, number, content, receipt, received_at)
        for contract, number, receipt, content, received_at, *_ in rows
        if number
    )
    told = "\n".join(f"{path} {digest}" for path, number, digest, *_ in rows if not number)
    came = "\n".join(
        f"{contract} {number} {receipt}{' opened' if opened else ''}{f' repaired {repair}' if repair else ''}"
        for contract, number, receipt, *_, opened, repair in rows
        if number
    )
    prints = "-".join(hashlib.sha256(text.encode()).hexdigest() for text in (told, came))
    return WholeRound(prints, own, handed_in)
