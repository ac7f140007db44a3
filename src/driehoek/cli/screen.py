"""What every command shares: words in the chosen language, findings on the screen, progress over two seconds."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from time import monotonic
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from driehoek.bootstrap.outputs import write_file
from driehoek.kernel import Finding, Language, Severity, blocking

LANGUAGE: ContextVar[Language] = ContextVar("LANGUAGE", default=Language.NL)
WROTE: ContextVar[bool] = ContextVar("WROTE", default=False)
console = Console(highlight=False, soft_wrap=True)

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_WORDS = {
    Severity.ERROR: ("fout", "error"),
    Severity.WARNING: ("let op", "warning"),
    Severity.NOTE: ("ter info", "note"),
}
_EACH = 5
EVERY = 10.0
"""After how many seconds a line says how far it is, where the output is no terminal."""


def wrote() -> None:
    """Remember that something was written, for who breaks it off after that."""
    WROTE.set(True)


def anything_written() -> bool:
    """Whether this command wrote anything."""
    return WROTE.get()


def write(path: Path, data: bytes) -> None:
    """Write a file that was asked for and say so; when that cannot be, say why and end with 1."""
    found = write_file(path, data)
    if found:
        show(found)
        raise typer.Exit(1)
    wrote()
    say(f"Geschreven: {path}", f"Written: {path}")


def language_of() -> Language:
    """The language that the user chose."""
    return LANGUAGE.get()


def words(nl: str, en: str) -> str:
    """The words in the chosen language."""
    return nl if language_of() is Language.NL else en


def say(nl: str, en: str, style: str = "") -> None:
    """Say a line in the chosen language; the text is shown as it is, without markup."""
    console.print(escape(words(nl, en)), style=style or None)


def title(nl: str, en: str) -> None:
    """Say what begins."""
    console.print(f"\n[bold]{escape(words(nl, en))}[/bold]")


def show(findings: Iterable[Finding], each: int = _EACH) -> None:
    """Show findings: errors first and among them what is wrong with a whole file, each with its place and mend.

    Of one kind the first few are shown and the rest is counted, so that no kind hides another.
    """
    ordered = sorted(findings, key=_urgency)
    of_kind = Counter[str]()
    for finding in ordered:
        of_kind[finding.code.id] += 1
        if of_kind[finding.code.id] <= each:
            _show_one(finding)
    for code, count in of_kind.items():
        if count > each:
            say(f"  ... en nog {count - each} keer {code}", f"  ... and {count - each} more of {code}", "dim")


def _urgency(finding: Finding) -> tuple[int, bool]:
    """First what stops most, and within that first what is wrong with a file as a whole."""
    whole = finding.place is not None and not finding.place.line
    return list(Severity).index(finding.severity), not whole


def _show_one(finding: Finding) -> None:
    language = language_of()
    kind = words(*_WORDS[finding.severity])
    place = f"{finding.place}  " if finding.place else ""
    console.print(
        f"  [{_COLOURS[finding.severity]}]{kind}[/] {finding.code.id}  {escape(place)}"
        f"{escape(finding.sentence(language))}"
    )
    if finding.severity is not Severity.NOTE:
        console.print(f"      {escape(finding.mend(language))}", style="dim")


def stop(findings: Iterable[Finding]) -> NoReturn:
    """Show what must be mended first, and end with 1."""
    found = tuple(findings)
    show(found)
    errors = sum(1 for finding in found if blocking((finding,)))
    say(
        f"Er is niets besloten of geschreven. Herstel eerst {_counted(errors, 'fout', 'fouten')}.",
        f"Nothing was decided or written. Mend {_counted(errors, 'error', 'errors')} first.",
        "bold red",
    )
    raise typer.Exit(1)


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def program() -> str:
    """The program as it is called here, in the language of now."""
    prefix = ".venv/bin/driehoek" if Path(".venv/bin/driehoek").exists() else "driehoek"
    return prefix if language_of() is Language.NL else f"{prefix} --language en"


def pasted(path: Path) -> str:
    """A path as a shell takes it back; one that begins with a dash is no option."""
    text = str(path)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)


def existing(path: Path, nl: str, en: str) -> Path:
    """A path that must exist; otherwise say what was wanted and end with 2."""
    if not path.exists():
        say(f"{path} bestaat niet. {nl}", f"{path} does not exist. {en}", "bold red")
        raise typer.Exit(2)
    return path


@contextmanager
def steps(total: int, nl: str, en: str) -> Iterator[Callable[[], None]]:
    """Show progress over ``total`` steps; where the output is no terminal as a line every ten seconds.

    Yields:
        What is to be called after each step.
    """
    if not sys.stdout.isatty():
        yield _by_the_line(total, nl, en)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(words(nl, en), total=total)
        yield lambda: progress.advance(task)


def _by_the_line(total: int, nl: str, en: str) -> Callable[[], None]:
    done, said = 0, monotonic()

    def advance() -> None:
        nonlocal done, said
        done += 1
        if monotonic() - said >= EVERY:
            said = monotonic()
            say(f"{nl}: {done} van {total}", f"{en}: {done} of {total}")

    return advance


@contextmanager
def working(nl: str, en: str) -> Iterator[None]:
    """Show that something is going on whose length is not known."""
    if not sys.stdout.isatty():
        yield
        return
    with console.status(words(nl, en)):
        yield
