from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from driehoek.adapters.catalogue import (
    CODE_LISTS,
    load_class_hours,
    load_classes,
    load_code_list,
    load_functions,
    load_products,
    load_profile_classes,
    load_regions,
    load_tariff_lines,
    load_tariffs,
    load_time_units,
    load_zzps,
)
from driehoek.adapters.catalogue.packaged import FOLDERS, tables
from driehoek.domain.catalogue import (
    Badge,
    Category,
    Confidence,
    DeliveryForm,
    FunctionClass,
    Region,
    Sector,
    Treatment,
    hours_per_week,
)
from driehoek.kernel import Money, Quantity, Unit, total

TODAY = date(2027, 1, 1)
BEFORE = date(2019, 12, 31)


@pytest.mark.parametrize(
    "table", [table for folder in FOLDERS for table in tables(folder)], ids=lambda table: table.path
)
def test_every_packaged_table_says_where_it_comes_from_and_when_it_was_checked(table: object) -> None:
    head = getattr(table, "head", {})
    assert head["title"]
    assert head["source"]
    assert date.fromisoformat(head["confirmed_on"]) <= date(2026, 11, 30)


@pytest.mark.requirement("A-002")
def test_there_are_31_regions_now_and_there_were_32() -> None:
    regions = load_regions()
    assert len(regions.on(TODAY)) == 31
    assert len(regions.on(BEFORE)) == 32
    assert len(regions.executors(date(2015, 6, 1))) == 10
    assert len(regions.held_by("Achmea", date(2015, 6, 1))) == 10


@pytest.mark.requirement("A-003")
def test_every_region_has_one_office_now_with_a_mark_of_how_sure_we_are() -> None:
    found = [region.designations.find(TODAY) for region in load_regions().on(TODAY)]
    assert all(entry is not None and entry.confirmed_on is None for entry in found)
    marks = Counter(entry.value.confidence for entry in found if entry is not None)
    assert marks == {Confidence.NOT_REVERIFIED: 27, Confidence.UNVERIFIED: 4}
    assert all(entry.value.remark for entry in found if entry is not None)


def test_who_held_a_region_between_2016_and_2023_is_not_known_and_not_guessed() -> None:
    assert all(not region.designations.knows(date(2020, 1, 1)) for region in load_regions().all)


@pytest.mark.requirement("A-003")
def test_every_municipality_of_2019_has_exactly_one_region() -> None:
    regions = load_regions()
    assert len(regions.municipalities) == len({item.code for item in regions.municipalities}) == 355
    for item in regions.municipalities:
        region, _ = regions.of_residence(item.code, TODAY)
        assert region is not None
        assert region in regions.on(TODAY)


@pytest.mark.parametrize(
    ("municipality", "code"),
    [("Utrecht", "5509"), ("Leeuwarden", "5533"), ("Schiedam", "5519"), ("Almere", "5511"), ("'s-Gravenhage", "5518")],
)
def test_some_places_and_their_regions(municipality: str, code: str) -> None:
    region, _ = load_regions().of_residence(municipality, TODAY)
    assert region is not None
    assert str(region.code) == code


def test_friesland_and_the_merged_region_as_in_the_code_list() -> None:
    regions = load_regions()
    friesland = regions.resolve("5502", TODAY)
    assert isinstance(friesland, Region)
    assert (str(friesland.code), friesland.cbs_code) == ("5533", "ZK08")
    merged = regions.resolve("5522", date(2020, 1, 1))
    assert not isinstance(merged, Region)
    assert merged.code.id == "TAR-002"
    assert "5519" in merged.wanted


@pytest.mark.parametrize("day", [BEFORE, TODAY])
def test_the_personal_budgets_of_2015_add_up_to_the_national_sum(day: date) -> None:
    assert total(region.pgb_2015 for region in load_regions().on(day)) == Money.euros(1_360_000_000)
    assert sum(region.inhabitants_2019 for region in load_regions().on(day)) == 16_915_261


@pytest.mark.requirement("G-002")
def test_the_64_care_profiles_with_their_sectors() -> None:
    zzps = load_zzps()
    assert len(zzps) == 64
    assert Counter(zzp.sector for zzp in zzps.values()) == {Sector.VV: 12, Sector.GZ: 30, Sector.GGZ: 18, None: 4}
    assert (zzps["753"].short, zzps["814"].short, zzps["884"].short) == ("4VV", "8VG", "3GGZ W")


@pytest.mark.requirement("G-002")
def test_classes_say_how_much_care_they_mean() -> None:
    classes, functions = load_classes(), load_functions()
    assert len(functions) == 11
    assert (classes["K2"].low, classes["K2"].high) == (Quantity(120, Unit.HOUR), Quantity(240, Unit.HOUR))
    assert classes["KD15"].high == Quantity(15, Unit.HALF_DAY)
    assert classes["KE7"].high == Quantity(7, Unit.ETMAAL)
    assert classes["99"].low is None
    hours = [hours_per_week(FunctionClass(functions[code], classes["K3"]), load_class_hours()) for code in ("31", "41")]
    assert hours == [Quantity.parse("5.5", Unit.HOUR), Quantity.parse("5.5", Unit.HOUR)]
    in_group = FunctionClass(functions["82"], classes["KD04"])
    assert in_group.fits
    assert hours_per_week(in_group, load_class_hours()) is None, "the norm of 2015 has no hours for groups"


def test_the_hours_of_a_class_lie_within_its_bounds() -> None:
    classes = load_classes()
    for row in load_class_hours():
        if row.function != "41":  # nursing counts its classes from zero, other functions from one
            care_class = classes[f"K{row.class_number}"]
            assert care_class.low is not None
            assert care_class.high is not None
            assert care_class.low <= row.hours <= care_class.high


def test_a_profile_lists_the_classes_it_is_made_of() -> None:
    rows = {(row.profile, row.with_group): dict(row.classes) for row in load_profile_classes()}
    assert rows["4VV", False] == {"PV": 4, "VP": 2, "BG-IND": 3}
    assert rows["7VG", True] == {"PV": 4, "VP": 0, "BG-IND": 7, "BG-GRP": 9}
    shorts = {zzp.short for zzp in load_zzps().values()}
    assert {profile for profile, _ in rows} - shorts == {"9bVV"}, "the law writes 9b where the list writes 9VV B"


def test_time_units_are_those_of_the_units_themselves() -> None:
    assert load_time_units() == {unit.code: unit for unit in Unit}


@pytest.mark.requirement("G-006")
def test_the_forms_of_delivery_are_those_of_the_code_list() -> None:
    assert {entry.code for entry in load_code_list("COD578").entries} == {form.code for form in DeliveryForm}


@pytest.mark.parametrize(
    ("name", "number"),
    {
        "COD001": 33,
        "COD163": 64,
        "COD167": 7,
        "COD168": 20,
        "COD218": 10,
        "COD578": 6,
        "COD732": 11,
        "COD756": 32,
    }.items(),
)
def test_code_lists_are_complete(name: str, number: int) -> None:
    assert name in CODE_LISTS
    assert len(load_code_list(name).entries) == number


def test_a_code_counts_on_its_days_only() -> None:
    codes = load_code_list("COD001")
    assert codes.find("5522", date(2019, 12, 31)) is not None
    assert codes.find("5522", date(2020, 1, 1)) is None
    assert codes.find("5533", date(2019, 12, 31)) is None
    assert codes.find("5522") is not None
    assert codes.find("9999") is None
    assert load_code_list("COD163").find("753", TODAY) is not None, "a list without dates holds on any day"


def test_the_one_real_series_is_that_of_2011_and_of_2011_only() -> None:
    lines = [line for line in load_tariff_lines() if line.badge is Badge.NZA]
    assert len(lines) == 17
    assert {(line.period.start, line.period.last) for line in lines} == {(date(2011, 1, 1), date(2011, 12, 31))}
    tariffs = load_tariffs()
    known = tariffs.on("K126", date(2011, 6, 1))
    assert known is not None
    assert known.amount == Money.parse("46.65")
    assert tariffs.on("K126", date(2012, 1, 1)) is None
    assert tariffs.on("K126", date(2027, 1, 1)) is None
    assert len(load_products(2011)) == 17


@pytest.mark.parametrize("year", [2007, 2009, 2012, 2025, 2028])
def test_a_year_we_do_not_know_has_no_products(year: int) -> None:
    assert load_products(year) == ()


@pytest.mark.parametrize("year", [2008, 2026, 2027])
def test_made_up_products_say_so_in_code_and_name_and_badge(year: int) -> None:
    products, tariffs = load_products(year), load_tariffs()
    assert len({product.code for product in products}) == len(products) > 0
    for product in products:
        assert product.synthetic
        assert "(voorbeeld)" in product.name
        tariff = tariffs.on(product.code, date(year, 7, 1))
        assert tariff is not None, f"{product.code} has no tariff"
        assert tariff.badge is Badge.SYNTHETIC
        assert tariff.amount.cents > 0


def test_no_code_is_invented_that_could_be_a_real_one() -> None:
    real = {line.product for line in load_tariff_lines() if line.badge is Badge.NZA}
    assert all(line.product.startswith("SYN") or line.product in real for line in load_tariff_lines())


def test_the_products_of_a_wlz_round_fill_every_block_of_the_budget_form() -> None:
    products = load_products(2027)
    asked_for_apart = {Category.GROUP_EXTRA_CARE}  # no made-up product: a purchaser adds its own to products.csv
    assert {product.category for product in products} == set(Category) - asked_for_apart
    assert {product.sector for product in products} == set(Sector)
    assert {product.unit for product in products} == set(Unit) - {Unit.FIVE_MINUTES}
    profiles = {(p.zzp, p.form, p.treatment) for p in products if p.zzp in {"753", "754", "755", "756", "757"}}
    for code in ("753", "754", "755", "756", "757"):
        for form in (DeliveryForm.RESIDENCE, DeliveryForm.FULL_PACKAGE_HOME):
            assert {(code, form, Treatment.WITH), (code, form, Treatment.WITHOUT)} <= profiles


def test_amounts_made_up_keep_a_plausible_order() -> None:
    tariffs = load_tariffs()

    def cents(code: str) -> int:
        found = tariffs.on(code, TODAY)
        assert found is not None
        return found.amount.cents

    assert cents("SYNVV4R") < cents("SYNVV5R") < cents("SYNVV7R") < cents("SYNVV8R")
    for number in range(4, 9):
        assert cents(f"SYNVV{number}T") < cents(f"SYNVV{number}R") < cents(f"SYNVV{number}RB")
    assert all(
        (earlier := tariffs.on(product.code, date(2026, 7, 1))) is not None
        and earlier.amount.cents <= cents(product.code)
        for product in load_products(2027)
    )


@pytest.mark.requirement("F-003")
def test_the_care_at_home_of_2008_comes_in_hours_and_half_days() -> None:
    products = {product.code: product for product in load_products(2008)}
    for function in ("PV", "VP", "OB", "AB", "BH"):
        variants = [products[f"SYN08{function}{variant}"] for variant in "BSE"]
        assert [word for item in variants for word in ("basis", "speciaal", "extra") if word in item.name] == [
            "basis",
            "speciaal",
            "extra",
        ]
        assert {item.unit for item in variants} == {Unit.HOUR}
    for group, sector in (("V", Sector.VV), ("H", Sector.GZ), ("G", Sector.GGZ)):
        variants = [products[f"SYN08DAG{group}{variant}"] for variant in "BS"]
        assert {(item.unit, item.sector, item.category) for item in variants} == {
            (Unit.HALF_DAY, sector, Category.DAY_ACTIVITY)
        }
    assert len(products) == 5 * 3 + 3 * 2
