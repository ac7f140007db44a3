"""The packaged catalogue as objects of the domain. Everything is read once, checked on reading, and cached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from driehoek.adapters.catalogue.packaged import PackagedTable, PackagedTableError, period, read_table, tables
from driehoek.domain.catalogue import (
    Badge,
    CareClass,
    CareFunction,
    Category,
    ClassHours,
    CodeEntry,
    CodeList,
    Confidence,
    DeliveryForm,
    Designation,
    Municipality,
    Product,
    ProfileClasses,
    ProfileGroup,
    Region,
    Regions,
    Sector,
    TariffLine,
    TariffTable,
    Treatment,
    Zzp,
    one_region_each,
    tariff_table,
)
from driehoek.domain.quality import Matter, Right
from driehoek.kernel import Dated, Entry, Money, Period, Quantity, RegionCode, Unit

CODE_LISTS = ("COD001", "COD163", "COD167", "COD168", "COD218", "COD578", "COD732", "COD756")
"""The published code lists that are packaged; COD218 holds the time units of claims."""


@cache
def load_code_list(name: str) -> CodeList:
    """A published code list, such as ``COD578``; one of `CODE_LISTS`."""
    table = read_table(f"codes/{name.lower()}.csv")
    entries = tuple(CodeEntry(row["code"], row["meaning"], _counts(row)) for row in table.rows)
    _once(table, [entry.code for entry in entries])
    return CodeList(name, table.head["title"], table.source, table.confirmed_on, entries)


@cache
def load_zzps() -> Mapping[str, Zzp]:
    """The care profiles by COD163 code."""
    table = read_table("codes/cod163.csv")
    found = {
        row["code"]: Zzp(row["code"], row["short"], row["meaning"], ProfileGroup(row["group"])) for row in table.rows
    }
    for row in table.rows:
        sector = found[row["code"]].sector
        if (sector.value if sector else "") != row["sector"]:
            msg = f"{table.path}: {row['code']} has another sector than its group"
            raise PackagedTableError(msg)
    return found


@cache
def load_functions() -> Mapping[str, CareFunction]:
    """The functions by COD732 code."""
    return {
        row["code"]: CareFunction(row["code"], row["short"], row["meaning"], _unit(row["unit"]))
        for row in read_table("codes/cod732.csv").rows
    }


@cache
def load_classes() -> Mapping[str, CareClass]:
    """The classes by COD756 code, with the care per week they stand for."""
    return {row["code"]: _care_class(row) for row in read_table("codes/cod756.csv").rows}


@cache
def load_time_units() -> Mapping[str, Unit]:
    """Our unit per time-unit code of claims (COD218), where we have one."""
    rows = read_table("codes/cod218.csv").rows
    return {row["code"]: unit for row in rows if (unit := _unit(row["unit"]))}


@cache
def load_class_hours() -> tuple[ClassHours, ...]:
    """The hours a week for which a class counts: a norm of 2015, never shown as one of today."""
    rows = read_table("classes/hours_per_class_2015.csv").rows
    return tuple(
        ClassHours(row["function"], int(row["class"]), Quantity.parse(row["hours"], Unit.HOUR)) for row in rows
    )


@cache
def load_profile_classes() -> tuple[ProfileClasses, ...]:
    """The classes that make up a care profile for the personal budget: a norm of 2015."""
    names = ("PV", "VP", "BG-IND", "BG-GRP")
    return tuple(
        ProfileClasses(
            row["profile"], row["group"] == "yes", tuple((name, int(row[name])) for name in names if row[name])
        )
        for row in read_table("classes/classes_per_profile_2015.csv").rows
    )


@cache
def load_regions() -> Regions:
    """The zorgkantoor regions, their executors by date, and the municipalities of 2019."""
    table, list_2019 = read_table("regions/regions.csv"), read_table("regions/municipalities_2019.csv")
    designations: dict[str, list[Entry[Designation]]] = {}
    for row in read_table("regions/designations.csv").rows:
        designations.setdefault(row["region"], []).append(_designation(row))
    found = tuple(_region(row, designations.get(row["code"], [])) for row in table.rows)
    _once(table, [code.code for region in found for code in (region.code, *region.aliases)])
    municipalities = tuple(
        Municipality(row["code"], row["name"], _region_code(row["region"])) for row in list_2019.rows
    )
    one_region_each(municipalities)
    return Regions(found, municipalities, date.fromisoformat(list_2019.head["as_of"]))


@cache
def load_products(year: int) -> tuple[Product, ...]:
    """The packaged products of ``year`` in the order of the file; no products for a year we do not know.

    2026 and 2027 give SYNTHETIC products of the Wlz, 2008 those of the AWBZ, 2011 the K-codes of the NZa.
    """
    wanted = Period.year(year)
    return tuple(
        _product(row)
        for table in tables("products")
        if table.period and table.period.overlaps(wanted)
        for row in table.rows
    )


@cache
def load_tariff_lines() -> tuple[TariffLine, ...]:
    """Every packaged maximum tariff, with badge and source."""
    return tuple(_tariff(row, table) for table in tables("tariffs") for row in table.rows)


@cache
def load_tariffs() -> TariffTable:
    """The packaged maximum tariffs as one table: SYNTHETIC ones for 2008, 2026 and 2027, those of the NZa for 2011."""
    table, findings = tariff_table(load_tariff_lines())
    if findings:
        msg = f"packaged tariffs: {findings[0].sentence()}"
        raise PackagedTableError(msg)
    return table


def _once(table: PackagedTable, codes: list[str]) -> None:
    if len(set(codes)) != len(codes):
        msg = f"{table.path}: a code stands there twice"
        raise PackagedTableError(msg)


def _counts(row: Mapping[str, str]) -> Period | None:
    if not row.get("from"):
        return None
    until = row.get("until", "")
    return Period(date.fromisoformat(row["from"]), date.fromisoformat(until) if until else None)


def _unit(word: str) -> Unit | None:
    return Unit(word) if word else None


def _care_class(row: Mapping[str, str]) -> CareClass:
    unit = _unit(row["unit"])
    if unit is None:
        return CareClass(row["code"], row["meaning"])
    return CareClass(row["code"], row["meaning"], Quantity.parse(row["low"], unit), Quantity.parse(row["high"], unit))


def _region_code(text: str) -> RegionCode:
    code = RegionCode.parse(text)
    if code is None:
        msg = f"no region code: {text!r}"
        raise PackagedTableError(msg)
    return code


def _designation(row: Mapping[str, str]) -> Entry[Designation]:
    return Entry(
        period(row["from"], row["through"]),
        Designation(row["executor"], Confidence(row["confidence"]), row["remark"]),
        row["source"],
        date.fromisoformat(row["confirmed_on"]) if row["confirmed_on"] else None,
    )


def _region(row: Mapping[str, str], designations: list[Entry[Designation]]) -> Region:
    return Region(
        code=_region_code(row["code"]),
        name=row["name"],
        period=Period(date.min, date.fromisoformat(row["until"]) if row["until"] else None),
        designations=Dated.of(designations),
        aliases=(_region_code(row["alias"]),) if row["alias"] else (),
        cbs_code=row["cbs_code"],
        cbs_name=row["cbs_name"],
        inhabitants_2019=int(row["inhabitants_2019"]),
        pgb_2015=Money.parse(row["pgb_2015"]),
        merged_into=_region_code(row["merged_into"]) if row["merged_into"] else None,
    )


def _product(row: Mapping[str, str]) -> Product:
    if row["zzp"] and row["zzp"] not in load_zzps():
        msg = f"product {row['code']}: no such care profile: {row['zzp']}"
        raise PackagedTableError(msg)
    if row["function"] and row["function"] not in load_functions():
        msg = f"product {row['code']}: no such function: {row['function']}"
        raise PackagedTableError(msg)
    return Product(
        code=row["code"],
        name=row["name"],
        sector=Sector(row["sector"]),
        form=DeliveryForm(row["form"]),
        unit=Unit(row["unit"]),
        category=Category(row["category"]),
        treatment=Treatment(row["treatment"]),
        zzp=row["zzp"] or None,
        function=row["function"] or None,
    )


def _tariff(row: Mapping[str, str], table: PackagedTable) -> TariffLine:
    return TariffLine(
        product=row["product"],
        maximum=Money.parse(row["maximum"]),
        period=period(row["from"], row["through"]),
        badge=Badge(row["badge"]),
        source=row["source"],
        confirmed_on=table.confirmed_on,
    )


@cache
def load_matters() -> tuple[Matter, ...]:
    """On what a client council advises or consents, each for the time in which the law had it so."""
    return tuple(
        Matter(row["id"], row["name"], Right(row["right"]), row["article"], period(row["from"], row["through"]))
        for row in read_table("councils/matters.csv").rows
    )
