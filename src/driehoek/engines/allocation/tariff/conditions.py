"""The conditions that parts of the tariff share, so that every part says for whom it is in the same words.

A part counts for a contract year when all that it names holds and it has not ended: it ends after its last day, or
after the last day of its last contract year. A price holds for a whole contract year, so the check of the policy
refuses an end within it; here such a part counts until the year is over.
"""

from __future__ import annotations

from dataclasses import replace

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.kernel import Rate, dutch

GROUPS = Param(
    "groups",
    Kind.TEXTS,
    "the provider groups (existing, new-to-office, new) it is for; empty means all",
    "de groepen aanbieders waarvoor het geldt; leeg is alle",
    default=(),
)
QUESTION = Param(
    "question", Kind.TEXT, "the question whose answer decides; empty for none", "de vraag die telt", default=""
)
EQUALS = Param("equals", Kind.TEXT, "the answer that is needed", "het antwoord dat nodig is", default="yes")
SECTORS = Param("sectors", Kind.TEXTS, "the sectors; empty means all", "de sectoren; leeg is alle", default=())
FORMS = Param("forms", Kind.TEXTS, "the forms; empty means all", "de leveringsvormen; leeg is alle", default=())
ENDS = Param(
    "ends",
    Kind.END,
    "the last day, or the last contract year, for which it counts; empty for an open end",
    "de laatste dag of het laatste contractjaar waarvoor het geldt",
    default="",
)
STOPS = replace(ENDS, advised=True)
"""The same for an addition or deduction, which must say when it stops."""
BECAUSE = Param("because", Kind.TEXT, "the condition in plain Dutch, for the letter", "de voorwaarde in gewone taal")

NOTHING = Rate.percent(0)


def applies(offer: Offer, line: OfferedLine, params: Params, year: int) -> bool:
    """Whether every condition that the parameters state holds in the contract year."""
    values = params.values
    if "groups" in values and (groups := params.texts("groups")) and offer.group.value not in groups:
        return False
    if (sectors := params.texts("sectors")) and line.product.sector.value not in sectors:
        return False
    if (forms := params.texts("forms")) and line.product.form.value not in forms:
        return False
    if params.day("ends").year < year:
        return False
    question = params.text("question") if "question" in values else ""
    return not question or offer.facts.get(question) == params.text("equals")


def points_in_words(points: Rate) -> str:
    """Points with their sign: ``+0,2 procentpunt``, ``-2 procentpunt``."""
    return f"{'' if points.value.numerator < 0 else '+'}{dutch.number(points.points(), 4)} procentpunt"
