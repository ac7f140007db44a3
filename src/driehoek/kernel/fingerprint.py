"""One canonical form for anything in the dossier, and its SHA-256.

The form depends on content only: not on the order of a mapping or set, the locale, the time zone or the hash
seed. Money, rates, quantities, dates and records of our own are written by their exact content.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from hashlib import sha256
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
            msg = "two keys of one mapping have the same canonical form"
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
    """Write a value as canonical JSON: sorted keys, no spaces, UTF-8."""
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint(value: object) -> str:
    """SHA-256 over the canonical form, as 64 hexadecimal digits."""
    return sha256(canonical(value)).hexdigest()
