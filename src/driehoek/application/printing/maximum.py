"""The part of the printed policy on maximum tariffs that the purchaser sets itself."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.application.document import Column, Runs, Section, Table, Tone, paragraph
from driehoek.application.phrases import exact_points
from driehoek.application.printing.words import ground_of
from driehoek.domain.policy import MaximumRationale, Policy, SourceKind
from driehoek.kernel import dutch

KINDS: Mapping[SourceKind, str] = {
    SourceKind.OWN_EXPERIENCE: "eigen ervaring",
    SourceKind.MARKET: "prijzen in de markt",
    SourceKind.TALKS: "gesprekken met aanbieders",
}
"""The kinds of source in plain Dutch."""


def maxima(policy: Policy) -> tuple[Section, ...]:
    """On what each maximum tariff rests, source by source; nothing where the purchaser sets none itself."""
    return tuple(_section(item) for item in policy.maximum_rationale)


def _section(item: MaximumRationale) -> Section:
    rows: list[tuple[Runs, ...]] = [
        (
            (KINDS[part.kind].capitalize(),),
            (part.name,),
            (dutch.amount(part.amount),),
            (exact_points(part.weight),),
            (part.source or "niet vermeld",),
        )
        for part in item.parts
    ]
    columns = (
        Column("Soort bron", 4),
        Column("Wat", 5),
        Column("Bedrag", 3, numeric=True),
        Column("Gewicht", 2, numeric=True),
        Column("Bron", 4),
    )
    totals: tuple[tuple[Runs, ...], ...] = (
        (("Samen",), ("",), (dutch.amount(item.weighed),), (exact_points(item.weights),), ("",)),
    )
    return Section(
        f"Waarop het maximumtarief van {item.product} in {item.year} berust",
        (
            paragraph(f"Het maximumtarief is {dutch.amount(item.amount)} per eenheid: het gewogen gemiddelde."),
            Table(f"Bronnen van het maximumtarief, {item.name}", columns, tuple(rows), totals),
            paragraph(ground_of(item.ground), tone=Tone.NOTE),
        ),
    )
