"""A comparison of two results in plain sentences, and in a few dozen lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.adapters.report.page import fitted, signed
from driehoek.application.compare import Comparison, ProviderChange, RuleChange
from driehoek.kernel import ZERO, Language, Money, dutch, total

TOP = 10
"""How many of those who gain and of those who lose are listed, the largest differences first."""
RULES_EN = {
    "ranked-q": "in order of score",
    "differential-p": "choice of clients, own price",
    "person-following": "choice of clients, equal discount",
}
"""Rules whose English words are not those of their name."""


def comparison_text(comparison: Comparison, language: Language = Language.NL) -> tuple[str, ...]:
    """The heart of a comparison as lines for the terminal; per provider by which rule."""
    return tuple(_lines(comparison, language))


def _lines(comparison: Comparison, language: Language) -> Iterator[str]:
    if comparison.before.synthetic or comparison.after.synthetic:
        yield _either(
            language,
            "SYNTHETIC: tarieven of prestaties in deze vergelijking zijn verzonnen.",
            "SYNTHETIC: tariffs or products in this comparison are made up.",
        )
    yield from sentences(comparison, language)
    gain, loss = comparison.winners, comparison.losers
    yield from _listed(gain, language, f"en nog {len(gain) - TOP} die winnen", f"and {len(gain) - TOP} more who gain")
    yield from _listed(
        loss, language, f"en nog {len(loss) - TOP} die verliezen", f"and {len(loss) - TOP} more who lose"
    )


def _listed(changes: tuple[ProviderChange, ...], language: Language, nl: str, en: str) -> Iterator[str]:
    for item in changes[:TOP]:
        yield f"  {item.contract} {fitted(item.name):<34} {signed(item.difference):>20}"
        yield from (f"      {_rule(rule, language)}" for rule in item.rules)
    if len(changes) > TOP:
        yield f"  {_either(language, nl, en)}"


def _rule(rule: RuleChange, language: Language) -> str:
    english = RULES_EN.get(rule.rule, rule.rule.replace("-", " ")).capitalize()
    return f"{rule.lot}: {_either(language, rule.title, english)} {signed(rule.difference)}"


def sentences(comparison: Comparison, language: Language = Language.NL) -> Iterator[str]:
    """What differs, in a few sentences; amounts keep their Dutch form."""
    if comparison.same_decision:
        yield _either(
            language,
            "De besluiten zijn gelijk: de vingerafdrukken zijn dezelfde.",
            "The decisions are equal: the fingerprints are the same.",
        )
        return
    if comparison.same_inputs:
        yield _either(language, "De invoer is gelijk.", "The inputs are equal.")
    else:
        yield _either(language, "De invoer verschilt.", "The inputs differ.")
    yield _together(comparison, language)
    gain, loss, same = len(comparison.winners), len(comparison.losers), comparison.unchanged
    yield _either(
        language,
        f"{gain} aanbieders winnen, {loss} verliezen en {same} krijgen precies hetzelfde.",
        f"{gain} providers gain, {loss} lose and {same} get exactly the same.",
    )
    coming = sum(1 for item in comparison.providers if item.comes_in)
    leaving = sum(1 for item in comparison.providers if item.drops_out)
    if coming or leaving:
        yield _either(
            language, f"{coming} komen erbij en {leaving} vallen weg.", f"{coming} come in and {leaving} drop out."
        )
    if moved := sum(1 for item in comparison.providers if item.places):
        yield _either(
            language,
            f"{moved} krijgen een andere plaats in een rangorde.",
            f"{moved} get another place in a ranking.",
        )
    if total(item.difference for item in comparison.winners) == ZERO and not comparison.losers:
        yield _either(language, "Geen aanbieder krijgt een ander bedrag.", "No provider gets another amount.")


def _together(comparison: Comparison, language: Language) -> str:
    before, after = dutch.amount(comparison.before.granted), dutch.amount(comparison.after.granted)
    gap = comparison.difference
    size = dutch.amount(Money(abs(gap.cents)))
    more = _either(language, "meer", "more") if gap > ZERO else _either(language, "minder", "less")
    told = (
        _either(language, f"dat is {size} {more}", f"that is {size} {more}")
        if gap
        else _either(language, "dat is precies gelijk", "that is exactly equal")
    )
    return _either(
        language,
        f"Samen {before} eerst en {after} daarna; {told}.",
        f"Together {before} before and {after} after; {told}.",
    )


def _either(language: Language, nl: str, en: str) -> str:
    return nl if language is Language.NL else en
