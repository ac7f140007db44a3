"""``driehoek need``: pictures on the screen and as CSV, and side by side."""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner

from driehoek.cli import app

ON = ("--on", "2026-11-25")


def run(*words: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.output


def test_need_picture_tells_a_region_in_dutch_and_english() -> None:
    told = run("need", "picture", "5510", *ON, "--year", "2027")
    assert "Beeld van regio 5510 Flevoland voor 2027" in told
    assert "schatting" in told
    assert "NED-103" in told
    assert "Picture of region 5510" in run("--language", "en", "need", "picture", "5510", *ON)


def test_need_picture_writes_the_lines_of_all_regions_in_one_command(tmp_path: Path) -> None:
    target = tmp_path / "beelden.csv"
    run("need", "picture", *ON, "--csv", target)
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert len({row["region"] for row in rows}) == 31
    waiting = [int(row["value"]) for row in rows if row["line"].endswith("/VV/urgent-of-actief-plaatsen")]
    assert sum(waiting) == 4_080
    assert {row["basis"] for row in rows} == {"estimate"}


def test_need_compare_shows_sums_and_the_space_on_two_bases() -> None:
    told = run("need", "compare", *ON, "--space", "39720000000.00")
    assert "191.303" in told
    assert "twee grondslagen" in told


def test_a_region_or_amount_that_cannot_be_is_said_in_words() -> None:
    assert "TAR-001" in run("need", "picture", "5599", *ON, code=1)
    assert "is geen bedrag" in run("need", "compare", "5510", *ON, "--space", "veel", code=2)


def test_a_folder_with_faults_shows_them_all_and_makes_no_picture(tmp_path: Path) -> None:
    (tmp_path / "indications.csv").write_text("municipality;profile;count\nNergens;5VV;-1\n", encoding="utf-8")
    told = run("need", "picture", "5510", *ON, "--need", tmp_path, code=1)
    assert "NED-016" in told
    assert "NED-011" in told
    assert "Beeld van" not in told


def test_counts_of_the_purchaser_take_the_place_of_estimates(tmp_path: Path) -> None:
    (tmp_path / "indications.csv").write_text(
        "municipality;profile;count;form;day\nUrk;5VV;100;verblijf;2025-01-01\nUrk;5VV;110;verblijf;2026-01-01\n",
        encoding="utf-8",
    )
    told = run("need", "picture", "5510", *ON, "--need", tmp_path)
    assert "Ouderen (verpleging en verzorging), Urk" in told
    assert "110  geteld" in told
    assert "2.313" not in told


def test_a_scenario_of_ones_own_takes_the_place_of_the_packaged_one(tmp_path: Path) -> None:
    lines = ("scenario;name;group;year;value;source;why", "zoals-nu;growth;;2027;100%;SYNTHETIC;om te proberen")
    (tmp_path / "assumptions.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = run("need", "picture", "5510", *ON, "--year", "2027", "--need", tmp_path)
    own = told.split("Scenario 'zoals-nu', ouderen", 1)[1].split("Scenario", 1)[0]
    assert "groei per jaar 100 %" in own
    assert "verblijfsduur" not in own
    assert "groei per jaar 3,6 %" in told


@pytest.mark.requirement("C-003")
def test_a_national_model_stands_beside_the_own_scenarios_with_its_source(tmp_path: Path) -> None:
    source = "Landelijk ramingsmodel (SYNTHETIC)"
    rows = (
        "scenario;name;group;year;value;source;why",
        f"landelijk model;growth;VV;2027;4%;{source};middenvariant",
        f"landelijk model;growth;VV;2030;2%;{source};na de piek",
    )
    (tmp_path / "assumptions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = run("need", "picture", "5510", *ON, "--year", "2027", "--need", tmp_path)
    model = told.split("Scenario 'landelijk model', ouderen", 1)[1].split("Scenario", 1)[0]
    counts = [int(text.replace(".", "")) for text in re.findall(r"20[0-9]{2}: ([0-9.]+) mensen", model)]
    assert counts == [1654, 1825, 1937]
    # four per cent a year until 2029 and two from 2030 on, from the count of the contract year
    assert counts[1] == round(counts[0] * Fraction("1.04") * Fraction("1.02") ** 3)
    assert counts[2] == round(counts[0] * Fraction("1.04") * Fraction("1.02") ** 6)
    assert "Scenario 'zoals-nu', ouderen" in told
