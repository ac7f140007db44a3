"""A scenario: changes to a dossier as data, as a small YAML file or as options of a command.

A scenario never changes a dossier on disk. Its changes are made in this order, whatever the order in which they are
written: lots (split, merge, winners), then weights, base percentages and parameters, then space, then submissions
(withdrawn, volumes, newcomers). Each change says ``to`` (the new value) or ``by`` (how much it moves).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from driehoek.domain.catalogue import CareKind, Sector
from driehoek.domain.policy import ProviderGroup
from driehoek.domain.policy.params import Raw
from driehoek.kernel import Rate


class Of(Enum):
    """To what a parameter belongs; the value is the word in files."""

    STEP = "step"
    NORM = "norm"
    REQUIREMENT = "requirement"
    CRITERION = "criterion"


@dataclass(frozen=True, slots=True)
class LotPart:
    """One of the lots into which a lot is split.

    Attributes:
        id: its name.
        name: in plain Dutch; the name of the whole with this id when left out.
        sectors: the sectors whose products it takes.
        products: the product codes it takes, on top of those of its sectors.
        space: the share of the space of the whole that becomes a sub-frame of its own; without it, it uses the
            space of the whole together with the others.
        care: the kind of care it takes, where products are marked as base, centre or network care.
    """

    id: str
    name: str = ""
    sectors: tuple[Sector, ...] = ()
    products: tuple[str, ...] = ()
    space: Rate | None = None
    care: CareKind | None = None


@dataclass(frozen=True, slots=True)
class SplitChange:
    """Split a lot: what is offered, delivered and chosen in it goes to the part that takes the product.

    Attributes:
        lot: the lot.
        parts: what comes in its place; together they take every product that is offered in it.
    """

    lot: str
    parts: tuple[LotPart, ...]


@dataclass(frozen=True, slots=True)
class MergeChange:
    """Merge lots into one that goes by the rules of the first.

    Attributes:
        lots: the lots, the one whose rules hold first.
        into: the name of the merged lot; that of the first when left out.
        name: in plain Dutch.
    """

    lots: tuple[str, ...]
    into: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class WinnersChange:
    """Change how many can win in a lot.

    Attributes:
        lot: the lot.
        to: the most that can be awarded; 0 for no limit.
    """

    lot: str
    to: int


@dataclass(frozen=True, slots=True)
class WeightChange:
    """Change the weight of a criterion; its siblings share the rest in the proportion they had.

    Attributes:
        criterion: the criterion, at any depth of the tree.
        to: its new weight under its parent, such as ``40%``.
        by: percentage points up or down.
    """

    criterion: str
    to: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class BaseChange:
    """Change the base percentage of a sector, in the steps of the tariff that name it.

    Attributes:
        sector: the sector.
        to: the new percentage.
        by: percentage points up or down.
        lot: only in this lot; everywhere when left out.
    """

    sector: Sector
    to: str = ""
    by: str = ""
    lot: str = ""


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """Change a parameter of a step of the division, a norm, a requirement or a criterion.

    Attributes:
        part: the name of the step (or norm, requirement, criterion).
        name: the name of the parameter.
        to: the new value, or a list of values.
        by: how much it moves: percentage points for a percentage, euros or a percentage for an amount, a number.
        of: to what the parameter belongs.
    """

    part: str
    name: str
    to: Raw = ""
    by: str = ""
    of: Of = Of.STEP


@dataclass(frozen=True, slots=True)
class SpaceChange:
    """Change the contracting space of a frame.

    Attributes:
        pool: the pool.
        frame: its sub-frame.
        to: the new amount in euros.
        by: an amount in euros or a percentage, up or down.
    """

    pool: str
    frame: str = "regular"
    to: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawChange:
    """Take a contract's submission back, as a whole or for some lots.

    Attributes:
        contract: whose.
        lots: for which lots; all when left out.
    """

    contract: str
    lots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VolumeChange:
    """Change how much a contract offers; what it can deliver at most stays as it said.

    Attributes:
        contract: whose.
        lot: in which lot; in all when left out.
        product: of which product; of all when left out.
        to: the new number of units.
        by: a number of units or a percentage, up or down; a percentage rounds down to whole units.
    """

    contract: str
    lot: str = ""
    product: str = ""
    to: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class NewcomerChange:
    """Add a made-up provider that looks like one that submitted; all about it says SYNTHETIC.

    Attributes:
        like: the contract it looks like: sector, municipality, answers, marks, lots and products.
        share: how much it offers, as a share of what that one offers.
        takes: the share of that one's client choices, the latest, that go to the newcomer instead.
        group: the group it enters in.
        answers: answers of its own, by question.
        name: its name.
        contract: its AGB code; the next free one that begins with 99 when left out.
    """

    like: str
    share: Rate = field(default_factory=lambda: Rate.percent(100))
    takes: Rate = field(default_factory=lambda: Rate.percent(0))
    group: ProviderGroup = ProviderGroup.NEW
    answers: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    contract: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes to a dossier that are tried together.

    Attributes:
        title: what it is about, in a few words.
        text: why it is tried.
        split: lots to split.
        merge: lots to merge.
        winners: numbers of winners.
        weights: weights of criteria.
        base: base percentages per sector.
        parameters: other parameters of any step, norm, requirement or criterion.
        space: contracting space.
        withdraw: submissions taken back.
        volumes: volumes offered.
        newcomers: made-up providers.
    """

    title: str
    text: str = ""
    split: tuple[SplitChange, ...] = ()
    merge: tuple[MergeChange, ...] = ()
    winners: tuple[WinnersChange, ...] = ()
    weights: tuple[WeightChange, ...] = ()
    base: tuple[BaseChange, ...] = ()
    parameters: tuple[ParameterChange, ...] = ()
    space: tuple[SpaceChange, ...] = ()
    withdraw: tuple[WithdrawChange, ...] = ()
    volumes: tuple[VolumeChange, ...] = ()
    newcomers: tuple[NewcomerChange, ...] = ()


KINDS = (
    "split",
    "merge",
    "winners",
    "weights",
    "base",
    "parameters",
    "space",
    "withdraw",
    "volumes",
    "newcomers",
)
"""The kinds of change, in the order in which they are made."""
