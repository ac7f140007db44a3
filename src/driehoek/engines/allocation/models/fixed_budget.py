"""A fixed undivided budget for all provisions with one contractor: population funding (E-057).

The best offer of the lot becomes the one contractor and gets the whole space of the lot, or the share that the policy
says, whatever volume is delivered later. It never gets more than it asked for all provisions together.

1. One contractor means one winner: when several share the highest score, the lot must have ``max_winners: 1``, so that
   the published key may draw. Without it nothing is divided, and a finding says so.
2. A single offer needs no score. With more offers, those without a score take no part.
3. All provisions: what others offer in the lot and the contractor does not, is named by a finding.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, Offer, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View, scored
from driehoek.kernel import ZERO, Code, Finding, Rounding, Severity, dutch

NO_ONE_CONTRACTOR = Code(
    "ALL-245",
    nl="In perceel {subject} staan {seen} offertes bovenaan; een vast budget gaat naar {wanted}.",
    en="In lot {subject} {seen} offers are at the top; a fixed budget goes to {wanted}.",
    mend_nl="Zet bij het perceel max_winners: 1; dan mag de gepubliceerde sleutel loten.",
    mend_en="Set max_winners: 1 for the lot; then the published key may draw.",
)
NOT_ALL_PROVISIONS = Code(
    "ALL-246",
    nl="De enige aannemer {subject} biedt niet alle voorzieningen aan; het mist {seen}.",
    en="The one contractor {subject} does not offer all provisions; it lacks {seen}.",
    mend_nl="Vraag de aannemer deze zorg erbij te doen, of koop die apart in.",
    mend_en="Ask the contractor to add this care, or purchase it apart.",
    severity=Severity.WARNING,
)
FINDINGS = (NO_ONE_CONTRACTOR, NOT_ALL_PROVISIONS)


class FixedBudget:
    """See the module docstring."""

    name = "fixed-budget"
    params = (
        Param(
            "share",
            Kind.RATE,
            "the share of what is left of the space that makes the budget",
            "het deel van de ruimte dat het budget is",
            default="100%",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.NEEDS_SCORE, Ability.RANKS})
    told = Told(
        source="000 4.2 (E-057).",
        formula="grant = min(space x share, all that is asked) for one contractor",
        effects=Effects(
            cost="Known beforehand and fixed, whatever is delivered.",
            volume="Free for the contractor; less care leaves it more money.",
            quality="Prevention pays for the contractor; so does delivering too little, which must be watched.",
            choice="One contractor: clients choose only among those with whom it works.",
            newcomers="Closed for the term, except as subcontractor.",
            risk="The contractor bears the volume; the purchaser depends on one party.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Give the budget to the one contractor."""
        chosen, findings = _contractor(view)
        if chosen is None:
            return Effect(findings=findings)
        budget = min(view.available.times(params.rate("share"), Rounding.DOWN), view.room(chosen))
        own = {line.product.code for line in chosen.lines}
        lacking = sorted({line.product.code for offer in view.offers for line in offer.lines} - own)
        if lacking:  # 3
            findings = (*findings, Finding(NOT_ALL_PROVISIONS, chosen.contract, seen=", ".join(lacking)))
        score = Input("score", "" if chosen.score is None else str(chosen.score), "result/ranking.csv")
        reasons = []
        for offer in view.offers:
            money = budget if offer is chosen else ZERO
            text = "Eén aannemer krijgt het hele budget; dat is een andere aanbieder."
            if offer is chosen:
                text = f"Vast ongedeeld budget voor alle voorzieningen: {dutch.amount(budget)}, "
                text += "hoeveel zorg er ook nodig is."
            reasons.append(view.reason(ReasonKind.GRANT, offer, money, text, score, view.param("share")))
        return Effect(tuple(reasons), findings=findings)


def _contractor(view: View) -> tuple[Offer | None, tuple[Finding, ...]]:
    """The best offer, or None with why there is none."""
    if len(view.offers) == 1:  # 2
        return view.offers[0], ()
    scores, unscored = scored(view)
    if not scores:
        return None, unscored
    best = max(scores.values())
    top = sorted((offer for offer in view.offers if offer.score == best), key=lambda item: view.key.rank(item.contract))
    if len(top) > 1 and view.problem.max_winners.get(view.lot) != 1:  # 1
        return None, (*unscored, Finding(NO_ONE_CONTRACTOR, view.lot, seen=str(len(top)), wanted="1"))
    return top[0], unscored
