"""What the rules cost, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.adapters.report.page import signed
from driehoek.application.yardstick.shown import Pool, Shown
from driehoek.kernel import Language, Money, dutch

MOST_PRICES = 8
"""How many prices of limits the terminal lists; the page has them all."""


def yardstick_text(shown: Shown, language: Language = Language.NL) -> tuple[str, ...]:
    """The heart of the yardstick in a few dozen lines."""
    return tuple(_lines(shown, language))


def _lines(shown: Shown, language: Language) -> Iterator[str]:
    if shown.synthetic:
        yield _either(language, "SYNTHETIC: tarieven of prestaties zijn verzonnen.", "SYNTHETIC: made-up tariffs.")
    yield shown.caveat.among(language)
    yield shown.aim.among(language)
    for note in shown.notes:
        yield note.among(language)
    for pool in shown.pools:
        yield from _pool(pool, language)


def _pool(pool: Pool, language: Language) -> Iterator[str]:
    yield ""
    yield pool.name
    if pool.clashes:
        yield f"  {pool.clashes.sentence(language)} {pool.clashes.mend(language)}"
        yield from (f"    - {words.among(language)}" for words in pool.clash)
    yield _row(_either(language, "Beste verdeling binnen alle grenzen", "Best division within all limits"), pool.best)
    yield _row(_either(language, "Het besluit, met dezelfde maat", "The decision, by the same measure"), pool.decided)
    yield _row(_either(language, "Verschil: wat de regels kosten", "Difference: what the rules cost"), pool.difference)
    yield from (f"    {signed(line.worth):>20}  {line.words.among(language)}" for line in pool.causes)
    if pool.without:
        yield _either(language, "  Meer waarde als een regel er niet was:", "  More worth if a rule were not there:")
        yield from (f"    {signed(line.worth):>20}  {line.words.among(language)}" for line in pool.without)
    if pool.prices:
        yield _either(language, "  Wat een grens kost, in euro's:", "  What a limit costs, in euros:")
    for price in pool.prices[:MOST_PRICES]:
        yield f"    {dutch.number(price.worth, 4):>8} {price.per.among(language)}: {price.words.among(language)}"
    for words in pool.missed:
        missed = words.among(language)
        yield f"  {_either(language, f'Niet gehaald: {missed}', f'Missed: {missed}')}"


def _row(words: str, money: Money) -> str:
    return f"  {words:<44} {dutch.amount(money):>22}"


def _either(language: Language, nl: str, en: str) -> str:
    return nl if language is Language.NL else en
