"""``driehoek serve``, ``driehoek admin`` and ``driehoek audit``: the portal, its database and its log."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Event
from types import ModuleType
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer

from driehoek import __version__
from driehoek.cli.screen import console, existing, say, stop
from driehoek.kernel import Finding
from driehoek.kernel.dutch import moment

admin = typer.Typer(help="Look after the portal.")
database = typer.Typer(help="The database of the portal.")
rounds = typer.Typer(help="Rounds between a folder and the portal.")
audit = typer.Typer(help="The log of what happened, for whoever wants to check it.")
admin.add_typer(database, name="database")
admin.add_typer(rounds, name="round")

DATA = Annotated[
    Path, typer.Option(envvar="DRIEHOEK_DATA", help="The folder for the embedded database, mails and keys.")
]
URL = Annotated[
    str, typer.Option(envvar="DATABASE_URL", help="A PostgreSQL server (16 or later); empty for the embedded one.")
]
HERE = Path(".driehoek")


class _Kind(StrEnum):
    """The corners, as the command line offers them; the words of ``OrganisationKind``, known without the store."""

    PURCHASER = "purchaser"
    PROVIDER = "provider"
    CLIENT_COUNCIL = "client-council"
    CLIENT_ORGANISATION = "client-organisation"
    SUPERVISOR = "supervisor"


def serve(  # noqa: PLR0913, PLR0917 - one option for each thing that differs between places
    data: DATA = HERE,
    url: URL = "",
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port to listen on.")] = 8000,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes that answer; one for each core that the database leaves.")
    ] = 1,
    live_port: Annotated[
        int,
        typer.Option(max=65_535, help="The port of the live process; 0 for 10000 above --port, or any that is free."),
    ] = 0,
    example: Annotated[
        Path | None, typer.Option(help="Fill an empty database with this dossier and people in every corner.")
    ] = None,
) -> None:
    """Open the portal in a browser; stop with Ctrl-C."""
    serving = _portal()
    if example is not None:
        existing(example, "Deze map met het voorbeeld", "This folder of the example")
    where = data / "example" if example and data == HERE else data
    plan = serving.Plan(where, host, port, example, url, workers, live_port)
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


@admin.command("seal-key")
def seal_key(
    file: Annotated[Path, typer.Argument(help="Where to write the private key; a file that is there stays.")],
) -> None:
    """Make a key file for an official who opens sealed rounds, and say the public key to confirm in the portal."""
    from driehoek.adapters.store.sealing import key_file  # noqa: PLC0415 - no portal needed

    private, public = key_file()
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as handle:
            handle.write(f"{private}\n")
    except OSError as error:
        said = error.strerror or str(error)
        say(f"{file} is niet te schrijven: {said}", f"{file} cannot be written: {said}", "bold red")
        raise typer.Exit(1) from None
    say(
        f"De sleutel staat in {file}. Bewaar het bestand goed en geef het aan niemand.",
        f"The key stands in {file}. Keep the file well and give it to nobody.",
        "bold green",
    )
    say(f"Bevestig in het portaal deze publieke sleutel: {public}", f"Confirm this public key in the portal: {public}")


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


@audit.command("export")
def export_log(
    file: Annotated[Path, typer.Argument(help="Where to write the log: one JSON object a line.")],
    data: DATA = HERE,
    url: URL = "",
) -> None:
    """Write the whole log to a file, for whoever wants to check it. No personal data is in it, digests only."""
    with _reached(data, url):
        from driehoek.adapters.store.trail import chain  # noqa: PLC0415 - tables are known once the store is open
        from driehoek.web.work import extend  # noqa: PLC0415 - the same

        extend()
        count, last = 0, "-"
        with file.open("w", encoding="utf-8", newline="") as handle:
            for line in chain():
                handle.write(f"{line.text()}\n")
                count, last = count + 1, line.hash
    say(
        f"{count} regels staan in {file}; de laatste is {last}.",
        f"{count} lines stand in {file}; the last is {last}.",
        "bold green",
    )


@admin.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write the backup; only its owner can read it.")],
    data: DATA = HERE,
    url: URL = "",
) -> None:
    """Write all data and rules to one file, while the portal goes on. Who is signed in is not in it."""
    with _reached(data, url) as reached:
        from driehoek.adapters.store.backup import BackupError, back_up  # noqa: PLC0415 - the same

        try:
            rows = back_up(reached, file.resolve(), datetime.now(UTC), __version__)
        except BackupError as refused:
            _refuse(str(refused))
    total, tables = sum(rows.values()), len(rows)
    say(
        f"De reservekopie staat in {file}: {total} rijen in {tables} tabellen. Zij bevat persoonsgegevens.",
        f"The backup stands in {file}: {total} rows in {tables} tables. It holds personal data.",
        "bold green",
    )


@admin.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup that `driehoek admin backup` made.")],
    data: DATA = HERE,
    url: URL = "",
    replace: Annotated[bool, typer.Option(help="Replace what stands in the database.")] = False,
) -> None:
    """Read a backup back in and check it: rows, guards, ledger and log. Whole or not at all; stop the portal first."""
    existing(file, "Deze reservekopie", "This backup")
    with _reached(data, url) as reached:
        from driehoek.adapters.store.backup import BackupError  # noqa: PLC0415 - the same
        from driehoek.adapters.store.backup import restore as bring_back  # noqa: PLC0415 - the same

        try:
            found = bring_back(reached, file, replace=replace)
        except BackupError as refused:
            _refuse(str(refused))
    if found:
        stop(found)
    say(
        "Alles staat terug, het grootboek telt na en het logboek is heel.",
        "All is back, the ledger recounts and the log is whole.",
        "bold green",
    )


@admin.command()
def organisation(  # noqa: PLR0913 - one option for each thing that is known of an organisation
    name: Annotated[str, typer.Argument(help="The name by which others know it.")],
    email: Annotated[str, typer.Argument(help="The e-mail address of its first administrator.")],
    *,
    kind: Annotated[_Kind, typer.Option(help="Which corner it stands in.")] = _Kind.PURCHASER,
    code: Annotated[str, typer.Option(help="UZOVI of a purchaser, AGB of a provider, KvK number of another.")] = "",
    kvk: Annotated[str, typer.Option(help="KvK number, by which eHerkenning names it.")] = "",
    region: Annotated[list[str] | None, typer.Option(help="A region of a purchaser (COD001); repeat it.")] = None,
    again: Annotated[bool, typer.Option("--again", help="The link was lost: end it and make a new one.")] = False,
    address: Annotated[
        str, typer.Option(envvar="DRIEHOEK_URL", help="Where the portal is reached, for the link.")
    ] = "http://127.0.0.1:8000",
    data: DATA = HERE,
    url: URL = "",
) -> None:
    """Make an organisation in the portal and a link for its first administrator, who invites everybody else."""
    with _reached(data, url):
        from driehoek.adapters.store.connection import migrate as bring_up_to_date  # noqa: PLC0415 - the same
        from driehoek.bootstrap.founding import Wanted  # noqa: PLC0415 - the same
        from driehoek.bootstrap.stored_founding import Founded, found  # noqa: PLC0415 - the same

        bring_up_to_date()
        wanted = Wanted(kind.value, name, email, code, kvk, tuple(region or ()))
        made = found(wanted, datetime.now(UTC), again=again)
    if not isinstance(made, Founded):
        stop(made)
    if made.is_new:
        say(f"{made.name} staat in het portaal.", f"{made.name} is in the portal.", "bold green")
    until = moment(made.expires_at.astimezone(ZoneInfo("Europe/Amsterdam")))
    say(
        f"Geef deze link aan {email}; hij werkt één keer, tot {until}:",
        f"Give this link to {email}; it works once, until {until}:",
    )
    console.print(f"{address.rstrip('/')}/uitnodiging/{made.token}/", markup=False)


@rounds.command("import")
def import_round(
    folder: Annotated[Path, typer.Argument(help="The dossier to bring in.")], data: DATA = HERE, url: URL = ""
) -> None:
    """Bring a dossier into the portal, whole or not at all; what stands beside its own files comes along."""
    existing(folder, "Deze map", "This folder")
    with _reached(data, url):
        from driehoek.adapters.store.connection import migrate as bring_up_to_date  # noqa: PLC0415 - the same
        from driehoek.bootstrap.stored_imports import Imported  # noqa: PLC0415 - the same
        from driehoek.bootstrap.stored_imports import import_round as bring  # noqa: PLC0415 - the same

        bring_up_to_date()
        say("De ronde wordt gelezen en bewaard", "The round is read and kept")
        came = bring(folder, datetime.now(UTC))
    if not isinstance(came, Imported):
        stop(came)
    say(
        f"Ronde {came.name} staat in het portaal: {came.submissions} inschrijvingen, {came.beside} bestanden ernaast.",
        f"Round {came.name} is in the portal: {came.submissions} submissions, {came.beside} files beside it.",
        "bold green",
    )


@rounds.command("export")
def export_round(
    name: Annotated[str, typer.Argument(help="The round, such as 5501/wlz-2027, or its id.")],
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    data: DATA = HERE,
    url: URL = "",
) -> None:
    """Write a round as a dossier, whole or not at all: what was decided here can be replayed from it elsewhere."""
    with _reached(data, url):
        from driehoek.adapters.store.acting import Actor, acting  # noqa: PLC0415 - the same
        from driehoek.adapters.store.models import Role  # noqa: PLC0415 - the same
        from driehoek.bootstrap import stored_imports  # noqa: PLC0415 - the same

        found = stored_imports.find_round(name)
        if isinstance(found, Finding):
            stop((found,))
        with acting(Actor(found.purchaser_id, Role.PURCHASING)):
            refused = stored_imports.export_round(found.pk, folder, datetime.now(UTC))
    if refused:
        stop(refused)
    say(f"De ronde staat in {folder}.", f"The round stands in {folder}.", "bold green")


@admin.command("work")
def work_on(
    data: DATA = HERE,
    url: URL = "",
    once: Annotated[bool, typer.Option(help="Do what is waiting, count the ledger again, and stop.")] = False,
    beside: Annotated[int, typer.Option(help="Stop when the process with this number is gone; 0 for none.")] = 0,
) -> None:
    """Extend the log's chain and count the ledger again, until stopped. `driehoek serve` does this by itself."""
    with _reached(data, url):
        from driehoek.adapters.store.recounting import ledger_faults  # noqa: PLC0415 - the same
        from driehoek.web.work import extend, work  # noqa: PLC0415 - the same

        if not once:
            say("Aan het werk (stoppen met Ctrl-C)", "At work (stop with Ctrl-C)")
            with suppress(KeyboardInterrupt):
                work(Event(), beside)
            return
        added, found = extend(), ledger_faults()
    if found:
        stop(found)
    say(
        f"{added} regels kwamen bij het logboek; het grootboek telt na.",
        f"{added} lines were added to the log; the ledger recounts.",
        "bold green",
    )


@admin.command("live")
def live_on(
    data: DATA = HERE,
    url: URL = "",
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port to listen on.")] = 18_000,
    beside: Annotated[int, typer.Option(help="Stop when the process with this number is gone; 0 for none.")] = 0,
) -> None:
    """Tell open pages at once what goes on in an agreement, until stopped. `driehoek serve` does this by itself."""
    serving = _portal()
    serving.live(serving.Plan(data, host, url=url, live=port), beside)


@admin.command()
def retention(
    data: DATA = HERE,
    url: URL = "",
    apply: Annotated[
        bool, typer.Option("--apply/--dry-run", help="Let it go, or only say what has passed its term.")
    ] = False,
) -> None:
    """Say what is kept how long and by which rule, and what has passed its term; with --apply it goes."""
    with _reached(data, url):
        from driehoek.adapters.store.retention import retain, terms  # noqa: PLC0415 - the same
        from driehoek.web.work import extend  # noqa: PLC0415 - the same

        extend()  # what is in the chain may go, what is not may not
        counted = retain(datetime.now(UTC), data / "mail", apply=apply)
        extend()
        for term in terms():
            long = f"{term.years} jaar" if term.years else f"{term.days} dagen" if term.days else "-"
            spoken = f"{term.years} years" if term.years else f"{term.days} days" if term.days else "-"
            count = counted.get(term.kind, 0)
            say(
                f"{term.kind}: {long} ({term.source}): {count} voorbij de termijn",
                f"{term.kind}: {spoken} ({term.source}): {count} past its term",
            )
    if apply:
        say("Het is weg; het logboek zegt hoeveel.", "It is gone; the log says how many.", "bold green")
    else:
        say("Er is niets weggehaald; doe het met --apply.", "Nothing was removed; do so with --apply.")


@contextmanager
def _reached(data: Path, url: str) -> Iterator[str]:
    """The store for a command, or in words why it cannot be had."""
    serving = _portal()
    from driehoek.adapters.store.embedded import EmbeddedError  # noqa: PLC0415 - only with the portal's packages

    try:
        with serving.reached(serving.Plan(data, url=url)) as reached:
            yield reached
    except EmbeddedError as refused:
        _refuse(str(refused))


def _refuse(text: str) -> NoReturn:
    say(text, text, "bold red")
    raise typer.Exit(1)


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
