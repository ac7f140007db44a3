"""The list of published files about need: written with the pages, read by whoever serves them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LIST = "published.json"


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file that was published.

    Attributes:
        folder: in which everything lies.
        path: inside it.
        sha256: of what was published.
    """

    folder: Path
    path: str
    sha256: str

    @property
    def region(self) -> str:
        """The region it is about; empty for the whole country."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path.rpartition("/")[2]

    def read(self) -> bytes | None:
        """Its content, when it is still what was published."""
        try:
            data = (self.folder / self.path).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == self.sha256 else None


def list_bytes(folder: Path, files: Mapping[str, str]) -> bytes:
    """The list with these files in the place of earlier ones of the same path; other regions stay.

    Args:
        folder: where the pages lie.
        files: the SHA-256 of each file by path.
    """
    kept = {item.path: item.sha256 for item in published_list(folder)}
    return json.dumps({"files": dict(sorted({**kept, **files}.items()))}, indent=1).encode()


def published_list(folder: Path) -> tuple[PublishedFile, ...]:
    """What the list says; nothing when there is none, or when it says something else than a list does."""
    try:
        held = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    files = held.get("files") if isinstance(held, dict) else None
    if not isinstance(files, dict):
        return ()
    return tuple(
        PublishedFile(folder, str(path), str(digest))
        for path, digest in sorted(files.items())
        if not path.startswith("/") and ".." not in path.split("/")
    )
