"""Writing folders whole or not at all, and the lock that keeps two runs on one folder apart."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from platform import node

from driehoek.kernel import Code, Finding, Place, Severity

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no such lock; there two runs on one folder stay possible
    fcntl = None  # type: ignore[assignment]

LOCK_FILE = ".driehoek.lock"

HELD = Code(
    "DOS-101",
    nl="Een ander programma schrijft al in {subject}: {seen}.",
    en="Another program is writing in {subject} already: {seen}.",
    mend_nl="Wacht tot het klaar is en probeer het opnieuw; het oude resultaat staat er nog.",
    mend_en="Wait until it is done and try again; the old result is still there.",
)
TAKEN_OVER = Code(
    "DOS-102",
    nl="Een eerdere run in {subject} is afgebroken ({seen}); deze run heeft het slot overgenomen.",
    en="An earlier run in {subject} was cut short ({seen}); this run took over its lock.",
    mend_nl="Niets te doen: wat half geschreven was is weggegooid.",
    mend_en="Nothing to do: what was half written was thrown away.",
    severity=Severity.NOTE,
)
NOT_WRITTEN = Code(
    "DOS-103",
    nl="{subject} kon niet worden geschreven: {seen}. Wat er stond, staat er nog.",
    en="{subject} could not be written: {seen}. What was there is still there.",
    mend_nl="Kijk of de map bestaat, of u erin mag schrijven en of er ruimte is, en probeer het opnieuw.",
    mend_en="See whether the folder is there, you may write in it and there is space, and try again.",
)
NOT_EMPTY = Code(
    "DOS-104",
    nl="De map {subject} bestaat al en is niet leeg.",
    en="The folder {subject} exists already and is not empty.",
    mend_nl="Kies een andere map, of maak deze eerst leeg.",
    mend_en="Choose another folder, or empty this one first.",
)
NO_FOLDER = Code(
    "DOS-114",
    nl="{subject} is geen map, maar een bestand of een verwijzing. Daar komt geen resultaat overheen.",
    en="{subject} is no folder but a file or a link. No result is written over it.",
    mend_nl="Geef het een andere naam of zet het ergens anders neer, en probeer het opnieuw.",
    mend_en="Give it another name or put it elsewhere, and try again.",
)
KEPT = Code(
    "DOS-115",
    nl="Het vorige resultaat staat nu in {subject}. Er blijft er steeds maar één bewaard.",
    en="The previous result is now in {subject}. Only one is ever kept.",
    mend_nl="Niets te doen: haal eruit wat u nodig heeft.",
    mend_en="Nothing to do: take from it what you need.",
    severity=Severity.NOTE,
)
FINDINGS = (HELD, TAKEN_OVER, NOT_WRITTEN, NOT_EMPTY, NO_FOLDER, KEPT)

Files = Mapping[str, bytes] | Iterable[tuple[str, bytes]]
"""Content by path inside a folder; as pairs it is made while it is written, so that it is never all in memory."""


@contextmanager
def hold(folder: Path) -> Iterator[tuple[Finding, ...]]:
    """Hold a folder for writing while the block runs.

    The lock belongs to the process: when that ends, however it ends, the lock is free.

    Yields:
        Nothing when the folder is ours; a note when an earlier holder was cut short; an error (`HELD`) that says
        who holds it when it is not ours, and then the block must not write.
    """
    try:
        descriptor, before = _take(folder / LOCK_FILE)
    except OSError as error:
        yield (not_written(folder.name, error),)
        return
    if descriptor is None:
        yield (Finding(HELD, str(folder), seen=before or "?", place=Place(str(folder))),)
        return
    try:
        with suppress(OSError):  # a full disk: the lock holds without our name in it
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps({"pid": os.getpid(), "host": node()}).encode(), 0)
        note = Finding(TAKEN_OVER, str(folder), seen=before, place=Place(str(folder))) if before else None
        yield (note,) if note else ()
    finally:
        (folder / LOCK_FILE).unlink(missing_ok=True)
        os.close(descriptor)


def _take(path: Path) -> tuple[int | None, str]:
    """The open and locked file with what its last holder left in it; no file when another process holds it."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        try:
            if fcntl is not None:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _holder(descriptor)
            os.close(descriptor)
            return None, holder
        # the holder before us removes the file when it is done; then ours is a lock on nothing
        with suppress(FileNotFoundError):
            if path.stat().st_ino == os.fstat(descriptor).st_ino:
                return descriptor, _holder(descriptor)
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    text = os.pread(descriptor, 1000, 0).decode(errors="replace")
    try:
        said = json.loads(text)
        return f"pid {said['pid']}, {said['host']}"
    except (ValueError, KeyError, TypeError):
        return text.strip()


def never() -> bool:
    """The old folder need not be kept."""
    return False


def replace_folder(
    target: Path, files: Files, *, durable: bool = True, keep: Callable[[], bool] = never
) -> tuple[Finding, ...]:
    """Put a folder with ``files`` in the place of ``target``: whole, or not at all.

    The files are built beside it, so on the same disk; only when all are safely there the folders change places.

    Args:
        target: the folder to be replaced; need not exist. A file or a link of that name is left alone.
        files: the content by path inside the folder.
        durable: whether to force each file to disk first, so that a power failure leaves old or new, never half.
        keep: asked when all files are there: whether the old folder stays, as `previous`, in the place of the one
            that was kept before.

    Returns:
        An error that says why it could not be written, and then ``target`` is as it was; a note when the old folder
        was kept.
    """
    for path in (target, previous(target)):
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            return (Finding(NO_FOLDER, path.name, place=Place(path.name)),)
    fresh = _beside(target, "new")
    try:
        restore(target)
        shutil.rmtree(fresh, ignore_errors=True)
        _build(fresh, files, durable=durable)
        kept = target.exists() and keep()
        if target.exists():
            target.rename(_beside(target, "kept" if kept else "old"))
        fresh.rename(target)
        if durable:
            _sync_folder(target.parent)
    except BaseException as error:
        # also when someone breaks off: what stood there stands there again
        shutil.rmtree(fresh, ignore_errors=True)
        with suppress(OSError):
            restore(target)
        if isinstance(error, OSError):
            return (not_written(target.name, error),)
        raise
    return _settled(target, kept=kept)


def _settled(target: Path, *, kept: bool) -> tuple[Finding, ...]:
    """Throw the old folder away, or give it the name under which it is kept; a next run does what fails here."""
    with suppress(OSError):
        restore(target)
    name = previous(target).name
    return (Finding(KEPT, name, place=Place(name)),) if kept else ()


def previous(target: Path) -> Path:
    """Where the folder is kept that ``target`` took the place of: ``result.vorige``."""
    return target.parent / f"{target.name}.vorige"


def write_file(path: Path, data: bytes) -> tuple[Finding, ...]:
    """Write one file: whole, or not at all; into a device or pipe as it comes.

    Returns:
        Nothing, or one finding that says why it could not be written; then what was there is still there.
    """
    fresh = _beside(path, "new")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            fresh.write_bytes(data)
            fresh.replace(path.resolve())
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        return (not_written(str(path), error),)
    return ()


def not_written(subject: str, error: OSError) -> Finding:
    """The finding for a failure to write."""
    return Finding(NOT_WRITTEN, subject, seen=error.strerror or str(error), place=Place(subject))


def standing(target: Path) -> Path:
    """Where the folder stands: in its place, or beside it when a run ended between the two renames."""
    if target.exists():
        return target
    return next((old for old in (_beside(target, "old"), _beside(target, "kept")) if old.exists()), target)


def restore(target: Path) -> None:
    """Put the old folder back when a run ended between the two renames; clear it away when it is not needed."""
    old, kept = _beside(target, "old"), _beside(target, "kept")
    for aside in (old, kept):
        if aside.exists() and not target.exists():
            aside.rename(target)
    if old.exists():
        shutil.rmtree(old)
    if kept.exists():
        if previous(target).exists():
            shutil.rmtree(previous(target))
        kept.rename(previous(target))


def _beside(target: Path, word: str) -> Path:
    return target.parent / f".{target.name}.{word}"


def _build(folder: Path, files: Files, *, durable: bool) -> None:
    folder.mkdir(parents=True)
    made = {folder}
    for name, data in files.items() if isinstance(files, Mapping) else files:
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        with path.open("xb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
    if durable:
        for inner in sorted(made, reverse=True):
            _sync_folder(inner)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
