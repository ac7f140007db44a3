"""Every command is run by a test, and every command that a document names exists with its options."""

from __future__ import annotations

import importlib
import re
from typing import Any

from tests.structure.saying import none
from tests.structure.test_documents import files
from tools.commands import commands
from tools.pages import ROOT
from tools.source import sources

APP = getattr(importlib.import_module("driehoek.cli"), "app", None)
COMMANDS: dict[str, Any] = dict(commands(APP)) if APP is not None else {}
NAMED = re.compile(r"\bdriehoek ((?:round|policy|dossier|tariffs|submission|what-if|need) [a-z][a-z-]*)([^`\n]*)")


def test_there_are_commands() -> None:
    assert COMMANDS


def test_a_test_runs_each_command() -> None:
    words = "\n".join(
        (ROOT / source.path).read_text(encoding="utf-8")
        for source in sources(ROOT / "tests")
        if not source.path.startswith("tests/structure/")
    )
    none(name for name in COMMANDS if not re.search(r"\W+".join(name.split()[1:]), words))


def test_each_command_and_option_says_what_it_does() -> None:
    none(name for name, command in COMMANDS.items() if not (command.help or "").strip())
    none(
        f"{name}: {param.name}"
        for name, command in COMMANDS.items()
        for param in command.params
        if param.name != "help" and not (getattr(param, "help", "") or "").strip()
    )


def test_documents_name_commands_and_options_that_exist() -> None:
    wrong = []
    for path in files():
        if not path.endswith(".md") or path == "docs/reference/cli.md":
            continue
        for name, rest in NAMED.findall((ROOT / path).read_text(encoding="utf-8")):
            command = COMMANDS.get(f"driehoek {name}")
            options = {option for param in getattr(command, "params", ()) for option in param.opts}
            given = re.findall(r"(?<!\S)--[a-z-]+", rest)
            if command is None or not set(given) <= options:
                wrong.append(f"{path}: driehoek {name}{rest}")
    none(wrong)
