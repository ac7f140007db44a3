"""``driehoek need forecast``: foretell counts by the month, with an interval, and say how good that was in the past."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from driehoek.bootstrap import need_forecasts
from driehoek.cli.screen import console, existing, language_of, say, show, stop, working, write
from driehoek.kernel import Finding, Severity


def forecast(  # noqa: PLR0913, PLR0917 - one option each
    folder: Annotated[
        Path | None, typer.Argument(help="A folder with need/series.csv, such as a dossier.", metavar="[FOLDER]")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Without a folder: 20,000 made-up monthly series (SYNTHETIC).")
    ] = False,
    months: Annotated[int, typer.Option(min=1, max=60, help="How many months ahead.")] = 12,
    confidence: Annotated[int, typer.Option(min=50, max=99, help="Per cent of cases the interval should cover.")] = 80,
    to_csv: Annotated[
        Path | None, typer.Option("--csv", help="Write all series here, and what the columns mean.")
    ] = None,
    series: Annotated[str, typer.Option(help="Draw this series: a page with its chart and tables.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where that HTML page goes.")] = None,
) -> None:
    """Foretell monthly counts with a calibrated interval, each beside what the simple rule did in the past."""
    if (folder is None) != everything:
        say(
            "Geef een map met need/series.csv, of --all voor 20.000 verzonnen reeksen.",
            "Give a folder with need/series.csv, or --all for 20,000 made-up series.",
            "bold red",
        )
        raise typer.Exit(2)
    if bool(series) != (output is not None):
        say("--series en --output horen bij elkaar.", "--series and --output belong together.", "bold red")
        raise typer.Exit(2)
    monthly = _made_up() if folder is None else _read(folder)
    begun = perf_counter()
    with working("Voorspellen", "Foretelling"):
        made = need_forecasts.foretell(monthly, months, confidence)
    taken = perf_counter() - begun
    for line in need_forecasts.lines(made, language_of()):
        console.print(line, markup=False)
    console.print()
    count = len(made)
    say(
        f"Voorspeld in {taken:.2f} seconde: {count}.".replace(".", ",", 1), f"Foretold in {taken:.2f} seconds: {count}."
    )
    _told(made)
    if series and output is not None:
        row = need_forecasts.row_named(made, series)
        if isinstance(row, Finding):
            stop((row,))
        write(output, need_forecasts.page(row, made_up=monthly.made_up).encode())
    if to_csv is not None:
        with working("Schrijven", "Writing"):
            data = need_forecasts.table(made)
        write(to_csv, data)
        write(to_csv.with_name(f"{to_csv.stem}.dictionary.csv"), need_forecasts.dictionary())


def _told(made: need_forecasts.Foretold) -> None:
    """Say what needs a person's eye; what is only worth knowing stands in the CSV, unless there are few series."""
    findings = made.findings()
    few = len(made) <= _FEW
    show(item for item in findings if few or item.severity is not Severity.NOTE)


_FEW = 15


def _made_up() -> need_forecasts.Monthly:
    with working("Reeksen verzinnen", "Making up series"):
        return need_forecasts.made_up()


def _read(folder: Path) -> need_forecasts.Monthly:
    existing(folder, "Geef een map met need/series.csv.", "Give a folder with need/series.csv.")
    with working(*_READING):
        monthly, findings = need_forecasts.read(folder)
    if monthly is None:
        stop(findings)
    show(findings)
    return monthly


_READING = ("Tellingen lezen", "Reading counts")
