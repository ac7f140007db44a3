"""What is to be divided, among whom, and by which published steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from driehoek.domain.catalogue import MaximumTariff, Product, Sector
from driehoek.domain.need import AgreedFigure, AreaNeed, Arrangement, ClassNeed, ContractFigure, NewClients
from driehoek.domain.need.lines import line_in_words
from driehoek.domain.policy import Division, Norm, ProviderGroup
from driehoek.kernel import ZERO, Money, Quantity, Rate, Rounding, TieKey
from driehoek.kernel.rounding import round_to_whole


class SpaceStatus(Enum):
    """How certain an amount of space is; the value is the word in files."""

    PROVISIONAL = "provisional"
    DEFINITIVE = "definitive"
    REDISTRIBUTED = "redistributed"


@dataclass(frozen=True, slots=True, order=True)
class Frame:
    """A sub-frame (deelkader) of a pool: the smallest account of space.

    Attributes:
        pool: the pool.
        name: the sub-frame.
    """

    pool: str
    name: str

    def __str__(self) -> str:
        return f"{self.pool}/{self.name}"


STATE = Frame("", "")
"""Where space comes from and goes back to: the state, which sets the national space (A-049)."""


@dataclass(frozen=True, slots=True)
class Space:
    """The contracting space of one frame as it stands on the day of the round.

    Attributes:
        frame: which.
        amount: how much.
        status: how certain.
        known_on: since when.
        source: where the amount stands.
    """

    frame: Frame
    amount: Money
    status: SpaceStatus
    known_on: date
    source: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the space of one frame rests on, for steps that correct or divide it anew (E-002, E-003, E-004).

    Attributes:
        frame: which.
        historical: the sum of the institution budgets with their yearly growth; the historical weight.
        population: the weight of its population or of the indications there, in any unit that all frames share.
        pgb_last: what was awarded in pgb when the space was set.
        pgb_now: what is awarded in pgb by now; None when only a forecast is known.
        growth: growth space that the state adds.
        other_act: what care that moved to another act takes out of the space.
        growth_for: what the growth is meant for, in words, such as ``extramural``.
        source: where the figures stand.
    """

    frame: Frame
    historical: Money = ZERO
    population: Fraction = Fraction(0)
    pgb_last: Money = ZERO
    pgb_now: Money | None = None
    growth: Money = ZERO
    other_act: Money = ZERO
    growth_for: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Bundle:
    """Production of last year that now counts with the one contract of a national specialised facility (E-045).

    Attributes:
        contract: the contract that bundles all regions.
        satellite: the contract under which it was delivered.
        away: the frame whose space was under it.
        to: the frame whose space is under it now.
        amount: what was paid for it.
        source: where that was read.
    """

    contract: str
    satellite: str
    away: Frame
    to: Frame
    amount: Money
    source: str = ""


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """One product of an offer, with what a price is made of.

    Attributes:
        product: the product.
        maximum: its maximum tariff in the contract year.
        quantity: offered for the year.
        capacity: the most that can be delivered; None without a limit.
        source: where it was read, such as ``submissions/06010001/volumes.csv [regular, SYN01]``.
        realised: how much of it was delivered last year; None when nothing was.
    """

    product: Product
    maximum: MaximumTariff
    quantity: Quantity
    capacity: Quantity | None = None
    source: str = ""
    realised: Quantity | None = None

    @property
    def limit(self) -> Quantity:
        """The most that may be agreed: what was offered, or the capacity when that is less."""
        if self.capacity is not None and self.capacity < self.quantity:
            return self.capacity
        return self.quantity


@dataclass(frozen=True, slots=True)
class Offer:
    """What one admitted contract offers in one lot, with all that the division may look at.

    Attributes:
        contract: who.
        lot: where.
        frame: the space it would use.
        sector: the provider's sector.
        group: existing, new to this office or new.
        lines: the products offered.
        realised: last year's production in this lot, in money.
        realised_source: where that was read.
        score: the total on the lot's scale; None where nothing is ranked.
        facts: answers that tariff steps may look at, by question.
        scale: the points that a perfect score makes in the lot.
        figures: figures agreed or measured outside the submission.
        classes: the clients expected per class.
        area: the area whose budget it shares; empty where the lot has none.
        organisation: the organisation with which it divides one integral price; empty where it does not.
        decisions: grounds of reasoned decisions about the contract that a tariff step may look at, by the step's id.
        municipality: where the provider's main location stands; empty where that is not known.
    """

    contract: str
    lot: str
    frame: Frame
    sector: Sector
    group: ProviderGroup
    lines: tuple[OfferedLine, ...]
    realised: Money = ZERO
    realised_source: str = ""
    score: Fraction | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    scale: int = 10
    figures: Mapping[ContractFigure, AgreedFigure] = field(default_factory=dict)
    classes: tuple[ClassNeed, ...] = ()
    area: str = ""
    organisation: str = ""
    municipality: str = ""

    def figure(self, figure: ContractFigure) -> Fraction | None:
        """The value of a figure, where there is one."""
        found = self.figures.get(figure)
        return found.value if found else None

    def euros(self, figure: ContractFigure) -> Money | None:
        """The value of a figure that is an amount, where there is one."""
        value = self.figure(figure)
        return None if value is None else Money(round_to_whole(value * 100, Rounding.HALF_UP))

    decisions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many people wait, as counted on one day: for a contract, or in a municipality as a whole.

    Attributes:
        count: how many people.
        day: the day on which they were counted; None when that is not known.
        municipality: where they live; empty when only the contract is known.
        profile: their care profile (COD163); empty when the list makes no difference.
        status: their delivery status (COD167): 2 waits for a preference, 3 as a precaution; empty when unknown.
        classification: the reason within the status (COD168); empty when unknown.
        contract: the contract they wait for; empty when they wait for none in particular.
        lot: the lot in which the list counts; empty where it counts in every lot of the contract.
        source: where it was read.
    """

    count: int
    day: date | None = None
    municipality: str = ""
    profile: str = ""
    status: str = ""
    classification: str = ""
    contract: str = ""
    lot: str = ""
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ChosenCare:
    """Care that clients chose at one contract; the money may follow it.

    Attributes:
        contract: the contract chosen.
        lot: the lot in which it counts.
        product: the product code.
        quantity: the care in the contract year.
        chosen_on: when; earlier goes first.
        clients: how many clients.
        source: where it was read.
        arrangement: how the clients have it arranged.
    """

    contract: str
    lot: str
    product: str
    quantity: Quantity
    chosen_on: date
    clients: int = 1
    source: str = ""
    arrangement: Arrangement = Arrangement.PACKAGE

    @property
    def contracted(self) -> bool:
        """Whether it brings volume to the agreement; who has a pgb buys outside it."""
        return self.arrangement is not Arrangement.PGB


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a division needs; nothing else may play a part.

    Attributes:
        year: the contract year.
        spaces: the contracting space per frame.
        offers: the offers of admitted contracts, one per contract and lot. Their order plays no part.
        division: the published steps.
        choices: client choices.
        waiting: the waiting lists as they stood last; of a contract only those of the latest day.
        norms: what the result must respect.
        max_winners: per lot the most that can be awarded; 0 for no limit.
        new_clients: new clients without a preferred provider.
        areas: the areas that have a budget together.
        price_bound: the highest share of the maximum tariff that may be agreed, by regime and policy.
        bases: what the space of the frames rests on, where a step needs it.
        series: every amount of space that was known by the day of the round, oldest first; the last of each frame is
            in ``spaces``.
        whole: the lots whose offers are granted whole or not at all.
        bundles: production that changed hands for one bundled agreement of all regions.
        line_names: what the policy calls the lines of the picture of need that rules can point to, by id.
    """

    year: int
    spaces: tuple[Space, ...]
    offers: tuple[Offer, ...]
    division: Division
    choices: tuple[ChosenCare, ...] = ()
    norms: tuple[Norm, ...] = ()
    max_winners: Mapping[str, int] = field(default_factory=dict)
    new_clients: tuple[NewClients, ...] = ()
    areas: tuple[AreaNeed, ...] = ()
    price_bound: Rate = Rate(Fraction(1))  # noqa: RUF009 - a frozen value
    bases: tuple[Basis, ...] = ()
    series: tuple[Space, ...] = ()
    whole: frozenset[str] = frozenset()
    bundles: tuple[Bundle, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    line_names: Mapping[str, str] = field(default_factory=dict)

    def line_text(self, line_id: str) -> str:
        """A line of the picture of need in the words of the policy, else in those of its id; never with its figure."""
        return self.line_names.get(line_id) or line_in_words(line_id)

    @property
    def tie_key(self) -> TieKey:
        """The published key that settles ties."""
        return TieKey(self.division.tie_key)

    def space(self, frame: Frame) -> Money:
        """The whole space of ``frame``; zero when it has none."""
        return next((space.amount for space in self.spaces if space.frame == frame), ZERO)

    def space_on(self, frame: Frame, day: date) -> Money | None:
        """What the whole space of ``frame`` was on an earlier ``day``; None when nothing was known then."""
        known = [item for item in self.series if item.frame == frame and item.known_on <= day]
        return max(known, key=lambda item: item.known_on).amount if known else None
