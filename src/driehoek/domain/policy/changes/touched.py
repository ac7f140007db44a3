"""Whom a change touches: groups of providers, sectors and lots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from driehoek.domain.catalogue import Sector
from driehoek.domain.policy.calendar import EVERYONE, EntryWindow, Milestone, ProviderGroup
from driehoek.domain.policy.changes.phrases import say
from driehoek.domain.policy.params import Raw
from driehoek.domain.policy.policy import Lot, Norm, Policy, Question, RequirementUse, Step
from driehoek.domain.policy.rationale import TariffRationale
from driehoek.kernel import Language


@dataclass(frozen=True, slots=True)
class Touched:
    """Whom a change touches; an empty tuple means that this does not limit it.

    Attributes:
        groups: the groups of providers.
        sectors: the sectors.
        lots: the lots, by id.
    """

    groups: tuple[ProviderGroup, ...] = ()
    sectors: tuple[Sector, ...] = ()
    lots: tuple[str, ...] = ()

    def words(self) -> tuple[str, ...]:
        """The same as a published change lists it: group words, sectors, lots; everyone is all three groups."""
        groups = tuple(group.value for group in self.groups or (() if self.sectors or self.lots else EVERYONE))
        return (*groups, *(sector.value for sector in self.sectors), *self.lots)

    def sentence(self, policy: Policy, language: Language) -> str:
        """The same for people: ``alle aanbieders in verpleging en verzorging``."""
        dutch = language is Language.NL
        names = {lot.id: lot.name for lot in policy.lots}
        which = listed(self.groups, language)
        text = which or ("alle aanbieders" if dutch else "all providers")
        if self.sectors:
            text += " in " + listed(self.sectors, language)
        if self.lots:
            lots = listed(tuple(names.get(lot, lot) for lot in self.lots), language)
            text += f" in perceel {lots}" if dutch else f" in lot {lots}"
        return text


def listed(things: tuple[object, ...], language: Language) -> str:
    """Several things as people say them: the last after ``en`` or ``and``."""
    words = [say(thing, language) for thing in things]
    joint = " en " if language is Language.NL else " and "
    return joint.join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""


def touched(policies: Iterable[Policy], path: tuple[str, ...]) -> Touched:
    """Whom the part at ``path`` concerns, in either of two policies together."""
    groups: dict[ProviderGroup, None] = {}
    sectors: dict[Sector, None] = {}
    lots: dict[str, None] = {}
    everything = set[str]()
    for policy in policies:
        for part in _along(policy, path):
            found = _of(policy, part)
            groups |= dict.fromkeys(found.groups)
            sectors |= dict.fromkeys(found.sectors)
            lots |= dict.fromkeys(found.lots)
        everything |= {lot.id for lot in policy.lots}
    return Touched(
        () if set(groups) == set(EVERYONE) else tuple(group for group in EVERYONE if group in groups),
        () if set(sectors) == set(Sector) else tuple(sector for sector in Sector if sector in sectors),
        () if set(lots) == everything else tuple(sorted(lots)),
    )


def _along(policy: Policy, path: tuple[str, ...]) -> Iterator[object]:
    """The named parts that lie on the path."""
    here: object = policy
    for name in path:
        if isinstance(here, tuple):
            here = next((part for part in here if getattr(part, "id", None) == name), None)
            yield here
        else:
            here = getattr(here, name, None)


def _of(policy: Policy, part: object) -> Touched:
    match part:
        case Milestone(groups=groups):
            return Touched(groups)
        case EntryWindow() | Question() | RequirementUse():
            return Touched(part.groups, (), _all_or(policy, part.lots))
        case Lot(id=name, sectors=sectors):
            return Touched((), sectors or tuple(Sector), (name,))
        case Step(lots=lots, params=params):
            return Touched(_groups(params.get("groups")), sectors_in(params.get("sectors")), _all_or(policy, lots))
        case TariffRationale() | Norm():
            sectors = (part.sector,) if isinstance(part, TariffRationale) else ()
            return Touched((), sectors, _all_or(policy, part.lots) if isinstance(part, Norm) else ())
        case _:
            return Touched()


def _all_or(policy: Policy, lots: tuple[str, ...]) -> tuple[str, ...]:
    return lots or tuple(lot.id for lot in policy.lots)


def _texts(raw: Raw | None) -> tuple[str, ...]:
    return () if raw is None else (raw,) if isinstance(raw, str) else raw


def _groups(raw: Raw | None) -> tuple[ProviderGroup, ...]:
    return tuple(group for group in ProviderGroup if group.value in _texts(raw))


def sectors_in(raw: Raw | None) -> tuple[Sector, ...]:
    """The sectors that a parameter names."""
    return tuple(sector for sector in Sector if sector.value in _texts(raw))
