"""Whether purchasers ask the same and purchase by the same procedure, laid side by side (E-026).

Providers that work in several regions ask for equal requirements and procedures. No purchaser is the measure here: each
row gives what each of them says, and a row on which they agree is counted.

1. Requirements are matched by their name: purchasers that start from one national framework share the names. The words,
   the ground and the number under which a purchaser prints a requirement make no difference to what is asked.
2. The procedure is compared by what a provider meets: how it enters per sector, how many days it has, what it can mend,
   where it can object and within how many days, for how long it gets an agreement, and whether the money follows the
   choices of clients.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import Policy, ProviderGroup, RequirementUse
from driehoek.domain.policy.changes import phrases
from driehoek.domain.policy.entry import windows_for
from driehoek.engines.allocation.base import Ability
from driehoek.engines.allocation.definitions import steps_that
from driehoek.kernel import Language

_ASKED = ("kind", "use", "params", "groups", "due", "term_days", "categories", "except_categories")
"""What of a requirement makes a difference to who must show what, and when (1)."""
_FIELDS = {
    "params": ("waarop wordt gelet", "what it looks at"),
    "categories": ("voor welke merken aanbieders", "for which marks of providers"),
    "except_categories": ("voor welke merken niet", "for which marks it is not"),
}
NOT_ASKED = ("niet gevraagd", "not asked")


class Part(Enum):
    """What a row is about; the value is the word in files."""

    REQUIREMENT = "requirement"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class TermRow:
    """One thing that purchasers ask or do, side by side.

    Attributes:
        part: requirements or procedure.
        nl: what it is, in plain Dutch.
        en: the same in English.
        values: per purchaser, in their order, what it says: Dutch and English.
    """

    part: Part
    nl: str
    en: str
    values: tuple[tuple[str, str], ...]

    @property
    def equal(self) -> bool:
        """Whether all say the same."""
        return len(set(self.values)) == 1

    def among(self, language: Language) -> tuple[str, tuple[str, ...]]:
        """The subject and the values in a language."""
        which = 0 if language is Language.NL else 1
        return (self.nl, self.en)[which], tuple(value[which] for value in self.values)


@dataclass(frozen=True, slots=True)
class EqualTerms:
    """The comparison of several purchasers.

    Attributes:
        names: the purchasers, in the order in which they were given.
        rows: everything compared: the requirements, then the procedure.
    """

    names: tuple[str, ...]
    rows: tuple[TermRow, ...]

    @property
    def different(self) -> tuple[TermRow, ...]:
        """The rows on which they do not agree."""
        return tuple(row for row in self.rows if not row.equal)

    def equal(self, part: Part) -> int:
        """On how many rows of a part they agree."""
        return sum(1 for row in self.rows if row.part is part and row.equal)


def equal_terms(policies: Sequence[Policy]) -> EqualTerms:
    """Lay what purchasers require and how they purchase side by side.

    Args:
        policies: two or more, of any purchasers.

    Raises:
        ValueError: for fewer than two.
    """
    if len(policies) <= 1:
        msg = "equal terms are about two purchasers or more"
        raise ValueError(msg)
    return EqualTerms(_names(policies), (*_requirements(policies), *_procedure(policies)))


def _names(policies: Sequence[Policy]) -> tuple[str, ...]:
    names = [f"{policy.purchaser.name} {policy.year}" for policy in policies]
    twice = Counter(names)
    return tuple(name if twice[name] == 1 else f"{name} ({number})" for number, name in enumerate(names, start=1))


def _requirements(policies: Sequence[Policy]) -> Iterator[TermRow]:
    asked = [{item.id: item for item in policy.requirements} for policy in policies]
    for name in dict.fromkeys(name for each in asked for name in each):
        found = [each.get(name) for each in asked]
        first = next(item for item in found if item is not None)
        nl, en = phrases.part(first)
        if any(item is None for item in found):
            yield TermRow(Part.REQUIREMENT, nl, en, tuple(_whole(item) for item in found))
            continue
        there = [item for item in found if item is not None]
        fields = [field for field in _ASKED if any(_asked(item, field) != _asked(first, field) for item in there)]
        if not fields:
            yield TermRow(Part.REQUIREMENT, nl, en, (("gevraagd", "asked"),) * len(policies))
        for field in fields:
            words = _FIELDS.get(field) or phrases.field(field)
            values = tuple(_said(_asked(item, field)) for item in there)
            yield TermRow(Part.REQUIREMENT, f"{nl}: {words[0]}", f"{en}: {words[1]}", values)


def _whole(item: RequirementUse | None) -> tuple[str, str]:
    return NOT_ASKED if item is None else _said(item.kind)


def _asked(item: RequirementUse, field: str) -> object:
    value = getattr(item, field)
    if isinstance(value, Mapping):
        return tuple(f"{name} = {phrases.say(given, Language.NL)}" for name, given in sorted(value.items()))
    return tuple(sorted(value, key=str)) if isinstance(value, tuple) else value


def _said(value: object) -> tuple[str, str]:
    return phrases.say(value, Language.NL) or "geen", phrases.say(value, Language.EN) or "none"


def _procedure(policies: Sequence[Policy]) -> Iterator[TermRow]:
    met = [dict(_met(policy)) for policy in policies]
    for subject in dict.fromkeys(subject for each in met for subject in each):
        values = tuple(each.get(subject, ("bestaat niet", "does not exist")) for each in met)
        yield TermRow(Part.PROCEDURE, *subject, values)


Said = tuple[tuple[str, str], tuple[str, str]]


def _met(policy: Policy) -> Iterator[Said]:
    """What a provider meets (2): the subject and what the policy says of it, each in Dutch and English."""
    for sector in Sector:
        entered = {lot.procedure for lot in policy.lots if not lot.sectors or sector in lot.sectors}
        ways = tuple(sorted(entered, key=lambda item: item.value))
        dutch, english = phrases.say(sector, Language.NL), phrases.say(sector, Language.EN)
        yield (f"hoe u meedoet in {dutch}", f"how to enter in {english}"), _said(ways)
    for group in ProviderGroup:
        nl, en = phrases.say(group, Language.NL), phrases.say(group, Language.EN)
        yield (f"tijd om in te schrijven voor {nl}", f"time to submit for {en}"), _days_open(policy, group)
    repair = policy.repair
    yield ("tijd om aan te vullen", "time to complete"), _days(repair.days if repair else 0)
    for route in policy.objection:
        yield (f"termijn voor {route.name.lower()} ({route.id})", f"term of route {route.id}"), _days(route.days)
    years = policy.contract.years, policy.contract.extension_years
    longest = f"{years[0]} + {years[1]}"
    yield ("duur in jaren, met verlenging", "duration in years, with extension"), (longest, longest)
    follows = any(steps_that(Ability.NEEDS_CHOICES, policy.division, lot.id) for lot in policy.lots)
    yield (
        ("of het geld de keuze van cliënten volgt", "whether the money follows the choices of clients"),
        ("ja", "yes") if follows else ("nee", "no"),
    )


def _days(days: int) -> tuple[str, str]:
    if not days:
        return "geen termijn", "no term"
    return (f"{days} dag", f"{days} day") if days == 1 else (f"{days} dagen", f"{days} days")


def _days_open(policy: Policy, group: ProviderGroup) -> tuple[str, str]:
    """For how many days a group can submit, over all its windows; where one has no end, that is said."""
    lots = {lot.id for lot in policy.lots}
    windows = {window for lot in ("", *sorted(lots)) for window in windows_for(policy.calendar, group, lot)}
    if not windows:
        return "kan niet inschrijven", "cannot submit"
    days = sum((window.closes - window.opens).days for window in windows if window.closes is not None)
    dutch, english = _days(days) if days else ("", "")
    if all(window.closes is not None for window in windows):
        return dutch or "0 dagen", english or "0 days"
    always = ("doorlopend", "always")
    return (f"{dutch} en {always[0]}", f"{english} and {always[1]}") if days else always
