"""Forecasts of counts by the month: read them or make them up, foretell them all, render them."""

from __future__ import annotations

from pathlib import Path

from driehoek.adapters.dossier.counts import read_counts
from driehoek.adapters.report.forecast_csv import forecast_csv, forecast_dictionary
from driehoek.adapters.report.forecast_html import forecast_html
from driehoek.adapters.report.forecast_text import forecast_text
from driehoek.application.forecasts import Foretold, Monthly, Row, foretell, made_up
from driehoek.kernel import Code, Finding, Language, Place

__all__ = ["Foretold", "Monthly", "dictionary", "foretell", "lines", "made_up", "page", "read", "row_named", "table"]

NO_SERIES = Code(
    "FOR-110",
    nl="Er is geen reeks '{subject}'.",
    en="There is no series '{subject}'.",
    mend_nl="Kies een van de reeksen, zoals {wanted}.",
    mend_en="Choose one of the series, such as {wanted}.",
)
FINDINGS = (NO_SERIES,)


def read(folder: Path) -> tuple[Monthly | None, tuple[Finding, ...]]:
    """The series of ``need/series.csv`` in a folder, or what stands in the way."""
    found, findings = read_counts(folder)
    if not found:
        return None, findings
    columns = zip(*((one.name, one.first, one.counts) for one in found), strict=True)
    names, firsts, counts = (tuple(column) for column in columns)
    return Monthly(names, firsts, counts), findings


def row_named(made: Foretold, name: str) -> Row | Finding:
    """The series of that name with its forecast, or that there is none."""
    if name in made.monthly.names:
        return made.row(made.monthly.names.index(name))
    return Finding(NO_SERIES, name, wanted=", ".join(made.monthly.names[:3]), place=Place("need/series.csv"))


def lines(made: Foretold, language: Language) -> tuple[str, ...]:
    """Forecasts as lines for the terminal."""
    return forecast_text(made, language)


def table(made: Foretold) -> bytes:
    """Forecasts as CSV, one row per series."""
    return forecast_csv(made)


def dictionary() -> bytes:
    """What the columns of that CSV mean."""
    return forecast_dictionary()


def page(row: Row, *, made_up: bool) -> str:
    """The forecast of one series as an HTML page."""
    return forecast_html(row, made_up=made_up)
