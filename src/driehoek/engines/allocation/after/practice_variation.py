"""Practice variation: a cut for whoever treats much compared with the national average, after correction (E-052).

The figure ``expected`` in ``need/figures.csv`` says what a provider would have delivered last year at the national
average, corrected for relevant factors such as age and severity; its ground says for which. Whoever delivered more than
that and the margin is cut by the part that lies above it, times the strength, and never by more than the most.

1. Without the figure nothing is cut: an average that was not corrected says nothing.
2. Nobody goes below what was promised beforehand. What is freed stays open in the space.
"""

from __future__ import annotations

from fractions import Fraction

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.domain.need import ContractFigure
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.kernel import ZERO, Money, Rate, Rounding, dutch


class PracticeVariation:
    """See the module docstring."""

    name = "practice-variation"
    params = (
        Param(
            "margin",
            Kind.RATE,
            "by how much of the expected production one may lie above it before anything is cut",
            "hoeveel iemand boven het verwachte mag liggen voordat er iets af gaat",
            default="10%",
            least="0%",
        ),
        Param(
            "strength",
            Kind.RATE,
            "which part of what lies above it is cut",
            "welk deel van wat daarboven ligt eraf gaat",
            default="50%",
            least="0%",
            most="100%",
        ),
        Param(
            "most",
            Kind.RATE,
            "the most that is cut, as a share of what was granted",
            "hoeveel er ten hoogste af gaat, als deel van de toekenning",
            default="5%",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.NEEDS_REALISED, Ability.LOOKS_AT_FIGURES})
    told = Told(
        source="000 1.3 (E-052); margin, strength and most are ours (inferred).",
        formula="cut = granted x min(most, strength x (1 - expected x (1 + margin) / last year))",
        effects=Effects(
            cost="Falls where more is treated than elsewhere for like patients.",
            volume="Less is agreed with whoever treats much.",
            quality="Fewer treatments that others manage without; a bad correction hits good practice.",
            choice="A provider that is cut may be full earlier.",
            newcomers="Not touched: they had no production last year.",
            risk="The provider bears what the correction leaves out.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Cut whoever lies above what was expected."""
        cuts = {offer.contract: _cut(view, offer, params) for offer in view.offers}
        return Effect(
            tuple(_reason(view, offer, cuts[offer.contract]) for offer in view.offers if cuts[offer.contract])
        )


def _cut(view: View, offer: Offer, params: Params) -> Money:
    expected = offer.euros(ContractFigure.EXPECTED)
    if expected is None or not offer.realised:  # 1
        return ZERO
    bound = expected.cents * (1 + params.rate("margin").value)
    above = max(1 - bound / offer.realised.cents, Fraction(0))
    share = min(above * params.rate("strength").value, params.rate("most").value)
    granted = view.granted[offer.contract]
    cut = granted.times(Rate(share), Rounding.DOWN)
    return max(min(cut, granted - view.promised.get(offer.contract, ZERO)), ZERO)  # 2


def _reason(view: View, offer: Offer, cut: Money) -> Reason:
    expected = offer.euros(ContractFigure.EXPECTED) or ZERO
    figure = offer.figures[ContractFigure.EXPECTED]
    text = f"Vorig jaar is voor {dutch.amount(offer.realised)} geleverd; na correctie was {dutch.amount(expected)} te "
    text += f"verwachten. Er gaat {dutch.amount(cut)} af."
    inputs = (
        Input("realised", str(offer.realised), offer.realised_source),
        Input("expected", str(expected), f"need/figures.csv: {figure.ground}"),
        *(view.param(name) for name in ("margin", "strength", "most")),
    )
    return view.reason(ReasonKind.GRANT, offer, -cut, text, *inputs)
