"""Ranked Q (differential Q, 002 kader 4): a guaranteed share for everyone, a selective part by rank.

Everyone keeps the guaranteed share of what it realised (E-009, example 90 %). The selective part (E-008, example
10 % of the budget) goes by the lot's score under one of three published rules; a provider may end above 100 % of
what it realised (E-010). Nobody gets more than it offers, and all together never more than the space (E-011).

1. When the guarantees alone exceed the space, they are lowered in proportion; a finding says so.
2. Where the lot has a limit on winners, only the first take part in the selective part; the key draws at the edge.
3. An offer without a score keeps its guarantee and takes no part in the selective part; a finding says so.
"""

from __future__ import annotations

from fractions import Fraction

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import CLASSES_DIFFER, SPACE_SHORT, Ability, Effect, Effects, Told, View, scored
from driehoek.engines.allocation.models.division_rules import RULES, Entrant
from driehoek.kernel import ZERO, Finding, Money, Rate, Rounding, apportion, dutch, total


class RankedQ:
    """See the module docstring."""

    name = "ranked-q"
    params = (
        Param(
            "guarantee",
            Kind.RATE,
            "the share of realised production that everyone keeps",
            "het deel van de productie van vorig jaar dat iedereen houdt",
            default="90%",
            least="0%",
        ),
        Param(
            "selective",
            Kind.RATE,
            "the most of the lot's space that goes by rank",
            "het grootste deel van de ruimte dat op rangorde wordt verdeeld",
            default="10%",
            least="0%",
            most="100%",
        ),
        Param(
            "rule",
            Kind.TEXT,
            "how rank becomes volume: proportional to score, best first, or by class",
            "hoe de rangorde volume wordt: naar score, de beste eerst, of per klasse",
            default="proportional",
            choices=tuple(RULES),
        ),
        Param(
            "class_bounds",
            Kind.RATES,
            "for the rule classes: the least share of the scale for each class, best class first",
            "bij klassen: de ondergrens van elke klasse",
            default=("80%", "50%"),
            least="0%",
            most="100%",
        ),
        Param(
            "class_weights",
            Kind.RATES,
            "for the rule classes: the weight of each class, best first; below the last bound weighs nothing",
            "bij klassen: het gewicht van elke klasse",
            default=("100%", "50%"),
            least="0%",
        ),
    )
    abilities = frozenset({Ability.NEEDS_SCORE, Ability.GUARANTEES, Ability.RANKS})
    told = Told(
        source="002 kader 4 and 3.5 (E-008, E-009, E-010, O-001 to O-003).",
        formula="grant = guarantee x realised + part of the selective space by rank",
        effects=Effects(
            cost="Held by the space.",
            volume="Moves from who scores low to who scores high, by the selective share at most.",
            quality="Rewards a better score with volume; worth as much as the criteria are.",
            choice="Clients follow the volume, not the other way round; existing clients stay.",
            newcomers="Without a last year nothing is guaranteed; a good score is the way in.",
            risk="The provider bears the risk of the selective share, the purchaser none.",
        ),
    )

    def abilities_with(self, params: Params) -> frozenset[Ability]:
        """A guarantee is a share of what was realised; without a guarantee nothing of last year is needed."""
        guaranteed = params.rate("guarantee").value > 0
        return frozenset({Ability.NEEDS_REALISED}) if guaranteed else frozenset()

    def start(self, params: Params) -> Rate:
        """Everyone keeps the guaranteed share."""
        return params.rate("guarantee")

    def apply(self, view: View, params: Params) -> Effect:
        """Grant the guarantees, then divide the selective part."""
        bounds, weights = params.rates("class_bounds"), params.rates("class_weights")
        if len(bounds) != len(weights):
            finding = Finding(CLASSES_DIFFER, view.step.id, seen=str(len(bounds)), wanted=str(len(weights)))
            return Effect(findings=(finding,))
        kept, shortage = _guaranteed(view, params)
        rest = view.available - total(kept.values())
        pot = min(rest, view.available.times(params.rate("selective"), Rounding.DOWN))
        entrants, unscored = _entrants(view, kept)
        parts = RULES[params.text("rule")](pot, entrants, params, view.key)
        reasons: list[Reason] = []
        promised = params.rate("guarantee").value > 0  # a promise of nothing is not told
        for offer in view.offers:
            if promised:
                reasons.append(_keeps(view, offer, kept[offer.contract], params.rate("guarantee")))
            if offer.score is not None:
                reasons.append(_earns(view, offer, parts.get(offer.contract, ZERO), pot))
        return Effect(
            tuple(reasons),
            guarantees=tuple(view.promise(offer, kept[offer.contract]) for offer in view.offers if promised),
            findings=(*shortage, *unscored),
        )


def _entrants(view: View, kept: dict[str, Money]) -> tuple[tuple[Entrant, ...], tuple[Finding, ...]]:
    scores, unscored = scored(view)
    entrants = [
        Entrant(
            offer.contract,
            scores[offer.contract],
            offer.realised or view.room(offer),
            view.room(offer) - kept[offer.contract],
            offer.scale,
        )
        for offer in view.offers
        if offer.contract in scores  # 3
    ]
    limit = view.problem.max_winners.get(view.lot, 0)
    if limit:  # 2
        entrants = sorted(entrants, key=lambda item: (-item.score, view.key.rank(item.contract)))[:limit]
    return tuple(entrants), unscored


def _keeps(view: View, offer: Offer, money: Money, share: Rate) -> Reason:
    text = f"Gegarandeerd: {dutch.percentage(share)} van de productie van vorig jaar ({dutch.amount(offer.realised)})."
    realised = Input("realised", str(offer.realised), offer.realised_source)
    return view.reason(ReasonKind.GRANT, offer, money, text, realised, view.param("guarantee"))


def _earns(view: View, offer: Offer, money: Money, pot: Money) -> Reason:
    score = offer.score or Fraction(0)
    text = f"Van het selectieve deel ({dutch.amount(pot)}) op grond van de score {dutch.number(score)}."
    inputs = (Input("score", str(score), "result/ranking.csv"), view.param("rule"), view.param("selective"))
    return view.reason(ReasonKind.GRANT, offer, money, text, *inputs)


def _guaranteed(view: View, params: Params) -> tuple[dict[str, Money], tuple[Finding, ...]]:
    share = params.rate("guarantee")
    kept = {offer.contract: min(offer.realised.times(share, Rounding.UP), view.room(offer)) for offer in view.offers}
    needed = total(kept.values())
    if needed <= view.available:
        return kept, ()
    parts = apportion(view.available.cents, {name: money.cents for name, money in kept.items()}, view.key)  # 1
    finding = Finding(SPACE_SHORT, str(view.frame), seen=str(view.available), wanted=str(needed))
    return {name: Money(cents) for name, cents in parts.items()}, (finding,)
