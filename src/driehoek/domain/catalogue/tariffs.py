"""Maximum tariffs by product and date, each with a badge that says how real it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from driehoek.domain.catalogue.products import SYNTHETIC_PREFIX
from driehoek.kernel import Code, Dated, Entry, Finding, Money, Period, Place

SYNTHETIC_AS_NZA = Code(
    "TAR-010",
    nl="Het tarief van {subject} is gemerkt als NZA, maar een code die met SYN begint is verzonnen.",
    en="The tariff of {subject} is marked NZA, but a code that starts with SYN is made up.",
    mend_nl="Merk het tarief als SYNTHETIC, of gebruik de echte prestatiecode.",
    mend_en="Mark the tariff SYNTHETIC, or use the real performance code.",
)
TARIFF_TWICE = Code(
    "TAR-011",
    nl="Het tarief van {subject} over {seen} staat er dubbel.",
    en="The tariff of {subject} over {seen} stands there twice.",
    mend_nl="Haal een van de twee weg; de andere staat op {wanted}.",
    mend_en="Remove one of the two; the other stands at {wanted}.",
)
TARIFF_OVERLAPS = Code(
    "TAR-012",
    nl="Het tarief van {subject} over {seen} overlapt met een ander tarief: {wanted}.",
    en="The tariff of {subject} over {seen} overlaps another: {wanted}.",
    mend_nl="Laat de ene periode eindigen op de dag vóór de andere begint.",
    mend_en="Let one period end on the day before the other starts.",
)
FINDINGS = (SYNTHETIC_AS_NZA, TARIFF_TWICE, TARIFF_OVERLAPS)


class Badge(Enum):
    """Where a tariff comes from. A made-up tariff is never shown as a real one."""

    NZA = "NZA"
    """From a file or decision of the NZa."""
    CONTRACT = "CONTRACT"
    """Agreed between purchaser and provider."""
    SYNTHETIC = "SYNTHETIC"
    """Made up, to try things out."""


@dataclass(frozen=True, slots=True)
class MaximumTariff:
    """The most that one unit of a product may cost.

    Attributes:
        amount: per unit of the product.
        badge: how real it is.
    """

    amount: Money
    badge: Badge


@dataclass(frozen=True, slots=True)
class TariffTable:
    """Maximum tariffs per product code, each a series that knows its horizon.

    Attributes:
        series: per product code the dated tariffs.
    """

    series: Mapping[str, Dated[MaximumTariff]]

    def on(self, product: str, day: date) -> MaximumTariff | None:
        """The tariff of ``product`` on ``day``, or None when the table does not know it; never a guess."""
        dated = self.series.get(product)
        entry = dated.find(day) if dated else None
        return entry.value if entry else None


@dataclass(frozen=True, slots=True)
class TariffLine:
    """One row of a tariff file.

    Attributes:
        product: the product code.
        maximum: the most that one unit may cost.
        period: the days on which it holds.
        badge: how real it is.
        source: the decision or file it comes from.
        place: the row it came from, for findings.
        confirmed_on: when a person last compared it with its source.
    """

    product: str
    maximum: Money
    period: Period
    badge: Badge
    source: str
    place: Place | None = None
    confirmed_on: date | None = None


def tariff_table(lines: Iterable[TariffLine]) -> tuple[TariffTable, tuple[Finding, ...]]:
    """Make a table of the lines and say which cannot stand beside another.

    A line that is refused (TAR-010), stands there twice (TAR-011) or overlaps an earlier one (TAR-012) is left out of
    the table; the finding names both places. The order of the lines plays no part.
    """
    findings: list[Finding] = []
    series: dict[str, list[TariffLine]] = {}
    for line in sorted(lines, key=_in_order):
        finding = _refusal(line) or _clash(line, series.get(line.product, []))
        if finding:
            findings.append(finding)
        else:
            series.setdefault(line.product, []).append(line)
    return TariffTable({code: Dated.of(map(_entry, kept)) for code, kept in series.items()}), tuple(findings)


def _in_order(line: TariffLine) -> tuple[str, Period, tuple[str, int, int], int, str]:
    place = (line.place.file, line.place.line, line.place.column) if line.place else ("", 0, 0)
    return line.product, line.period, place, line.maximum.cents, line.badge.value


def _refusal(line: TariffLine) -> Finding | None:
    if line.badge is Badge.NZA and line.product.startswith(SYNTHETIC_PREFIX):
        return Finding(SYNTHETIC_AS_NZA, line.product, seen=line.badge.value, wanted="SYNTHETIC", place=line.place)
    return None


def _clash(line: TariffLine, kept: list[TariffLine]) -> Finding | None:
    other = next((item for item in kept if item.period.overlaps(line.period)), None)
    if other is None:
        return None
    if other.period == line.period:
        where = str(other.place) if other.place else str(other.maximum)
        return Finding(TARIFF_TWICE, line.product, seen=str(line.period), wanted=where, place=line.place)
    where = f"{other.period} ({other.place})" if other.place else str(other.period)
    return Finding(TARIFF_OVERLAPS, line.product, seen=str(line.period), wanted=where, place=line.place)


def _entry(line: TariffLine) -> Entry[MaximumTariff]:
    return Entry(line.period, MaximumTariff(line.maximum, line.badge), line.source, line.confirmed_on)
