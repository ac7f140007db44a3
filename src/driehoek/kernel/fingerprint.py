"""One canonical form for anything in the dossier, and its SHA-256.

The form depends on content only: not on the order of a mapping or set, the locale, the time zone or the hash
seed. Money, rates, quantities, dates and records of our own are written by their exact content.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from json.encoder import encode_basestring as _quoted
from typing import Any, cast

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


def plain(value: object) -> Plain:
    """Turn a value of the domain into JSON types, exactly; floats and unknown types are refused.

    Raises:
        TypeError: for a float (it has no exact form), a type without a canonical form, or a mapping in which two
            keys (1 and "1") have the same form, for one would silently vanish.
    """
    kind = value.__class__
    if kind in _AS_IT_IS:  # by far the most, so first and without looking at ancestors
        return cast("Plain", value)
    names = _compared(kind)
    if names is not None:
        return {name: plain(getattr(value, name)) for name in names}
    return _other(value)


def _other(value: object) -> Plain:
    if isinstance(value, int | str):
        return value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return _collection(value)


_AS_IT_IS = frozenset({type(None), bool, int, str})
_TWO_KEYS = "two keys of one mapping have the same canonical form"
_RECORDS: dict[type[Any], tuple[str, ...] | None] = {}


def _compared(kind: type[Any]) -> tuple[str, ...] | None:
    """The fields that make up a record, or None for a type that is no record of ours; looked up once per type."""
    if kind not in _RECORDS:
        record = is_dataclass(kind)
        _RECORDS[kind] = tuple(field.name for field in fields(kind) if field.compare) if record else None
    return _RECORDS[kind]


def _collection(value: object) -> Plain:
    if isinstance(value, Mapping):
        form = {_key(key): plain(item) for key, item in value.items()}
        if len(form) != len(value):
            msg = _TWO_KEYS
            raise TypeError(msg)
        return form
    if isinstance(value, AbstractSet):
        return sorted((plain(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [plain(item) for item in value]
    msg = f"no canonical form for {type(value).__name__}"
    raise TypeError(msg)


def _key(key: object) -> str:
    if isinstance(key, str):
        return key
    form = plain(key)
    return form if isinstance(form, str) else json.dumps(form, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> bytes:
    """Write a value as canonical JSON: sorted keys, no spaces, UTF-8.

    The bytes are those of `plain` written by `json`, made in one walk: a round writes millions of small records.
    """
    return _text(value).encode()


Writer = Callable[[Any], str]
_WRITERS: dict[type[Any], Writer] = {
    str: _quoted,
    int: int.__repr__,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
    Fraction: lambda value: f'"{value.numerator}/{value.denominator}"',
}
"""How a value of each type is written; a type that is met for the first time is looked at once and added."""


def _text(value: object) -> str:
    write = _WRITERS.get(value.__class__)
    if write is None:
        write = _WRITERS[value.__class__] = _writer(value.__class__)
    return write(value)


def _writer(kind: type[Any]) -> Writer:
    """How a value of this type is written, by the same rules and in the same order as `plain`."""
    names = _compared(kind)
    if names is not None:
        return _record_writer(names)
    if issubclass(kind, str | int):
        return _quoted if issubclass(kind, str) else int.__repr__
    if issubclass(kind, Enum):
        return {member: _text(member.value) for member in kind}.__getitem__
    if issubclass(kind, Mapping):
        return _mapping_text
    if issubclass(kind, Sequence) and not issubclass(kind, bytes | bytearray):
        return _sequence_text
    return _by_json


def _by_json(value: object) -> str:
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _record_writer(names: tuple[str, ...]) -> Writer:
    heads = tuple((f"{',' if place else '{'}{_quoted(name)}:", name) for place, name in enumerate(sorted(names)))

    def write(value: object) -> str:
        text = ""
        for head, name in heads:
            item = getattr(value, name)
            text += head + (_quoted(item) if item.__class__ is str else _text(item))
        return text + "}" if text else "{}"

    return write


def _mapping_text(value: Mapping[object, object]) -> str:
    form = {_key(key): item for key, item in value.items()}
    if len(form) != len(value):
        msg = _TWO_KEYS
        raise TypeError(msg)
    return "{" + ",".join([f"{_quoted(key)}:{_text(form[key])}" for key in sorted(form)]) + "}"


def _sequence_text(value: Sequence[object]) -> str:
    return "[" + ",".join([_text(item) for item in value]) + "]"


def fingerprint(value: object) -> str:
    """SHA-256 over the canonical form, as 64 hexadecimal digits."""
    return sha256(canonical(value)).hexdigest()
