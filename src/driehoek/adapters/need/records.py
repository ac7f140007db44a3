"""From a row of a file to a record of need; None when the row has a fault, which has been noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from driehoek.adapters.need import codes, tables
from driehoek.adapters.need.sheet import Row
from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import (
    FOUR_STATUSES_FROM,
    AcceptedWeeks,
    Assumption,
    Basis,
    Births,
    Capacity,
    Centre,
    ClientGroup,
    InCare,
    Indications,
    Inhabitants,
    Location,
    Moves,
    Origin,
    PersonalBudgets,
    Placed,
    Production,
    Space,
    Specification,
    Travel,
    Waiting,
    WaitingStatus,
    status_of,
)
from driehoek.kernel import RegionCode, Unit

BUILDINGS = ("good", "fair", "poor", "closing")
_DAY_UNSTATED = "de dag van telling staat er niet bij; hier de dag van het beeld"
_WORDS = {
    "urgent": WaitingStatus.URGENT,
    "actief": WaitingStatus.ACTIVE,
    "active": WaitingStatus.ACTIVE,
    "voorkeur": WaitingStatus.PREFERENCE,
    "preference": WaitingStatus.PREFERENCE,
    "voorzorg": WaitingStatus.PRECAUTION,
    "precaution": WaitingStatus.PRECAUTION,
    **{status.value: status for status in WaitingStatus},
}
ENDED = ("4", "5")
_NEW_CODES = ("6", "7")
_FULL_TIME = 100
_WEST, _EAST, _SOUTH, _NORTH = 3, 8, 50, 54


def origin(row: Row, how: str = "", basis: Basis = Basis.COUNTED) -> Origin:
    """On what a row rests: its file and line, with the source it names; made up where it says SYNTHETIC."""
    source = row.cells.get("source", "")
    made_up = "SYNTHETIC" in source.upper()
    named = f"{row.file} regel {row.line}" + (f" ({source})" if source else "")
    return Origin(Basis.SYNTHETIC if made_up else basis, named, how)


def _place(row: Row) -> tuple[RegionCode | None, str]:
    town, of_town = row.town()
    region = row.region()
    if of_town is None and region is None and row.good:
        row.fault(codes.PLACE_MISSING)
    return region or of_town, town


def _whom(row: Row) -> tuple[str, ClientGroup | None]:
    profile, of_profile = row.profile()
    group = row.group()
    if of_profile is None and group is None and row.good:
        row.fault(codes.GROUP_MISSING, wanted=row.table.column("group").example)
    return profile, of_profile or group


def indications(row: Row) -> Indications | None:
    """A row of ``indications.csv``."""
    (region, town), (profile, group) = _place(row), _whom(row)
    how = "" if row.cells.get("day") else _DAY_UNSTATED
    found = row.word("form", DeliveryForm), row.day("day"), row.count("count")
    return Indications(region, town, group, profile, *found, origin(row, how)) if row.good else None


def status(row: Row) -> WaitingStatus | None:
    """The waiting status of a row; None when it is empty, and with a note when it says that nobody waits."""
    text = row.text("status")
    found = _WORDS.get(text.casefold()) or status_of(text)
    if text in ENDED:
        row.fault(codes.NOT_WAITING, "status", seen=text)
    elif text and found is None:
        row.fault(codes.WORD_UNKNOWN, "status", seen=text, wanted=row.table.column("status").example)
    return found


def _of_the_round(row: Row) -> bool:
    """Whether a row names a contract and not where or for whom people wait; then it serves the division alone."""
    named = any(row.cells.get(name) for name in ("municipality", "region")) and any(
        row.cells.get(name) for name in ("profile", "group")
    )
    if named or not row.cells.get("contract"):
        return False
    row.fault(codes.OF_THE_ROUND, seen=row.cells["contract"])
    return True


def waiting(row: Row) -> Waiting | None:
    """A row of ``waiting.csv``."""
    if _of_the_round(row):
        return None
    (region, town), (profile, group) = _place(row), _whom(row)
    how = "" if row.cells.get("day") else _DAY_UNSTATED
    found, day = status(row), row.day("day")
    text = row.cells.get("status", "")
    if text in _NEW_CODES and day < FOUR_STATUSES_FROM:
        row.fault(codes.STATUS_OLD, "status", seen=text, wanted=day.isoformat())
    count = row.count("count")
    where = row.text("classification"), row.contract("contract")
    if not row.good or group is None or text in ENDED:
        return None
    return Waiting(region, town, group, profile, found, *where, day, count, origin(row, how))


def steered(row: Row) -> Waiting | None:
    """A row of ``steered.csv``."""
    (region, town), group = _place(row), row.group()
    count, day, contract = row.count("count"), row.day("day"), row.contract("contract")
    if not row.good or group is None:
        return None
    found = WaitingStatus.ACTIVE, "", contract, day, count, origin(row)
    return Waiting(region, town, group, "", *found, by_purchaser=True)


def in_care(row: Row) -> InCare | None:
    """A row of ``in-care.csv``."""
    region, town = _place(row)
    group, form, day, count = row.group(), row.word("form", DeliveryForm), row.day("day"), row.count("count")
    return InCare(region, town, group, form, day, count, origin(row)) if row.good and group else None


def placed(row: Row) -> Placed | None:
    """A row of ``placed.csv``."""
    region, group, until = row.region(), row.group(), row.day("until")
    count, within = row.count("count"), row.count_or_none("within_term")
    if within is not None and within > count:
        row.fault(codes.HUGE, "within_term", seen=str(within), wanted=str(count))
    return Placed(region, group, until, count, within, origin(row)) if row.good and region and group else None


def location(row: Row) -> Location | None:
    """A row of ``locations.csv``."""
    contract, name, (town, _) = row.contract("contract"), row.text("location"), row.town()
    concern = row.text("concern") or contract
    groups, niches = row.groups("groups"), row.texts("niches")
    latitude, longitude = row.degrees("latitude", _SOUTH, _NORTH), row.degrees("longitude", _WEST, _EAST)
    if not row.good:
        return None
    return Location(contract, name, town, concern, groups, niches, latitude, longitude, origin(row))


def capacity(row: Row) -> Capacity | None:
    """A row of ``capacity.csv``."""
    contract, name, group = row.contract("contract"), row.text("location"), row.group()
    form, year, places = row.word("form", DeliveryForm), row.year("year"), row.count("places")
    building, staff = row.text("building").casefold(), row.scaled("staff", _FULL_TIME)
    if building and building not in BUILDINGS:
        row.fault(codes.WORD_UNKNOWN, "building", seen=building, wanted=", ".join(BUILDINGS))
    if staff is not None and staff < 0:
        row.fault(codes.NEGATIVE, "staff", seen=row.text("staff"))
    if not row.good or group is None or form is None:
        return None
    return Capacity(contract, name, group, form, year, places, building, staff, origin(row))


def moves(row: Row) -> Moves | None:
    """A row of ``moves.csv``."""
    start, end, group = row.contract("from"), row.contract("to"), row.group()
    year, count = row.year("year"), row.count("count")
    return Moves(start, end, group, year, count, origin(row)) if row.good and group else None


def production(row: Row) -> Production | None:
    """A row of ``production.csv``."""
    contract, (town, _), group = row.contract("contract"), row.town(), row.group()
    form, month, unit = row.word("form", DeliveryForm), row.month("month"), row.word("unit", Unit)
    quantity, amount = row.quantity("quantity", unit or Unit.PIECE), row.money("amount")
    clients = row.count_or_none("clients")
    if not row.good or group is None or form is None:
        return None
    return Production(contract, town, group, form, month, quantity, amount, clients, origin(row))


def inhabitants(row: Row) -> Inhabitants | None:
    """A row of ``inhabitants.csv``."""
    region, town = _place(row)
    year, count, aged = row.year("year"), row.count("count"), row.count_or_none("aged")
    if aged is not None and aged > count:
        row.fault(codes.HUGE, "aged", seen=str(aged), wanted=str(count))
    return Inhabitants(region, town, year, count, aged, origin(row)) if row.good and region else None


def centre(row: Row) -> Centre | None:
    """Where the people of a row of ``inhabitants.csv`` live, when it says so."""
    town = row.town()[0]
    latitude, longitude = row.degrees("latitude", _SOUTH, _NORTH), row.degrees("longitude", _WEST, _EAST)
    known = row.good and town and latitude is not None and longitude is not None
    return Centre(town, latitude or 0, longitude or 0) if known else None


def births(row: Row) -> Births | None:
    """A row of ``births.csv``."""
    region, town = _place(row)
    year, count = row.year("year"), row.count("count")
    return Births(region, town, year, count, origin(row)) if row.good and region else None


def budgets(row: Row) -> PersonalBudgets | None:
    """A row of ``pgb.csv``."""
    region, month, months = row.region(), row.month("month"), row.count_or_none("months", 12) or 1
    amount, holders = row.money("amount"), row.count_or_none("holders")
    return PersonalBudgets(region, month, months, amount, holders, origin(row)) if row.good and region else None


def space(row: Row) -> Space | None:
    """A row of ``spaces.csv``."""
    region, year, amount = row.region(), row.year("year"), row.money("amount")
    return Space(region, year, amount, origin(row)) if row.good and region else None


def specification(row: Row) -> Specification | None:
    """A row of ``specifications.csv``."""
    region, town = _place(row)
    group, text, role = row.group(), row.text("text"), row.text("raised_by")
    return Specification(region, group, town, text, role, origin(row)) if row.good and region and group else None


def assumption(row: Row) -> Assumption | None:
    """A row of ``assumptions.csv``."""
    scenario, name, group = row.text("scenario"), row.text("name"), row.group()
    year, value = row.year("year"), row.share("value")
    row.text("source")
    found = origin(row, row.text("why"), Basis.ASSUMED)
    return Assumption(scenario, name, group, year, value, found) if row.good else None


def travel(row: Row) -> Travel | None:
    """A row of ``travel.csv``."""
    (start, _), (end, _), minutes = row.town("from"), row.town("to"), row.count_or_none("minutes", 24 * 60)
    return Travel(start, end, minutes) if row.good and minutes is not None else None


def term(row: Row) -> AcceptedWeeks | None:
    """A row of ``terms.csv``."""
    group, weeks, start, through = row.group(), row.count("weeks"), row.day("from"), row.day_or_none("through")
    confirmed, source = row.flag("confirmed"), row.text("source")
    return AcceptedWeeks(group, weeks, start, through, confirmed, source) if row.good and group else None


READERS: Mapping[str, tuple[str, Callable[[Row], Any]]] = {
    tables.INDICATIONS.file: ("indications", indications),
    tables.WAITING.file: ("waiting", waiting),
    tables.STEERED.file: ("waiting", steered),
    tables.IN_CARE.file: ("in_care", in_care),
    tables.PLACED.file: ("placed", placed),
    tables.LOCATIONS.file: ("locations", location),
    tables.CAPACITY.file: ("capacity", capacity),
    tables.MOVES.file: ("moves", moves),
    tables.PRODUCTION.file: ("production", production),
    tables.INHABITANTS.file: ("inhabitants", inhabitants),
    tables.BIRTHS.file: ("births", births),
    tables.BUDGETS.file: ("budgets", budgets),
    tables.SPACES.file: ("spaces", space),
    tables.SPECIFICATIONS.file: ("specifications", specification),
    tables.ASSUMPTIONS.file: ("assumptions", assumption),
    tables.TRAVEL.file: ("travel", travel),
    tables.TERMS.file: ("terms", term),
}
"""Per file the field of `NeedInputs` that its records go into, and how a row becomes one."""
