"""Whatever goes wrong, a command ends with words and a code, and shows no traceback unless asked."""

from __future__ import annotations

import contextvars
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from driehoek.adapters.dossier.files import write_file
from driehoek.cli import guard
from driehoek.cli.screen import wrote

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples/wlz-2027"


def ended(commands: Callable[[], None]) -> int:
    """The exit code, in a context of its own, as a process has."""
    return contextvars.copy_context().run(guard.guarded, commands)


def raising(error: BaseException) -> Callable[[], None]:
    """Commands that end with ``error``."""

    def commands() -> None:
        raise error

    return commands


def run(*arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    command = [sys.executable, "-m", "driehoek", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **settings})


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(130)])
def test_who_breaks_off_is_told_that_nothing_was_written(
    error: BaseException, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(raising(error)) == 130
    assert capsys.readouterr().err == "Afgebroken; er is niets geschreven.\n"


def test_who_breaks_off_later_is_told_that_it_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    def commands() -> None:
        wrote()
        raise KeyboardInterrupt

    assert ended(commands) == 130
    assert capsys.readouterr().err == "Afgebroken; wat geschreven was, staat er.\n"


def test_a_fault_of_ours_is_one_line_with_where_to_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(guard.DEBUG, raising=False)
    assert ended(raising(ValueError("vreemd"))) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "ValueError: vreemd" in line
    assert "Meld" in line
    monkeypatch.setenv(guard.DEBUG, "1")
    assert ended(raising(ValueError("vreemd"))) == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("code", "seen"), [(None, 0), (0, 0), (2, 2), ("x", 1)])
def test_the_code_of_a_command_is_the_code_of_the_program(code: object, seen: int) -> None:
    assert ended(raising(SystemExit(code))) == seen


def test_a_screen_without_the_character_shows_another(tmp_path: Path) -> None:
    done = run("policy", "diff", EXAMPLE, tmp_path / "€", PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert "bestaat niet" in done.stdout
    assert done.stderr == ""


def test_a_full_output_is_a_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "driehoek", "policy", "check", str(EXAMPLE)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Dit kon niet worden gelezen of geschreven: No space left on device. Maak ruimte of kies een andere plaats."
    ]


def test_a_reader_that_went_away_ends_it_quietly() -> None:
    command = [sys.executable, "-m", "driehoek", "policy", "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1


def test_a_file_that_cannot_be_written_is_a_finding_with_a_mend() -> None:
    done = run("policy", "schema", "--output", "/nonexist/x.json")
    assert done.returncode == 1
    assert "DOS-103" in done.stdout
    assert "Kijk of de map bestaat" in done.stdout
    assert done.stderr == ""


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "x.html"
    assert write_file(target, b"one") == ()
    assert write_file(target, b"two") == ()
    assert target.read_bytes() == b"two"
    link = tmp_path / "link.html"
    link.symlink_to(target)
    assert write_file(link, b"three") == ()
    assert (link.is_symlink(), target.read_bytes()) == (True, b"three")
    (finding,) = write_file(Path("/dev/full"), b"x")
    assert (finding.code.id, finding.seen) == ("DOS-103", "No space left on device")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.html", "x.html"]
