"""Where two policies differ, part by part: parts with a name are matched by name, whatever their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum

from driehoek.domain.policy.policy import Policy
from driehoek.kernel import Money, Rate

META = ("title", "year", "regime", "version", "published_on", "changes")
"""The fields that say which policy it is; that they differ is no change of what it says."""


class Act(Enum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two policies differ.

    Attributes:
        path: the place: names of fields and of parts, such as ``("division", "tariff", "base-vv", "params",
            "percent")``.
        act: what happened.
        before: the value before; None when there was none.
        after: the value after; None when there is none.
    """

    path: tuple[str, ...]
    act: Act
    before: object
    after: object

    @property
    def dotted(self) -> str:
        """The path as it is written in a published change."""
        return ".".join(self.path)


def differences(before: Policy, after: Policy) -> tuple[Difference, ...]:
    """Every place where ``after`` differs from ``before``, in the order of the policy's parts."""
    return tuple(
        difference
        for field in fields(Policy)
        if field.name not in META
        for difference in _walk((field.name,), getattr(before, field.name), getattr(after, field.name))
    )


def _walk(path: tuple[str, ...], before: object, after: object) -> Iterator[Difference]:
    if before == after:
        return
    if _is_record(before) and type(before) is type(after):
        for name in _field_names(before):
            yield from _walk((*path, name), getattr(before, name), getattr(after, name))
    elif _named(before, after):
        yield from _parts(path, _by_id(before), _by_id(after))
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in sorted({*before, *after}):
            yield from _walk((*path, str(key)), before.get(key), after.get(key))
    elif before != after:
        act = Act.ADDED if before is None else Act.REMOVED if after is None else Act.CHANGED
        yield Difference(path, act, before, after)


def _parts(path: tuple[str, ...], before: dict[str, object], after: dict[str, object]) -> Iterator[Difference]:
    for name, part in before.items():
        if name in after:
            yield from _walk((*path, name), part, after[name])
        else:
            yield Difference((*path, name), Act.REMOVED, part, None)
    for name, part in after.items():
        if name not in before:
            yield Difference((*path, name), Act.ADDED, None, part)
    stayed, now = [name for name in before if name in after], [name for name in after if name in before]
    if stayed != now and path[0] == "division":  # only there does the order decide anything
        yield Difference(path, Act.MOVED, tuple(stayed), tuple(now))


def _is_record(value: object) -> bool:
    return is_dataclass(value) and not isinstance(value, (type, Money, Rate))


def _field_names(value: object) -> tuple[str, ...]:
    return tuple(field.name for field in fields(value) if field.name != "id") if is_dataclass(value) else ()


def _named(before: object, after: object) -> bool:
    both = [*before, *after] if isinstance(before, tuple) and isinstance(after, tuple) else []
    return bool(both) and all(hasattr(part, "id") for part in both)


def _by_id(parts: object) -> dict[str, object]:
    return {str(part.id): part for part in parts} if isinstance(parts, tuple) else {}
