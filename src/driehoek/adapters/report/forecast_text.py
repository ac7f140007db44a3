"""Forecasts as lines for the terminal: how good they were together, then a table of the first series."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from driehoek.application.forecasts import MONTHS, Foretold, Row
from driehoek.kernel import Language, Rounding, dutch, round_to_whole

SHOWN = 15
"""How many series the terminal shows; the CSV has all."""
HUNDREDTHS = 100


def month_text(month: int) -> str:
    """A month, given as months since year 0, as ``2027-01``."""
    return f"{month // MONTHS}-{month % MONTHS + 1:02d}"


def persons(hundredths: int | None, point: str = ",") -> str:
    """An error in persons with one decimal, or a dash where nothing was tried."""
    if hundredths is None:
        return "–"
    tenths = round_to_whole(Fraction(hundredths * 10, HUNDREDTHS), Rounding.HALF_UP)
    return f"{dutch.grouped(tenths // 10) if point == ',' else tenths // 10}{point}{tenths % 10}"


def forecast_text(made: Foretold, language: Language) -> tuple[str, ...]:
    """Lines for the terminal."""
    return tuple(_lines(made, nl=language is Language.NL))


def _lines(made: Foretold, *, nl: bool) -> Iterator[str]:
    count, periods = len(made), made.found.steps.shape[1]
    badge = " SYNTHETIC (verzonnen)" if made.monthly.made_up else ""
    sure = made.found.confidence
    if nl:
        yield f"{dutch.grouped(count)} reeksen per maand{badge}, {periods} maanden vooruit, marge van {sure} %."
    else:
        yield f"{count} monthly series{badge}, {periods} months ahead, {sure} % interval."
    yield from _quality(made, nl=nl)
    words = ", ".join(f"{name} {number}" for name, number in made.methods)
    yield f"{'Gekozen' if nl else 'Chosen'}: {words}."
    yield ""
    yield from _table(made, nl=nl)
    if count > SHOWN:
        rest = count - SHOWN
        yield f"... en nog {dutch.grouped(rest)}; --csv schrijft ze alle." if nl else f"... and {rest} more; see --csv."


def _quality(made: Foretold, *, nl: bool) -> Iterator[str]:
    tried, better, (error, naive) = made.tried, made.better, made.errors
    if not tried:
        yield "Alle reeksen zijn te kort om iets te proberen." if nl else "All series are too short to try anything."
        return
    ratio = dutch.number(Fraction(100 * error, max(1, naive)), 0)
    if nl:
        yield (
            f"In de proef op het verleden beter dan de simpele regel bij {dutch.grouped(better)} van de "
            f"{dutch.grouped(tried)} reeksen; de fout van alle samen is {ratio} % van die van de simpele regel."
        )
    else:
        yield (
            f"In the trial on the past better than the simple rule on {better} of {tried} series; the error of all "
            f"together is {ratio} % of that of the simple rule."
        )


def _table(made: Foretold, *, nl: bool) -> Iterator[str]:
    head = ("reeks", "totaal", "van", "tot", "fout", "simpel", "methode") if nl else (
        "series", "total", "from", "to", "error", "simple", "method",
    )  # fmt: skip
    rows = [head, *(_cells(row, nl=nl) for row in made.rows(SHOWN))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    for row in rows:
        cells = [
            cell.ljust(widths[0]) if not place else cell.rjust(widths[place]) for place, cell in enumerate(row[:-1])
        ]
        yield "  ".join([*cells, row[-1]]).rstrip()


def _cells(row: Row, *, nl: bool) -> tuple[str, ...]:
    made = row.forecast
    if made.total.value < 0:
        return row.name, *("–",) * 5, "niet te voorspellen" if nl else "cannot be foretold"
    method = made.method.dutch if nl else made.method.name
    worse = "" if made.beats_naive or made.error is None else (" (niet beter)" if nl else " (no better)")
    point = "," if nl else "."
    ends = (dutch.grouped(end) if nl else str(end) for end in made.total)
    return row.name, *ends, persons(made.error, point), persons(made.naive_error, point), f"{method}{worse}"
