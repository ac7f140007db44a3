"""Provisional space: a share of what is not yet definitive waits until it is.

Waits = share of the whole space of each frame whose status is provisional, rounded down to the cent. A frame whose
space is definitive or redistributed is left alone, so that the same policy divides the rest once the decision is there.

1. When earlier steps left less than that, it takes what is left; a finding says so.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, Space, SpaceStatus
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.pots import FRAMES, elsewhere, set_apart
from driehoek.kernel import Rounding, dutch


class ProvisionalSpace:
    """See the module docstring."""

    name = "provisional-space"
    params = (
        Param(
            "share",
            Kind.RATE,
            "the share of provisional space that is not divided until it is definitive",
            "het deel van de voorlopige ruimte dat wacht tot zij definitief is",
            least="0%",
            most="100%",
        ),
        FRAMES,
    )
    abilities: frozenset[Ability] = frozenset()
    told = Told(
        source="002 5.1 noot 18 and 5.2 (E-001, E-006); design, section 6: space is a dated series.",
        formula="waits = provisional space x share, rounded down to the cent",
        effects=Effects(
            cost="Keeps a later cut of the space from breaking agreements.",
            volume="Less is agreed at the start; the rest once the space is definitive.",
            quality="None by itself.",
            choice="Fewer places are sure at the start of the year.",
            newcomers="Neutral; everyone waits for the same decision.",
            risk="Without it the purchaser bears the risk of a lower definitive space; with it the providers wait.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Let the share wait where the space is provisional."""
        known = _space(view)
        if elsewhere(view, params) or known is None or known.status is not SpaceStatus.PROVISIONAL:
            return Effect()
        share = params.rate("share")
        wanted = known.amount.times(share, Rounding.DOWN)
        text = f"De ruimte van {dutch.amount(known.amount)} is voorlopig. {dutch.percentage(share)} daarvan verdelen "
        text += "wij pas als zij definitief is."
        given = Input("space", str(known.amount), "space.csv"), Input("status", known.status.value, "space.csv")
        return set_apart(view, wanted, text, *given, view.param("share"))


def _space(view: View) -> Space | None:
    return next((space for space in view.problem.spaces if space.frame == view.frame), None)
