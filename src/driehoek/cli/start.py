"""``driehoek start``: a dossier from last year's agreements, what was delivered and tariffs, as files have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.markup import escape
from rich.status import Status
from rich.table import Table

from driehoek.bootstrap import start as starting
from driehoek.bootstrap.start import Asked, Question
from driehoek.cli.screen import console, existing, language_of, pasted, program, say, show, stop, words, wrote
from driehoek.kernel import blocking

OPTIONS_IN_A_LINE = 4


def start(
    source: Annotated[Path, typer.Option("--from", help="The folder with the files: Excel (also .ods) and CSV.")],
    into: Annotated[
        Path | None, typer.Option(help="The dossier folder to make; dossier-YEAR in this folder when left out.")
    ] = None,
    year: Annotated[
        int | None, typer.Option(min=2015, max=2100, help="The contract year; else the year after the agreements.")
    ] = None,
    region: Annotated[str, typer.Option(help="The region by its code of COD001, such as 5509.")] = "",
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Ask nothing: what is not certain becomes a finding.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the dossier; the old one is kept beside it as NAME.vorige.")
    ] = False,
) -> None:
    """Make a dossier of last year's files: agreements, delivered production and tariffs, in whatever form they have.

    What each sheet and column is, is recognised or asked once and remembered. The dossier is a point to calculate
    from: every provider asks what was agreed last year.
    """
    existing(source, "Geef een map met bestanden.", "Give a folder with files.")
    if not source.is_dir():
        say(f"{source} is geen map.", f"{source} is no folder.", "bold red")
        raise typer.Exit(2)
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    asked = Asked(source, today, into, year, region.strip(), replace)
    with _telling() as (ask, progress):
        done = starting.begin(asked, _nobody if no_input else ask, progress)
    for line in starting.lines_of(done.told, language_of()):
        console.print(escape(line))
    if done.remembered:
        say(f"Uw antwoorden staan in {done.answers}.", f"Your answers are in {done.answers}.")
    if blocking(done.findings):
        stop(done.findings)
    wrote()
    show(done.findings, each=3)
    look = f"{program()} round run {pasted(done.into)}"
    say(
        f"{done.into} staat klaar; het verslag is {starting.REPORT}. Reken met: {look}",
        f"{done.into} is ready; the report is {starting.REPORT}. Calculate with: {look}",
        "bold green",
    )


def _nobody(question: Question) -> str | None:  # noqa: ARG001 - the form of a question that nobody answers
    return None


@contextmanager
def _telling() -> Iterator[tuple[starting.Ask, Callable[[str], None]]]:
    """What asks a question and what says how far it is; while a question is open nothing moves on the screen."""
    status = Status(words("Lezen", "Reading"), console=console)
    if console.is_terminal:
        status.start()

    def progress(name: str) -> None:
        status.update(escape(words(f"Lezen: {name}", f"Reading: {name}")))

    def ask(question: Question) -> str | None:
        status.stop()
        try:
            return _answer(question)
        finally:
            if console.is_terminal:
                status.start()

    try:
        yield ask, progress
    finally:
        status.stop()


def _answer(question: Question) -> str:
    """Put a question: what is proposed and why, a few values, and what can be answered by number or word."""
    console.print()
    say(question.place, question.place, "dim")
    say(question.nl, question.en, "bold")
    if question.samples:
        samples = " | ".join(question.samples)
        say(f"  voorbeelden: {samples}", f"  samples: {samples}")
    if question.proposal:
        label = next((words(item.nl, item.en) for item in question.options if item.value == question.proposal), "")
        say(
            f"  voorstel: {label or question.proposal}, want {question.reason_nl}",
            f"  proposal: {label or question.proposal}, because {question.reason_en}",
        )
    _options(question)
    while True:
        text: str = typer.prompt(words("  antwoord", "  answer"), default=_number(question) or None).strip()
        answer = _chosen(question, text)
        if answer is not None:
            return answer
        say("  Kies een nummer uit de lijst.", "  Choose a number from the list.", "yellow")


def _options(question: Question) -> None:
    labels = [f"{number} {words(item.nl, item.en)}" for number, item in enumerate(question.options, start=1)]
    table = Table.grid(padding=(0, 3))
    for first in range(0, len(labels), OPTIONS_IN_A_LINE):
        table.add_row("", *(escape(label) for label in labels[first : first + OPTIONS_IN_A_LINE]))
    console.print(table)


def _number(question: Question) -> str:
    """The proposal as it is chosen: its number in the list."""
    values = [item.value for item in question.options]
    return str(values.index(question.proposal) + 1) if question.proposal in values else question.proposal


def _chosen(question: Question, text: str) -> str | None:
    """The answer that a number or a word stands for."""
    if text.isdecimal() and 1 <= int(text) <= len(question.options):
        return question.options[int(text) - 1].value
    plain = text.casefold()
    for item in question.options:
        if plain in (item.value.casefold(), item.nl.casefold(), item.en.casefold()):
            return item.value
    return None if question.options else text
