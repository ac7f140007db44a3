"""``driehoek admin dev-ca``: certificates to try signing with."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from driehoek.cli.screen import say, working

TERM = timedelta(days=1_000)
"""How long the certificates hold."""


def dev_ca(
    folder: Annotated[Path, typer.Argument(help="A new folder for the root, the keys and the list of revoked ones.")],
    organisation: Annotated[
        list[str],
        typer.Option(
            help="An organisation as identifier=name, such as AG:NL-41000001=De Lindehof; may be given again."
        ),
    ],
) -> None:
    """Make a development issuer with a certificate per organisation: SYNTHETIC, for made-up figures alone."""
    try:
        from driehoek.adapters.signing.development import development_files  # noqa: PLC0415 - the portal's packages
    except ModuleNotFoundError as missing:
        text = f"{missing.name}: make portal, pip install driehoek[portal]"
        say(f"Voor handtekeningen ontbreekt {text}", f"Signatures lack {text}", "bold red")
        raise typer.Exit(1) from None
    named = dict(item.split("=", 1) for item in organisation if "=" in item)
    if len(named) != len(organisation) or not all(named.values()):
        say("Schrijf iedere organisatie als nummer=naam.", "Write each organisation as identifier=name.", "bold red")
        raise typer.Exit(2)
    if folder.exists():
        say(f"{folder} bestaat al. Kies een nieuwe map.", f"{folder} exists. Choose a new folder.", "bold red")
        raise typer.Exit(1)
    with working("De sleutels worden gemaakt", "The keys are made"):
        files = development_files(named, datetime.now(UTC).replace(microsecond=0), TERM)
    folder.mkdir(parents=True, mode=0o700)
    for name, data in files.items():
        with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
            handle.write(data)
    say(
        f"DEVELOPMENT SYNTHETIC: {', '.join(files)} staan in {folder}. Zij tekenen alleen verzonnen gegevens.",
        f"DEVELOPMENT SYNTHETIC: {', '.join(files)} stand in {folder}. They sign made-up data alone.",
        "bold green",
    )
