"""The maps on the page of a region: its municipalities where their outlines are given, and where the region lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from driehoek.application.need.shown.page import Area, Block, Cell, Map, Sheet
from driehoek.application.need.shown.tables import numbers, words
from driehoek.application.need.shown.view import UNKNOWN, VERDICTS, View
from driehoek.domain.need import ClientGroup, Market, Verdict
from driehoek.domain.need.publish import Measure

_STEPS = {
    Verdict.SURPLUS: 0,
    Verdict.MAYBE_SURPLUS: 1,
    Verdict.BALANCED: 2,
    Verdict.MAYBE_SCARCE: 3,
    Verdict.SCARCE: 4,
}


def of_towns(view: View, shapes: frozenset[str]) -> tuple[Block, ...]:
    """A map per group of the municipalities of which outlines are given."""
    towns = [code for code in view.towns() if code in shapes]
    return tuple(item for group in view.groups() for item in _towns(view, group, towns))


def _towns(view: View, group: ClientGroup, towns: list[str]) -> Iterator[Map]:
    """The conclusion per municipality: the number in it is the place in the table."""
    judged = {code: view.judged(Market(group, code)) for code in towns}
    if not any(item and item.verdict in _STEPS for item in judged.values()):
        return
    areas, rows = [], []
    for number, code in enumerate(towns, start=1):
        item = judged[code]
        verdict = item.verdict if item else Verdict.UNKNOWN
        areas.append(Area(code, str(number), view.town(code), VERDICTS[verdict], _STEPS.get(verdict)))
        gap = view.cell(item.gap, item.market, Measure.GAP) if item else UNKNOWN
        rows.append((Cell(f"{number}. {view.town(code)}"), Cell(VERDICTS[verdict]), gap))
    columns = (*words("Gemeente", "Conclusie"), *numbers("Tekort (+) of over (-)"))
    title = f"Kaart: {group.dutch}"
    yield Map(
        f"f-kaart-{group.value.lower()}",
        title,
        "Elk vlak is een gemeente; het nummer verwijst naar de tabel. Hoe dichter de strepen, hoe groter het tekort.",
        tuple(areas),
        tuple(VERDICTS[verdict] for verdict in _STEPS),
        Sheet(title, columns, tuple(rows)),
    )


def lies(view: View, regions: Mapping[str, tuple[str, str]]) -> tuple[Block, ...]:
    """Where the region lies.

    Args:
        view: of which region.
        regions: per region code its short name and its name.
    """
    here = view.picture.region.code
    if here not in regions:
        return ()
    areas = tuple(
        Area(code, short, name, "", 4 if code == here else None, code == here)
        for code, (short, name) in regions.items()
    )
    rows = tuple((Cell(short), Cell(name), Cell(code)) for code, (short, name) in sorted(regions.items()))
    return (
        Map(
            "f-ligging",
            f"Waar {view.picture.name} ligt",
            "Elk vak is een zorgkantoorregio, ongeveer waar zij ligt. Het donkere vak is deze regio.",
            areas,
            (),
            Sheet("De regio's en hun afkortingen", words("Afkorting", "Regio", "Code"), rows),
            small=True,
        ),
    )
