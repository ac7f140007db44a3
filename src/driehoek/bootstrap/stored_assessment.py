"""The assessment of a round as it stands in the store: its board, and marks that go into the dossier."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from driehoek.adapters.dossier.tables import MARKS
from driehoek.adapters.dossier.write import cell, table_bytes
from driehoek.adapters.store.assessing import given_marks
from driehoek.adapters.store.round_files import replace_file
from driehoek.application.board import Board, with_marks
from driehoek.application.board import board as make_board
from driehoek.bootstrap.kept import Kept
from driehoek.bootstrap.stored_rounds import KEPT_ROUNDS, standing_round
from driehoek.kernel import Finding

_BOARDS: Kept[str, Board | None] = Kept(KEPT_ROUNDS)


def board_at(round_id: UUID, at: datetime) -> tuple[Board | None, tuple[Finding, ...]]:
    """The board of a round as it stands; without one, why not."""
    found = standing_round(round_id, at)
    dossier = found.dossier
    board = None if dossier is None else _BOARDS.get(found.fingerprint, lambda: make_board(dossier))
    return board, found.findings


def settle_marks(round_id: UUID, criteria: frozenset[str], at: datetime) -> bool:
    """Put the marks of criteria on which all handed in into ``marks.csv`` of the round; whether that changed.

    Raises:
        ValueError: when the dossier cannot be read, so that nothing is half.
    """
    found = standing_round(round_id, at)
    dossier = found.dossier
    if dossier is None:
        raise ValueError("; ".join(item.sentence() for item in found.findings))
    marks = with_marks(dossier.marks, given_marks(round_id, criteria), criteria)
    rows = [tuple(cell(part) for part in (m.contract, m.criterion, m.assessor, m.points, m.motivation)) for m in marks]
    return replace_file(round_id, MARKS.file, table_bytes(MARKS, rows).decode(), at)
