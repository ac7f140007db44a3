"""Transfer of space (overheveling) between offices or sub-frames; all spaces together stay equal (E-046, E-048).

What leaves one frame enters the other, to the cent. It is meant for above-average growth in some areas, such as that of
a provider that works in adjoining regions.

1. When less is open in the frame that gives, what is open goes; a finding says so.
2. A frame without space cannot give or take; a finding says so, and nothing moves.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.moving import MOVE_SHORT, UNKNOWN_FRAME, move
from driehoek.kernel import Finding, dutch


class Transfer:
    """See the module docstring."""

    name = "transfer"
    params = (
        Param("from", Kind.TEXT, "the frame that gives, as pool/frame", "het deelkader dat geeft: pool/deelkader"),
        Param("to", Kind.TEXT, "the frame that takes, as pool/frame", "het deelkader dat krijgt: pool/deelkader"),
        Param("amount", Kind.MONEY, "how much, in euros", "hoeveel, in euro", least="0"),
    )
    abilities = frozenset({Ability.MOVES_SPACE})
    told = Told(
        source="002 3.7 l.906-908 and noot 11 (E-046, E-048).",
        formula="gives = takes = amount, at most what is open where it is taken",
        effects=Effects(
            cost="None in all: what one office gives the other takes.",
            volume="Care can follow a provider or clients over the border of a region.",
            quality="None by itself.",
            choice="Clients near a border can choose across it.",
            newcomers="Less is left for newcomers where the space is taken.",
            risk="The office that gives bears the risk of having too little later in the year.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Move the amount."""
        frames = {str(frame): frame for frame in view.open}
        away, to = params.text("from"), params.text("to")
        unknown = [name for name in (away, to) if name not in frames]
        if unknown:  # 2
            known = ", ".join(sorted(frames))
            return Effect(
                findings=tuple(Finding(UNKNOWN_FRAME, view.step.id, seen=name, wanted=known) for name in unknown)
            )
        wanted = params.money("amount")
        amount = min(wanted, view.open[frames[away]])
        if away == to or not amount:
            return Effect()
        text = f"{dutch.amount(amount)} ruimte gaat van {away} naar {to}; samen blijft het gelijk."
        given = (Input("open", str(view.open[frames[away]]), "space.csv"), view.param("amount"))
        short = Finding(MOVE_SHORT, f"{view.step.id}, {away}", seen=str(amount), wanted=str(wanted))
        return Effect(
            (move(view, frames[away], -amount, text, *given), move(view, frames[to], amount, text, *given)),
            findings=(short,) if amount < wanted else (),  # 1
        )
