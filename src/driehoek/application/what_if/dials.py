"""What of a dossier can be turned up and down: a dial has a place, a value and a natural step.

A dial is named as in the options: ``base:GZ``, ``space:regio/regular``, ``weight:CRITERION``, ``winners:LOT``, or a
parameter of a step (``first-volume.share``), a norm (``norm:max.most``), a requirement or a criterion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from driehoek.application.dossier import Dossier
from driehoek.application.problem import decision_day
from driehoek.application.what_if.rules import Found, base_steps, criteria_of, find_parameter, listed_sectors
from driehoek.application.what_if.scenario import (
    BaseChange,
    Of,
    ParameterChange,
    Scenario,
    SpaceChange,
    WeightChange,
    WinnersChange,
)
from driehoek.application.what_if.values import Scale, Told, money_scale, number_scale, rate_scale, unknown
from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import Kind
from driehoek.kernel import Code, Finding, Money, Rate, Rounding, dutch

NO_DIAL = Code(
    "WIF-050",
    nl="'{subject}' is geen getal, bedrag of percentage en kan dus niet op en neer: {seen}.",
    en="'{subject}' is no number, amount or percentage, so it cannot go up and down: {seen}.",
    mend_nl="Kies een instelling met een getal, een bedrag of een percentage.",
    mend_en="Choose a parameter with a number, an amount or a percentage.",
)
RANGE = Code(
    "WIF-051",
    nl="De reeks voor {subject} kan niet: {seen}.",
    en="The range for {subject} cannot be: {seen}.",
    mend_nl="Geef --from lager dan --to en een --step boven nul, samen ten hoogste {wanted} waarden.",
    mend_en="Give --from below --to and a --step above zero, together at most {wanted} values.",
)
FINDINGS = (NO_DIAL, RANGE)

MOST = 61
"""The most values of one sweep."""
EACH_SIDE = 5
"""How many natural steps a sweep goes to each side when no range is given."""
TENTH, POINT, FIVE = Rate.percent("0.1"), Rate.percent(1), Rate.percent(5)

SECTOR_EN = {Sector.VV: "nursing and care", Sector.GZ: "disability care", Sector.GGZ: "mental health care"}
Value = Rate | Money | int


@dataclass(frozen=True, slots=True)
class Dial:
    """Something of a dossier that can be turned.

    Attributes:
        id: its name, as in the options.
        words: what it is, in plain Dutch and in English.
        as_is: its value as the dossier has it.
        step: one natural step.
        scale: how its values are read and bounded.
        change: gives the scenario in which it has another value, as text.
    """

    id: str
    words: Told
    as_is: Value
    step: Value
    scale: Scale
    change: Callable[[str], Scenario]

    def at(self, value: Value) -> Scenario:
        """The scenario in which it has this value."""
        return self.change(_text(value))

    def moved(self, steps: int) -> Value | None:
        """The value some natural steps away; None where that is out of bounds."""
        value = _plus(self.as_is, self.step, steps)
        return value if within(self.scale, value) else None


def dial(dossier: Dossier, name: str) -> Dial | Finding:
    """The dial of this name, or what is wrong with it."""
    kind, colon, rest = name.partition(":")
    if colon and kind in _MAKERS:
        return _MAKERS[kind](dossier, name, rest)
    of = Of(kind) if colon and kind in {item.value for item in Of} else Of.STEP
    part, _, param = (rest if colon else name).rpartition(".")
    found = find_parameter(dossier.policy, of, part, param, name)
    if isinstance(found, Finding):
        return found
    if found.scale is None:
        return Finding(NO_DIAL, name, seen=found.param.kind.value)
    return _of_parameter(dossier, name, (of, part, param), found, found.scale)


def _of_parameter(dossier: Dossier, name: str, place: tuple[Of, str, str], found: Found, scale: Scale) -> Dial:
    of, part, param = place
    now = scale.to(str(found.raw))
    assert isinstance(now, Rate | Money | int)
    tariff = {step.id for step in dossier.policy.division.tariff}
    step: Value = TENTH if part in tariff else POINT
    if found.param.kind is not Kind.RATE:
        step = _hundredth(now) if isinstance(now, Money) else 1

    def change(text: str) -> Scenario:
        return Scenario(f"{name} = {text}", parameters=(ParameterChange(part, param, text, of=of),))

    meaning = Told(f"'{found.param.meaning_nl}' ({part})", f"'{found.param.meaning}' ({part})")
    return Dial(name, _base_words(dossier, part, param) or meaning, now, step, scale, change)


def _base_words(dossier: Dossier, part: str, param: str) -> Told | None:
    """The words of a base percentage of one sector, by which people know it."""
    step = next((item for item in base_steps(dossier.policy) if item.id == part and param == "percent"), None)
    sectors = listed_sectors(step) if step else ()
    if len(sectors) != 1:
        return None
    return _sector_words(Sector(sectors[0]))


def _sector_words(sector: Sector) -> Told:
    return Told(f"het basispercentage in de {sector.dutch}", f"the base percentage in {SECTOR_EN[sector]}")


def _base(dossier: Dossier, name: str, rest: str) -> Dial | Finding:
    sector = next((item for item in Sector if item.value == rest), None)
    steps = base_steps(dossier.policy)
    naming = [step for step in steps if rest in listed_sectors(step)] or [
        step for step in steps if not listed_sectors(step)
    ]
    if sector is None or not naming:
        return unknown(name, rest, tuple(item.value for item in Sector))
    now = Rate.parse(str(naming[0].params["percent"]))
    known: Sector = sector

    def change(text: str) -> Scenario:
        return Scenario(f"{name} = {text}", base=(BaseChange(known, to=text),))

    return Dial(name, _sector_words(sector), now, TENTH, rate_scale("0%", "100%"), change)


def _space(dossier: Dossier, name: str, rest: str) -> Dial | Finding:
    pool, _, frame = rest.partition("/")
    known = {str(item.frame): item for item in dossier.spaces_on(decision_day(dossier.policy))}
    space = known.get(f"{pool}/{frame or 'regular'}")
    if space is None:
        return unknown(name, rest, tuple(known))

    def change(text: str) -> Scenario:
        return Scenario(f"{name} = {text}", space=(SpaceChange(pool, frame or "regular", text),))

    words = Told(f"de ruimte van {space.frame}", f"the space of {space.frame}")
    return Dial(name, words, space.amount, _hundredth(space.amount), money_scale("0"), change)


def _weight(dossier: Dossier, name: str, rest: str) -> Dial | Finding:
    nodes = {node.id: node for node in criteria_of(dossier.policy)}
    node = nodes.get(rest)
    if node is None:
        return unknown(name, rest, tuple(nodes))

    def change(text: str) -> Scenario:
        return Scenario(f"{name} = {text}", weights=(WeightChange(rest, text),))

    words = Told(f"het gewicht van '{node.name}'", f"the weight of '{node.id}'")
    return Dial(name, words, node.weight, FIVE, rate_scale("0%", "100%"), change)


def _winners(dossier: Dossier, name: str, rest: str) -> Dial | Finding:
    lots = {lot.id: lot for lot in dossier.policy.lots}
    lot = lots.get(rest)
    if lot is None:
        return unknown(name, rest, tuple(lots))

    def change(text: str) -> Scenario:
        return Scenario(f"{name} = {text}", winners=(WinnersChange(rest, int(text)),))

    words = Told(f"het aantal winnaars in {lot.name}", f"the number of winners in {lot.id}")
    return Dial(name, words, lot.max_winners, 1, number_scale("1"), change)


_MAKERS: dict[str, Callable[[Dossier, str, str], Dial | Finding]] = {
    "base": _base,
    "space": _space,
    "weight": _weight,
    "winners": _winners,
}


def dials(dossier: Dossier) -> Iterator[Dial]:
    """Every dial of a dossier: space, the numbers of each step of the division, weights and numbers of winners."""
    policy = dossier.policy
    names = [f"space:{item.frame}" for item in dossier.spaces_on(decision_day(policy))]
    for step in policy.division.steps():
        names += [f"{step.id}.{param}" for param in step.params]
    names += [f"weight:{node.id}" for node in criteria_of(policy)]
    names += [f"winners:{lot.id}" for lot in policy.lots if lot.max_winners]
    for name in names:
        found = dial(dossier, name)
        if isinstance(found, Dial):
            yield found


def values_of(item: Dial, first: str, last: str, step: str) -> tuple[Value, ...] | Finding:
    """The values of a sweep: the range that was asked for, or some natural steps to each side of the value now."""
    try:
        start, end, by = (item.scale.to(text) if text else None for text in (first, last, step))
    except ValueError:
        return Finding(RANGE, item.id, seen=f"{first} .. {last} / {step}", wanted=str(MOST))
    each: Value = _value(by) if by is not None else item.step
    low, high = _value(start) if start is not None else None, _value(end) if end is not None else None
    given = f"{_text(low) if low is not None else '-'} .. {_text(high) if high is not None else '-'} / {_text(each)}"
    if size(each) <= 0:
        return Finding(RANGE, item.id, seen=given, wanted=str(MOST))
    low = low if low is not None else _edge(item, each, -1)
    high = high if high is not None else _edge(item, each, 1)
    count = (size(high) - size(low)) // size(each) + 1
    if not 1 < count <= MOST or not within(item.scale, low) or not within(item.scale, high):
        return Finding(RANGE, item.id, seen=given, wanted=str(MOST))
    return tuple(_plus(low, each, index) for index in range(int(count)))


def _edge(item: Dial, step: Value, sign: int) -> Value:
    """The farthest value within bounds, some steps to one side."""
    reached = (_plus(item.as_is, step, sign * count) for count in range(EACH_SIDE, -1, -1))
    return next(value for value in reached if within(item.scale, value) or value == item.as_is)


def within(scale: Scale, value: Value) -> bool:
    """Whether a value lies within the bounds of its scale."""
    least, most = (_value(scale.to(text)) if text else None for text in (scale.least, scale.most))
    return not (least is not None and size(value) < size(least)) and not (most is not None and size(value) > size(most))


def size(value: Value) -> Fraction:
    """A value as an exact number: the proportion of a percentage, the cents of an amount."""
    if isinstance(value, Rate):
        return value.value
    return Fraction(value.cents if isinstance(value, Money) else value)


def shown(value: Value) -> str:
    """A value as people read it."""
    if isinstance(value, Rate):
        return dutch.percentage(value, 4)
    return dutch.amount(value) if isinstance(value, Money) else dutch.grouped(value)


def _hundredth(amount: Money) -> Money:
    """One per cent of an amount in whole euros, at least one."""
    euros = amount.times(Rate.percent(1), Rounding.DOWN).cents // 100
    return Money(max(euros, 1) * 100)


def _plus(value: Value, step: Value, count: int) -> Value:
    if isinstance(value, Rate) and isinstance(step, Rate):
        return Rate(value.value + step.value * count)
    if isinstance(value, Money) and isinstance(step, Money):
        return Money(value.cents + step.cents * count)
    assert isinstance(value, int)
    assert isinstance(step, int)
    return value + step * count


def _value(value: object) -> Value:
    assert isinstance(value, Rate | Money | int)
    return value


def _text(value: Value) -> str:
    return str(value)
