"""From the frozen dataclasses of the policy to YAML text; `decode` reads it back to the same object."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import yaml

from driehoek.adapters.dossier.decode import shape
from driehoek.domain.policy import Policy
from driehoek.kernel import Ground, Money, Rate, decimal_text

_BASE: type = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_BASE):  # type: ignore[misc]  # the C dumper where it is there, which has no types
    """Writes what stands in two places out twice: an alias (``*id001``) is what our own reader refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never an alias."""
        del data
        return True


def encode_policy(policy: Policy) -> str:
    """Write a policy as YAML text: fields in the order of the dataclass, defaults left out."""
    return encode(policy)


def encode(record: Any) -> str:
    """Write a dataclass as YAML text."""
    form = plain(record)
    return str(yaml.dump(form, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110))


def plain(value: Any) -> Any:
    """Turn a value into what YAML can hold; amounts, rates and moments become text, dates and numbers stay."""
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return _record(value) if is_dataclass(value) else value


def _ground(ground: Ground) -> Any:
    return _record(ground) if ground.explanation or ground.explanation_en else ground.basis


def _record(value: Any) -> dict[str, Any]:
    form: dict[str, Any] = {}
    for name, part in shape(value.__class__).items():
        item = getattr(value, name)
        if part.required or item != part.default:
            form[name] = plain(item)
    return form


def rate_text(rate: Rate) -> str:
    """Write a rate in percent where that is exact, else as a quotient (``1/3``)."""
    text = decimal_text(rate.points())
    return f"{rate.value.numerator}/{rate.value.denominator}" if "…" in text else f"{text}%"


_WRITERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Enum, lambda word: str(word.value)),
    (Rate, rate_text),
    (Money, str),
    (datetime, datetime.isoformat),
    (Ground, _ground),
    (Mapping, lambda pairs: {key: plain(item) for key, item in pairs.items()}),
    (tuple, lambda items: [plain(item) for item in items]),
)
