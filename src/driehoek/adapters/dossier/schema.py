"""The JSON Schema of ``policy.yaml``, made from the same dataclasses that the decoder follows.

An editor that is pointed at it completes the policy, shows the meaning of each part and marks slips before
anything is run. The words of the rules and their parameters come from the tables of rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from datetime import date, datetime
from enum import Enum
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from driehoek.adapters.dossier.decode import shape
from driehoek.application.round import known_rules
from driehoek.domain.policy import Contract, Criterion, Division, Kind, Norm, Param, Policy, RequirementUse
from driehoek.kernel import Ground, Money, Rate

Schema = dict[str, Any]
Registries = Mapping[str, Mapping[str, tuple[Param, ...]]]

_ATTRIBUTE = re.compile(r"^    (\w+): (.*)$")
_RATE = r"^[+-]?[0-9]+([.,][0-9]+)?\s*%$|^[+-]?[01]([.,][0-9]+)?$|^-?[0-9]+/[1-9][0-9]*$"
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_INTEGER: Schema = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]+$"}]}
_YES_NO: Schema = {"enum": [True, False, "yes", "no", "true", "false", "ja", "nee"]}
_DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_MOMENT: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?"}
_RATES: Schema = {
    "anyOf": [{"type": "string", "pattern": _RATE}, {"type": "number", "minimum": -1, "maximum": 1}],
}
_SCALARS: Mapping[Any, Schema] = {
    str: _TEXT,
    int: _INTEGER,
    bool: _YES_NO,
    date: _DAY,
    datetime: _MOMENT,
    Rate: _RATES,
    Money: _TEXT,
}
_KINDS: Mapping[Kind, Schema] = {
    Kind.RATE: _TEXT,
    Kind.MONEY: _TEXT,
    Kind.INTEGER: _INTEGER,
    Kind.TEXT: _TEXT,
    Kind.DATE: _DAY,
    Kind.END: {"anyOf": [_INTEGER, _DAY, {"const": ""}]},
    Kind.BOOLEAN: _YES_NO,
}
_NAMING: Mapping[type, tuple[str, str]] = {
    RequirementUse: ("requirement", "use"),
    Criterion: ("method", "method"),
    Norm: ("norm", "use"),
    Contract: ("contract-form", "form"),
}
_DIVISION: Mapping[str, str] = {"space": "space", "tariff": "tariff", "models": "model", "after": "after"}


def policy_schema(rules: Registries | None = None) -> Schema:
    """Make the JSON Schema (draft 2020-12) of ``policy.yaml``.

    Args:
        rules: per kind of rule (``requirement``, ``method``, ``norm``, ``space``, ``tariff``, ``model``,
            ``after``) the names with their parameters; a kind that is not given takes any name.
    """
    making = _Making(rules or {})
    making.record(Policy)
    definitions = {name: making.definitions[name] for name in sorted(making.definitions)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Driehoek policy.yaml",
        **definitions.pop("Policy"),
        "$defs": definitions,
    }


def policy_schema_text() -> str:
    """The published schema, with the rules that this version knows, as JSON text."""
    return json.dumps(policy_schema(known_rules()), indent=2, ensure_ascii=False) + "\n"


@dataclass
class _Making:
    """One schema in the making.

    Attributes:
        rules: the rules that a policy can name.
        definitions: what has been made so far, by the name of the dataclass.
    """

    rules: Registries
    definitions: dict[str, Schema] = field(default_factory=dict)

    def record(self, kind: Any) -> Schema:
        """A reference to the schema of a dataclass, which is made on first use."""
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self._record(kind)
        return {"$ref": f"#/$defs/{name}"}

    def _record(self, kind: Any) -> Schema:
        summary, meanings = documented(kind)
        parts = shape(kind)
        properties = {name: self._property(part.hint, meanings.get(name, "")) for name, part in parts.items()}
        made: Schema = {"description": summary, "type": "object", "properties": properties}
        required = [name for name, part in parts.items() if part.required]
        if required:
            made["required"] = required
        made["additionalProperties"] = False
        if kind is Division:
            self._steps(properties)
        if kind in _NAMING:
            rule, key = _NAMING[kind]
            made |= self._naming(rule, key)
        return made

    def _property(self, hint: Any, meaning: str) -> Schema:
        made = self._hint(hint)
        return {"description": meaning, **made} if meaning else made

    def _hint(self, hint: Any) -> Schema:
        origin = get_origin(hint)
        if origin in (Union, UnionType):
            options = [option for option in get_args(hint) if option is not NoneType]
            return self._hint(options[0]) if len(options) == 1 else {"anyOf": [_TEXT, _list(_TEXT)]}
        if origin is tuple:
            item = get_args(hint)[0]
            return _list(self._hint(item)) if is_dataclass(item) else _one_or_more(self._hint(item))
        if origin is not None:
            return {"type": "object", "additionalProperties": self._hint(get_args(hint)[1])}
        return self._plain_hint(hint)

    def _plain_hint(self, hint: Any) -> Schema:
        if hint is Ground:
            return {"anyOf": [_TEXT, self.record(hint)]}
        if isinstance(hint, type) and issubclass(hint, Enum):
            return {"enum": [member.value for member in hint]}
        return dict(_SCALARS[hint]) if hint in _SCALARS else self.record(hint)

    def _steps(self, properties: dict[str, Schema]) -> None:
        for name, rule in _DIVISION.items():
            if rule in self.rules:
                step = {"$ref": "#/$defs/Step", **self._naming(rule, "use")}
                properties[name] = properties[name] | {"items": step}

    def _naming(self, rule: str, key: str) -> Schema:
        """What holds once a rule is named: the name is one we know, and so are its parameters."""
        known = self.rules.get(rule)
        if known is None:
            return {}
        # a criterion with parts has no method, so the empty word may stand there
        words = [*sorted(known), ""] if key == "method" else sorted(known)
        conditions = [
            {
                "if": {"properties": {key: {"const": name}}, "required": [key]},
                "then": _given(known[name]),
            }
            for name in sorted(known)
        ]
        return {"allOf": [{"properties": {key: {"enum": words}}}, *conditions]}


def _given(declared_params: tuple[Param, ...]) -> Schema:
    properties = {param.name: _param(param) for param in declared_params}
    params: Schema = {"properties": properties, "additionalProperties": False}
    needed = [param.name for param in declared_params if param.default is None]
    made: Schema = {"properties": {"params": params}}
    if needed:
        params["required"] = needed
        made["required"] = ["params"]
    return made


def _param(param: Param) -> Schema:
    if param.kind in (Kind.RATES, Kind.TEXTS, Kind.LINES):
        made = _one_or_more(_TEXT)
    else:
        made = {"enum": list(param.choices)} if param.choices else dict(_KINDS[param.kind])
    return {"description": param.meaning, **made}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _one_or_more(item: Schema) -> Schema:
    return {"anyOf": [item, _list(item)]}


def documented(kind: Any) -> tuple[str, dict[str, str]]:
    """The first paragraph of a class docstring, and what its section ``Attributes`` says of each field."""
    text = getdoc(kind) or ""
    head, _, rest = text.partition("Attributes:\n")
    meanings: dict[str, str] = {}
    name = ""
    for line in rest.splitlines():
        found = _ATTRIBUTE.match(line)
        if found:
            name = found.group(1)
            meanings[name] = found.group(2)
        elif name and line.strip():
            meanings[name] += " " + line.strip()
    return " ".join(head.split("\n\n")[0].split()), {key: value.replace("``", "") for key, value in meanings.items()}
