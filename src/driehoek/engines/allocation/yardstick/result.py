"""What the yardstick found, for who shows it. Every worth is money: euros of care, weighed as the aim says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from driehoek.domain.allocation import Frame, Grant
from driehoek.engines.allocation.yardstick.model import Limit, LimitKind
from driehoek.engines.allocation.yardstick.options import Options
from driehoek.kernel import Code, Finding, Money, Severity

CLASH = Code(
    "ALL-401",
    nl="In {subject} kunnen {seen} grenzen niet samen worden gehaald.",
    en="In {subject} {seen} limits cannot hold together.",
    mend_nl="Verlaag een van deze grenzen in het beleid, of vraag meer ruimte.",
    mend_en="Lower one of these limits in the policy, or ask for more space.",
    severity=Severity.WARNING,
)
FINDINGS = (CLASH,)


class CauseKind(Enum):
    """Where a part of the difference comes from; the value is the word in files."""

    ROOM = "room"
    """The decision leaves room in a limit that is worth something; ``name`` is the kind of limit."""
    GRANTED = "granted"
    """A step grants care where the same money is worth less; ``name`` is the step."""
    NOT_GRANTED = "not-granted"
    """Care that is worth more than its place in the limits is not granted; ``name`` is the lot."""
    SHORT = "short"
    """The decision leaves need unmet that the yardstick meets; ``name`` is empty."""
    WHOLE_UNITS = "whole-units"
    """What the yardstick itself loses by whole units; below zero."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A part of the difference between the yardstick and the decision; all parts add up to it.

    Attributes:
        kind: what sort of cause.
        name: the limit, step or lot.
        worth: how much of the difference.
    """

    kind: CauseKind
    name: str
    worth: Money


@dataclass(frozen=True, slots=True)
class LimitPrice:
    """What a binding limit costs.

    Attributes:
        limit: which.
        alike: how many contracts have an equal limit.
        dual: what the solver says that one euro or unit more of it adds, in euros.
        asked: what it adds when it is solved again with one euro or unit more.
    """

    limit: Limit
    alike: int
    dual: Fraction
    asked: Fraction

    @property
    def agrees(self) -> bool:
        """Whether both say the same; where they differ the optimum turns at this very point, and ``asked`` counts."""
        return abs(self.dual - self.asked) <= max(abs(self.asked), Fraction(1, 10)) / 1000


@dataclass(frozen=True, slots=True)
class Part:
    """The pools that were solved together, mostly one.

    Attributes:
        pools: which.
        best: the worth of the yardstick in whole units.
        optimum: the worth before it was floored.
        decided: the worth of the decision, on the same scale.
        causes: where the difference between best and decided comes from.
        prices: the binding limits with their price, the dearest first.
        without: per kind of limit how much more the yardstick would be worth without it.
        unspent: per frame the money that the yardstick leaves, to the cent.
        left: per frame the money that the decision leaves.
        missed: the floors that whole units or a clash leave missed, with by how much.
        clash: the limits that cannot hold together; empty when all can.
    """

    pools: tuple[str, ...]
    best: Money
    optimum: Money
    decided: Money
    causes: tuple[Cause, ...]
    prices: tuple[LimitPrice, ...]
    without: Mapping[LimitKind, Money]
    unspent: Mapping[Frame, Money]
    left: Mapping[Frame, Money]
    missed: tuple[tuple[Limit, int], ...] = ()
    clash: tuple[Limit, ...] = ()

    @property
    def difference(self) -> Money:
        """How much more the yardstick is worth than the decision; below zero where the decision passes a limit."""
        return self.best - self.decided


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The best division beside the decision.

    Attributes:
        options: what was made as large as can be.
        parts: the pools.
        limits: how many limits were proven.
        needs: whether the need per municipality was known.
        winners: the lots whose limit on winners the yardstick does not know.
        division: the yardstick itself, for proof and tests; it is no proposal.
        findings: what the independent checks say of it: never anything.
        left_out: the norms of the policy that are no limit of the yardstick.
        steps_left_out: the steps whose limits the yardstick does not know: budgets of areas, integral prices, volumes.
    """

    options: Options
    parts: tuple[Part, ...]
    limits: int
    needs: bool
    winners: tuple[str, ...]
    division: tuple[Grant, ...]
    findings: tuple[Finding, ...] = ()
    left_out: tuple[str, ...] = ()
    steps_left_out: tuple[str, ...] = ()
