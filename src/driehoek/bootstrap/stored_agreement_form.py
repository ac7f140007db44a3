"""The form of an agreement on the screen: its lines in short, what changed since, and what still fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from driehoek.adapters.store import agreement_versions, booking
from driehoek.adapters.store.agreement_stands import stands
from driehoek.adapters.store.agreement_sums import Sums, line_sums
from driehoek.adapters.store.models import (
    Agreement,
    AgreementCell,
    AgreementChange,
    AgreementLine,
    AgreementRemark,
    RemarkKind,
)
from driehoek.application.phrases import subframe_in_words
from driehoek.bootstrap.kept import Kept
from driehoek.bootstrap.stored_agreement_overview import taken
from driehoek.bootstrap.stored_workbench import plain_number
from driehoek.domain.agreement.sheet import MOST, Column, Side
from driehoek.domain.ledger import SpaceFrame
from driehoek.kernel import ZERO, Money, Quantity, Unit, dutch

_MINUTES = re.compile("[0-5][0-9]")
COLUMNS = (Column.QUANTITY.value, Column.PRICE.value)


@dataclass(frozen=True, slots=True)
class FrameRoom:
    """What an agreement may come to in one sub-frame.

    Attributes:
        frame: which.
        name: in Dutch.
        taken: what stands in the form now takes.
        most: what is set apart and agreed for this contract, and for a purchaser, who sees it, what is free.
    """

    frame: SpaceFrame
    name: str
    taken: Money
    most: Money

    @property
    def left(self) -> Money:
        """What still fits; below zero where it does not."""
        return self.most - self.taken


@dataclass(frozen=True, slots=True)
class Lines:
    """What never changes of the lines of an agreement, read once.

    Attributes:
        rows: as the page has them, as short as it goes: lot, product, name, block of the budget form, unit, its
            smallest steps, maximum in cents, granted in steps, and the number of its sub-frame.
        units: per lot and product.
        lots: their names.
        badges: how real the tariffs are.
    """

    rows: tuple[list[object], ...]
    units: Mapping[tuple[str, str], Unit]
    lots: tuple[str, ...]
    badges: tuple[str, ...]


KEPT_FORMS = 256
_LINES: Kept[tuple[UUID, int, int], Lines] = Kept(KEPT_FORMS)
"""By round, agreement and number of lines: lines are added, and never changed."""
_UNITS = {unit.value: unit for unit in Unit}


def lines_in_short(agreement: Agreement) -> Lines:
    """The lines in their order on the screen."""
    count = AgreementLine.objects.filter(agreement=agreement).count()
    return _LINES.get((agreement.round_id, agreement.pk, count), lambda: _read(agreement))


def _read(agreement: Agreement) -> Lines:
    found = AgreementLine.objects.filter(agreement=agreement).order_by("lot", "product")
    columns = ("lot", "product", "content__name", "content__category", "unit", "maximum", "granted", "pool", "frame")
    held = list(found.values_list(*columns, "content__badge"))
    frames = {place: number for number, place in enumerate(sorted({row[7:9] for row in held}))}
    rows = tuple(
        [lot, product, name, category, _UNITS[unit].dutch, _UNITS[unit].steps, maximum, granted, frames[pool, frame]]
        for lot, product, name, category, unit, maximum, granted, pool, frame, _badge in held
    )
    units = {(row[0], row[1]): _UNITS[row[4]] for row in held}
    return Lines(rows, units, tuple(sorted({row[0] for row in held})), tuple(sorted({str(row[9]) for row in held})))


def lines_at(agreement: Agreement, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], AgreementLine]:
    """Some of the lines in full, by lot and product."""
    wanted = {place for place in places if "\0" not in "".join(place)}  # which no text of the store can hold
    if not wanted:
        return {}
    rows = AgreementLine.objects.filter(
        agreement=agreement,
        lot__in={lot for lot, _product in wanted},
        product__in={product for _lot, product in wanted},
    )
    return {(line.lot, line.product): line for line in rows if (line.lot, line.product) in wanted}


Held = dict[tuple[str, str], list[list[object]]]


def short_cells(agreement: Agreement) -> Held:
    """Per lot and product the value, version and side of quantity and price."""
    found: Held = {}
    for lot, product, column, value, version, side in AgreementCell.objects.filter(agreement=agreement).values_list(
        "lot", "product", "column", "value", "version", "side"
    ):
        cells = found.setdefault((lot, product), [[None, 1, ""], [None, 1, ""]])
        cells[COLUMNS.index(column)] = [value, version, side[:2]]
    return found


def talk_counts(agreement: Agreement) -> dict[tuple[str, str], list[int]]:
    """Per lot and product how many remarks there are, and how many proposals wait for an answer."""
    rows = AgreementRemark.objects.filter(agreement=agreement)
    remarks = Counter(rows.values_list("lot", "product"))
    waiting = rows.filter(kind=RemarkKind.PROPOSAL, answer__isnull=True)
    proposals = Counter(waiting.values_list("lot", "product"))
    return {place: [count, proposals[place]] for place, count in remarks.items()}


def changed_since(agreement: Agreement, number: int) -> list[list[object]]:
    """The cells that a change after ``number`` made, once each: lot, product, column, value, version, side."""
    newest: dict[tuple[str, str, str], list[object]] = {}
    rows = AgreementChange.objects.filter(agreement=agreement, number__gt=number).order_by("number")
    for row in rows:
        place = (row.lot, row.product, row.column)
        newest[place] = [row.lot, row.product, COLUMNS.index(row.column), row.after, row.version, row.side[:2]]
    return list(newest.values())


def rooms_of(agreement: Agreement, side: Side, sums: Sums) -> tuple[FrameRoom, ...]:
    """Per sub-frame what the form takes and what still fits, by the rules that a signature is held to.

    Args:
        agreement: which.
        side: who looks.
        sums: what its lines come to.
    """
    _number, conditions = agreement_versions.conditions_of(agreement)
    now = taken(conditions, sums)
    held = booking.held_for(agreement.purchaser_id, agreement.year, agreement.contract)
    free = booking.free_of(agreement.purchaser_id, agreement.year) if side is Side.PURCHASER else {}
    pools = {frame.pool for frame in now}
    return tuple(
        FrameRoom(
            frame,
            subframe_in_words(frame.name) + (f" ({frame.pool})" if len(pools) > 1 else ""),
            amount,
            (held[frame].reserved + held[frame].committed if frame in held else ZERO) + free.get(frame, ZERO),
        )
        for frame, amount in sorted(now.items())
    )


def stand_of(agreement: Agreement, side: Side) -> dict[str, object]:
    """What the page shows of the whole, beside what its own lines say; amounts in cents.

    ``by_lines`` says whether the agreement comes to what its lines come to; under one amount for all it does not.
    """
    here = stands([agreement])[agreement.pk]
    sums = line_sums([agreement])[agreement.pk]
    rooms, lines = rooms_of(agreement, side, sums), dict(sums)
    return {
        "version": here.number,
        "agreed": sorted(item.value for item in here.agreed),
        "settled": here.is_settled,
        "clashes": here.clashes,
        "by_lines": all(room.taken == lines.get(room.frame) for room in rooms),
        "rooms": [[room.name, room.taken.cents, room.most.cents] for room in rooms],
    }


class OutOfBoundsError(ValueError):
    """A figure that no cell can hold: below zero, or more than `MOST`."""


def parsed(column: Column, text: str, unit: Unit) -> int | None:
    """What somebody typed in a cell, in its smallest steps; None for an emptied cell.

    Args:
        column: which figure.
        text: as typed, in Dutch or plain form; hours may be given as hours and minutes (``12:30``).
        unit: of the line.

    Raises:
        OutOfBoundsError: when it is a figure that no cell can hold.
        ValueError: when it is no such figure.
    """
    value = _parsed(column, text, unit)
    if value is not None and not 0 <= value <= MOST:
        raise OutOfBoundsError(text)
    return value


def _parsed(column: Column, text: str, unit: Unit) -> int | None:
    body = text.replace("€", "").strip()
    if not body:
        return None
    if column is Column.PRICE:
        return Money.parse(plain_number(body)).cents
    hours, colon, minutes = body.partition(":")
    if colon and unit is Unit.HOUR and _MINUTES.fullmatch(minutes):
        return Quantity.parse(plain_number(hours), unit).steps + int(minutes)
    return Quantity.parse(plain_number(body), unit).steps


def written(column: Column, value: int | None, unit: Unit) -> str:
    """A value of a cell as people read it and can type it again: ``1.250``, ``12,34``, hours at need ``8.313:25``."""
    if value is None:
        return ""
    if column is Column.PRICE:
        return f"{dutch.grouped(value // 100)},{value % 100:02d}"
    exact = Quantity(value, unit).value
    if (exact * 100).denominator == 1:
        return dutch.number(exact)
    hours, minutes = divmod(value, unit.steps)
    return f"{dutch.grouped(hours)}:{minutes:02d}"
