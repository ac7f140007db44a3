"""The commands with their arguments and options: ``docs/reference/cli.md``."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
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
    return page("docs/reference/cli.md", "# Commands", overview, *(_command(*item) for item in found))


def _first(text: str | None) -> str:
    return " ".join((text or "").strip().split("\n\n")[0].split())


def _command(name: str, command: Any) -> str:
    rows = []
    for param in command.params:
        is_option = param.param_type_name == "option"
        names = ", ".join([*param.opts, *param.secondary_opts]) if is_option else param.name.upper()
        if names == "--help":
            continue
        needed = "obligatory" if param.required else _default(param)
        rows.append([f"`{names}`", getattr(param, "help", None) or "", needed])
    usage = " ".join([name, *(param.name.upper() for param in command.params if param.param_type_name == "argument")])
    parts = [f"## {name}", (command.help or "").strip(), f"    {usage}"]
    if rows:
        parts.append(table(["argument or option", "meaning", "default"], rows))
    return "\n\n".join(parts)


def _default(param: Any) -> str:
    value = param.default
    if value in (None, "", False, ()) or callable(value):
        return ""
    return f"`{value}`"
