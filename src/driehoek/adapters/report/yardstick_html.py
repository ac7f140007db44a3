"""What the rules cost, as one HTML file that opens anywhere."""

from __future__ import annotations

from driehoek.adapters.report.page import render
from driehoek.application.yardstick.shown import Shown


def yardstick_html(shown: Shown) -> str:
    """Write the yardstick as one HTML file; the same yardstick gives the same text."""
    return render("yardstick.html.j2", {"yardstick": shown})
