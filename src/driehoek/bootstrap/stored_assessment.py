"""The assessment of a round as it stands in the store: its board, and marks that go into the dossier."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from uuid import UUID

from driehoek.adapters.dossier.tables import MARKS
from driehoek.adapters.dossier.write import cell, table_bytes
from driehoek.adapters.store.assessing import given_marks
from driehoek.adapters.store.round_files import replace_file
from driehoek.application.board import Board, with_marks
from driehoek.application.board import board as make_board
from driehoek.application.dossier import Dossier
from driehoek.bootstrap.stored_rounds import dossier_of, export
from driehoek.kernel import Finding


def dossier_at(round_id: UUID, at: datetime) -> tuple[Dossier | None, tuple[Finding, ...]]:
    """The dossier of a round as it stands, for as far as the one who acts may see it."""
    return dossier_of(export(round_id, at))


def board_at(round_id: UUID, at: datetime) -> tuple[Board | None, tuple[Finding, ...]]:
    """The board of a round as it stands; without one, why not."""
    return _board(tuple(sorted(export(round_id, at).items())))


@lru_cache(maxsize=8)
def _board(files: tuple[tuple[str, str], ...]) -> tuple[Board | None, tuple[Finding, ...]]:
    dossier, findings = dossier_of(dict(files))
    return (None if dossier is None else make_board(dossier)), findings


def settle_marks(round_id: UUID, criteria: frozenset[str], at: datetime) -> bool:
    """Put the marks of criteria on which all handed in into ``marks.csv`` of the round; whether that changed.

    Raises:
        ValueError: when the dossier cannot be read, so that nothing is half.
    """
    dossier, findings = dossier_at(round_id, at)
    if dossier is None:
        raise ValueError("; ".join(item.sentence() for item in findings))
    marks = with_marks(dossier.marks, given_marks(round_id, criteria), criteria)
    rows = [tuple(cell(part) for part in (m.contract, m.criterion, m.assessor, m.points, m.motivation)) for m in marks]
    return replace_file(round_id, MARKS.file, table_bytes(MARKS, rows).decode(), at)
