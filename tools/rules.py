"""A page for every plug-in rule: requirements, scoring methods, steps and models of the division, norms.

A registry is a plain mapping at the top of a module of ``domain`` or ``engines``, from a name to an object with a
``name`` and ``params``. Whoever adds a rule to it gets its page with ``make docs``.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import ModuleType
from typing import Any

from driehoek.domain.policy import Param
from driehoek.engines.allocation.base import Told
from tools.contract_forms import told
from tools.pages import Page, page, table
from tools.rule_examples import example, in_policy
from tools.source import PACKAGE, assigned, sources, summary

OWNED = ("docs/reference/rules/*.md", "docs/reference/rules/*/*.md")

ROOMS = ("domain", "engines")


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule.

    Attributes:
        registry: where it is registered: the folder, and the name of the mapping where there are several.
        name: how a policy names it.
        params: its parameters.
        module: the module that holds it.
        function: the function that does the work, when one can be told.
        told: its source, formula and effects, for a step of the division.
    """

    registry: str
    name: str
    params: tuple[Param, ...]
    module: ModuleType
    function: Any = None
    told: Told | None = None

    @property
    def slug(self) -> str:
        """Its page, from the folder of all rules."""
        return f"{self.registry}/{self.name}"


def rules() -> list[Rule]:
    """Find every registered rule, ordered by registry and name."""
    found = [rule for module, name, mapping in _registries() for rule in _rules(module, name, mapping)]
    return sorted(found, key=lambda rule: rule.slug)


def _registries() -> Iterator[tuple[ModuleType, str, Mapping[str, Any]]]:
    """Each registry with its module and its title: the folder, and its own name where a module has several."""
    for room in ROOMS:
        for source in sources(PACKAGE / room):
            names = [name for name in assigned(source.tree) if name.isupper() and not name.startswith("_")]
            module = source.load() if names else None
            found = {name: value for name in names if _is_registry(value := getattr(module, name))}
            folder = source.module.removesuffix(".definitions").split(".")[2:]
            for name, value in found.items():
                own = [name.lower().replace("_", "-")] if len(found) > 1 else []
                yield source.load(), "-".join([*folder, *own]).replace("_", "-"), value


def _is_registry(value: object) -> bool:
    return isinstance(value, Mapping) and bool(value) and all(_is_rule(entry) for entry in value.values())


def _is_rule(entry: object) -> bool:
    params = getattr(entry, "params", None)
    return (
        isinstance(getattr(entry, "name", None), str)
        and isinstance(params, tuple)
        and all(isinstance(param, Param) for param in params)
    )


def _rules(module: ModuleType, registry: str, mapping: Mapping[str, Any]) -> Iterator[Rule]:
    for name, entry in mapping.items():
        function = _function(entry)
        home = inspect.getmodule(function if function is not None else type(entry)) or module
        yield Rule(registry, name, entry.params, home, function, getattr(entry, "told", None))


def _function(entry: object) -> Any:
    if inspect.isfunction(entry) or inspect.isclass(entry):
        return entry
    if is_dataclass(entry):
        held = [getattr(entry, field.name) for field in fields(entry)]
        functions = [value for value in held if inspect.isfunction(value)]
        if functions:
            return functions[0]
    return None


def pages() -> list[Page]:
    """Make the pages."""
    found = rules()
    return [_index(found), *(_page(rule) for rule in found)]


def _page(rule: Rule) -> Page:
    function_words = inspect.getdoc(rule.function) if rule.function is not None else None
    return page(
        f"docs/reference/rules/{rule.slug}.md",
        f"# {rule.name}",
        f"Kind: {rule.registry}. Source: `src/{rule.module.__name__.replace('.', '/')}.py`.",
        inspect.getdoc(rule.module) or "",
        function_words or "",
        *_told(rule.told),
        *told(rule.registry, rule.name),
        "## Parameters",
        _params(rule.params),
        *in_policy(rule.registry, rule.name),
        *example(rule.registry, rule.name),
        "[All rules](../README.md)",
    )


def _told(told: Told | None) -> list[str]:
    """Source, formula and effects, for the rules that tell them."""
    if told is None:
        return []
    effects = [[item.name, getattr(told.effects, item.name)] for item in fields(told.effects)]
    return [
        f"**On what it rests.** {told.source}",
        f"**Formula.** `{told.formula}`",
        "## What it does to whom",
        table(["to", "effect"], effects),
    ]


def _params(params: tuple[Param, ...]) -> str:
    if not params:
        return "None."
    rows = [
        [
            f"`{param.name}`",
            param.kind.value,
            param.meaning,
            param.meaning_nl,
            _default(param),
            ", ".join(param.choices) or param.bounds,
        ]
        for param in params
    ]
    return table(["name", "kind", "meaning", "betekenis", "default", "allowed"], rows)


def _default(param: Param) -> str:
    if param.default is None:
        return "obligatory"
    value = param.default if isinstance(param.default, str) else ", ".join(param.default)
    return f"`{value}`" if value else "empty"


def _index(found: list[Rule]) -> Page:
    parts = []
    for registry in dict.fromkeys(rule.registry for rule in found):
        mine = [rule for rule in found if rule.registry == registry]
        rows = [[f"[{rule.name}]({rule.slug}.md)", _line(rule)] for rule in mine]
        parts += [f"## {registry}", table(["name in the policy", "what it does"], rows)]
    return page(
        "docs/reference/rules/README.md",
        "# Rules",
        "What a policy can name: each is one file, registered by one line, with its parameters declared. The page of a "
        "rule shows where in `policy.yaml` it stands; the other parts of a policy are in "
        "[the folder of a round](../dossier.md#policyyaml) and its schema.",
        *parts,
    )


def _line(rule: Rule) -> str:
    own = summary(inspect.getdoc(rule.function)) if rule.function is not None else ""
    return own or summary(rule.module.__doc__)
