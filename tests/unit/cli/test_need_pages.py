"""``driehoek need picture --out`` and ``need compare --out``: pages, sheets and data of regions in one command."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from driehoek.cli import app

ON = ("--on", "2023-10-01", "--year", "2024")


def run(*words: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.output


def test_pictures_of_regions_are_written_with_sheets_data_and_an_overview(tmp_path: Path) -> None:
    told = run("need", "picture", "5510", "5532", *ON, "--out", tmp_path, "--published")
    assert "bestanden in" in told
    assert {path.name for path in tmp_path.iterdir()} == {
        "5510",
        "5532",
        "landelijk.html",
        "regels.csv",
        "dictionary.csv",
        "published.json",
    }
    assert {path.name for path in (tmp_path / "5510").iterdir()} == {
        "regiobeeld.html",
        "regiobeeld.pdf",
        "regels.csv",
        "dictionary.csv",
        "gemeenten",
    }
    assert (tmp_path / "5510" / "gemeenten" / "0995-lelystad.pdf").read_bytes().startswith(b"%PDF")
    page = (tmp_path / "5510" / "regiobeeld.html").read_text(encoding="utf-8")
    assert "Flevoland: vraag en aanbod van langdurige zorg" in page
    assert "schatting" in page
    assert "&lt; 10" in page


def test_two_regions_or_two_years_stand_side_by_side(tmp_path: Path) -> None:
    run("need", "compare", "5510", "5501", *ON, "--out", tmp_path / "naast.html")
    assert "Groningen naast Flevoland" in (tmp_path / "naast.html").read_text(encoding="utf-8")
    run("need", "compare", "5510", *ON, "--with-year", "2025", "--out", tmp_path / "jaren.html")
    assert "Flevoland 2025 naast Flevoland 2024" in (tmp_path / "jaren.html").read_text(encoding="utf-8")


def test_a_map_that_is_none_is_said_before_anything_is_written(tmp_path: Path) -> None:
    wrong = tmp_path / "kaart.geojson"
    wrong.write_text("[]", encoding="utf-8")
    told = run("need", "picture", "5510", *ON, "--out", tmp_path / "out", "--map", wrong, code=1)
    assert "NED-301" in told
    assert "NED-301" in run("need", "picture", "5510", *ON, "--out", tmp_path / "out", "--map", tmp_path / "x", code=1)
    assert not (tmp_path / "out").exists()


def test_what_only_pages_know_asks_for_a_place(tmp_path: Path) -> None:
    assert "--out" in run("need", "picture", "5510", *ON, "--published", code=2)


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    assert "DOS-" in run("need", "picture", "5510", *ON, "--out", tmp_path / "out", code=1)


def test_a_public_page_and_a_table_of_every_figure_do_not_go_together(tmp_path: Path) -> None:
    words = ("need", "picture", "5510", *ON, "--published", "--out", tmp_path / "out", "--csv", tmp_path / "all.csv")
    assert "regels.csv" in run(*words, code=2)
    assert not list(tmp_path.iterdir())


def test_production_by_the_month_comes_foretold_in_the_pictures_of_its_regions(tmp_path: Path) -> None:
    """SYNTHETIC: two regions, one provider each, three years of months in one file."""
    head = "contract;municipality;group;form;month;quantity;unit;amount;clients;source"
    rows = [
        f"{contract};{town};VV;verblijf;{2020 + month // 12}-{month % 12 + 1:02d};{3_000 + 10 * month};etmaal;1.00;100;"
        "SYNTHETIC"
        for contract, town in (("06010001", "0995"), ("06010002", "0014"))
        for month in range(36)
    ]
    (tmp_path / "production.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    run("need", "picture", "5510", "5501", *ON, "--need", tmp_path, "--out", tmp_path / "uit")
    text = (tmp_path / "uit" / "regels.csv").read_text(encoding="utf-8-sig")
    found = [line.split(";") for line in text.splitlines() if ";produced-next-etmaal;" in line]
    assert [cells[0] for cells in found] == [
        "5510/VV/all/verblijf/etmaal/produced-next",
        "5510/VV/0995/provider-06010001/verblijf/etmaal/produced-next",
        "5501/VV/all/verblijf/etmaal/produced-next",
        "5501/VV/0014/provider-06010002/verblijf/etmaal/produced-next",
    ]
    assert [cells[8] for cells in found] == ["40980"] * 4
    page = (tmp_path / "uit" / "5510" / "regiobeeld.html").read_text(encoding="utf-8")
    assert "Productie per maand: ouderen" in page
