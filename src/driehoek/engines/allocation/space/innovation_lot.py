"""A piece of the budget for a predefined innovation lot, for which proposals compete (E-044, O-062).

Piece = share of the whole space of each frame, rounded down to the cent. Institutions spoken to in 2016 set two to
three per cent aside for technology (O-062); the share is the purchaser's to choose.

Where it names lines of the picture of need, the sentence says which white spots the proposals should answer.

1. When earlier steps left less than that, it takes what is left; a finding says so.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.need_lines import LINES, meant_for
from driehoek.engines.allocation.pots import FRAMES, REST, elsewhere, set_apart
from driehoek.kernel import Rounding, dutch


class InnovationLot:
    """See the module docstring."""

    name = "innovation-lot"
    params = (
        Param(
            "share",
            Kind.RATE,
            "the share of the frame's space for which proposals compete",
            "het deel van de ruimte waarvoor voorstellen met elkaar strijden",
            least="0%",
            most="100%",
        ),
        FRAMES,
        REST,
        LINES,
    )
    abilities = frozenset({Ability.MAKES_POT})
    told = Told(
        source="002 4.4 and noot 17 (E-044); 000 3.3 Innovatie (O-062).",
        formula="piece = space x share, rounded down to the cent",
        effects=Effects(
            cost="None in all; the piece comes out of the same space.",
            volume="Less ordinary care by the share; new kinds of care instead.",
            quality="New ways of working get a chance that an average price would not give them.",
            choice="Clients find forms of care that were not there before.",
            newcomers="A small party with a good plan can win without any production of last year.",
            risk="The purchaser bears the risk of a plan that fails; rest says where unused money goes.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Set the piece apart."""
        if elsewhere(view, params):
            return Effect()
        whole, share = view.problem.space(view.frame), params.rate("share")
        wanted = whole.times(share, Rounding.DOWN)
        text = f"Van de ruimte van {dutch.amount(whole)} is {dutch.percentage(share)} voor vernieuwende voorstellen."
        return set_apart(
            view, wanted, text + meant_for(view, params), Input("space", str(whole), "space.csv"), view.param("share")
        )
