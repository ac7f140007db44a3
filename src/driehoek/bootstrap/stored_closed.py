"""Closed submissions in a dossier that comes in: kept exactly as they are, for nobody here can read them.

They are opened where the key of the round is. What comes in closed goes out closed again, byte for byte, and nothing is
decided on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from driehoek.adapters.dossier.tables import SEALED_FILE, SUBMISSIONS_FOLDER
from driehoek.adapters.store.sealing import ShutError, read_closed
from driehoek.application.dossier import Dossier
from driehoek.bootstrap.importing import CLOSED_AND_OPEN, CLOSED_WRONG, NOT_SEALED
from driehoek.bootstrap.stored_rounds import SEALED
from driehoek.domain.tender.sealing import is_sealed
from driehoek.kernel import Finding, Place

_PATH = re.compile(rf"{SUBMISSIONS_FOLDER}/(([0-9]{{8}})(?:-([0-9]{{1,6}}))?)/{re.escape(SEALED_FILE)}")


@dataclass(frozen=True, slots=True)
class Closed:
    """A submission that came in closed.

    Attributes:
        path: of its file in the dossier.
        contract: whose.
        number: 1 for the first of this contract in the dossier.
        received_at: when it was handed in.
        content: as it was handed in; the receipt is the SHA-256 over it.
        documents: its closed documents, in order; their digests stand in the content.
        files: the paths of all of this.
    """

    path: str
    contract: str
    number: int
    received_at: datetime
    content: str
    documents: tuple[bytes, ...]
    files: tuple[str, ...]


def without_closed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a dossier that can be read: without the folders of closed submissions."""
    folders = tuple(path.removesuffix(SEALED_FILE) for path in files if _PATH.fullmatch(path))
    return {path: data for path, data in files.items() if not path.startswith(folders)} if folders else dict(files)


def closed_in(files: Mapping[str, bytes]) -> tuple[tuple[Closed, ...], tuple[Finding, ...]]:
    """The closed submissions among files by path, in order, with everything that is wrong with them."""
    found = [(name.group(2), int(name.group(3) or 1), name.group(0)) for name in map(_PATH.fullmatch, files) if name]
    read: list[Closed] = []
    wrong: list[Finding] = []
    numbers: Counter[str] = Counter()
    for contract, _, path in sorted(found):
        numbers[contract] += 1
        item = _read(path, contract, numbers[contract], files)
        if item is None:
            wrong.append(Finding(CLOSED_WRONG, path, place=Place(path)))
        else:
            read.append(item)
    return tuple(read), tuple(wrong)


def _read(path: str, contract: str, number: int, files: Mapping[str, bytes]) -> Closed | None:
    """One closed submission with all its documents and nothing else in its folder; None when it is not that."""
    folder = path.removesuffix(SEALED_FILE)
    try:
        text = files[path].decode()
        known, sealed = read_closed(text)
        received = datetime.fromisoformat(str(known["received_at"]))
    except (ShutError, UnicodeDecodeError, ValueError):
        return None
    digests = [str(each) for each in sealed["documents"]]
    own = (path, *(f"{folder}{SEALED}{each}" for each in range(1, len(digests) + 1)))
    if {name for name in files if name.startswith(folder)} != set(own):
        return None
    documents = tuple(files[name] for name in own[1:])
    whole = received.tzinfo is not None and known["contract"] == contract and known["withdraws"] is False
    whole = whole and [sha256(data).hexdigest() for data in documents] == digests
    return Closed(path, contract, number, received, text, documents, own) if whole else None


def misplaced(closed: tuple[Closed, ...], dossier: Dossier) -> tuple[Finding, ...]:
    """Which closed submissions do not belong in the dossier around them."""
    parties = {item.contract.code for item in dossier.providers}
    opened = {item.contract.code for item in dossier.submissions}
    sealed = is_sealed(dossier.policy)
    wrong = []
    for item in closed:
        if not sealed:
            wrong.append(Finding(NOT_SEALED, item.path, place=Place(item.path)))
        if item.contract not in parties:
            wrong.append(Finding(CLOSED_WRONG, item.path, place=Place(item.path)))
        if item.contract in opened:
            wrong.append(Finding(CLOSED_AND_OPEN, item.path, place=Place(item.path)))
    return tuple(wrong)
