"""Many years ahead: demand beside supply under named assumptions; people shift between home, cluster and residence.

Five to ten years (C-007). A scenario is a set of dated, sourced numbers (`Assumption`); each name has one role, so the
order in which they stand plays no part. Within a year everyone counts once: first the number of people changes, then
shares of each place move to another, all from the same count at once. Between, before and after, the parts add up and
no one vanishes; whole persons are made only for what is shown. It is a calculation with assumptions, never a forecast:
its figures say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from itertools import groupby

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need.demand import HIDDEN
from driehoek.domain.need.figures import Basis, Figure, Origin
from driehoek.domain.need.groups import ClientGroup
from driehoek.domain.need.inputs import Assumption
from driehoek.domain.need.picture import YearAhead
from driehoek.kernel import Code, Finding, Rate, Rounding, TieKey, apportion, decimal_text, round_to_whole

MOST_YEARS = 10
TIE = TieKey("need: people over forms of delivery in a later year")

TWICE = Code(
    "FOR-101",
    nl="Scenario {subject} noemt {seen} twee keer met een andere waarde; dan telt de volgorde, en dat mag niet.",
    en="Scenario {subject} names {seen} twice with another value; then the order would count, which may not be.",
    mend_nl="Laat één van de twee staan, of geef ze een ander jaar.",
    mend_en="Leave one of the two, or give them another year.",
)
UNKNOWN = Code(
    "FOR-102",
    nl="Scenario {subject}: de aanname {seen} is niet bekend.",
    en="Scenario {subject}: the assumption {seen} is not known.",
    mend_nl="Kies een van: {wanted}.",
    mend_en="Choose one of: {wanted}.",
)
OUTSIDE = Code(
    "FOR-103",
    nl="Scenario {subject}: {seen} kan niet; nodig is {wanted}.",
    en="Scenario {subject}: {seen} cannot be; wanted is {wanted}.",
    mend_nl="Verbeter de waarde in het bestand met aannames.",
    mend_en="Mend the value in the file of assumptions.",
)
NO_SOURCE = Code(
    "FOR-104",
    nl="Scenario {subject}: bij {seen} staat niet waar de waarde vandaan komt.",
    en="Scenario {subject}: {seen} does not say where its value comes from.",
    mend_nl="Vul de bron in, of SYNTHETIC als de waarde verzonnen is.",
    mend_en="Fill in the source, or SYNTHETIC where the value is made up.",
)
FINDINGS = (TWICE, UNKNOWN, OUTSIDE, NO_SOURCE)


class Place(Enum):
    """Where someone gets care; the value is the word in the names of assumptions."""

    HOME = "home"
    CLUSTER = "cluster"
    """Housing together, with the full package at home (vpt)."""
    RESIDENCE = "residence"

    @property
    def forms(self) -> tuple[DeliveryForm, ...]:
        """The forms of delivery there; who moves there gets the first."""
        return {
            Place.HOME: (DeliveryForm.MODULAR_PACKAGE_HOME, DeliveryForm.PGB),
            Place.CLUSTER: (DeliveryForm.FULL_PACKAGE_HOME,),
            Place.RESIDENCE: (DeliveryForm.RESIDENCE, DeliveryForm.PART_TIME_RESIDENCE, DeliveryForm.WRONG_BED),
        }[self]

    @property
    def dutch(self) -> str:
        """The word on Dutch screens."""
        return {Place.HOME: "thuis", Place.CLUSTER: "cluster", Place.RESIDENCE: "verblijf"}[self]


GROWTH = "growth"
"""The change a year of the people who need care, as a share."""
PLACES = "places-growth"
"""The change a year of the places, as a share, in years without a plan."""
STAY = "stay-years"
"""How many years people stay in a residence on average (C-018)."""
LIGHTER = "lighter-ended"
"""The share of who come into a residence whose profile is no longer indicated with it: they stay home (C-017)."""
WEIGHT = "weight-growth"
"""The change a year of the care that one person needs, as a share (C-018)."""
SHIFTS = {f"{start.value}-to-{end.value}": (start, end) for start in Place for end in Place if start is not end}
"""The share of the people in one place who move to another in a year."""
ELSEWHERE = (HIDDEN,)
"""Assumptions that other parts of the picture read."""
_DUTCH = {
    GROWTH: "groei per jaar",
    PLACES: "groei van plaatsen per jaar",
    STAY: "verblijfsduur in jaren",
    LIGHTER: "aandeel lichte instroom dat thuis blijft",
    WEIGHT: "zorgzwaarte per jaar",
    **{name: f"van {start.dutch} naar {end.dutch} per jaar" for name, (start, end) in SHIFTS.items()},
}
NAMES = tuple(_DUTCH)
"""The names that a look ahead knows."""


@dataclass(frozen=True, slots=True)
class Start:
    """A group as it stands in the first year.

    Attributes:
        group: who.
        people: how many need care.
        by_form: the weight of each form of delivery among them; shares or counts.
        places: for how many there is a place in a cluster or residence; None where that is not known.
        plans: per later year the places planned, where known.
    """

    group: ClientGroup
    people: Figure
    by_form: Mapping[DeliveryForm, Fraction]
    places: Figure | None = None
    plans: Mapping[int, int] = field(default_factory=dict)


def check(assumptions: Iterable[Assumption]) -> tuple[Finding, ...]:
    """What is wrong with assumptions: twice named, not known, impossible, without a source."""
    found = tuple(sorted(assumptions, key=lambda item: (*_place(item), item.value)))
    return (*_each(found), *_twice(found), *_leaving(found))


def _place(item: Assumption) -> tuple[str, str, str, int]:
    return item.scenario, item.name, item.group.value if item.group else "", item.year


def _each(found: tuple[Assumption, ...]) -> Iterator[Finding]:
    for item in found:
        if item.name in ELSEWHERE:
            continue
        if item.name not in NAMES:
            yield Finding(UNKNOWN, item.scenario, seen=item.name, wanted=", ".join(NAMES))
            continue
        if not item.origin.source:
            yield Finding(NO_SOURCE, item.scenario, seen=item.name)
        value = item.value.value
        share = item.name in SHIFTS or item.name == LIGHTER
        if share and not 0 <= value <= 1:
            yield Finding(OUTSIDE, item.scenario, seen=f"{item.name} = {item.value}", wanted="0% - 100%")
        elif item.name == STAY and value <= 0:
            yield Finding(OUTSIDE, item.scenario, seen=f"{item.name} = {value}", wanted="> 0")
        elif not share and item.name != STAY and value < -1:
            yield Finding(OUTSIDE, item.scenario, seen=f"{item.name} = {item.value}", wanted=">= -100%")


def _twice(found: tuple[Assumption, ...]) -> Iterator[Finding]:
    for (scenario, name, _, year), same in groupby(found, key=_place):
        if len({item.value for item in same}) > 1:
            yield Finding(TWICE, scenario, seen=f"{name} ({year})")


def _leaving(found: tuple[Assumption, ...]) -> Iterator[Finding]:
    """Whether more people would leave a place in a year than are there."""
    for scenario, items in groupby(found, key=lambda item: item.scenario):
        own = tuple(items)
        moments = {(item.group, item.year) for item in own}
        groups = {group for group, _ in moments}
        for group in sorted(groups, key=lambda one: one.value if one else ""):
            for year in sorted({year for _, year in moments}):
                rates = _rates(own, group, year)
                over = [start for start in Place if _out(rates, start) > 1]
                for start in over:
                    gone = Rate(_out(rates, start))
                    yield Finding(OUTSIDE, scenario, seen=f"{start.value}, {year}: {gone}", wanted="0% - 100%")


def _held(own: Iterable[Assumption], name: str, group: ClientGroup | None, year: int) -> Assumption | None:
    """The one that holds: that of the group before that of all, and of those the latest that has begun."""
    fit = [item for item in own if item.name == name and item.group in {None, group} and item.year <= year]
    return max(fit, key=lambda item: (item.group is not None, item.year, item.origin.source), default=None)


def _value(own: Iterable[Assumption], name: str, group: ClientGroup | None, year: int) -> Fraction | None:
    held = _held(own, name, group, year)
    return held.value.value if held else None


def _rates(own: Iterable[Assumption], group: ClientGroup | None, year: int) -> dict[tuple[Place, Place], Fraction]:
    """The share of each place that moves to each other place in a year."""
    own = tuple(own)
    rates = {move: _value(own, name, group, year) or Fraction(0) for name, move in SHIFTS.items()}
    stay, lighter = _value(own, STAY, group, year), _value(own, LIGHTER, group, year)
    if stay and lighter:
        rates[Place.RESIDENCE, Place.HOME] += lighter * min(Fraction(1), 1 / stay)
    return rates


def _out(rates: Mapping[tuple[Place, Place], Fraction], start: Place) -> Fraction:
    return sum((rate for (origin, _), rate in rates.items() if origin is start), Fraction(0))


def years_ahead(
    starts: Iterable[Start], assumptions: Iterable[Assumption], first: int, years: int
) -> tuple[YearAhead, ...]:
    """Demand beside supply in each of the years after the first, per scenario and group.

    Args:
        starts: the groups as they stand in the first year.
        assumptions: of every scenario; each name once per scenario, group and year.
        first: the year of the start.
        years: how many years after it, one to ten.

    Raises:
        ValueError: when `check` finds an error, or with another number of years.
    """
    known = tuple(assumptions)
    wrong = check(known)
    if wrong or not 1 <= years <= MOST_YEARS:
        raise ValueError("; ".join(str(item) for item in wrong) or f"{years} years: one to {MOST_YEARS}")
    begun = sorted(starts, key=lambda start: list(ClientGroup).index(start.group))
    return tuple(
        one
        for scenario in sorted({item.scenario for item in known})
        for start in begun
        for one in _years(scenario, start, tuple(item for item in known if item.scenario == scenario), first, years)
    )


def _years(scenario: str, start: Start, own: tuple[Assumption, ...], first: int, years: int) -> Iterator[YearAhead]:
    total = sum(start.by_form.values(), Fraction(0))
    if not total:
        return
    people = {form: start.people.value * Fraction(start.by_form.get(form, 0)) / total for form in DeliveryForm}
    grown, weight = Fraction(1), Fraction(1)
    places = None if start.places is None else Fraction(start.places.value)
    for year in range(first + 1, first + years + 1):
        growth = _value(own, GROWTH, start.group, year) or Fraction(0)
        before = _in(people, Place.RESIDENCE)
        people = moved({form: count * (1 + growth) for form, count in people.items()}, _rates(own, start.group, year))
        grown *= 1 + growth
        weight *= 1 + (_value(own, WEIGHT, start.group, year) or Fraction(0))
        if places is not None:
            plan = start.plans.get(year)
            places = places * (1 + (_value(own, PLACES, start.group, year) or 0)) if plan is None else Fraction(plan)
        stay = _value(own, STAY, start.group, year)
        inflow = None if stay is None else max(Fraction(0), before / stay + _in(people, Place.RESIDENCE) - before)
        yield _told(scenario, year, start, own, _State(people, grown, weight, places, inflow))


def moved(
    people: Mapping[DeliveryForm, Fraction], rates: Mapping[tuple[Place, Place], Fraction]
) -> dict[DeliveryForm, Fraction]:
    """Move shares of each place to the others, all from the same count; the sum stays what it was.

    >>> half = {(Place.HOME, Place.CLUSTER): Fraction(1, 2)}
    >>> [str(count) for count in moved({DeliveryForm.PGB: Fraction(10)}, half).values()]
    ['5', '5']
    """
    found = dict(people)
    for (start, end), rate in rates.items():
        for form in start.forms:
            leaving = people.get(form, Fraction(0)) * rate
            if leaving:
                found[form] -= leaving
                found[end.forms[0]] = found.get(end.forms[0], Fraction(0)) + leaving
    return found


def _in(people: Mapping[DeliveryForm, Fraction], place: Place) -> Fraction:
    return sum((people.get(form, Fraction(0)) for form in place.forms), Fraction(0))


@dataclass(frozen=True, slots=True)
class _State:
    """A group at the end of a year, exact."""

    people: Mapping[DeliveryForm, Fraction]
    grown: Fraction
    weight: Fraction
    places: Fraction | None
    inflow: Fraction | None


def _told(scenario: str, year: int, start: Start, own: tuple[Assumption, ...], state: _State) -> YearAhead:
    origin = _origin(scenario, year, start, own)
    value = round_to_whole(sum(state.people.values(), Fraction(0)), Rounding.HALF_UP)
    parts = apportion(value, {form.value: count for form, count in state.people.items()}, TIE)
    by_form = tuple((form, parts[form.value]) for form in DeliveryForm if parts[form.value])
    in_place = sum(count for form, count in by_form if form not in Place.HOME.forms)
    demand = Figure(value, origin)
    if start.people.low is not None and start.people.high is not None:
        low = min(value, round_to_whole(start.people.low * state.grown, Rounding.DOWN))
        high = max(value, round_to_whole(start.people.high * state.grown, Rounding.UP))
        demand = Figure(value, origin, low, high, start.people.confidence)
    supply = None if state.places is None else Figure(round_to_whole(state.places, Rounding.HALF_UP), origin)
    return YearAhead(
        scenario,
        year,
        start.group,
        demand,
        by_form,
        supply,
        None if supply is None else Figure(in_place - supply.value, origin),
        None if state.inflow is None else round_to_whole(state.inflow, Rounding.HALF_UP),
        Rate(state.weight),
    )


def _origin(scenario: str, year: int, start: Start, own: tuple[Assumption, ...]) -> Origin:
    """On what a year rests: the weakest of the start and an assumption, with every number and source that counted."""
    used = [item for name in NAMES if (item := _held(own, name, start.group, year))]
    basis = start.people.origin.basis.with_(Basis.ASSUMED)
    for item in used:
        basis = basis.with_(item.origin.basis)
    said = "; ".join(f"{_DUTCH[item.name]} {_text(item)}" for item in used)
    sources = dict.fromkeys([start.people.origin.source, *(item.origin.source for item in used)])
    how = f"scenario '{scenario}': {said}" if said else f"scenario '{scenario}': er verandert niets"
    return Origin(basis, "; ".join(source for source in sources if source), how)


def _text(item: Assumption) -> str:
    value = item.value.value
    text = decimal_text(value, 2) if item.name == STAY else f"{decimal_text(value * 100, 2)} %"
    return text.replace(".", ",")
