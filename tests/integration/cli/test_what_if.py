"""``driehoek what-if`` from the command line: what it says, keeps, compares, draws and refuses."""

from __future__ import annotations

import csv
import shutil
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from driehoek.cli import app

ROOT = Path(__file__).parents[3]


def said(*arguments: object, language: str = "nl", stdin: str = "") -> Result:
    """The result of one command."""
    return CliRunner().invoke(app, ["--language", language, *map(str, arguments)], input=stdin)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A copy of the example with something in its result that may not change."""
    target = tmp_path / "mijn dossier"
    shutil.copytree(ROOT / "examples/wlz-2027", target, ignore=shutil.ignore_patterns("result*", ".driehoek*"))
    (target / "result").mkdir()
    (target / "result/report.html").write_text("het besluit")
    return target


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(path.read_text("utf-8-sig")), delimiter=";"))


def test_options_are_tried_told_kept_and_drawn_and_the_result_stays(dossier: Path, tmp_path: Path) -> None:
    page = tmp_path / "wat als.html"
    made = said(
        "what-if", "try", dossier, "--base", "GZ+=0.1%", "--keep", "gz-hoger", "--title", "Iets meer", "-o", page
    )
    assert made.exit_code == 0, made.output
    assert "95,6% in plaats van 95,5%" in made.output
    assert "13 aanbieders geraakt: 13 winnen geld, 0 verliezen." in made.output
    assert "Schatting:" in made.output
    assert (dossier / "scenarios/gz-hoger.yaml").read_text() == "title: Iets meer\nbase:\n- sector: GZ\n  by: 0.1%\n"
    assert "Iets meer" in page.read_text()
    first = rows(page.with_suffix(".csv"))[0]
    assert (first["contract"], first["difference"], first["tariff_steps"]) == ("99000005", "305.90", "base-gz 0.1%")
    assert [path.name for path in (dossier / "result").iterdir()] == ["report.html"]
    assert (dossier / "result/report.html").read_text() == "het besluit"


def test_a_kept_scenario_gives_the_same_as_its_options_and_takes_more(dossier: Path) -> None:
    first = said("what-if", "try", dossier, "--space", "regio/regular-=15%", "--keep", "minder")
    again = said("what-if", "try", dossier, "minder")
    assert again.output == first.output.replace("Bewaard als scenario 'minder'.\n", "")
    more = said("what-if", "try", dossier, "minder", "--withdraw", "99000001", language="en")
    assert "takes the submission back" in more.output
    assert "The space of regio/regular becomes" in more.output


def test_scenarios_are_listed_and_deleted_only_after_asking(dossier: Path) -> None:
    assert "Er zijn nog geen scenario's" in said("what-if", "list", dossier).output
    for name in ("een", "twee"):
        assert said("what-if", "try", dossier, "--set", "first-volume.share=85%", "--keep", name).exit_code == 0
    (dossier / "scenarios/kapot.yaml").write_text("title: Kapot\nspace:\n- {pol: regio}\n")
    listed = said("what-if", "list", dossier).output
    assert "een: een (1 verandering)" in listed
    assert "scenarios/kapot.yaml:3:4" in listed
    kept = said("what-if", "delete", dossier, "een", stdin="n\n")
    assert (kept.exit_code, (dossier / "scenarios/een.yaml").exists()) == (1, True)
    gone = said("what-if", "delete", dossier, "een", stdin="y\n")
    assert (gone.exit_code, (dossier / "scenarios/een.yaml").exists()) == (0, False)
    assert said("what-if", "delete", dossier, "twee", "--yes").exit_code == 0
    assert said("what-if", "delete", dossier, "kapot", "--yes").exit_code == 0
    assert not (dossier / "scenarios").exists()
    assert "DOS-121" in said("what-if", "delete", dossier, "een", "--yes").output


def test_what_is_there_is_replaced_only_when_asked(dossier: Path) -> None:
    keep = ("--set", "first-volume.share=85%", "--keep", "een")
    assert said("what-if", "try", dossier, *keep).exit_code == 0
    refused = said("what-if", "try", dossier, *keep)
    assert (refused.exit_code, "DOS-122" in refused.output) == (1, True)
    assert said("what-if", "try", dossier, *keep, "--overwrite").exit_code == 0
    named = said("what-if", "try", dossier, "--set", "first-volume.share=85%", "--keep", "Mijn scenario")
    assert "DOS-120" in named.output
    assert "mijn-scenario" in named.output


def test_scenarios_stand_side_by_side_in_text_page_and_table(dossier: Path, tmp_path: Path) -> None:
    for name, text in (("minder", "regio/regular-=15%"), ("meer", "regio/regular+=1%")):
        said("what-if", "try", dossier, "--space", text, "--keep", name)
    said("what-if", "try", dossier, "--base", "GZ-=1%", "--keep", "gz")
    page = tmp_path / "naast.html"
    made = said("what-if", "compare", dossier, "minder", "meer", "gz", "-o", page)
    assert made.exit_code == 0, made.output
    assert made.output.count("WIF-031") == 1
    assert "3 scenario's naast elkaar" in page.read_text()
    table = rows(page.with_suffix(".csv"))
    granted = next(row for row in table if row["name"] == "granted")
    assert (granted["now"], granted["minder: difference"]) == ("2343659307.61", "-964728.61")
    parts = [row["minder: difference"] for row in table if row["contract"]]
    assert sum(round(float(part) * 100) for part in parts) == -96472861
    many = said("what-if", "compare", dossier, *["gz"] * 5)
    assert (many.exit_code, "WIF-060" in many.output) == (1, True)


def test_a_sweep_says_its_sentence_and_gives_its_table(dossier: Path, tmp_path: Path) -> None:
    page = tmp_path / "knop.html"
    made = said("what-if", "sweep", dossier, "base:GZ", "--from", "95.4%", "--to", "95.6%", "-o", page, language="en")
    assert made.exit_code == 0, made.output
    assert "A tenth of a point more on the base percentage in disability care costs EUR 1,074,372" in made.output
    assert "Een tiende punt erbij op het basispercentage in de gehandicaptenzorg" in page.read_text()
    assert [(row["value"], row["now"], row["same_care_difference"]) for row in rows(page.with_suffix(".csv"))] == [
        ("95.4%", "", "-1080168.55"),
        ("95.5%", "yes", "0.00"),
        ("95.6%", "", "1074371.57"),
    ]
    assert "WIF-051" in said("what-if", "sweep", dossier, "base:GZ", "--from", "96%", "--to", "95%").output
    assert "WIF-050" in said("what-if", "sweep", dossier, "innovation-ranking.rule").output


def test_the_tornado_turns_every_dial(dossier: Path, tmp_path: Path) -> None:
    page = tmp_path / "knoppen.html"
    made = said("what-if", "tornado", dossier, "-o", page)
    assert made.exit_code == 0, made.output
    assert made.output.index("first-volume.share") < made.output.index("base-gz.percent")
    assert "Welke knop het meeste uitmaakt" in page.read_text()
    assert {row["way"] for row in rows(page.with_suffix(".csv"))} == {"down", "up"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--base", "GZ"), ("WIF-040", "--base GZ+=0.1%")),
        (("--base", "XX+=1%"), ("WIF-040",)),
        (("--space", "regio/anders+=1%"), ("WIF-001", "--space regio/anders+=1%")),
        (("--volume", "99000001/a/b/c-=1%"), ("WIF-040",)),
        (("--winners", "innovatie+=1"), ("WIF-040",)),
        (("--merge", "regulier"), ("WIF-040",)),
        (("--split", "regulier"), ("WIF-040",)),
        (("--newcomer", "99000002,grootte=3"), ("WIF-040",)),
        ((), ("WIF-030",)),
    ],
)
def test_faults_in_options_are_told_with_the_option_and_the_mend(
    dossier: Path, options: tuple[str, ...], words: tuple[str, ...]
) -> None:
    made = said("what-if", "try", dossier, *options)
    assert made.exit_code == 1
    for word in words:
        assert word in made.output


def test_every_option_makes_its_change(dossier: Path) -> None:
    made = said(
        "what-if", "try", dossier, "--weight", "client-value-=10%",
        "--volume", "99000001-=10%", "--newcomer", "99000002,share=50%,takes=50%,name=Verse Zorg",
        "--set", "first-volume.share=85%", language="en",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    for words in ("weighs 40%", "offers another volume", "Verse Zorg (SYNTHETIC)", "85%"):
        assert words in made.output
    split = said("what-if", "try", dossier, "--split", "regulier=vv:VV;rest:GZ,GGZ@40%", "--winners", "innovatie=3")
    assert "wordt gesplitst in" in split.output
    merged = said("what-if", "try", dossier, "--merge", "regulier+innovatie=samen")
    assert "Deze percelen worden samen één" in merged.output


def test_faults_in_a_file_are_told_with_line_and_column(dossier: Path) -> None:
    (dossier / "scenarios").mkdir()
    text = "title: Proef\nbase:\n- {sector: GZ, by: 0.1%}\n- {sector: GZ, to: 95%}\nspace:\n- {pool: regio, by: veel}\n"
    (dossier / "scenarios/fout.yaml").write_text(text)
    made = said("what-if", "try", dossier, "fout")
    assert made.exit_code == 1
    assert "WIF-006  scenarios/fout.yaml:4:3" in made.output
    assert "WIF-002  scenarios/fout.yaml:6:3" in made.output


def test_nothing_is_written_among_the_results(dossier: Path) -> None:
    for name in ("result/wat-als.html", "result/onder/wat-als.html", "result.vorige/x.html"):
        made = said("what-if", "try", dossier, "--base", "GZ+=0.1%", "-o", dossier / name)
        assert (made.exit_code, "WIF-070" in made.output) == (1, True)
    assert [path.name for path in (dossier / "result").iterdir()] == ["report.html"]
