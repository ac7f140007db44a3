"""A tariff file of somebody else becomes the tables of a dossier, and the dossier reads them."""

from __future__ import annotations

from pathlib import Path

from driehoek.adapters.catalogue import (
    MEMORY_FILE,
    ColumnMapping,
    Field,
    Guess,
    load_products,
    load_tariff_lines,
    product_rows,
    read_tariff_file,
    tariff_rows,
    write_tables,
)
from driehoek.adapters.dossier import new_dossier, read_dossier

HEADER = "Prestatiecode;Omschrijving;Sector;Leveringsvorm;Eenheid;Categorie;Behandeling;Zzp;Functie;Max. tarief;Jaar"


def accept(guess: Guess) -> ColumnMapping:
    return ColumnMapping(guess.mapping.columns, {Field.BADGE: "SYNTHETIC", Field.SOURCE: "SYNTHETIC"})


def test_what_was_written_is_what_the_dossier_reads(tmp_path: Path) -> None:
    amounts = {row[0]: row[1] for row in tariff_rows(load_tariff_lines()) if row[2] == "2027-01-01"}
    rows = [";".join([*row, amounts[row[0]].replace(".", ","), "2027"]) for row in product_rows(load_products(2027))]
    source = tmp_path / "tarieven.csv"
    source.write_text("\n".join([HEADER, *rows]), encoding="utf-8-sig")
    folder = tmp_path / "dossier"
    assert not [item for item in new_dossier(folder, "wlz") if item.severity.value == "error"]
    tariffs = read_tariff_file(source, folder / MEMORY_FILE, accept)
    assert tariffs.findings == ()
    assert [path.name for path in write_tables(folder, tariffs)] == ["products.csv", "tariffs.csv"]
    _, findings = read_dossier(folder)
    ours = [item for item in findings if item.place and item.place.file in {"products.csv", "tariffs.csv"}]
    assert ours == []
    assert tariffs.products == tuple(sorted(load_products(2027), key=lambda item: item.code))
    assert len(tariffs.lines) == len(amounts)
