"""A base agreement: a low start volume, a volume award by score, and a volume guarantee below it (E-038).

Start = share of last year's production. Award = share of last year's production x score / perfect score. Guaranteed is
a share of last year's production, but never more than was granted: the promise is the least that stays.

1. Nobody gets more than it offers; when all together exceed the space, all are lowered in proportion.
2. An offer without a score gets no award; a finding says so where an award is divided.
3. A guarantee is no promise that the care of existing clients is paid: where start and award lie below what they used
   last year a note says by how much (004 1.3). The care is not refused; it is delivered above the agreement.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import SPACE_SHORT, Ability, Effect, Effects, Told, View, scored
from driehoek.kernel import ZERO, Code, Finding, Money, Rounding, Severity, apportion_within, dutch, total

GUARANTEE_IS_NO_PAYMENT = Code(
    "ALL-244",
    nl="De garantie van {subject} zegt niet dat de zorg van alle huidige cliënten wordt betaald: "
    "die kostte vorig jaar {wanted}, en afgesproken is {seen}.",
    en="The guarantee of {subject} does not say that the care of all existing clients is paid: "
    "it cost {wanted} last year, and {seen} is agreed.",
    mend_nl="Zeg dit de aanbieder erbij, en volg in het jaar wat er boven de afspraak wordt geleverd.",
    mend_en="Tell the provider so, and follow during the year what is delivered above the agreement.",
    severity=Severity.NOTE,
)
FINDINGS = (GUARANTEE_IS_NO_PAYMENT,)


class BaseAgreement:
    """See the module docstring."""

    name = "base-agreement"
    params = (
        Param(
            "start",
            Kind.RATE,
            "the start volume as a share of last year's production",
            "het startvolume, als deel van de productie van vorig jaar",
            default="80%",
            least="0%",
        ),
        Param(
            "award",
            Kind.RATE,
            "the award that a perfect score earns, as a share of last year's production",
            "de volumegunning bij de hoogste score, als deel van de productie van vorig jaar",
            default="10%",
            least="0%",
        ),
        Param(
            "guarantee",
            Kind.RATE,
            "the share of last year's production that is guaranteed, within what is granted",
            "het deel van de productie van vorig jaar dat gegarandeerd is, binnen wat is toegekend",
            default="80%",
            least="0%",
        ),
    )
    abilities = frozenset({Ability.NEEDS_REALISED, Ability.GUARANTEES, Ability.RANKS})
    told = Told(
        source="004 1.3, 1.8 and table 1.15 (E-038).",
        formula="grant = last year x (start + award x score / perfect score)",
        effects=Effects(
            cost="Low at the start; what clients need beyond it comes later or is not paid.",
            volume="Below last year for almost everyone until it is raised during the year.",
            quality="The better score starts higher.",
            choice="Clients keep their provider, but it may say that its agreement is full.",
            newcomers="Who had no production last year gets nothing here.",
            risk="The provider bears the care of existing clients above the agreement: a guarantee does not pay it.",
        ),
    )

    def abilities_with(self, params: Params) -> frozenset[Ability]:
        """An award asks for a score."""
        return frozenset({Ability.NEEDS_SCORE}) if params.rate("award").value > 0 else frozenset()

    def apply(self, view: View, params: Params) -> Effect:
        """Grant start and award, and promise the guarantee."""
        awarding = params.rate("award").value > 0
        unscored = scored(view)[1] if awarding else ()
        wanted = {offer.contract: _wanted(view, offer, params).cents for offer in view.offers}
        pot = min(view.available.cents, sum(wanted.values()))
        got = apportion_within(pot, wanted, wanted, view.key)
        findings = [*unscored]
        if pot < sum(wanted.values()):  # 1
            needed = Money(sum(wanted.values()))
            findings.append(Finding(SPACE_SHORT, str(view.frame), seen=str(view.available), wanted=str(needed)))
        reasons, promises = list[Reason](), []
        for offer in view.offers:
            money = Money(got[offer.contract])
            reasons.append(_reason(view, offer, money, params))
            promises.append(
                view.promise(offer, min(offer.realised.times(params.rate("guarantee"), Rounding.UP), money))
            )
            before = total([view.granted.get(offer.contract, ZERO), money])
            if before < offer.realised:  # 3
                seen, wanted_then = dutch.amount(before), dutch.amount(offer.realised)
                findings.append(Finding(GUARANTEE_IS_NO_PAYMENT, offer.contract, seen=seen, wanted=wanted_then))
        return Effect(tuple(reasons), guarantees=tuple(promises), findings=tuple(findings))


def _award(offer: Offer, params: Params) -> Money:
    if offer.score is None:
        return ZERO
    return offer.realised.times(params.rate("award").value * offer.score / offer.scale, Rounding.DOWN)


def _wanted(view: View, offer: Offer, params: Params) -> Money:
    start = offer.realised.times(params.rate("start"), Rounding.UP)
    return min(start + _award(offer, params), view.room(offer))


def _reason(view: View, offer: Offer, money: Money, params: Params) -> Reason:
    start, award = params.rate("start"), _award(offer, params)
    text = f"Lage start: {dutch.percentage(start)} van de productie van vorig jaar ({dutch.amount(offer.realised)})"
    text += f", met een volumegunning van {dutch.amount(award)} op grond van de score." if award else "."
    text += " De garantie zegt niet dat de zorg van alle huidige cliënten wordt betaald."
    inputs = [Input("realised", str(offer.realised), offer.realised_source)]
    if offer.score is not None:
        inputs.append(Input("score", str(offer.score), "result/ranking.csv"))
    given = (view.param(name) for name in ("start", "award", "guarantee"))
    return view.reason(ReasonKind.GRANT, offer, money, text, *inputs, *given)
