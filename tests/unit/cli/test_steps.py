"""Progress where the output is no terminal."""

from __future__ import annotations

import pytest

from driehoek.cli import screen


def test_a_long_work_says_how_far_it_is_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = iter([0.0, 4.0, 11.0, 11.0, 15.0])
    monkeypatch.setattr(screen, "monotonic", lambda: next(now))
    with screen.steps(40, "Brieven maken", "Making letters") as advance:
        for _ in range(3):
            advance()
    assert capsys.readouterr().out == "Brieven maken: 2 van 40\n"
