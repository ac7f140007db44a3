"""``driehoek submission``: the provider's side: an empty form, a filled workbook, and how one stands beforehand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from driehoek.application.entry_preview import EntryPreview, Foreseen, ForeseenLot
from driehoek.application.receipt import in_words
from driehoek.bootstrap import submissions
from driehoek.cli.screen import console, existing, language_of, pasted, program, say, show, stop, title, words, wrote
from driehoek.domain.policy import ProviderGroup, RequirementKind
from driehoek.domain.tender.outcome import Standing, Tested
from driehoek.kernel import Agb, Finding, Holds, NotApplicable, Rate, blocking, dutch

app = typer.Typer(help="A submission, from the provider's side: make the form, read it back, preview it.")
_STANDINGS = {
    Standing.ADMITTED: ("U doet mee.", "You take part."),
    Standing.INCOMPLETE: ("Er ontbreekt iets.", "Something is missing."),
    Standing.REFUSED: ("Zo krijgt u geen overeenkomst.", "As it is there will be no agreement."),
    Standing.EXCLUDED: ("Zo wordt u uitgesloten.", "As it is you will be excluded."),
    Standing.DECISION_NEEDED: (
        "Het zorgkantoor moet hier eerst een besluit over nemen.",
        "The purchaser has to decide on something first.",
    ),
}
_KINDS = {
    RequirementKind.SUITABILITY: ("eis", "requirement"),
    RequirementKind.EXCLUSION: ("uitsluitingsgrond", "exclusion ground"),
    RequirementKind.CONDITION: ("voorwaarde", "condition"),
}


@app.command()
def form(
    policy: Annotated[
        Path, typer.Argument(help="A policy.yaml, or the dossier folder, which also knows the products.")
    ],
    contract: Annotated[str, typer.Option("--contract", "-c", help="The AGB of the contract, eight digits.")],
    into: Annotated[Path, typer.Option(help="The folder in which the form comes.")] = Path(),
    group: Annotated[
        ProviderGroup | None, typer.Option(help="The group of the provider; the dossier knows it for who is in it.")
    ] = None,
    lots: Annotated[str, typer.Option(help="The lots to enter, with commas; all that are open when left out.")] = "",
    excel: Annotated[bool, typer.Option("--excel", help="Make one Excel workbook instead of a folder.")] = False,
) -> None:
    """Make the empty form of one provider: what its group is asked for its lots, and by when."""
    existing(policy, "Geef een policy.yaml of een dossiermap.", "Give a policy.yaml or a dossier folder.")
    wanted = tuple(lot for part in lots.split(",") if (lot := part.strip()))
    made = submissions.make_form(policy, _agb(contract), group, wanted, _now())
    if made.form is None:
        stop(made.findings)
    show(made.findings)
    target, findings = submissions.save_form(made.form, into, excel=excel)
    if blocking(findings):
        stop(findings)
    wrote()
    questions = len(made.form.questions)
    say(f"{target}: {questions} vragen.", f"{target}: {questions} questions.", "bold green")
    for deadline in made.form.deadlines():
        console.print(f"  {deadline}", markup=False)
    say("Vul het in en bekijk hoe u ervoor staat:", "Fill it in and see how you stand:")
    if excel:
        console.print(f"  {program()} submission read {pasted(target)} --into DOSSIER/submissions", markup=False)
    console.print(f"  {program()} submission preview DOSSIER --provider {contract}", markup=False)


@app.command()
def read(
    file: Annotated[Path, typer.Argument(help="The filled workbook.")],
    into: Annotated[Path, typer.Option(help="The folder of submissions, in which the contract gets its own.")],
    received: Annotated[datetime | None, typer.Option(help="When it arrived, Dutch civil time, once it has.")] = None,
) -> None:
    """Turn a filled workbook into answers.yaml and volumes.csv; every fault is shown at once."""
    existing(file, "Geef het ingevulde formulier.", "Give the filled form.")
    target, findings = submissions.read_filled(file, into, received)
    if target is None:
        stop(findings)
    wrote()
    show(findings)
    say(f"Geschreven: {target}", f"Written: {target}", "bold green")


@app.command()
def preview(
    folder: Annotated[Path, typer.Argument(help="The dossier folder.", metavar="FOLDER")],
    provider: Annotated[str, typer.Option("--provider", "-p", help="The AGB of the contract.")],
    moment: Annotated[
        datetime | None, typer.Option(help="The moment of arrival to reckon with, Dutch civil time.")
    ] = None,
) -> None:
    """Show how a submission would stand, by the rules of the round; 1 when something would stop it."""
    existing(folder, "Geef de map van een dossier.", "Give the folder of a dossier.")
    seen = submissions.preview(folder, _agb(provider), _now(), moment)
    if seen.entry is None:
        stop(seen.findings)
    show(seen.findings)
    _tests(seen.entry)
    for lot in seen.entry.lots:
        _lot(lot)
    if seen.entry.answers_need:
        title("U vult in wat de regio mist", "You answer what the region lacks")
        for line in seen.entry.answers_need:
            console.print(f"  {line}", markup=False)
    show(seen.entry.offers)
    if seen.entry.stops:
        say("Zo loopt u vast. Herstel eerst wat hierboven staat.", "This would be stopped. Mend it first.", "bold red")
        raise typer.Exit(1)
    say("Niets houdt deze inschrijving tegen.", "Nothing stops this submission.", "bold green")


@app.command(name="receipt")
def check_receipt(
    file: Annotated[Path, typer.Argument(help="The text file that was kept with the receipt.")],
    evidence: Annotated[
        Path | None, typer.Option(help="A folder with the documents as they were sent, to hold to the receipt.")
    ] = None,
) -> None:
    """Compute the mark of a receipt again, without any portal; 1 when it does not hold."""
    existing(file, "Geef het bestand met het ontvangstbewijs.", "Give the file with the receipt.")
    read, findings = submissions.read_kept_receipt(file, evidence)
    if read is None or findings:
        stop(findings)
    say("Het kenmerk klopt met wat er staat.", "The mark belongs to what stands there.", "bold green")
    for line in in_words(read):
        console.print(f"  {line}", markup=False)
    console.print(f"  {read.mark}", markup=False)


def _tests(entry: EntryPreview) -> None:
    """Time, completeness, what would refuse, and the sentence of the letter per requirement."""
    said = entry.preview
    title(f"{entry.provider.name}, {entry.provider.contract}", f"{entry.provider.name}, {entry.provider.contract}")
    received = dutch.moment(entry.submission.received)
    if isinstance(said.in_time, Holds):
        say(f"Op tijd: ontvangen op {received}.", f"In time: received {received}.", "green")
    else:
        show((said.in_time,))
    if entry.submission.withdrawn_on is not None:
        say("Deze inschrijving is ingetrokken.", "This submission was withdrawn.", "bold red")
    say(*_STANDINGS.get(said.assessment.standing, ("", "")), "bold")
    console.print(f"  {said.assessment.sentence}", markup=False)
    counted = len(said.missing)
    if said.complete and not counted:
        say("Volledig: er ontbreekt niets.", "Complete: nothing is missing.", "green")
    else:
        say(f"Er ontbreken {counted} antwoorden.", f"{counted} answers are missing.", "bold red")
    # a test that fails is told with its requirement, not here
    outcomes = [item.outcome for item in said.assessment.tested]
    show(item for item in said.assessment.findings if item not in outcomes)
    title("Eisen en voorwaarden", "Requirements and conditions")
    for item in said.assessment.tested:
        _tested(item, stops=item in said.knock_outs)
    for lot in said.assessment.closed_lots:
        say(f"Perceel {lot} is zo voor u gesloten.", f"As it is, lot {lot} is closed to you.", "bold red")


def _tested(item: Tested, *, stops: bool) -> None:
    marks = {Holds: ("goed", "good", "green"), NotApplicable: ("-   ", "-   ", "dim")}
    nl, en, colour = marks.get(type(item.outcome), ("nee ", "no  ", "bold red" if stops else "yellow"))
    kind = words(*_KINDS[item.kind])
    console.print(f"  [{colour}]{words(nl, en)}[/]", end=" ")
    console.print(f"{kind} {item.requirement}", style="bold", markup=False)
    console.print(f"      {item.sentence}", markup=False)
    if isinstance(item.outcome, Finding):
        console.print(f"      {item.outcome.mend(language_of())}", style="dim", markup=False)


def _lot(told: ForeseenLot) -> None:
    """The points per criterion, and what more would take."""
    title(f"Punten in perceel {told.lot.name}", f"Points in lot {told.lot.name}")
    for item in told.criteria:
        weight = dutch.percentage(Rate(item.weight))
        console.print(f"  {item.name} ({weight}): {_points(item, told)}", markup=False)
        if item.more:
            console.print(f"      {item.more}", style="dim", markup=False)
    rest = dutch.percentage(Rate(told.open_weight))
    sure = f"{dutch.number(told.sure)} / {told.lot.scale}"
    say(f"  Zeker: {sure}; {rest} van de weging is nog open.", f"  Sure: {sure}; {rest} of the weight is still open.")
    for sentence in told.below:
        console.print(f"  {sentence}", style="bold red", markup=False)


def _points(item: Foreseen, told: ForeseenLot) -> str:
    if item.points is not None:
        return f"{dutch.number(item.points)} / {told.lot.scale}. {item.motivation}"
    if isinstance(item.untold, NotApplicable):
        reason = words(item.untold.reason_nl, item.untold.reason_en)
        return words(f"nog niet te zeggen, want {reason}.", f"not to be told yet: {reason}.")
    return item.untold.sentence(language_of()) if item.untold else ""


def _agb(text: str) -> Agb:
    code = Agb.parse(text)
    if code is None:
        say(f"{text} is geen AGB-code: acht cijfers.", f"{text} is no AGB code: eight digits.", "bold red")
        raise typer.Exit(2)
    return code


def _now() -> datetime:
    """The present moment in Dutch civil time."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).replace(tzinfo=None)
