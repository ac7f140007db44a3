"""``driehoek policy``: check, compare and print a procurement policy."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from driehoek.application.equal_terms import Part
from driehoek.bootstrap import policies
from driehoek.cli.screen import console, existing, language_of, say, show, stop, write
from driehoek.domain.policy import Policy
from driehoek.domain.policy.lock import changes_locked
from driehoek.kernel import Language, blocking

app = typer.Typer(help="A policy: check it, see what changed, print it.")
Path_ = Annotated[Path, typer.Argument(help="A policy.yaml, or the dossier folder that holds one.")]


@app.command()
def check(path: Path_) -> None:
    """Show everything that is wrong with a policy at once, with line and mend."""
    loaded = policies.load_policy(_file(path))
    if loaded.policy is None or blocking(loaded.findings):
        stop(loaded.findings)
    show(loaded.findings)
    say(
        f"{loaded.policy.title}: in orde, versie {loaded.policy.version}.",
        f"{loaded.policy.title}: in order, version {loaded.policy.version}.",
        "bold green",
    )


@app.command()
def diff(
    before: Annotated[Path, typer.Argument(help="The earlier policy: a file or dossier folder.")],
    after: Annotated[Path, typer.Argument(help="The later policy: a file or dossier folder.")],
    on: Annotated[
        datetime | None,
        typer.Option(help="Judge on this moment whether the changes are allowed; now when left out."),
    ] = None,
) -> None:
    """Read the difference between two policies as a list of changes, each with whom it touches."""
    old, new = _policy(before), _policy(after)
    changes = policies.changes(old, new)
    for change in changes:
        sentence = change.nl if language_of() is Language.NL else change.en
        console.print(f"- {sentence}", markup=False)
    if not changes:
        say("Er is niets veranderd.", "Nothing changed.")
    if old.year == new.year:
        moment = on or datetime.now(ZoneInfo("Europe/Amsterdam")).replace(tzinfo=None)
        locked = changes_locked(old, new, moment)
        show(locked)
        if blocking(locked):
            raise typer.Exit(1)


@app.command()
def compare(
    paths: Annotated[
        list[Path], typer.Argument(help="Two policies or more, of any purchasers: files or dossier folders.")
    ],
) -> None:
    """See whether purchasers ask the same and purchase by the same procedure; ends with 1 when they do not."""
    if len(paths) <= 1:
        say(
            "Geef twee of meer beleidsbestanden om te vergelijken.",
            "Give two policies or more to compare.",
            "bold red",
        )
        raise typer.Exit(2)
    terms = policies.side_by_side([_policy(path) for path in paths])
    for row in terms.different:
        subject, values = row.among(language_of())
        console.print(f"- {subject}", markup=False)
        for name, value in zip(terms.names, values, strict=True):
            console.print(f"    {name}: {value}", markup=False)
    asked, met = terms.equal(Part.REQUIREMENT), terms.equal(Part.PROCEDURE)
    say(
        f"Gelijk: {asked} eisen en {met} onderdelen van de procedure. Verschillen: {len(terms.different)}.",
        f"Equal: {asked} requirements and {met} parts of the procedure. Differences: {len(terms.different)}.",
    )
    if terms.different:
        raise typer.Exit(1)


@app.command("print")
def print_(
    path: Path_,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the PDF goes.")] = Path("policy.pdf"),
) -> None:
    """Print a policy as a PDF in plain Dutch, made from the same data."""
    write(output, policies.print_policy(_policy(path)))


@app.command()
def schema(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
) -> None:
    """Give the JSON Schema of policy.yaml, by which an editor completes it."""
    text = json.dumps(policies.schema(), indent=2, ensure_ascii=False)
    if output is None:
        typer.echo(text)
    else:
        write(output, f"{text}\n".encode())


def _file(path: Path) -> Path:
    existing(path, "Geef een policy.yaml of een dossiermap.", "Give a policy.yaml or a dossier folder.")
    if path.is_dir():
        existing(path / policies.POLICY_FILE, "De map heeft geen beleid.", "The folder holds no policy.")
    return path


def _policy(path: Path) -> Policy:
    loaded = policies.load_policy(_file(path))
    if loaded.policy is None:
        stop(loaded.findings)
    return loaded.policy
