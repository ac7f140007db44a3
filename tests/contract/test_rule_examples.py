"""Every step of the division has an example for its page, in which it really works and whose result is right."""

from __future__ import annotations

import pytest

from driehoek.domain.allocation import verify
from driehoek.engines.allocation.base import StepKind
from driehoek.engines.allocation.definitions import AFTER_STEPS, MODELS, SPACE_STEPS, TARIFF_STEPS
from driehoek.engines.allocation.solve import solve
from driehoek.testing.rule_examples import EXAMPLES

REGISTERED = {
    StepKind.SPACE: SPACE_STEPS,
    StepKind.TARIFF: TARIFF_STEPS,
    StepKind.MODEL: MODELS,
    StepKind.AFTER: AFTER_STEPS,
}


@pytest.mark.parametrize("kind", StepKind)
def test_every_step_has_an_example_and_no_example_stands_alone(kind: StepKind) -> None:
    assert set(EXAMPLES[kind]) == set(REGISTERED[kind])


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, steps in EXAMPLES.items() for name in steps])
def test_in_its_example_the_step_gives_a_reason_and_the_result_is_right(kind: StepKind, name: str) -> None:
    case = EXAMPLES[kind][name].problem
    result = solve(case)
    assert verify(case, result) == ()
    assert [reason for reason in result.reasons if reason.rule == name and reason.text]
