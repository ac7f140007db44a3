"""A comparison of two results as one HTML file that opens anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.adapters.report import compare_charts
from driehoek.adapters.report.html import standing_tag
from driehoek.adapters.report.page import render, signed
from driehoek.application.compare import Comparison
from driehoek.kernel import ZERO, Money, dutch, total

MOST_CHANGES = 2_000
"""Of how many contracts the rules behind the difference are listed, the largest differences first."""

KINDS = (("frame", "Per deelkader"), ("sector", "Per sector"), ("lot", "Per perceel"), ("rule", "Per regel"))
SECTIONS = (
    ("kort", "In het kort"),
    ("beleid", "Het beleid"),
    ("totalen", "Totalen"),
    ("wie", "Wie wint, wie verliest"),
    ("bronnen", "Vingerafdrukken"),
)


def comparison_html(comparison: Comparison) -> str:
    """Write a comparison as one HTML file; the same comparison gives the same text."""
    by_size = sorted(comparison.providers, key=lambda item: (-abs(item.difference.cents), item.contract))
    explained = {item.contract for item in by_size[:MOST_CHANGES]}
    return render(
        "compare.html.j2",
        {
            "comparison": comparison,
            "sections": SECTIONS,
            "sentences": tuple(_sentences(comparison)),
            "gains": compare_charts.gains(comparison),
            "waterfall": compare_charts.waterfall(comparison),
            "cuts": tuple((title, comparison.kind(kind)) for kind, title in KINDS),
            "gained": total(item.difference for item in comparison.winners),
            "lost": total(item.difference for item in comparison.losers),
            "standing_tag": standing_tag,
            "explained": explained,
            "left_out": len(comparison.providers) - len(explained),
        },
    )


def comparison_text(comparison: Comparison) -> tuple[str, ...]:
    """The heart of a comparison as lines for the terminal."""
    shown = (*comparison.winners[:10], *reversed(comparison.losers[:10]))
    rows = (f"  {item.contract} {item.name[:30]:<30} {signed(item.difference):>20}" for item in shown)
    return (*_sentences(comparison), *rows)


def _sentences(comparison: Comparison) -> Iterator[str]:
    if comparison.same_decision:
        yield "De besluiten zijn gelijk: de vingerafdrukken zijn dezelfde."
        return
    yield "De invoer is gelijk." if comparison.same_inputs else "De invoer verschilt."
    before, after = comparison.before.granted, comparison.after.granted
    gap = comparison.difference
    word = "meer" if gap > ZERO else "minder"
    told = f"dat is {dutch.amount(Money(abs(gap.cents)))} {word}" if gap else "dat is precies gelijk"
    yield f"Samen {dutch.amount(before)} eerst en {dutch.amount(after)} daarna; {told}."
    yield (
        f"{len(comparison.winners)} aanbieders winnen, {len(comparison.losers)} verliezen en "
        f"{comparison.unchanged} krijgen precies hetzelfde."
    )
    coming = sum(1 for item in comparison.providers if item.comes_in)
    leaving = sum(1 for item in comparison.providers if item.drops_out)
    if coming or leaving:
        yield f"{coming} komen erbij en {leaving} vallen weg."
    moved = sum(1 for item in comparison.providers if item.places)
    if moved:
        yield f"{moved} krijgen een andere plaats in een rangorde."
    if total(item.difference for item in comparison.winners) == ZERO and not comparison.losers:
        yield "Geen aanbieder krijgt een ander bedrag."
