"""``driehoek serve``, ``driehoek admin`` and ``driehoek audit``: the portal, its database and its log."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from driehoek.cli.screen import existing, say, stop
from driehoek.kernel import Finding

admin = typer.Typer(help="Look after the portal.")
database = typer.Typer(help="The database of the portal.")
audit = typer.Typer(help="The log of what happened, for whoever wants to check it.")
admin.add_typer(database, name="database")

DATA = Annotated[
    Path, typer.Option(envvar="DRIEHOEK_DATA", help="The folder for the embedded database, mails and keys.")
]
URL = Annotated[
    str, typer.Option(envvar="DATABASE_URL", help="A PostgreSQL server (16 or later); empty for the embedded one.")
]
HERE = Path(".driehoek")


def serve(
    data: DATA = HERE,
    url: URL = "",
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port to listen on.")] = 8000,
    example: Annotated[
        Path | None, typer.Option(help="Fill an empty database with this dossier and people in every corner.")
    ] = None,
) -> None:
    """Open the portal in a browser; stop with Ctrl-C."""
    serving = _portal()
    if example is not None:
        existing(example, "Deze map met het voorbeeld", "This folder of the example")
    plan = serving.Plan(data / "example" if example and data == HERE else data, host, port, example, url)
    try:
        serving.serve(plan, lambda text: say(text, text))
    except serving.NotServedError as refused:
        say(str(refused), str(refused), "bold red")
        stop(refused.findings)


@database.command()
def upgrade(data: DATA = HERE) -> None:
    """Bring embedded data of an older PostgreSQL to the version in use; the old data is kept beside it."""
    _portal()
    from driehoek.adapters.store.embedded import EmbeddedError  # noqa: PLC0415 - only with the portal's packages
    from driehoek.adapters.store.upgrade import upgrade as bring  # noqa: PLC0415 - the same

    try:
        kept = bring(data / "database")
    except EmbeddedError as refused:
        say(str(refused), str(refused), "bold red")
        raise typer.Exit(1) from None
    if kept is None:
        say("Er is niets bij te werken.", "There is nothing to upgrade.")
    else:
        say(f"Bijgewerkt. De oude gegevens staan in {kept}.", f"Upgraded. The old data stands in {kept}.", "bold green")


@database.command()
def migrate(data: DATA = HERE, url: URL = "") -> None:
    """Bring the tables up to date, and say whether the portal may serve."""
    serving = _portal()
    try:
        with serving.prepared(serving.Plan(data, url=url), lambda text: say(text, text)):
            say("De tabellen zijn bijgewerkt.", "The tables are up to date.", "bold green")
    except serving.NotServedError as refused:
        say(str(refused), str(refused), "bold red")
        stop(refused.findings)


@audit.command()
def verify(
    file: Annotated[Path, typer.Argument(help="The log: one JSON object a line.")],
    published: Annotated[str, typer.Option(help="A hash that was made known before; it must stand in the log.")] = "",
) -> None:
    """Check that no line of the log was changed, removed, added or moved. Needs no database and trusts nobody."""
    from driehoek.adapters.store.chain import ChainLine, read_lines, verify_chain  # noqa: PLC0415 - no portal needed

    existing(file, "Dit logboek", "This log")
    read = list(read_lines(file.read_text(encoding="utf-8").splitlines()))
    lines = [item for item in read if isinstance(item, ChainLine)]
    found = (*(item for item in read if isinstance(item, Finding)), *verify_chain(lines, published))
    if found:
        stop(found)
    last = lines[-1].hash if lines else "-"
    say(
        f"Het logboek is heel: {len(lines)} regels, de laatste is {last}.",
        f"The log is whole: {len(lines)} lines, the last is {last}.",
        "bold green",
    )


def _portal() -> ModuleType:
    """The module that serves, or in words that its packages are missing."""
    try:
        from driehoek.web import serving  # noqa: PLC0415 - only who serves needs these packages
    except ModuleNotFoundError as missing:
        text = f"Voor het portaal ontbreekt {missing.name}. Doe: make portal, of pip install driehoek[portal]"
        other = f"The portal lacks {missing.name}. Do: make portal, or pip install driehoek[portal]"
        say(text, other, "bold red")
        raise typer.Exit(1) from None
    return serving
