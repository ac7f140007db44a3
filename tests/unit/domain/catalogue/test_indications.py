from __future__ import annotations

import pytest

from driehoek.domain.catalogue import (
    CareClass,
    CareFunction,
    ClassHours,
    DeliveryForm,
    FunctionClass,
    Indicated,
    Product,
    ProfileGroup,
    Sector,
    Treatment,
    Zzp,
    care_in_year,
    hours_per_week,
)
from driehoek.domain.catalogue.products import Category
from driehoek.kernel import Money, Quantity, Rate, Unit

PV = CareFunction("31", "PV", "Persoonlijke verzorging", Unit.HOUR)
BG_GRP = CareFunction("82", "BG-GRP", "Begeleiding in groepsverband", Unit.HALF_DAY)
K2 = CareClass("K2", "2 tot 4 uur per week", Quantity(120, Unit.HOUR), Quantity(240, Unit.HOUR))
KD04 = CareClass("KD04", "Vier dagdelen", Quantity(4, Unit.HALF_DAY), Quantity(4, Unit.HALF_DAY))
NONE = CareClass("99", "niet van toepassing")
TABLE = (ClassHours("31", 2, Quantity(180, Unit.HOUR)),)


@pytest.mark.requirement("G-002")
def test_care_is_indicated_in_a_profile_or_in_a_function_with_a_class() -> None:
    indicated: list[Indicated] = [
        Zzp("753", "4VV", "4VV: Beschut wonen", ProfileGroup.VV),
        FunctionClass(PV, K2),
    ]
    assert [isinstance(item, Zzp) for item in indicated] == [True, False]


@pytest.mark.requirement("G-002")
@pytest.mark.parametrize(
    ("function", "care_class", "fits"), [(PV, K2, True), (BG_GRP, KD04, True), (PV, KD04, False), (PV, NONE, False)]
)
def test_a_class_is_counted_in_the_unit_of_its_function(
    function: CareFunction, care_class: CareClass, *, fits: bool
) -> None:
    assert FunctionClass(function, care_class).fits is fits


def test_the_number_of_a_class_stands_behind_its_letters() -> None:
    assert [item.number for item in (K2, KD04, NONE)] == [2, 4, None]


def test_hours_come_from_the_table_or_are_not_known() -> None:
    assert hours_per_week(FunctionClass(PV, K2), TABLE) == Quantity(180, Unit.HOUR)
    assert hours_per_week(FunctionClass(PV, KD04), TABLE) is None
    assert hours_per_week(FunctionClass(PV, NONE), TABLE) is None
    assert hours_per_week(FunctionClass(PV, K2), ()) is None


def test_each_family_of_profiles_has_its_sector() -> None:
    assert {group: group.sector for group in ProfileGroup if group.sector is not Sector.GZ} == {
        ProfileGroup.VV: Sector.VV,
        ProfileGroup.GGZ_B: Sector.GGZ,
        ProfileGroup.GGZ_C: Sector.GGZ,
        ProfileGroup.GGZ_W: Sector.GGZ,
        ProfileGroup.OTHER: None,
    }


@pytest.mark.requirement("G-006")
def test_care_comes_as_residence_full_package_modular_package_or_budget() -> None:
    codes = {form.value: form.code for form in DeliveryForm}
    assert codes == {"pgb": "2", "verblijf": "4", "vpt": "5", "mpt": "7", "dtv": "8", "verkeerde-bed": "9"}
    assert [form.value for form in DeliveryForm if form.has_residence] == ["verblijf", "dtv"]
    assert not DeliveryForm.FULL_PACKAGE_HOME.has_residence
    assert [form.value for form in DeliveryForm if not form.in_kind] == ["pgb"]
    assert DeliveryForm.FULL_PACKAGE_HOME.dutch == "volledig pakket thuis (vpt)"


def test_a_made_up_product_says_so_by_its_code() -> None:
    made_up = Product("SYN1", "x", Sector.VV, DeliveryForm.RESIDENCE, Unit.ETMAAL, Category.ZZP, Treatment.WITH)
    real = Product("K126", "x", Sector.VV, DeliveryForm.MODULAR_PACKAGE_HOME, Unit.HOUR, Category.MPT_CARE)
    assert made_up.synthetic
    assert not real.synthetic
    assert [sector.dutch for sector in Sector] == [
        "verpleging en verzorging",
        "gehandicaptenzorg",
        "geestelijke gezondheidszorg",
    ]


@pytest.mark.requirement("O-007", "E-017", "E-018")
def test_a_thousand_clients_bring_hours_by_half_of_the_bandwidth_of_their_class() -> None:
    assert care_in_year(K2, 1, Rate.percent(50), 1) == Quantity(3 * 60, Unit.HOUR)
    year = care_in_year(K2, 1000, Rate.percent(50), 52)
    assert year == Quantity(156_000 * 60, Unit.HOUR)
    assert year.at(Money.parse("54.00")) == Money.euros(8_424_000)


@pytest.mark.parametrize(("norm", "hours"), [("0%", 2), ("25%", 2.5), ("100%", 4)])
def test_the_norm_runs_from_the_least_to_the_most_of_the_class(norm: str, hours: float) -> None:
    assert care_in_year(K2, 1, Rate.parse(norm), 1) == Quantity(int(hours * 60), Unit.HOUR)


def test_half_days_stay_half_days_and_a_class_without_bounds_brings_nothing_known() -> None:
    assert care_in_year(KD04, 3, Rate.percent(50), 52) == Quantity(3 * 4 * 52, Unit.HALF_DAY)
    assert care_in_year(NONE, 3, Rate.percent(50), 52) is None
