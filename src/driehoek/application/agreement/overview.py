"""Where all agreements stand: how far, stuck on whom since when, against the space, and the sum to make known.

A purchaser sees per agreement its stage and who must move, and per sub-frame what is agreed, set apart and free, to
the cent as the ledger has it. Before the round of the NZa it makes the sum of the agreed budgets of each region known
to the providers it has an agreement with (NZa, Transparantie contracteerproces Wlz, art. 4, text of 1 January 2016).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from driehoek.domain.agreement.agreed import Agreement, Stage, Version
from driehoek.domain.agreement.sheet import Side
from driehoek.domain.ledger import Account, AccountKind, Balance, SpaceFrame
from driehoek.kernel import ZERO, Code, Finding, Money, Severity, dutch, total

LEDGER_DIFFERS = Code(
    "AGR-200",
    nl="Van {subject} is {seen} geldend afgesproken, maar in het budgetboek staat {wanted}.",
    en="Of {subject} {seen} is in force, but the ledger holds {wanted}.",
    mend_nl="Laat de beheerder dit uitzoeken voordat u iets bekendmaakt: dit hoort in één handeling te gaan.",
    mend_en="Have the administrator look into it before anything is made known: both belong to one act.",
)
PARTS_DIFFER = Code(
    "AGR-201",
    nl="De bedragen per deelkader van {subject} zijn samen {seen}; de afspraak is {wanted}.",
    en="The amounts per sub-frame of {subject} come to {seen}; the agreement is {wanted}.",
    mend_nl="Er staat een regel zonder deelkader in de afspraak, of een dubbele. Haal het overzicht opnieuw op.",
    mend_en="A line of the agreement has no sub-frame, or one stands twice. Get the overview again.",
)
DOES_NOT_FIT = Code(
    "AGR-202",
    nl="Tekenen alle partijen wat er nu ligt, dan komt {subject} {seen} tekort.",
    en="If all sign what lies there now, {subject} falls {seen} short.",
    mend_nl="Verlaag een afspraak of wacht op ruimte. Wat niet past, kan niet worden getekend.",
    mend_en="Lower an agreement or wait for space. What does not fit cannot be signed.",
    severity=Severity.WARNING,
)
FINDINGS = (LEDGER_DIFFERS, PARTS_DIFFER, DOES_NOT_FIT)


class Step(Enum):
    """How far the newest version of an agreement is; the value is the word in files."""

    DRAFT = "draft"
    AGREED_BY_ONE = "agreed-by-one"
    AGREED = "agreed"
    SIGNED_BY_ONE = "signed-by-one"
    IN_FORCE = "in-force"


SIDES: Mapping[Side, str] = {Side.PURCHASER: "de inkoper", Side.PROVIDER: "de aanbieder"}


@dataclass(frozen=True, slots=True)
class Followed:
    """An agreement as the overview follows it.

    Attributes:
        contract: the AGB of the contract.
        provider: its name.
        region: the COD001 code of its region.
        agreement: its versions.
        parts: what its newest version comes to per sub-frame.
        touched_by: who changed something last; None where nobody did yet.
        touched_at: when.
        clashes: how many cells hold two values.
    """

    contract: str
    provider: str
    region: str
    agreement: Agreement
    parts: Mapping[SpaceFrame, Money]
    touched_by: Side | None
    touched_at: datetime
    clashes: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one agreement stands.

    Attributes:
        followed: which.
        step: how far its newest version is.
        done_by: which sides did what the step counts, agree or sign.
        waits_for: who must move; empty when it is in force.
        since: since when.
        reserved: what the grant sets apart for this contract and is not agreed.
        committed: what the ledger holds as agreed.
    """

    followed: Followed
    step: Step
    done_by: tuple[Side, ...]
    waits_for: tuple[Side, ...]
    since: datetime
    reserved: Money
    committed: Money

    @property
    def amount(self) -> Money:
        """What the newest version comes to."""
        return self.followed.agreement.last.amount

    @property
    def beyond(self) -> Money:
        """What the newest version asks of free space: beyond what is set apart and agreed for this contract."""
        return max(self.amount - self.reserved - self.committed, ZERO)

    @property
    def words(self) -> str:
        """The step and who must move, in one sentence of plain Dutch."""
        version = self.followed.agreement.last.number
        who = " en ".join(SIDES[side] for side in self.waits_for)
        by = SIDES[self.done_by[0]] if self.done_by else ""
        if self.step is Step.IN_FORCE:
            return f"Versie {version} geldt."
        if self.step is Step.DRAFT and self.followed.clashes:
            return f"Versie {version} heeft {self.followed.clashes} cellen met twee waarden; {who} kiezen."
        said = {
            Step.DRAFT: f"Versie {version} is in bewerking",
            Step.AGREED_BY_ONE: f"Versie {version} heeft het akkoord van {by}",
            Step.AGREED: f"Over versie {version} zijn beide het eens",
            Step.SIGNED_BY_ONE: f"Versie {version} is getekend door {by}",
        }[self.step]
        return f"{said}; wacht op {who}."


@dataclass(frozen=True, slots=True)
class FrameStanding:
    """How one sub-frame is used. Granted is free, pending, held back, pgb, reserved and committed together.

    Attributes:
        frame: which.
        granted: the whole space.
        held_back: kept apart for later.
        pgb: gone to personal budgets.
        reserved: set apart by grants and not agreed.
        committed: agreed.
        pending: taken out of the free space by an act that is not finished.
        free: still free.
        all_signed: what would be agreed once everybody signed the newest versions; what a grant set apart beyond that
            comes free. Contracts that are not followed count by what the ledger holds for them.
    """

    frame: SpaceFrame
    granted: Money
    held_back: Money
    pgb: Money
    reserved: Money
    committed: Money
    pending: Money
    free: Money
    all_signed: Money

    @property
    def left(self) -> Money:
        """What is left once everybody signed the newest versions; below zero: it does not fit."""
        return self.granted - self.held_back - self.pgb - self.all_signed


@dataclass(frozen=True, slots=True)
class KnownSum:
    """The sum of the agreed budgets of one region, to make known before filing.

    Attributes:
        region: the COD001 code.
        amount: the sum.
        counted: how many agreements it counts.
        older: of those, how many count by an older version that is in force, for the newest is not agreed.
        waiting: names of providers without any agreed budget; they are not in the sum.
    """

    region: str
    amount: Money
    counted: int
    older: int
    waiting: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every agreement is in it by its newest version."""
        return not self.waiting and not self.older

    @property
    def words(self) -> str:
        """What is made known, in plain Dutch."""
        who = "1 zorgaanbieder" if self.counted == 1 else f"{self.counted} zorgaanbieders"
        said = f"In regio {self.region} is met {who} samen {dutch.amount(self.amount)} overeengekomen."
        if self.waiting:
            with_whom = "1 zorgaanbieder" if len(self.waiting) == 1 else f"{len(self.waiting)} zorgaanbieders"
            said += f" Met {with_whom} is nog geen akkoord; die tellen niet mee."
        if self.older:
            said += f" Van {self.older} telt de geldende versie, want over een nieuwere is nog geen akkoord."
        return said


@dataclass(frozen=True, slots=True)
class Overview:
    """All agreements of a purchaser.

    Attributes:
        agreements: each with where it stands, longest waiting first; those in force last.
        frames: per sub-frame, in order.
        sums: per region what is to be made known, in order.
        findings: what does not tie, and what will not fit.
    """

    agreements: tuple[Standing, ...]
    frames: tuple[FrameStanding, ...]
    sums: tuple[KnownSum, ...]
    findings: tuple[Finding, ...]

    @property
    def pools(self) -> Mapping[str, tuple[FrameStanding, ...]]:
        """The sub-frames of each pool."""
        pools: defaultdict[str, list[FrameStanding]] = defaultdict(list)
        for item in self.frames:
            pools[item.frame.pool].append(item)
        return {pool: tuple(items) for pool, items in pools.items()}

    def stuck_on(self, side: Side) -> tuple[Standing, ...]:
        """The agreements on which a side must move, longest waiting first."""
        return tuple(item for item in self.agreements if side in item.waits_for)


def overview(followed: Iterable[Followed], balances: Mapping[Account, Balance]) -> Overview:
    """Tell where all agreements stand against the ledger.

    Args:
        followed: the agreements, one per contract, in any order.
        balances: of the ledger; an account that is not there reads zero.
    """
    held = tuple(sorted(followed, key=lambda item: item.contract))
    per_contract: defaultdict[tuple[AccountKind, str], Money] = defaultdict(lambda: ZERO)
    for account, balance in balances.items():
        per_contract[account.kind, account.contract] += balance.amount
    standings = tuple(_standing(item, per_contract) for item in held)
    ordered = sorted(standings, key=lambda item: (item.step is Step.IN_FORCE, item.since, item.followed.contract))
    frames = tuple(_frame(frame, held, balances) for frame in _frames(held, balances))
    findings = (*_untied(standings), *(_short(item) for item in frames if item.left < ZERO))
    return Overview(tuple(ordered), frames, known_sums(held), findings)


def _standing(item: Followed, held: Mapping[tuple[AccountKind, str], Money]) -> Standing:
    reserved, committed = (
        held.get((kind, item.contract), ZERO) for kind in (AccountKind.RESERVED, AccountKind.COMMITTED)
    )
    return Standing(item, *_step(item), reserved, committed)


def _step(item: Followed) -> tuple[Step, tuple[Side, ...], tuple[Side, ...], datetime]:
    """How far, done by whom, who must move, and since when."""
    last = item.agreement.last
    agreed, signed = tuple(last.agreed), tuple(last.signed)
    if last.stage is Stage.SIGNED:
        return Step.IN_FORCE, signed, (), max(mark.at for mark in last.signed.values())
    if signed:
        return Step.SIGNED_BY_ONE, signed, (signed[0].other,), last.signed[signed[0]].at
    if last.stage is Stage.AGREED:
        return Step.AGREED, agreed, tuple(Side), max(mark.at for mark in last.agreed.values())
    if agreed:
        return Step.AGREED_BY_ONE, agreed, (agreed[0].other,), last.agreed[agreed[0]].at
    both = item.clashes or item.touched_by is None
    waits = tuple(Side) if both or item.touched_by is None else (item.touched_by.other,)
    return Step.DRAFT, (), waits, item.touched_at


def _frames(held: Iterable[Followed], balances: Mapping[Account, Balance]) -> list[SpaceFrame]:
    frames = {account.frame for account in balances if account.kind is not AccountKind.SOURCE}
    return sorted(frames | {frame for item in held for frame in item.parts})


def _frame(frame: SpaceFrame, held: Iterable[Followed], balances: Mapping[Account, Balance]) -> FrameStanding:
    here = [(account, balance) for account, balance in balances.items() if account.frame == frame]

    def of(kind: AccountKind) -> Money:
        return total(balance.amount for account, balance in here if account.kind is kind)

    space = [balance for account, balance in here if account.kind is AccountKind.SPACE]
    pending = total(balance.pending_debits for balance in space)
    free = total(balance.available for balance in space)
    followed = {item.contract: item.parts.get(frame, ZERO) for item in held}
    promised: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for account, balance in here:
        if account.kind in (AccountKind.RESERVED, AccountKind.COMMITTED) and account.contract not in followed:
            promised[account.contract] += balance.amount
    kinds = (AccountKind.HELD_BACK, AccountKind.PGB, AccountKind.RESERVED, AccountKind.COMMITTED)
    held_back, pgb, reserved, committed = (of(kind) for kind in kinds)
    granted = free + pending + held_back + pgb + reserved + committed
    all_signed = total((*followed.values(), *promised.values()))
    return FrameStanding(frame, granted, held_back, pgb, reserved, committed, pending, free, all_signed)


def _untied(standings: Iterable[Standing]) -> Iterable[Finding]:
    for item in standings:
        contract, agreement = item.followed.contract, item.followed.agreement
        if agreement.committed != item.committed:
            yield Finding(LEDGER_DIFFERS, contract, dutch.amount(agreement.committed), dutch.amount(item.committed))
        parts = total(item.followed.parts.values())
        if parts != item.amount:
            yield Finding(PARTS_DIFFER, contract, dutch.amount(parts), dutch.amount(item.amount))


def _short(item: FrameStanding) -> Finding:
    return Finding(DOES_NOT_FIT, f"{item.frame.pool}/{item.frame.name}", dutch.amount(-item.left))


def known_sums(followed: Iterable[Followed]) -> tuple[KnownSum, ...]:
    """Per region the sum of agreed budgets: the newest version that both agreed to, else the one in force."""
    regions: defaultdict[str, list[Followed]] = defaultdict(list)
    for item in followed:
        regions[item.region].append(item)
    sums = []
    for region, items in sorted(regions.items()):
        counted = [(item, version) for item in items if (version := _agreed(item.agreement)) is not None]
        older = sum(version is not item.agreement.last for item, version in counted)
        waiting = tuple(sorted(item.provider for item in items if _agreed(item.agreement) is None))
        sums.append(KnownSum(region, total(version.amount for _, version in counted), len(counted), older, waiting))
    return tuple(sums)


def _agreed(agreement: Agreement) -> Version | None:
    return agreement.in_force if agreement.last.stage is Stage.DRAFT else agreement.last
