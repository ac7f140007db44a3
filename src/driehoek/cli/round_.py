"""``driehoek round``: check, run, explain, replay and compare a round."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from driehoek.application.compare import compare as compare_outcomes
from driehoek.application.dossier import Dossier
from driehoek.application.explain import explain as explain_outcome
from driehoek.application.explain import lines
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import rounds, space_uses, versions
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
    title,
    working,
    write,
    wrote,
)
from driehoek.domain.allocation import CLAUSES
from driehoek.kernel import Severity, dutch, total

if TYPE_CHECKING:
    from driehoek.application.yardstick.shown import Shown

app = typer.Typer(help="A round: from a dossier folder to decisions that can be explained and replayed.")
Version = Annotated[
    int | None, typer.Option("--version", help="Which version of the round; the latest unless said otherwise.")
]
Folder = Annotated[Path, typer.Argument(help="The dossier folder.", metavar="FOLDER")]
MANY = 200
"""From how many contracts on letters and forms are made only when asked for."""


class Documents(StrEnum):
    """Which documents a run makes."""

    AUTO = "auto"
    ALL = "all"
    REPORT = "report"
    NONE = "none"


@app.command()
def check(folder: Folder) -> None:
    """Read a dossier and its policy and show every fault at once. Nothing is written."""
    loaded = _loaded(folder, rounds.check)
    say(
        f"{folder} is in orde: {len(loaded.submissions)} inschrijvingen kunnen worden beoordeeld.",
        f"{folder} is in order: {len(loaded.submissions)} submissions can be assessed.",
        "bold green",
    )


@app.command()
def run(
    folder: Folder,
    wanted: Annotated[
        Documents,
        typer.Option(
            "--documents",
            help=f"auto: letters and forms for up to {MANY} contracts; all; report: only the report; none.",
        ),
    ] = Documents.AUTO,
    template: Annotated[Path | None, typer.Option(help="The purchaser's own letter template (DOCX).")] = None,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Replace a result that holds your own work; it stays as result.vorige."),
    ] = False,
    without_adjustments: Annotated[
        bool,
        typer.Option(
            "--without-adjustments",
            help="A trial without deviations by hand: it goes to result.proef and result stays as it is.",
        ),
    ] = False,
) -> None:
    """Read, check, score, divide, verify and write a round."""
    from driehoek.bootstrap import documents  # noqa: PLC0415 - charts and type slow the start of other commands

    if template is not None:
        existing(template, "Geef het pad van een DOCX-sjabloon.", "Give the path of a DOCX template.")
    existing(folder, "Geef de map van een dossier.", "Give the folder of a dossier.")
    name = rounds.TRIAL_FOLDER if without_adjustments else rounds.RESULT_FOLDER
    if refused := rounds.may_save(folder, name, overwrite=overwrite):
        stop(refused)
    outcome = _decided(folder, adjusted=not without_adjustments)
    _tell(outcome)
    contracts = _contracts(outcome, wanted, trial=without_adjustments)
    made: list[str] = []
    with steps(len(contracts), "Brieven en formulieren maken", "Making letters and forms") as advance:
        beside = _beside(outcome, folder) if wanted is not Documents.NONE else None
        files = documents.render_all(outcome, contracts, template, advance, beside)
        with closing(files):
            wanted_files = () if wanted is Documents.NONE else _counted(files, made)
            found = rounds.save(outcome, folder, wanted_files, name, overwrite=overwrite)
    if any(finding.severity is Severity.ERROR for finding in found):
        stop(found)
    wrote()
    show(found)
    _close(outcome, folder / name, made, trial=without_adjustments)
    if outcome.verification:
        raise typer.Exit(1)


@app.command()
def explain(
    folder: Folder,
    provider: Annotated[str, typer.Option("--provider", "-p", help="The AGB of the contract.")],
    version: Version = None,
) -> None:
    """Tell for one provider where every euro comes from: rule, parameter and input."""
    outcome = decided_version(folder, version)
    contract = known_contract(outcome, provider)
    for line in lines(explain_outcome(outcome, contract), language_of()):
        console.print(line, markup=False)


@app.command()
def replay(folder: Folder, version: Version = None) -> None:
    """Recompute a round and hold it against its result, byte for byte."""
    number = version_of(folder, version)
    with working("Opnieuw rekenen", "Computing again"):
        outcome, findings = rounds.replay(folder, number)
    if outcome is None or findings:
        show(findings)
    if any(finding.code is rounds.NO_RESULT for finding in findings):
        make = f"{program()} round run {pasted(folder)}"
        say(
            f"Er is nog geen resultaat om na te rekenen. Maak het met: {make}",
            f"There is no result yet to compute again. Make it with: {make}",
            "bold red",
        )
        raise typer.Exit(1)
    if outcome is None:
        say("Er kon niet opnieuw worden gerekend.", "It could not be computed again.", "bold red")
        raise typer.Exit(1)
    if any(finding.severity is Severity.ERROR for finding in findings):
        say("De uitkomst is niet dezelfde.", "The result is not the same.", "bold red")
        raise typer.Exit(1)
    said = (" (versie {0})", " (version {0})") if versions.latest(folder) > 1 else ("", "")
    nl, en = (each.format(number) for each in said)
    say(f"Dezelfde invoer geeft dezelfde besluiten{nl}.", f"The same inputs give the same decisions{en}.", "bold green")
    fingerprints(outcome)


@app.command("letter-check")
def letter_check(
    folder: Folder,
    letter: Annotated[Path, typer.Argument(help="The edited letter (DOCX); its name is the contract, or use -p.")],
    provider: Annotated[str, typer.Option("--provider", "-p", help="The AGB of the contract.")] = "",
    version: Version = None,
) -> None:
    """See whether an edited letter still says every computed fact as the round decided it."""
    from driehoek.bootstrap import documents  # noqa: PLC0415 - charts and type slow the start of other commands

    existing(letter, "Geef de brief als DOCX.", "Give the letter as DOCX.")
    outcome = decided_version(folder, version)
    contract = known_contract(outcome, provider or letter.stem)
    findings = documents.check_letter(outcome, contract, letter.read_bytes())
    show(findings)
    if findings:
        raise typer.Exit(1)
    say("Alle berekende gegevens staan er nog zo.", "Every computed fact still stands as it was.", "bold green")


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="The one dossier folder.")],
    after: Annotated[Path, typer.Argument(help="The other dossier folder.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write an HTML page here as well.")] = None,
    without_adjustments: Annotated[
        bool,
        typer.Option(
            "--without-adjustments",
            help="Leave deviations by hand out on both sides: they start from one result and do not fit another.",
        ),
    ] = False,
) -> None:
    """Show two results side by side: who gains, who loses, by which rule."""
    from driehoek.bootstrap import documents  # noqa: PLC0415 - charts and type slow the start of other commands

    adjusted = not without_adjustments
    comparison = compare_outcomes(
        _decided(before, quiet=True, adjusted=adjusted), _decided(after, quiet=True, adjusted=adjusted)
    )
    for line in documents.comparison_lines(comparison, language_of()):
        console.print(line, markup=False)
    if output is not None:
        write(output, documents.comparison_page(comparison).encode())


@app.command()
def yardstick(
    folder: Folder,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write an HTML page here as well.")] = None,
    without_adjustments: Annotated[
        bool, typer.Option("--without-adjustments", help="Leave deviations by hand out of the decision.")
    ] = False,
) -> None:
    """Show what the rules cost: the best division within all limits beside the decision. It decides nothing."""
    from driehoek.bootstrap import yardsticks  # noqa: PLC0415 - the solver slows the start of other commands

    outcome = _decided(folder, quiet=True, adjusted=not without_adjustments)
    with working("Meten", "Measuring"):
        told = yardsticks.measure(outcome, folder)
    title("Wat de regels kosten", "What the rules cost")
    for line in yardsticks.summary(told, language_of()):
        console.print(line, markup=False)
    if output is not None:
        write(output, yardsticks.page(told).encode())


@app.command()
def use(
    folder: Folder,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write it here as well: a page (.html) or a file (.csv).")
    ] = None,
    version: Version = None,
) -> None:
    """Show the use of the space during the year, by need/use.csv: can all production be paid? It decides nothing."""
    shown = space_uses.seen(decided_version(folder, version), folder)
    show(shown.findings)
    if not shown.months:
        say(
            "Van dit jaar is nog niets bekend: leg de cijfers in need/use.csv.",
            "Nothing of this year is known yet: put the figures in need/use.csv.",
        )
        raise typer.Exit(1)
    title("Benutting van de ruimte", "Use of the space")
    for line in space_uses.summary(shown, language_of()):
        console.print(line, markup=False)
    if output is not None:
        write(output, space_uses.data(shown) if output.suffix == ".csv" else space_uses.page(shown).encode())


def _beside(outcome: RoundOutcome, folder: Path) -> Shown | None:
    """What the rules cost, for the report; of a round as large as a country the command of that name tells it."""
    from driehoek.bootstrap import yardsticks  # noqa: PLC0415 - the solver slows the start of other commands

    return yardsticks.measure(outcome, folder) if len(outcome.assessments) <= MANY else None


def version_of(folder: Path, version: int | None) -> int:
    """The version that is asked for, else the latest; say which there are and end when there is none such."""
    existing(folder, "Geef de map van een dossier.", "Give the folder of a dossier.")
    number = versions.latest(folder) if version is None else version
    if refused := versions.known(folder, number):
        stop(refused)
    return number


def decided_version(folder: Path, version: int | None) -> RoundOutcome:
    """Decide the version that is asked for, else the latest; end with what stands in the way."""
    number = version_of(folder, version)
    with working("Toetsen, scoren en verdelen", "Testing, scoring and dividing"):
        outcome = rounds.decide_version(folder, number)
    if not isinstance(outcome, RoundOutcome):
        stop(outcome)
    return outcome


def known_contract(outcome: RoundOutcome, contract: str) -> str:
    """The contract, when the dossier has it; otherwise say which there are and end with 2."""
    known = {item.contract.code for item in outcome.dossier.providers}
    if contract in known:
        return contract
    example = min(known, default="-")
    say(
        f"Contract {contract} staat niet in dit dossier. Kies bijvoorbeeld {example}.",
        f"Contract {contract} is not in this dossier. Choose for example {example}.",
        "bold red",
    )
    raise typer.Exit(2)


def _loaded(folder: Path, act: Callable[[Path], rounds.Loaded]) -> Dossier:
    existing(folder, "Geef de map van een dossier.", "Give the folder of a dossier.")
    with working("Lezen", "Reading"):
        loaded = act(folder)
    if loaded.dossier is None:
        stop(loaded.findings)
    show(loaded.findings)
    return loaded.dossier


def _decided(folder: Path, *, quiet: bool = False, adjusted: bool = True) -> RoundOutcome:
    if not quiet:
        title(f"Lezen en controleren: {folder}", f"Reading and checking: {folder}")
    dossier = _silently(folder) if quiet else _loaded(folder, rounds.load)
    if not adjusted:
        dossier = replace(dossier, adjustments=())
    with working("Toetsen, scoren en verdelen", "Testing, scoring and dividing"):
        outcome = rounds.decide(dossier)
    if not isinstance(outcome, RoundOutcome):
        stop(rounds.with_places(outcome, folder, dossier.policy))
    if not quiet:
        show(rounds.with_places(outcome.findings, folder, dossier.policy))
    return outcome


def _silently(folder: Path) -> Dossier:
    existing(folder, "Geef de map van een dossier.", "Give the folder of a dossier.")
    loaded = rounds.load(folder)
    if loaded.dossier is None:
        stop(loaded.findings)
    return loaded.dossier


def _contracts(outcome: RoundOutcome, wanted: Documents, *, trial: bool) -> tuple[str, ...]:
    if trial and wanted is Documents.AUTO:
        return ()  # a letter of a trial looks like a decision
    contracts = tuple(item.contract for item in outcome.assessments)
    if wanted is Documents.ALL or (wanted is Documents.AUTO and len(contracts) <= MANY):
        return contracts
    if wanted is Documents.AUTO:
        say(
            f"Voor {len(contracts)} aanbieders maken we geen brieven en formulieren; gebruik --documents all.",
            f"For {len(contracts)} providers no letters and forms are made; use --documents all.",
            "yellow",
        )
    return ()


def _tell(outcome: RoundOutcome) -> None:
    from driehoek.bootstrap import documents  # noqa: PLC0415 - charts and type slow the start of other commands

    title("De ronde", "The round")
    for line in documents.summary(outcome, language_of()):
        console.print(line, markup=False)
    if outcome.verification:
        say(
            "De controle keurt deze verdeling af. Stel haar niet vast.",
            "Verification rejects this division. Do not adopt it.",
            "bold red",
        )
        show(outcome.verification)
    else:
        say(
            f"De onafhankelijke controle keurt de verdeling goed op alle {len(CLAUSES)} punten.",
            f"The independent check accepts the division on all {len(CLAUSES)} clauses.",
            "bold green",
        )


def fingerprints(outcome: RoundOutcome) -> None:
    """Say the fingerprints of what went in and of what was decided."""
    say(f"Invoer:    {outcome.input_fingerprint}", f"Input:     {outcome.input_fingerprint}")
    say(f"Besluiten: {outcome.decision_fingerprint}", f"Decisions: {outcome.decision_fingerprint}")


def _counted(files: Iterable[tuple[str, bytes]], made: list[str]) -> Iterator[tuple[str, bytes]]:
    """The files as they come, their names kept in ``made``."""
    for name, data in files:
        made.append(name)
        yield name, data


def _close(outcome: RoundOutcome, result: Path, made: list[str], *, trial: bool) -> None:
    from driehoek.bootstrap import documents  # noqa: PLC0415 - charts and type slow the start of other commands

    title("Klaar", "Done")
    fingerprints(outcome)
    lines = total(line.amount for line in outcome.lines)
    agreed, less = dutch.amount(lines), total(grant.money for grant in outcome.allocation.grants) - lines
    nl = f" ({dutch.amount(less)} minder dan toegekend: dat past niet in hele eenheden)" if less.cents > 0 else ""
    en = f" ({dutch.amount(less)} less than granted: it does not fit in whole units)" if less.cents > 0 else ""
    say(
        f"{len(outcome.lines)} afspraakregels, samen {agreed}{nl}; {len(made)} documenten.",
        f"{len(outcome.lines)} agreement lines, together {agreed}{en}; {len(made)} documents.",
    )
    shown = _example(outcome)
    for nl, en, name in (
        ("Verslag (open in een browser)", "Report (open in a browser)", documents.REPORT),
        ("Brief per aanbieder, bijvoorbeeld", "Letter per provider, for example", documents.letter_file(shown)),
        ("Budgetformulier, bijvoorbeeld", "Budget form, for example", documents.form_file(shown)),
    ):
        if name in made:
            say(f"  {nl}: {result / name}", f"  {en}: {result / name}")
    if trial:
        say(
            f"Dit was een proef zonder aanpassingen met de hand. Zij staat in {result}; het besluit in "
            f"{rounds.RESULT_FOLDER} is niet veranderd.",
            f"This was a trial without deviations by hand. It is in {result}; the decision in "
            f"{rounds.RESULT_FOLDER} did not change.",
            "bold yellow",
        )
        return
    folder = pasted(result.parent)
    say("Probeer nu:", "Try next:")
    for command in (f"explain {folder} --provider {shown}", f"replay {folder}"):
        console.print(f"  {program()} round {command}", markup=False)


def _example(outcome: RoundOutcome) -> str:
    """A contract worth looking at: one adjusted by hand, else the first with lines, else the first."""
    adjusted = [item.contract for item in outcome.dossier.adjustments]
    lined = [line.contract.code for line in outcome.lines]
    return next(iter([*adjusted, *lined, *(item.contract for item in outcome.assessments)]), "")
