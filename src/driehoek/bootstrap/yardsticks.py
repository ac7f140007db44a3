"""The yardstick of a round: read the need beside the dossier, measure, and write the page."""

from __future__ import annotations

from pathlib import Path

from driehoek.adapters.catalogue import load_regions, load_zzps
from driehoek.adapters.dossier.indications import read_indications
from driehoek.adapters.report import yardstick_html, yardstick_text
from driehoek.application.dossier import Dossier
from driehoek.application.outcome import RoundOutcome
from driehoek.application.yardstick.act import measure_round
from driehoek.application.yardstick.needs import needs_of_picture
from driehoek.application.yardstick.shown import Shown, shown
from driehoek.engines.allocation.yardstick import Need
from driehoek.kernel import Language

__all__ = ["measure", "needs_of", "page", "summary"]


def needs_of(folder: Path) -> tuple[Need, ...]:
    """The people who need care per municipality and segment, as ``need/indications.csv`` counts them.

    A profile that is not in the list of care profiles, or that belongs to no segment, does not count.
    """
    sectors = {}
    for code, profile in load_zzps().items():
        sectors[code] = sectors[profile.short] = profile.sector
    counts: dict[tuple[str, str], Need] = {}
    for counted in read_indications(folder):
        sector = sectors.get(counted.profile)
        if sector is not None:
            place = counted.municipality, sector.value
            before = counts[place].people if place in counts else 0
            counts[place] = Need(counted.municipality, sector, before + counted.people)
    return tuple(counts[place] for place in sorted(counts))


def needs_for(dossier: Dossier, folder: Path) -> tuple[Need, ...]:
    """The need of the picture where the dossier has one that counts it, else of ``need/indications.csv``."""
    if not dossier.picture:
        return needs_of(folder)
    names = {item.code: item.name for item in load_regions().municipalities}
    return needs_of_picture(dossier, names) or needs_of(folder)


def measure(outcome: RoundOutcome, folder: Path) -> Shown:
    """Measure a round that was decided."""
    return shown(outcome, measure_round(outcome, needs_for(outcome.dossier, folder)))


def summary(told: Shown, language: Language = Language.NL) -> tuple[str, ...]:
    """What the rules cost, as lines for the terminal."""
    return yardstick_text(told, language)


def page(told: Shown) -> str:
    """What the rules cost, as one HTML page."""
    return yardstick_html(told)
