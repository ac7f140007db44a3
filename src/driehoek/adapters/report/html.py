"""The report of a round as one HTML file that opens anywhere: no network, styles, script and figures inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from driehoek.adapters.report import charts
from driehoek.adapters.report.input_html import input_part
from driehoek.adapters.report.page import percentage, render, short
from driehoek.application.explain import GROUP, STANDING
from driehoek.domain.allocation import SpaceStatus
from driehoek.domain.policy import RequirementKind
from driehoek.domain.tender.outcome import Standing
from driehoek.kernel import ZERO, Money, Rate, dutch, total

if TYPE_CHECKING:
    from driehoek.adapters.report.figure import Figure
    from driehoek.application.council import InputReport
    from driehoek.application.report import Report
    from driehoek.application.yardstick.shown import Shown

MOST_ROWS = 500
"""How many refusals, warnings and source files are listed; the rest is counted, for the page must stay usable."""

SECTIONS = (
    ("kort", "In het kort"),
    ("ruimte", "De ruimte"),
    ("wie", "Wie krijgt wat"),
    ("witte-vlekken", "Witte vlekken"),
    ("inspraak", "Inspraak van cliënten"),
    ("markt", "Markt en concentratie"),
    ("prijzen", "Prijzen"),
    ("rangorde", "Rangorde"),
    ("geweigerd", "Niet toegelaten"),
    ("met-de-hand", "Met de hand aangepast"),
    ("controle", "Controle en normen"),
    ("regels-kosten", "Wat de regels kosten"),
    ("voorlopig", "Nog voorlopig"),
    ("uitleg", "Uitleg per aanbieder"),
    ("bronnen", "Bronnen"),
)
BESIDE = "regels-kosten"
"""The part that stands beside the decision and is no part of it."""
STATUS: Mapping[SpaceStatus, str] = {
    SpaceStatus.PROVISIONAL: "voorlopig",
    SpaceStatus.DEFINITIVE: "definitief",
    SpaceStatus.REDISTRIBUTED: "herverdeeld",
}
KINDS: Mapping[RequirementKind, str] = {
    RequirementKind.SUITABILITY: "geschiktheidseis",
    RequirementKind.EXCLUSION: "uitsluitingsgrond",
    RequirementKind.CONDITION: "voorwaarde",
}
TAG = {Standing.ADMITTED: "ok", Standing.DECISION_NEEDED: "look", Standing.WITHDRAWN: "", Standing.REPLACED: ""}


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure of the summary: what, how much, how much of what; ``bar`` is a percentage or None."""

    label: str
    big: str
    sub: str
    bar: int | None = None


def report_html(report: Report, yardstick: Shown | None = None, said: InputReport | None = None) -> str:
    """Write the report as one HTML file; the same report gives the same text.

    Args:
        report: the report.
        yardstick: what the rules cost, shown beside the decision; None leaves that part out.
        said: what clients said and may be told to all; None leaves that part out.
    """
    return render(
        "report.html.j2",
        {
            "report": report,
            "head": report.head,
            "sections": tuple(item for item in SECTIONS if item[0] not in _absent(report, yardstick, said)),
            "said": said,
            "said_part": input_part(said, 3) if said is not None else "",
            "yardstick": yardstick,
            "tiles": tiles(report),
            "sentences": sentences(report),
            "figures": _figures(report),
            "status": STATUS,
            "kinds": KINDS,
            "groups": {group: words[0] for group, words in GROUP.items()},
            "standings": _standings(report),
            "standing_tag": standing_tag,
            "sort_value": sort_value,
            "told": {item.contract for item in report.explanations},
            "compared": bool(report.head.previous_fingerprint),
            "cuts": (("Per sector", report.sectors), ("Per perceel", report.lots), ("Per groep", report.groups)),
            "by_hand_total": total(row.item.applied for row in report.adjustments),
            "refused": report.refused[:MOST_ROWS],
            "warnings": report.warnings[:MOST_ROWS],
            "sources": report.sources[:MOST_ROWS],
        },
    )


def _absent(report: Report, yardstick: Shown | None, said: InputReport | None) -> set[str]:
    """The parts that this report does not have."""
    absent = {name for name, part in ((BESIDE, yardstick), ("inspraak", said)) if part is None}
    return absent if report.white_spots.asked else absent | {"witte-vlekken"}


def _figures(report: Report) -> Mapping[str, Figure | tuple[Figure, ...] | None]:
    rankings = [tuple(rows) for _, rows in groupby(report.ranks, key=lambda row: row.lot)]
    return {
        "space": charts.space(report),
        "last_year": charts.against_last_year(report),
        "spread": charts.spread(report),
        "market": charts.concentration(report.markets),
        "prices": charts.price_bands(report.bands),
        "rankings": tuple(charts.ranking(index, rows) for index, rows in enumerate(rankings, start=1)),
        "refusals": charts.refusals(report.requirements),
    }


def tiles(report: Report) -> tuple[Tile, ...]:
    """The figures that a reader wants first."""
    space = total(use.whole for use in report.frames)
    granted = report.total.granted
    reserved = total(use.reserved for use in report.frames)
    free = total(use.unallocated for use in report.frames)
    exposure = total(use.exposure for use in report.frames)
    by_hand = total(row.item.applied for row in report.adjustments)
    used = granted.share_of(space) if space else None
    apart = reserved.share_of(space) if space else None
    return (
        Tile("Contracteerruimte", short(space), f"in {len(report.frames)} deelkaders"),
        Tile("Toegekend", short(granted), f"{percentage(used)} van de ruimte", _whole(used)),
        Tile("Apart gezet", short(reserved), f"{percentage(apart)} van de ruimte"),
        Tile("Nog vrij", short(free), "niet toegekend, niet apart gezet"),
        Tile("Boven de ruimte gevraagd", short(exposure), "niet toegekend, wel geboekt als risico"),
        Tile("Aanbieders met een afspraak", str(report.total.contracts), f"van {_tendered(report)} inschrijvingen"),
        Tile("Niet toegelaten", str(len(report.refused)), f"leverden {short(_care(report))} vorig jaar"),
        Tile("Met de hand aangepast", short(by_hand), _times(len(report.adjustments))),
    )


def _whole(rate: Rate | None) -> int | None:
    return None if rate is None else min(100, round(Fraction(rate.points())))


def _tendered(report: Report) -> int:
    return sum(1 for row in report.providers if row.standing is not None)


def _care(report: Report) -> Money:
    return total(row.realised for row in report.refused)


def _times(count: int) -> str:
    return "1 besluit" if count == 1 else f"{count} besluiten"


def sentences(report: Report) -> tuple[str, ...]:
    """The round in a few sentences."""
    rows = [row for row in report.providers if row.granted]
    more = sum(1 for row in rows if row.realised and row.difference > ZERO)
    less = sum(1 for row in rows if row.realised and row.difference < ZERO)
    new = sum(1 for row in rows if not row.realised)
    said = [f"{more} aanbieders krijgen meer dan zij vorig jaar leverden, {less} minder en {new} zijn nieuw."]
    if report.total.realised:
        said.append(
            f"Samen krijgen zij {percentage(report.total.of_realised)} van wat vorig jaar in deze regio is geleverd "
            f"({dutch.whole_euros(report.total.granted)} tegen {dutch.whole_euros(report.total.realised)})."
        )
    promised, realised = (total(use.guaranteed for use in report.frames), total(use.realised for use in report.frames))
    if promised and realised:
        said.append(
            f"Vooraf is {percentage(promised.share_of(realised))} van de productie van vorig jaar toegezegd; "
            f"{short(realised - promised)} was er om te verschuiven."
        )
    everyone = next((item for item in report.markets if item.kind == "all"), None)
    if everyone:
        said.append(
            f"De drie grootste hebben samen {percentage(everyone.three_largest)} van het geld; "
            f"de grootste {percentage(everyone.largest)}."
        )
    if report.provisional:
        said.append(f"{len(report.provisional)} onderdelen zijn nog voorlopig.")
    wrong = sum(1 for row in (*report.clauses, *report.norms) if not row.holds)
    checks = len(report.clauses) + len(report.norms)
    said.append(
        f"Alle {checks} controles en normen kloppen."
        if not wrong
        else f"{wrong} van de {checks} controles en normen kloppen niet."
    )
    return tuple(said)


def _standings(report: Report) -> tuple[tuple[str, str], ...]:
    seen = {row.standing for row in report.providers}
    return tuple((standing.value, words[0]) for standing, words in STANDING.items() if standing in seen)


def standing_tag(standing: Standing | None) -> Markup:
    """The standing as a coloured word; the word says it all, the colour only helps."""
    if standing is None:
        return Markup('<span class="tag">geen inschrijving</span>')
    return Markup('<span class="tag {}">{}</span>').format(TAG.get(standing, "no"), STANDING[standing][0])


def sort_value(rate: Rate | None) -> str:
    """A number to sort a rate by: millionths, and less than nothing where there is none."""
    return "-1" if rate is None else str(rate.value.numerator * 1_000_000 // rate.value.denominator)
