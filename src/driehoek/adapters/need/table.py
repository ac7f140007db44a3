"""The lines of pictures as one CSV file: a figure a row, with its interval and on what it rests."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from driehoek.domain.need import Line, Picture

COLUMNS = (
    ("line", "the name of the line, to which a policy can point"),
    ("region", "the region, COD001"),
    ("text", "what the figure is, in Dutch"),
    ("value", "whole persons or places; empty for a quality that was asked for"),
    ("low", "the lower end of the interval; empty without one"),
    ("high", "the upper end"),
    ("confidence", "how many per cent of cases the interval should cover; 0 where it is a range of ways to compute"),
    ("basis", "counted, derived, estimate, assumed or synthetic"),
    ("source", "from what"),
    ("how", "how it was made, in Dutch"),
)
"""The columns with their meaning, in order."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def picture_table(pictures: Iterable[Picture]) -> bytes:
    """The lines of pictures as CSV with semicolons, UTF-8 with a byte order mark as Excel wants it."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([name for name, _ in COLUMNS])
    for made in pictures:
        writer.writerows(_row(made.region.code, line) for line in made.lines())
    return out.getvalue().encode("utf-8-sig")


def _row(region: str, line: Line) -> list[str]:
    figure = line.figure
    if figure is None:
        return [line.id, region, _safe(line.text), "", "", "", "", "", "", ""]
    ends = ["" if end is None else str(end) for end in (figure.low, figure.high)]
    origin = figure.origin
    return [
        line.id,
        region,
        _safe(line.text),
        str(figure.value),
        *ends,
        str(figure.confidence),
        origin.basis.value,
        _safe(origin.source),
        _safe(origin.how),
    ]


def _safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text
