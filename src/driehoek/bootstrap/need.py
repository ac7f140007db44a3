"""The picture of need: gather what is known, make the picture of each region asked for, and render it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from driehoek.adapters.catalogue import load_regions, load_zzps, read_table
from driehoek.adapters.need.facts import Facts, packaged
from driehoek.adapters.need.folder import read_folder
from driehoek.adapters.need.scenarios import scenarios
from driehoek.adapters.need.sheet import Known
from driehoek.adapters.need.table import picture_table
from driehoek.adapters.need.told import comparison_text, picture_text
from driehoek.application.need import Asked, Comparison, calibrated, compare, picture
from driehoek.application.need.compare import space_on_two_bases
from driehoek.domain.catalogue import Region
from driehoek.domain.need import ClientGroup, Forecast, NeedInputs, Picture, group_of
from driehoek.kernel import Finding, Language, Money, RegionCode, blocking

__all__ = [
    "Gathered",
    "gather",
    "known_on",
    "pictures",
    "regions_asked",
    "side_by_side",
    "table",
    "text",
    "text_of_comparison",
]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is known of need.

    Attributes:
        inputs: all of it.
        findings: what is wrong or worth a look in the files it came from.
    """

    inputs: NeedInputs
    findings: tuple[Finding, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether a picture can be made of it."""
        return not blocking(self.findings)


def gather(day: date, folder: Path | None = None) -> Gathered:
    """Gather the packaged facts for the regions that exist on a day, and what a purchaser has.

    Args:
        day: the day of the picture.
        folder: a folder with files about need, or a dossier with one; None for packaged facts alone.
    """
    tables = (
        read_table(f"need/{name}.csv").rows
        for name in ("indications_national", "waiting_national", "in_care_national", "accepted_weeks")
    )
    facts = packaged(Facts(*tables), load_regions().on(day))
    facts = replace(facts, assumptions=scenarios(read_table("need/scenarios.csv").rows))
    if folder is None:
        return Gathered(facts)
    own, findings = read_folder(folder, known_on(day))
    return Gathered(own.plus(facts) if own else facts, findings)


def known_on(day: date) -> Known:
    """What cells of files about need can name on a day: municipalities, care profiles, regions."""
    regions = load_regions()
    heirs: dict[str, RegionCode] = {}
    for region in regions.all:
        found = regions.resolve((region.merged_into or region.code).code, day)
        heirs[region.code.code] = found.code if isinstance(found, Region) else region.code
    towns: dict[str, tuple[str, RegionCode]] = {}
    for town in regions.municipalities:
        place = town.code, heirs[town.region.code]
        towns[town.code] = towns[town.name.casefold()] = place
    profiles: dict[str, tuple[str, ClientGroup]] = {}
    for code, profile in load_zzps().items():
        group = group_of(profile.group)
        if group is not None:
            profiles[code] = profiles[profile.short] = profiles[profile.short.upper()] = (profile.short, group)
    return Known(towns, profiles, frozenset(region.code.code for region in regions.on(day)), day)


def regions_asked(codes: Sequence[str], day: date) -> tuple[tuple[Region, ...], tuple[Finding, ...]]:
    """The regions that codes name on a day, all of them without codes; and what is wrong with a code."""
    regions = load_regions()
    if not codes:
        return regions.on(day), ()
    found = [regions.resolve(code, day) for code in dict.fromkeys(codes)]
    good = tuple(item for item in found if isinstance(item, Region))
    return good, tuple(item for item in found if isinstance(item, Finding))


def pictures(
    gathered: Gathered, regions: Sequence[Region], year: int, day: date, forecast: Forecast = calibrated
) -> Iterator[Picture]:
    """Make the picture of each region, one by one."""
    known = load_regions()
    for region in regions:
        towns = tuple((town.code, town.name) for town in known.municipalities_in(region.code, day))
        asked = Asked(region.code, region.name, year, day, municipalities=towns)
        yield picture(gathered.inputs, asked, forecast)


def side_by_side(gathered: Gathered, made: Sequence[Picture], space: Money | None = None) -> Comparison:
    """Compare pictures; with a national space also what each region would get of it on two bases."""
    found = compare(made)
    return replace(found, bases=space_on_two_bases(gathered.inputs, space)) if space else found


def text(made: Picture, language: Language) -> tuple[str, ...]:
    """A picture as lines for the terminal."""
    return picture_text(made, language)


def text_of_comparison(made: Comparison, language: Language) -> tuple[str, ...]:
    """A comparison as lines for the terminal."""
    return comparison_text(made, language)


def table(made: Sequence[Picture]) -> bytes:
    """Pictures as a CSV file."""
    return picture_table(made)
