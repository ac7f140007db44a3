"""``round revise`` and ``round adopt`` from the command line: what they say, write and refuse."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from driehoek.cli import app

ROOT = Path(__file__).parents[3]
EVENT = (
    "id: hardheid-1\nkind: hardship\ndecided_on: 2026-10-20\n"
    "ground: Een cliënt kan nergens anders terecht (SYNTHETIC).\n"
    "proposer: inkoper\napprover: directie\nremedy: reserve\ncontracts: ['99000002']\n"
    "grants: [{contract: '99000002', lot: regulier, extra: 50000.00}]\n"
)


def said(*arguments: object, language: str = "nl") -> Result:
    """The result of one command."""
    return CliRunner().invoke(app, ["--language", language, *map(str, arguments)])


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A copy of the example."""
    target = tmp_path / "mijn dossier"
    shutil.copytree(ROOT / "examples/wlz-2027", target, ignore=shutil.ignore_patterns("result*", ".driehoek*"))
    return target


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """The folder of an event."""
    folder = tmp_path / "hardheid"
    folder.mkdir()
    (folder / "event.yaml").write_text(EVENT, encoding="utf-8")
    return folder


def test_a_new_version_is_tried_made_replayed_and_made_final(dossier: Path, event: Path) -> None:
    without = said("round", "revise", dossier, "--event", event)
    assert (without.exit_code, "DOS-105" in without.output) == (1, True)
    assert said("round", "run", dossier, "--documents", "none").exit_code == 0
    trial = said("round", "revise", dossier, "--event", event, "--trial")
    assert trial.exit_code == 0
    assert "van de ruimte" in trial.output
    assert not (dossier / "versions").exists()
    made = said("round", "revise", dossier, "--event", event)
    assert made.exit_code == 0, made.output
    assert "Opnieuw beoordeeld: niemand" in made.output
    assert "Zij kan definitief worden vanaf 10 november 2026." in made.output
    assert sorted(path.name for path in (dossier / "versions/2/result/letters").iterdir()) == [
        "99000002.docx",
        "99000002.pdf",
    ]
    again = said("round", "run", dossier, "--documents", "none", "--overwrite")
    assert (again.exit_code, "VER-036" in again.output) == (1, True)
    for number in (1, 2):
        assert said("round", "replay", dossier, "--version", number).exit_code == 0
    assert "(versie 2)" in said("round", "replay", dossier).output
    explained = said("round", "explain", dossier, "--provider", "99000002").output
    assert "Een cliënt kan nergens anders terecht" in explained
    first = said("round", "explain", dossier, "--provider", "99000002", "--version", "1").output
    assert "Een cliënt kan nergens anders terecht" not in first
    letter = dossier / "versions/2/result/letters/99000002.docx"
    assert said("round", "letter-check", dossier, letter).exit_code == 0
    assert said("round", "letter-check", dossier, letter, "--version", "1").exit_code == 1
    published = said("publish", "ocds", dossier)
    assert (published.exit_code, "PUB-005" in published.output, "(versie 2)" in published.output) == (0, True, True)
    decision = json.loads((dossier / "versions/2/result/decision.json").read_bytes())["decision_fingerprint"]
    package = dossier / "open-data/release-package.json"
    assert decision in package.read_text(encoding="utf-8")
    early = said("round", "adopt", dossier, "--by", "directie", "--on", "2026-11-09")
    assert (early.exit_code, "VER-020" in early.output) == (1, True)
    assert said("round", "adopt", dossier, "--by", "directie", "--on", "2026-11-10").exit_code == 0
    assert (dossier / "versions/adopted.csv").read_text().splitlines()[1].startswith("2;2026-11-10;directie;")
    assert "PUB-005" not in said("publish", "ocds", dossier).output
    assert said("publish", "ocds", dossier, "--version", "1").exit_code == 0
    assert decision not in package.read_text(encoding="utf-8")


def test_what_is_asked_wrongly_is_said(dossier: Path, event: Path) -> None:
    assert said("round", "run", dossier, "--documents", "none").exit_code == 0
    assert said("round", "adopt", dossier, "--by", "directie", "--on", "morgen").exit_code == 2
    unknown = said("round", "replay", dossier, "--version", "7")
    assert (unknown.exit_code, "VER-031" in unknown.output) == (1, True)
    (event / "event.yaml").unlink()
    empty = said("round", "revise", dossier, "--event", event)
    assert (empty.exit_code, "VER-030" in empty.output) == (1, True)
