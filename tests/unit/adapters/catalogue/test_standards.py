"""Our tables against the published ones, row by row."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from driehoek.adapters.catalogue import (
    load_class_hours,
    load_code_list,
    load_functions,
    load_products,
    load_profile_classes,
    load_regions,
    load_tariff_lines,
    load_zzps,
)
from driehoek.domain.catalogue import Badge, Region
from driehoek.kernel import Money, Unit

pytestmark = pytest.mark.standards

TODAY = date(2027, 1, 1)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entries(folder: Path, name: str) -> list[dict[str, Any]]:
    path = folder / "iwlz-codelijsten" / "codelijsten" / name / f"{name}.json"
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = content["Codelijst"]["Codewaarden"]
    return found


def test_the_care_profiles_are_those_of_the_ministry(standards_folder: Path) -> None:
    ours = {code: zzp.meaning for code, zzp in load_zzps().items()}
    assert ours == {
        row["zzpCode"]: row["omschrijving"] for row in rows(standards_folder, "vws-generiekefuncties/cod163_zzp.csv")
    }
    assert set(ours) == {entry["id"] for entry in entries(standards_folder, "COD163")}


@pytest.mark.parametrize("name", ["COD001", "COD167", "COD168", "COD578", "COD756"])
def test_a_code_list_is_the_published_one(standards_folder: Path, name: str) -> None:
    ours = [
        (entry.code, entry.meaning, entry.period and entry.period.start, entry.period and entry.period.end)
        for entry in load_code_list(name).entries
    ]
    assert ours == [
        (
            entry["id"],
            entry["omschrijving"],
            date.fromisoformat(entry["ingangsdatum"]),
            date.fromisoformat(entry["experiratiedatum"]) if "experiratiedatum" in entry else None,
        )
        for entry in entries(standards_folder, name)
    ]


def test_the_functions_are_the_published_ones(standards_folder: Path) -> None:
    ours = {code: f"{function.short}: {function.meaning}" for code, function in load_functions().items()}
    assert ours == {entry["id"]: entry["omschrijving"] for entry in entries(standards_folder, "COD732")}


def test_the_time_units_are_those_of_the_record_layout(standards_folder: Path) -> None:
    layout = rows(standards_folder, "vektis-ei/AW319v1.4_recordlayout.csv")
    field = next(row for row in layout if (row["Recordcode"], row["Volgnummer"]) == ("04", "419"))
    assert [entry.code for entry in load_code_list("COD218").entries] == list(field.values())[-1].split("|")


def test_the_hours_per_class_are_those_of_annex_e(standards_folder: Path) -> None:
    theirs = set()
    for row in rows(standards_folder, "calibration/uren_per_klasse.csv"):
        for function in ("31", "81") if row["functie"] == "PV_of_BGI" else ("41",):
            theirs.add((function, int(row["klasse"]), float(row["uren_per_week"])))
    assert {(row.function, row.class_number, float(row.hours.value)) for row in load_class_hours()} == theirs


def test_the_classes_per_profile_are_those_of_annex_c(standards_folder: Path) -> None:
    columns = {"PV": "klasse_PV", "VP": "klasse_VP", "BG-IND": "klasse_BGI", "BG-GRP": "klasse_BGG"}
    theirs = [
        (row["zzp"], bool(row["klasse_BGG"]), {name: int(row[key]) for name, key in columns.items() if row[key]})
        for row in rows(standards_folder, "calibration/klassen_per_zorgprofiel_2015.csv")
    ]
    assert [(row.profile, row.with_group, dict(row.classes)) for row in load_profile_classes()] == theirs


def test_the_regions_are_those_of_the_list_with_figures_and_holders(standards_folder: Path) -> None:
    regions = load_regions()
    theirs = rows(standards_folder, "calibration/zorgkantoorregios.csv")
    assert len(theirs) == len(regions.on(TODAY))
    for row in theirs:
        region = regions.resolve(row["cod001_zorgkantoorcode"].split("/")[0], TODAY)
        assert isinstance(region, Region)
        assert str(region.code) == row["cod001_zorgkantoorcode"].split("/")[-1]
        assert (region.name, region.cbs_code) == (row["cod001_naam"], row["cbs_statcode_2025"])
        assert region.cbs_name == row["cbs_naam_2025"]
        assert region.inhabitants_2019 == int(row["inwoners_region_2019json"])
        assert region.pgb_2015 == Money.euros(row["pgb_kader_2015_eur"])
        assert region.designations.on(date(2015, 6, 1)).executor == row["aangewezen_2015"].split(" (also")[0]
        now = region.designations.on(TODAY)
        assert (now.executor, now.remark) == (row["aangewezen_now_best_guess"], row["now_confidence"])
        assert (now.confidence.value == "unverified") is row["now_confidence"].startswith("UNVERIFIED")


def test_the_personal_budgets_are_those_of_the_regulation(standards_folder: Path) -> None:
    theirs = sorted(
        int(row["pgb_bedrag_2015_eur"]) for row in rows(standards_folder, "calibration/pgb_kader_per_regio_2015.csv")
    )
    assert sorted(region.pgb_2015.cents // 100 for region in load_regions().on(date(2015, 6, 1))) == theirs


def test_the_municipalities_are_those_of_2019_in_the_same_regions(standards_folder: Path) -> None:
    path = standards_folder / "opendata" / "gemeente_zorgkantoorregio_2019.json"
    regions = load_regions()
    names = {plain(region.cbs_name or region.name): region for region in regions.on(date(2019, 6, 1))}
    theirs = {
        (str(row["CBS"]).zfill(4), row["Gemeente"], plain(row["Zorgkantoorregio"].removeprefix("Zorgkantoor ")))
        for row in json.loads(path.read_text(encoding="utf-8"))
    }
    spelt = {str(region.code): plain_name for plain_name, region in names.items()}
    assert {(item.code, item.name, spelt[item.region.code]) for item in regions.municipalities} == theirs


def plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def test_the_tariffs_of_2011_are_those_of_the_decision(standards_folder: Path) -> None:
    units = {"uur": Unit.HOUR, "stuk": Unit.PIECE}
    theirs = {
        (row["code"], row["prestatie"], Money.parse(row["maximumtarief_eur"]), units[row["eenheid"]])
        for row in rows(standards_folder, "calibration/nza_tarieven_extramuraal_2011.csv")
    }
    amounts = {line.product: line.maximum for line in load_tariff_lines() if line.badge is Badge.NZA}
    assert {(item.code, item.name, amounts[item.code], item.unit) for item in load_products(2011)} == theirs


def test_the_tariffs_of_2011_stand_so_in_the_text_of_the_decision(standards_folder: Path) -> None:
    text = (standards_folder / "law" / "NZa_tariefbeschikking_extramuraal_2011_BWBR0029966.md").read_text(
        encoding="utf-8"
    )
    printed = dict(re.findall(r"^\| (K\d+) .*€ ([\d,]+)", text, flags=re.MULTILINE))
    amounts = {line.product: line.maximum for line in load_tariff_lines() if line.badge is Badge.NZA}
    assert {code: Money.parse(amount) for code, amount in printed.items()} == amounts
