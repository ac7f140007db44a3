"""Between the folder of a dossier and the store: import, export, and a dossier as it stands in the database.

Documents are bytes and stay as they came. Where only the dossier is wanted, their digest is enough and their bytes are
not fetched: it is all that the dossier says of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from driehoek.adapters.dossier.tables import SEALED_FILE
from driehoek.adapters.dossier.write import dossier_files
from driehoek.adapters.store.evidence import bytes_of
from driehoek.adapters.store.round_files import (
    HandedIn,
    files_at,
    fingerprint_at,
    keep_files,
    submissions_of,
    whole_at,
)
from driehoek.application.dossier import Dossier
from driehoek.bootstrap.kept import Kept
from driehoek.bootstrap.rounds import load_held
from driehoek.kernel import Finding

SUBMISSIONS = "submissions/"
EVIDENCE = "evidence/"
SEALED = "sealed/"
"""Where the closed documents of a sealed submission stand, by number."""
KEPT_ROUNDS = 64
"""How many rounds are kept parsed, with what is made of them: those of every region at once, twice over."""
KEPT_SUBMISSIONS = 8192
"""How many submissions are kept read: those of a whole country, for four years."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A document of which the bytes stay where they are.

    Attributes:
        sha256: over its bytes.
    """

    sha256: str


Content = str | Digest
"""A file of a dossier: the text of a table, or the digest of a document."""


@dataclass(frozen=True, slots=True)
class SubmissionFolder:
    """The files of one submission.

    Attributes:
        files: the text of each by path inside its folder.
        evidence: the bytes of each document by path inside its folder.
    """

    files: Mapping[str, str]
    evidence: Mapping[str, bytes]


def split(files: Mapping[str, bytes]) -> tuple[dict[str, str], dict[str, SubmissionFolder]]:
    """Tell the files of the purchaser from those of the submissions, the latter by folder."""
    own: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {}
    documents: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        if not path.startswith(SUBMISSIONS):
            own[path] = data.decode()
            continue
        folder, _, inside = path.removeprefix(SUBMISSIONS).partition("/")
        texts.setdefault(folder, {})
        if inside.startswith(EVIDENCE):
            documents.setdefault(folder, {})[inside] = data
        else:
            texts[folder][inside] = data.decode()
    return own, {name: SubmissionFolder(inside, documents.get(name, {})) for name, inside in texts.items()}


def files_of(folder: Path, dossier: Dossier) -> dict[str, bytes]:
    """Every file of a dossier in canonical form, with the evidence as it stands in the folder, byte for byte."""
    files = dict(dossier_files(dossier))
    for evidence in sorted(folder.glob(f"{SUBMISSIONS}*/{EVIDENCE}*")):
        files[evidence.relative_to(folder).as_posix()] = evidence.read_bytes()
    return files


def keep(round_id: UUID, files: Mapping[str, str], at: datetime) -> tuple[str, ...]:
    """Keep the purchaser's files of a round in the store."""
    return keep_files(round_id, {path: text for path, text in files.items() if not path.startswith(SUBMISSIONS)}, at)


def standing(handed_in: tuple[HandedIn, ...]) -> dict[str, HandedIn]:
    """The submissions that were not withdrawn, by their folder: of a contract that handed in again also the earlier.

    The rules of the round say which of them counts, as they do for a folder; so the dossier that goes out has the
    fingerprint of what was decided here.
    """
    kept: dict[str, list[HandedIn]] = {}
    for item in handed_in:
        kept.setdefault(item.contract, []).append(item)
        if item.withdraws:
            kept[item.contract].clear()
    return {
        f"{contract}-{number}" if number > 1 else contract: item
        for contract, items in sorted(kept.items())
        for number, item in enumerate(items, 1)
    }


def export(round_id: UUID, at: datetime) -> dict[str, Content]:
    """The dossier of a round by path, for as far as the one who acts may see it; of documents their digest.

    What is sealed goes out closed, as it was handed in: the submission, and its documents by number.
    """
    handed_in = submissions_of(round_id)
    closed: dict[str, Content] = {}
    for name, item in standing(handed_in).items():
        if item.closed:
            folder = f"{SUBMISSIONS}{name}/"
            closed[f"{folder}{SEALED_FILE}"] = item.closed
            closed |= {f"{folder}{SEALED}{number}": Digest(said) for number, said in enumerate(item.documents, 1)}
    return _joined(files_at(round_id, at), handed_in) | closed


def export_whole(round_id: UUID, at: datetime) -> dict[str, bytes]:
    """The dossier of a round as files, byte for byte, with every document as it came.

    Raises:
        LookupError: when the bytes of a document are not there for the one who acts.
    """
    files = export(round_id, at)
    wanted = {item.sha256 for item in files.values() if isinstance(item, Digest)}
    held = bytes_of(wanted)
    if missing := sorted(wanted - set(held)):
        msg = f"documents without their bytes: {', '.join(missing)}"
        raise LookupError(msg)
    return {path: held[item.sha256] if isinstance(item, Digest) else item.encode() for path, item in files.items()}


_SUBMISSIONS: Kept[Hashable, Any] = Kept(KEPT_SUBMISSIONS)
"""What was read of each submission: when one comes in, the others are not read again."""
Read = tuple[Dossier | None, tuple[Finding, ...]]


def dossier_of(files: Mapping[str, Content]) -> Read:
    """Read a dossier from the content of its files, by the same reader that reads a folder."""
    texts = {path: content.encode() for path, content in files.items() if not isinstance(content, Digest)}
    digests = {path: content.sha256 for path, content in files.items() if isinstance(content, Digest)}
    loaded = load_held(texts, digests, _SUBMISSIONS.get)
    return loaded.dossier, loaded.findings


@dataclass(frozen=True, slots=True)
class StandingRound:
    """A round as it stands for the one who acts.

    Attributes:
        fingerprint: of its content; what is made of the round is kept by it.
        dossier: the dossier; None when it cannot be read.
        findings: what reading found.
    """

    fingerprint: str
    dossier: Dossier | None
    findings: tuple[Finding, ...]


_ROUNDS: Kept[str, Read] = Kept(KEPT_ROUNDS)


class _ChangedError(Exception):
    """The content changed between the look at its fingerprint and the look at itself."""


def standing_round(round_id: UUID, at: datetime) -> StandingRound:
    """The round at a moment; its content is read from the store and parsed only when it is not known yet."""
    while True:
        fingerprint = fingerprint_at(round_id, at)
        try:
            found = _ROUNDS.get(fingerprint, partial(_content, round_id, at, fingerprint))
        except _ChangedError:
            continue
        return StandingRound(fingerprint, *found)


def _content(round_id: UUID, at: datetime, fingerprint: str) -> Read:
    whole = whole_at(round_id, at)
    if whole.fingerprint != fingerprint:
        raise _ChangedError
    return dossier_of(_joined(whole.files, whole.handed_in))


def _joined(files: Mapping[str, str], handed_in: tuple[HandedIn, ...]) -> dict[str, Content]:
    """The files of the purchaser and those of the submissions that count, by path."""
    joined: dict[str, Content] = dict(files)
    for name, item in standing(handed_in).items():
        folder = f"{SUBMISSIONS}{name}/"
        joined |= {f"{folder}{path}": text for path, text in item.files.items()}
        joined |= {f"{folder}{path}": Digest(sha256) for path, sha256 in item.evidence.items()}
    return joined
