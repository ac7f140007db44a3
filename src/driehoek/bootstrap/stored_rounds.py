"""Between the folder of a dossier and the store: import, export, and a dossier as it stands in the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from driehoek.adapters.dossier.write import dossier_files
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
KEPT_ROUNDS = 64
"""How many rounds are kept parsed, with what is made of them: those of every region at once, twice over."""


def split(files: Mapping[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Tell the files of the purchaser from those of the submissions, the latter by folder."""
    own = {path: text for path, text in files.items() if not path.startswith(SUBMISSIONS)}
    folders: dict[str, dict[str, str]] = {}
    for path, text in files.items():
        if path.startswith(SUBMISSIONS):
            folder, _, inside = path.removeprefix(SUBMISSIONS).partition("/")
            folders.setdefault(folder, {})[inside] = text
    return own, folders


def files_of(folder: Path, dossier: Dossier) -> dict[str, str]:
    """Every file of a dossier in canonical form, with the evidence as it stands in the folder."""
    files = {path: text.decode("utf-8") for path, text in dossier_files(dossier).items()}
    for evidence in sorted(folder.glob("submissions/*/evidence/*")):
        files[evidence.relative_to(folder).as_posix()] = evidence.read_text(encoding="utf-8", errors="replace")
    return files


def keep(round_id: UUID, files: Mapping[str, str], at: datetime) -> tuple[str, ...]:
    """Keep the purchaser's files of a round in the store."""
    return keep_files(round_id, split(files)[0], at)


def standing(handed_in: tuple[HandedIn, ...]) -> dict[str, Mapping[str, str]]:
    """The submissions that count, each in its folder: per contract the last, unless that one withdraws."""
    last: dict[str, HandedIn] = {}
    for item in handed_in:
        last[item.contract] = item
    return {contract: item.files for contract, item in sorted(last.items()) if not item.withdraws}


def export(round_id: UUID, at: datetime) -> dict[str, str]:
    """The whole dossier of a round by path, for as far as the one who acts may see it."""
    return _joined(files_at(round_id, at), submissions_of(round_id))


Read = tuple[Dossier | None, tuple[Finding, ...]]


def dossier_of(files: Mapping[str, str]) -> Read:
    """Read a dossier from the content of its files, by the same reader that reads a folder."""
    loaded = load_held({path: text.encode() for path, text in files.items()})
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


def _joined(files: Mapping[str, str], handed_in: tuple[HandedIn, ...]) -> dict[str, str]:
    """The files of the purchaser and those of the submissions that count, by path."""
    inside = {
        f"{SUBMISSIONS}{contract}/{path}": text
        for contract, own in standing(handed_in).items()
        for path, text in own.items()
    }
    return {**files, **inside}
