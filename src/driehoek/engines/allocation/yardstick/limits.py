"""The limits of the model, one row each.

1. The space of a frame is what the steps that set space apart have left of it.
2. What was promised beforehand, and the least of a maximum move, hold as far as the offer reaches.
3. In a municipality with fewer offering contracts than a maximum share needs, that share does not apply.
4. Need is people times the days of a year of residential care; who lives at home with hours of care is not counted.
   The cap over all municipalities rests on counts of the whole segment alone: part of a region caps nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from driehoek.domain.allocation import Allocation, Frame, Offer, OfferedLine, Price, Problem
from driehoek.domain.allocation.norms import NORMS, scope_of_municipalities
from driehoek.domain.catalogue import DeliveryForm, Sector
from driehoek.domain.policy import Norm, Params
from driehoek.domain.policy.params import read
from driehoek.engines.allocation.after.maximum_move import MaximumMove
from driehoek.engines.allocation.yardstick.model import Limit, LimitKind
from driehoek.engines.allocation.yardstick.options import Need, Options
from driehoek.kernel import ZERO, Money, Rate, Rounding, Unit, total

_MILLION = 1_000_000
_DAYS = 365
_FINEST = 1_000_000_000
_RESIDENTIAL = (DeliveryForm.RESIDENCE, DeliveryForm.FULL_PACKAGE_HOME)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column is: one offered product of one contract in one lot."""

    offer: Offer
    line: OfferedLine
    price: Price

    @property
    def place(self) -> tuple[str, str, str]:
        """Contract, lot and product."""
        return self.offer.contract, self.offer.lot, self.line.product.code


def units_of(line: OfferedLine) -> int:
    """The most whole units of a line."""
    return line.limit.steps // line.limit.unit.steps


@dataclass(slots=True)
class Rows:
    """The rows while they are made.

    Attributes:
        cells: what each column is.
        own: per contract and lot its columns.
        alike: per contract the number of its block of equals.
    """

    cells: tuple[Cell, ...]
    own: Mapping[tuple[str, str], list[int]]
    alike: Mapping[str, int]
    limits: list[Limit] = field(default_factory=list)
    blocks: list[tuple[object, ...]] = field(default_factory=list)
    entries: list[dict[int, int]] = field(default_factory=list)
    bounds: list[int] = field(default_factory=list)
    penalties: list[int] = field(default_factory=list)
    scales: list[int] = field(default_factory=list)

    def add(
        self,
        limit: Limit,
        factors: dict[int, int],
        bound: int,
        block: object = None,
        penalty: int = 0,
        scale: int = 1,
    ) -> None:
        """Add ``sum(factor x) <= bound``; a row that nothing can break says nothing."""
        factors = {column: factor for column, factor in factors.items() if factor}
        if not factors or (bound >= 0 and max(factors.values()) < 0):
            return
        name = (limit.kind, limit.source, limit.lot, str(limit.frame), limit.municipality, str(limit.sector))
        self.blocks.append((*name, bound < 0, block if block is not None else limit.contract))
        self.limits.append(limit)
        self.entries.append(factors)
        self.bounds.append(bound)
        self.penalties.append(penalty)
        self.scales.append(scale * (100 if limit.money else 1))


def space(rows: Rows, problem: Problem, allocation: Allocation) -> None:
    """No more money from a frame than it has to divide (1)."""
    used: defaultdict[Frame, dict[int, int]] = defaultdict(dict)
    for number, cell in enumerate(rows.cells):
        used[cell.offer.frame][number] = cell.price.amount.cents
    for frame, factors in sorted(used.items()):
        whole = problem.space(frame) + allocation.moved_to(frame)
        left = max(whole - total(allocation.reserved.get(frame, {}).values()), ZERO)
        rows.add(Limit(LimitKind.SPACE, left.cents, money=True, frame=frame), factors, left.cents)


def guarantees(rows: Rows, promised: Mapping[tuple[str, str], Money]) -> None:
    """What was promised beforehand (2)."""
    for (contract, lot), numbers in rows.own.items():
        amount = promised.get((contract, lot), ZERO).cents
        _floor(rows, numbers, amount, LimitKind.GUARANTEE)


def _floor(rows: Rows, numbers: list[int], amount: int, kind: LimitKind, source: str = "") -> None:
    """At least ``amount`` cents, as far as the offer reaches."""
    offer = rows.cells[numbers[0]].offer
    cells = [rows.cells[number] for number in numbers]
    amount = min(amount, sum(cell.price.amount.cents * units_of(cell.line) for cell in cells))
    if amount > 0:
        limit = Limit(kind, amount, money=True, source=source, contract=offer.contract, lot=offer.lot)
        factors = {number: -rows.cells[number].price.amount.cents for number in numbers}
        rows.add(limit, factors, -amount, rows.alike[offer.contract])


def moves(rows: Rows, problem: Problem) -> None:
    """Nobody gains or loses more than the steps after the models allow (2)."""
    for step in problem.division.after:
        if step.use != MaximumMove.name:
            continue
        params, _ = read(step.id, MaximumMove.params, step.params)
        up, down = params.rate("up"), params.rate("down")
        for (contract, lot), numbers in rows.own.items():
            realised = rows.cells[numbers[0]].offer.realised
            if realised and (not step.lots or lot in step.lots):
                most = (realised + realised.times(up, Rounding.DOWN)).cents
                limit = Limit(LimitKind.MOVE_UP, most, money=True, source=step.id, contract=contract, lot=lot)
                factors = {number: rows.cells[number].price.amount.cents for number in numbers}
                rows.add(limit, factors, most, rows.alike[contract])
                least = realised - realised.times(down, Rounding.DOWN)
                _floor(rows, numbers, least.cents, LimitKind.MOVE_DOWN, step.id)


def norm(rows: Rows, problem: Problem, wanted: Norm) -> bool:
    """The rows of a norm of the policy; False for a norm that is no linear limit or is not known here."""
    params, findings = read(wanted.id, NORMS[wanted.use].params, wanted.params)
    if findings:
        return False
    scope = [number for number, cell in enumerate(rows.cells) if not wanted.lots or cell.offer.lot in wanted.lots]
    if wanted.use == LimitKind.SHARE.value:
        _shares(rows, wanted, scope, params.rate("most"))
    elif wanted.use == LimitKind.SHARE_IN_MUNICIPALITY.value:
        there = [offer for offer in problem.offers if not wanted.lots or offer.lot in wanted.lots]
        for place in scope_of_municipalities(there, params.rate("most")):  # 3
            numbers = [number for number in scope if _place(rows.cells[number].offer) == place]
            _shares(rows, wanted, numbers, params.rate("most"))
    elif wanted.use == LimitKind.PRODUCT_SHARE.value:
        for (contract, lot), numbers in rows.own.items():
            if not wanted.lots or lot in wanted.lots:
                _product_share(rows, wanted, numbers, params, rows.alike[contract])
    else:
        return False
    return True


def _place(offer: Offer) -> tuple[str, Sector]:
    return offer.municipality, offer.sector


def _fraction(rate: Rate, *, up: bool = False) -> tuple[int, int]:
    """A share as numerator and denominator; one that is finer than the arrays hold is made a little stricter."""
    value = rate.value
    if value.denominator <= _FINEST:
        return value.numerator, value.denominator
    return value.numerator * _FINEST // value.denominator + up, _FINEST


def _shares(rows: Rows, norm: Norm, scope: list[int], most: Rate) -> None:
    """No contract more than a share of the money of ``scope``."""
    part, whole = _fraction(most)
    by_contract: defaultdict[str, list[int]] = defaultdict(list)
    for number in scope:
        by_contract[rows.cells[number].offer.contract].append(number)
    for contract, numbers in by_contract.items():
        mine = set(numbers)
        offer = rows.cells[numbers[0]].offer
        factors = {
            number: ((whole if number in mine else 0) - part) * rows.cells[number].price.amount.cents
            for number in scope
        }
        local = norm.use == LimitKind.SHARE_IN_MUNICIPALITY.value
        limit = Limit(
            LimitKind(norm.use),
            0,
            money=True,
            source=norm.id,
            contract=contract,
            municipality=offer.municipality if local else "",
            sector=offer.sector if local else None,
        )
        rows.add(limit, factors, 0, rows.alike[contract], scale=whole)


def _product_share(rows: Rows, norm: Norm, numbers: list[int], params: Params, block: int) -> None:
    part, whole = set(params.texts("part")), set(params.texts("whole"))
    offer = rows.cells[numbers[0]].offer
    limit = Limit(LimitKind.PRODUCT_SHARE, 0, money=False, source=norm.id, contract=offer.contract, lot=offer.lot)
    for sign, rate in ((1, params.rate("most")), (-1, params.rate("least"))):
        over, under = _fraction(rate, up=sign < 0)
        factors = {
            number: sign * (under * (code in part) - over * (code in whole))
            for number in numbers
            for code in (rows.cells[number].line.product.code,)
        }
        rows.add(limit, factors, 0, (block, sign), scale=under)


def needs(rows: Rows, counted: Iterable[Need], options: Options) -> None:
    """Floors per municipality and segment, and a cap per segment over all of them (4)."""
    people: defaultdict[tuple[str, Sector], int] = defaultdict(int)
    together: defaultdict[Sector, int] = defaultdict(int)
    for need in counted:
        if need.municipality:
            people[need.municipality, need.sector] += need.people
        if need.whole:
            together[need.sector] += need.people
    care: defaultdict[tuple[str, Sector], list[int]] = defaultdict(list)
    for number, cell in enumerate(rows.cells):
        if cell.line.product.unit is Unit.ETMAAL and cell.line.product.form in _RESIDENTIAL:
            care[cell.offer.municipality, cell.line.product.sector].append(number)
    for (municipality, sector), numbers in sorted(care.items(), key=lambda item: (item[0][0], item[0][1].value)):
        lines = [rows.cells[number].line for number in numbers]
        least = int(options.need_floor.of(people.get((municipality, sector), 0) * _DAYS))
        units = min(least, sum(units_of(line) for line in lines))
        penalty = int(options.shortage.of(max(line.maximum.amount.cents for line in lines) * _MILLION))
        if units > 0 and penalty:
            limit = Limit(LimitKind.NEED, units, money=False, municipality=municipality, sector=sector)
            rows.add(limit, dict.fromkeys(numbers, -1), -units, penalty=penalty)
    for sector in sorted(together, key=lambda item: item.value):
        numbers = [number for (_, other), found in care.items() if other is sector for number in found]
        most = int(options.need_cap.of(together[sector] * _DAYS))
        rows.add(Limit(LimitKind.NEED_CAP, most, money=False, sector=sector), dict.fromkeys(numbers, 1), most)
