"""More of what is offered: places by form and building, staff, mergers, the purchaser's position, and who moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction

from driehoek.application.need.shown.page import Block, Cell, Sheet
from driehoek.application.need.shown.tables import numbers, words
from driehoek.application.need.shown.view import UNKNOWN, View
from driehoek.domain.need import Basis, Share, Supply, concentration, merged
from driehoek.domain.need.publish import Measure
from driehoek.kernel.dutch import grouped, number, percentage

MOST = 12
_STATES = {"good": "goed", "fair": "redelijk", "poor": "slecht", "closing": "sluit", "": "niet bekend"}


def details(view: View) -> Iterator[Block]:
    """The tables, each where something of it is known."""
    held = [item for item in view.picture.supply if not item.market.municipality]
    shown = [item for item in held if not view.mark(item.market, Measure.PLACES)]
    yield from _forms(shown)
    yield from _buildings(shown)
    yield from _mergers(held)
    yield from _positions(view)
    yield from _moves(view)


def _forms(held: list[Supply]) -> Iterator[Block]:
    rows = tuple(
        (Cell(item.market.group.dutch), Cell(form.dutch), Cell(grouped(now)), Cell(grouped(then)))
        for item in held
        for form, now, then in item.by_form
    )
    if rows:
        columns = (*words("Groep", "Leveringsvorm"), *numbers("Plaatsen nu", "Gepland"))
        yield Sheet("Plaatsen per leveringsvorm: verblijf, en geclusterd wonen met zorg", columns, rows)


def _buildings(held: list[Supply]) -> Iterator[Block]:
    rows = tuple(
        (
            Cell(item.market.group.dutch),
            Cell(", ".join(f"{_STATES.get(state, state)}: {grouped(places)}" for state, places in item.by_building)),
            UNKNOWN if item.staff is None else Cell(number(Fraction(item.staff, 100), 1)),
        )
        for item in held
        if any(state for state, _ in item.by_building) or item.staff is not None
    )
    if rows:
        columns = (*words("Groep", "Plaatsen naar staat van het gebouw"), *numbers("Personeel (fte)"))
        yield Sheet("Gebouwen en personeel", columns, rows)


def _mergers(held: list[Supply]) -> Iterator[Block]:
    """What it would do to the concentration when the two largest concerns became one (C-006)."""
    rows = []
    for item in held:
        found = _largest(item.shares)
        if len(found) > 1 and item.concentration is not None:
            after = concentration(merged(item.shares, found[0], found[1]))
            if after is not None:
                rows.append(
                    (
                        Cell(item.market.group.dutch),
                        Cell(f"{found[0]} en {found[1]}"),
                        Cell(percentage(item.concentration, 1), Basis.DERIVED),
                        Cell(percentage(after, 1), Basis.DERIVED),
                    )
                )
    if rows:
        columns = (*words("Groep", "Samen"), *numbers("Concentratie nu", "Na samengaan"))
        yield Sheet("Als de twee grootste concerns samengaan", columns, tuple(rows))


def _largest(shares: tuple[Share, ...]) -> list[str]:
    sums: defaultdict[str, Fraction] = defaultdict(Fraction)
    for share in shares:
        sums[share.concern] += share.share.value
    return sorted(sums, key=lambda name: (-sums[name], name))[:2]


def _positions(view: View) -> Iterator[Block]:
    """Beside which providers the purchaser stands weak (C-026)."""
    rows = tuple(
        (
            Cell(group.dutch),
            Cell(view.provider(item.contract)),
            Cell(percentage(item.share, 1), Basis.DERIVED),
            Cell(str(item.others)),
            Cell(str(item.diversity)),
        )
        for group, found in view.picture.positions
        for item in found
        if item.weak
    )[:MOST]
    if rows:
        columns = (*words("Groep", "Aanbieder"), *numbers("Deel van de markt", "Andere aanbieders", "Soorten daarvan"))
        yield Sheet("Aanbieders van wie de regio afhangt", columns, rows)


def _moves(view: View) -> Iterator[Block]:
    """Who left and who came, per provider, in the last year known."""
    came, left = Counter[str](), Counter[str]()
    for item in view.picture.moves:
        came[item.to_contract] += item.count
        left[item.from_contract] += item.count
    names = sorted({*came, *left} - {""}, key=lambda name: (-came[name] - left[name], name))[:MOST]
    rows = tuple((Cell(view.provider(name)), Cell(grouped(came[name])), Cell(grouped(left[name]))) for name in names)
    if rows:
        year = view.picture.moves[0].year
        yield Sheet(
            f"Cliënten die in {year} van aanbieder wisselden", (*words("Aanbieder"), *numbers("Kwamen", "Gingen")), rows
        )
