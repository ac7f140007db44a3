"""``driehoek start`` as a person meets it: questions with a proposal, a summary, a report, and a dossier that runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from driehoek.cli import app
from driehoek.testing import workbooks


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "bestanden"
    folder.mkdir()
    workbooks.tariffs(folder)
    workbooks.parties(folder)
    workbooks.two_rows(folder)
    return folder


def said(*arguments: object, answers: str = "", language: str = "nl") -> Result:
    return CliRunner().invoke(app, ["--language", language, *map(str, arguments)], input=answers)


def test_it_asks_once_with_a_proposal_its_reason_and_samples(folder: Path, tmp_path: Path) -> None:
    done = said("start", "--from", folder, "--into", tmp_path / "d", answers="x\n\n\n")
    assert done.exit_code == 0, done.output
    assert "Wat staat er in kolom 8, 'Intern nummer'?" in done.output
    assert "voorstel: niet gebruikt, want de titel is niet bekend" in done.output
    assert "voorbeelden: X-1" in done.output
    assert "Kies een nummer uit de lijst." in done.output
    assert "Welke regio is dit?" in done.output
    assert (tmp_path / "start.yaml").is_file()
    again = said("start", "--from", folder, "--into", tmp_path / "d2")
    assert again.exit_code == 0
    assert "?" not in again.output.split("Begrepen uit")[0]


def test_it_says_what_it_understood_and_how_to_go_on(folder: Path, tmp_path: Path) -> None:
    done = said("start", "--from", folder, "--into", tmp_path / "d", "--no-input")
    assert "overzicht.xlsx#Overzicht: afspraken en gerealiseerde productie" in done.output
    assert "6 van 13 rijen gebruikt" in done.output
    assert "7.484.928,30" in done.output
    assert "7.322.560,89" in done.output
    assert "STA-002" in done.output
    assert f"round run {tmp_path / 'd'}" in done.output
    assert not (tmp_path / "start.yaml").exists()
    ran = said("round", "run", tmp_path / "d", "--documents", "none")
    assert ran.exit_code == 0, ran.output
    english = said("start", "--from", folder, "--into", tmp_path / "e", "--no-input", language="en")
    assert "6 of 13 rows used" in english.output


def test_a_dossier_is_replaced_only_when_asked_and_then_kept_beside(folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "d"
    assert said("start", "--from", folder, "--into", into, "--no-input").exit_code == 0
    (into / "notitie.txt").write_text("van mij")
    refused = said("start", "--from", folder, "--into", into, "--no-input")
    assert refused.exit_code == 1
    assert "niet leeg" in refused.output
    assert said("start", "--from", folder, "--into", into, "--no-input", "--replace").exit_code == 0
    assert (tmp_path / "d.vorige" / "notitie.txt").read_text() == "van mij"


def test_without_a_place_the_dossier_is_named_after_the_year(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said("start", "--from", folder, "--no-input").exit_code == 0
    assert (tmp_path / "dossier-2027" / "policy.yaml").is_file()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert said("start", "--from", tmp_path / "weg").exit_code == 2
    file = tmp_path / "bestand.csv"
    file.write_text("a;b")
    assert said("start", "--from", file).exit_code == 2


def test_what_stands_in_the_way_ends_with_one(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    done = said("start", "--from", tmp_path / "leeg", "--into", tmp_path / "d", "--no-input")
    assert done.exit_code == 1
    assert "STA-017" in done.output
    assert not (tmp_path / "d").exists()


def test_the_answers_can_be_read_and_mended_by_hand(folder: Path, tmp_path: Path) -> None:
    said("start", "--from", folder, "--into", tmp_path / "d", answers="\n\n")
    file = tmp_path / "start.yaml"
    text = file.read_text(encoding="utf-8")
    assert "8: not-used" in text
    assert "region: '5509'" in text
    file.write_text(text.replace("8: not-used", "8: municipality"), encoding="utf-8")
    done = said("start", "--from", folder, "--into", tmp_path / "d2")
    assert "Intern nummer = gemeente" in done.output
    file.write_text("version: 7", encoding="utf-8")
    broken = said("start", "--from", folder, "--into", tmp_path / "d3", "--no-input")
    assert "TAR-028" in broken.output


def test_the_report_lists_what_was_left_out(folder: Path, tmp_path: Path) -> None:
    said("start", "--from", folder, "--into", tmp_path / "d", "--no-input")
    html = (tmp_path / "d" / "start-report.html").read_text(encoding="utf-8")
    assert "precies de som van de regels erboven" in html
    assert "Intern nummer" in html
    assert "verborgen" in html
    assert "€\u00a07.484.928,30" in html
    assert "<script" not in html.split("<main")[1].split("</main>")[0]
    text = (tmp_path / "d" / "start-report.txt").read_text(encoding="utf-8")
    assert "2 niet: kolomtitels" in text
