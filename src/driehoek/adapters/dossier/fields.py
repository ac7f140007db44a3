"""A policy file as fields of a form: every value with its place in the text, and the text with a value replaced.

Form and text are two views of the same text: what a form changes is replaced where it stands, so that order, remarks
and everything that no form shows stay as a person wrote them.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import yaml

from driehoek.adapters.dossier.decode import example, shape
from driehoek.adapters.dossier.schema import documented
from driehoek.adapters.dossier.yamltext import Node, compose
from driehoek.domain.policy import Policy
from driehoek.kernel import Ground

_PLAIN = re.compile(r"^[\w§€%/.(](?:(?! #|: |:$)[^\n\[\]{},\"])*$")
_WIDTH = 110
_BLOCK = (">", "|")


@dataclass(frozen=True, slots=True)
class FormField:
    """One value of a policy file.

    Attributes:
        path: its place with numbers, such as ``lots[0].criteria[1].weight``.
        names: the same for people: names of parts instead of numbers.
        value: the text that stands there.
        options: the words it can be; empty for a value that is typed.
        example: how a value of this kind is written.
        help: what the field means, from the schema.
        is_long: whether it is running text.
        line: the line on which it stands.
    """

    path: str
    names: tuple[str, ...]
    value: str
    options: tuple[str, ...]
    example: str
    help: str
    is_long: bool
    line: int

    @property
    def part(self) -> str:
        """The part of the policy it belongs to."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A field with the node it stands in, and the column of its key."""

    field: FormField
    node: yaml.ScalarNode
    column: int


def form_fields(text: str) -> tuple[FormField, ...]:
    """Every value of a policy text in its order; nothing for a text that is no YAML."""
    return tuple(spot.field for spot in _spots(text))


def with_values(text: str, values: Mapping[str, str]) -> str:
    """The text with other values at some places; a place that is not there is left.

    Args:
        text: the policy file.
        values: per path the new value; one that is the same changes nothing.
    """
    starts = _line_starts(text)
    changed = [
        spot for spot in _spots(text) if spot.field.path in values and values[spot.field.path] != spot.field.value
    ]
    for spot in reversed(changed):
        begin, end = (starts[mark.line] + mark.column for mark in (spot.node.start_mark, spot.node.end_mark))
        text = text[:begin] + _written(values[spot.field.path], spot) + text[end:]
    return text


def _line_starts(text: str) -> list[int]:
    starts = [0]
    starts.extend(found.end() for found in re.finditer("\n", text))
    return [*starts, len(text)]


def _written(value: str, spot: _Spot) -> str:
    """A value as it stands in the file: as it stood where that can be, quoted where it must."""
    value = value.replace("\r\n", "\n").strip()
    if spot.node.style in _BLOCK:
        if value and "\n" not in value and not value.startswith(" "):
            indent = " " * (spot.column + 2)
            lines = textwrap.wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False)
            return ">-\n" + "".join(f"{indent}{line}\n" for line in lines)
        return json.dumps(value, ensure_ascii=False) + "\n"
    return value if _PLAIN.match(value) and not spot.node.style else json.dumps(value, ensure_ascii=False)


def _spots(text: str) -> Iterator[_Spot]:
    root, _findings = compose(text.encode(), "policy.yaml")
    if root is not None:
        yield from _walk(root, Policy, "", (), "", 0)


def _walk(node: Node, hint: Any, path: str, names: tuple[str, ...], told: str, column: int) -> Iterator[_Spot]:
    hint = _plain_hint(hint)
    if isinstance(node, yaml.MappingNode):
        yield from _mapping(node, hint, path, names)
    elif isinstance(node, yaml.SequenceNode):
        inner = get_args(hint)[0] if get_origin(hint) is tuple else str
        for number, item in enumerate(node.value):
            name = _name_of(item) or str(number + 1)
            yield from _walk(item, inner, f"{path}[{number}]", (*names, name), told, column)
    elif isinstance(node, yaml.ScalarNode) and names:
        options = tuple(str(word.value) for word in hint) if isinstance(hint, type) and issubclass(hint, Enum) else ()
        if hint is bool:
            options = ("yes", "no")
            options = options if node.value in options else (node.value, *options)
        wanted = "" if options or is_dataclass(hint) else example(hint)
        is_long = bool(node.style in _BLOCK or "\n" in node.value or len(node.value) > _WIDTH // 2)
        line = node.start_mark.line + 1
        yield _Spot(FormField(path, names, node.value, options, wanted, told, is_long, line), node, column)


def _mapping(node: yaml.MappingNode, hint: Any, path: str, names: tuple[str, ...]) -> Iterator[_Spot]:
    kind: Any = hint
    parts = shape(kind) if is_dataclass(hint) else {}
    meanings = documented(hint)[1] if parts and hint is not Ground else {}
    free = get_args(hint)[1] if get_origin(hint) is not None and len(get_args(hint)) > 1 else str
    for key_node, item in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            continue
        key = key_node.value
        inner = parts[key].hint if key in parts else free
        under = f"{path}.{key}" if path else key
        yield from _walk(item, inner, under, (*names, key), meanings.get(key, ""), key_node.start_mark.column)


def _plain_hint(hint: Any) -> Any:
    """The one kind that an optional value is; a choice of kinds is read as text."""
    if get_origin(hint) in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        return kinds[0] if len(kinds) == 1 else str
    return hint


def _name_of(node: Node) -> str:
    if not isinstance(node, yaml.MappingNode):
        return ""
    held = {key.value: item.value for key, item in node.value if isinstance(item, yaml.ScalarNode)}
    return str(held.get("id") or held.get("requirement") or held.get("name") or "")
