"""SYNTHETIC: a small region whose picture of need can be reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from driehoek.application.need import Asked
from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import (
    Basis,
    Capacity,
    Centre,
    ClientGroup,
    Indications,
    Inhabitants,
    Location,
    NeedInputs,
    Origin,
    PersonalBudgets,
    Placed,
    Production,
    Space,
    Waiting,
    WaitingStatus,
)
from driehoek.kernel import Money, Quantity, RegionCode, Unit

REGION = RegionCode("5510")
DAY = date(2026, 11, 1)
TOWNS = (("0171", "Noordoostpolder"), ("0303", "Dronten"), ("0995", "Lelystad"))
FROM_FILE = Origin(Basis.COUNTED, "need/ (SYNTHETIC)")
ELDERLY, INTELLECTUAL = ClientGroup.ELDERLY, ClientGroup.INTELLECTUAL
RESIDENCE, HOME, PGB = DeliveryForm.RESIDENCE, DeliveryForm.MODULAR_PACKAGE_HOME, DeliveryForm.PGB
ONE, TWO, THREE = "99000001", "99000002", "99000003"


def asked(year: int = 2027, day: date = DAY) -> Asked:
    """The picture of the small region."""
    return Asked(REGION, "Flevoland", year, day, municipalities=TOWNS)


def indicated(
    town: str, profile: str, form: DeliveryForm | None, year: int, count: int, group: ClientGroup = ELDERLY
) -> Indications:
    """A count on 1 January of a year."""
    return Indications(REGION, town, group, profile, form, date(year, 1, 1), count, FROM_FILE)


def waits(town: str, status: WaitingStatus, count: int, contract: str = "", *, steered: bool = False) -> Waiting:
    """Elderly people who wait on 1 October 2026."""
    day = date(2026, 10, 1)
    return Waiting(REGION, town, ELDERLY, "", status, "", contract, day, count, FROM_FILE, by_purchaser=steered)


def location(contract: str, name: str, town: str, concern: str, *niches: str) -> Location:
    """A location for the elderly, in the middle of its town."""
    point = next(item for item in CENTRES if item.municipality == town)
    return Location(contract, name, town, concern, (ELDERLY,), niches, point.latitude, point.longitude, FROM_FILE)


def places(contract: str, name: str, year: int, count: int, building: str = "good") -> Capacity:
    """Places with residence for the elderly."""
    return Capacity(contract, name, ELDERLY, RESIDENCE, year, count, building, None, FROM_FILE)


def delivered(contract: str, town: str, month: date, euros: int, clients: int | None = None) -> Production:
    """What was delivered to the elderly with residence in a month."""
    amount, days = Money.euros(euros), Quantity(euros // 100, Unit.ETMAAL)
    return Production(contract, town, ELDERLY, RESIDENCE, month, days, amount, clients, FROM_FILE)


CENTRES = (
    Centre("0171", 52_710_000, 5_750_000),
    Centre("0303", 52_520_000, 5_710_000),
    Centre("0995", 52_510_000, 5_470_000),
)
_WAITING = (
    waits("0995", WaitingStatus.URGENT, 3, ONE),
    waits("0995", WaitingStatus.ACTIVE, 9, ONE),
    waits("0303", WaitingStatus.ACTIVE, 6, TWO),
    waits("0995", WaitingStatus.PREFERENCE, 50, ONE),
    waits("0303", WaitingStatus.PREFERENCE, 22, TWO),
    waits("0171", WaitingStatus.PREFERENCE, 2, THREE),
    waits("0995", WaitingStatus.PRECAUTION, 30),
    waits("0303", WaitingStatus.ACTIVE, 4, TWO, steered=True),
)
_MONTHS = tuple(date(2026, month, 1) for month in range(1, 10))


def small_region() -> NeedInputs:
    """Three towns, three providers of care for the elderly, and people with a mental disability for whom nobody is.

    Elderly, counted on 1 January: 400 with residence and 100 with a pgb in 2024, 420 and 100 in 2025, 440 and 100 in
    2026. Places: 250 in Lelystad (provider 1), 100 in Dronten (2), 50 in Noordoostpolder (3, same concern as 2), of
    which the last close in 2027.
    """
    counts = [
        indicated(town, "5VV", form, year, count + (year - 2024) * more)
        for year in (2024, 2025, 2026)
        for town, form, count, more in (
            ("0995", RESIDENCE, 200, 10),
            ("0303", RESIDENCE, 120, 5),
            ("0171", RESIDENCE, 80, 5),
            ("0995", PGB, 60, 0),
            ("0303", PGB, 40, 0),
        )
    ]
    return NeedInputs(
        indications=(*counts, indicated("0171", "6VG", RESIDENCE, 2026, 12, INTELLECTUAL)),
        waiting=_WAITING,
        placed=(Placed(REGION, ELDERLY, date(2026, 9, 30), 150, 120, FROM_FILE),),
        locations=(
            location(ONE, "Meerzicht", "0995", "alleen", "palliative-terminal"),
            location(TWO, "Polderhof", "0303", "samen"),
            location(THREE, "Urkerdijk", "0171", "samen", "shelter"),
        ),
        capacity=(
            places(ONE, "Meerzicht", 2026, 250),
            places(TWO, "Polderhof", 2026, 100),
            places(THREE, "Urkerdijk", 2026, 50, "poor"),
            places(THREE, "Urkerdijk", 2027, 0, "closing"),
        ),
        production=tuple(
            delivered(contract, town, month, euros, clients)
            for month in _MONTHS
            for contract, town, euros, clients in (
                (ONE, "0995", 1_200_000, 240),
                (TWO, "0303", 500_000, 100),
                (THREE, "0171", 300_000, 48),
            )
        ),
        inhabitants=(
            Inhabitants(REGION, "", 2025, 170_000, 7_000, FROM_FILE),
            Inhabitants(REGION, "", 2026, 171_000, 7_200, FROM_FILE),
        ),
        budgets=tuple(
            PersonalBudgets(REGION, month, 1, Money.euros(100_000 + 2_000 * index), None, FROM_FILE)
            for index, month in enumerate(_MONTHS)
        ),
        centres=CENTRES,
        spaces=(Space(REGION, 2026, Money.euros(24_050_000), FROM_FILE),),
    )


def without_places() -> NeedInputs:
    """The same region where nobody wrote down what there is."""
    return replace(small_region(), locations=(), capacity=(), production=(), spaces=())
