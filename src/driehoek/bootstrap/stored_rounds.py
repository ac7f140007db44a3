"""Between the folder of a dossier and the store: import, export, and a dossier as it stands in the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from driehoek.adapters.dossier.write import dossier_files
from driehoek.adapters.store.round_files import HandedIn, files_at, keep_files, submissions_of
from driehoek.application.dossier import Dossier
from driehoek.bootstrap.rounds import load
from driehoek.kernel import Finding

SUBMISSIONS = "submissions/"


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
    files = files_at(round_id, at)
    for contract, inside in standing(submissions_of(round_id)).items():
        files |= {f"{SUBMISSIONS}{contract}/{path}": text for path, text in inside.items()}
    return files


def dossier_of(files: Mapping[str, str]) -> tuple[Dossier | None, tuple[Finding, ...]]:
    """Read a dossier from the content of its files, by the same reader that reads a folder."""
    return _read(tuple(sorted(files.items())))


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[str, str], ...]) -> tuple[Dossier | None, tuple[Finding, ...]]:
    with TemporaryDirectory(prefix="driehoek-") as name:
        folder = Path(name) / "dossier"
        for path, text in files:
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        loaded = load(folder)
    return loaded.dossier, loaded.findings
