"""The order of rows in the input files changes nothing in the result of a whole round."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from driehoek.adapters.dossier import compare_result, read_dossier, write_result
from driehoek.application.outcome import RoundOutcome
from driehoek.application.round import run_round

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"
VERSION = "0.1.0"


def _round(folder: Path) -> RoundOutcome:
    dossier, findings = read_dossier(folder)
    assert dossier is not None, [str(finding) for finding in findings]
    outcome = run_round(dossier, VERSION)
    assert isinstance(outcome, RoundOutcome), [str(finding) for finding in outcome]
    return outcome


def _shuffle(folder: Path, lottery: random.Random) -> int:
    moved = 0
    for path in sorted(folder.rglob("*.csv")):
        if "result" in path.relative_to(folder).parts:
            continue
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        before = list(rows)
        lottery.shuffle(rows)
        moved += rows != before
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return moved


@pytest.mark.parametrize("seed", [1, 2])
def test_shuffled_rows_give_the_same_result_byte_for_byte(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "ronde"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("result"))
    outcome = _round(folder)
    assert write_result(outcome, folder) == ()
    assert _shuffle(folder, random.Random(seed)) > 5
    again = _round(folder)
    assert again.decision_fingerprint == outcome.decision_fingerprint
    assert compare_result(again, folder) == ()


def test_a_changed_input_shows_in_the_result(tmp_path: Path) -> None:
    folder = tmp_path / "ronde"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("result"))
    assert write_result(_round(folder), folder) == ()
    path = folder / "space.csv"
    text = path.read_text(encoding="utf-8")
    fewer = re.sub(r"(?<=;)([0-9]+)[.]00(?=;)", lambda found: f"{int(found.group(1)) - 1}.00", text)
    assert fewer != text
    path.write_text(fewer, encoding="utf-8")
    changed = {finding.subject for finding in compare_result(_round(folder), folder)}
    assert {"result/decision.json", "result/frames.csv"} <= changed
