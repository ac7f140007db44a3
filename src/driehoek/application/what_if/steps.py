"""What each step of the division does to the money of a round, in the order in which the steps work."""

from __future__ import annotations

from dataclasses import dataclass

from driehoek.application.outcome import RoundOutcome
from driehoek.domain.allocation import ReasonKind
from driehoek.domain.policy import Step
from driehoek.kernel import ZERO, Money, total

PARTS = (("space", "Ruimte"), ("tariff", "Tarief"), ("models", "Verdeling"), ("after", "Daarna"))
"""The parts of a division, in Dutch."""


@dataclass(frozen=True, slots=True)
class StepRun:
    """One step.

    Attributes:
        part: the part of the division, in Dutch.
        step: its name in the policy.
        text: what it does, in plain Dutch.
        held: what it sets apart of the space.
        granted: what it grants, or takes when below zero; zero for steps of the tariff, which set prices.
        contracts: for how many contracts it did something.
    """

    part: str
    step: str
    text: str
    held: Money
    granted: Money
    contracts: int


def step_runs(outcome: RoundOutcome) -> tuple[StepRun, ...]:
    """Every step of the policy with what it did."""
    division = outcome.dossier.policy.division
    return tuple(_run(outcome, part, step) for name, part in PARTS for step in getattr(division, name))


def _run(outcome: RoundOutcome, part: str, step: Step) -> StepRun:
    allocation = outcome.allocation
    held = total(amounts.get(step.id, ZERO) for amounts in allocation.reserved.values())
    own = [reason for reason in allocation.reasons if reason.step == step.id]
    granted = total(reason.amount for reason in own if reason.kind is ReasonKind.GRANT)
    touched = {reason.contract for reason in own if reason.contract and reason.kind is not ReasonKind.NOT_GRANTED}
    return StepRun(part, step.id, step.text or step.id, held, granted, len(touched))
