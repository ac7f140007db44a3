"""The outcome of a division: prices, grants and volumes, and the reason for every euro."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from driehoek.domain.allocation.problem import Frame
from driehoek.kernel import ZERO, Finding, Money, Quantity, Rate, Rounding, total


class ReasonKind(Enum):
    """What a reason is about; the value is the word in files."""

    SPACE = "space"
    """Space set apart in its frame (negative) or let go again (positive)."""
    MOVE = "move"
    """Space that leaves (negative) or enters a frame; the reasons of one step add up to zero, the state included."""
    TARIFF = "tariff"
    """A part of the percentage of the maximum tariff."""
    GRANT = "grant"
    """Money granted to a contract in a lot."""
    ADJUSTMENT = "adjustment"
    """A deviation by hand."""
    VOLUME = "volume"
    """What rounding down to whole units leaves of a grant (negative or zero)."""
    LIMIT = "limit"
    """The most units of one product that may be agreed; adds up to no money."""
    MIX = "mix"
    """Units of one product that a step moved to it (or away from it, negative); adds up to no money."""
    NOT_GRANTED = "not-granted"
    """Money asked for that the step did not grant; explains a shortage, adds up to nothing."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a reason.

    Attributes:
        name: what it is, such as ``realised``.
        value: its value as text, exact.
        source: where it was read: file with line, or policy path; a place, no part of what is compared.
    """

    name: str
    value: str
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an amount or a percentage is what it is.

    Attributes:
        step: the step of the policy that made it.
        rule: the rule the step uses.
        kind: what it is about.
        contract: for whom; empty for reasons about space.
        lot: in which lot; empty where it does not matter.
        frame: the frame of space, where money is concerned.
        amount: the money it adds or takes; zero for tariff parts.
        points: for tariff parts, the share of the maximum tariff it adds or takes.
        product: for tariff parts that hold for one product only, and for limits and moved units: which product.
        units: for limits the most units of the product, for moved units how many; None for what is about money.
        inputs: what went in.
        text: one sentence in plain Dutch.
    """

    step: str
    rule: str
    kind: ReasonKind
    contract: str = ""
    lot: str = ""
    frame: Frame | None = None
    amount: Money = ZERO
    points: Rate | None = None
    product: str = ""
    inputs: tuple[Input, ...] = ()
    text: str = ""
    units: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """The price of one product for one contract: the maximum times a percentage, rounded once.

    Attributes:
        maximum: the maximum tariff.
        share: the agreed percentage of it.
        amount: the price per unit.
        rounding: how the product became whole cents; down after a tariff cut, for a ceiling must hold.
    """

    maximum: Money
    share: Rate
    amount: Money
    rounding: Rounding = Rounding.HALF_UP

    @classmethod
    def of(cls, maximum: Money, share: Rate, rounding: Rounding = Rounding.HALF_UP) -> Price:
        """Round maximum times share to the cent, half up unless a cut says otherwise (O-006, O-012)."""
        return cls(maximum, share, maximum.times(share, rounding), rounding)


@dataclass(frozen=True, slots=True)
class GrantedLine:
    """A volume granted: one product of one contract in one lot.

    Attributes:
        product: the product code.
        quantity: granted.
        price: per unit.
        amount: price times quantity.
    """

    product: str
    quantity: Quantity
    price: Price
    amount: Money


@dataclass(frozen=True, slots=True)
class Grant:
    """What one contract gets in one lot.

    Attributes:
        contract: who.
        lot: where.
        frame: the space it uses.
        money: the sum of the reasons of kind GRANT and ADJUSTMENT.
        lines: the volumes that fit in the money, in whole units.
    """

    contract: str
    lot: str
    frame: Frame
    money: Money
    lines: tuple[GrantedLine, ...] = ()

    @property
    def agreed(self) -> Money:
        """The sum of price times quantity: what the agreement will say; at most ``money``."""
        return total(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A promise made before the division that the result must keep.

    Attributes:
        contract: to whom.
        lot: where.
        amount: at least this much.
        step: the step that promised it.
    """

    contract: str
    lot: str
    amount: Money
    step: str


@dataclass(frozen=True, slots=True)
class Claims:
    """What clients ask in a frame where models pay by their choices, against what there was for it (E-023).

    Attributes:
        asked: at full tariffs, within what providers offer.
        room: the space that was left for it.
        cuts: whether tariffs fall when more is asked than there is; otherwise clients wait.
    """

    asked: Money
    room: Money
    cuts: bool = False

    @property
    def use(self) -> Rate | None:
        """What is asked as a share of the room; None where there was no room at all."""
        return self.asked.share_of(self.room) if self.room else None

    @property
    def left(self) -> Money:
        """How much more can be asked before tariffs fall or clients wait; below zero once they do."""
        return self.room - self.asked


@dataclass(frozen=True, slots=True)
class SpaceRequest:
    """A request of purchaser and providers together to raise the space of a frame (E-020).

    Attributes:
        frame: the frame that falls short.
        lot: the lot whose clients ask for it.
        step: the step that found the shortage.
        amount: how much more is asked.
        providers: per contract its part in what is asked.
        not_asked: what falls short but is not asked for, because its providers do not work within the norm.
        reason: why, in plain Dutch.
    """

    frame: Frame
    lot: str
    step: str
    amount: Money
    providers: Mapping[str, Money]
    not_asked: Money = ZERO
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Allocation:
    """A division of the space.

    Attributes:
        grants: one per contract and lot, in order of lot and contract.
        reserved: per frame, what steps set apart (hold-back and the like), by step.
        guarantees: what was promised beforehand.
        reasons: why, in the order in which the steps worked.
        exposure: per frame, care asked for by clients that the space does not hold.
        findings: what a person should look at.
        model: how it was made; ``steps`` for the published steps.
        volumes: per contract and lot, care beyond the choices of clients that a step had in mind: the steps of its
            unit per product.
        claims: per frame, what clients asked where a model pays by their choices.
        requests: requests for more space.
        moved: per frame, what entered (or left, below zero), by step; the state is the frame `STATE`.
    """

    grants: tuple[Grant, ...]
    reserved: Mapping[Frame, Mapping[str, Money]] = field(default_factory=dict)
    guarantees: tuple[Guarantee, ...] = ()
    reasons: tuple[Reason, ...] = ()
    exposure: Mapping[Frame, Money] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    model: str = "steps"
    volumes: Mapping[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)
    claims: Mapping[Frame, Claims] = field(default_factory=dict)
    requests: tuple[SpaceRequest, ...] = ()
    moved: Mapping[Frame, Mapping[str, Money]] = field(default_factory=dict)

    def grant(self, contract: str, lot: str) -> Grant | None:
        """The grant of ``contract`` in ``lot``, if it has one."""
        return next((grant for grant in self.grants if (grant.contract, grant.lot) == (contract, lot)), None)

    def used(self, frame: Frame) -> Money:
        """The money granted from ``frame``."""
        return total(grant.money for grant in self.grants if grant.frame == frame)

    def moved_to(self, frame: Frame) -> Money:
        """What moved into ``frame`` less what moved out of it."""
        return total(self.moved.get(frame, {}).values())


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A deviation by hand: applied after the steps, listed apart, replayed like everything else.

    Attributes:
        contract: whose grant changes.
        lot: in which lot.
        amount_from: the amount before, as a check against changing something else than was meant.
        amount_to: the amount after.
        ground: why: tailored agreement, hardship, court order, mistake; in plain Dutch.
        kind: one word for the ground, such as ``hardship``.
        proposer: who proposed it.
        approver: who approved it; never the proposer.
        decided_on: the day of approval, ISO form.
        row: the line of ``adjustments.csv``; a place, no part of what is compared.
    """

    contract: str
    lot: str
    amount_from: Money
    amount_to: Money
    ground: str
    kind: str
    proposer: str
    approver: str
    decided_on: str
    row: int = field(default=0, compare=False)
