"""From YAML to the frozen dataclasses of the policy, with all faults at once, each with its place.

The walk follows the type hints of the dataclasses, so a field added to `Policy` is read, checked, documented in
the JSON Schema and written without a line here (docs/decisions/0003).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from driehoek.adapters.dossier import codes
from driehoek.adapters.dossier.yamltext import Node, compose
from driehoek.domain.policy import Policy
from driehoek.kernel import Code, Finding, Ground, Money, Place, Rate, blocking

T = TypeVar("T")

_DATE = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_MOMENT = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?$")
_QUOTIENT = re.compile(r"^-?[0-9]+/[1-9][0-9]*$")
_INTEGER = re.compile(r"^-?[0-9]+$")
_BEHIND_COMMA = re.compile(r"^[0-9]+ ?%?$")
_SHOWN = 80

Pairs = dict[str, tuple[Node, Node]]
"""The keys of a mapping with the nodes of key and value."""

BOOLEANS: Mapping[str, bool] = {"yes": True, "true": True, "ja": True, "no": False, "false": False, "nee": False}


@dataclass(frozen=True, slots=True)
class Decoded(Generic[T]):
    """What decoding gave.

    Attributes:
        value: the object; None when an error stands in the way.
        findings: all that is wrong.
        places: the place of each part by its path, such as ``lots[0].criteria[1].weight``.
    """

    value: T | None
    findings: tuple[Finding, ...]
    places: Mapping[str, Place]


def decode_policy(data: bytes, file: str = "policy.yaml") -> Decoded[Policy]:
    """Read ``policy.yaml``: every fault in one go, or the policy."""
    return decode(data, Policy, file)


def decode(data: bytes, kind: type[T], file: str) -> Decoded[T]:
    """Read a YAML file into the dataclass ``kind``.

    Args:
        data: the content of the file.
        kind: the frozen dataclass that the file holds.
        file: the name of the file, for findings.
    """
    root, findings = compose(data, file)
    if root is None:
        return Decoded(None, findings, {})
    walk = _Walk(file)
    value = walk.value(root, kind, "")
    found = (*findings, *walk.findings)
    return Decoded(value if not blocking(found) else None, found, walk.places)


class _Unreadable:
    """Stands for a value that could not be read; its finding has been made."""


_UNREADABLE = _Unreadable()


@dataclass
class _Walk:
    """One walk over one file: collects findings and places while it builds.

    Attributes:
        file: the name of the file.
        findings: what is wrong so far.
        places: where each path stands.
        seen: the nodes met, to recognise an alias.
    """

    file: str
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def value(self, node: Node, hint: Any, path: str) -> Any:
        """Build what ``hint`` asks for from ``node``."""
        self.places[path] = self._place(node)
        if id(node) in self.seen:
            self._find(codes.YAML_ALIAS, node, path)
            return _UNREADABLE
        self.seen.add(id(node))
        origin = get_origin(hint)
        if origin in (Union, UnionType):
            return self._union(node, hint, path)
        if origin is tuple:
            return self._sequence(node, get_args(hint)[0], path)
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(node, get_args(hint)[1], path)
        if is_dataclass(hint) and isinstance(hint, type) and hint not in _SCALARS:
            return self._record(node, hint, path)
        return self._scalar(node, hint, path)

    def _union(self, node: Node, hint: Any, path: str) -> Any:
        options = [option for option in get_args(hint) if option is not NoneType]
        if len(options) == 1:
            self.seen.discard(id(node))
            return self.value(node, options[0], path)
        # the one union in the policy is Raw: a text or a list of texts
        if isinstance(node, yaml.SequenceNode):
            return self._sequence(node, str, path)
        return self._scalar(node, str, path)

    def _sequence(self, node: Node, hint: Any, path: str) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.value(item, hint, f"{path}[{index}]") for index, item in enumerate(node.value))
        if isinstance(node, yaml.ScalarNode):
            if _silent(node):
                return ()
            if not is_dataclass(hint):
                return (self._scalar(node, hint, path),)
        self._find(codes.VALUE_UNREADABLE, node, path, seen=_shown(node), wanted="- ...")
        return _UNREADABLE

    def _mapping(self, node: Node, hint: Any, path: str) -> Any:
        if isinstance(node, yaml.ScalarNode) and _silent(node):
            return {}
        pairs = self._pairs(node, path)
        if pairs is None:
            return _UNREADABLE
        values = {}
        for key, (key_node, item) in pairs.items():
            if _stray(node, item) and " " in key:
                self._find(codes.COMMA_IN_FLOW, key_node, path, seen=key[:_SHOWN])
            else:
                values[key] = self.value(item, hint, _under(path, key))
        return values

    def _whole_numbers(self, node: Node, pairs: Pairs, path: str) -> Pairs:
        """The pairs without what stood behind the comma of a number between braces (``{percent: 96,4%}``).

        The finding says how to write the number; the walk goes on with the number that was meant.
        """
        kept: Pairs = {}
        for key, (key_node, item) in pairs.items():
            before, number = next(((name, kept[name][1]) for name in reversed(kept)), ("", None))
            cut = isinstance(number, yaml.ScalarNode) and not number.style and _INTEGER.match(number.value)
            if number is not None and cut and _stray(node, item) and _BEHIND_COMMA.match(key):
                meant = f"{number.value}.{key}"
                seen = meant.replace(".", ",")
                self._find(codes.COMMA_DECIMAL, number, _under(path, before), seen=seen, wanted=meant)
                number.value = meant
            else:
                kept[key] = (key_node, item)
        return kept

    def _record(self, node: Node, kind: Any, path: str) -> Any:
        if kind is Ground and isinstance(node, yaml.ScalarNode):
            return Ground(node.value)
        pairs = self._pairs(node, path)
        if pairs is None:
            return _UNREADABLE
        parts = shape(kind)
        for key, (key_node, item) in pairs.items():
            if key not in parts and _stray(node, item):
                self._find(codes.COMMA_IN_FLOW, key_node, path, seen=key[:_SHOWN])
            elif key not in parts:
                self._find(codes.KEY_UNKNOWN, key_node, path, seen=key[:_SHOWN], wanted=near(key, parts))
        values: dict[str, Any] = {}
        for name, part in parts.items():
            given = pairs.get(name)
            if given is None or (isinstance(given[1], yaml.ScalarNode) and _silent(given[1])):
                if part.required:
                    self._find(codes.KEY_MISSING, given[0] if given else node, path, wanted=name)
                continue
            values[name] = self.value(given[1], part.hint, _under(path, name))
        if any(part.required and name not in values for name, part in parts.items()):
            return _UNREADABLE
        return kind(**values)

    def _pairs(self, node: Node, path: str) -> Pairs | None:
        if not isinstance(node, yaml.MappingNode):
            self._find(codes.VALUE_UNREADABLE, node, path, seen=_shown(node), wanted="key: value")
            return None
        pairs: Pairs = {}
        for key_node, item in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._find(codes.KEY_UNKNOWN, key_node, path, seen=_shown(key_node), wanted="key: value")
            elif key_node.value in pairs:
                first = pairs[key_node.value][0].start_mark.line + 1
                self._find(codes.YAML_TWICE, key_node, path, seen=key_node.value[:_SHOWN], wanted=str(first))
            else:
                pairs[key_node.value] = (key_node, item)
        return self._whole_numbers(node, pairs, path)

    def _scalar(self, node: Node, hint: Any, path: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            self._find(codes.VALUE_UNREADABLE, node, path, seen=_shown(node), wanted=example(hint))
            return _UNREADABLE
        if isinstance(hint, type) and issubclass(hint, Enum):
            words = {str(member.value): member for member in hint}
            if node.value not in words:
                self._find(codes.WORD_UNKNOWN, node, path, seen=node.value[:_SHOWN], wanted=near(node.value, words))
                return _UNREADABLE
            return words[node.value]
        try:
            return _SCALARS[hint](node.value.strip() if hint is not str else node.value)
        except (ValueError, KeyError):
            self._find(codes.VALUE_UNREADABLE, node, path, seen=node.value[:_SHOWN], wanted=example(hint))
            return _UNREADABLE

    def _place(self, node: Node) -> Place:
        return Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def _find(self, code: Code, node: Node, path: str, *, seen: str = "", wanted: str = "") -> None:
        self.findings.append(Finding(code, path or self.file, seen, wanted, self._place(node)))


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a dataclass as a file sees it.

    Attributes:
        hint: its resolved type.
        required: whether it has no default.
        default: the value when it is left out; meaningless when required.
    """

    hint: Any
    required: bool
    default: Any = None


@cache
def shape(kind: Any) -> dict[str, Part]:
    """The fields of a dataclass by name, with resolved types."""
    hints = get_type_hints(kind)
    return {item.name: _part(item, hints[item.name]) for item in fields(kind)}


def _part(item: Field[Any], hint: Any) -> Part:
    if item.default_factory is not MISSING:
        return Part(hint, required=False, default=item.default_factory())
    if item.default is not MISSING:
        return Part(hint, required=False, default=item.default)
    return Part(hint, required=True)


def near(word: str, choices: Mapping[str, object] | tuple[str, ...]) -> str:
    """The choices that look like ``word``, or all of them."""
    close = get_close_matches(word, list(choices), n=3, cutoff=0.6)
    return ", ".join(close or choices)


def _silent(node: yaml.ScalarNode) -> bool:
    return not node.value and not node.style


def _stray(node: Node, item: Node) -> bool:
    """Whether ``item`` is nothing at all, between braces: what is left of a text with a comma in it."""
    return bool(getattr(node, "flow_style", False)) and isinstance(item, yaml.ScalarNode) and _silent(item)


def _shown(node: Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)[:_SHOWN]
    return "[...]" if isinstance(node, yaml.SequenceNode) else "{...}"


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def read_date(text: str) -> date:
    """Read ``2027-01-01`` and nothing else.

    Raises:
        ValueError: for any other form, or a day that does not exist.
    """
    if not _DATE.match(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def read_moment(text: str) -> datetime:
    """Read ``2026-08-03T17:00`` in Dutch civil time; an offset is refused, for it would not say which clock.

    Raises:
        ValueError: for any other form.
    """
    if not _MOMENT.match(text):
        raise ValueError(text)
    return datetime.fromisoformat(text)


def read_rate(text: str) -> Rate:
    """Read ``94.5%``, ``0.945`` or ``1/3``; a number above one without ``%`` is refused (40 for 40% is a slip).

    Raises:
        ValueError: for any other form.
    """
    if _QUOTIENT.match(text):
        return Rate(Fraction(text))
    rate = Rate.parse(text)
    if not text.endswith("%") and abs(rate.value) > 1:
        raise ValueError(text)
    return rate


def read_boolean(text: str) -> bool:
    """Read ``yes`` or ``no`` (or true, false, ja, nee).

    Raises:
        ValueError: for any other word.
    """
    word = text.lower()
    if word not in BOOLEANS:
        raise ValueError(text)
    return BOOLEANS[word]


def read_integer(text: str) -> int:
    """Read a whole number in plain digits.

    Raises:
        ValueError: for any other form.
    """
    if not _INTEGER.match(text):
        raise ValueError(text)
    return int(text)


_SCALARS: Mapping[Any, Callable[[str], object]] = {
    str: str,
    int: read_integer,
    bool: read_boolean,
    date: read_date,
    datetime: read_moment,
    Rate: read_rate,
    Money: Money.parse,
}
_EXAMPLES: Mapping[Any, str] = {
    str: "text",
    int: "12",
    bool: "yes / no",
    date: "2027-01-01",
    datetime: "2026-08-03T17:00",
    Rate: "94.5% / 0.945",
    Money: "1234.50",
}


def example(hint: Any) -> str:
    """An example of how a value of this type is written; the same in every language."""
    if hint in _EXAMPLES:
        return _EXAMPLES[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return " / ".join(str(member.value) for member in hint)
    return "key: value"
