"""The report in a few dozen lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.adapters.report.page import percentage, signed
from driehoek.application.explain import STANDING
from driehoek.application.report import Report
from driehoek.kernel import dutch

TOP = 10
"""How many of the largest grants and of the refusals are listed."""


def report_text(report: Report) -> tuple[str, ...]:
    """Write the heart of the report as lines: space, largest grants, refused, checks, fingerprints."""
    return tuple(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    head = report.head
    yield f"{head.title}"
    yield f"{head.purchaser}, besluit van {dutch.day(head.decided_on)}"
    if head.synthetic:
        yield "SYNTHETIC: tarieven of prestaties zijn verzonnen (made up)."
    yield ""
    yield from _space(report)
    yield from _providers(report)
    yield from _refused(report)
    yield from _checks(report)
    yield ""
    yield f"invoer  (inputs)    {head.input_fingerprint}"
    yield f"besluit (decision)  {head.decision_fingerprint}"


def _space(report: Report) -> Iterator[str]:
    yield "Ruimte (space)"
    for use in report.frames:
        yield f"  {use.frame}: {dutch.amount(use.space)}, toegekend {percentage(use.used)}"
        parts = (("toegekend", use.granted), ("apart gezet", use.reserved), ("nog vrij", use.unallocated))
        yield from (f"    {name:<12} {dutch.amount(amount):>20}" for name, amount in parts)
        if use.exposure:
            yield f"    boven de ruimte gevraagd {dutch.amount(use.exposure)}"
    yield ""


def _providers(report: Report) -> Iterator[str]:
    rows = sorted((row for row in report.providers if row.granted), key=lambda row: (-row.granted.cents, row.contract))
    yield f"Verdeling (division): {len(rows)} aanbieders, {dutch.amount(report.total.granted)}"
    for row in rows[:TOP]:
        yield (
            f"  {row.contract} {row.name[:30]:<30} {row.sector.value:<3} {dutch.amount(row.granted):>19}"
            f" {signed(row.difference):>19} {percentage(row.of_realised):>7}"
        )
    if len(rows) > TOP:
        yield f"  en nog {len(rows) - TOP}"
    yield ""


def _refused(report: Report) -> Iterator[str]:
    yield f"Zonder overeenkomst (refused): {len(report.refused)}"
    for row in report.refused[:TOP]:
        yield f"  {row.contract} {row.name[:30]:<30} {STANDING[row.standing][0]}: {row.sentence}"
    if len(report.refused) > TOP:
        yield f"  en nog {len(report.refused) - TOP}"
    for adjusted in report.adjustments:
        hand = adjusted.item
        yield f"  met de hand: {adjusted.contract} {signed(hand.applied)}, {hand.ground}"
    yield ""


def _checks(report: Report) -> Iterator[str]:
    rows = (*report.clauses, *report.norms)
    wrong = [row for row in rows if not row.holds]
    state = "alles klopt" if not wrong else f"{len(wrong)} kloppen niet"
    yield f"Controle (verification): {len(rows)} regels, {state}"
    for row in wrong:
        yield f"  ! {row.title}"
        yield from (f"      {fault}" for fault in row.faults[:TOP])
    if report.warnings:
        yield f"  let op, zie het verslag: {len(report.warnings)}"
