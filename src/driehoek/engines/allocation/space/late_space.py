"""Late extra space: what was added to the space after a day of the year waits for a model of its own (E-006).

Late = the space as it is now, less the space as it was known on the day, where that is more. Agreements made before
stay as they are when the models before the one that draws on it see the earlier space only.

1. A frame of which nothing was known on the day has no late space.
2. When earlier steps left less than that, it takes what is left; a finding says so.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.pots import FRAMES, REST, elsewhere, set_apart
from driehoek.kernel import ZERO, dutch


class LateSpace:
    """See the module docstring."""

    name = "late-space"
    params = (
        Param(
            "since",
            Kind.DATE,
            "the last day of the ordinary space; what is added after it is late",
            "de laatste dag van de gewone ruimte; wat daarna erbij komt, is laat",
        ),
        FRAMES,
        REST,
    )
    abilities = frozenset({Ability.MAKES_POT})
    told = Told(
        source="004 1.13 l.1844-1850 (E-006).",
        formula="late = max(0, space now - space known on the day)",
        effects=Effects(
            cost="None in all; it is space that the state added.",
            volume="Can matter more than how much of the first space was used.",
            quality="None by itself.",
            choice="Clients who waited can still be helped this year.",
            newcomers="As the model says that draws on it.",
            risk="Providers that delivered above their agreement hope for it; before it is known they bear that risk.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Set the late part apart."""
        since = params.day("since")
        before = view.problem.space_on(view.frame, since)
        if elsewhere(view, params) or before is None:  # 1
            return Effect()
        now = view.problem.space(view.frame)
        text = f"Na {dutch.day(since)} kwam er {dutch.amount(now - before)} ruimte bij; die verdelen wij apart."
        given = (Input("before", str(before), "space.csv"), Input("space", str(now), "space.csv"), view.param("since"))
        return set_apart(view, max(now - before, ZERO), text, *given)
