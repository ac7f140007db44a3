"""A comparison of two results as one HTML file that opens anywhere."""

from __future__ import annotations

from driehoek.adapters.report import compare_charts
from driehoek.adapters.report.compare_text import sentences
from driehoek.adapters.report.html import standing_tag
from driehoek.adapters.report.page import render
from driehoek.application.compare import Comparison
from driehoek.kernel import total

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
            "sentences": tuple(sentences(comparison)),
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
