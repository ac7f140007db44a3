"""Every command of the tutorial is run as it stands there, in a fresh folder with a space in its name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"(?P<fails><!-- ends with 1 -->\n)?```sh\n(?P<commands>.*?)```", re.DOTALL)
ANY_FENCE = re.compile(r"^```\S", re.MULTILINE)
COPIED = ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock")


@dataclass(frozen=True)
class Block:
    """One fenced block of commands, and whether it must end with 1."""

    commands: str
    fails: bool


def blocks() -> list[Block]:
    return [Block(item["commands"], bool(item["fails"])) for item in BLOCK.finditer(TUTORIAL.read_text("utf-8"))]


def clone(folder: Path) -> None:
    """What a fresh clone holds after `make` made its environment: here that of the tests, behind two small scripts.

    Behind `make run` stands the same round without letters and forms, which other tests make and look at.
    """
    folder.mkdir()
    for name in COPIED:
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("result*"))
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, words in {"python": '"$@" --documents report', "driehoek": '-m driehoek "$@"'}.items():
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {words}\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    mark = subprocess.run(
        "pwd | cksum | cut -d ' ' -f 1", shell=True, cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()
    for stamp in (f"made-{mark}", f"run-{mark}"):
        (folder / ".venv" / f"{stamp}.stamp").touch()


SAID = {
    "round explain": "manager zorginkoop",
    "replay examples": "The same inputs give the same decisions",
    "replay one-cent": "division.csv",
    "--on 2026-06-01": "from 96.4% to 95.4%",
    "--on 2026-07-15": "POL-080",
    "run one-point": "99000034",
    "check one-point": "space.csv:3:3",
    "examples/awbz-2008": "SYNTHETIC",
    "check my-round": "POL-053",
    "what-if sweep": "costs EUR 1,074,372 for the same care and touches 13 providers",
    "what-if compare": "get the same throughout",
    "tariffs read": "2 tariffs, 2 products",
    "tariffs expiring": "2027-12-31",
    "--out pictures": "Written: 14 files in pictures",
    "--out public": "Written: 14 files in public",
}
"""By words of the only block that holds them, what that block says."""


def ran(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a block as a reader does."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    words = ["sh", "-e", "-c", block.commands]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, env=environment)


def test_every_fenced_block_of_the_tutorial_is_read() -> None:
    assert len(blocks()) == len(ANY_FENCE.findall(TUTORIAL.read_text("utf-8")))
    assert len(blocks()) > 12
    assert sum(block.fails for block in blocks()) == 5
    for words in SAID:
        assert sum(words in block.commands for block in blocks()) == 1, words


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not on this machine")
def test_each_block_ends_and_speaks_as_the_tutorial_says(tmp_path: Path) -> None:
    """One test, for the blocks build on each other."""
    folder = tmp_path / "een map"
    clone(folder)
    for block in blocks():
        done = ran(block, folder)
        assert done.returncode == int(block.fails), block.commands + done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr, block.commands
        for words, said in SAID.items():
            assert words not in block.commands or said in done.stdout, block.commands + done.stdout
    assert (folder / "examples" / "wlz-2027" / "result" / "report.html").stat().st_size > 10_000
    assert (folder / "policy.pdf").read_bytes().startswith(b"%PDF")
    assert "<html" in (folder / "compare.html").read_text(encoding="utf-8")
    assert (folder / "my-region" / "result" / "report.html").is_file()
    assert "SYN001;61.20" in (folder / "my-round" / "tariffs.csv").read_text(encoding="utf-8")
    assert (folder / "my-round" / "tariff-columns.yaml").is_file()
