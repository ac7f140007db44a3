"""The small parts of a release: moments with their zone, periods, amounts, units; and the JSON text itself.

1. An amount is a number in JSON, and no binary fraction ever holds it: `Exact` is written as the digits it is made of.
2. Dutch civil time gets its offset; a last day ends a second before midnight.
3. What is empty is left out: the standard has no use for null, and an empty text says nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from driehoek.kernel import Money, Quantity, Rounding, Unit, round_to_whole

Json = Any
"""What JSON can hold, with `Exact` for numbers that are no integer."""
_ZONE = ZoneInfo("Europe/Amsterdam")
_LAST = time(23, 59, 59)
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")


class Exact(str):
    """A number in JSON, as its digits."""

    __slots__ = ()


def moment(day: date | datetime, *, last: bool = False) -> str:
    """A moment in Dutch civil time as ISO 8601 with its offset.

    Args:
        day: a day or a moment.
        last: whether a day is meant to its end.
    """
    if not isinstance(day, datetime):
        day = datetime.combine(day, _LAST if last else time())
    return day.replace(tzinfo=_ZONE).isoformat()


def period(start: date | datetime | None, end: date | datetime | None) -> dict[str, Json]:
    """A period of which the last day counts; what is not known is left out."""
    return filled(startDate=moment(start) if start else None, endDate=moment(end, last=True) if end else None)


def value(money: Money) -> dict[str, Json]:
    """An amount in euros."""
    return {"amount": number(money), "currency": "EUR"}


def number(amount: Money | Quantity) -> Json:
    """An amount, or a number of units to two decimals, as a JSON number."""
    if isinstance(amount, Money):
        return Exact(amount)
    hundredths = round_to_whole(amount.value * 100, Rounding.HALF_UP)
    return Exact(Money(hundredths)) if hundredths % 100 else hundredths // 100


def unit(of: Unit) -> dict[str, Json]:
    """A unit of care by its code in the claim standard AW319."""
    return {"scheme": "AW319", "id": of.code, "name": of.dutch}


def filled(**fields: Json) -> dict[str, Json]:
    """The fields that hold anything."""
    return {name: item for name, item in fields.items() if item is not None and item != "" and item not in ([], {})}


def slug(text: str) -> str:
    """A text in small letters, digits and dashes, for use in an identifier."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_A_SLUG.sub("-", plain).strip("-")


def to_bytes(content: Json) -> bytes:
    """The JSON text of a package, in the order in which it was built."""
    return ("".join(_text(content, "\n")) + "\n").encode()


def _text(content: Json, line: str) -> Sequence[str]:
    deeper = line + " "
    if isinstance(content, Exact):
        return [str(content)]
    if isinstance(content, Mapping):
        inner = [f"{json.dumps(key)}: {''.join(_text(item, deeper))}" for key, item in content.items()]
        return ["{", deeper, f",{deeper}".join(inner), line, "}"] if inner else ["{}"]
    if isinstance(content, Sequence) and not isinstance(content, str):
        parts = ["".join(_text(item, deeper)) for item in content]
        return ["[", deeper, f",{deeper}".join(parts), line, "]"] if parts else ["[]"]
    return [json.dumps(content, ensure_ascii=False)]
