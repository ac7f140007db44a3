"""The folder of a dossier as a place to read from: no links are followed and nothing outside it is opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath
from typing import TypeVar

from driehoek.adapters.dossier import codes
from driehoek.kernel import Code, Finding, Place

T = TypeVar("T")

MAX_FILE = 512_000_000
_SMALL = 65_536
_OF_A_VERSION = frozenset({"event.yaml", "result"})
"""What stands in the folder of a version beside its inputs."""


@dataclass
class Folder:
    """A dossier folder that is being read.

    Attributes:
        root: where it is.
        over: folders whose files lie over those of the dossier, the first on top: versions, and an event to be.
        findings: what is wrong so far.
        failed: the files that as a whole could not be read, or only in part; what depends on them is not judged.
    """

    root: Path
    over: tuple[Path, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)

    def fail(self, code: Code, path: str, *, seen: str = "", wanted: str = "") -> None:
        """Note that a file as a whole cannot be read, and why."""
        self.failed.add(path)
        self.find(code, path, Place(path), seen=seen, wanted=wanted)

    def find(self, code: Code, subject: str, place: Place, *, seen: str = "", wanted: str = "") -> None:
        """Note a finding."""
        self.findings.append(Finding(code, subject, seen, wanted, place))

    def names(self, inside: str = "") -> dict[str, bool]:
        """The names in a folder, sorted, and whether each is a folder; hidden ones and links are left out.

        A link gives a finding: what it points at can change without the dossier changing.
        """
        found: dict[str, bool] = {}
        for base in (*self.over, self.root):
            for name, is_folder in self._names(base, inside):
                found.setdefault(name, is_folder)
        return dict(sorted(found.items()))

    def _names(self, base: Path, inside: str) -> Iterator[tuple[str, bool]]:
        if self._through_link(base, inside):
            return
        try:
            entries = sorted(os.scandir(base / inside), key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return
        for entry in entries:
            if entry.name.startswith((".", "~$")) or (base != self.root and not inside and entry.name in _OF_A_VERSION):
                continue
            path = str(PurePosixPath(inside, entry.name))
            if entry.is_symlink():
                self.find(codes.OUTSIDE, path, Place(path), seen=path)
            else:
                yield entry.name, entry.is_dir(follow_symlinks=False)

    def _base(self, path: str) -> Path:
        """The folder that holds a file of the dossier: the topmost that has it."""
        return next((base for base in self.over if os.path.lexists(base / path)), self.root)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None when it is not there or, with a finding, when it may not be read."""
        base = self._base(path)
        whole = base / path
        try:
            if self._through_link(base, path):
                self.failed.add(path)
                return None
            if whole.stat().st_size > MAX_FILE:
                self.fail(codes.FILE_LARGE, path, seen=f"> {MAX_FILE} bytes", wanted=f"{MAX_FILE} bytes")
                return None
            return whole.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            self._unreadable(whole, path, error)
            return None

    def _unreadable(self, whole: Path, path: str, error: OSError) -> None:
        """Say in words of people why the system does not give a file."""
        if whole.is_dir():
            self.fail(codes.FOLDER_AS_FILE, path)
        elif isinstance(error, PermissionError):
            self.fail(codes.UNREADABLE_FILE, path, seen="geen toegang / no access")
        else:
            self.fail(codes.UNREADABLE_FILE, path, seen=f"schijffout / disk error {error.errno}")

    def inside(self, path: str, base: str = "") -> str | None:
        """The path inside the dossier that a file names, or None when it leads out of ``base``."""
        pure = PurePosixPath(path.replace("\\", "/"))
        if pure.is_absolute() or ".." in pure.parts or ":" in path or not pure.parts:
            return None
        return str(PurePosixPath(base, pure))

    def sha256(self, path: str) -> str | None:
        """The hash of a file; None when it is not a file of this folder."""
        base = self._base(path)
        whole = base / path
        try:
            if self._through_link(base, path):
                return None
            with whole.open("rb") as file:
                begin = file.read(_SMALL)
                if len(begin) < _SMALL:  # a digest of a whole file sets a quarter of a megabyte apart first
                    return sha256(begin).hexdigest()
                file.seek(0)
                return file_digest(file, "sha256").hexdigest()
        except OSError:
            return None

    def once(self, path: str, read: Callable[[Folder], T]) -> T:
        """What ``read`` makes of one folder inside this one; a dossier in memory may know it already."""
        del path
        return read(self)

    def _through_link(self, base: Path, path: str) -> bool:
        """Whether a path inside a folder of the dossier is a link, or goes through one."""
        whole = str(base)
        for part in PurePosixPath(path).parts:
            whole = f"{whole}{os.sep}{part}"
            if os.path.islink(whole):  # noqa: PTH114 - three of these a file: a path object costs more than the look
                return True
        return False
