"""Parameters of rules: declared once with type and meaning, read from text, handed over typed.

A requirement, a scoring method, a step of the division declares its parameters as a tuple of `Param`; the policy
gives their values as text; `read` makes them typed values or findings. The JSON Schema, the printed policy and the
reference pages come from the same declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import Any, TypeVar

from driehoek.kernel import Code, Finding, Money, Rate

T = TypeVar("T")

UNKNOWN = Code(
    "POL-001",
    nl="{subject} kent geen instelling '{seen}'.",
    en="{subject} has no parameter '{seen}'.",
    mend_nl="Haal de regel weg of kies een van: {wanted}.",
    mend_en="Remove the line or choose one of: {wanted}.",
)
MISSING = Code(
    "POL-002",
    nl="Bij {subject} ontbreekt de instelling '{wanted}'.",
    en="{subject} lacks the parameter '{wanted}'.",
    mend_nl="Vul '{wanted}' in onder params.",
    mend_en="Give '{wanted}' under params.",
)
UNREADABLE = Code(
    "POL-003",
    nl="{subject} is '{seen}'; dat kan niet. Hier hoort: {wanted}.",
    en="{subject} is '{seen}', which cannot be. What belongs here: {wanted}.",
    mend_nl="Schrijf: {wanted}.",
    mend_en="Write: {wanted}.",
)
OUTSIDE = Code(
    "POL-004",
    nl="{subject} is {seen}; dat kan niet. Toegestaan is {wanted}.",
    en="{subject} is {seen}, which cannot be. Allowed is {wanted}.",
    mend_nl="Kies een waarde binnen de grenzen: {wanted}.",
    mend_en="Choose a value within the bounds: {wanted}.",
)
FINDINGS = (UNKNOWN, MISSING, UNREADABLE, OUTSIDE)


class Kind(Enum):
    """The type of a parameter; the value is its word in findings and reference pages."""

    RATE = "percentage (94.5%) or share (0.945)"
    MONEY = "amount in euros (1234.50)"
    INTEGER = "whole number"
    TEXT = "text"
    DATE = "date (2027-01-01)"
    END = "last day (2027-12-31) or last contract year (2027)"
    BOOLEAN = "yes or no"
    RATES = "list of percentages"
    TEXTS = "list of texts"
    LINES = "list of lines of the picture of need"


Value = Rate | Money | int | str | date | bool | tuple[Rate, ...] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Param:
    """The declaration of one parameter.

    Attributes:
        name: as written in the policy.
        kind: its type.
        meaning: what it does, with its unit, in English.
        meaning_nl: the same in plain Dutch, for the printed policy.
        default: its value as text when the policy is silent; None makes it obligatory.
        choices: the only values allowed, when given.
        least: the lowest value allowed, as text of its kind; empty for no lower bound. Of a list, for each value.
        most: the highest value allowed, likewise.
        not_below: the name of another parameter of the rule that this one may not lie below; empty for none.
        one_for: the name of a list of the rule that this list has one value for each of; empty for none.
        extra: how many values it has on top of those, such as one for what lies below the last bound.
        falling: whether a value of the list may not lie above the one before it.
        advised: whether a policy that is silent on it is told so, though there is a default.
    """

    name: str
    kind: Kind
    meaning: str
    meaning_nl: str
    default: str | tuple[str, ...] | None = None
    choices: tuple[str, ...] = ()
    least: str = ""
    most: str = ""
    not_below: str = ""
    one_for: str = ""
    extra: int = 0
    falling: bool = False
    advised: bool = False

    @property
    def bounds(self) -> str:
        """The values allowed in words of a policy, such as ``0% .. 100%``; empty without bounds."""
        least = ", ".join(name for name in (self.least, self.not_below) if name)
        between = f"{least} .. {self.most}".strip() if least or self.most else ""
        more = f" + {self.extra}" if self.extra else ""
        count = f"{self.one_for}: 1 : 1{more}" if self.one_for else ""
        return "; ".join(text for text in (between, count, "a >= b >= c" if self.falling else "") if text)


Raw = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Params:
    """Typed parameter values, by name."""

    values: Mapping[str, Value]

    def rate(self, name: str) -> Rate:
        """The value of a RATE parameter."""
        return self._typed(name, Rate)

    def money(self, name: str) -> Money:
        """The value of a MONEY parameter."""
        return self._typed(name, Money)

    def integer(self, name: str) -> int:
        """The value of an INTEGER parameter."""
        return self._typed(name, int)

    def text(self, name: str) -> str:
        """The value of a TEXT parameter."""
        return self._typed(name, str)

    def day(self, name: str) -> date:
        """The value of a DATE or END parameter; `OPEN_END` for an end that was left open."""
        return self._typed(name, date)

    def flag(self, name: str) -> bool:
        """The value of a BOOLEAN parameter."""
        return self._typed(name, bool)

    def rates(self, name: str) -> tuple[Rate, ...]:
        """The value of a RATES parameter."""
        return self._items(name, Rate)

    def texts(self, name: str) -> tuple[str, ...]:
        """The value of a TEXTS or LINES parameter."""
        return self._items(name, str)

    def _items(self, name: str, kind: type[T]) -> tuple[T, ...]:
        items: tuple[T, ...] = self._typed(name, tuple)
        if items and not isinstance(items[0], kind):  # `read` makes all of one list alike
            msg = f"parameter {name} is not declared as a list of {kind.__name__}"
            raise TypeError(msg)
        return items

    def _typed(self, name: str, kind: type[T]) -> T:
        value = self.values[name]
        if not isinstance(value, kind):
            msg = f"parameter {name} is not declared as {kind.__name__}"
            raise TypeError(msg)
        return value


def read(subject: str, declared: tuple[Param, ...], given: Mapping[str, Raw]) -> tuple[Params, tuple[Finding, ...]]:
    """Read the given texts by their declarations.

    Args:
        subject: what the parameters belong to, for findings.
        declared: the declarations.
        given: the texts of the policy, by name.

    Returns:
        The typed values that could be read (defaults filled in), and a finding for each that could not.
    """
    findings: list[Finding] = []
    names = {param.name for param in declared}
    findings.extend(
        Finding(UNKNOWN, subject, seen=name, wanted=", ".join(sorted(names)) or "-", path=f"{subject}.params.{name}")
        for name in given
        if name not in names
    )
    values: dict[str, Value] = {}
    for param in declared:
        raw = given.get(param.name, param.default)
        if raw is None:
            findings.append(Finding(MISSING, subject, wanted=param.name, path=f"{subject}.params"))
            continue
        value = _value(param, raw)
        if value is None:
            wanted = " / ".join(param.choices) or param.kind.value
            findings.append(Finding(UNREADABLE, f"{subject}.params.{param.name}", seen=str(raw), wanted=wanted))
        elif _outside(param, value) or _beside(param, value, values):
            seen = raw if isinstance(raw, str) else ", ".join(raw)
            findings.append(Finding(OUTSIDE, f"{subject}.params.{param.name}", seen=seen, wanted=param.bounds))
        else:
            values[param.name] = value
    return Params(values), tuple(findings)


def _value(param: Param, raw: Raw) -> Value | None:
    try:
        if param.kind is Kind.RATES:
            return tuple(Rate.parse(item) for item in _items(raw))
        if param.kind in (Kind.TEXTS, Kind.LINES):
            return _items(raw)
        return _single(param, raw) if isinstance(raw, str) else None
    except ValueError:
        return None


def _outside(param: Param, value: Value) -> bool:
    least, most = (_bound(param, text) for text in (param.least, param.most))
    items = value if isinstance(value, tuple) else (value,)
    return any((least is not None and item < least) or (most is not None and item > most) for item in items)


def _beside(param: Param, value: Any, values: Mapping[str, Any]) -> bool:
    """Whether the value does not fit the other values of the rule, or those of one list each other."""
    if param.not_below in values and value < values[param.not_below]:
        return True
    if param.one_for in values and len(value) != len(values[param.one_for]) + param.extra:
        return True
    return param.falling and any(later > earlier for earlier, later in pairwise(value))


def _bound(param: Param, text: str) -> Any:
    """A bound as a value of the parameter's kind; one that cannot be read is a fault of ours."""
    if not text:
        return None
    return Rate.parse(text) if param.kind is Kind.RATES else _READERS[param.kind](text)


def _items(raw: Raw) -> tuple[str, ...]:
    return raw if isinstance(raw, tuple) else (raw,)


def _single(param: Param, raw: str) -> Value | None:
    if param.choices and raw not in param.choices:
        return None
    return _READERS.get(param.kind, str)(raw)


OPEN_END = date.max
"""The value of an END that was left open."""


def _end(raw: str) -> date:
    """A day, or the last day of a contract year; empty is an open end."""
    if not raw:
        return OPEN_END
    return date(int(raw), 12, 31) if raw.isdecimal() else date.fromisoformat(raw)


def _boolean(raw: str) -> bool | None:
    return {"yes": True, "true": True, "no": False, "false": False}.get(raw.lower())


_READERS: Mapping[Kind, Callable[[str], Value | None]] = {
    Kind.RATE: Rate.parse,
    Kind.MONEY: Money.parse,
    Kind.INTEGER: int,
    Kind.DATE: date.fromisoformat,
    Kind.END: _end,
    Kind.BOOLEAN: _boolean,
}
