"""The tables of what-if as CSV: UTF-8 with a mark so that Excel reads it, ``;`` between cells, exact amounts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from fractions import Fraction
from io import StringIO

from driehoek.application.what_if.beside import Beside
from driehoek.application.what_if.dials import size
from driehoek.application.what_if.effects import Effect
from driehoek.application.what_if.sweep import Bar, Point, Sweep
from driehoek.application.what_if.trial import Tried
from driehoek.kernel import Money, Rate, decimal_text

Cell = str | int | Money | Rate | None


def tried_csv(tried: Tried) -> bytes:
    """Per touched contract what a scenario does, with the steps that cause it."""
    head = (
        "contract",
        "name",
        "sector",
        "before",
        "after",
        "difference",
        "per_cent",
        "same_care",
        "tariff_before",
        "tariff_after",
        "steps",
        "tariff_steps",
    )
    return _table(head, (_effect(item) for item in tried.effects.each))


def _effect(item: Effect) -> tuple[Cell, ...]:
    change = item.change
    rules = "; ".join(f"{rule.step} {rule.difference}" for rule in change.rules)
    tariff = "; ".join(f"{move.step} {move.points}" for move in item.tariff)
    money = (change.before, change.after, change.difference, item.share, item.same_care)
    return (
        change.contract,
        change.name,
        change.sector.value,
        *money,
        change.share_before,
        change.share_after,
        rules,
        tariff,
    )


def beside_csv(compared: Beside) -> bytes:
    """Per contract what it gets as it is and under each scenario; the totals last."""
    titles = [item.scenario.title for item in compared.tried]
    heads = (head for title in titles for head in (title, f"{title}: difference", f"{title}: per_cent"))

    def rows() -> Iterator[tuple[Cell, ...]]:
        for row in compared.rows:
            cells = (cell for three in zip(row.after, row.differences, row.shares, strict=True) for cell in three)
            yield (row.contract, row.name, row.sector.value, row.before, *cells)
        for name in ("granted", "agreed", "held_back", "open", "exposure"):
            now: Money = getattr(compared.totals, name)
            after: list[Money] = [getattr(item.effects.totals[-1][1], name) for item in compared.tried]
            cells = (cell for money in after for cell in (money, money - now, _share(money - now, now)))
            yield ("", name, "", now, *cells)

    return _table(("contract", "name", "sector", "now", *heads), rows())


def _share(part: Money, whole: Money) -> Rate | None:
    return part.share_of(whole) if whole else None


def sweep_csv(made: Sweep) -> bytes:
    """Per value of the dial what it does."""
    return _table(
        ("value", "now", *_POINT),
        ((_value(point), "yes" if point.is_now else "", *_point(point)) for point in made.points),
    )


def tornado_csv(bars: Iterable[Bar]) -> bytes:
    """Per dial what one natural step down and up does."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for bar in bars:
            for way, side in (("down", bar.down), ("up", bar.up)):
                if side is not None:
                    yield (bar.dial.id, bar.dial.words.nl, str(bar.dial.as_is), way, _value(side), *_point(side))

    return _table(("dial", "words", "now", "way", "value", *_POINT), rows())


_POINT = (
    "granted_difference",
    "same_care_difference",
    "moved",
    "gain",
    "lose",
    "touched",
    "clients_touched_estimate",
    "clients_more_estimate",
    "clients_fewer_estimate",
    "open",
    "exposure",
    "largest",
    "largest_amount",
)


def _point(point: Point) -> tuple[Cell, ...]:
    clients = point.clients
    counts = (point.gain, point.lose, point.touched, clients.touched, clients.more, clients.fewer)
    money = (point.granted, point.same_care, point.moved)
    return (*money, *counts, point.totals.open, point.totals.exposure, point.most, point.most_amount)


def _value(point: Point) -> str:
    return str(point.value) if not isinstance(point.value, int) else str(Fraction(size(point.value)))


def _table(head: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(tuple(head))
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Rate):
        return f"{decimal_text(cell.points(), 4).replace('…', '')}%"
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"  # a name that begins like a formula must not become one
    return str(cell)
