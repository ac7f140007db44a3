"""Versions of a round around their folder: make the next one, make one final."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from driehoek import __version__
from driehoek.adapters.dossier.files import Files
from driehoek.adapters.dossier.result import whole_result
from driehoek.adapters.dossier.tables import ADJUSTMENTS, RESULT_FOLDER, SOURCES
from driehoek.adapters.dossier.versions import (
    ADOPTED_FILE,
    NO_VERSION,
    event_files,
    numbers,
    read_event,
    version_files,
    write_adopted,
    write_version,
)
from driehoek.application.dossier import Dossier, SourceFile
from driehoek.application.event import Event
from driehoek.application.outcome import RoundOutcome
from driehoek.application.revision import Revised, may_adopt
from driehoek.application.revision import revise as make_next
from driehoek.bootstrap import rounds
from driehoek.kernel import Finding, blocking

__all__ = ["ADOPTED_FILE", "Next", "adopt", "known", "latest", "prepare", "save"]


@dataclass(frozen=True, slots=True)
class Next:
    """The next version of a round, ready to be written.

    Attributes:
        revised: what it decides and changes.
        files: its inputs by path.
        findings: what a person should look at.
    """

    revised: Revised
    files: dict[str, bytes]
    findings: tuple[Finding, ...]

    @property
    def number(self) -> int:
        """Which version it will be."""
        return self.revised.change.number


def latest(folder: Path) -> int:
    """The number of the latest version of a dossier."""
    return numbers(folder)[-1]


def known(folder: Path, number: int) -> tuple[Finding, ...]:
    """Whether the dossier has the version: nothing, or the error that says which it has."""
    last = latest(folder)
    return () if 1 <= number <= last else (Finding(NO_VERSION, folder.name, seen=str(number), wanted=str(last)),)


def prepare(folder: Path, event_folder: Path) -> Next | tuple[Finding, ...]:
    """Work the next version out; nothing is written.

    The version that stands must come out as it was written: a new version on a result that nobody can make again
    would rest on nothing.
    """
    event, found = read_event(event_folder)
    files, strange = event_files(event_folder) if event else ({}, ())
    if event is None or blocking((*found, *strange)):
        return (*found, *strange)
    number = latest(folder)
    before, differs = rounds.replay(folder, number)
    if before is None or blocking(differs):
        return differs
    loaded = rounds.load(folder, number, over=event_folder)
    if loaded.dossier is None:
        return loaded.findings
    revised = make_next(before, loaded.dossier, event, __version__)
    if not isinstance(revised, Revised):
        return rounds.with_places(revised, folder, loaded.dossier.policy)
    inputs = version_files(revised.dossier, files, sources_of(loaded.dossier, event, files))
    return Next(revised, inputs, revised.findings)


def sources_of(dossier: Dossier, event: Event, files: dict[str, bytes]) -> tuple[SourceFile, ...]:
    """The sources with the hash of each file that the event changed; nothing when it brings its own or changes none."""
    if SOURCES.file in files:
        return ()
    supplier = f"{event.kind.value}: {event.id}"
    anew = {
        item.file: replace(
            item, supplier=supplier, received_on=event.decided_on, sha256=sha256(files[item.file]).hexdigest()
        )
        for item in dossier.sources
        if item.file in files and item.file != ADJUSTMENTS.file
    }
    return tuple(anew.get(item.file, item) for item in dossier.sources) if anew else ()


def save(made: Next, folder: Path, documents: Files) -> tuple[Finding, ...]:
    """Write a version with its result, whole or not at all; the versions before it are not touched."""

    def whole() -> Iterator[tuple[str, bytes]]:
        yield from made.files.items()
        for name, data in whole_result(made.revised.outcome, documents):
            yield f"{RESULT_FOLDER}/{name}", data

    return write_version(folder, made.number, whole())


def adopt(folder: Path, number: int, day: date, role: str) -> tuple[RoundOutcome | None, tuple[Finding, ...]]:
    """Make a version final, when its term has passed and its result is what the round gives.

    Returns:
        The outcome, and all that was found; with an error nothing was noted.
    """
    outcome, differs = rounds.replay(folder, number)
    if outcome is None or blocking(differs):
        return None, differs
    found = may_adopt(outcome, day)
    if blocking(found):
        return outcome, found
    return outcome, write_adopted(folder, number, (day.isoformat(), role, outcome.decision_fingerprint))
