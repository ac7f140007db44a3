"""The use of the space during the year: read what was realised beside the dossier, and write page and file."""

from __future__ import annotations

from pathlib import Path

from driehoek.adapters.dossier.space_use import read_use, use_csv
from driehoek.adapters.report.space_use import use_html, use_text
from driehoek.application.outcome import RoundOutcome
from driehoek.application.space_use import UseOfSpace, use_of_space
from driehoek.kernel import Language

__all__ = ["data", "page", "seen", "summary"]


def seen(outcome: RoundOutcome, folder: Path) -> UseOfSpace:
    """The use of the space of a round that was decided, by ``need/use.csv`` of its dossier."""
    return use_of_space(outcome, read_use(folder))


def summary(use: UseOfSpace, language: Language = Language.NL) -> tuple[str, ...]:
    """The use of each frame on its last day known, as lines for the terminal."""
    return use_text(use, language)


def page(use: UseOfSpace) -> str:
    """The use per frame and month, as one HTML page."""
    return use_html(use)


def data(use: UseOfSpace) -> bytes:
    """The use per frame and month, as CSV."""
    return use_csv(use.months)
