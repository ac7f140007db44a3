"""``driehoek agreement``: contract forms, what ceilings mean, and the sheet to fill the portal of the NZa from."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import rounds
from driehoek.cli.round_ import Folder, Version, decided_version, known_contract
from driehoek.cli.screen import console, existing, language_of, say, show, steps, stop, title, working, write
from driehoek.domain.agreement import RoundKind
from driehoek.kernel import Finding, blocking, dutch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from driehoek.application.agreement.transfer import TransferSheet
    from driehoek.kernel import Quantity

app = typer.Typer(help="Agreements: contract forms, ceilings, and the sheet to fill the portal of the NZa from.")


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


Table = Annotated[Path | None, typer.Option(help="A table (.xlsx or .csv) with prestatiecode, aantal and bedrag.")]


@app.command()
def transfer(  # noqa: PLR0913, PLR0917 - one option each
    folder: Folder,
    provider: Annotated[str, typer.Option("--provider", "-p", help="The AGB of the contract; all when left out.")] = "",
    kind: Annotated[
        RoundKind, typer.Option("--round", help="Which round of the NZa: budget, herschikking or nacalculatie.")
    ] = RoundKind.BUDGET,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder for the sheets.")] = Path("overnamestaten"),
    before: Annotated[
        int | None, typer.Option("--before", help="Herschikking: the version of the round before, to show beside.")
    ] = None,
    delivered: Annotated[
        Path | None, typer.Option(help="Nacalculatie: a table (.xlsx or .csv) with prestatiecode and aantal.")
    ] = None,
    portal: Table = None,
    decision: Table = None,
    version: Version = None,
) -> None:
    """Make the sheet to fill the portal of the NZa from, and hold its export and the decision against our lines."""
    from driehoek.bootstrap import agreements  # noqa: PLC0415 - type slows the start of other commands

    for path in (delivered, portal, decision):
        if path is not None:
            existing(path, "Geef een tabel (.xlsx of .csv).", "Give a table (.xlsx or .csv).")
    if failed := agreements.open_folder(output):
        stop(failed)
    outcome = decided_version(folder, version)
    one = known_contract(outcome, provider) if provider else ""
    if not one and (delivered or portal or decision):
        say(
            "Noem met --provider bij welk contract de tabel hoort.",
            "Name with --provider the contract the table belongs to.",
            "bold red",
        )
        raise typer.Exit(2)
    earlier = decided_version(folder, before) if before is not None else None
    given = _delivered(outcome, one, delivered)
    contracts = (one,) if one else tuple(dict.fromkeys(line.contract.code for line in outcome.lines))
    if one and (portal or decision):
        sheet = agreements.transfer(outcome, one, kind, earlier, given)
        _read_back(outcome, sheet, portal, decision, output)
        return
    with steps(len(contracts), "Overnamestaten maken", "Making transfer sheets") as advance:
        for contract in contracts:
            sheet = agreements.transfer(outcome, contract, kind, earlier, given)
            for name, data in agreements.transfer_files(sheet):
                write(output / name, data)
            advance()
    _remind()


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="A signed agreement, as it came out of the portal.", metavar="FILE")],
    trust: Annotated[
        list[Path] | None,
        typer.Option(help="A root certificate or a list of revoked ones, PEM or DER; may be given more than once."),
    ] = None,
    fingerprint: Annotated[str, typer.Option(help="Of the version that is meant; empty for any.")] = "",
) -> None:
    """Tell what was signed by whom, and whether it holds; ends with 1 when it does not."""
    for given in (file, *(trust or [])):
        existing(given, "Geef een bestand dat er is.", "Give a file that is there.")
    try:
        from driehoek.bootstrap import agreement_files  # noqa: PLC0415 - the library of signatures is for this alone
    except ModuleNotFoundError:
        say(
            "Om handtekeningen te controleren is meer nodig: pip install 'driehoek[portal]'.",
            "Verifying signatures takes more: pip install 'driehoek[portal]'.",
            "bold red",
        )
        raise typer.Exit(2) from None
    seen = agreement_files.verify(file, trust or [], fingerprint, datetime.now(tz=UTC))
    for line in seen.told:
        say(*line)
    if seen.findings:
        title(f"{len(seen.findings)} bevindingen", f"{len(seen.findings)} findings")
        show(seen.findings, each=len(seen.findings))
    if blocking(seen.findings):
        raise typer.Exit(1)
    say("De handtekeningen kloppen.", "The signatures hold.", "bold green")


def _delivered(outcome: RoundOutcome, contract: str, file: Path | None) -> Mapping[str, Quantity] | None:
    from driehoek.bootstrap import agreements  # noqa: PLC0415 - type slows the start of other commands

    if file is None:
        return None
    read = agreements.delivered(outcome, contract, file)
    if isinstance(read, tuple):
        stop(read)
    return read


def _read_back(
    outcome: RoundOutcome, sheet: TransferSheet, portal: Path | None, decision: Path | None, output: Path
) -> None:
    """Show and write every difference; end with 1 when there is one."""
    from driehoek.bootstrap import agreements  # noqa: PLC0415 - type slows the start of other commands

    read: dict[bool, agreements.Read] = {}
    for decided, file in ((False, portal), (True, decision)):
        if file is not None:
            read[decided] = agreements.read_back(outcome, sheet, file, decided=decided)
    unreadable = [item for each in read.values() if each.differences is None for item in each.findings]
    if unreadable:
        stop(unreadable)
    filed, decided_ = (read[key].differences if key in read else None for key in (False, True))
    for name, data in agreements.transfer_files(sheet, filed, decided_):
        write(output / name, data)
    differences: list[Finding] = [item.finding for item in (*(filed or ()), *(decided_ or ()))]
    if differences:
        title(f"{len(differences)} verschillen", f"{len(differences)} differences")
        show(differences, each=len(differences))
        raise typer.Exit(1)
    whole = dutch.amount(sheet.amount)
    say(f"Geen verschillen: alle regels en {whole} kloppen.", f"No differences: all lines and {whole}.", "bold green")
    _remind()


def _remind() -> None:
    say(
        "Dit is niet de indiening. U dient samen in via het portaal van de NZa.",
        "This is not the filing. Both sides file in the portal of the NZa.",
    )
