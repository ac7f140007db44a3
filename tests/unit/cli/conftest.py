"""Every test of the commands begins in Dutch with nothing written, as a process does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from driehoek.cli import screen
from driehoek.kernel import Language


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    language = screen.LANGUAGE.set(Language.NL)
    yield
    screen.LANGUAGE.reset(language)
