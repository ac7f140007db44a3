from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from driehoek.adapters.catalogue import MEMORY_FILE
from driehoek.adapters.dossier import read_dossier
from driehoek.adapters.dossier.tables import TARIFF_COLUMNS_FILE
from driehoek.bootstrap import dossiers, tariffs
from driehoek.cli import app

HEADER = "Prestatiecode;Omschrijving;Sector;Leveringsvorm;Eenheid;Categorie;Behandeling;Maximumtarief;Jaar\n"
ROW = "SYN1;Zorg thuis (voorbeeld);VV;mpt;hour;mpt-verzorging-verpleging;n/a;61,20;2027\n"
SYNTHETIC = ("--fixed", "badge=SYNTHETIC", "--fixed", "source=SYNTHETIC")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new dossier in a folder with a space in its name."""
    target = tmp_path / "mijn dossier"
    dossiers.start(target, "wlz")
    return target


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tarieven.csv"
    path.write_text(HEADER + ROW, encoding="utf-8")
    return path


def said(*arguments: str | Path, answers: str = "") -> tuple[int, str]:
    """Run a command in English and give its exit code and what it said."""
    result = CliRunner().invoke(app, ["--language", "en", "tariffs", *map(str, arguments)], input=answers)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_a_file_becomes_tables_that_the_dossier_reads(folder: Path, file: Path) -> None:
    code, output = said("read", file, "--into", folder, "--yes", *SYNTHETIC)
    assert code == 0, output
    assert "Maximumtarief" in output
    assert "1 tariffs, 1 products" in output
    assert (folder / "tariffs.csv").read_text(encoding="utf-8").splitlines()[1] == (
        "SYN1;61.20;2027-01-01;2027-12-31;SYNTHETIC;SYNTHETIC"
    )
    _, findings = read_dossier(folder)
    ours = ("products.csv", "tariffs.csv", MEMORY_FILE)
    assert [str(item) for item in findings if item.place and item.place.file in ours] == []


def test_the_question_is_asked_once_and_the_answer_remembered(folder: Path, file: Path) -> None:
    code, output = said("read", file, "--into", folder, answers="=SYNTHETIC\ny\n")
    assert code == 0, output
    assert "Not known yet: badge" in output
    assert (folder / MEMORY_FILE).is_file()
    file.write_text(HEADER + ROW.replace("61,20", "62,30"), encoding="utf-8")
    code, output = said("read", file, "--into", folder, "--yes")
    assert code == 0, output
    assert "Maximumtarief" not in output, "a shape that is known is not asked again"
    assert "62.30" in (folder / "tariffs.csv").read_text(encoding="utf-8")


def test_a_wrong_guess_is_mended_field_by_field(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "bedragen.csv"
    path.write_text("code;tarief 2026;maximumtarief\nSYN1;60,00;61,20\n", encoding="utf-8")
    # the missing fields first, then no, then every field: code, maximum (the other column), first day, and the rest
    answers = ["=SYNTHETIC", "=2027-01-01", "n", "1", "2", "=2027-01-01", "-", "-", "=SYNTHETIC", *["-"] * 9]
    code, output = said("read", path, "--into", folder, answers="\n".join(answers) + "\n")
    assert code == 0, output
    assert "SYN1;60.00;" in (folder / "tariffs.csv").read_text(encoding="utf-8")


def test_a_column_can_be_pointed_at_beforehand(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "bedragen.csv"
    path.write_text("code;wat;maximumtarief\nSYN1;60,00;61,20\n", encoding="utf-8")
    more = ("--column", "maximum=2", "--fixed", "year=2027", *SYNTHETIC)
    code, output = said("read", path, "--into", folder, "--yes", *more)
    assert code == 0, output
    assert "SYN1;60.00;" in (folder / "tariffs.csv").read_text(encoding="utf-8")


def test_without_a_badge_nothing_is_written_and_the_field_is_named(folder: Path, file: Path) -> None:
    before = (folder / "tariffs.csv").read_bytes()
    code, output = said("read", file, "--into", folder, "--yes")
    assert code == 1
    assert "TAR-026" in output
    assert "badge" in output
    assert (folder / "tariffs.csv").read_bytes() == before


def test_all_faults_of_a_file_are_shown_and_nothing_is_written(folder: Path, file: Path) -> None:
    file.write_text(HEADER + ROW + ROW.replace("SYN1", "SYN2").replace("61,20", "61,205"), encoding="utf-8")
    before = (folder / "tariffs.csv").read_bytes()
    code, output = said("read", file, "--into", folder, "--yes", *SYNTHETIC)
    assert code == 1
    assert "tarieven.csv:3" in output
    assert (folder / "tariffs.csv").read_bytes() == before
    assert not list(folder.glob("*.new"))


def test_what_is_there_is_not_replaced_without_asking(folder: Path, file: Path) -> None:
    assert said("read", file, "--into", folder, "--yes", *SYNTHETIC)[0] == 0
    before = (folder / "tariffs.csv").read_bytes()
    file.write_text(HEADER + ROW.replace("61,20", "62,30"), encoding="utf-8")
    code, output = said("read", file, "--into", folder, *SYNTHETIC, answers="n\n")
    assert code == 1
    assert "Replace products.csv, tariffs.csv?" in output
    assert (folder / "tariffs.csv").read_bytes() == before


def test_a_disk_that_refuses_is_a_finding_and_leaves_what_was_there(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "tariffs.csv").read_bytes()
    write = Path.write_text

    def full(
        self: Path, data: str, encoding: str | None = None, errors: None = None, newline: str | None = None
    ) -> int:
        if self.name == "tariffs.csv.new":
            write(self, data[:3], encoding, errors, newline)
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(self, data, encoding, errors, newline)

    monkeypatch.setattr(Path, "write_text", full)
    code, output = said("read", file, "--into", folder, "--yes", *SYNTHETIC)
    assert code == 1
    assert "DOS-103" in output
    assert "No space left on device" in output
    assert (folder / "tariffs.csv").read_bytes() == before
    assert not list(folder.glob("*.new"))


@pytest.mark.parametrize("words", [("--column", "maximum"), ("--column", "maximum=x"), ("--fixed", "kleur=rood")])
def test_words_that_are_not_understood_are_an_error_of_use(folder: Path, file: Path, words: tuple[str, str]) -> None:
    code, output = said("read", file, "--into", folder, *words)
    assert code == 2
    assert "FIELD=VALUE" in output


def test_a_file_or_folder_that_is_not_there_is_an_error_of_use(folder: Path, file: Path, tmp_path: Path) -> None:
    assert said("read", tmp_path / "nergens.csv", "--into", folder)[0] == 2
    assert said("read", file, "--into", tmp_path / "nergens")[0] == 2


def test_the_fresh_command_reads_a_file_too(folder: Path, file: Path) -> None:
    words = ["tariffs", "read", str(file), "--into", str(folder), "--yes", *SYNTHETIC]
    done = subprocess.run([sys.executable, "-m", "driehoek", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 tarieven, 1 prestaties" in done.stdout


def test_what_ends_within_ninety_days_is_told(folder: Path) -> None:
    assert folder.is_dir()
    soon, later = said("expiring", "--on", "2027-11-01"), said("expiring", "--on", "2027-09-01")
    assert soon[0] == later[0] == 0
    # the made-up tariffs of 2027 end on 31 December: within 90 days of 1 November, not of 1 September
    assert "2027-12-31" in soon[1]
    assert "2027-12-31" not in later[1]
    assert "2027-12-31" in said("expiring", "--on", "2027-09-01", "--days", "122")[1]


def test_both_rooms_call_the_remembered_columns_the_same() -> None:
    assert TARIFF_COLUMNS_FILE == MEMORY_FILE
    assert set(tariffs.TABLES) == {"products.csv", "tariffs.csv"}
