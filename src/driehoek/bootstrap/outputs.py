"""Single files that a command writes where its user says."""

from __future__ import annotations

from driehoek.adapters.dossier.files import write_file

__all__ = ["write_file"]
