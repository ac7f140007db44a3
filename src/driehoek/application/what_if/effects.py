"""What a change does to each contract, and to the whole: money, price, care, and the steps that cause it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from driehoek.application.compare import Comparison, ProviderChange
from driehoek.application.outcome import RoundOutcome
from driehoek.application.what_if.clients import Clients, Estimator
from driehoek.domain.allocation import Frame, GrantedLine, ReasonKind
from driehoek.kernel import ZERO, Money, Rate, total

Line = tuple[str, str, str]
"""Contract, lot and product."""
Place = tuple[str, str]
"""Contract and product."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The money of one frame, or of all; space = granted + held back + open.

    Attributes:
        frame: the frame; empty for all together.
        space: the contracting space.
        granted: all money granted.
        agreed: price times quantity of what is agreed.
        held_back: set apart by the steps of the space.
        open: nobody's yet: not divided, or set apart for clients who choose during the year.
        exposure: care that clients ask for and the space does not hold.
    """

    frame: str
    space: Money
    granted: Money
    agreed: Money
    held_back: Money
    open: Money
    exposure: Money


@dataclass(frozen=True, slots=True)
class TariffMove:
    """A step of the tariff that gives a contract other points than before, in the order of the policy.

    Attributes:
        step: the step.
        points: the most that its part moved in any lot and product of the contract.
    """

    step: str
    points: Rate


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to one contract.

    Attributes:
        change: the amounts before and after, by rule, with places, tariffs and standing.
        share: the gain or loss as a share of what it got; None when it got nothing.
        tariff: the steps of the tariff that moved its prices.
        same_care: what the care agreed before costs more (or less) at the prices after.
        lines: how many of its products change in price or quantity.
    """

    change: ProviderChange
    share: Rate | None
    tariff: tuple[TariffMove, ...]
    same_care: Money
    lines: int

    @property
    def touched(self) -> bool:
        """Whether anything of its agreement changes."""
        return bool(self.change.difference or self.lines)


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change does.

    Attributes:
        each: per touched contract, the largest gain first and the largest loss last.
        same_care: what the care agreed before costs more (or less) at the prices after, together.
        clients: the clients it touches, an estimate.
        totals: before and after of each frame, and of all together last.
    """

    each: tuple[Effect, ...]
    same_care: Money
    clients: Clients
    totals: tuple[tuple[Totals, Totals], ...]

    @property
    def touched(self) -> int:
        """How many contracts it touches."""
        return len(self.each)


def effects(before: RoundOutcome, after: RoundOutcome, comparison: Comparison, estimator: Estimator) -> Effects:
    """Gather what differs between two outcomes of one dossier.

    Args:
        before: the outcome as it is.
        after: the outcome after the changes.
        comparison: the two compared.
        estimator: of the dossier as it is.
    """
    old, new = _lines(before), _lines(after)
    changed = _changed(old, new)
    care = _same_care(old, new)
    points = _points(before, after)
    known = {item.contract: item for item in comparison.providers}
    contracts = {contract for contract, _ in changed} | {item.contract for item in comparison.providers}
    each = []
    for contract in contracts:
        change = known.get(contract) or _same_money(before, after, contract)
        own = sum(1 for line in changed if line[0] == contract)
        share = change.difference.share_of(change.before) if change.before else None
        moves = tuple(TariffMove(step, Rate(move)) for step, move in points.get(contract, {}).items())
        each.append(Effect(change, share, moves, care.get(contract, ZERO), own))
    kept = [item for item in each if item.touched or item.change.places]
    return Effects(
        tuple(sorted(kept, key=lambda item: (-item.change.difference.cents, item.change.contract))),
        total(care.values()),
        _clients(old, new, changed, estimator),
        _totals(before, after),
    )


def _lines(outcome: RoundOutcome) -> dict[Line, GrantedLine]:
    return {
        (grant.contract, grant.lot, line.product): line for grant in outcome.allocation.grants for line in grant.lines
    }


def _changed(old: dict[Line, GrantedLine], new: dict[Line, GrantedLine]) -> list[Place]:
    """The contracts and products whose lines come, go, or change in price or quantity; in which lot plays no part."""
    agreed: list[defaultdict[Place, list[tuple[int, int]]]] = [defaultdict(list), defaultdict(list)]
    for side, lines in zip(agreed, (old, new), strict=True):
        for (contract, _, product), line in lines.items():
            side[contract, product].append((line.quantity.steps, line.price.amount.cents))
    places = {*agreed[0], *agreed[1]}
    return sorted(place for place in places if sorted(agreed[0][place]) != sorted(agreed[1][place]))


def _same_care(old: dict[Line, GrantedLine], new: dict[Line, GrantedLine]) -> dict[str, Money]:
    """Per contract what the lines of before cost more at the prices of after; only what both have, in a lot alike."""
    care: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for place, line in old.items():
        other = new.get(place)
        if other is not None and other.price.amount != line.price.amount:
            care[place[0]] += line.quantity.at(other.price.amount) - line.amount
    return dict(care)


def _points(before: RoundOutcome, after: RoundOutcome) -> dict[str, dict[str, Fraction]]:
    """Per contract the steps of the tariff whose points differ, with the largest move; in the order of the steps."""
    old, new = (dict(_parts(outcome)) for outcome in (before, after))
    moves: defaultdict[str, dict[str, Fraction]] = defaultdict(dict)
    for key in dict.fromkeys((*old, *new)):
        move = new.get(key, Fraction(0)) - old.get(key, Fraction(0))
        contract, step = key[0], key[2]
        if move and abs(move) > abs(moves[contract].get(step, Fraction(0))):
            moves[contract][step] = move
    return dict(moves)


def _parts(outcome: RoundOutcome) -> Iterable[tuple[tuple[str, str, str, str], Fraction]]:
    sums: defaultdict[tuple[str, str, str, str], Fraction] = defaultdict(Fraction)
    for reason in outcome.allocation.reasons:
        if reason.kind is ReasonKind.TARIFF and reason.points is not None:
            sums[reason.contract, reason.lot, reason.step, reason.product] += reason.points.value
    return sums.items()


def _same_money(before: RoundOutcome, after: RoundOutcome, contract: str) -> ProviderChange:
    """A contract whose money is the same and whose agreement is not."""
    known = (*after.dossier.providers, *before.dossier.providers)
    provider = next(item for item in known if item.contract.code == contract)
    money = total(grant.money for grant in after.allocation.grants if grant.contract == contract)
    old, new = before.assessment(contract), after.assessment(contract)
    return ProviderChange(
        contract=contract,
        name=provider.name,
        sector=provider.sector,
        before=money,
        after=money,
        rules=(),
        places=(),
        share_before=_share(before, contract),
        share_after=_share(after, contract),
        standing_before=old.standing if old else None,
        standing_after=new.standing if new else None,
    )


def _share(outcome: RoundOutcome, contract: str) -> Rate | None:
    lines = [line for grant in outcome.allocation.grants if grant.contract == contract for line in grant.lines]
    whole = sum((line.quantity.value * line.price.maximum.cents for line in lines), Fraction(0))
    if not whole:
        return None
    part = sum((line.price.share.of(line.quantity.value * line.price.maximum.cents) for line in lines), Fraction(0))
    return Rate(part / whole)


def _clients(
    old: dict[Line, GrantedLine], new: dict[Line, GrantedLine], changed: list[Place], estimator: Estimator
) -> Clients:
    moves: defaultdict[Place, int] = defaultdict(int)
    for lines, sign in ((new, 1), (old, -1)):
        for (contract, _, product), line in lines.items():
            moves[contract, product] += sign * line.quantity.steps
    return estimator.clients(moves, changed)


def _totals(before: RoundOutcome, after: RoundOutcome) -> tuple[tuple[Totals, Totals], ...]:
    frames = sorted({*_frames(before), *_frames(after)})
    rows = [(_total(before, frame), _total(after, frame)) for frame in frames]
    return (*rows, (_sum(one for one, _ in rows), _sum(other for _, other in rows)))


def totals_of(outcome: RoundOutcome) -> Totals:
    """The money of all frames of an outcome together."""
    return _sum(_total(outcome, frame) for frame in sorted(_frames(outcome)))


def _frames(outcome: RoundOutcome) -> set[Frame]:
    allocation = outcome.allocation
    used = {grant.frame for grant in allocation.grants} | set(allocation.reserved) | set(allocation.exposure)
    used |= set(allocation.moved)
    return used | {space.frame for space in outcome.problem.spaces}


def _total(outcome: RoundOutcome, frame: Frame) -> Totals:
    allocation = outcome.allocation
    space_steps = {step.id for step in outcome.dossier.policy.division.space}
    held = total(money for step, money in allocation.reserved.get(frame, {}).items() if step in space_steps)
    space, granted = outcome.problem.space(frame) + allocation.moved_to(frame), allocation.used(frame)
    agreed = total(grant.agreed for grant in allocation.grants if grant.frame == frame)
    beyond = allocation.exposure.get(frame, ZERO)
    return Totals(str(frame), space, granted, agreed, held, space - granted - held, beyond)


def _sum(parts: Iterable[Totals]) -> Totals:
    rows = tuple(parts)
    names = ("space", "granted", "agreed", "held_back", "open", "exposure")
    return Totals("", *(total(getattr(row, name) for row in rows) for name in names))
