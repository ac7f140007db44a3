"""``driehoek agreement``: contract forms, what ceilings mean, and the sheet to fill the portal of the NZa from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from driehoek.bootstrap import rounds
from driehoek.cli.round_ import Folder, Version, decided_version, known_contract
from driehoek.cli.screen import console, existing, language_of, say, stop, title, working, write

app = typer.Typer(help="Agreements: contract forms, and what a ceiling means for existing clients.")


@app.command()
def forms(
    folder: Annotated[
        Path | None, typer.Argument(help="A dossier: its own contract form. Without it, all forms.", metavar="FOLDER")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write an HTML page with charts here.")] = None,
) -> None:
    """Show what each contract form pays for any amount of care, and who bears which risk."""
    from driehoek.bootstrap import agreements  # noqa: PLC0415 - charts slow the start of other commands

    policy = None
    if folder is not None:
        existing(folder, "Geef de map van een dossier.", "Give the folder of a dossier.")
        with working("Lezen", "Reading"):
            loaded = rounds.load(folder)
        if loaded.dossier is None:
            stop(loaded.findings)
        policy = loaded.dossier.policy
    shown = agreements.forms_of(policy)
    if not shown:
        say(
            "Dit beleid noemt geen contractvorm uit de lijst. Bekijk ze met: driehoek agreement forms",
            "This policy names no contract form of the list. See them with: driehoek agreement forms",
            "bold red",
        )
        raise typer.Exit(1)
    title("Contractvormen", "Contract forms")
    for line in agreements.forms_lines(shown, language_of()):
        console.print(line, markup=False)
    if output is not None:
        write(output, agreements.forms_page(shown).encode())


@app.command()
def ceilings(
    folder: Folder,
    provider: Annotated[str, typer.Option("--provider", "-p", help="The AGB of the contract.")],
    version: Version = None,
) -> None:
    """Hold last year's care of a provider against its agreement: what is paid, what is not, and from which day on."""
    from driehoek.bootstrap import agreements  # noqa: PLC0415 - charts slow the start of other commands

    outcome = decided_version(folder, version)
    lines = agreements.ceiling_lines(outcome, known_contract(outcome, provider), language_of())
    if not lines:
        say(
            "Dit beleid noemt geen contractvorm uit de lijst. Bekijk ze met: driehoek agreement forms",
            "This policy names no contract form of the list. See them with: driehoek agreement forms",
            "bold red",
        )
        raise typer.Exit(1)
    title("Wat het plafond betekent", "What the ceiling means")
    for line in lines:
        console.print(line, markup=False)
