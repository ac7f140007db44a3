"""``driehoek what-if``: try changes on a dossier, keep and compare scenarios, turn one dial; nothing is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from driehoek.application.what_if.beside import Beside, beside
from driehoek.application.what_if.dials import Dial, dial, dials, values_of
from driehoek.application.what_if.sweep import sweep as turn
from driehoek.application.what_if.sweep import tornado as turn_all
from driehoek.application.what_if.trial import Bench, Refused, Tried
from driehoek.bootstrap import what_ifs
from driehoek.cli.screen import (
    console,
    existing,
    language_of,
    pasted,
    program,
    say,
    show,
    steps,
    stop,
    words,
    working,
    write,
)

app = typer.Typer(help="What if: try changes on a dossier and see who gains and loses. Nothing is decided or replaced.")
Folder = Annotated[Path, typer.Argument(help="The dossier folder.", metavar="FOLDER")]
Page = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write an HTML page here, and the table as CSV beside it."),
]
Texts = list[str] | None


Base = Annotated[Texts, typer.Option(help="Base percentage of a sector: GZ+=0.1%, or in one lot GZ@LOT=95%.")]
Set = Annotated[
    Texts, typer.Option("--set", help="A parameter: STEP.NAME=VALUE; also norm:, requirement: and criterion:.")
]
Space = Annotated[Texts, typer.Option(help="Contracting space: POOL/FRAME-=2% or POOL/FRAME=1000000.")]
Weight = Annotated[Texts, typer.Option(help="Weight of a criterion: CRITERION=40% or CRITERION-=5%.")]
Winners = Annotated[Texts, typer.Option(help="The most winners of a lot: LOT=3; 0 for no limit.")]
Merge = Annotated[Texts, typer.Option(help="Merge lots: FIRST+OTHER=NAME; the rules of the first hold.")]
Split = Annotated[Texts, typer.Option(help="Split a lot: 'LOT=a:VV;b:GZ,GGZ@40%'; @ is a share of its space.")]
Withdraw = Annotated[Texts, typer.Option(help="Take a submission back: CONTRACT or CONTRACT:LOT,LOT.")]
Volume = Annotated[Texts, typer.Option(help="What a contract offers: CONTRACT/LOT/PRODUCT-=10%.")]
Newcomer = Annotated[Texts, typer.Option(help="A made-up provider: LIKE_CONTRACT,share=50%,takes=20%.")]


@app.command("try")
def try_(  # noqa: PLR0913, PLR0917 - one option for each kind of change
    folder: Folder,
    name: Annotated[str, typer.Argument(help="A kept scenario; options come on top of it.", metavar="[SCENARIO]")] = "",
    base: Base = None,
    set_: Set = None,
    space: Space = None,
    weight: Weight = None,
    winners: Winners = None,
    merge: Merge = None,
    split: Split = None,
    withdraw: Withdraw = None,
    volume: Volume = None,
    newcomer: Newcomer = None,
    keep: Annotated[str, typer.Option(help="Keep it in the dossier under this name.")] = "",
    title: Annotated[str, typer.Option(help="What it is about, for the heading and the list.")] = "",
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a kept scenario of that name.")] = False,
    output: Page = None,
) -> None:
    """Try changes and see at once who gains and who loses, where it binds and what it costs."""
    names = ("--base", "--set", "--space", "--weight", "--winners", "--merge", "--split", "--withdraw", "--volume")
    texts = (base, set_, space, weight, winners, merge, split, withdraw, volume)
    given = {option: tuple(said or ()) for option, said in zip(names, texts, strict=True)}
    given["--newcomer"] = tuple(newcomer or ())
    _may_write(folder, output)
    read = _read(folder, name, given, title or keep or " ".join(text for said in given.values() for text in said))
    assert read.scenario is not None
    tried = _tried(_bench(folder), read)
    _tell(tried, output)
    if keep:
        found = what_ifs.write_scenario(folder, keep, what_ifs.retitled(read.scenario, title), overwrite=overwrite)
        if found:
            stop(found)
        say(f"Bewaard als scenario '{keep}'.", f"Kept as scenario '{keep}'.", "bold green")
    if tried.outcome.verification:
        raise typer.Exit(1)


@app.command("list")
def list_(folder: Folder) -> None:
    """List the scenarios kept in a dossier."""
    existing(folder, "Geef de map van een dossier.", "Give the folder of a dossier.")
    kept = what_ifs.kept(folder)
    for name, read in kept:
        if read.scenario is None:
            say(f"{name}: niet te lezen", f"{name}: cannot be read", "bold red")
            show(read.findings)
            continue
        count = what_ifs.changes_in(read.scenario)
        changes = words("verandering" if count == 1 else "veranderingen", "change" if count == 1 else "changes")
        console.print(f"{name}: {read.scenario.title} ({count} {changes})", markup=False)
    if not kept:
        make = f"{program()} what-if try {pasted(folder)} --base GZ+=0.1% --keep hoger-gz"
        say(f"Er zijn nog geen scenario's. Maak er een: {make}", f"There are no scenarios yet. Make one: {make}")


@app.command()
def delete(
    folder: Folder,
    name: Annotated[str, typer.Argument(help="The scenario.", metavar="SCENARIO")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask whether you are sure.")] = False,
) -> None:
    """Delete a kept scenario, after asking."""
    existing(folder, "Geef de map van een dossier.", "Give the folder of a dossier.")
    asked = words(f"Scenario '{name}' weggooien?", f"Delete scenario '{name}'?")
    if name in what_ifs.scenario_names(folder) and not yes and not typer.confirm(asked):
        say("Er is niets weggegooid.", "Nothing was deleted.")
        raise typer.Exit(1)
    found = what_ifs.delete_scenario(folder, name)
    if found:
        stop(found)
    say(f"Scenario '{name}' is weg.", f"Scenario '{name}' is gone.")


@app.command()
def compare(
    folder: Folder,
    names: Annotated[list[str], typer.Argument(help="Up to four kept scenarios.", metavar="SCENARIO...")],
    output: Page = None,
) -> None:
    """Put up to four kept scenarios side by side with the dossier as it is."""
    from driehoek.bootstrap import what_if_pages  # noqa: PLC0415 - charts slow the start of other commands

    _may_write(folder, output)
    reads = [_read(folder, name, {}, name) for name in names]
    bench = _bench(folder)
    tried = [_tried(bench, read, quiet=True) for read in reads]
    notes = (
        item for one, read in zip(tried, reads, strict=True) for item in what_ifs.placed(one.findings, read.places)
    )
    show(dict.fromkeys(notes))
    found = beside(bench.base, tried)
    if not isinstance(found, Beside):
        stop((found,))
    _lines(what_if_pages.beside_lines(found, language_of()))
    if output is not None:
        _write(output, what_if_pages.beside_page(found), what_if_pages.beside_table(found))


@app.command()
def sweep(
    folder: Folder,
    what: Annotated[str, typer.Argument(help="base:GZ, space:POOL/FRAME, weight:CRITERION, winners:LOT or STEP.NAME.")],
    first: Annotated[str, typer.Option("--from", help="The lowest value; five steps below now when left out.")] = "",
    last: Annotated[str, typer.Option("--to", help="The highest value; five steps above now when left out.")] = "",
    step: Annotated[str, typer.Option("--step", help="From one value to the next; a natural step when left out.")] = "",
    output: Page = None,
) -> None:
    """Turn one dial over a range: what each value costs, whom it touches, in a table, a chart and a sentence."""
    from driehoek.bootstrap import what_if_pages  # noqa: PLC0415 - charts slow the start of other commands

    _may_write(folder, output)
    bench = _bench(folder)
    turned = dial(bench.dossier, what)
    if not isinstance(turned, Dial):
        stop((turned,))
    values = values_of(turned, first, last, step)
    if not isinstance(values, tuple):
        stop((values,))
    with steps(len(values), "Waarden proberen", "Trying values") as advance:
        made = turn(bench, turned, values, advance)
    if not made.points:
        stop(tuple(item for _, findings in made.refused for item in findings))
    _lines(what_if_pages.sweep_lines(made, language_of()))
    show(tuple(item for _, findings in made.refused for item in findings))
    if output is not None:
        _write(output, what_if_pages.sweep_page(bench, made), what_if_pages.sweep_table(made))


@app.command()
def tornado(folder: Folder, output: Page = None) -> None:
    """Turn every dial of the policy one natural step: which matters most, and for whom."""
    from driehoek.bootstrap import what_if_pages  # noqa: PLC0415 - charts slow the start of other commands

    _may_write(folder, output)
    bench = _bench(folder)
    count = sum(1 for _ in dials(bench.dossier))
    with steps(count, "Draaien aan elke knop", "Turning every dial") as advance:
        bars = turn_all(bench, advance)
    _lines(what_if_pages.tornado_lines(bars, language_of()))
    if output is not None:
        _write(output, what_if_pages.tornado_page(bench, bars), what_if_pages.tornado_table(bars))


def _read(folder: Path, name: str, options: Mapping[str, Iterable[str]], title: str) -> what_ifs.Read:
    existing(folder, "Geef de map van een dossier.", "Give the folder of a dossier.")
    read = what_ifs.read(folder, name, options, title)
    if read.scenario is None:
        stop(read.findings)
    return read


def _bench(folder: Path) -> Bench:
    existing(folder, "Geef de map van een dossier.", "Give the folder of a dossier.")
    with working("Lezen en verdelen zoals het nu is", "Reading and dividing as it is now"):
        bench, findings = what_ifs.open_folder(folder)
    if bench is None:
        stop(findings)
    return bench


def _tried(bench: Bench, read: what_ifs.Read, *, quiet: bool = False) -> Tried:
    assert read.scenario is not None
    with working("Proberen", "Trying"):
        tried = bench.try_out(read.scenario)
    if isinstance(tried, Refused):
        stop(what_ifs.refusal(tried, read))
    if not quiet:
        show(what_ifs.placed(tried.findings, read.places))
    return tried


def _tell(tried: Tried, output: Path | None) -> None:
    from driehoek.bootstrap import what_if_pages  # noqa: PLC0415 - charts slow the start of other commands

    _lines(what_if_pages.tried_lines(tried, language_of()))
    if output is not None:
        _write(output, what_if_pages.tried_page(tried), what_if_pages.tried_table(tried))


def _lines(lines: Iterable[str]) -> None:
    for line in lines:
        console.print(line, markup=False)


def _may_write(folder: Path, output: Path | None) -> None:
    if output is not None and (refused := what_ifs.may_write(folder, output)):
        stop(refused)


def _write(output: Path, page: str, table: bytes) -> None:
    write(output, page.encode())
    write(output.with_suffix(".csv"), table)
