"""From the picture of need in the folder to the report: the example of 2027, and the yardstick that takes its need."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from driehoek.adapters.dossier import read_dossier
from driehoek.bootstrap import rounds, yardsticks
from driehoek.cli import app
from driehoek.domain.catalogue import Sector
from driehoek.engines.allocation.yardstick import Need

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"
SPOT, UNANSWERED = "5509/VG/0632/white-spot", "5509/VV/0353/white-spot"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("result*", ".driehoek*")
    return Path(shutil.copytree(EXAMPLE, tmp_path / "wlz-2027", ignore=ignored))


def run(folder: Path, *words: str) -> tuple[int, str]:
    said = CliRunner().invoke(app, ["round", "run", str(folder), "--documents", "report", *words])
    return said.exit_code, said.output


@pytest.mark.requirement("C-010", "C-011")
def test_the_example_tells_which_white_spot_was_answered_and_granted_and_which_not(folder: Path) -> None:
    code, output = run(folder)
    assert code == 0, output
    assert "Witte vlekken (white spots): 1 van de 2 ingevuld" in output
    assert "een witte vlek vullen kan vraag oproepen" in output
    with (folder / "result/white-spots.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (row["line"], row["contract"], row["outcome"], row["agreed"]) for row in csv.DictReader(file, delimiter=";")
        ]
    assert rows == [
        (SPOT, "99000004", "not-granted", "0.00"),
        (SPOT, "99000005", "granted", "269000.00"),
        (UNANSWERED, "", "nobody", "0.00"),
    ]
    assert "Witte vlekken" in (folder / "result/report.html").read_text(encoding="utf-8")


def test_the_round_stops_on_a_pointer_without_its_line_and_tells_a_change(folder: Path) -> None:
    picture = folder / "need/picture.csv"
    text = picture.read_text(encoding="utf-8")
    picture.write_text(text.replace(";18;12;24;", ";21;15;27;"), encoding="utf-8")
    code, output = run(folder)
    assert code == 0
    assert "RND-074" in output
    assert "toen 18, nu 21" in " ".join(output.split())
    picture.write_text(text.replace(SPOT, "5509/VG/0632/gap"), encoding="utf-8")
    code, output = run(folder)
    assert code == 1
    assert "RND-071" in output
    picture.unlink()
    code, output = run(folder)
    assert code == 1
    assert "RND-070" in output


def test_the_yardstick_takes_its_need_from_the_picture_and_else_from_the_indications(folder: Path) -> None:
    (folder / "need/indications.csv").write_text("municipality;profile;count\nBaarn;4VV;9\n", encoding="utf-8")
    dossier, _ = read_dossier(folder)
    assert dossier is not None
    assert yardsticks.needs_for(dossier, folder) == (
        Need("IJsselstein", Sector.VV, 24, whole=False),
        Need("Woerden", Sector.GZ, 18, whole=False),
    )
    (folder / "need/picture.csv").unlink()
    dossier, _ = read_dossier(folder)
    assert dossier is not None
    assert yardsticks.needs_for(dossier, folder) == (Need("Baarn", Sector.VV, 9),)


def test_the_order_of_the_lines_plays_no_part(folder: Path) -> None:
    before = rounds.load(folder).dossier
    head, *lines = (folder / "need/picture.csv").read_text(encoding="utf-8").splitlines()
    (folder / "need/picture.csv").write_text("\n".join([head, *reversed(lines)]) + "\n", encoding="utf-8")
    assert rounds.load(folder).dossier == before


def test_the_picture_of_a_region_is_put_in_the_dossier_that_asks_for_it(folder: Path) -> None:
    """Its lines read back; a policy that points elsewhere is told so with the command that made them."""
    said = CliRunner().invoke(app, ["need", "picture", "5509", "--year", "2027", "--into", str(folder)])
    assert said.exit_code == 0, said.output
    head, *rows = (folder / "need/picture.csv").read_text(encoding="utf-8").splitlines()
    assert head == "id;text;figure;low;high;confidence;basis;source;how"
    assert [row.split(";")[0] for row in rows] == sorted(row.split(";")[0] for row in rows)
    assert any(row.startswith("5509/VV/indicated;") for row in rows)
    dossier, findings = read_dossier(folder)
    assert dossier is not None, findings
    assert [line.id for line in dossier.picture] == [row.split(";")[0] for row in rows]
    missing = CliRunner().invoke(app, ["need", "picture", "5509", "--into", str(folder / "nergens")])
    assert missing.exit_code == 2
