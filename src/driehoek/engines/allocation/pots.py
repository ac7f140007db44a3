"""Pots: space that a space step sets apart for a purpose, from which a model later grants.

A space step that can `Ability.MAKES_POT` sets space apart under its own name. A model that can `Ability.DRAWS_ON_POT`
names that step in its parameter ``pot``, lets go of what it grants (a reason of kind SPACE above zero, under the name
of the pot) and grants exactly that. So every euro of the pot is explained: granted, open again, or still waiting.

Once the last model that names a pot has worked, the parameter ``rest`` of the pot says what becomes of what is left:
``open`` makes it open space for the models after that, ``stays`` keeps it apart for the year.
"""

from __future__ import annotations

from driehoek.domain.allocation import Frame, Input, Reason, ReasonKind
from driehoek.domain.policy import Kind, Param, Params, Step
from driehoek.engines.allocation.base import HELD_BACK_SHORT, Effect, View
from driehoek.kernel import ZERO, Finding, Money, dutch

OPEN, STAYS = "open", "stays"

FRAMES = Param(
    "frames",
    Kind.TEXTS,
    "the sub-frames it works on; empty means all",
    "de deelkaders waarvoor het geldt; leeg is alle",
    default=(),
)
REST = Param(
    "rest",
    Kind.TEXT,
    "what becomes of what no model granted: open space again (open), or kept apart for the year (stays)",
    "wat er gebeurt met wat niet is toegekend: weer vrij (open), of het blijft apart staan (stays)",
    default=OPEN,
    choices=(OPEN, STAYS),
)
POT = Param(
    "pot",
    Kind.TEXT,
    "the space step whose space this model grants",
    "de stap die de ruimte apart zet waaruit dit model toekent",
)


def elsewhere(view: View, params: Params) -> bool:
    """Whether the parameter ``frames`` leaves this frame out."""
    frames = params.texts("frames")
    return bool(frames) and view.frame.name not in frames


def set_apart(view: View, wanted: Money, text: str, *inputs: Input) -> Effect:
    """Set space of the frame apart under the name of the step; less when less is open, and then a finding says so.

    Args:
        view: what the step sees.
        wanted: how much; nothing is said of zero.
        text: why, in plain Dutch.
        inputs: what the amount rests on.
    """
    if not wanted:
        return Effect()
    amount = min(wanted, view.available)
    short = Finding(HELD_BACK_SHORT, view.step.id, seen=str(view.available), wanted=str(wanted))
    reason = Reason(
        view.step.id,
        view.step.use,
        ReasonKind.SPACE,
        frame=view.frame,
        amount=-amount,
        inputs=inputs,
        text=text,
    )
    return Effect((reason,), findings=(short,) if amount < wanted else ())


def held(view: View, pot: str) -> Money:
    """What is still in a pot in the frame of the view."""
    return view.pots.get(pot, ZERO)


def draw(view: View, pot: str, amount: Money) -> tuple[Reason, ...]:
    """The reason that lets go of what a model grants from a pot; none for nothing."""
    if not amount:
        return ()
    use = next(step.use for step in view.problem.division.space if step.id == pot)
    text = f"Uit '{pot}' is {dutch.amount(amount)} toegekend bij '{view.step.id}'."
    given = (Input("pot", str(held(view, pot))), Input("model", view.step.id, f"policy.yaml: {view.step.id}"))
    return (Reason(pot, use, ReasonKind.SPACE, frame=view.frame, amount=amount, inputs=given, text=text),)


def rest_of(pot: Step, frame: Frame, left: Money) -> Reason:
    """The reason by which what is left of a pot becomes open space again."""
    text = f"Van '{pot.id}' is {dutch.amount(left)} niet toegekend; dat is weer vrije ruimte."
    given = (Input("left", str(left)), Input("rest", OPEN, f"policy.yaml: {pot.id}"))
    return Reason(pot.id, pot.use, ReasonKind.SPACE, frame=frame, amount=left, inputs=given, text=text)
