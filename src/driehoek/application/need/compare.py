"""Pictures side by side: one figure of every region in a row, with the sum, and the space on two bases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from driehoek.domain.need import ClientGroup, Demand, Figure, NeedInputs, Picture, keys_for, two_bases
from driehoek.kernel import Money


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of every region.

    Attributes:
        group: of which client group.
        what: which figure, as in the id of a line.
        figures: per region code; None where the region does not know it.
        total: the sum of what is known.
    """

    group: ClientGroup
    what: str
    figures: tuple[tuple[str, Figure | None], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pictures side by side.

    Attributes:
        regions: code and name, in the order of the pictures.
        rows: one figure each.
        bases: per region the regional space on the two bases of E-003, historical and by need; empty without a total.
    """

    regions: tuple[tuple[str, str], ...]
    rows: tuple[Compared, ...]
    bases: tuple[tuple[str, Money, Money], ...] = ()


_FIGURES: tuple[tuple[str, Callable[[Demand], Figure | None]], ...] = (
    ("indicated", lambda asked: asked.indicated),
    ("next-year", lambda asked: asked.next_year),
    ("in-care", lambda asked: asked.in_care),
    ("needing-place", lambda asked: asked.needing_place),
)


def compare(pictures: Sequence[Picture]) -> Comparison:
    """Put the figures of whole regions side by side: demand, waiting per status, places and gap."""
    groups = [group for group in ClientGroup if any(_asked(item, group) for item in pictures)]
    rows = [row for group in groups for row in _rows(pictures, group) if any(figure for _, figure in row.figures)]
    return Comparison(tuple((item.region.code, item.name) for item in pictures), tuple(rows))


def _rows(pictures: Sequence[Picture], group: ClientGroup) -> Iterable[Compared]:
    asks = [(item.region.code, _asked(item, group)) for item in pictures]
    for what, of in _FIGURES:
        yield _row(group, what, [(code, of(asked) if asked else None) for code, asked in asks])
    statuses = dict.fromkeys(status for _, asked in asks if asked for status, _ in asked.waiting)
    for status in statuses:
        found = [(code, dict(asked.waiting).get(status) if asked else None) for code, asked in asks]
        yield _row(group, status.value, found)
    for what in ("places", "planned", "gap"):
        yield _row(group, what, [(item.region.code, _named(item, group, what)) for item in pictures])


def _row(group: ClientGroup, what: str, figures: list[tuple[str, Figure | None]]) -> Compared:
    return Compared(group, what, tuple(figures), sum(figure.value for _, figure in figures if figure))


def _asked(item: Picture, group: ClientGroup) -> Demand | None:
    return next((asked for asked in item.demand if asked.market.group is group and not asked.market.municipality), None)


def _named(item: Picture, group: ClientGroup, what: str) -> Figure | None:
    line = item.line(f"{item.region.code}/{group.value}/{what}")
    return line.figure if line else None


_BOTH = 2


def space_on_two_bases(inputs: NeedInputs, total: Money) -> tuple[tuple[str, Money, Money], ...]:
    """The national space over the regions: by a trace of the past, and by the people who live there (E-003, C-015).

    The sums of personal budgets of a region are the only regional money that is published; a purchaser who knows the
    budgets of the institutions puts those in their place.

    Returns:
        Per region the two amounts; nothing where either is not known of the same regions.
    """
    keys = keys_for(inputs, None)
    if len(keys) < _BOTH:
        return ()
    people, money = keys
    parts = two_bases(total.cents, money.weights, people.weights)
    return tuple((code, Money(past), Money(need)) for code, (past, need) in parts.items())
