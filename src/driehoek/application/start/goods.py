"""The products behind the lines: as a tariff file describes them, else derived from code and words, and told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from driehoek.application.start.codes import PRODUCT_ASSUMED, PRODUCT_DERIVED
from driehoek.application.start.material import Line
from driehoek.domain.catalogue import Category, DeliveryForm, Product, Sector, Treatment
from driehoek.kernel import Code, Finding, Unit

V = TypeVar("V")
_Told = defaultdict[str, list[str]]
_LETTER = re.compile(r"[ZVH][0-9]{3}")
"""Codes of the Wlz begin with the letter of their form of delivery; of others the letter says nothing."""
_SHOWN = 6
_FORM_WORDS = (
    (r"\bvpt\b|volledig pakket", DeliveryForm.FULL_PACKAGE_HOME),
    (r"\bdtv\b|deeltijdverblijf", DeliveryForm.PART_TIME_RESIDENCE),
    (r"\bmpt\b|modulair|extramura|\bthuis\b|individueel|huishoud", DeliveryForm.MODULAR_PACKAGE_HOME),
    (r"\bzzp\b|verblijf|intramura|logeer|logeren|woonzorg", DeliveryForm.RESIDENCE),
)
_UNIT_WORDS = (
    (r"dagde(?:el|len)|dagbesteding|\bgroep\b", Unit.HALF_DAY),
    (r"\b5 ?min", Unit.FIVE_MINUTES),
    (r"per uur|\buur\b|\buren\b|individueel|verpleging thuis|verzorging thuis", Unit.HOUR),
    (r"etma|per dag|\bdag(?:en)?\b|\bzzp\b|\bvpt\b|verblijf|logeer|logeren", Unit.ETMAAL),
    (r"\bstuks?\b|\britten?\b|\brit\b|vervoer|per prestatie", Unit.PIECE),
)
_SECTOR_WORDS = (
    (r"(?<![a-z])ggz(?![a-z])|geestelijke", Sector.GGZ),
    (r"(?<![a-z])(?:s?g?lvg|vg|lg|zg(?:aud|vis)?|ghz|gz)(?![a-z])|gehandicapt|verstandelijk", Sector.GZ),
    (r"(?<![a-z])vv(?![a-z])|\bv&v\b|verpleging|verzorging|ouderen|psychogeriatr|somat", Sector.VV),
)
_PROFILE = re.compile(r"(?<![0-9a-z])([0-9]{1,2})[ -]?(vv|sglvg|lvg|vg|lg|zgvis|zgaud|ggz[ -]?[bcw])(?![a-z])")
"""A care profile as people write it in a description: ``zzp 4vv``, ``3 VG``, ``4ggz-b``."""
_DAY_ACTIVITY_OF_PACKAGE = re.compile(
    r"\b(?:incl|excl|inclusief|exclusief|met|zonder)\b[. ]*(?:dagbesteding|dagactiviteit)\w*"
)
"""Says whether day activities belong to a package; the product itself stays the package."""
_CATEGORY_WORDS = (
    (r"toeslag", Category.SUPPLEMENT),
    (r"groepsmeerzorg|meerzorg (?:voor een )?groep", Category.GROUP_EXTRA_CARE),
    (r"meerzorg", Category.EXTRA_CARE),
    (r"logeer|logeren", Category.RESPITE),
    (r"vervoer|\britten?\b|\brit\b", Category.TRANSPORT),
    (r"dagbesteding|dagactiviteit", Category.DAY_ACTIVITY),
)
_BY_FORM = {
    DeliveryForm.RESIDENCE: Category.ZZP,
    DeliveryForm.PART_TIME_RESIDENCE: Category.ZZP,
    DeliveryForm.FULL_PACKAGE_HOME: Category.VPT,
}
_BY_LETTER = {
    "Z": DeliveryForm.RESIDENCE,
    "V": DeliveryForm.FULL_PACKAGE_HOME,
    "H": DeliveryForm.MODULAR_PACKAGE_HOME,
}
_WORD_OF = {"unit": "de eenheid", "form": "de leveringsvorm", "sector": "de sector"}


@dataclass(slots=True)
class _Seen:
    """What lines say of one product."""

    words: Counter[str] = field(default_factory=Counter)
    units: Counter[Unit] = field(default_factory=Counter)
    forms: Counter[DeliveryForm] = field(default_factory=Counter)
    sectors: Counter[Sector] = field(default_factory=Counter)


def products_of(
    lines: Iterable[Line],
    known: Mapping[str, Product],
    sectors: Mapping[str, Sector],
    profiles: Mapping[str, str] | None = None,
) -> tuple[tuple[Product, ...], tuple[Finding, ...]]:
    """The products of the lines.

    Args:
        lines: everything that is used.
        known: the products that a file, or the packaged catalogue, describes.
        sectors: per AGB code or name of a provider its sector, where that is known.
        profiles: per care profile, written as ``4vv``, its code of COD163.

    Returns:
        The products in order of code, and what was derived.
    """
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    for line in lines:
        item = seen[line.product]
        if line.description:
            item.words[line.description] += 1
        if line.unit:
            item.units[line.unit] += 1
        if line.form:
            item.forms[line.form] += 1
        sector = line.party.sector or sectors.get(line.party.agb or line.party.name)
        if sector:
            item.sectors[sector] += 1
    derived: _Told = defaultdict(list)
    assumed: _Told = defaultdict(list)
    made = tuple(known.get(code) or _made(code, seen[code], derived, assumed, profiles or {}) for code in sorted(seen))
    findings = [_finding(PRODUCT_ASSUMED, what, told) for what, told in sorted(assumed.items())]
    findings += [_finding(PRODUCT_DERIVED, what, told) for what, told in sorted(derived.items())]
    return made, tuple(findings)


def _finding(code: Code, what: str, told: list[str]) -> Finding:
    return Finding(code, _counted(told), seen=_listed(told), wanted=_WORD_OF[what])


def _made(code: str, seen: _Seen, derived: _Told, assumed: _Told, profiles: Mapping[str, str]) -> Product:
    """The product as lines say it; what none says from its words, and what those do not say by what is usual."""
    name = _most(seen.words) or code
    text = f"{code} {name}".casefold()
    letter = _BY_LETTER.get(code[:1]) if _LETTER.match(code) else None
    unit = _most(seen.units)
    if unit is None and (unit := _by_words(text, _UNIT_WORDS)):
        derived["unit"].append(f"{code} {unit.dutch}")
    form = _most(seen.forms)
    if form is None and (form := _by_words(text, _FORM_WORDS) or letter):
        derived["form"].append(f"{code} {form.value}")
    if form is None:
        form = DeliveryForm.RESIDENCE if unit in (None, Unit.ETMAAL) else DeliveryForm.MODULAR_PACKAGE_HOME
        assumed["form"].append(f"{code} {form.value}")
    if unit is None:
        unit = Unit.HOUR if form is DeliveryForm.MODULAR_PACKAGE_HOME else Unit.ETMAAL
        assumed["unit"].append(f"{code} {unit.dutch}")
    sector = _by_words(text, _SECTOR_WORDS) or _most(seen.sectors)
    if sector is None:
        sector = Sector.VV
        assumed["sector"].append(f"{code} {sector.value}")
    profile = _profile(text, profiles)
    return Product(code, name, sector, form, unit, _category(text, form), _treatment(text, form), profile)


def _profile(text: str, profiles: Mapping[str, str]) -> str | None:
    """The code of the one care profile that the words name; None when they name none, or several."""
    named = {re.sub(r"[ -]", "", "".join(found)) for found in _PROFILE.findall(text)}
    return profiles.get(named.pop()) if len(named) == 1 else None


def _category(text: str, form: DeliveryForm) -> Category:
    found = _by_words(_DAY_ACTIVITY_OF_PACKAGE.sub("", text), _CATEGORY_WORDS) or _BY_FORM.get(form)
    if found:
        return found
    if "begeleiding" in text:
        return Category.MPT_GUIDANCE
    return Category.MPT_TREATMENT if "behandeling" in text else Category.MPT_CARE


def _treatment(text: str, form: DeliveryForm) -> Treatment:
    if not form.has_residence:
        return Treatment.NOT_APPLICABLE
    of_care = _DAY_ACTIVITY_OF_PACKAGE.sub("", text)
    if re.search(r"\bincl|met behandeling|inclusief", of_care):
        return Treatment.WITH
    without = re.search(r"\bexcl|zonder behandeling|exclusief", of_care)
    return Treatment.WITHOUT if without else Treatment.NOT_APPLICABLE


def _by_words(text: str, words: Iterable[tuple[str, V]]) -> V | None:
    return next((value for pattern, value in words if re.search(pattern, text)), None)


def _most(counts: Counter[V]) -> V | None:
    if not counts:
        return None
    return min(counts.items(), key=lambda item: (-item[1], str(item[0])))[0]


def _counted(told: list[str]) -> str:
    return "1 prestatie" if len(told) == 1 else f"{len(told)} prestaties"


def _listed(told: list[str]) -> str:
    more = f" (+{len(told) - _SHOWN})" if len(told) > _SHOWN else ""
    return ", ".join(told[:_SHOWN]) + more
