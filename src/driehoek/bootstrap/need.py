"""The picture of need: gather what is known, make the picture of each region asked for, and render it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from driehoek.adapters.catalogue import load_class_hours, load_profile_classes, load_regions, load_zzps, read_table
from driehoek.adapters.dossier.tables import PICTURE
from driehoek.adapters.dossier.write import picture_bytes
from driehoek.adapters.need.facts import Facts, packaged
from driehoek.adapters.need.folder import read_folder
from driehoek.adapters.need.published import Atlas, plain, read_published
from driehoek.adapters.need.scenarios import scenarios
from driehoek.adapters.need.sheet import Known
from driehoek.adapters.need.table import picture_table
from driehoek.adapters.need.told import comparison_text, picture_text
from driehoek.application.need import Asked, Comparison, by_the_month, calibrated_together, compare, picture
from driehoek.application.need.compare import space_on_two_bases
from driehoek.domain.catalogue import Municipality, Region
from driehoek.domain.need import (
    Basis,
    ClientGroup,
    Forecast,
    NeedInputs,
    Origin,
    Picture,
    ProfileWeight,
    group_of,
    naive,
    per_region,
)
from driehoek.kernel import Finding, Language, Money, RegionCode, blocking

__all__ = [
    "PICTURE_FILE",
    "Gathered",
    "gather",
    "known_on",
    "lines_for_dossier",
    "pictures",
    "regions_asked",
    "side_by_side",
    "table",
    "text",
    "text_of_comparison",
]

PICTURE_FILE = PICTURE.file
NORM_2015 = "Regeling langdurige zorg (BWBR0036014), bijlagen C en E, tekst van 2015"
_FUNCTIONS = {"PV": "31", "VP": "41", "BG-IND": "81"}
_ALSO = {
    "5506": ("Apeldoorn, Zutphen e.o.", "Stedendriehoek"),
    "5516": ("Amstelland/Meerlanden",),
    "5519": ("Westland Schieland Delfland", "Delft/Westland/Oostland"),
    "5530": ("Noord-Limburg",),
}
"""What else publishers call a region."""


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


def lines_for_dossier(made: Sequence[Picture]) -> bytes:
    """Every line of the pictures as the file that a dossier holds, for its policy to point to."""
    return picture_bytes(line for item in made for line in item.lines())


def gather(day: date, folder: Path | None = None, standards: Path | None = None) -> Gathered:
    """Gather the national facts for the regions that exist on a day, and what a purchaser has.

    Args:
        day: the day of the picture.
        folder: a folder with files about need, or a dossier with one; None without.
        standards: a folder with published tables; what they hold takes the place of the packaged facts.
    """
    facts, findings = _national(day, standards)
    if folder is None:
        return Gathered(facts, findings)
    own, faults = read_folder(folder, known_on(day))
    return Gathered(own.plus(_beside(facts, own)) if own else facts, (*findings, *faults))


def _beside(facts: NeedInputs, own: NeedInputs) -> NeedInputs:
    """The national facts without the packaged scenarios of which the purchaser has one of that name."""
    taken = {item.scenario for item in own.assumptions}
    return replace(facts, assumptions=tuple(item for item in facts.assumptions if item.scenario not in taken))


def _national(day: date, standards: Path | None) -> tuple[NeedInputs, tuple[Finding, ...]]:
    facts = packaged(
        Facts(
            read_table("need/indications_national.csv").rows,
            read_table("need/waiting_national.csv").rows,
            read_table("need/in_care_national.csv").rows,
            read_table("need/accepted_weeks.csv").rows,
            read_table("need/insured_2015.csv").rows,
            _weights(),
            read_table("need/births_national.csv").rows,
        ),
        load_regions().on(day),
    )
    facts = replace(facts, assumptions=scenarios(read_table("need/scenarios.csv").rows))
    if standards is None:
        return facts, ()
    found, findings = read_published(standards, _atlas(day))
    known = {item.name: getattr(found, item.name) for item in fields(found) if getattr(found, item.name)}
    return replace(facts, **known), findings


def _weights() -> tuple[ProfileWeight, ...]:
    """The care weight of each profile by the norm of 2015: hours a week, without group guidance."""
    hours = {(row.function, row.class_number): row.hours.value for row in load_class_hours()}
    origin = Origin(Basis.COUNTED, NORM_2015, "uren per week zonder groepsbegeleiding; norm van 2015")
    found: dict[str, ProfileWeight] = {}
    for row in load_profile_classes():
        parts = [
            hours.get((_FUNCTIONS[name], number), Fraction(0)) for name, number in row.classes if name in _FUNCTIONS
        ]
        found.setdefault(row.profile, ProfileWeight(row.profile, sum(parts, Fraction(0)), origin))
    return tuple(found.values())


def _atlas(day: date) -> Atlas:
    """The names of regions and municipalities as publishers write them, and the region of each on a day."""
    regions: dict[str, RegionCode] = {}
    for region in load_regions().all:
        found = load_regions().resolve((region.merged_into or region.code).code, day)
        code = found.code if isinstance(found, Region) else region.code
        names = (region.name, region.cbs_name, *_ALSO.get(region.code.code, ()))
        regions |= {plain(name): code for name in names if name}
    towns = {plain(town.name): (town.code, known) for town, known in _towns(day)}
    return Atlas(regions, towns)


def _towns(day: date) -> Iterator[tuple[Municipality, RegionCode]]:
    """Each municipality with its region on a day."""
    regions = load_regions()
    heirs = {region.code: region.merged_into for region in regions.all if day not in region.period}
    for town in regions.municipalities:
        yield town, heirs.get(town.region) or town.region


def known_on(day: date) -> Known:
    """What cells of files about need can name on a day: municipalities, care profiles, regions."""
    towns: dict[str, tuple[str, RegionCode]] = {}
    for town, region in _towns(day):
        towns[town.code] = towns[town.name.casefold()] = town.code, region
    profiles: dict[str, tuple[str, ClientGroup]] = {}
    for code, profile in load_zzps().items():
        group = group_of(profile.group)
        if group is not None:
            profiles[code] = profiles[profile.short] = profiles[profile.short.upper()] = (profile.short, group)
    return Known(towns, profiles, frozenset(item.code.code for item in load_regions().on(day)), day)


def regions_asked(codes: Sequence[str], day: date) -> tuple[tuple[Region, ...], tuple[Finding, ...]]:
    """The regions that codes name on a day, all of them without codes; and what is wrong with a code."""
    regions = load_regions()
    if not codes:
        return regions.on(day), ()
    found = [regions.resolve(code, day) for code in dict.fromkeys(codes)]
    good = tuple(item for item in found if isinstance(item, Region))
    return good, tuple(item for item in found if isinstance(item, Finding))


def pictures(
    gathered: Gathered, regions: Sequence[Region], year: int, day: date, forecast: Forecast | None = None
) -> Iterator[Picture]:
    """Make the picture of each region, one by one; with the calibrated forecast when no other is handed in."""
    known = load_regions()
    named = {
        region.code.code: tuple((town.code, town.name) for town in known.municipalities_in(region.code, day))
        for region in regions
    }
    inputs = per_region(gathered.inputs, {code: [town for town, _ in towns] for code, towns in named.items()})
    for region in regions:
        asked = Asked(region.code, region.name, year, day, municipalities=named[region.code.code])
        together = None if forecast else calibrated_together
        yield picture(inputs[region.code.code], asked, forecast or naive, together, by_the_month)


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
