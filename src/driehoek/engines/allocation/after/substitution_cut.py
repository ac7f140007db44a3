"""Substitution: a lower total for care that moves to the first line, with or without evidence of shifts (E-051).

1. *none*: everyone is cut by the share (in practice 1 or 2 %), whether care moved or not.
2. *shown*: the cut is what was shown to have moved (``shifted`` in ``need/figures.csv``), at most the share.
3. Nobody goes below what was promised beforehand.
4. What is freed is set apart to pay the care in the first line, for the share that the policy says; the rest is open.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.domain.need import ContractFigure
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.kernel import ZERO, Money, Rounding, dutch, total


class SubstitutionCut:
    """See the module docstring."""

    name = "substitution-cut"
    params = (
        Param(
            "share",
            Kind.RATE,
            "the most that is cut, as a share of what was granted",
            "hoeveel er ten hoogste af gaat, als deel van de toekenning",
            default="1%",
            least="0%",
            most="100%",
        ),
        Param(
            "evidence",
            Kind.TEXT,
            "whether care must be shown to have moved: none or shown",
            "of getoond moet zijn dat zorg is verschoven: none (niet) of shown (wel)",
            default="shown",
            choices=("none", "shown"),
        ),
        Param(
            "first_line",
            Kind.RATE,
            "the share of what is freed that is set apart for the first line",
            "het deel van wat vrijkomt dat apart staat voor de eerste lijn",
            default="100%",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.LOOKS_AT_FIGURES})
    told = Told(
        source="000 1.2 (E-051).",
        formula="cut = min(share x granted, shifted) with evidence; share x granted without",
        effects=Effects(
            cost="Falls here by the cut; the first line costs as much more when care really moves.",
            volume="Less is agreed here; with evidence only where care has moved.",
            quality="Not looked at.",
            choice="Clients of simple care are led to the first line.",
            newcomers="Cut like everyone without evidence; with it only where care has moved.",
            risk="Without evidence the provider bears care that did not move; with it the purchaser what is not shown.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Take the cut off and set it apart for the first line."""
        shown = params.text("evidence") == "shown"
        cuts = {offer.contract: _cut(view, offer, params, shown=shown) for offer in view.offers}
        reasons = [
            _reason(view, offer, cuts[offer.contract], shown=shown) for offer in view.offers if cuts[offer.contract]
        ]
        kept = total(cuts.values()).times(params.rate("first_line"), Rounding.DOWN)
        if kept:
            reasons.append(_kept(view, kept))
        return Effect(tuple(reasons))


def _cut(view: View, offer: Offer, params: Params, *, shown: bool) -> Money:
    granted = view.granted[offer.contract]
    most = granted.times(params.rate("share"), Rounding.DOWN)
    if shown:
        most = min(most, offer.euros(ContractFigure.SHIFTED) or ZERO)  # 2
    return max(min(most, granted - view.promised.get(offer.contract, ZERO)), ZERO)  # 3


def _reason(view: View, offer: Offer, cut: Money, *, shown: bool) -> Reason:
    text = f"Er gaat {dutch.amount(cut)} af voor zorg die naar de eerste lijn "
    text += "is gegaan; dat is aangetoond." if shown else "moet gaan; of dat al zo is, speelt geen rol."
    figure = offer.figures.get(ContractFigure.SHIFTED)
    inputs = [view.param("share"), view.param("evidence")]
    if shown and figure:
        inputs.append(Input("shifted", str(offer.euros(ContractFigure.SHIFTED)), f"need/figures.csv: {figure.ground}"))
    return view.reason(ReasonKind.GRANT, offer, -cut, text, *inputs)


def _kept(view: View, kept: Money) -> Reason:
    return Reason(
        view.step.id,
        view.step.use,
        ReasonKind.SPACE,
        lot=view.lot,
        frame=view.frame,
        amount=-kept,
        inputs=(view.param("first_line"),),
        text=f"Voor zorg in de eerste lijn staat {dutch.amount(kept)} apart.",
    )
