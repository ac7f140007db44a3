"""A scenario as options of a command: the same changes as in the file, each in one short text.

``PLACE=VALUE`` gives a new value, ``PLACE+=MOVE`` and ``PLACE-=MOVE`` move it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from driehoek.application.what_if.scenario import (
    KINDS,
    BaseChange,
    LotPart,
    MergeChange,
    NewcomerChange,
    Of,
    ParameterChange,
    Scenario,
    SpaceChange,
    SplitChange,
    VolumeChange,
    WeightChange,
    WinnersChange,
    WithdrawChange,
)
from driehoek.domain.catalogue import CareKind, Sector
from driehoek.domain.policy import ProviderGroup
from driehoek.kernel import Code, Finding, Place, Rate

OPTION = Code(
    "WIF-040",
    nl="{subject} is niet te lezen: '{seen}'.",
    en="{subject} cannot be read: '{seen}'.",
    mend_nl="Schrijf het zoals {wanted}.",
    mend_en="Write it like {wanted}.",
)
FINDINGS = (OPTION,)

_SET = re.compile(r"^(?P<place>[^=]+?)\s*(?P<sign>[+-]?)=\s*(?P<value>.+)$")


@dataclass(frozen=True, slots=True)
class Option:
    """An option: the kind of change it makes, how it is written, and how it is read.

    Attributes:
        kind: the part of the scenario.
        example: how it is written.
        read: makes the change; raises ValueError for what it cannot read.
    """

    kind: str
    example: str
    read: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Given:
    """What the options of a command say.

    Attributes:
        scenario: the scenario, with the changes of the options behind those of the file.
        places: per path of a change the option it came from, for findings.
        findings: what cannot be read.
    """

    scenario: Scenario
    places: Mapping[str, Place]
    findings: tuple[Finding, ...]


def with_options(scenario: Scenario, options: Mapping[str, Iterable[str]]) -> Given:
    """Add the changes of options to a scenario.

    Args:
        scenario: what a file says, or one without changes.
        options: per name of an option (``--base``) the texts that were given.
    """
    added: dict[str, list[object]] = {kind: list(getattr(scenario, kind)) for kind in KINDS}
    places: dict[str, Place] = {}
    findings = []
    for name, texts in options.items():
        option = OPTIONS[name]
        for text in texts:
            try:
                change = option.read(text.strip())
            except ValueError:
                findings.append(Finding(OPTION, name, seen=text, wanted=f"{name} {option.example}", place=Place(name)))
                continue
            places[f"{option.kind}[{len(added[option.kind])}]"] = Place(f"{name} {text}")
            added[option.kind].append(change)
    parts: Mapping[str, Any] = {kind: tuple(changes) for kind, changes in added.items()}
    return Given(replace(scenario, **parts), places, tuple(findings))


def _split(text: str) -> tuple[str, dict[str, str]]:
    """The place, and ``to`` or ``by``."""
    found = _SET.match(text)
    if found is None:
        raise ValueError(text)
    place, sign, value = found["place"].strip(), found["sign"], found["value"].strip()
    if not sign:
        return place, {"to": value}
    return place, {"by": value if sign == "+" else _minus(value)}


def _minus(value: str) -> str:
    return value[1:] if value.startswith("-") else f"-{value.removeprefix('+')}"


def _base(text: str) -> object:
    place, value = _split(text)
    sector, _, lot = place.partition("@")
    return BaseChange(Sector(sector), lot=lot, **value)


def _parameter(text: str) -> object:
    place, value = _split(text)
    before, colon, after = place.partition(":")
    of, name = (Of(before), after) if colon else (Of.STEP, place)
    part, dot, param = name.rpartition(".")
    if not dot:
        raise ValueError(text)
    return ParameterChange(part, param, of=of, **_listed(value))


def _listed(value: dict[str, str]) -> dict[str, Any]:
    to = value.get("to", "")
    return {"to": tuple(item.strip() for item in to.split(";"))} if ";" in to else dict(value)


def _space(text: str) -> object:
    place, value = _split(text)
    pool, _, frame = place.partition("/")
    return SpaceChange(pool, frame or "regular", **value)


def _weight(text: str) -> object:
    place, value = _split(text)
    return WeightChange(place, **value)


def _winners(text: str) -> object:
    place, value = _split(text)
    return WinnersChange(place, int(value["to"])) if "to" in value else _no(text)


def _withdraw(text: str) -> object:
    contract, _, lots = text.partition(":")
    return WithdrawChange(contract, tuple(lot for lot in lots.split(",") if lot))


def _volume(text: str) -> object:
    place, value = _split(text)
    contract, lot, product, *more = (*place.split("/"), "", "", "")[: max(3, place.count("/") + 1)]
    return VolumeChange(contract, lot, product, **value) if not any(more) else _no(text)


def _newcomer(text: str) -> object:
    like, *rest = text.split(",")
    given = dict(item.split("=", 1) for item in rest)
    readers: Mapping[str, Callable[[str], Any]] = {
        "share": Rate.parse,
        "takes": Rate.parse,
        "group": ProviderGroup,
        "name": str,
        "contract": str,
    }
    if not set(given) <= set(readers):
        raise ValueError(text)
    return NewcomerChange(like, **{name: readers[name](value) for name, value in given.items()})


def _merge(text: str) -> object:
    names, _, into = text.partition("=")
    lots = tuple(name.strip() for name in names.split("+"))
    return MergeChange(lots, into.strip()) if all(lots) and len(lots) > 1 else _no(text)


def _split_lot(text: str) -> object:
    lot, _, parts = text.partition("=")
    if not parts:
        raise ValueError(text)
    return SplitChange(lot.strip(), tuple(_part(part) for part in parts.split(";")))


def _part(text: str) -> LotPart:
    name, _, rest = text.partition(":")
    taken, _, space = rest.partition("@")
    known, kinds = {sector.value for sector in Sector}, {kind.value: kind for kind in CareKind}
    names = [item.strip() for item in taken.split(",") if item.strip()]
    kind = [kinds[item] for item in names if item in kinds]
    if len(kind) > 1:
        raise ValueError(text)
    return LotPart(
        name.strip(),
        sectors=tuple(Sector(item) for item in names if item in known),
        products=tuple(item for item in names if item not in known and item not in kinds),
        space=Rate.parse(space) if space else None,
        care=kind[0] if kind else None,
    )


def _no(text: str) -> object:
    raise ValueError(text)


OPTIONS: Mapping[str, Option] = {
    "--split": Option("split", "'zorg=vv:VV;rest:GZ,GGZ@40%'", _split_lot),
    "--merge": Option("merge", "zorg+vernieuwing=samen", _merge),
    "--winners": Option("winners", "vernieuwing=3", _winners),
    "--weight": Option("weights", "client-value-=10%", _weight),
    "--base": Option("base", "GZ+=0.1%", _base),
    "--set": Option("parameters", "first-volume.share=85%", _parameter),
    "--space": Option("space", "regio/regular-=2%", _space),
    "--withdraw": Option("withdraw", "99000001", _withdraw),
    "--volume": Option("volumes", "99000001/zorg-=10%", _volume),
    "--newcomer": Option("newcomers", "99000002,share=50%,takes=20%", _newcomer),
}
"""The options by name."""
