"""Maximum move: nobody gains or loses more than a share of what it realised last year (compare E-015, I-019).

1. A provider without realised production has nothing to move from; it is left as it is.
2. What lies above the most is taken off and stays in the space.
3. Who lies below the least is raised from that and from what was open, in proportion to what it lacks, within what
   it offered; when that is not enough, a finding says so.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import FLOOR_MISSED, Ability, Effect, Effects, Told, View
from driehoek.kernel import ZERO, Finding, Money, Rounding, apportion_within, dutch, total


class MaximumMove:
    """See the module docstring."""

    name = "maximum-move"
    params = (
        Param(
            "up",
            Kind.RATE,
            "the most that may be gained, as a share of what was realised",
            "hoeveel iemand er ten hoogste bij krijgt, als deel van de productie van vorig jaar",
            default="100%",
            least="0%",
        ),
        Param(
            "down",
            Kind.RATE,
            "the most that may be lost, as a share of what was realised",
            "hoeveel iemand er ten hoogste af gaat, als deel van de productie van vorig jaar",
            default="100%",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.NEEDS_REALISED})
    told = Told(
        source="E-015, I-019.",
        formula="realised x (1 - down) <= grant <= realised x (1 + up)",
        effects=Effects(
            cost="None beyond the space; what is taken off stays in it.",
            volume="Moves less from year to year.",
            quality="Slows down rewards and punishments alike.",
            choice="Existing clients are less often faced with a provider that shrinks.",
            newcomers="Leaves who is new as it is; slows down who grows fast.",
            risk="Providers run less risk of a sudden loss; the purchaser pays longer for what it no longer wants.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Lower who moved too far up, then raise who moved too far down."""
        known = [offer for offer in view.offers if offer.realised]
        up, down = params.rate("up"), params.rate("down")
        over, under = dict[str, Money](), dict[str, Money]()
        for offer in known:
            most = offer.realised + offer.realised.times(up, Rounding.DOWN)
            least = min(offer.realised - offer.realised.times(down, Rounding.DOWN), view.requested(offer))
            over[offer.contract] = max(view.granted[offer.contract] - most, ZERO)
            under[offer.contract] = max(least - view.granted[offer.contract], ZERO)
        freed = view.available + total(over.values())
        lacking = {contract: money.cents for contract, money in under.items()}
        raised = apportion_within(min(freed.cents, sum(lacking.values())), lacking, lacking, view.key)
        short = total(under.values()) - Money(sum(raised.values()))
        reasons = [
            reason
            for offer in known
            for reason in _moves(view, offer, over[offer.contract], Money(raised[offer.contract]))
        ]
        findings = (Finding(FLOOR_MISSED, str(view.frame), seen=str(short)),) if short else ()
        return Effect(tuple(reasons), findings=findings)


def _moves(view: View, offer: Offer, over: Money, raised: Money) -> list[Reason]:
    realised = Input("realised", str(offer.realised), offer.realised_source)
    if over:
        text = f"Niet meer dan de grens: {dutch.amount(over)} gaat eraf, want de verschuiving is te groot."
        return [view.reason(ReasonKind.GRANT, offer, -over, text, realised, view.param("up"))]
    if raised:
        text = f"Niet minder dan de grens: {dutch.amount(raised)} komt erbij, want de verschuiving is te groot."
        return [view.reason(ReasonKind.GRANT, offer, raised, text, realised, view.param("down"))]
    return []
