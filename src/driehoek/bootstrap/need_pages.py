"""Pages of need: from pictures to files, one region at a time; nothing here decides what may be shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from driehoek.adapters.catalogue import load_regions, read_table
from driehoek.adapters.dossier.files import not_written, write_file
from driehoek.adapters.office.need_pdf import need_pdf
from driehoek.adapters.report.need import Atlas, Place, figures_of, need_html, read_shapes
from driehoek.adapters.report.need.data import dictionary_csv, lines_csv
from driehoek.application.need.shown import maps
from driehoek.application.need.shown.beside import beside_page
from driehoek.application.need.shown.country import country_page
from driehoek.application.need.shown.data import rows
from driehoek.application.need.shown.page import Page
from driehoek.application.need.shown.region import region_page
from driehoek.application.need.shown.towns import talk_sheet
from driehoek.application.need.shown.view import View
from driehoek.bootstrap.need_listing import LIST, list_bytes
from driehoek.domain.need import Picture
from driehoek.domain.need.suppress import SmallNumbers
from driehoek.kernel import Finding

File = tuple[str, bytes]
PAIR = 2
LINES, DICTIONARY, COUNTRY = "regels.csv", "dictionary.csv", "landelijk.html"


@cache
def tiles() -> Mapping[str, Place]:
    """Where the tile of each region lies."""
    return {
        row["code"]: Place(row["short"], int(row["column"]), int(row["row"]))
        for row in read_table("regions/tiles.csv").rows
    }


@dataclass(frozen=True, slots=True)
class Wanted:
    """How pages are made.

    Attributes:
        published: whether small numbers are left out.
        atlas: what maps are drawn on.
        sheets: whether each municipality gets a talk sheet.
        pdf: whether PDFs are made beside the pages.
    """

    published: bool = False
    atlas: Atlas = field(default_factory=lambda: Atlas(tiles()))
    sheets: bool = True
    pdf: bool = True


@cache
def small_numbers(day: date) -> SmallNumbers:
    """The packaged rule of a day: from how many persons on a number is published."""
    found = [
        SmallNumbers(int(row["threshold"]), date.fromisoformat(row["from"]), row["source"])
        for row in read_table("need/small_numbers.csv").rows
    ]
    return max((rule for rule in found if rule.start <= day), key=lambda rule: rule.start)


def view_of(made: Picture, *, published: bool) -> View:
    """A picture as the public or as the purchaser sees it."""
    return View.of(made, small_numbers(made.day) if published else None)


def atlas(file: Path | None, day: date) -> tuple[Atlas, tuple[Finding, ...]]:
    """What maps are drawn on: tiles, and the outlines of a file where one is given."""
    if file is None:
        return Atlas(tiles()), ()
    try:
        data = file.read_bytes()
    except OSError as error:
        return Atlas(tiles()), (not_read(file, error),)
    known = load_regions()
    regions = {item.code.code: (item.cbs_code, item.cbs_name, item.name) for item in known.on(day)}
    towns = {item.code: (f"GM{item.code}", item.name) for item in known.municipalities}
    of_regions, of_towns = (read_shapes(data, file.name, wanted) for wanted in (regions, towns))
    # a municipality may bear the name of a region: the map is of what most of it can be
    shapes, findings = max(of_regions, of_towns, key=lambda found: len(found[0]))
    return Atlas(tiles(), shapes), findings


def not_read(file: Path, error: OSError) -> Finding:
    """The finding for a map that cannot be read."""
    from driehoek.adapters.report.need.geo import NOT_GEOJSON  # noqa: PLC0415 - beside its one use

    return Finding(NOT_GEOJSON, file.name, seen=error.strerror or str(error))


def region_files(made: Picture, wanted: Wanted) -> Iterator[File]:
    """The page of a region as HTML and PDF, the sheets of its municipalities, and the data."""
    view = view_of(made, published=wanted.published)
    folder = made.region.code
    page = region_page(view, maps.of_towns(view, frozenset(wanted.atlas.shapes)), maps.lies(view, _regions(made.day)))
    figures = figures_of(page, wanted.atlas)
    beside = (("Alle cijfers van dit beeld (CSV)", LINES), ("Wat de kolommen betekenen (CSV)", DICTIONARY))
    yield f"{folder}/regiobeeld.html", need_html(page, figures, beside).encode()
    if wanted.pdf:
        drawings = {name: str(item.wide) for name, item in figures.items()}
        yield f"{folder}/regiobeeld.pdf", need_pdf(page, drawings, made.day)
    yield f"{folder}/{LINES}", lines_csv(rows(view))
    yield f"{folder}/{DICTIONARY}", dictionary_csv()
    if wanted.sheets:
        for code, name in made.municipalities:
            yield from _sheet(talk_sheet(view, code), f"{folder}/gemeenten/{code}-{_plain(name)}", made.day, wanted)


def _regions(day: date) -> dict[str, tuple[str, str]]:
    """The short name and the name of each region that has a tile and exists on a day."""
    names = {item.code.code: item.name for item in load_regions().on(day)}
    return {code: (place.short, names[code]) for code, place in tiles().items() if code in names}


def _sheet(page: Page, path: str, day: date, wanted: Wanted) -> Iterator[File]:
    yield f"{path}.html", need_html(page, {}).encode()
    if wanted.pdf:
        yield f"{path}.pdf", need_pdf(page, {}, day, sheet=True)


def country_files(pictures: Sequence[Picture], wanted: Wanted) -> Iterator[File]:
    """All regions side by side, and their lines in one file."""
    views = [view_of(made, published=wanted.published) for made in pictures]
    page = country_page(views)
    beside = (("Alle cijfers van alle regio's (CSV)", LINES), ("Wat de kolommen betekenen (CSV)", DICTIONARY))
    yield COUNTRY, need_html(page, figures_of(page, wanted.atlas), beside).encode()
    yield LINES, lines_csv(row for view in views for row in rows(view))
    yield DICTIONARY, dictionary_csv()


def compared_html(pictures: Sequence[Picture], wanted: Wanted) -> bytes:
    """Pictures side by side: two with their differences, more as an overview of regions."""
    views = [view_of(made, published=wanted.published) for made in pictures]
    page = beside_page(*views) if len(views) == PAIR else country_page(views)
    return need_html(page, figures_of(page, wanted.atlas)).encode()


def write_all(
    pictures: Sequence[Picture], target: Path, wanted: Wanted, advance: Callable[[], None]
) -> tuple[int, tuple[Finding, ...]]:
    """Write the files of each region, and the overview where there is more than one; ``advance`` after each region.

    Returns:
        How many files were written, and why writing stopped, if it did.
    """
    hashes: dict[str, str] = {}
    for path, data in _all_files(pictures, wanted, advance):
        found = _write(target / path, data)
        if found:
            return len(hashes), found
        hashes[path] = sha256(data).hexdigest()
    if not wanted.published:
        return len(hashes), ()
    return len(hashes), _write(target / LIST, list_bytes(target, hashes))


def _all_files(pictures: Sequence[Picture], wanted: Wanted, advance: Callable[[], None]) -> Iterator[File]:
    for made in pictures:
        yield from region_files(made, wanted)
        advance()
    if len(pictures) > 1:
        yield from country_files(pictures, wanted)


def _write(path: Path, data: bytes) -> tuple[Finding, ...]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return (not_written(str(path.parent), error),)
    return write_file(path, data)


def _plain(name: str) -> str:
    """A name as part of the name of a file.

    >>> _plain("'s-Gravenhage"), _plain("Súdwest-Fryslân")
    ('s-gravenhage', 'sudwest-fryslan')
    """
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


__all__ = [
    "Wanted",
    "atlas",
    "compared_html",
    "country_files",
    "region_files",
    "small_numbers",
    "tiles",
    "view_of",
    "write_all",
]
