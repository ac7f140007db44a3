"""The dossier under test."""

from __future__ import annotations

from pathlib import Path

import pytest

from driehoek.testing.dossiers import Scratch


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """A dossier that reads without any finding."""
    return Scratch(tmp_path / "een dossier")
