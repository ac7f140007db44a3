"""The commands with their arguments and options: ``docs/reference/cli.md``."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from enum import Enum
from typing import Any

import typer.main

from tools.pages import Page, page, table

OWNED = ("docs/reference/cli.md",)


def commands(app: Any) -> list[tuple[str, Any]]:
    """Give every command of a typer application by its full name."""
    return list(_walk("driehoek", typer.main.get_command(app)))


def _walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    for word in inner:
        yield from _walk(f"{name} {word}", inner[word])


def pages() -> list[Page]:
    """Make the page; none while there is no command line."""
    app = getattr(importlib.import_module("driehoek.cli"), "app", None)
    return [describe(app)] if app is not None else []


def describe(app: Any) -> Page:
    """Describe all commands of a typer application."""
    found = commands(app)
    overview = table(["command", "what it does"], [[f"`{name}`", _first(command.help)] for name, command in found])
    whole = typer.main.get_command(app)
    parts = ["# Commands", (whole.help or "").strip(), overview]
    if rows := _params(whole):
        parts += ["Before the command:", table(_HEAD, rows)]
    return page("docs/reference/cli.md", *parts, *(_command(*item) for item in found))


_HEAD = ["argument or option", "meaning", "default"]


def _first(text: str | None) -> str:
    return " ".join((text or "").strip().split("\n\n")[0].split())


def _command(name: str, command: Any) -> str:
    words = [_name(param) for param in command.params if param.param_type_name == "argument"]
    parts = [f"## {name}", (command.help or "").strip(), "    " + " ".join([name, *words])]
    if rows := _params(command):
        parts.append(table(_HEAD, rows))
    return "\n\n".join(parts)


def _params(command: Any) -> list[list[str]]:
    return [
        [f"`{_name(param)}`", getattr(param, "help", None) or "", "obligatory" if param.required else _default(param)]
        for param in command.params
        if not {"--help", "--install-completion", "--show-completion"} & set(param.opts)
    ]


def _name(param: Any) -> str:
    if param.param_type_name == "argument":
        return str(param.metavar or param.name.upper())
    return ", ".join([*param.opts, *param.secondary_opts])


def _default(param: Any) -> str:
    value = param.default
    if value in (None, "", False, ()) or callable(value):
        return ""
    return f"`{value.value if isinstance(value, Enum) else value}`"
