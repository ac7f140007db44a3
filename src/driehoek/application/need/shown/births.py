"""Births and what is expected of them (C-019): for who looks at maternity care beside the care of the Wlz."""

from __future__ import annotations

from driehoek.application.document import paragraph
from driehoek.application.need.shown.page import Cell, Part, Sheet
from driehoek.application.need.shown.tables import numbers, words
from driehoek.application.need.shown.view import NONE, View, plain, signed
from driehoek.domain.need import BirthsAhead
from driehoek.kernel.dutch import grouped


def births(view: View) -> Part:
    """How many children were born, how that changed, and how many are expected in the contract year."""
    rows = tuple(_row(view, item) for item in view.picture.births)
    said = paragraph(
        "Kraamzorg hoort bij de Zorgverzekeringswet: niet het zorgkantoor, maar zorgverzekeraars kopen haar in. Het "
        "aantal geboorten staat hier voor wie de zorg in de regio samen bekijkt."
    )
    columns = (
        *words("Waar"),
        *numbers(
            "Eerste jaar", "Laatste jaar", "Geboorten", "Verschil", "In procenten", f"Verwacht in {view.picture.year}"
        ),
    )
    table = Sheet("Geboorten, en wat er wordt verwacht", columns, rows)
    return Part("geboorten", "Geboorten en kraamzorg", "births and maternity care", (said, table) if rows else ())


def _row(view: View, item: BirthsAhead) -> tuple[Cell, ...]:
    absolute = NONE if item.absolute is None else Cell(_signed(item.absolute), item.count.origin.basis)
    share = NONE if item.change is None else Cell(signed(item.change), item.count.origin.basis)
    return (
        Cell(view.town(item.municipality) if item.municipality else "de hele regio"),
        Cell(str(item.first)),
        Cell(str(item.year)),
        plain(item.count),
        absolute,
        share,
        plain(item.next),
    )


def _signed(count: int) -> str:
    return f"+{grouped(count)}" if count > 0 else grouped(count)
