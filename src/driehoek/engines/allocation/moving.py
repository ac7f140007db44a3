"""Moves: space that goes from one frame to another, or to and from the state; what leaves enters elsewhere."""

from __future__ import annotations

from driehoek.domain.allocation import STATE, Basis, Frame, Input, Reason, ReasonKind
from driehoek.engines.allocation.base import View
from driehoek.kernel import Code, Money, Severity

UNKNOWN_FRAME = Code(
    "ALL-225",
    nl="Stap {subject} noemt '{seen}', maar dat deelkader heeft geen ruimte.",
    en="Step {subject} names '{seen}', a sub-frame without space.",
    mend_nl="Schrijf pool/deelkader, zoals in space.csv: {wanted}.",
    mend_en="Write pool/frame as in space.csv: {wanted}.",
)
MOVE_SHORT = Code(
    "ALL-226",
    nl="Stap {subject} wil {wanted} ruimte weghalen; er is daar {seen} vrij. Meer dan dat kan niet.",
    en="Step {subject} wants to take {wanted} of space away; {seen} is open there. More than that cannot be.",
    mend_nl="Verlaag het bedrag, of zet de stap vóór stappen die daar ruimte apart zetten.",
    mend_en="Lower the amount, or put the step before steps that set space apart there.",
    severity=Severity.WARNING,
)
NO_BASIS = Code(
    "ALL-227",
    nl="Stap {subject} heeft cijfers nodig van {wanted}, maar die staan niet in space-basis.csv.",
    en="Step {subject} needs figures of {wanted}, which space-basis.csv does not hold.",
    mend_nl="Vul space-basis.csv aan met een regel voor dit deelkader; de ruimte ervan is nu gelijk gebleven.",
    mend_en="Add a line for this sub-frame to space-basis.csv; its space was left as it is.",
    severity=Severity.WARNING,
)
FINDINGS = (UNKNOWN_FRAME, MOVE_SHORT, NO_BASIS)


def move(view: View, frame: Frame, amount: Money, text: str, *inputs: Input) -> Reason:
    """Say that ``amount`` enters ``frame`` (leaves it, below zero); the reasons of one step must add up to zero."""
    return Reason(
        view.step.id,
        view.step.use,
        ReasonKind.MOVE,
        frame=frame,
        amount=amount,
        inputs=inputs,
        text=text,
    )


def from_state(view: View, frame: Frame, amount: Money, text: str, *inputs: Input) -> tuple[Reason, Reason]:
    """Say that ``amount`` comes from the state into ``frame`` (goes back to it, below zero)."""
    return move(view, STATE, -amount, text, *inputs), move(view, frame, amount, text, *inputs)


def figure(basis: Basis, name: str, value: object) -> Input:
    """A figure of ``space-basis.csv`` as an input of a reason."""
    return Input(name, str(value), f"space-basis.csv [{basis.frame}]")


def bases(view: View, frames: tuple[str, ...]) -> tuple[Basis, ...]:
    """What the space rests on in the frames that have space and that the step works on, in order of frame."""
    return tuple(
        basis
        for basis in sorted(view.problem.bases, key=lambda item: item.frame)
        if basis.frame in view.open and (not frames or basis.frame.name in frames)
    )


def without_basis(view: View, frames: tuple[str, ...]) -> tuple[Frame, ...]:
    """The frames that the step works on and of which nothing is known that their space rests on."""
    known = {basis.frame for basis in view.problem.bases}
    return tuple(frame for frame in view.open if frame not in known and (not frames or frame.name in frames))
