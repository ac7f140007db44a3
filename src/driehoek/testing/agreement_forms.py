"""Forms of agreements for tests and trials: all figures are made up (SYNTHETIC)."""

from __future__ import annotations

from datetime import UTC, datetime

from driehoek.application.agreement.form import AgreementForm, FormRow, Room
from driehoek.domain.agreement.sheet import Cell, Column, Place, Sheet, Side
from driehoek.kernel import Money, Quantity, Unit

EXPORTED_AT = datetime(2026, 10, 20, 9, 30, tzinfo=UTC)
_UNITS = (Unit.HOUR, Unit.ETMAAL, Unit.HALF_DAY)
_ROOMS = ("Verblijf", "Thuis")
_UNEVEN = 7919
"""A prime, so that quantities and prices end in all figures."""


def form_of(count: int, side: Side = Side.PROVIDER) -> AgreementForm:
    """A form with ``count`` lines in two lots and two rooms; each third line counts hours and minutes."""
    rows, cells = [], {}
    for number in range(count):
        unit = _UNITS[number % len(_UNITS)]
        lot, product = f"perceel-{number % 2 + 1}", f"SYN{number:04d}"
        quantity = Quantity((number * _UNEVEN) % 90_000 + 31, unit)
        room = _ROOMS[number % 2]
        made = "95% van het hoogste tarief (SYNTHETIC)."
        limit = Quantity(quantity.steps + 500, unit)
        rows.append(FormRow(lot, f"Perceel {number % 2 + 1}", product, f"Prestatie {number}", unit, limit, room, made))
        cells[Place(lot, product)] = Cell(quantity.steps)
        cells[Place(lot, product, Column.PRICE)] = Cell((number * _UNEVEN) % 25_000 + 1)
    rooms = tuple(Room(name, Money(10**12)) for name in _ROOMS)
    return AgreementForm(
        agreement="afspraak-1",
        contract="06010001",
        provider="Zorggroep Voorbeeld (SYNTHETIC)",
        purchaser="Zorgkantoor Voorbeeld (SYNTHETIC)",
        year=2027,
        side=side,
        version=2,
        fingerprint="f" * 64,
        exported_at=EXPORTED_AT,
        rows=tuple(rows),
        rooms=rooms,
        sheet=Sheet(cells),
        synthetic=True,
    )
