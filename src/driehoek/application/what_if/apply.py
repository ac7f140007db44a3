"""Making the changes of a scenario: the dossier after them, what they do in words, and every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from driehoek.application.dossier import Dossier
from driehoek.application.what_if.entries import add_newcomer, change_space, change_volume, change_withdrawal
from driehoek.application.what_if.lots import change_merge, change_split
from driehoek.application.what_if.rules import change_base, change_parameter, change_weight, change_winners
from driehoek.application.what_if.scenario import (
    KINDS,
    BaseChange,
    ParameterChange,
    Scenario,
    SpaceChange,
    VolumeChange,
    WeightChange,
    WinnersChange,
    WithdrawChange,
)
from driehoek.application.what_if.values import TWICE, Made, Told
from driehoek.kernel import Code, Finding, blocking

NO_CHANGE = Code(
    "WIF-030",
    nl="{subject} noemt geen enkele verandering.",
    en="{subject} names not one change.",
    mend_nl="Noem er een, bijvoorbeeld base: [{{sector: GZ, by: 0.1%}}].",
    mend_en="Name one, for example base: [{{sector: GZ, by: 0.1%}}].",
)
FINDINGS = (NO_CHANGE,)

_MAKERS: Mapping[str, Callable[[Dossier, Any, str], Made]] = {
    "split": change_split,
    "merge": change_merge,
    "winners": change_winners,
    "weights": change_weight,
    "base": change_base,
    "parameters": change_parameter,
    "space": change_space,
    "withdraw": change_withdrawal,
    "volumes": change_volume,
    "newcomers": add_newcomer,
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A dossier after the changes of a scenario.

    Attributes:
        dossier: the dossier; None when a change cannot be made.
        told: what the changes do, in the order in which they are made.
        findings: what is wrong with them or worth knowing, with the path of the change in the scenario.
    """

    dossier: Dossier | None
    told: tuple[Told, ...]
    findings: tuple[Finding, ...]


def apply(dossier: Dossier, scenario: Scenario) -> Changed:
    """Make the changes of a scenario; the dossier itself stays as it is.

    A change that cannot be made is told and passed over, so that the faults of the others are found in the same go.
    """
    at: Dossier = dossier
    told: list[Told] = []
    findings = list(_twice(scenario))
    count = 0
    for kind in KINDS:
        for index, change in enumerate(getattr(scenario, kind)):
            made = _MAKERS[kind](at, change, f"{kind}[{index}]")
            at = made.dossier or at
            told.extend(made.told)
            findings.extend(made.findings)
            count += 1
    if not count:
        findings.append(Finding(NO_CHANGE, scenario.title))
    return Changed(None if blocking(findings) else at, tuple(told), tuple(findings))


def _twice(scenario: Scenario) -> Iterator[Finding]:
    """Two changes of one thing: which of them would hold is for a person to say."""
    first: dict[object, str] = {}
    for kind in KINDS:
        for index, change in enumerate(getattr(scenario, kind)):
            key = _what(change)
            path = f"{kind}[{index}]"
            if key is not None and first.setdefault((kind, key), path) != path:
                yield Finding(TWICE, path, seen=first[kind, key], path=path)


def _what(change: object) -> object:
    """What a change is about; None where several of the kind can stand side by side."""
    names = _ABOUT.get(type(change), ())
    return tuple(getattr(change, name) for name in names) or None


_ABOUT: Mapping[type, tuple[str, ...]] = {
    WinnersChange: ("lot",),
    WeightChange: ("criterion",),
    BaseChange: ("sector", "lot"),
    ParameterChange: ("of", "part", "name"),
    SpaceChange: ("pool", "frame"),
    WithdrawChange: ("contract", "lots"),
    VolumeChange: ("contract", "lot", "product"),
}
"""By kind of change, what two changes have in common when they are about the same thing."""
