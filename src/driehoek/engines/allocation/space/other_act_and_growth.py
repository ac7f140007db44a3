"""The space corrected for care that moves to another act, and growth space added (E-002).

Space of a frame = space + growth - what goes to another act; both come from and go to the state, so the national space
says what changed. In 2008 curative ggz went to the Zvw; growth was meant for intramural capacity, extramural volume and
pgb.

1. More than is open cannot go to another act; a finding says what is lacking.
"""

from __future__ import annotations

from driehoek.domain.allocation import Basis, Reason
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.moving import MOVE_SHORT, bases, figure, from_state
from driehoek.engines.allocation.pots import FRAMES
from driehoek.kernel import ZERO, Finding, dutch

_GROWTH, _OTHER_ACT = "growth", "other-act"


class OtherActAndGrowth:
    """See the module docstring."""

    name = "other-act-and-growth"
    params = (
        Param(
            "parts",
            Kind.TEXTS,
            "which corrections are made: growth, other-act; empty means both",
            "welke correcties worden gedaan: growth (groei), other-act (andere wet); leeg is allebei",
            default=(),
        ),
        FRAMES,
    )
    abilities = frozenset({Ability.MOVES_SPACE, Ability.COUNTS_ONCE, Ability.NEEDS_BASIS})
    told = Told(
        source="002 5.2 l.1329-1332 (E-002).",
        formula="space = space + growth - what goes to another act",
        effects=Effects(
            cost="The state pays the growth; what goes to another act is paid there.",
            volume="More by the growth, less by the care that leaves.",
            quality="None by itself.",
            choice="Clients whose care leaves get it under another act, with other providers and own payments.",
            newcomers="Growth is space that no provider holds yet.",
            risk="Who delivers the care that leaves must win its contract anew under the other act.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Add the growth and take out what leaves."""
        parts = params.texts("parts")
        reasons: list[Reason] = []
        findings: list[Finding] = []
        for basis in bases(view, params.texts("frames")):
            if (not parts or _GROWTH in parts) and basis.growth:
                reasons.extend(_grown(view, basis))
            if (not parts or _OTHER_ACT in parts) and basis.other_act:
                room = view.open[basis.frame] + (basis.growth if not parts or _GROWTH in parts else ZERO)
                leaving = min(basis.other_act, room)
                text = f"Zorg ter waarde van {dutch.amount(leaving)} gaat naar een andere wet; die ruimte gaat mee."
                given = figure(basis, "other_act", basis.other_act)
                reasons.extend(from_state(view, basis.frame, -leaving, text, given))
                if leaving < basis.other_act:  # 1
                    place = f"{view.step.id}, {basis.frame}"
                    findings.append(Finding(MOVE_SHORT, place, seen=str(leaving), wanted=str(basis.other_act)))
        return Effect(tuple(reasons), findings=tuple(findings))


def _grown(view: View, basis: Basis) -> tuple[Reason, ...]:
    meant = f" voor {', '.join(basis.growth_for)}" if basis.growth_for else ""
    text = f"Het Rijk voegt {dutch.amount(basis.growth)} groeiruimte toe{meant}."
    given = (figure(basis, "growth", basis.growth), figure(basis, "growth_for", ", ".join(basis.growth_for)))
    return from_state(view, basis.frame, basis.growth, text, *given)
