"""``driehoek tariffs``: read a tariff file into a dossier, and say which packaged tables grow old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from driehoek.bootstrap import tariffs
from driehoek.bootstrap.tariffs import Certainty, ColumnMapping, Field, Guess
from driehoek.cli.screen import console, existing, say, show, stop, words, wrote
from driehoek.kernel import blocking

app = typer.Typer(help="Tariffs: read a tariff file into a dossier, and see which tables end soon.")
AHEAD = 90
"""How many days ahead the end of a table is worth a warning."""


@app.command()
def read(
    file: Annotated[Path, typer.Argument(help="A CSV file or an Excel workbook with maximum tariffs.")],
    into: Annotated[Path, typer.Option(help="The dossier folder that gets products.csv and tariffs.csv.")],
    column: Annotated[
        list[str] | None, typer.Option(help="Which column is which: FIELD=NUMBER, from 1. May be repeated.")
    ] = None,
    fixed: Annotated[
        list[str] | None, typer.Option(help="What holds for every row: FIELD=TEXT, as badge=NZA. May be repeated.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Accept the guess and replace what is there.")] = False,
) -> None:
    """Read a tariff file; which column is which is asked once and remembered in the dossier."""
    existing(file, "Geef een CSV-bestand of een Excel-werkmap.", "Give a CSV file or an Excel workbook.")
    existing(into, "Maak het eerst met: driehoek dossier new", "Make it first with: driehoek dossier new")
    columns = {which: int(text) for which, text in _pairs(column, numbers=True).items()}
    texts = _pairs(fixed)
    replaced = tariffs.held(into)
    names = _list(replaced)
    if replaced and not yes and not typer.confirm(words(f"Vervangen: {names}?", f"Replace {names}?")):
        raise typer.Exit(1)
    taken = tariffs.read(file, into, lambda guess: _said(tariffs.pointed(guess, columns, texts), yes=yes))
    if blocking(taken.findings) or taken.tariffs is None:
        stop(taken.findings)
    wrote()
    show(taken.findings)
    names = _list([path.name for path in taken.written])
    count, codes = len(taken.tariffs.lines), len(taken.tariffs.products)
    say(
        f"{names} geschreven in {into}: {count} tarieven, {codes} prestaties.",
        f"{names} written in {into}: {count} tariffs, {codes} products.",
        "bold green",
    )


@app.command()
def expiring(
    days: Annotated[int, typer.Option(min=0, help="How many days ahead to look.")] = AHEAD,
    on: Annotated[datetime | None, typer.Option(help="The day on which it is asked; today when left out.")] = None,
) -> None:
    """Say which packaged tables end soon, or were compared with their source too long ago."""
    today = (on or datetime.now(ZoneInfo("Europe/Amsterdam"))).date()
    findings = tariffs.expiring(today, days)
    show(findings)
    if not findings:
        say(f"Niets loopt af binnen {days} dagen.", f"Nothing ends within {days} days.", "bold green")


def _pairs(given: Sequence[str] | None, *, numbers: bool = False) -> dict[Field, str]:
    pairs: dict[Field, str] = {}
    for text in given or ():
        word, _, value = text.partition("=")
        which = tariffs.field(word)
        if which is None or not value.strip() or (numbers and not value.strip().isdecimal()):
            known = _list([item.value for item in tariffs.fields()])
            say(
                f"'{text}' is niet te lezen. Schrijf VELD=WAARDE, met een veld uit: {known}.",
                f"'{text}' cannot be read. Write FIELD=VALUE, with a field of: {known}.",
                "bold red",
            )
            raise typer.Exit(2)
        pairs[which] = value.strip()
    return pairs


def _list(items: Sequence[str]) -> str:
    return ", ".join(items)


def _said(guess: Guess, *, yes: bool) -> ColumnMapping | None:
    """Show the guess and ask once whether it is right; then, where needed, field by field."""
    _show_guess(guess)
    mapping = guess.mapping
    if yes:
        return mapping
    for which in mapping.missing():
        mapping = _asked(mapping, which)
    if typer.confirm(words("Klopt dit?", "Is this right?"), default=True):
        return mapping
    for which in tariffs.fields():
        mapping = _asked(mapping, which)
    return mapping


def _show_guess(guess: Guess) -> None:
    table = Table(title=guess.place, show_edge=False)
    for heading in ("#", words("kolom", "column"), words("veld", "field"), words("voorbeeld", "sample")):
        table.add_column(heading)
    by_number = {number: which for which, number in guess.mapping.columns.items()}
    for number, title in enumerate(guess.header, start=1):
        which = by_number.get(number)
        doubt = which is not None and guess.certainty.get(which) is Certainty.LIKELY
        sample = next((row[number - 1] for row in guess.samples if number <= len(row) and row[number - 1]), "")
        table.add_row(str(number), title, f"{which.value}{' ?' if doubt else ''}" if which else "-", sample)
    console.print(table)
    for which, text in guess.mapping.fixed.items():
        say(f"  {which.value}: '{text}' in elke rij", f"  {which.value}: '{text}' in every row")
    if missing := guess.missing:
        names = _list([which.value for which in missing])
        say(f"  Nog niet bekend: {names}", f"  Not known yet: {names}", "yellow")


def _asked(mapping: ColumnMapping, which: Field) -> ColumnMapping:
    """Ask for one field: the number of a column, ``=`` and a text for every row, or ``-`` for none."""
    number = mapping.columns.get(which)
    now = str(number) if number else f"={mapping.fixed[which]}" if which in mapping.fixed else "-"
    question = words(
        f"{which.value}: welke kolom? (nummer, =tekst voor elke rij, - voor geen)",
        f"{which.value}: which column? (number, =text for every row, - for none)",
    )
    columns = {item: value for item, value in mapping.columns.items() if item is not which}
    fixed = {item: value for item, value in mapping.fixed.items() if item is not which}
    answer: str = typer.prompt(question, default=now).strip()
    while answer != "-" and not answer.startswith("=") and not answer.isdecimal():
        answer = typer.prompt(question, default=now).strip()
    if answer.isdecimal():
        columns[which] = int(answer)
    elif answer.startswith("="):
        fixed[which] = answer[1:].strip()
    return ColumnMapping(columns, fixed)
