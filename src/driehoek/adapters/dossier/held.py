"""A dossier that is held in memory instead of in a folder: the same names, the same bytes, the same reader."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from driehoek.adapters.dossier import codes
from driehoek.adapters.dossier.folder import MAX_FILE, Folder
from driehoek.adapters.dossier.tables import POLICY_FILE, PRODUCTS
from driehoek.kernel import Finding

_HIDDEN = (".", "~$")
_REFERRED = (POLICY_FILE, PRODUCTS.file)
"""The files that a folder inside refers to."""
T = TypeVar("T")
Remember = Callable[[Hashable, Callable[[], Any]], Any]
"""The value of a key, made when it is not remembered."""


@dataclass
class Held(Folder):
    """Files by path, read as the folder that they would be; there are no links and no disk that can fail.

    Attributes:
        root: the name that the folder would have; nothing is opened there.
        files: the content of each file by its path inside the dossier, with ``/`` between the parts.
        digests: the SHA-256 of documents that are kept elsewhere, by path: they count as files of this dossier.
        remember: what was made of one folder inside, by its content and that of what it refers to; None for nothing.
    """

    root: Path = Path("dossier")
    files: Mapping[str, bytes] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    remember: Remember | None = None

    @cached_property
    def _tree(self) -> dict[str, dict[str, bool]]:
        """Per folder the names in it, and whether each is a folder."""
        tree: dict[str, dict[str, bool]] = {}
        for path in self.files:
            is_folder = False
            for parent in PurePosixPath(path).parents:
                inside = "" if str(parent) == "." else str(parent)
                name = path.removeprefix(f"{inside}/").split("/", 1)[0] if inside else path.split("/", 1)[0]
                tree.setdefault(inside, {})[name] = is_folder or tree.get(inside, {}).get(name, False)
                is_folder = True
        return tree

    def names(self, inside: str = "") -> dict[str, bool]:
        """The names in a folder, sorted, and whether each is a folder; hidden ones are left out."""
        found = self._tree.get(inside, {})
        return {name: found[name] for name in sorted(found) if not name.startswith(_HIDDEN)}

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None when it is not there or, with a finding, when it may not be read."""
        data = self.files.get(path)
        if data is None:
            if path in self._tree:
                self.fail(codes.FOLDER_AS_FILE, path)
            return None
        if len(data) > MAX_FILE:
            self.fail(codes.FILE_LARGE, path, seen=f"> {MAX_FILE} bytes", wanted=f"{MAX_FILE} bytes")
            return None
        return data

    def sha256(self, path: str) -> str | None:
        """The hash of a file; None when it is not a file of this dossier."""
        if path in self.digests:
            return self.digests[path]
        data = self.files.get(str(PurePosixPath(path)))
        return None if data is None else sha256(data).hexdigest()

    def once(self, path: str, read: Callable[[Folder], T]) -> T:
        """What ``read`` makes of one folder inside this one, with its findings; made once for the same content."""
        if self.remember is None:
            return read(self)
        own = tuple((name, self.sha256(name)) for name in sorted(self._inside.get(path, ())))

        def make() -> tuple[T, tuple[Finding, ...], frozenset[str]]:
            apart = replace(self, findings=[], failed=set())
            made = read(apart)
            return made, tuple(apart.findings), frozenset(apart.failed)

        made: T
        made, findings, failed = self.remember((path, own, self._basis), make)
        self.findings.extend(findings)
        self.failed |= failed
        return made

    @cached_property
    def _basis(self) -> tuple[str | None, ...]:
        return tuple(self.sha256(path) for path in _REFERRED)

    @cached_property
    def _inside(self) -> dict[str, list[str]]:
        """Per folder inside a folder the files in it, however deep."""
        found: dict[str, list[str]] = {}
        for path in (*self.files, *self.digests):
            found.setdefault("/".join(path.split("/", 2)[:2]), []).append(path)
        return found
