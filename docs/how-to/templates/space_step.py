"""Set a fixed amount apart in each frame, before anything is divided (say here on what it rests).

The amount is the same for each frame that the step works on.

1. Where less is left than that, it takes what is left.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, Reason, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.kernel import dutch


class SetApart:
    """See the module docstring."""

    name = "template-set-apart"
    params = (
        Param(
            "amount",
            Kind.MONEY,
            "what is set apart in each frame, in euros",
            "wat in elk deelkader apart wordt gezet, in euro",
            least="0",
        ),
        Param("frames", Kind.TEXTS, "the sub-frames; empty means all", "de deelkaders; leeg is alle", default=()),
    )
    abilities: frozenset[Ability] = frozenset()
    told = Told(
        source="Say here on what the rule rests.",
        formula="one line with the words of the page",
        effects=Effects(
            cost="What it does to what the care costs.",
            volume="To how much care is agreed.",
            quality="To the quality of care.",
            choice="To what clients can choose.",
            newcomers="To who is new or small.",
            risk="Who bears which risk.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Take the amount off the frame."""
        frames = params.texts("frames")
        if frames and view.frame.name not in frames:
            return Effect()
        amount = min(params.money("amount"), view.available)  # 1
        return Effect(
            (
                Reason(
                    view.step.id,
                    self.name,
                    ReasonKind.SPACE,
                    frame=view.frame,
                    amount=-amount,  # below zero: it leaves the frame
                    inputs=(Input("available", str(view.available)), view.param("amount")),
                    text=f"Wij zetten {dutch.amount(amount)} apart.",
                ),
            )
        )
