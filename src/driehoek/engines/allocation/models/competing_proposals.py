"""Competing proposals for an innovation lot: whole proposals by score, within the pot (E-044).

Proposals are taken in order of score. Each is granted whole or not at all, as long as what it asks fits in what is left
of the pot. Equal scores go by the published key.

1. When a proposal does not fit, the policy says beforehand what happens: ``skip`` goes on with the next one that fits,
   ``stop`` grants nothing to whoever comes after.
2. Where the lot has a limit on winners, no more proposals are taken than that.
3. A proposal without a score takes no part; a finding says so.
4. Where the policy names lines of the picture of need, only a proposal whose answer names one of them takes part.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.domain.policy import Kind, Param, Params, named
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View, scored
from driehoek.engines.allocation.need_lines import LINES
from driehoek.engines.allocation.pots import POT, draw, held
from driehoek.kernel import ZERO, Money, dutch, total

_SKIP, _STOP = "skip", "stop"


class CompetingProposals:
    """See the module docstring."""

    name = "competing-proposals"
    params = (
        POT,
        Param(
            "when_one_does_not_fit",
            Kind.TEXT,
            "whether the next one that fits is taken (skip), or nobody after it (stop)",
            "of het volgende voorstel dat wel past meedoet (skip), of niemand daarna (stop)",
            choices=(_SKIP, _STOP),
        ),
        LINES,
        Param(
            "line_question",
            Kind.TEXT,
            "the question in which lines a proposal answers; needed where lines are named",
            "de vraag welke regels van het behoeftebeeld een voorstel invult",
            default="",
        ),
    )
    abilities = frozenset({Ability.NEEDS_SCORE, Ability.RANKS, Ability.DRAWS_ON_POT, Ability.WHOLE_ONLY})
    told = Told(
        source="002 4.4 l.1225-1231 and noot 17 (E-044).",
        formula="grant = what the proposal asks, in order of score, while it fits in the pot; else nothing",
        effects=Effects(
            cost="Held to the pot.",
            volume="A proposal is carried out whole or not; nobody gets half a plan.",
            quality="The best plans win; a plan that is too large can lose to a lesser one that fits.",
            choice="Clients get new kinds of care where a plan won.",
            newcomers="Last year plays no part: a newcomer with the best plan wins.",
            risk="Whoever wrote a plan bears its cost when it does not win.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Take the proposals in order of score while they fit."""
        pot = params.text("pot")
        scores, unscored = scored(view)
        proposals = [offer for offer in view.offers if offer.contract in scores and view.requested(offer)]
        entrants = [offer for offer in proposals if _answers(offer, params)]  # 4
        entrants.sort(key=lambda item: view.key.rank(item.contract))
        entrants.sort(key=lambda item: scores[item.contract], reverse=True)
        limit = view.problem.max_winners.get(view.lot, 0) or len(entrants)
        left, stopped, won = held(view, pot), False, dict[str, Money]()
        reasons = [_beside(view, offer, params) for offer in proposals if offer not in entrants]
        for offer in entrants:
            asked = view.requested(offer)
            if asked <= left and not stopped and len(won) < limit:
                reasons.append(_won(view, offer, asked, left))
                won[offer.contract] = asked
                left -= asked
            else:
                reasons.append(_lost(view, offer, asked, left, stopped=stopped or len(won) >= limit))
                stopped = stopped or params.text("when_one_does_not_fit") == _STOP  # 1
        drawn = draw(view, pot, total(won.values()))
        return Effect((*drawn, *sorted(reasons, key=lambda item: item.contract)), findings=unscored)


def _answers(offer: Offer, params: Params) -> bool:
    """Whether a proposal names a line that it is asked to answer, where one is asked."""
    lines = params.texts("lines")
    return not lines or bool({*lines} & {*named(offer.facts.get(params.text("line_question"), ""))})


def _beside(view: View, offer: Offer, params: Params) -> Reason:
    asked = view.requested(offer)
    wanted = "; ".join(view.problem.line_text(line) for line in params.texts("lines"))
    text = f"Uw voorstel van {dutch.amount(asked)} doet niet mee: het vult geen witte vlek in waar dit geld voor is "
    text += f"({wanted})."
    return view.reason(ReasonKind.NOT_GRANTED, offer, asked, text, view.param("lines"), view.param("line_question"))


def _won(view: View, offer: Offer, asked: Money, left: Money) -> Reason:
    text = f"Uw voorstel van {dutch.amount(asked)} is gekozen op zijn score en past in de {dutch.amount(left)} die er "
    text += "toen nog was."
    return view.reason(ReasonKind.GRANT, offer, asked, text, *_inputs(view, offer, left))


def _lost(view: View, offer: Offer, asked: Money, left: Money, *, stopped: bool) -> Reason:
    if stopped:
        text = f"Uw voorstel van {dutch.amount(asked)} is niet gekozen: andere voorstellen scoorden beter en daarna is "
        text += "gestopt, zoals het beleid zegt."
    else:
        text = f"Uw voorstel van {dutch.amount(asked)} is niet gekozen: toen het aan de beurt was, was er nog "
        text += f"{dutch.amount(max(left, ZERO))}. Een voorstel wordt helemaal toegekend of niet."
    return view.reason(ReasonKind.NOT_GRANTED, offer, asked, text, *_inputs(view, offer, left))


def _inputs(view: View, offer: Offer, left: Money) -> tuple[Input, ...]:
    score = Input("score", str(offer.score), "result/ranking.csv")
    return score, Input("left", str(left)), view.param("when_one_does_not_fit")
