"""The space of a national specialised facility follows its one bundled agreement (E-045).

A provider of the first category can have one contract with one office for all regions. What its other contracts
delivered last year in other regions then counts with that contract, and a share of it moves, as space, to the frame of
the contract. The spaces together stay equal.

1. When less is open in the frame that gives, what is open goes; a finding says so.
2. Care that stays within one frame needs no move.
"""

from __future__ import annotations

from driehoek.domain.allocation import Bundle, Frame, Input, Reason
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.moving import MOVE_SHORT, move
from driehoek.kernel import Finding, Money, Rounding, dutch


class BundledAgreement:
    """See the module docstring."""

    name = "bundled-agreement"
    params = (
        Param(
            "share",
            Kind.RATE,
            "the share of last year's production elsewhere whose space moves along",
            "het deel van de productie van vorig jaar elders waarvan de ruimte meegaat",
            default="100%",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.MOVES_SPACE, Ability.BUNDLES_REGIONS, Ability.COUNTS_ONCE})
    told = Told(
        source="002 3.7 l.890-894 and noot 11 (E-045).",
        formula="moves = last year's production of the other contracts x share, at most what is open there",
        effects=Effects(
            cost="None in all: what the other offices give the office of the contract takes.",
            volume="The provider agrees once for all regions; the care stays where the clients are.",
            quality="None by itself; scarce expertise is not cut up into regional pieces.",
            choice="Clients in every region keep their way to the specialised facility.",
            newcomers="Regional newcomers cannot win this space in their own region.",
            risk="The office of the contract bears the risk of care in regions that it does not know.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Move the space under each bundle."""
        still = dict(view.open)
        reasons: list[Reason] = []
        findings: list[Finding] = []
        for bundle in sorted(view.problem.bundles):
            wanted = bundle.amount.times(params.rate("share"), Rounding.DOWN)
            if bundle.away == bundle.to or not wanted or bundle.away not in still or bundle.to not in still:  # 2
                continue
            amount = min(wanted, still[bundle.away])
            still[bundle.away] -= amount
            reasons.append(_follows(view, bundle, bundle.away, -amount))
            reasons.append(_follows(view, bundle, bundle.to, amount))
            if amount < wanted:  # 1
                place = f"{view.step.id}, {bundle.away}"
                findings.append(Finding(MOVE_SHORT, place, seen=str(amount), wanted=str(wanted)))
        return Effect(tuple(reasons), findings=tuple(findings))


def _follows(view: View, bundle: Bundle, frame: Frame, amount: Money) -> Reason:
    text = f"Contract {bundle.contract} bundelt alle regio's. Van wat {bundle.satellite} leverde, gaat "
    text += f"{dutch.amount(max(amount, -amount))} ruimte van {bundle.away} naar {bundle.to}."
    given = (Input("realised", str(bundle.amount), bundle.source), view.param("share"))
    return move(view, frame, amount, text, *given)
