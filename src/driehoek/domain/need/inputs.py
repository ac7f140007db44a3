"""What a picture of need is made from: national tables and the files of a purchaser, typed.

Every record carries its origin, so that each figure of the picture can say from what it comes. A region's figures may
be counted there, or split off a national figure; the second is an estimate and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need.figures import Origin
from driehoek.domain.need.groups import ClientGroup, WaitingStatus
from driehoek.kernel import Money, Quantity, Rate, RegionCode


@dataclass(frozen=True, slots=True)
class Indications:
    """How many people have an indication on a day.

    Attributes:
        region: where; None for the whole country.
        municipality: the four digits of Statistics Netherlands; empty for a whole region.
        group: the client group; None for all together, which no market is made from.
        profile: the short name of the care profile (``5VV``); empty for the whole group.
        form: the form of delivery, where known.
        day: the day of counting.
        count: persons.
        origin: on what it rests.
        low: the least that other ways to split a national figure give; None where it was not split.
        high: the most.
    """

    region: RegionCode | None
    municipality: str
    group: ClientGroup | None
    profile: str
    form: DeliveryForm | None
    day: date
    count: int
    origin: Origin
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class InCare:
    """How many people are in care on a day.

    Attributes:
        region: where; None for the whole country.
        municipality: the four digits; empty for a whole region.
        group: the client group.
        form: the form of delivery; None where only "at home" is known.
        day: the day of counting.
        count: persons.
        origin: on what it rests.
        low: the least that other ways to split a national figure give; None where it was not split.
        high: the most.
    """

    region: RegionCode | None
    municipality: str
    group: ClientGroup
    form: DeliveryForm | None
    day: date
    count: int
    origin: Origin
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many people wait on a day.

    Attributes:
        region: where; None for the whole country.
        municipality: the four digits; empty for a whole region.
        group: the client group.
        profile: the short name of the profile; empty for the whole group.
        status: in which status; None for all together.
        classification: the COD168 code, where known.
        contract: at which provider they wait, where known.
        day: the day of counting.
        count: persons.
        origin: on what it rests.
        by_purchaser: whether the purchaser lets them wait to steer where they go (C-014); no sign of too few places.
        low: the least that other ways to split a national figure give; None where it was not split.
        high: the most.
    """

    region: RegionCode | None
    municipality: str
    group: ClientGroup
    profile: str
    status: WaitingStatus | None
    classification: str
    contract: str
    day: date
    count: int
    origin: Origin
    by_purchaser: bool = False
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """How many people were taken into care in a period of twelve months (bemiddelingsdruk, standards annex D).

    Attributes:
        region: where.
        group: the client group.
        until: the last day of the twelve months.
        count: persons taken into care.
        within_term: of these, within the accepted waiting weeks; None where it is not known.
        origin: on what it rests.
    """

    region: RegionCode
    group: ClientGroup
    until: date
    count: int
    within_term: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Location:
    """A place from which care is given.

    Attributes:
        contract: whose: the AGB of the contract.
        name: the location.
        municipality: the four digits.
        concern: the concern that the provider is part of; its own name where it stands alone (C-006).
        groups: the client groups it cares for.
        niches: what it specialises in, such as ``palliative-terminal`` (C-006).
        latitude: in degrees times a million; None where the place is not known to the point.
        longitude: likewise.
        origin: on what it rests.
    """

    contract: str
    name: str
    municipality: str
    concern: str
    groups: tuple[ClientGroup, ...]
    niches: tuple[str, ...]
    latitude: int | None
    longitude: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a location can hold in a year.

    Attributes:
        contract: whose.
        location: which location.
        group: for which client group.
        form: residence, full package at home in a cluster (vpt), and so on.
        year: in which year; a later year is a plan.
        places: how many.
        building: the state of the building: ``good``, ``fair``, ``poor``, ``closing``; empty where not known.
        staff: full-time equivalents at work there, in hundredths; None where not known.
        origin: on what it rests.
    """

    contract: str
    location: str
    group: ClientGroup
    form: DeliveryForm
    year: int
    places: int
    building: str
    staff: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Production:
    """What a contract delivered in a month.

    Attributes:
        contract: whose.
        municipality: where the clients live; empty where not known.
        group: the client group.
        form: the form of delivery.
        month: the first day of the month.
        quantity: delivered.
        amount: its value.
        clients: persons in care; None where not known.
        origin: on what it rests.
    """

    contract: str
    municipality: str
    group: ClientGroup
    form: DeliveryForm
    month: date
    quantity: Quantity
    amount: Money
    clients: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Moves:
    """Clients who changed provider in a year.

    Attributes:
        from_contract: left; empty for who came from home.
        to_contract: chosen; empty for who left care.
        group: the client group.
        year: when.
        count: persons.
        origin: on what it rests.
    """

    from_contract: str
    to_contract: str
    group: ClientGroup
    year: int
    count: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Inhabitants:
    """How many people live in a municipality or region.

    Attributes:
        region: the region.
        municipality: the four digits; empty for the whole region.
        year: on 1 January of.
        count: persons.
        aged: of these, eighty and older; None where not known.
        origin: on what it rests.
    """

    region: RegionCode
    municipality: str
    year: int
    count: int
    aged: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Births:
    """How many children were born in a year; maternity care goes by it (C-019).

    Attributes:
        region: where; None for the whole country.
        municipality: the four digits; empty for a whole region.
        year: which year.
        count: births.
        origin: on what it rests.
    """

    region: RegionCode | None
    municipality: str
    year: int
    count: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class PersonalBudgets:
    """The sum of personal budgets (pgb) in a region.

    Attributes:
        region: the region.
        period: the first day of the month or year it is for.
        months: how many months it covers.
        amount: the sum.
        holders: how many budget holders; None where not known.
        origin: on what it rests.
    """

    region: RegionCode
    period: date
    months: int
    amount: Money
    holders: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Specification:
    """A quality of the care that is needed, as a purchaser adds it; the provider decides how (C-004).

    Attributes:
        region: where.
        group: for whom.
        municipality: the four digits; empty for the whole region.
        text: what is needed, in plain Dutch.
        raised_by: a role: client council, municipality, purchaser.
        origin: on what it rests.
    """

    region: RegionCode
    group: ClientGroup
    municipality: str
    text: str
    raised_by: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Assumption:
    """A dated, sourced number on which a look ahead rests; a scenario is a named set of them.

    Attributes:
        scenario: the name of the set.
        name: what it is, such as ``growth-80-plus``.
        group: for which group; None for all.
        year: from which year.
        value: a share, exact.
        origin: who assumes it, and why.
    """

    scenario: str
    name: str
    group: ClientGroup | None
    year: int
    value: Rate
    origin: Origin


@dataclass(frozen=True, slots=True)
class Travel:
    """How long the way is between two municipalities.

    Attributes:
        start: the four digits.
        end: the four digits.
        minutes: by the means the user's matrix is about.
    """

    start: str
    end: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Centre:
    """Where people of a municipality live, taken together in one point.

    Attributes:
        municipality: the four digits.
        latitude: in degrees times a million.
        longitude: likewise.
    """

    municipality: str
    latitude: int
    longitude: int


@dataclass(frozen=True, slots=True)
class AcceptedWeeks:
    """Within how many weeks a client who wants care now should have it; a norm, dated and sourced.

    Attributes:
        group: for whom.
        weeks: how many.
        start: the first day on which it holds.
        through: the last; None while no end is known.
        confirmed: whether the norm itself was read; otherwise it is shown and judged by nobody.
        source: where it stands.
    """

    group: ClientGroup
    weeks: int
    start: date
    through: date | None
    confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class ProfileWeight:
    """How heavy the care of a profile is.

    Attributes:
        profile: the short name of the care profile.
        hours: care a week in hours, by the norm of the source.
        origin: on what it rests.
    """

    profile: str
    hours: Fraction
    origin: Origin


@dataclass(frozen=True, slots=True)
class Space:
    """The space for care in kind of a region in a year.

    Attributes:
        region: the region.
        year: which year.
        amount: how much.
        origin: on what it rests.
    """

    region: RegionCode
    year: int
    amount: Money
    origin: Origin


@dataclass(frozen=True, slots=True)
class NeedInputs:
    """All that a picture is made from; a tuple may be empty, and the picture then says what it could not tell.

    Attributes:
        indications: by day.
        waiting: by day.
        placed: twelve months each.
        locations: where care is given.
        capacity: by year.
        production: by month.
        moves: by year.
        inhabitants: by year.
        budgets: personal budgets.
        specifications: qualities that are asked for.
        assumptions: of every scenario.
        travel: the user's matrix; empty for straight lines.
        in_care: by day.
        centres: of municipalities, for straight lines.
        terms: accepted waiting weeks.
        spaces: for care in kind, by year.
        weights: the care weight of each profile.
        births: by year.
    """

    indications: tuple[Indications, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    placed: tuple[Placed, ...] = ()
    locations: tuple[Location, ...] = ()
    capacity: tuple[Capacity, ...] = ()
    production: tuple[Production, ...] = ()
    moves: tuple[Moves, ...] = ()
    inhabitants: tuple[Inhabitants, ...] = ()
    budgets: tuple[PersonalBudgets, ...] = ()
    specifications: tuple[Specification, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    travel: tuple[Travel, ...] = ()
    in_care: tuple[InCare, ...] = ()
    centres: tuple[Centre, ...] = ()
    terms: tuple[AcceptedWeeks, ...] = ()
    spaces: tuple[Space, ...] = ()
    weights: tuple[ProfileWeight, ...] = ()
    births: tuple[Births, ...] = ()

    def plus(self, other: NeedInputs) -> NeedInputs:
        """All of both."""
        return NeedInputs(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(NeedInputs)))
