"""What stands in a result that a run did not put there so: people's own work, which no run may take away unasked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from driehoek.adapters.dossier.files import NO_FOLDER, previous, standing
from driehoek.kernel import Code, Finding, Place

DECISION_FILE = "decision.json"
RENDERINGS_FILE = "renderings.csv"

OWN_WORK = Code(
    "DOS-113",
    nl="In de map {subject} staat werk dat een nieuwe run zou weggooien: {seen}.",
    en="The folder {subject} holds work that a new run would throw away: {seen}.",
    mend_nl="Zet het ergens anders neer. Of draai met --overwrite: dan blijft de oude map staan als {wanted}.",
    mend_en="Put it elsewhere. Or run with --overwrite: then the old folder stays as {wanted}.",
)
FINDINGS = (OWN_WORK,)

_LISTED = 5
_LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def renderings(target: Path) -> dict[str, str]:
    """The letters, forms and report of a result with their SHA-256, as ``renderings.csv`` lists them."""
    try:
        index = (target / RENDERINGS_FILE).read_text(encoding="utf-8").splitlines()[1:]
    except (OSError, UnicodeDecodeError):
        return {}
    return dict(line.rsplit(";", 1) for line in index if ";" in line)


def own_work(target: Path) -> tuple[str, ...]:
    """The files inside a result folder that are not ours, or were changed since a run made them, in order."""
    listed = {**_tables(target), **renderings(target)}
    return tuple(
        name
        for name, path in sorted(_inside(target))
        if name not in (DECISION_FILE, RENDERINGS_FILE) and not _as_made(path, listed.get(name))
    )


def may_replace(target: Path, *, overwrite: bool = False) -> tuple[Finding, ...]:
    """Whether a run may put its result in the place of ``target``: nothing, or the error that says why not."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        return (Finding(NO_FOLDER, target.name, place=Place(target.name)),)
    found = () if overwrite else own_work(standing(target))
    if not found:
        return ()
    more = f" (+{len(found) - _LISTED})" if len(found) > _LISTED else ""
    seen = ", ".join(found[:_LISTED]) + more
    return (Finding(OWN_WORK, target.name, seen=seen, wanted=previous(target).name, place=Place(target.name)),)


def _tables(target: Path) -> dict[str, str]:
    try:
        tables = json.loads((target / DECISION_FILE).read_bytes())["tables"]
        return {str(name): str(digest) for name, digest in tables.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _inside(target: Path) -> Iterator[tuple[str, Path]]:
    for path in target.rglob("*"):
        if path.name not in _LEFT_BY_SYSTEMS and (path.is_symlink() or not path.is_dir()):
            yield path.relative_to(target).as_posix(), path


def _as_made(path: Path, digest: str | None) -> bool:
    try:
        return not path.is_symlink() and sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False
