"""``driehoek dossier``: start a dossier, check one, or make up a region to try things on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from driehoek.bootstrap import dossiers, policies
from driehoek.bootstrap.country import Size, grow_country, places_on, save_country
from driehoek.cli.round_ import check as check_round
from driehoek.cli.screen import pasted, program, say, steps, stop, working, wrote
from driehoek.domain.regimes import REGIMES
from driehoek.kernel import Finding, blocking

app = typer.Typer(help="A dossier: the folder that holds a round.")
LEAST, MOST = 1, 100_000


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make; it must not hold anything yet.")],
    regime: Annotated[str, typer.Option(help=f"The legal regime: {', '.join(REGIMES)}.")] = "wlz",
) -> None:
    """Make an empty dossier: every file with its columns and a sentence on what goes in."""
    if regime not in REGIMES:
        say(f"Kies een regime: {', '.join(REGIMES)}.", f"Choose a regime: {', '.join(REGIMES)}.", "bold red")
        raise typer.Exit(2)
    findings = dossiers.start(folder, regime)
    if blocking(findings):
        stop(findings)
    wrote()
    look = f"{program()} dossier check {pasted(folder)}"
    say(
        f"{folder} staat klaar. Vul policy.yaml in en kijk met: {look}",
        f"{folder} is ready. Fill in policy.yaml and look with: {look}",
        "bold green",
    )


app.command("check", help="Read a dossier and show every fault at once. Nothing is written.")(check_round)


@app.command()
def generate(  # noqa: PLR0913, PLR0917 - a command: each is an option of its own
    folder: Annotated[Path, typer.Argument(help="The folder to make; it must not hold anything yet.")],
    policy: Annotated[Path, typer.Option(help="The policy that the region gets: a file or dossier folder.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same region.")] = 2027,
    contracts: Annotated[int, typer.Option(min=LEAST, max=MOST, help="How many contracts.")] = 36,
    national: Annotated[
        bool, typer.Option("--national", help="Every region of the country, with 30 to 40 contracts each.")
    ] = False,
    load: Annotated[
        bool, typer.Option("--load", help="With --national: 2,500 contracts, 120 products, about 33,000 volumes.")
    ] = False,
    scale: Annotated[int, typer.Option(min=1, max=20, help="With --national: so many times the contracts.")] = 1,
) -> None:
    """Make up one region, or the whole country, sized by national figures; every made-up figure says SYNTHETIC."""
    if (load or scale > 1) and not national:
        say("--load en --scale horen bij --national.", "--load and --scale go with --national.", "bold red")
        raise typer.Exit(2)
    loaded = policies.load_policy(policy)
    if loaded.policy is None or blocking(loaded.findings):
        stop(loaded.findings)
    if national:
        with steps(len(places_on(loaded.policy)), "Regio's verzinnen", "Making up regions") as advance:
            grown = grow_country(loaded.policy, seed, Size(load, scale), folder.name, advance)
    else:
        with working("Regio verzinnen", "Making up a region"):
            region = dossiers.grow(loaded.policy, seed, contracts, folder.name)
        if isinstance(region, Finding):
            stop((region,))
        grown = region
    with working("Schrijven", "Writing"):
        findings = save_country(grown, folder) if national else dossiers.save_grown(grown, folder, loaded.text)
    if blocking(findings):
        stop(findings)
    wrote()
    say(
        f"{folder}: {len(grown.providers)} aanbieders, {len(grown.submissions)} inschrijvingen, alles verzonnen.",
        f"{folder}: {len(grown.providers)} providers, {len(grown.submissions)} submissions, all made up.",
        "bold green",
    )
