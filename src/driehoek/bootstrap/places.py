"""Where a finding about a policy stands in the file that the policy was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from driehoek.domain.policy import Policy
from driehoek.kernel import Finding, Place

_STEP = re.compile(r"[^.\[\]]+|\[[0-9]+\]")
_ROOMS = {"CAL": "calendar", "CRI": "lots", "REQ": "requirements"}
"""Under which part of the policy the findings of a room stand that name only the part itself."""
_TOP = frozenset(Policy.__dataclass_fields__)

Path = tuple[str, ...]


def placed(findings: Iterable[Finding], policy: Policy, places: Mapping[str, Place]) -> tuple[Finding, ...]:
    """Give each finding about a part of the policy its place in the file: that of the longest part found there.

    Args:
        findings: what is wrong; one that has a place keeps it.
        policy: the policy.
        places: the place of each part by its path with numbers, as reading gave them.
    """
    spots = _by_name(policy, places)
    return tuple(item if item.place else replace(item, place=_find(item, spots)) for item in findings)


def _find(finding: Finding, spots: Mapping[Path, Place]) -> Place | None:
    wanted = tuple((finding.path or finding.subject).split("."))
    least = 1
    if wanted[0] not in _TOP:
        room = _ROOMS.get(finding.code.id[:3])
        if room is None:
            return None
        wanted, least = (room, *wanted), 2
    for length in range(len(wanted), least - 1, -1):
        part = wanted[:length]
        found = [path for path in spots if path[-1] == part[-1] and path[0] == part[0] and _within(part, path)]
        if found:
            return spots[min(found, key=len)]
    return None


def _within(part: Path, path: Path) -> bool:
    """Whether the names stand in the path in this order; what lies between them may be left out."""
    rest = iter(path)
    return all(name in rest for name in part)


def _by_name(policy: Policy, places: Mapping[str, Place]) -> dict[Path, Place]:
    """The places by path with identifiers instead of numbers; criteria also by the name that people know."""
    spots: dict[Path, Place] = {}
    for numbered, place in places.items():
        here: object = policy
        path: list[str] = []
        name = ""
        for step in _STEP.findall(numbered):
            name = ""
            if step.startswith("["):
                items = here if isinstance(here, tuple) else ()
                number = int(step[1:-1])
                here = items[number] if number < len(items) else None
                path.append(str(getattr(here, "id", number)))
                name = str(getattr(here, "name", ""))
            else:
                here = getattr(here, step, None)
                path.append(step)
        if path:
            spots.setdefault(tuple(path), place)
        if name and path[0] == "lots":
            spots.setdefault((*path[:-1], name), place)
    return spots
