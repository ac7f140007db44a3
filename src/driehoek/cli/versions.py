"""``driehoek round revise`` and ``adopt``: a new version of a round after its result, and when it becomes final."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from driehoek.application.change import SPACE, Move, VersionChange
from driehoek.application.revision import first_day
from driehoek.bootstrap import versions
from driehoek.cli.round_ import Documents, Folder, Version, fingerprints, version_of
from driehoek.cli.screen import console, existing, pasted, program, say, show, steps, stop, title, words, working, wrote
from driehoek.kernel import Severity, dutch

SHOWN = 20
"""How many lines the screen shows of what moves; the file holds them all."""


def register(app: typer.Typer) -> None:
    """Add the commands to those of a round."""
    app.command()(revise)
    app.command()(adopt)


def revise(
    folder: Folder,
    event: Annotated[
        Path, typer.Option("--event", "-e", help="The folder of the event: event.yaml and the corrected files.")
    ],
    wanted: Annotated[
        Documents,
        typer.Option(
            "--documents", help="auto: letters and forms for whom something changes; all; report: the report; none."
        ),
    ] = Documents.AUTO,
    template: Annotated[Path | None, typer.Option(help="The purchaser's own letter template (DOCX).")] = None,
    trial: Annotated[bool, typer.Option("--trial", help="Say what would change; nothing is written.")] = False,
) -> None:
    """Make the next version of a round after its result: who is judged again, what moves for whom, and why."""
    from driehoek.bootstrap import documents  # noqa: PLC0415 - charts and type slow the start of other commands

    existing(folder, "Geef de map van een dossier.", "Give the folder of a dossier.")
    existing(event, "Geef de map met event.yaml.", "Give the folder with event.yaml.")
    if template is not None:
        existing(template, "Geef het pad van een DOCX-sjabloon.", "Give the path of a DOCX template.")
    with working("Opnieuw toetsen, scoren en verdelen", "Testing, scoring and dividing again"):
        made = versions.prepare(folder, event)
    if not isinstance(made, versions.Next):
        stop(made)
    _tell(made.revised.change)
    show(made.findings)
    if trial:
        say("Dit was een proef: er is niets geschreven.", "This was a trial: nothing was written.", "bold yellow")
        return
    outcome = made.revised.outcome
    contracts = _contracts(made, wanted)
    with steps(len(contracts), "Brieven en formulieren maken", "Making letters and forms") as advance:
        files = documents.render_all(outcome, contracts, template, advance)
        with closing(files):
            found = versions.save(made, folder, () if wanted is Documents.NONE else files)
    if any(finding.severity is Severity.ERROR for finding in found):
        stop(found)
    wrote()
    show(found)
    title("Klaar", "Done")
    fingerprints(outcome)
    first = dutch.day(first_day(outcome))
    where = folder / "versions" / str(made.number)
    say(
        f"Versie {made.number} staat in {where}; de versies ervoor zijn niet veranderd. "
        f"Zij kan definitief worden vanaf {first}.",
        f"Version {made.number} is in {where}; the versions before it did not change. "
        f"It can become final from {first_day(outcome)} on.",
        "bold green",
    )
    console.print(f"  {program()} round replay {pasted(folder)} --version {made.number}", markup=False)


def adopt(
    folder: Folder,
    role: Annotated[str, typer.Option("--by", help="The role that makes it final.")],
    version: Version = None,
    day: Annotated[str, typer.Option("--on", help="The day on which it becomes final (yyyy-mm-dd); today.")] = "",
) -> None:
    """Make a version of a round final, once the term in which parties can challenge it has passed."""
    number = version_of(folder, version)
    try:
        on = date.fromisoformat(day) if day else datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    except ValueError:
        say(
            f"'{day}' is geen dag. Schrijf bijvoorbeeld 2026-10-30.",
            f"'{day}' is no day. Write 2026-10-30.",
            "bold red",
        )
        raise typer.Exit(2) from None
    with working("Opnieuw rekenen", "Computing again"):
        outcome, found = versions.adopt(folder, number, on, role)
    if outcome is None or any(finding.severity is Severity.ERROR for finding in found):
        stop(found)
    wrote()
    show(found)
    say(
        f"Versie {number} is definitief sinds {dutch.day(on)}. Dat staat in {folder / versions.ADOPTED_FILE}.",
        f"Version {number} is final since {on}. That is noted in {folder / versions.ADOPTED_FILE}.",
        "bold green",
    )


def _contracts(made: versions.Next, wanted: Documents) -> tuple[str, ...]:
    submitted = tuple(item.contract for item in made.revised.outcome.assessments)
    if wanted is Documents.ALL:
        return submitted
    touched = set(made.revised.change.touched)
    return tuple(contract for contract in submitted if contract in touched) if wanted is Documents.AUTO else ()


def _tell(change: VersionChange) -> None:
    title(f"Versie {change.number}: {change.event.id}", f"Version {change.number}: {change.event.id}")
    say(f"Waarom: {change.event.kind.dutch}. {change.event.ground}", f"Why: {change.event.kind.value}.")
    again = ", ".join(change.judged_again[:SHOWN]) or words("niemand", "nobody")
    say(f"Opnieuw beoordeeld: {again}{_more(len(change.judged_again))}", f"Judged again: {again}")
    placed = ", ".join(change.placed_again[:SHOWN])
    if placed:
        more = _more(len(change.placed_again))
        say(f"Andere plaats in de rangorde: {placed}{more}", f"Another place in a ranking: {placed}{more}")
    if not change.moves:
        say("Geen enkele toekenning verandert.", "No grant changes.")
    for move in change.moves[:SHOWN]:
        console.print(_line(move), markup=False)
    if len(change.moves) > SHOWN:
        say(f"  en {len(change.moves) - SHOWN} andere; zie changes.csv.", f"  and {len(change.moves) - SHOWN} more.")
    for frame, money in change.released.items():
        if money.cents > 0:
            say(
                f"Uit de open en achtergehouden ruimte van {frame}: {dutch.amount(money)}.",
                f"From the open and held-back space of {frame}: {dutch.amount(money)}.",
            )
        elif money.cents:
            say(
                f"Terug naar de ruimte van {frame}: {dutch.amount(-money)}.",
                f"Back to the space of {frame}: {dutch.amount(-money)}.",
            )


def _more(count: int) -> str:
    return f" (+{count - SHOWN})" if count > SHOWN else ""


def _line(move: Move) -> str:
    more = move.change.cents > 0
    space = words("de ruimte", "the space")
    parts = ", ".join(f"{name if name != SPACE else space} {dutch.amount(money)}" for name, money in move.by)
    by = words("van" if more else "naar", "from" if more else "to")
    sign = "+" if more else ""
    changed = f"{dutch.amount(move.before)} > {dutch.amount(move.after)} ({sign}{dutch.amount(move.change)})"
    return f"  {move.contract} {move.lot}: {changed}" + (f"; {by} {parts}" if parts else "")
