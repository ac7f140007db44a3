"""What-if as HTML pages, each one file that opens anywhere; Dutch, with English beside it."""

from __future__ import annotations

from driehoek.adapters.report import compare_charts, what_if_charts
from driehoek.adapters.report.html import standing_tag
from driehoek.adapters.report.page import render
from driehoek.adapters.report.what_if_text import per_cent
from driehoek.application.what_if.beside import Beside
from driehoek.application.what_if.clients import HOW_EN, HOW_NL
from driehoek.application.what_if.dials import shown
from driehoek.application.what_if.sweep import Bar, Sweep, about, money_moved, sentence
from driehoek.application.what_if.trial import Bench, Tried
from driehoek.domain.catalogue import Badge
from driehoek.kernel import Money, total

TOTALS = (
    ("Contracteerruimte", "contracting space", "space"),
    ("Toegekend", "granted", "granted"),
    ("Afgesproken in hele eenheden", "agreed in whole units", "agreed"),
    ("Achter de hand", "held back", "held_back"),
    ("Nog open, ook voor wie in het jaar kiest", "still open", "open"),
    ("Boven de ruimte gevraagd", "asked beyond the space", "exposure"),
)
"""The rows of totals: in Dutch, in English, and the field."""


def tried_html(tried: Tried) -> str:
    """One scenario beside the dossier as it is."""
    comparison = tried.comparison
    return render(
        "what_if.html.j2",
        {
            **_shared(synthetic=comparison.before.synthetic or comparison.after.synthetic),
            "tried": tried,
            "comparison": comparison,
            "sections": (
                ("kort", "In het kort"),
                ("wat", "Wat er verandert"),
                ("geld", "Het geld"),
                ("wie", "Wie wint, wie verliest"),
                ("knelt", "Waar het knelt"),
                ("clienten", "Cliënten"),
            ),
            "gained": total(item.difference for item in comparison.winners),
            "lost": total(item.difference for item in comparison.losers),
            "touched": sum(1 for item in tried.effects.each if item.touched),
            "gains": compare_charts.gains(comparison),
            "standing_tag": standing_tag,
        },
    )


def beside_html(compared: Beside) -> str:
    """Up to four scenarios side by side."""
    synthetic = any(item.comparison.before.synthetic or item.comparison.after.synthetic for item in compared.tried)
    return render(
        "what_if_compare.html.j2",
        {
            **_shared(synthetic=synthetic),
            "compared": compared,
            "sections": (("kort", "De scenario's"), ("geld", "Het geld"), ("wie", "Wie wint, wie verliest")),
            "moves": what_if_charts.moves(compared),
        },
    )


def sweep_html(bench: Bench, made: Sweep) -> str:
    """One dial over a range."""
    said = sentence(made.dial, made.step, made.steps) if made.step is not None else ("", "")
    return render(
        "what_if_sweep.html.j2",
        {
            **_shared(synthetic=_synthetic(bench)),
            "made": made,
            "title": bench.dossier.policy.title,
            "sentence": said,
            "sections": (("kort", "In het kort"), ("waarden", "Alle waarden")),
            "curve": what_if_charts.curve(made),
            "reach": what_if_charts.reach(made) if any(item.gain or item.lose for item in made.points) else None,
        },
    )


def tornado_html(bench: Bench, found: tuple[Bar, ...]) -> str:
    """Every dial by one step."""
    names = {item.contract.code: item.name for item in bench.dossier.providers}
    rows = tuple((bar, _said(bar), _most(bar, names)) for bar in found)
    return render(
        "what_if_tornado.html.j2",
        {
            **_shared(synthetic=_synthetic(bench)),
            "title": bench.dossier.policy.title,
            "rows": tuple(row for row in rows if row[0].weight),
            "still": tuple(bar for bar in found if not bar.weight),
            "sections": (("kort", "In het kort"), ("knoppen", "Elke knop")),
            "chart": what_if_charts.bars(found),
        },
    )


def _said(bar: Bar) -> tuple[str, str]:
    side, steps = (bar.up, 1) if bar.up is not None else (bar.down, -1)
    return sentence(bar.dial, side, steps) if side is not None else ("", "")


def _most(bar: Bar, names: dict[str, str]) -> tuple[str, str, Money] | None:
    """Who gains or loses most by the step that the sentence is about."""
    side = bar.up if bar.up is not None else bar.down
    if side is None or not side.most:
        return None
    return side.most, names.get(side.most, side.most), side.most_amount


def _shared(*, synthetic: bool) -> dict[str, object]:
    """What every page of what-if uses."""
    return {
        "made_up": synthetic,
        "totals": TOTALS,
        "about": about,
        "per_cent": per_cent,
        "shown": shown,
        "money_moved": lambda side: Money(money_moved(side)),
        "how": (HOW_NL, HOW_EN),
    }


def _synthetic(bench: Bench) -> bool:
    return any(line.badge is Badge.SYNTHETIC or line.product.startswith("SYN") for line in bench.base.lines)
