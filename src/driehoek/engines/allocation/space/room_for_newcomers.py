"""Room for newcomers and small providers: space left open on purpose, granted to them first (E-042, E-043).

Room = share of the whole space of each frame, rounded down to the cent. No institution can count on all of last year;
what that frees is room for newcomers or for a smaller capacity in the region.

1. When earlier steps left less than that, it takes what is left; a finding says so.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.pots import FRAMES, REST, elsewhere, set_apart
from driehoek.kernel import Rounding, dutch


class RoomForNewcomers:
    """See the module docstring."""

    name = "room-for-newcomers"
    params = (
        Param(
            "share",
            Kind.RATE,
            "the share of the frame's space that is for newcomers and small providers first",
            "het deel van de ruimte dat eerst voor nieuwe en kleine aanbieders is",
            least="0%",
            most="100%",
        ),
        FRAMES,
        REST,
    )
    abilities = frozenset({Ability.MAKES_POT})
    told = Told(
        source="000 3.2 (E-042, E-043).",
        formula="room = space x share, rounded down to the cent",
        effects=Effects(
            cost="None in all; what newcomers do not use flows back or stays open, as rest says.",
            volume="Existing providers share a smaller space.",
            quality="None by itself; it lets new ways of working in.",
            choice="More providers to choose from.",
            newcomers="A share of the space of their own, whatever the existing providers ask.",
            risk="Existing providers bear the risk of being held below last year.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Set the room apart."""
        if elsewhere(view, params):
            return Effect()
        whole, share = view.problem.space(view.frame), params.rate("share")
        wanted = whole.times(share, Rounding.DOWN)
        text = f"Van de ruimte van {dutch.amount(whole)} is {dutch.percentage(share)} eerst voor nieuwe en kleine "
        text += "aanbieders."
        return set_apart(view, wanted, text, Input("space", str(whole), "space.csv"), view.param("share"))
