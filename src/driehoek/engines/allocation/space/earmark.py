"""Earmarked space (geoormerkte contracteerruimte): space for a spearhead, granted by the model that names it (E-005).

Earmarked = share of the whole space of each frame (rounded down to the cent) + a fixed amount. The lots for which it is
meant are those of the model that draws on it.

Where it names lines of the picture of need, the sentence says for which shortage or white spot it is meant.

1. When earlier steps left less than that, it takes what is left; a finding says so.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.need_lines import LINES, meant_for
from driehoek.engines.allocation.pots import FRAMES, REST, elsewhere, set_apart
from driehoek.kernel import Rounding, dutch


class Earmark:
    """See the module docstring."""

    name = "earmark"
    params = (
        Param(
            "share",
            Kind.RATE,
            "the share of the frame's space that is earmarked",
            "het deel van de ruimte dat is geoormerkt",
            default="0%",
            least="0%",
            most="100%",
        ),
        Param(
            "amount",
            Kind.MONEY,
            "what is earmarked in each frame on top of that, in euros",
            "wat daarbovenop in elk deelkader is geoormerkt, in euro",
            default="0",
            least="0",
        ),
        FRAMES,
        REST,
        LINES,
    )
    abilities = frozenset({Ability.MAKES_POT})
    told = Told(
        source="002 5.1 noot 18 (E-005).",
        formula="earmarked = space x share, rounded down to the cent, + amount",
        effects=Effects(
            cost="None in all; the earmark cannot be spent on anything else before its model has worked.",
            volume="Less for other care, more for what it is meant for.",
            quality="As good as the spearhead is chosen; the step itself looks at no quality.",
            choice="Clients of the spearhead find more care; others find less.",
            newcomers="Open to whoever offers the earmarked care, new or not, as the model says.",
            risk="The purchaser bears the risk that too little is offered; rest says whether that flows back.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Set the earmark apart."""
        if elsewhere(view, params):
            return Effect()
        whole = view.problem.space(view.frame)
        wanted = whole.times(params.rate("share"), Rounding.DOWN) + params.money("amount")
        text = f"Van de ruimte van {dutch.amount(whole)} is {dutch.amount(wanted)} geoormerkt."
        given = (Input("space", str(whole), "space.csv"), view.param("share"), view.param("amount"))
        return set_apart(view, wanted, text + meant_for(view, params), *given)
