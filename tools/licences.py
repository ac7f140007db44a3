"""The licences of the packages that Driehoek needs to run: ``docs/reference/licences.md``.

Read from the packages' own metadata. The network copyleft licence AGPL is refused, since it would bind whoever runs
Driehoek as a service.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageMetadata, metadata

from tools.lock import PORTAL, RUN, read
from tools.pages import Page, page, table

OWNED = ("docs/reference/licences.md",)

REFUSED = ("AGPL", "AFFERO")

_LONGEST = 60


def licence(described: PackageMetadata) -> str:
    """Give a package's licence as it states it itself: expression, short text or classifier."""
    said: dict[str, str] = {key: described[key] for key in ("License-Expression", "License") if key in described}
    if expression := said.get("License-Expression"):
        return expression
    kinds = [
        name.rsplit(" :: ", 1)[-1] for name in described.get_all("Classifier") or [] if name.startswith("License ::")
    ]
    text = said.get("License", "").strip()
    if text and len(text) <= _LONGEST and "\n" not in text:
        return text
    return ", ".join(kinds) or "not stated"


def is_refused(words: str) -> bool:
    """Whether a licence is refused: network copyleft, or none stated."""
    return words == "not stated" or any(part in words.upper() for part in REFUSED)


def refused() -> list[str]:
    """Name the packages whose licence is refused."""
    found = {name: licence(metadata(name)) for name in (*read(RUN), *read(PORTAL))}
    return [f"{name}: {words}" for name, words in found.items() if is_refused(words)]


def pages() -> list[Page]:
    """Make the page."""
    needed = [(lock, name, version) for lock in (RUN, PORTAL) for name, version in read(lock).items()]
    rows = [
        [name, version, licence(metadata(name)), _summary(metadata(name)), "portal" if lock == PORTAL else ""]
        for lock, name, version in needed
    ]
    return [
        page(
            "docs/reference/licences.md",
            "# Licences of others' work",
            "Driehoek itself is under the EUPL-1.2. It needs the packages below to run; they are installed beside "
            "it, none of their code is in this project. The licence is what each package says of itself.",
            table(["package", "version", "licence", "what it is", "only for"], rows),
        )
    ]


def _summary(described: PackageMetadata) -> str:
    """What the package says it is, without an address between brackets: documents name no package index."""
    return re.sub(r"\s*\(\S+\.\w+\)", "", " ".join((described["Summary"] or "").split()))
