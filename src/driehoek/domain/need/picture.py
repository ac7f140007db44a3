"""The picture of need of one region: demand, supply, confrontation (C-001), in lines that a policy can point to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need.births import BirthsAhead
from driehoek.domain.need.figures import Figure, Origin
from driehoek.domain.need.groups import ClientGroup, WaitingStatus
from driehoek.domain.need.inputs import Moves, Specification
from driehoek.domain.need.produced import Produced
from driehoek.kernel import Finding, Money, Rate, RegionCode


class Verdict(Enum):
    """What a confrontation concludes (C-008); the value is the word in files."""

    SCARCE = "scarce"
    """Short even at the low end of the interval: must grow."""
    MAYBE_SCARCE = "maybe-scarce"
    """Short at the value, not at the low end."""
    BALANCED = "balanced"
    MAYBE_SURPLUS = "maybe-surplus"
    SURPLUS = "surplus"
    """More than needed even at the high end: may shrink."""
    UNKNOWN = "unknown"
    """Demand or supply is not known; nothing is concluded."""


@dataclass(frozen=True, slots=True)
class Market:
    """For whom and where.

    Attributes:
        group: the client group.
        municipality: the four digits; empty for the whole region.
    """

    group: ClientGroup
    municipality: str = ""

    @property
    def key(self) -> str:
        """Its name in lines that a policy points to: ``VV`` or ``VV/0014``."""
        return f"{self.group.value}/{self.municipality}" if self.municipality else self.group.value


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked in one market.

    Attributes:
        market: where and for whom.
        indicated: people with an indication on the last day counted.
        trend: change a year; None where one day only is known.
        next_year: expected in the contract year, with its interval.
        by_profile: the last count per profile, where known.
        by_form: the share per form of delivery, where known.
        waiting: per status.
        hidden: people who need care and do not ask, as a scenario (C-023); None without an assumption.
        in_care: people who have a place now.
        needing_place: people who will need a place in the contract year, in a residence or a cluster.
        friction: indicated for care in kind less who get it; above zero care is indicated and not delivered (C-002).
        steered: people who wait because the purchaser lets them (C-014); counted in no status.
        care_weight: the mean care a week in hours of the profiles counted last; None where no weight is known.
        heavier: how much heavier care became since the first count of the same profiles (C-018).
    """

    market: Market
    indicated: Figure | None
    trend: Rate | None
    next_year: Figure | None
    by_profile: tuple[tuple[str, Figure], ...] = ()
    by_form: tuple[tuple[DeliveryForm, Rate], ...] = ()
    waiting: tuple[tuple[WaitingStatus, Figure], ...] = ()
    hidden: Figure | None = None
    in_care: Figure | None = None
    needing_place: Figure | None = None
    friction: Figure | None = None
    steered: Figure | None = None
    care_weight: Fraction | None = None
    heavier: Rate | None = None


@dataclass(frozen=True, slots=True)
class ProviderWaiting:
    """Who waits at one provider (C-012).

    Attributes:
        contract: at whom.
        group: for whom.
        waiting: per status.
        places: how many places it has for them; None where not known.
        unpopular: whether few wait for it by wish, beside the others in the region; None where that is not known.
    """

    contract: str
    group: ClientGroup
    waiting: tuple[tuple[WaitingStatus, Figure], ...]
    places: int | None
    unpopular: bool | None


@dataclass(frozen=True, slots=True)
class Share:
    """What part of a market one provider has.

    Attributes:
        contract: who.
        concern: the concern it is part of.
        share: of the production, or of the places where production is not known.
    """

    contract: str
    concern: str
    share: Rate


@dataclass(frozen=True, slots=True)
class Supply:
    """What is offered in one market.

    Attributes:
        market: where and for whom.
        places: what can be held now.
        planned: what is planned for the contract year.
        providers: how many.
        shares: market shares, largest first (C-025).
        concentration: the sum of the squared shares of concerns: 1 is a monopoly (Herfindahl-Hirschman; inferred).
        alternatives: how many providers a client has within the travel time; None without places.
        niches: what somebody here specialises in.
        by_form: per form of delivery the places now and those planned: residence, or a place in a cluster (C-006).
        by_building: per state of the building the places now; an empty state is not known.
        staff: full-time equivalents at work there now, in hundredths; None where nobody says.
    """

    market: Market
    places: Figure | None
    planned: Figure | None
    providers: int
    shares: tuple[Share, ...] = ()
    concentration: Rate | None = None
    alternatives: int | None = None
    niches: tuple[str, ...] = ()
    by_form: tuple[tuple[DeliveryForm, int, int], ...] = ()
    by_building: tuple[tuple[str, int], ...] = ()
    staff: int | None = None


@dataclass(frozen=True, slots=True)
class Bargaining:
    """How strong a purchaser stands beside a provider in a market (C-026).

    Attributes:
        contract: the provider.
        share: its part of the market.
        others: how many other providers there are.
        diversity: how many kinds of them, told apart by niche; providers without a niche are one kind.
        purchaser: the part of the market that this purchaser pays; all of it for a zorgkantoor.
        weak: whether the region depends on the provider: no or few others, or more than half of the market.
    """

    contract: str
    share: Rate
    others: int
    diversity: int
    purchaser: Rate
    weak: bool


@dataclass(frozen=True, slots=True)
class Quarter:
    """The people of one group who wait on a day.

    Attributes:
        group: for whom; None for all groups together.
        day: the day of counting.
        counts: per status.
        total: urgent, active and by preference; precaution is counted beside it, as the national table does.
    """

    group: ClientGroup | None
    day: date
    counts: tuple[tuple[WaitingStatus, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Confrontation:
    """Demand beside supply in one market (C-008).

    Attributes:
        market: where and for whom.
        gap: needed less held: above zero is a shortage.
        verdict: what that says with its uncertainty.
        white_spot: whether what is missing is missing altogether within the travel time (C-009).
        text: the conclusion in plain Dutch.
        english: and in English.
    """

    market: Market
    gap: Figure | None
    verdict: Verdict
    white_spot: bool
    text: str
    english: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure about waiting or access that a norm names (standards annex D), with the norm beside it.

    Attributes:
        name: such as ``urgent-over-placed``.
        group: for whom.
        value: the ratio; None where a part of it is not known.
        norm: what is accepted; None where no norm is confirmed.
        text: what it says, in plain Dutch.
        english: and in English.
        origin: on what it rests.
    """

    name: str
    group: ClientGroup
    value: Rate | None
    norm: Rate | None
    text: str
    english: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class YearAhead:
    """Demand beside supply in a later year under one named set of assumptions (C-007).

    Attributes:
        scenario: the set of assumptions.
        year: which year.
        group: for whom.
        demand: people who need care.
        by_form: of these, per form of delivery: home, cluster, residence.
        supply: places then.
        gap: people who need a place, in a cluster or residence, less the places; above zero is a shortage.
        inflow: who come into a residence in that year (O-060); None without an assumption on length of stay.
        weight: the care that one person needs, beside the first year.
    """

    scenario: str
    year: int
    group: ClientGroup
    demand: Figure
    by_form: tuple[tuple[DeliveryForm, int], ...]
    supply: Figure | None
    gap: Figure | None
    inflow: int | None = None
    weight: Rate | None = None


@dataclass(frozen=True, slots=True)
class Growth:
    """What the growth of a year over the year before is made of (C-016).

    Attributes:
        year: the later year.
        months: how many months of both years are compared.
        residence: care with a place.
        home: care at home.
        budgets: personal budgets; None where they are not known for both years.
    """

    year: int
    months: int
    residence: Money
    home: Money
    budgets: Money | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture that a policy or a submission can point to.

    Attributes:
        id: ``5510/VV/0014/gap``: region, group, municipality where there is one, and what.
        text: what it says, in plain Dutch.
        figure: its figure; None for a quality that was asked for.
    """

    id: str
    text: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of need of one region.

    Attributes:
        region: which.
        name: of the region.
        day: as it stands on.
        year: the contract year it looks at.
        demand: per market.
        supply: per market.
        confrontation: per market.
        indicators: of waiting and access.
        ahead: later years.
        specifications: qualities that were asked for (C-004).
        providers: who waits at which provider.
        municipalities: the four digits and the name of each that the region has, where known.
        space_short_from: the month in which a shortage of space becomes foreseeable; None while it is not.
        budget_growth: how much of the space the growth of personal budgets takes (C-020); None where not known.
        growth: what the growth of the production is made of (C-016); None where two years are not known.
        produced: the production by the month with what is expected next, the whole region before each provider.
        quarters: who waited on each day counted, per group and together; the trend of the lists.
        positions: per group of the whole region how the purchaser stands beside each provider (C-026).
        moves: clients who changed provider in the last year known.
        births: of the whole region, then per municipality where they are counted there (C-019).
        findings: what could not be told, and what a person should look at.
    """

    region: RegionCode
    name: str
    day: date
    year: int
    demand: tuple[Demand, ...]
    supply: tuple[Supply, ...]
    confrontation: tuple[Confrontation, ...]
    indicators: tuple[Indicator, ...] = ()
    ahead: tuple[YearAhead, ...] = ()
    specifications: tuple[Specification, ...] = ()
    providers: tuple[ProviderWaiting, ...] = ()
    municipalities: tuple[tuple[str, str], ...] = ()
    space_short_from: date | None = None
    budget_growth: Money | None = None
    growth: Growth | None = None
    produced: tuple[Produced, ...] = ()
    quarters: tuple[Quarter, ...] = ()
    positions: tuple[tuple[ClientGroup, tuple[Bargaining, ...]], ...] = ()
    moves: tuple[Moves, ...] = ()
    births: tuple[BirthsAhead, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    def lines(self) -> Iterator[Line]:
        """All lines that can be pointed to, in order of id."""
        found = {line.id: line for line in self._lines()}
        yield from (found[key] for key in sorted(found))

    def line(self, line_id: str) -> Line | None:
        """The line with this id, if the picture has it."""
        return next((line for line in self.lines() if line.id == line_id), None)

    def _lines(self) -> Iterator[Line]:
        start = self.region.code
        for asked in self.demand:
            yield from _asked(f"{start}/{asked.market.key}", asked, self.year)
        for held in self.supply:
            where, group = f"{start}/{held.market.key}", held.market.group.dutch
            if held.places:
                yield Line(f"{where}/places", f"Plaatsen: {group}", held.places)
            if held.planned:
                yield Line(f"{where}/planned", f"Plaatsen gepland voor {self.year}: {group}", held.planned)
        for judged in self.confrontation:
            what = "white-spot" if judged.white_spot else "gap"
            if judged.gap or judged.white_spot:
                yield Line(f"{start}/{judged.market.key}/{what}", judged.text, judged.gap)
        for number, wish in enumerate(self.specifications, start=1):
            market = Market(wish.group, wish.municipality)
            yield Line(f"{start}/{market.key}/specification-{number}", wish.text, None)


def _asked(where: str, asked: Demand, year: int) -> Iterator[Line]:
    group = asked.market.group.dutch
    named = (
        ("indicated", "Indicaties", asked.indicated),
        ("next-year", f"Verwacht in {year}", asked.next_year),
        ("in-care", "Mensen met een plaats", asked.in_care),
        ("needing-place", f"Plaats nodig in {year}", asked.needing_place),
        ("friction", "Geïndiceerd en niet geleverd", asked.friction),
        ("hidden", "Verborgen vraag (scenario)", asked.hidden),
        ("steered", "Wachten doordat de inkoper stuurt", asked.steered),
    )
    for key, words, figure in named:
        if figure:
            yield Line(f"{where}/{key}", f"{words}: {group}", figure)
    for status, figure in asked.waiting:
        yield Line(f"{where}/{status.value}", f"{group}: {status.dutch}", figure)
    for profile, figure in asked.by_profile:
        yield Line(f"{where}/profile-{profile.replace(' ', '-')}", f"Indicaties: zorgprofiel {profile}", figure)
