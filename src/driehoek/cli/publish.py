"""``driehoek publish``: make the decision of a round public as open data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from driehoek.bootstrap import publications, versions
from driehoek.cli.round_ import Version, version_of
from driehoek.cli.screen import existing, say, show, stop, working, wrote
from driehoek.kernel import blocking

app = typer.Typer(help="Open data: make the decision of a round public.")


@app.command()
def ocds(
    folder: Annotated[Path, typer.Argument(help="The dossier folder, with the decision in result.")],
    out: Annotated[
        Path | None, typer.Option(help="Where to; the folder open-data in the dossier when left out.")
    ] = None,
    version: Version = None,
) -> None:
    """Write the decision as an OCDS 1.1.5 release package: sums per region, per provider only if the policy says so."""
    number = version_of(folder, version)
    with working("Lezen, overdoen en opschrijven", "Reading, repeating and writing"):
        package = publications.make_ocds(folder, number)
    if not package.files:
        stop(package.findings)
    show(package.findings)
    target = out or folder / publications.OPEN_DATA_FOLDER
    failed = publications.save_package(package, target)
    if blocking(failed):
        stop(failed)
    wrote()
    nl, en = (f" (versie {number})", f" (version {number})") if versions.latest(folder) > 1 else ("", "")
    say(
        f"Geschreven: {target / publications.PACKAGE_FILE}{nl}; opbouw en bedragen kloppen.",
        f"Written: {target / publications.PACKAGE_FILE}{en}; structure and amounts are right.",
        "bold green",
    )


@app.command()
def check(path: Annotated[Path, typer.Argument(help="A release package (JSON), of Driehoek or of another.")]) -> None:
    """Hold a release package to OCDS 1.1.5 and show every fault at once."""
    existing(path, "Geef een JSON-bestand.", "Give a JSON file.")
    found = publications.check_file(path)
    if found:
        show(found)
        raise typer.Exit(1)
    say(f"{path}: de opbouw klopt.", f"{path}: the structure is right.", "bold green")
