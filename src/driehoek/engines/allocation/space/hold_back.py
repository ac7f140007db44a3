"""Hold back a share of the space at the start of the year, for flexibility (E-012, 002 kader 4).

The share is taken of the whole space of each frame the step works on, rounded down to the cent.

1. When earlier steps left less than that, it takes what is left; a finding says so.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, Reason, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import HELD_BACK_SHORT, Ability, Effect, Effects, Told, View
from driehoek.kernel import Finding, Rounding, dutch


class HoldBack:
    """See the module docstring."""

    name = "hold-back"
    params = (
        Param(
            "share",
            Kind.RATE,
            "the share of the frame's space that is not divided at the start",
            "het deel van de ruimte dat bij de start niet wordt verdeeld",
            least="0%",
            most="100%",
        ),
        Param(
            "frames",
            Kind.TEXTS,
            "the sub-frames it works on; empty means all",
            "de deelkaders waarvoor het geldt; leeg is alle",
            default=(),
        ),
    )
    abilities: frozenset[Ability] = frozenset()
    told = Told(
        source="002 kader 4 (E-012, O-005).",
        formula="held back = space x share, rounded down to the cent",
        effects=Effects(
            cost="None at the start; what is released later still fits the same space.",
            volume="Less is agreed at the start; the rest follows in the year, or not at all.",
            quality="None by itself.",
            choice="Clients who choose late in the year find room that others have not used up.",
            newcomers="Neutral; what is held back can be given to newcomers later, but nothing says so beforehand.",
            risk="Providers that deliver before the release bear the risk of not being paid for it.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Take the share off the frame."""
        frames = params.texts("frames")
        if frames and view.frame.name not in frames:
            return Effect()
        whole = view.problem.space(view.frame)
        share = params.rate("share")
        wanted = whole.times(share, Rounding.DOWN)
        amount = min(wanted, view.available)
        short = Finding(HELD_BACK_SHORT, view.step.id, seen=str(view.available), wanted=str(wanted))
        text = f"Van de ruimte van {dutch.amount(whole)} houden wij {dutch.percentage(share)} achter de hand."
        return Effect(
            reasons=(
                Reason(
                    view.step.id,
                    self.name,
                    ReasonKind.SPACE,
                    frame=view.frame,
                    amount=-amount,
                    inputs=(Input("space", str(whole), "space.csv"), view.param("share")),
                    text=text,
                ),
            ),
            findings=(short,) if amount < wanted else (),  # 1
        )
