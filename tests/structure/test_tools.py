"""The makers of the documents, on small examples of what they read."""

from __future__ import annotations

from email.message import Message
from pathlib import Path
from typing import Annotated

import pytest
import typer

from tests.structure.saying import none
from tools import commands, licences, requirements


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"License-Expression": "MIT"}, "MIT"),
        ({"License": "BSD 3-Clause"}, "BSD 3-Clause"),
        (
            {"License": "A long text\nof many lines", "Classifier": "License :: OSI Approved :: MIT License"},
            "MIT License",
        ),
        ({}, "not stated"),
    ],
)
def test_a_licence_is_what_the_package_says(said: dict[str, str], licence: str) -> None:
    described = Message()
    for key, value in said.items():
        described[key] = value
    assert licences.licence(described) == licence  # type: ignore[arg-type]  # a Message is what metadata() gives


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("AGPL-3.0-or-later", True),
        ("GNU Affero General Public License v3", True),
        ("not stated", True),
        ("MIT", False),
        ("LGPL-2.1-or-later", False),
    ],
)
def test_network_copyleft_and_silence_are_refused(words: str, refused: bool) -> None:  # noqa: FBT001  # a table column
    assert licences.is_refused(words) is refused


def test_commands_are_described_with_their_arguments_and_options() -> None:
    app, inner = typer.Typer(), typer.Typer()
    app.add_typer(inner, name="round")

    @inner.command("run")
    def _run(
        folder: Annotated[Path, typer.Argument(help="the dossier")],
        *,
        quiet: Annotated[bool, typer.Option("--quiet", help="say less")] = False,
    ) -> None:
        """Run a round.

        And more about it.
        """

    @inner.command("check")
    def _check() -> None:
        """Check it."""

    text = commands.describe(app).text
    assert "| `driehoek round run` | Run a round. |" in text
    assert "    driehoek round run FOLDER" in text
    assert "| `FOLDER` | the dossier | obligatory |" in text
    assert "| `--quiet` | say less |  |" in text
    assert "--help" not in text


def test_the_index_of_numbers_is_read_from_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "REQUIREMENTS.md").write_text(
        "## A. Actors\n### A.1 Purchasers\n- **A-001** [R] One.\n- **A-002** [P] Two.\n"
        "## O. Examples\n| **O-001** | S |\n## P. Glossary\n| **P-001** | word |\n",
        encoding="utf-8",
    )
    (tmp_path / "requirements.csv").write_text("id,mark\nA-001,R\nA-002,P\n", encoding="utf-8")
    monkeypatch.setattr(requirements, "INDEX", tmp_path / "index.csv")
    assert requirements.write_index(tmp_path) == 3
    assert (tmp_path / "index.csv").read_text(encoding="utf-8").splitlines() == [
        "id,section,mark",
        "A-001,A.1 Purchasers,R",
        "A-002,A.1 Purchasers,P",
        "O-001,O Examples,example",
    ]


def test_none_says_everything_at_once() -> None:
    none([])
    with pytest.raises(AssertionError, match="one\ntwo"):
        none(["one", "two"])
