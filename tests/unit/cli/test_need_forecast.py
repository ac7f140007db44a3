"""``driehoek need forecast``: made-up series and a user's own, on the screen, as CSV and as a page."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from driehoek.adapters.dossier.counts import NOT_FIRST, NOT_THERE
from driehoek.bootstrap.need_forecasts import NO_SERIES
from driehoek.cli import app


def run(*words: str | Path | int, code: int = 0, language: str = "nl") -> str:
    result = CliRunner().invoke(app, ["--language", language, "need", "forecast", *map(str, words)])
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three years of months of one series, eight months with a gap of another, two months of a third."""
    (tmp_path / "need").mkdir()
    lines = ["series;month;count"]
    lines += [
        f"VV/0034;{2023 + at // 12}-{at % 12 + 1:02d}-01;{400 + 3 * at + 20 * (at % 12 == 11)}" for at in range(36)
    ]
    lines += [f"VG;2025-{month:02d}-01;{'' if month == 3 else 50}" for month in range(1, 9) if month != 5]
    lines += ["=LG;2025-11-01;7", "=LG;2025-12-01;9"]
    (tmp_path / "need/series.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_twenty_thousand_series_in_one_command_each_beside_the_simple_rule(tmp_path: Path) -> None:
    target = tmp_path / "alle.csv"
    told = run("--all", "--csv", target)
    assert "20.000 reeksen per maand SYNTHETIC (verzonnen), 12 maanden vooruit, marge van 80 %" in told
    assert "beter dan de simpele regel bij" in told
    made = rows(target)
    assert len(made) == 20_000
    assert {row["badge"] for row in made} == {"SYNTHETIC"}
    assert {row["method"] for row in made} <= {"naive", "seasonal-naive", "damped-trend", "line", "theta"}
    for row in made:
        assert 0 <= int(row["total_low"]) <= int(row["total"]) <= int(row["total_high"])
        assert (row["beats_naive"] == "yes") == (int(row["error"]) < int(row["naive_error"]))
    better = sum(row["beats_naive"] == "yes" for row in made)
    assert 0.7 < better / len(made) < 0.95
    assert f"bij {better // 1000}.{better % 1000:03d} van de 20.000" in told
    assert (made[0]["from"], made[0]["through"]) == ("2027-01", "2027-12")
    dictionary = rows(tmp_path / "alle.dictionary.csv")
    assert [row["column"] for row in dictionary] == list(made[0])
    assert all(row["meaning"] and row["unit"] for row in dictionary)


def test_a_folder_is_read_and_what_is_short_or_missing_is_told(folder: Path, tmp_path: Path) -> None:
    target, page = tmp_path / "uit.csv", tmp_path / "vv.html"
    told = run(folder, "--months", 6, "--csv", target, "--series", "VV/0034", "--output", page)
    assert "3 reeksen per maand, 6 maanden vooruit" in told
    for code in ("FOR-001", "FOR-002", "FOR-004"):
        assert code in told
    short, gaps, long = rows(target)
    assert [row["series"] for row in (short, gaps, long)] == ["'=LG", "VG", "VV/0034"]
    assert (gaps["counts"], gaps["gaps"], gaps["from"]) == ("8", "2", "2025-09")
    assert (short["method"], short["last"], short["error"]) == ("naive", "9", "")
    assert int(long["last_low"]) <= 400 + 3 * 41 <= int(long["last_high"])
    html = page.read_text(encoding="utf-8")
    assert '<svg role="img"' in html
    assert f'<td class="n">{long["last"]}</td>' in html
    assert "juni 2026" in html
    assert "SYNTHETIC" not in html.split("<main", 1)[1]


def test_it_speaks_english_too(folder: Path) -> None:
    told = run(folder, language="en")
    assert "3 monthly series, 12 months ahead, 80 % interval." in told
    assert "Foretold in" in told


@pytest.mark.parametrize(
    ("cells", "code"), [("VV;2025-01-15;3", NOT_FIRST.id), ("VV;2025-01-01;-3", "DOS-"), ("VV;2025-01-01;drie", "DOS-")]
)
def test_a_row_that_cannot_be_is_told_with_its_place(tmp_path: Path, cells: str, code: str) -> None:
    (tmp_path / "need").mkdir()
    (tmp_path / "need/series.csv").write_text(f"series;month;count\nVV;2024-12-01;4\n{cells}\n", encoding="utf-8")
    told = run(tmp_path, code=1)
    assert code in told
    assert "need/series.csv:3" in told


def test_what_is_asked_must_be_there_and_make_sense(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "leeg"
    empty.mkdir()
    assert NOT_THERE.id in run(empty, code=1)
    assert NO_SERIES.id in run(folder, "--series", "ZG", "--output", tmp_path / "x.html", code=1)
    assert "--all voor 20.000" in run(code=2)
    assert "--all voor 20.000" in run(folder, "--all", code=2)
    assert "horen bij elkaar" in run(folder, "--series", "VG", code=2)
    assert "bestaat niet" in run(tmp_path / "nergens", code=2)
