"""Last year's budget plus the agreed average growth, in which one grower takes from another (E-050, O-023).

Total = sum of last year's budgets x (1 + growth). A contract with a growth of its own (``growth`` in
``need/figures.csv``) gets last year's budget x (1 + its growth); the others share what is left in proportion to last
year's budget. Last year's budget is the figure ``budget``, or what was realised where there is none.

1. The total is never more than the space; the difference is felt by those without a growth of their own.
2. When the growers together ask more than the total, they share it in proportion, the others get nothing, and a
   finding says so.
3. Nobody gets more than it offers; what one cannot take goes to the others without a growth of their own.
4. Who had no budget last year has nothing to grow from: a newcomer gets nothing here.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.domain.need import ContractFigure
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import SPACE_SHORT, Ability, Effect, Effects, Told, View
from driehoek.kernel import Finding, Money, Rate, Rounding, apportion_within, dutch, total


class BudgetGrowth:
    """See the module docstring."""

    name = "budget-growth"
    params = (
        Param(
            "growth",
            Kind.RATE,
            "the agreed average growth of all budgets together",
            "de afgesproken gemiddelde groei van alle budgetten samen",
            default="1%",
            least="-100%",
        ),
    )
    abilities = frozenset({Ability.NEEDS_REALISED, Ability.LOOKS_AT_FIGURES})
    told = Told(
        source="000 1.3 and 1.4 (E-050, O-023).",
        formula="grower = last year x (1 + own growth); others = (total - growers) in proportion to last year",
        effects=Effects(
            cost="Grows by the agreed average, whatever happens within it.",
            volume="Moves to growers; what they gain the others lose.",
            quality="Not looked at; whoever wants to reward it must agree growth with the better ones.",
            choice="Clients who choose another than the growers may find that it has no room.",
            newcomers="Closed: who had no budget last year gets nothing here.",
            risk="Those without a growth of their own bear the growth of the others.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Give the growers their growth and divide the rest."""
        budgets = {offer.contract: _budget(offer) for offer in view.offers}
        whole = total(budgets.values())
        agreed = whole + whole.times(params.rate("growth"), Rounding.DOWN)
        pot = min(agreed, view.available)  # 1
        wanted = {
            offer.contract: min(_grown(offer, budgets[offer.contract]), view.room(offer))
            for offer in view.offers
            if _growth(offer) is not None
        }
        asked = {contract: money.cents for contract, money in wanted.items()}
        got = apportion_within(min(pot.cents, sum(asked.values())), asked, asked, view.key)
        rest = pot.cents - sum(got.values())
        others = [offer for offer in view.offers if offer.contract not in wanted]
        rooms = {offer.contract: view.room(offer).cents for offer in others}
        got |= apportion_within(rest, {name: budgets[name].cents for name in rooms}, rooms, view.key)  # 3
        findings: tuple[Finding, ...] = ()
        if total(wanted.values()) > pot:  # 2
            findings = (Finding(SPACE_SHORT, str(view.frame), seen=str(pot), wanted=str(total(wanted.values()))),)
        taken = total(wanted.values()) - total(budgets[name] for name in wanted)
        reasons = tuple(
            _reason(view, offer, budgets[offer.contract], Money(got[offer.contract]), taken) for offer in view.offers
        )
        return Effect(reasons, findings=findings)


def _budget(offer: Offer) -> Money:
    budget = offer.euros(ContractFigure.BUDGET)
    return offer.realised if budget is None else budget


def _growth(offer: Offer) -> Rate | None:
    own = offer.figure(ContractFigure.GROWTH)
    return None if own is None else Rate(own)


def _grown(offer: Offer, budget: Money) -> Money:
    own = _growth(offer)
    return budget if own is None else budget + budget.times(own, Rounding.DOWN)


def _reason(view: View, offer: Offer, budget: Money, money: Money, taken: Money) -> Reason:
    own, figure = _growth(offer), offer.figures.get(ContractFigure.BUDGET)
    source = f"need/figures.csv [{offer.contract}, {offer.lot}]"
    inputs = [Input("last year", str(budget), source if figure else offer.realised_source), view.param("growth")]
    if own is not None:
        inputs.append(Input("own growth", str(own), source))
        text = (
            f"Het budget van vorig jaar ({dutch.amount(budget)}) groeit volgens afspraak met {dutch.percentage(own)}."
        )
        room = view.room(offer)
        if room < _grown(offer, budget):  # 3
            inputs.append(Input("room", str(room)))
            text += f" U biedt voor minder aan: uw hele aanbod kost {dutch.amount(room)}. Meer krijgt u niet."
    else:
        text = f"Naar het budget van vorig jaar ({dutch.amount(budget)}), uit wat overblijft na de groei die met "
        text += f"anderen is afgesproken ({dutch.amount(taken)})."
    return view.reason(ReasonKind.GRANT, offer, money, text, *inputs)
