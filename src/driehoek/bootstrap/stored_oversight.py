"""Send a supervisor a dossier and check it: pack it as it stood, replay it in a folder, lay it out norm by norm."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from driehoek.adapters.dossier.own_work import DECISION_FILE
from driehoek.adapters.dossier.result import result_files
from driehoek.adapters.dossier.zipped import write_zip
from driehoek.adapters.store import decisions
from driehoek.application.outcome import RoundOutcome
from driehoek.application.oversight import figures, oversight
from driehoek.bootstrap.rounds import RESULT_FOLDER, decide, load, replay
from driehoek.bootstrap.stored_decisions import outcome_at
from driehoek.bootstrap.stored_imports import whole_folder

READ_ME = "LEES-MIJ.txt"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Packed:
    """A dossier ready to be sent.

    Attributes:
        content: the zip.
        sha256: over it.
    """

    content: bytes
    sha256: str


def moment_of(round_id: UUID, at: datetime) -> datetime:
    """Of which moment the dossier of a round is: that of its last decision, else now."""
    last = decisions.final(round_id) or decisions.provisional(round_id)
    if last is None:
        return at
    before = decisions.provisional(round_id)
    return before.adopted_at if before is not None else last.adopted_at


def pack(round_id: UUID, as_of: datetime) -> Packed:
    """Pack the dossier of a round as the one who acts may see it, with the decision that was adopted on it.

    No client data is in it, for a dossier holds none; what is sealed stays as it is.
    """
    files = whole_folder(round_id, as_of)
    adopted = decisions.provisional(round_id)
    if adopted is not None:
        outcome = outcome_at(round_id, as_of)
        if isinstance(outcome, RoundOutcome):
            made = result_files(outcome)
            if outcome.decision_fingerprint != adopted.decision_fingerprint:  # another version of Driehoek decided
                made[DECISION_FILE] = (json.dumps(adopted.document, indent=2, ensure_ascii=False) + "\n").encode()
            files |= {f"{RESULT_FOLDER}/{name}": data for name, data in made.items()}
    content = write_zip(files)
    return Packed(content, hashlib.sha256(content).hexdigest())


def examine(content: bytes, say: Say) -> dict[str, object]:
    """Check a dossier that was sent: what a replay gives, the round norm by norm, and its figures.

    Args:
        content: the zip.
        say: tells what is being done, for people who wait.

    Returns:
        Plain data: ``replay`` (``holds``, ``differs``, ``undecided`` or ``unreadable``), ``differences``, ``norms``,
        ``figures``.
    """
    with TemporaryDirectory(prefix="driehoek-") as name:
        folder = Path(name) / "dossier"
        say("uitpakken")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(folder)
        say("lezen")
        loaded = load(folder)
        if loaded.dossier is None:
            return {"replay": "unreadable", "differences": [item.sentence() for item in loaded.findings]}
        if not (folder / RESULT_FOLDER / DECISION_FILE).exists():
            say("verdelen")
            outcome = decide(loaded.dossier)
            if not isinstance(outcome, RoundOutcome):
                return {"replay": "unreadable", "differences": [item.sentence() for item in outcome]}
            return {"replay": "undecided", "differences": [], **_laid_out(outcome, say)}
        say("opnieuw beslissen en vergelijken")
        again, differences = replay(folder)
        if again is None:
            return {"replay": "unreadable", "differences": [item.sentence() for item in differences]}
        held = "differs" if differences else "holds"
        found = {"replay": held, "differences": [item.sentence() for item in differences]}
        return {
            **found,
            "decision": again.decision_fingerprint,
            "input": again.input_fingerprint,
            **_laid_out(again, say),
        }


def _laid_out(outcome: RoundOutcome, say: Say) -> dict[str, object]:
    say("norm voor norm uitschrijven")
    return {"norms": asdict(oversight(outcome)), "figures": figures(outcome)}
