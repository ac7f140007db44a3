"""A collective budget per area or team, as an incentive for prevention (E-030).

The space of the lot goes to its areas (``need/areas.csv``) by their published weight, such as inhabitants. Within an
area the members share the budget in proportion to last year's production (a new member by what it offers), and answer
for it together. What they do not need stays theirs for prevention, for the share that the policy says.

1. A member is a provider in that municipality, or with the mark of that team; who belongs to none gets nothing here,
   and a finding says so.
2. The budget of an area without members stays open; a finding says so.
3. Nobody gets more than it offers; what one cannot take goes to the other members of its area, never to another area.
"""

from __future__ import annotations

from collections import defaultdict

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.kernel import ZERO, Code, Finding, Money, Rounding, Severity, apportion, apportion_within, dutch

NO_AREA = Code(
    "ALL-247",
    nl="Aanbieder {subject} hoort in {wanted} bij geen enkel gebied en krijgt uit de gebiedsbudgetten niets.",
    en="Provider {subject} belongs to no area in {wanted} and gets nothing from the budgets of areas.",
    mend_nl="Vul need/areas.csv aan met de gemeente of het team van deze aanbieder.",
    mend_en="Complete need/areas.csv with the municipality or the team of this provider.",
    severity=Severity.WARNING,
)
AREA_WITHOUT_MEMBERS = Code(
    "ALL-248",
    nl="Gebied {subject} heeft in dit perceel geen aanbieder; {seen} blijft open.",
    en="Area {subject} has no provider in this lot; {seen} stays open.",
    mend_nl="Zoek een aanbieder voor dit gebied, of voeg het bij een ander gebied.",
    mend_en="Find a provider for this area, or join it with another.",
    severity=Severity.WARNING,
)
FINDINGS = (NO_AREA, AREA_WITHOUT_MEMBERS)


class CollectiveBudget:
    """See the module docstring."""

    name = "collective-budget"
    params = (
        Param(
            "prevention",
            Kind.RATE,
            "the share of what the members of an area do not need that stays set apart for prevention there",
            "het deel van wat de leden van een gebied niet nodig hebben dat daar blijft voor preventie",
            default="100%",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.LOOKS_AT_AREAS, Ability.BINDS_TOGETHER})
    told = Told(
        source="001 (E-030); the division within an area is ours (inferred).",
        formula="area = space x weight / all weights; member = area in proportion to last year",
        effects=Effects(
            cost="Fixed per area; what prevention saves stays in the area.",
            volume="Follows the weight of the area, not what was delivered.",
            quality="Prevention pays; so does delivering too little, which must be watched.",
            choice="Within the area free; outside it the money does not follow.",
            newcomers="A new member shares by what it offers, at the cost of the others in its area.",
            risk="The members of an area bear the volume together.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Divide over areas, then within each."""
        weights = {item.area: item.weight for item in view.problem.areas if item.lot == view.lot and item.weight}
        budgets = apportion(view.available.cents if weights else 0, weights, view.key)
        members: defaultdict[str, list[Offer]] = defaultdict(list)
        for offer in view.offers:
            members[offer.area if offer.area in budgets else ""].append(offer)
        reasons = list[Reason]()
        findings = [Finding(NO_AREA, offer.contract, wanted=view.lot) for offer in members[""]]  # 1
        reasons += [_nothing(view, offer) for offer in members[""]]
        for area, cents in sorted(budgets.items()):
            if not members[area]:  # 2
                findings.append(Finding(AREA_WITHOUT_MEMBERS, area, seen=dutch.amount(Money(cents))))
                continue
            got = _within(view, members[area], cents)
            reasons += [_grant(view, offer, Money(got[offer.contract]), Money(cents)) for offer in members[area]]
            spared = Money(cents - sum(got.values())).times(params.rate("prevention"), Rounding.DOWN)
            if spared:
                reasons.append(_kept(view, area, spared))
        return Effect(tuple(reasons), findings=tuple(findings))


def _within(view: View, members: list[Offer], cents: int) -> dict[str, int]:
    rooms = {offer.contract: view.room(offer).cents for offer in members}
    weights = {offer.contract: offer.realised.cents or rooms[offer.contract] for offer in members}
    return apportion_within(cents, weights, rooms, view.key)  # 3


def _nothing(view: View, offer: Offer) -> Reason:
    text = "Deze aanbieder hoort bij geen gebied met een eigen budget."
    return view.reason(ReasonKind.GRANT, offer, ZERO, text)


def _grant(view: View, offer: Offer, money: Money, budget: Money) -> Reason:
    text = f"Het budget van {offer.area} is {dutch.amount(budget)}; de leden delen het naar de productie van vorig jaar"
    text += " en staan er samen voor."
    realised = Input("realised", str(offer.realised), offer.realised_source)
    return view.reason(ReasonKind.GRANT, offer, money, text, Input("area", offer.area, "need/areas.csv"), realised)


def _kept(view: View, area: str, spared: Money) -> Reason:
    return Reason(
        view.step.id,
        view.step.use,
        ReasonKind.SPACE,
        lot=view.lot,
        frame=view.frame,
        amount=-spared,
        inputs=(Input("area", area, "need/areas.csv"), view.param("prevention")),
        text=f"Wat de leden van {area} niet nodig hebben, {dutch.amount(spared)}, blijft daar voor preventie.",
    )
