"""The use of the space during the year, for the terminal and as one HTML file."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.adapters.report.page import percentage, render
from driehoek.application.space_use import UseOfSpace
from driehoek.kernel import Language, dutch


def use_html(use: UseOfSpace) -> str:
    """Write the use of the space as one HTML file; the same use gives the same text."""
    return render("space_use.html.j2", {"use": use})


def use_text(use: UseOfSpace, language: Language = Language.NL) -> tuple[str, ...]:
    """The use of each frame on its last day known."""
    return tuple(_lines(use, english=language is Language.EN))


def _lines(use: UseOfSpace, *, english: bool) -> Iterator[str]:
    if use.synthetic:
        yield "SYNTHETIC: made-up products or tariffs." if english else "SYNTHETIC: verzonnen prestaties of tarieven."
    for item in use.latest:
        yield f"{item.name}, {'through' if english else 'tot en met'} {dutch.day(item.through)}"
        rows = (
            ("agreed" if english else "afgesproken", item.agreed),
            ("realised" if english else "geleverd", item.realised),
            ("expected" if english else "verwacht", item.expected),
            ("left" if english else "over", item.left),
        )
        for name, money in rows:
            yield f"    {name:<12} {dutch.amount(money):>22}"
        yield f"    {'of the agreements' if english else 'van de afspraken'}: {percentage(item.used)}"
        yield f"  {item.sentence}"
