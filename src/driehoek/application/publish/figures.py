"""The figures of a round that may be public: per pool, product and step, and per provider where the policy says so.

1. Behind the sum of a region stand at least `LEAST_CLIENTS` clients, or it is not shown at all.
2. Per provider only where the policy says so, with its ground (`driehoek.domain.policy.Publication`). An agreement of
   fewer clients is then only shown together with others.
3. The money of a step is that of many, or it is only shown together with other steps: one deviation by hand is one
   client.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from driehoek.application.outcome import RoundOutcome
from driehoek.application.publish.small import ENOUGH, LEAST_CLIENTS, LEAST_CONTRACTS, Cell, apart, least_clients
from driehoek.domain.agreement.lines import AgreementLine
from driehoek.domain.allocation import Frame, Reason, ReasonKind
from driehoek.domain.policy import Pool
from driehoek.domain.tender.outcome import Standing
from driehoek.domain.tender.submission import Realised
from driehoek.kernel import ZERO, Agb, Money, Quantity, Rounding, total

MONEY_OF_STEPS = frozenset({ReasonKind.GRANT, ReasonKind.ADJUSTMENT, ReasonKind.VOLUME})
"""The kinds of reason that add up to what is agreed."""
DISQUALIFIED = frozenset({Standing.REFUSED, Standing.EXCLUDED, Standing.INCOMPLETE})
"""Standings of who did not pass what was asked."""


@dataclass(frozen=True, slots=True)
class ProductFigures:
    """What is agreed of one product.

    Attributes:
        product: its code.
        name: its name in Dutch.
        sector: its sector.
        quantity: agreed.
        amount: what that costs.
        price: the average price of one unit, to the cent.
        maximum: the maximum tariff.
        badge: how real the tariff is.
    """

    product: str
    name: str
    sector: str
    quantity: Quantity
    amount: Money
    price: Money
    maximum: Money
    badge: str


@dataclass(frozen=True, slots=True)
class StepFigures:
    """What one step did in one frame.

    Attributes:
        frame: the frame.
        step: the step of the policy; empty for steps that are only shown together.
        kind: what the money is: granted, set apart, adjusted by hand, lost by rounding.
        amount: the money.
        contracts: for how many contracts; zero where it is about space.
    """

    frame: Frame
    step: str
    kind: str
    amount: Money
    contracts: int


@dataclass(frozen=True, slots=True)
class FrameUse:
    """What was made of the space of one frame.

    Attributes:
        reserved: set apart.
        granted: granted.
        left: space and what moved less reserved less granted.
        exposure: care that clients ask for and the space does not hold.
        moved: what moved into the frame less what moved out of it.
    """

    reserved: Money
    granted: Money
    left: Money
    exposure: Money
    moved: Money = ZERO


@dataclass(frozen=True, slots=True)
class FrameFigures:
    """The space of one frame and its use.

    Attributes:
        frame: the frame.
        space: the contracting space.
        use: what was made of it; None where it would tell what one or two providers got.
    """

    frame: Frame
    space: Money
    use: FrameUse | None


@dataclass(frozen=True, slots=True)
class PartyFigures:
    """The agreement of one provider, or of all small ones together.

    Attributes:
        contract: the AGB of the contract; empty for small agreements together.
        provider: the AGB of the provider.
        name: as it trades.
        lots: the lots it has something in.
        agreed: the sum of price times quantity.
        products: what may be shown apart.
        other: the sum of what may not.
        contracts: how many contracts it stands for.
    """

    contract: str
    provider: str
    name: str
    lots: tuple[str, ...]
    agreed: Money
    products: tuple[ProductFigures, ...]
    other: Money
    contracts: int = 1


@dataclass(frozen=True, slots=True)
class PoolFigures:
    """What is agreed in one pool.

    Attributes:
        pool: the pool.
        agreed: the sum of all agreements; None when too few clients stand behind it.
        contracts: how many contracts got an agreement.
        products: per product what may be shown apart.
        other: the sum of the products that may not.
        frames: the space and its use.
        steps: the money of each step that may be shown apart, and of the others together.
        parties: per provider, where the policy says so.
    """

    pool: Pool
    agreed: Money | None
    contracts: int
    products: tuple[ProductFigures, ...]
    other: Money
    frames: tuple[FrameFigures, ...]
    steps: tuple[StepFigures, ...]
    parties: tuple[PartyFigures, ...] = ()


@dataclass(frozen=True, slots=True)
class LotCount:
    """How many submissions a lot had.

    Attributes:
        lot: the lot; empty for all together.
        received: submissions that came in.
        admitted: those that met the requirements.
        refused: those that did not.
    """

    lot: str
    received: int
    admitted: int
    refused: int


@dataclass(frozen=True, slots=True)
class Published:
    """What of a round may be public.

    Attributes:
        pools: per pool.
        counts: per lot, and first of all together.
        chosen: per pool and sector how many clients chose a provider, where they are many.
        realised: per pool and sector last year's production in money, where it is of several.
    """

    pools: tuple[PoolFigures, ...]
    counts: tuple[LotCount, ...]
    chosen: tuple[tuple[str, str, int], ...]
    realised: tuple[tuple[str, str, Money], ...]


def published(outcome: RoundOutcome) -> Published:
    """What of a round may be public."""
    policy = outcome.dossier.policy
    pool_of = {lot.id: lot.pool for lot in policy.lots}
    lines: defaultdict[str, list[AgreementLine]] = defaultdict(list)
    for line in outcome.lines:
        lines[pool_of[line.lot]].append(line)
    reasons: defaultdict[str, list[Reason]] = defaultdict(list)
    for reason in outcome.allocation.reasons:
        if reason.frame is not None:
            reasons[reason.frame.pool].append(reason)
    return Published(
        tuple(_pool(outcome, pool, lines[pool.id], reasons[pool.id]) for pool in policy.pools),
        tuple(_counts(outcome)),
        tuple(_chosen(outcome, pool_of)),
        tuple(_realised(outcome, pool_of)),
    )


def _pool(outcome: RoundOutcome, pool: Pool, lines: list[AgreementLine], reasons: list[Reason]) -> PoolFigures:
    shown = not lines or least_clients(line.quantity for line in lines) >= LEAST_CLIENTS
    products, other = _products(lines, LEAST_CONTRACTS) if shown else ((), ZERO)
    publication = outcome.dossier.policy.publication
    apart_by_provider = shown and publication is not None and publication.per_provider
    return PoolFigures(
        pool,
        total(line.amount for line in lines) if shown else None,  # 1
        len({line.contract for line in lines}),
        products,
        other,
        tuple(_frames(outcome, pool, shown=shown)),
        tuple(_steps(reasons)) if shown else (),
        tuple(_parties(outcome, lines)) if apart_by_provider else (),
    )


def _products(lines: Iterable[AgreementLine], contracts: int) -> tuple[tuple[ProductFigures, ...], Money]:
    by_product: defaultdict[str, list[AgreementLine]] = defaultdict(list)
    for line in lines:
        by_product[line.product].append(line)
    cells = [
        Cell(
            (product,),
            least_clients(line.quantity for line in own),
            frozenset(line.contract.code for line in own),
            total(line.amount for line in own).cents,
        )
        for product, own in by_product.items()
    ]
    shown, together = apart(cells, contracts)
    other = total(line.amount for cell in together for line in by_product[cell.key[0]])
    return tuple(_product(by_product[cell.key[0]]) for cell in shown), other


def _product(lines: list[AgreementLine]) -> ProductFigures:
    first, amount = lines[0], total(line.amount for line in lines)
    quantity = Quantity(sum(line.quantity.steps for line in lines), first.quantity.unit)
    price = amount.times(1 / quantity.value, Rounding.HALF_UP) if quantity.steps else ZERO
    return ProductFigures(
        first.product,
        first.name,
        first.sector.value,
        quantity,
        amount,
        price,
        first.maximum,
        first.badge.value,
    )


def _frames(outcome: RoundOutcome, pool: Pool, *, shown: bool) -> Iterable[FrameFigures]:
    """The space of each frame, and what was made of it where several got something or nobody did."""
    behind: defaultdict[str, set[str]] = defaultdict(set)
    for grant in outcome.allocation.grants:
        if grant.frame.pool == pool.id and grant.money:
            behind[grant.frame.name].add(grant.contract)
    cells = [Cell((name,), ENOUGH, frozenset(behind[name])) for name in pool.frames if behind[name]]
    hidden = {cell.key[0] for cell in apart(cells)[1]}
    for name in pool.frames:
        frame = Frame(pool.id, name)
        use = _use(outcome, frame) if shown and name not in hidden else None
        yield FrameFigures(frame, outcome.problem.space(frame), use)


def _use(outcome: RoundOutcome, frame: Frame) -> FrameUse:
    allocation, granted = outcome.allocation, outcome.allocation.used(frame)
    reserved = total(allocation.reserved.get(frame, {}).values())
    moved = allocation.moved_to(frame)
    left = outcome.problem.space(frame) + moved - reserved - granted
    return FrameUse(reserved, granted, left, allocation.exposure.get(frame, ZERO), moved)


def _steps(reasons: Iterable[Reason]) -> Iterable[StepFigures]:
    """Per frame the money of each step; those with the money of few contracts together."""
    cells: defaultdict[tuple[Frame, str, str], list[Reason]] = defaultdict(list)
    for reason in reasons:
        if reason.frame is not None and (reason.kind in MONEY_OF_STEPS or reason.kind is ReasonKind.SPACE):
            cells[reason.frame, reason.step, reason.kind.value].append(reason)
    for frame in sorted({place[0] for place in cells}):
        own = {place[1:]: found for place, found in cells.items() if place[0] == frame}
        space = {key: found for key, found in own.items() if key[1] == ReasonKind.SPACE.value}
        for step, kind in sorted(space):
            yield StepFigures(frame, step, kind, total(item.amount for item in space[step, kind]), 0)
        money = [
            Cell(key, ENOUGH, frozenset(item.contract for item in found), total(item.amount for item in found).cents)
            for key, found in own.items()
            if key not in space
        ]
        shown, together = apart(money)
        for cell in shown:
            step, kind = cell.key
            amount = total(item.amount for item in own[step, kind])
            yield StepFigures(frame, step, kind, amount, len(cell.contracts))
        if together:  # 3
            amount = total(item.amount for cell in together for item in own[cell.key[0], cell.key[1]])
            behind = frozenset[str]().union(*(cell.contracts for cell in together))
            yield StepFigures(frame, "", "", amount, len(behind))


def _parties(outcome: RoundOutcome, lines: Iterable[AgreementLine]) -> Iterable[PartyFigures]:
    """Per contract, those with few clients together (2)."""
    names = {item.contract: item.name for item in outcome.dossier.providers}
    by_contract: defaultdict[Agb, list[AgreementLine]] = defaultdict(list)
    for line in lines:
        by_contract[line.contract].append(line)
    cells = {
        contract: Cell(
            (contract.code,),
            least_clients(line.quantity for line in own),
            frozenset({contract.code}),
            total(line.amount for line in own).cents,
        )
        for contract, own in by_contract.items()
    }
    shown, together = apart(list(cells.values()), contracts=1)
    for cell in shown:
        own = by_contract[Agb(cell.key[0])]
        products, other = _products(own, contracts=1)
        yield PartyFigures(
            cell.key[0],
            own[0].provider.code,
            names[own[0].contract],
            tuple(sorted({line.lot for line in own})),
            total(line.amount for line in own),
            products,
            other,
        )
    if together:
        rest = [line for cell in together for line in by_contract[Agb(cell.key[0])]]
        lots = tuple(sorted({line.lot for line in rest}))
        amount = total(line.amount for line in rest)
        yield PartyFigures("", "", "", lots, amount, (), amount, len(together))


def _counts(outcome: RoundOutcome) -> Iterable[LotCount]:
    """All together first, then per lot; a contract that handed in twice counts once."""
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for submission in outcome.dossier.submissions:
        asked[submission.contract.code].update(submission.lots)
    for lot in ("", *(lot.id for lot in outcome.dossier.policy.lots)):
        here = [item for item in outcome.assessments if not lot or lot in asked[item.contract]]
        yield LotCount(
            lot,
            len(here),
            sum(item.admitted and lot not in item.closed_lots for item in here),
            sum(item.standing in DISQUALIFIED or lot in item.closed_lots for item in here),
        )


def _chosen(outcome: RoundOutcome, pool_of: Mapping[str, str]) -> Iterable[tuple[str, str, int]]:
    """Per pool and sector the clients who chose a provider."""
    sectors = {item.contract.code: item.sector.value for item in outcome.dossier.providers}
    clients: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    behind: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for choice in outcome.problem.choices:
        pool, sector = pool_of[choice.lot], sectors[choice.contract]
        clients[pool][sector] += choice.clients
        behind[pool, sector].add(choice.contract)
    for pool, by_sector in sorted(clients.items()):
        cells = [Cell((sector,), number, frozenset(behind[pool, sector])) for sector, number in by_sector.items()]
        for cell in apart(cells)[0]:
            yield pool, cell.key[0], cell.clients


def _realised(outcome: RoundOutcome, pool_of: Mapping[str, str]) -> Iterable[tuple[str, str, Money]]:
    """Per pool and sector what was delivered last year."""
    sectors = {item.contract.code: item.sector.value for item in outcome.dossier.providers}
    lines: defaultdict[str, defaultdict[str, list[Realised]]] = defaultdict(lambda: defaultdict(list))
    for line in outcome.dossier.realised:
        lines[pool_of[line.lot]][sectors[line.contract]].append(line)
    for pool, by_sector in sorted(lines.items()):
        cells = [
            Cell((sector,), least_clients(line.quantity for line in own), frozenset(line.contract for line in own))
            for sector, own in by_sector.items()
        ]
        for cell in apart(cells)[0]:
            yield pool, cell.key[0], total(line.amount for line in by_sector[cell.key[0]])
