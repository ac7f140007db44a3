"""Who is who: one contract per AGB code, whatever its name is spelt like, and a code for who has none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from fractions import Fraction

from driehoek.application.start import codes
from driehoek.application.start.material import Ask, Line, Option, Party, Question
from driehoek.domain.catalogue import Sector
from driehoek.kernel import Finding

_LEGAL = re.compile(r"\b(?:stichting|st|b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|coöperatie|cooperatie|u\.?a\.?)(?=\W|$)")
_SIGNS = re.compile(r"[^\w]+")
_ALIKE = Fraction(17, 20)
"""What part of the letters of two names must be in common to be asked about; it decides nothing."""
_MADE_UP = "9990"
_OPTIONS = (Option("yes", "dezelfde", "the same"), Option("no", "een andere", "another"))


def name_key(name: str) -> str:
    """A name without what does not tell providers apart: case, legal form, points and spaces.

    >>> name_key("Stichting De Linde") == name_key("de linde B.V.")
    True
    """
    return _SIGNS.sub("", _LEGAL.sub(" ", name.casefold()))


@dataclass(slots=True)
class Parties:
    """The providers of a folder.

    Attributes:
        codes_of: per AGB code, or key of a name without one, the contract.
        names: per contract the name that is used.
        places: per contract its municipality, if any row says.
        regions: per contract the region as written.
        sectors: per contract the sector, if any row says.
        made_up: the contracts whose code is made up.
        findings: what was assumed.
    """

    codes_of: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    sectors: dict[str, Sector] = field(default_factory=dict)
    made_up: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def contract(self, party: Party) -> str:
        """The contract of a party."""
        return self.codes_of[party.agb or name_key(party.name)]


def parties_of(lines: Iterable[Line], ask: Ask, said: MutableMapping[str, str]) -> Parties:
    """Find out who is who.

    Args:
        lines: everything that was read.
        ask: asks whether two names are one provider.
        said: what was answered before; what is answered now is added.
    """
    seen = list(dict.fromkeys(line.party for line in lines))
    counts = Counter(line.party for line in lines)
    found = Parties()
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for party in seen:
        if party.agb:
            found.codes_of[party.agb] = party.agb
            names[party.agb][party.name] += counts[party] if party.name else 0
    by_key: defaultdict[str, set[str]] = defaultdict(set)
    for agb, spelt in names.items():
        for name in spelt:
            by_key[name_key(name)].add(agb)
    nameless = sorted({party.name for party in seen if not party.agb})
    _without_code(nameless, by_key, found, names, (ask, said))
    _describe(seen, found, names)
    return found


def _without_code(
    nameless: list[str],
    by_key: dict[str, set[str]],
    found: Parties,
    names: dict[str, Counter[str]],
    person: tuple[Ask, MutableMapping[str, str]],
) -> None:
    ask, said = person
    for name in nameless:
        key = name_key(name)
        contracts = by_key.get(key, set())
        if len(contracts) == 1:
            found.codes_of[key] = next(iter(contracts))
            continue
        other = _same_as(name, by_key, names, found, ask, said)
        if other is None:
            number = len(found.made_up) + 1
            other = f"{_MADE_UP}{number:04d}"
            found.made_up.add(other)
            names[other] = Counter({name: 1})
            by_key.setdefault(key, set()).add(other)
            found.findings.append(Finding(codes.AGB_MADE_UP, other, seen=name))
        else:
            names[other][name] += 0
        found.codes_of[key] = other


def _same_as(
    name: str,
    by_key: dict[str, set[str]],
    names: dict[str, Counter[str]],
    found: Parties,
    ask: Ask,
    said: MutableMapping[str, str],
) -> str | None:
    """The contract of a provider with nearly the same name, when a person says it is the same."""
    key = name_key(name)
    likely = [
        (_alike(key, other), next(iter(contracts)))
        for other, contracts in sorted(by_key.items())
        if other and len(contracts) == 1
    ]
    close = [(ratio, contract) for ratio, contract in likely if ratio >= _ALIKE]
    if not close:
        return None
    contract = max(close)[1]
    known = names[contract].most_common(1)[0][0]
    about = f"names: {key} = {name_key(known)}"
    answer = said.get(about) or ask(
        Question(
            known,
            f"Is '{name}' dezelfde aanbieder als '{known}' ({contract})?",
            f"Is '{name}' the same provider as '{known}' ({contract})?",
            "yes",
            "de namen lijken op elkaar",
            "the names are alike",
            (name, known),
            _OPTIONS,
        )
    )
    if answer is None:
        told = "verschillende aanbieders / different providers"
        found.findings.append(Finding(codes.NAMES_ALIKE, told, seen=name, wanted=known))
        return None
    said[about] = answer
    return contract if answer == "yes" else None


def _alike(one: str, other: str) -> Fraction:
    common = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return Fraction(2 * common, len(one) + len(other))


def _describe(seen: list[Party], found: Parties, names: dict[str, Counter[str]]) -> None:
    for contract, spelt in sorted(names.items()):
        order = sorted(spelt.items(), key=lambda item: (item[0].isupper(), -item[1], item[0]))
        used = [name for name, _ in order if name]
        found.names[contract] = used[0] if used else f"Aanbieder {contract}"
        if len(used) > 1:
            others = ", ".join(f"'{name}'" for name in used[1:])
            found.findings.append(Finding(codes.NAMES_DIFFER, contract, seen=others, wanted=f"'{used[0]}'"))
    for party in seen:
        contract = found.contract(party)
        if party.municipality:
            found.places.setdefault(contract, party.municipality)
        if party.region:
            found.regions.setdefault(contract, party.region)
        if party.sector:
            found.sectors.setdefault(contract, party.sector)
