"""Keeping what is typed in a draft by several people at once: nothing is lost, and two values for one field are told.

A change says what its sender saw in the field. When somebody else put something else there meanwhile, that stays, and
the value of the sender is kept beside it until a person chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

QUANTITY, CAPACITY = "quantity", "capacity"
LONGEST_CELL, LONGEST_ANSWER = 20, 20_000
_FIELD = re.compile(r"(answer|lot)-[A-Za-z0-9_.-]{1,80}|cell-[^|]{1,60}\|[^|]{1,40}\|(quantity|capacity)")


@dataclass(frozen=True, slots=True)
class Change:
    """One field as it was typed.

    Attributes:
        field: ``answer-ID``, ``lot-ID`` (``yes`` or ``no``) or ``cell-LOT|PRODUCT|quantity`` or ``capacity``.
        value: what it holds now.
        seen: what its sender saw there before; None when that is not known, and then it simply counts.
    """

    field: str
    value: str
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class DraftState:
    """What a draft holds.

    Attributes:
        lots: the lots it enters.
        answers: per question.
        volumes: per lot and product the text of quantity and capacity.
        clashes: per field what a second person typed at the same time, with whom and when.
    """

    lots: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    volumes: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    clashes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What a field holds."""
        kind, _, key = name.partition("-")
        if kind == "answer":
            return self.answers.get(key, "")
        if kind == "lot":
            return "yes" if key in self.lots else "no"
        lot, product, column = key.split("|")
        pair = self.volumes.get(lot, {}).get(product, ("", ""))
        return pair[1 if column == CAPACITY else 0]


def is_field(name: str) -> bool:
    """Whether a name is that of a field of a form."""
    return _FIELD.fullmatch(name) is not None


def kept(state: DraftState, changes: Iterable[Change], by: Mapping[str, str]) -> DraftState:
    """The draft with the changes in it.

    Args:
        state: as it stands.
        changes: what was typed.
        by: who and when, as it is told to the other person.
    """
    for change in changes:
        if not is_field(change.field):
            continue
        value = _cut(change)
        standing = state.value(change.field)
        others = change.seen is not None and standing not in (change.seen, value)
        if others:
            state = _with(state, clashes={**state.clashes, change.field: {**by, "value": value}})
        else:
            state = _put(state, change.field, value)
    return state


def settled(state: DraftState, name: str, *, take: bool) -> DraftState:
    """The draft after a person chose between two values of one field: with the second one, or with the first."""
    clash = state.clashes.get(name)
    if clash is None:
        return state
    left = {key: held for key, held in state.clashes.items() if key != name}
    state = _with(state, clashes=left)
    return _put(state, name, clash["value"]) if take else state


def _cut(change: Change) -> str:
    if change.field.startswith("cell-"):
        return change.value.strip()[:LONGEST_CELL]
    return change.value[:LONGEST_ANSWER]


def _put(state: DraftState, name: str, value: str) -> DraftState:
    kind, _, key = name.partition("-")
    left = {other: held for other, held in state.clashes.items() if other != name or held["value"] != value}
    state = _with(state, clashes=left)
    if kind == "answer":
        return _with(state, answers={**state.answers, key: value})
    if kind == "lot":
        lots = {*state.lots, key} if value == "yes" else {*state.lots} - {key}
        return _with(state, lots=tuple(sorted(lots)))
    lot, product, column = key.split("|")
    quantity, capacity = state.volumes.get(lot, {}).get(product, ("", ""))
    pair = (quantity, value) if column == CAPACITY else (value, capacity)
    return _with(state, volumes={**state.volumes, lot: {**state.volumes.get(lot, {}), product: pair}})


def _with(state: DraftState, **changed: Any) -> DraftState:
    held = {name: getattr(state, name) for name in ("lots", "answers", "volumes", "clashes")}
    return DraftState(**{**held, **changed})
