"""Versions of a round in its folder: each is the event that made it, the files it changes, and its result.

Version 1 is the dossier itself. ``versions/2/`` holds ``event.yaml``, the changed files in the layout of the dossier,
and ``result/``; a file that is not there is that of the version before. So a version is read by laying its files over
those before it, and an earlier version never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from driehoek.adapters.dossier import codes, tables
from driehoek.adapters.dossier.cells import Sheet
from driehoek.adapters.dossier.decode import decode, near
from driehoek.adapters.dossier.files import Files, hold, not_written, replace_folder, write_file
from driehoek.adapters.dossier.folder import MAX_FILE
from driehoek.adapters.dossier.tables import Kind
from driehoek.adapters.dossier.write import adjustment_rows, source_rows, table_bytes
from driehoek.application.dossier import Dossier, SourceFile
from driehoek.application.event import Event
from driehoek.kernel import Code, Finding, Place, blocking
from driehoek.kernel.tabular import Column, Table

VERSIONS_FOLDER = "versions"
EVENT_FILE = "event.yaml"
ADOPTED_FILE = f"{VERSIONS_FOLDER}/adopted.csv"
FIRST = 1

NO_EVENT = Code(
    "VER-030",
    nl="In {subject} staat geen {wanted}.",
    en="There is no {wanted} in {subject}.",
    mend_nl="Maak een map met daarin event.yaml en de verbeterde bestanden; zie docs/how-to/make-a-new-version.md.",
    mend_en="Make a folder with event.yaml and the corrected files; see docs/how-to/make-a-new-version.md.",
)
NO_VERSION = Code(
    "VER-031",
    nl="Versie {seen} van {subject} is er niet; de laatste is {wanted}.",
    en="There is no version {seen} of {subject}; the latest is {wanted}.",
    mend_nl="Noem een versie van 1 tot en met {wanted}.",
    mend_en="Name a version from 1 to {wanted}.",
)
NOT_A_PART = Code(
    "VER-032",
    nl="{subject} hoort niet in een gebeurtenis.",
    en="{subject} is no part of an event.",
    mend_nl="Haal het bestand weg, of geef het de naam van een bestand van het dossier, zoals {wanted}.",
    mend_en="Remove the file, or give it the name of a file of the dossier, such as {wanted}.",
)
OVERTAKEN = Code(
    "VER-033",
    nl="Intussen is er een versie {seen} van {subject} gemaakt.",
    en="Meanwhile a version {seen} of {subject} was made.",
    mend_nl="Maak de nieuwe versie opnieuw, nu vanuit versie {seen}.",
    mend_en="Make the new version again, now from version {seen}.",
)
NOT_THE_LATEST = Code(
    "VER-034",
    nl="Versie {seen} van {subject} is ingehaald door versie {wanted}.",
    en="Version {seen} of {subject} was overtaken by version {wanted}.",
    mend_nl="Stel versie {wanted} vast.",
    mend_en="Adopt version {wanted}.",
)
ALREADY_FINAL = Code(
    "VER-035",
    nl="Versie {seen} van {subject} is al definitief sinds {wanted}.",
    en="Version {seen} of {subject} is final already since {wanted}.",
    mend_nl="Niets te doen.",
    mend_en="Nothing to do.",
)
BUILT_ON = Code(
    "VER-036",
    nl="Op het resultaat in {subject} is al verder gebouwd, tot en met versie {seen}. Het wordt niet overschreven.",
    en="The result in {subject} has been built on already, up to version {seen}. It is not overwritten.",
    mend_nl="Is er iets veranderd? Maak er een gebeurtenis van met round revise. Reken het na met round replay.",
    mend_en="Did something change? Make an event of it with round revise. Compute it again with round replay.",
)
FINDINGS = (NO_EVENT, NO_VERSION, NOT_A_PART, OVERTAKEN, NOT_THE_LATEST, ALREADY_FINAL, BUILT_ON)

ADOPTED = Table(
    ADOPTED_FILE,
    "A version that was made final, after the term in which parties can challenge it.",
    (
        Column("version", Kind.INTEGER, "which version"),
        Column("adopted_on", Kind.DATE, "on which day"),
        Column("adopted_by", Kind.TEXT, "the role that did it"),
        Column("decision", Kind.HASH, "the fingerprint of the decision that became final"),
    ),
    key=("version",),
)


def numbers(folder: Path) -> tuple[int, ...]:
    """The versions of a dossier, from 1 on without a gap."""
    found = [FIRST]
    while _stands(folder / VERSIONS_FOLDER / str(found[-1] + 1)):
        found.append(found[-1] + 1)
    return tuple(found)


def _stands(path: Path) -> bool:
    """A link is no version: what it points at can change without the dossier changing."""
    return path.is_dir() and not path.is_symlink() and not path.parent.is_symlink()


def built_on(folder: Path) -> tuple[Finding, ...]:
    """Whether later versions stand on the result of a dossier: then a run may not write it anew."""
    last = numbers(folder)[-1]
    return (Finding(BUILT_ON, folder.name, seen=str(last), place=Place(VERSIONS_FOLDER)),) if last > FIRST else ()


def version_folder(folder: Path, number: int) -> Path:
    """Where a version stands: its result is in ``result/`` there."""
    return folder if number == FIRST else folder / VERSIONS_FOLDER / str(number)


def overlays(folder: Path, number: int) -> tuple[Path, ...]:
    """The folders that lie over the dossier in a version, the newest first."""
    return tuple(version_folder(folder, each) for each in range(number, FIRST, -1))


def read_event(folder: Path) -> tuple[Event | None, tuple[Finding, ...]]:
    """Read ``event.yaml`` in the folder of an event or of a version."""
    try:
        data = (folder / EVENT_FILE).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None, (Finding(NO_EVENT, folder.name, wanted=EVENT_FILE, place=Place(EVENT_FILE)),)
    except OSError as error:
        return None, (Finding(codes.UNREADABLE_FILE, EVENT_FILE, seen=error.strerror or "?", place=Place(EVENT_FILE)),)
    decoded = decode(data, Event, EVENT_FILE)
    return decoded.value, decoded.findings


def event_files(folder: Path) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The files that an event brings, by their path in the dossier; one that can be no part of it is a finding."""
    names = (tables.POLICY_FILE, *(table.file for table in tables.TABLES))
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith((".", "~$")) for part in PurePosixPath(name).parts) or path.is_dir():
            continue
        inside = name in names or name.startswith(f"{tables.SUBMISSIONS_FOLDER}/")
        if path.is_symlink() or path.stat().st_size > MAX_FILE:
            findings.append(Finding(codes.OUTSIDE, name, seen=name, place=Place(name)))
        elif name != EVENT_FILE and not inside:
            findings.append(Finding(NOT_A_PART, name, wanted=near(name, names) or names[0], place=Place(name)))
        else:
            files[name] = path.read_bytes()
    return files, tuple(findings)


def version_files(dossier: Dossier, files: Mapping[str, bytes], sources: tuple[SourceFile, ...]) -> dict[str, bytes]:
    """The inputs of a new version as they are laid down: those of the event, the deviations and the sources anew."""
    made = dict(files)
    made[tables.ADJUSTMENTS.file] = table_bytes(tables.ADJUSTMENTS, adjustment_rows(dossier))
    if sources:
        made[tables.SOURCES.file] = table_bytes(tables.SOURCES, source_rows(sources))
    return made


def write_version(folder: Path, number: int, files: Files) -> tuple[Finding, ...]:
    """Lay a new version down beside the others: whole, or not at all.

    Args:
        folder: the dossier folder.
        number: of the new version.
        files: its inputs and its result, by path inside the version.

    Returns:
        Errors when nothing was written: another program holds the folder, the disk is full, or the number is taken.
    """
    with hold(folder) as held:
        if blocking(held):
            return held
        last = numbers(folder)[-1]
        if last + 1 != number:
            return (*held, Finding(OVERTAKEN, folder.name, seen=str(last)))
        return (*held, *replace_folder(version_folder(folder, number), files))


def adopted(folder: Path) -> dict[int, tuple[str, str, str]]:
    """Per version that is final: the day, the role and the fingerprint of the decision."""
    try:
        data = (folder / ADOPTED_FILE).read_bytes()
    except OSError:
        return {}
    rows = Sheet(ADOPTED, ADOPTED_FILE, data, []).rows()
    return {
        row.integer("version", 0): (row.text("adopted_on"), row.text("adopted_by"), row.text("decision"))
        for row in rows
    }


def write_adopted(folder: Path, number: int, cells: tuple[str, str, str]) -> tuple[Finding, ...]:
    """Note that a version is final; what was noted before stays."""
    with hold(folder) as held:
        if blocking(held):
            return held
        before = adopted(folder)
        if number in before:
            return (*held, Finding(ALREADY_FINAL, folder.name, seen=str(number), wanted=before[number][0]))
        last = numbers(folder)[-1]
        if number != last:
            return (*held, Finding(NOT_THE_LATEST, folder.name, seen=str(number), wanted=str(last)))
        rows = sorted({**before, number: cells}.items())
        path = folder / ADOPTED_FILE
        try:
            path.parent.mkdir(exist_ok=True)
        except OSError as error:
            return (*held, not_written(ADOPTED_FILE, error))
        data = table_bytes(ADOPTED, ((str(version), *said) for version, said in rows))
        return (*held, *write_file(path, data))
