"""What-if for people: lines for the terminal, an HTML page and a CSV table of each."""

from __future__ import annotations

from driehoek.adapters.report.what_if_csv import beside_csv, sweep_csv, tornado_csv, tried_csv
from driehoek.adapters.report.what_if_html import beside_html, sweep_html, tornado_html, tried_html
from driehoek.adapters.report.what_if_text import beside_text, sweep_text, tornado_text, tried_text
from driehoek.application.what_if.beside import Beside
from driehoek.application.what_if.sweep import Bar, Sweep
from driehoek.application.what_if.trial import Bench, Tried
from driehoek.kernel import Language


def tried_lines(tried: Tried, language: Language) -> tuple[str, ...]:
    """A scenario as lines for the terminal."""
    return tried_text(tried, language)


def tried_page(tried: Tried) -> str:
    """A scenario as an HTML page."""
    return tried_html(tried)


def tried_table(tried: Tried) -> bytes:
    """A scenario as CSV, per contract."""
    return tried_csv(tried)


def beside_lines(compared: Beside, language: Language) -> tuple[str, ...]:
    """Scenarios side by side as lines for the terminal."""
    return beside_text(compared, language)


def beside_page(compared: Beside) -> str:
    """Scenarios side by side as an HTML page."""
    return beside_html(compared)


def beside_table(compared: Beside) -> bytes:
    """Scenarios side by side as CSV, per contract."""
    return beside_csv(compared)


def sweep_lines(made: Sweep, language: Language) -> tuple[str, ...]:
    """A dial over a range as lines for the terminal."""
    return sweep_text(made, language)


def sweep_page(bench: Bench, made: Sweep) -> str:
    """A dial over a range as an HTML page."""
    return sweep_html(bench, made)


def sweep_table(made: Sweep) -> bytes:
    """A dial over a range as CSV, per value."""
    return sweep_csv(made)


def tornado_lines(bars: tuple[Bar, ...], language: Language) -> tuple[str, ...]:
    """Every dial by one step as lines for the terminal."""
    return tornado_text(bars, language)


def tornado_page(bench: Bench, bars: tuple[Bar, ...]) -> str:
    """Every dial by one step as an HTML page."""
    return tornado_html(bench, bars)


def tornado_table(bars: tuple[Bar, ...]) -> bytes:
    """Every dial by one step as CSV."""
    return tornado_csv(bars)
