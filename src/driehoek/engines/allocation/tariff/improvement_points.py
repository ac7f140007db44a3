"""Two styles of one price: add up from what is the least, or deduct from what is the most (E-040, E-041, M-060).

*Lower bound*: everyone starts at what an institution may at least expect; each improvement that was carried out adds
its points, up to a most (97 to 98 per cent of the maximum tariff in the source).

*Upper bound*: everyone starts at last year's bound; each quality agreement that was missed takes its points, down to a
least. An agreement is missed only when the answer says so: silence costs nothing.

Both are one rule seen from its two ends, so they stand in one file; a policy names the style it uses.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.engines.allocation.tariff.conditions import ENDS, FORMS, SECTORS, applies
from driehoek.kernel import Rate, dutch

_QUESTIONS = Param(
    "questions",
    Kind.TEXTS,
    "the questions, one for each improvement or agreement",
    "de vragen, een per verbetering of afspraak",
)
_POINTS = Param(
    "points",
    Kind.RATES,
    "the percentage points for each question, in the same order",
    "de procentpunten per vraag, in dezelfde volgorde",
    least="0%",
    most="100%",
    one_for="questions",
)


class LowerBound:
    """See the module docstring."""

    name = "lower-bound"
    params = (
        Param(
            "start",
            Kind.RATE,
            "the share of the maximum tariff that one may at least expect",
            "het deel van het maximumtarief dat u minstens krijgt",
            least="0%",
            most="100%",
        ),
        Param(
            "most",
            Kind.RATE,
            "the share that all improvements together can reach",
            "het deel dat alle verbeteringen samen kunnen bereiken",
            default="97%",
            least="0%",
            most="100%",
            not_below="start",
        ),
        _QUESTIONS,
        _POINTS,
        Param("answer", Kind.TEXT, "the answer that says: carried out", "het antwoord dat telt", default="yes"),
        SECTORS,
        FORMS,
        ENDS,
    )
    abilities = frozenset({Ability.SETS_START})
    told = Told(
        source="E-040, O-018, M-060; 000 par. 3.2.",
        formula="percentage = min(most, start + the points of every improvement carried out)",
        effects=Effects(
            cost="Between the start and the most; the office knows both beforehand.",
            volume="At a fixed space a higher percentage buys less care.",
            quality="Every improvement is rewarded when it is there.",
            choice="None directly.",
            newcomers="Starts at the least, and can earn as much as anyone.",
            risk="The provider pays for the improvement first and earns it back later.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The start, and what the improvements add."""
        if not applies(offer, line, params, view.problem.year):
            return None
        start, most = params.rate("start"), params.rate("most")
        count, points = _answered(offer, params)
        share = min(most, start + points)
        text = f"U begint met {dutch.percentage(start, 4)} van het maximumtarief"
        done = f"{count} van de {len(params.texts('questions'))} verbeteringen uitgevoerd"
        return share, f"{text}; {done}: {dutch.percentage(share, 4)} (ten hoogste {dutch.percentage(most, 4)})."


class UpperBound:
    """See the module docstring."""

    name = "upper-bound"
    params = (
        Param(
            "least",
            Kind.RATE,
            "the share below which the deductions never go",
            "het deel waar de kortingen nooit onder komen",
            least="0%",
            most="100%",
        ),
        Param(
            "start",
            Kind.RATE,
            "last year's bound: the share of the maximum tariff with which everyone starts",
            "de grens van vorig jaar: het deel van het maximumtarief waarmee iedereen begint",
            least="0%",
            most="100%",
            not_below="least",
        ),
        _QUESTIONS,
        _POINTS,
        Param("answer", Kind.TEXT, "the answer that says: missed", "het antwoord dat telt als gemist", default="no"),
        SECTORS,
        FORMS,
        ENDS,
    )
    abilities = frozenset({Ability.SETS_START})
    told = Told(
        source="E-041, M-060; 000 par. 3.2.",
        formula="percentage = max(least, start - the points of every agreement missed)",
        effects=Effects(
            cost="Starts at the most and falls where agreements are missed.",
            volume="At a fixed space a higher percentage buys less care.",
            quality="Punishes what is missed; who never agreed anything loses nothing.",
            choice="None directly.",
            newcomers="Starts at the same bound as everyone.",
            risk="The office pays first; the provider pays back where it falls short.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The start, less what the missed agreements cost."""
        if not applies(offer, line, params, view.problem.year):
            return None
        start, least = params.rate("start"), params.rate("least")
        count, points = _answered(offer, params)
        share = max(least, start - points)
        text = f"U begint met {dutch.percentage(start, 4)} van het maximumtarief"
        missed = f"{count} van de {len(params.texts('questions'))} afspraken niet gehaald"
        return share, f"{text}; {missed}: {dutch.percentage(share, 4)} (ten minste {dutch.percentage(least, 4)})."


def _answered(offer: Offer, params: Params) -> tuple[int, Rate]:
    """How many questions have the answer that counts, and the sum of their points."""
    answer = params.text("answer")
    asked = zip(params.texts("questions"), params.rates("points"), strict=True)
    counted = [points for question, points in asked if offer.facts.get(question) == answer]
    return len(counted), sum(counted, start=Rate.percent(0))
