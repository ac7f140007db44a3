"""Regions, and the office that purchases in each.

An executor (Wlz-uitvoerder) stands apart from the regions it holds, and how many regions there are is data (A-002).
A region has exactly one zorgkantoor on a day; a client does not choose it, the place of residence decides (A-003).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from driehoek.kernel import ZERO, Code, Dated, Finding, Money, Period, RegionCode, Severity, total

REGION_UNKNOWN = Code(
    "TAR-001",
    nl="Regio {seen} bestaat niet.",
    en="Region {seen} does not exist.",
    mend_nl="Gebruik een code van de lijst COD001: {wanted}.",
    mend_en="Use a code of the list COD001: {wanted}.",
)
REGION_MERGED = Code(
    "TAR-002",
    nl="Regio {seen} bestaat niet meer; zij is opgegaan in {wanted}.",
    en="Region {seen} no longer exists; it was merged into {wanted}.",
    mend_nl="Gebruik {wanted}.",
    mend_en="Use {wanted}.",
)
RESIDENCE_UNKNOWN = Code(
    "TAR-003",
    nl="De gemeente '{seen}' staat niet in de lijst van {wanted}.",
    en="The municipality '{seen}' is not in the list of {wanted}.",
    mend_nl="Kijk of de naam goed is. Is de gemeente later gefuseerd? Gebruik dan de naam van vóór de fusie.",
    mend_en="Check the name. Did the municipality merge later? Then use its name from before the merger.",
)
RESIDENCE_OLD = Code(
    "TAR-004",
    nl="De indeling van gemeente {subject} is van {seen}; daarna kan zij veranderd zijn.",
    en="The assignment of municipality {subject} is of {seen}; it may have changed since.",
    mend_nl="Kijk het na als de gemeente na {seen} is gefuseerd.",
    mend_en="Check it when the municipality merged after {seen}.",
    severity=Severity.NOTE,
)
FINDINGS = (REGION_UNKNOWN, REGION_MERGED, RESIDENCE_UNKNOWN, RESIDENCE_OLD)


class Confidence(Enum):
    """How sure we are of a fact; the value is the word in our tables."""

    CONFIRMED = "confirmed"
    """Read in the decision itself."""
    NOT_REVERIFIED = "not-reverified"
    """True at an earlier date, not looked up again."""
    UNVERIFIED = "unverified"
    """Not read anywhere; a best guess that must be marked wherever it shows."""


@dataclass(frozen=True, slots=True)
class Designation:
    """Which executor holds the zorgkantoor of a region.

    Attributes:
        executor: the name of the Wlz-uitvoerder.
        confidence: how sure we are.
        remark: why we are no surer.
    """

    executor: str
    confidence: Confidence
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A zorgkantoor region.

    Attributes:
        code: its COD001 code, as messages carry it.
        name: as in COD001.
        period: the days on which it exists; only an end is known, so it reaches back without limit.
        designations: who holds the zorgkantoor, by date; it does not know every year.
        aliases: other codes for the same region.
        cbs_code: its code on the map of Statistics Netherlands (``ZK08``), when it has one.
        cbs_name: its name there.
        inhabitants_2019: as counted for the list of 2019.
        pgb_2015: its share of the personal budgets of 2015 (Regeling langdurige zorg art. 8.2).
        merged_into: the code of the region that took it over, when it ended.
    """

    code: RegionCode
    name: str
    period: Period
    designations: Dated[Designation]
    aliases: tuple[RegionCode, ...] = ()
    cbs_code: str = ""
    cbs_name: str = ""
    inhabitants_2019: int = 0
    pgb_2015: Money = ZERO
    merged_into: RegionCode | None = None


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality and the region of those who live there.

    Attributes:
        code: the four digits of Statistics Netherlands.
        name: as in the list.
        region: the COD001 code of its region on the day of the list.
    """

    code: str
    name: str
    region: RegionCode


@dataclass(frozen=True, slots=True)
class Regions:
    """All regions that are or were, and where people belong.

    Attributes:
        all: every region, in order of code.
        municipalities: in order of code.
        list_day: the day for which the list of municipalities holds.
    """

    all: tuple[Region, ...]
    municipalities: tuple[Municipality, ...] = ()
    list_day: date = date.min

    def on(self, day: date) -> tuple[Region, ...]:
        """The regions that exist on ``day``, with the figures of those they took over; their number is data."""
        return tuple(self._with_merged(region, day) for region in self.all if day in region.period)

    def resolve(self, code: str, day: date) -> Region | Finding:
        """The region that ``code`` names on ``day``.

        Either code of a region with two gives the one that messages carry (5502 gives 5533).

        Args:
            code: a COD001 code.
            day: the day for which it is asked.

        Returns:
            The region; or a finding that it does not exist (TAR-001) or was merged, and into which (TAR-002).
        """
        region = self._find(code)
        if region is None:
            known = ", ".join(item.code.code for item in self.on(day))
            return Finding(REGION_UNKNOWN, code, seen=code, wanted=known)
        if day in region.period:
            return self._with_merged(region, day)
        heir = self._find(region.merged_into.code) if region.merged_into else None
        wanted = f"{heir.code} ({heir.name})" if heir else "-"
        return Finding(REGION_MERGED, code, seen=f"{region.code} ({region.name})", wanted=wanted)

    def of_residence(self, municipality: str, day: date) -> tuple[Region | None, tuple[Finding, ...]]:
        """The one region of those who live in ``municipality``; there is nothing to choose (A-003).

        Args:
            municipality: its name or the four digits of its code.
            day: the day for which it is asked.

        Returns:
            The region, with a note (TAR-004) when the list is of another year; or None and why (TAR-003).
        """
        wanted = municipality.strip().casefold()
        found = next((item for item in self.municipalities if wanted in (item.code, item.name.casefold())), None)
        if found is None:
            return None, (Finding(RESIDENCE_UNKNOWN, municipality, municipality, str(self.list_day.year)),)
        region = self.resolve(found.region.code, day)
        if isinstance(region, Finding):
            heir = self._find(found.region.code)
            region = self.resolve(heir.merged_into.code, day) if heir and heir.merged_into else region
        if isinstance(region, Finding):
            return None, (region,)
        old = day.year != self.list_day.year
        notes = (Finding(RESIDENCE_OLD, found.name, seen=str(self.list_day.year)),) if old else ()
        return region, notes

    def municipalities_in(self, region: RegionCode, day: date) -> tuple[Municipality, ...]:
        """The municipalities whose inhabitants belong to ``region`` on ``day``, in order of code."""
        names = {item.code for item in self.all if item.merged_into == region and not _reaches(item, day)} | {region}
        return tuple(item for item in self.municipalities if item.region in names)

    def held_by(self, executor: str, day: date) -> tuple[Region, ...]:
        """The regions whose zorgkantoor ``executor`` holds on ``day``."""
        return tuple(
            region
            for region in self.on(day)
            if (entry := region.designations.find(day)) is not None and entry.value.executor == executor
        )

    def executors(self, day: date) -> tuple[str, ...]:
        """The executors that hold a zorgkantoor on ``day``, by name."""
        entries = (region.designations.find(day) for region in self.on(day))
        return tuple(sorted({entry.value.executor for entry in entries if entry is not None}))

    def _find(self, code: str) -> Region | None:
        return next(
            (item for item in self.all if code in (item.code.code, *(alias.code for alias in item.aliases))), None
        )

    def _with_merged(self, region: Region, day: date) -> Region:
        gone = [item for item in self.all if item.merged_into == region.code and not _reaches(item, day)]
        if not gone:
            return region
        return replace(
            region,
            inhabitants_2019=region.inhabitants_2019 + sum(item.inhabitants_2019 for item in gone),
            pgb_2015=region.pgb_2015 + total(item.pgb_2015 for item in gone),
        )


def _reaches(region: Region, day: date) -> bool:
    return region.period.end is None or day < region.period.end


def one_region_each(municipalities: Iterable[Municipality]) -> Mapping[str, RegionCode]:
    """The region per municipality code; exactly one each (A-003).

    Raises:
        ValueError: when a municipality stands in two regions: a fault in our own table.
    """
    regions: dict[str, RegionCode] = {}
    for item in municipalities:
        if regions.setdefault(item.code, item.region) != item.region:
            msg = f"municipality {item.code} stands in {regions[item.code]} and {item.region}"
            raise ValueError(msg)
    return regions
