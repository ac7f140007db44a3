"""``driehoek need``: the picture of need of a region, and pictures side by side."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from driehoek.bootstrap import need
from driehoek.cli.need_forecast import forecast
from driehoek.cli.screen import console, existing, language_of, say, show, steps, stop, write
from driehoek.domain.need import Picture
from driehoek.kernel import Money

app = typer.Typer(help="Need: the picture of a region before any policy, and pictures side by side.")
app.command("forecast")(forecast)

Regions = Annotated[list[str] | None, typer.Argument(help="Region codes (COD001); all regions when left out.")]
Year = Annotated[int | None, typer.Option(min=2008, max=2100, help="The contract year; next year when left out.")]
On = Annotated[datetime | None, typer.Option(help="The day of the picture; today when left out.")]
Folder = Annotated[
    Path | None, typer.Option("--need", help="A folder with files about need, or a dossier that has one.")
]
Standards = Annotated[
    Path | None, typer.Option(help="A folder with published tables; the packaged facts when left out.")
]
Out = Annotated[
    Path | None,
    typer.Option(help="Write the pages here: a region picture, talk sheets, the data, and an overview of all regions."),
]
Page = Annotated[Path | None, typer.Option("--out", help="Write the page here (HTML).")]
Published = Annotated[
    bool, typer.Option("--published", help="For the public: small numbers and what would give them away are left out.")
]
Outlines = Annotated[
    Path | None, typer.Option("--map", help="GeoJSON with the outlines of regions or municipalities, for the maps.")
]
Into = Annotated[
    Path | None, typer.Option(help="A dossier that gets the lines as need/picture.csv, for its policy to point to.")
]
Csv = Annotated[Path | None, typer.Option("--csv", help="Also write every line of the pictures to this CSV file.")]


@app.command()
def picture(  # noqa: PLR0913, PLR0917 - one option for each way to make or write it
    regions: Regions = None,
    year: Year = None,
    on: On = None,
    folder: Folder = None,
    standards: Standards = None,
    to_csv: Csv = None,
    out: Out = None,
    published: Published = False,
    outlines: Outlines = None,
    into: Into = None,
) -> None:
    """Make the picture of need of regions: demand, supply, and what they say together."""
    if into:
        existing(into, "Geef de map van een dossier.", "Give the folder of a dossier.")
    _for_pages(out, outlines, to_csv, published=published)
    if out:
        from driehoek.cli import need_pages  # noqa: PLC0415 - charts slow the start of other commands

        wanted = need_pages.wanted(outlines, _day(on), published=published)
        made = _made(regions, year, on, folder, standards)[1]
        need_pages.write_pages(made, out, wanted)
    else:
        made = _made(regions, year, on, folder, standards)[1]
        _tell(made)
    if to_csv:
        write(to_csv, need.table(made))
    if into:
        (into / "need").mkdir(exist_ok=True)
        write(into / need.PICTURE_FILE, need.lines_for_dossier(made))


@app.command()
def compare(  # noqa: PLR0913, PLR0917 - one option for each way to make or write it
    regions: Regions = None,
    year: Year = None,
    on: On = None,
    folder: Folder = None,
    standards: Standards = None,
    to_csv: Csv = None,
    space: Annotated[
        str | None, typer.Option(help="A national space in euros, to see what each region gets of it on two bases.")
    ] = None,
    other: Annotated[int | None, typer.Option("--with-year", min=2008, max=2100, help="Beside another year.")] = None,
    out: Page = None,
    published: Published = False,
    outlines: Outlines = None,
) -> None:
    """Put the pictures of regions side by side, with sums; with a page of two regions or two years, or of all."""
    _for_pages(out, outlines, to_csv, published=published)
    gathered, made = _made(regions, year, on, folder, standards)
    if out:
        from driehoek.cli import need_pages  # noqa: PLC0415 - charts slow the start of other commands

        wanted = need_pages.wanted(outlines, _day(on), published=published)
        need_pages.write_compared(
            [*made, *(_made(regions, other, on, folder, standards)[1] if other else [])], out, wanted
        )
        return
    found = need.side_by_side(gathered, made, _euros(space))
    for line in need.text_of_comparison(found, language_of()):
        console.print(line, markup=False)
    if to_csv:
        write(to_csv, need.table(made))


def _tell(made: list[Picture]) -> None:
    for item in made:
        for line in need.text(item, language_of()):
            console.print(line, markup=False)
        console.print()
        show(item.findings)


def _for_pages(out: Path | None, outlines: Path | None, to_csv: Path | None, *, published: bool) -> None:
    """Say so when options do not go together, before anything is made."""
    if out is None and (published or outlines):
        say(
            "--published en --map horen bij pagina's. Zeg met --out waar die komen.",
            "--published and --map belong to pages. Say with --out where those go.",
            "bold red",
        )
        raise typer.Exit(2)
    if published and to_csv:
        say(
            "--csv schrijft alle cijfers, ook kleine. De openbare cijfers staan in regels.csv bij de pagina's.",
            "--csv writes every figure, also small ones. The public figures are in regels.csv beside the pages.",
            "bold red",
        )
        raise typer.Exit(2)


def _day(on: datetime | None) -> date:
    return (on or datetime.now(ZoneInfo("Europe/Amsterdam"))).date()


def _made(
    codes: list[str] | None, year: int | None, on: datetime | None, *folders: Path | None
) -> tuple[need.Gathered, list[Picture]]:
    day = _day(on)
    regions, wrong = need.regions_asked(codes or (), day)
    if wrong:
        stop(wrong)
    gathered = need.gather(day, *folders)
    if not gathered.usable:
        stop(gathered.findings)
    made = []
    with steps(len(regions), "Beelden maken", "Making pictures") as step:
        for item in need.pictures(gathered, regions, year or day.year + 1, day):
            made.append(item)
            step()
    show(gathered.findings)
    return gathered, made


def _euros(text: str | None) -> Money | None:
    if text is None:
        return None
    try:
        return Money.parse(text)
    except ValueError:
        say(
            f"'{text}' is geen bedrag. Schrijf het als 1234.50.",
            f"'{text}' is no amount. Write it as 1234.50.",
            "bold red",
        )
        raise typer.Exit(2) from None
