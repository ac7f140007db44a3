"""What a round hands out: the report, and a letter and a budget form per provider."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path

from driehoek.adapters.catalogue import load_matters
from driehoek.adapters.office.council_pdf import input_report_pdf
from driehoek.adapters.office.form_pdf import form_pdf
from driehoek.adapters.office.form_xlsx import form_xlsx
from driehoek.adapters.office.letter_check import read_back
from driehoek.adapters.office.letter_docx import letter_docx
from driehoek.adapters.office.letter_pdf import letter_pdf
from driehoek.adapters.report import comparison_html, comparison_text, report_html, report_text
from driehoek.adapters.report.input_html import input_html
from driehoek.application.compare import Comparison
from driehoek.application.council import InputReport, input_report
from driehoek.application.forms import form_for
from driehoek.application.letters import letter_for
from driehoek.application.outcome import RoundOutcome
from driehoek.application.report import heart, report
from driehoek.application.yardstick.shown import Shown
from driehoek.bootstrap.workers import each_provider
from driehoek.kernel import Finding, Language

REPORT = "report.html"
INPUT = "client-input"
File = tuple[str, bytes]


def letter_file(contract: str, ending: str = "pdf") -> str:
    """The path of a letter inside ``result/``."""
    return f"letters/{contract}.{ending}"


def form_file(contract: str, ending: str = "xlsx") -> str:
    """The path of a budget form inside ``result/``."""
    return f"forms/{contract}.{ending}"


def render_report(outcome: RoundOutcome, yardstick: Shown | None = None) -> File:
    """The report of the round as one HTML file, with what the rules cost beside the decision when that was measured."""
    said = _said(outcome, everything=False)
    return REPORT, report_html(report(outcome), yardstick, said).encode()


def render_input(outcome: RoundOutcome) -> Iterator[File]:
    """All input of clients as one report, HTML and PDF; nothing when there is none."""
    said = _said(outcome, everything=True)
    if said is not None:
        yield f"{INPUT}.html", input_html(said).encode()
        yield f"{INPUT}.pdf", input_report_pdf(said, outcome.decided_on)


def _said(outcome: RoundOutcome, *, everything: bool) -> InputReport | None:
    dossier = outcome.dossier
    if not dossier.client_input:
        return None
    return input_report(dossier.policy, dossier.client_input, load_matters(), everything=everything)


def summary(outcome: RoundOutcome, language: Language = Language.NL) -> tuple[str, ...]:
    """The heart of the report as lines for the terminal."""
    return report_text(heart(outcome), language)


def comparison_lines(comparison: Comparison, language: Language = Language.NL) -> tuple[str, ...]:
    """A comparison as lines for the terminal."""
    return comparison_text(comparison, language)


def comparison_page(comparison: Comparison) -> str:
    """A comparison as one HTML page."""
    return comparison_html(comparison)


def check_letter(outcome: RoundOutcome, contract: str, docx: bytes) -> tuple[Finding, ...]:
    """Hold a letter that was edited against the round: every computed fact must still be there as it was."""
    return read_back(docx, letter_for(outcome, contract))


def render_provider(outcome: RoundOutcome, contract: str, template: Path | None = None) -> Iterator[File]:
    """The letter of one provider as PDF and DOCX, and its budget form as Excel and PDF where it got lines.

    Args:
        outcome: the round.
        contract: the provider.
        template: the purchaser's own letter template (DOCX), when it has one.
    """
    letter = letter_for(outcome, contract)
    yield letter_file(contract), letter_pdf(letter)
    yield letter_file(contract, "docx"), letter_docx(letter, template)
    if any(line.contract.code == contract for line in outcome.lines):
        form = form_for(outcome, contract)
        yield form_file(contract), form_xlsx(form)
        yield form_file(contract, "pdf"), form_pdf(form)


def render_all(
    outcome: RoundOutcome,
    contracts: tuple[str, ...],
    template: Path | None,
    advance: Callable[[], None],
    yardstick: Shown | None = None,
) -> Generator[File]:
    """The report and the documents of the given contracts, each as it is made; ``advance`` is called per contract.

    The yardstick stands in the report alone; no letter or form sees it.
    """
    yield render_report(outcome, yardstick)
    yield from render_input(outcome)
    with closing(each_provider(outcome, contracts, template)) as made:
        for files in made:
            yield from files
            advance()
