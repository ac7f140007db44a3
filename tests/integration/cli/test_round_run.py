"""``round run`` from the command line: what it writes, keeps, refuses and says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from driehoek.cli import app

ROOT = Path(__file__).parents[3]


def said(*arguments: object, language: str = "nl") -> Result:
    """The result of one command."""
    return CliRunner().invoke(app, ["--language", language, *map(str, arguments)])


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A copy of the example, without a result."""
    target = tmp_path / "mijn dossier"
    shutil.copytree(ROOT / "examples/wlz-2027", target, ignore=shutil.ignore_patterns("result*", ".driehoek*"))
    return target


def test_a_run_refuses_to_take_peoples_work_away_before_it_computes(dossier: Path) -> None:
    assert said("round", "run", dossier, "--documents", "none").exit_code == 0
    (dossier / "result/notitie.txt").write_text("van mij")
    refused = said("round", "run", dossier, "--documents", "none")
    assert refused.exit_code == 1
    assert "DOS-113" in refused.output
    assert "notitie.txt" in refused.output
    assert "De ronde" not in refused.output
    replaced = said("round", "run", dossier, "--documents", "none", "--overwrite")
    assert replaced.exit_code == 0
    assert "Het vorige resultaat staat nu in result.vorige." in replaced.output
    assert (dossier / "result.vorige/notitie.txt").read_text() == "van mij"
    assert not (dossier / "result/notitie.txt").exists()
    checked = said("round", "check", dossier)
    assert (checked.exit_code, "result" in checked.output) == (0, False)


def test_in_english_a_run_and_a_comparison_are_english(dossier: Path) -> None:
    run = said("round", "run", dossier, "--documents", "none", language="en")
    assert run.exit_code == 0
    for dutch in ("toegekend", "Verdeling", "Ruimte", "besluit van", "van de punten"):
        assert dutch not in run.output
    assert "Division: " in run.output
    compared = said("round", "compare", dossier, dossier, language="en")
    assert compared.output.splitlines()[-2:] == [
        "SYNTHETIC: tariffs or products in this comparison are made up.",
        "The decisions are equal: the fingerprints are the same.",
    ]


def test_the_help_says_in_dutch_that_it_is_english() -> None:
    helped = " ".join(said("--help").output.split())
    assert "Hulpteksten zijn in het Engels; wat de opdrachten zeggen is Nederlands (-l en voor Engels)." in helped


def test_a_replay_names_the_column_that_changed_and_a_dossier_without_result_says_how_to_make_one(
    dossier: Path,
) -> None:
    never = said("round", "replay", dossier)
    assert never.exit_code == 1
    assert "niet dezelfde" not in never.output
    assert f"Er is nog geen resultaat om na te rekenen. Maak het met: driehoek round run '{dossier}'" in (
        never.output.replace(".venv/bin/", "")
    )
    assert said("round", "run", dossier, "--documents", "none").exit_code == 0
    lines = dossier / "result/lines.csv"
    header, first, *rest = lines.read_text(encoding="utf-8").splitlines(keepends=True)
    cells = dict(zip(header.strip().split(";"), first.strip().split(";"), strict=True))
    changed = first.replace(f";{cells['amount']};", f";{cells['amount']}1;")
    lines.write_text("".join((header, changed, *rest)), encoding="utf-8")
    replayed = said("round", "replay", dossier)
    assert replayed.exit_code == 1
    assert f"Er staat: amount = {cells['amount']}1\n" in replayed.output
    assert f"Het zou moeten zijn: amount = {cells['amount']}\n" in replayed.output
    assert "De uitkomst is niet dezelfde." in replayed.output


def test_what_to_try_next_can_be_pasted(dossier: Path) -> None:
    odd = dossier.rename(dossier.parent / "it's $HOME & more")
    run = said("round", "run", odd, "--documents", "none")
    (line,) = (line for line in run.output.splitlines() if " round replay " in line)
    assert shlex.split(line)[1:] == ["round", "replay", str(odd)]


def test_a_trial_without_adjustments_leaves_the_result_alone(dossier: Path) -> None:
    assert said("round", "run", dossier, "--documents", "none").exit_code == 0
    before = (dossier / "result/decision.json").read_bytes()
    policy = dossier / "policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("sectors: VV, percent: 96.4%", "sectors: VV, percent: 96.3%"))
    stale = said("round", "run", dossier, "--documents", "none")
    assert stale.exit_code == 1
    (line,) = (line for line in stale.output.splitlines() if "ALL-303" in line)
    assert "contract 99000034, lot regulier" in line
    assert re.search(r"gaat uit van €\u00a0[0-9.]+,[0-9]{2}; de verdeling geeft €\u00a0[0-9.]+,[0-9]{2}\.", line)
    trial = said("round", "run", dossier, "--without-adjustments")
    assert trial.exit_code == 0
    assert (
        f"Dit was een proef zonder aanpassingen met de hand. Zij staat in {dossier / 'result.proef'};" in trial.output
    )
    assert "Probeer nu" not in trial.output
    assert (dossier / "result/decision.json").read_bytes() == before
    assert (dossier / "result.proef/report.html").exists()
    assert not (dossier / "result.proef/letters").exists()
    (dossier / "result.proef/notitie.txt").write_text("van mij")
    assert "DOS-113" in said("round", "run", dossier, "--without-adjustments").output
