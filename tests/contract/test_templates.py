"""The templates that the guide hands out pass the suite of their kind as they stand."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Params
from driehoek.engines.allocation.base import Effect, StepKind, View
from driehoek.engines.allocation.definitions import MODELS, SPACE_STEPS, TARIFF_STEPS
from driehoek.kernel import ZERO, Money, Rate
from driehoek.testing.allocation import (
    check_declared,
    check_model,
    check_space_step,
    check_tariff_step,
    division,
    offer,
    problem,
    problems,
    step,
    steps_of,
)

GUIDE = Path(__file__).parents[2] / "docs" / "how-to"


def template(file: str, name: str) -> Any:
    """The rule of a template."""
    spec = importlib.util.spec_from_file_location(file, GUIDE / "templates" / f"{file}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)()


SPACE = template("space_step", "SetApart")
TARIFF = template("tariff_step", "SectorPart")
MODEL = template("model", "EqualShares")


@pytest.fixture(scope="module", autouse=True)
def registered() -> Iterator[None]:
    """Register the templates while these tests run; the registries are plain mappings."""
    with pytest.MonkeyPatch.context() as patch:
        for registry, rule in ((SPACE_STEPS, SPACE), (TARIFF_STEPS, TARIFF), (MODELS, MODEL)):
            patch.setitem(registry, rule.name, rule)
        yield


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_space_step_keeps_the_contract(data: st.DataObject) -> None:
    drawn = data.draw(problems(division(step("first-volume"))))
    used = data.draw(steps_of(SPACE.name, SPACE.params))
    left = data.draw(st.fractions(0, 1, max_denominator=20))
    check_space_step(drawn, replace(drawn, offers=drawn.offers[::-1]), used, left)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_tariff_step_keeps_the_contract(data: st.DataObject) -> None:
    drawn = data.draw(problems(division(step("first-volume"))))
    used = data.draw(steps_of(TARIFF.name, TARIFF.params))
    check_tariff_step(drawn, used, Money(data.draw(st.integers(0, 10**9))))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_model_keeps_the_contract(data: st.DataObject) -> None:
    used = data.draw(steps_of(MODEL.name, MODEL.params))
    drawn = data.draw(problems(division(used, percent="97.1%")))
    shuffled = replace(drawn, offers=tuple(data.draw(st.permutations(drawn.offers))), choices=drawn.choices[::-1])
    check_model(drawn, shuffled, 0)


def test_each_template_declares_itself_and_stands_in_the_guide() -> None:
    for kind, rule in ((StepKind.SPACE, SPACE), (StepKind.TARIFF, TARIFF), (StepKind.MODEL, MODEL)):
        check_declared(kind, rule.name)
    words = (GUIDE / "add-a-step.md").read_text(encoding="utf-8")
    files = {path.name for path in (GUIDE / "templates").glob("*.py")}
    assert files == {"space_step.py", "tariff_step.py", "model.py"}
    assert all(f"templates/{name}" in words for name in files)


class Greedy:
    """The space step, but it takes a cent more than is left."""

    name, params, abilities, told = SPACE.name, SPACE.params, SPACE.abilities, SPACE.told

    def apply(self, view: View, params: Params) -> Effect:
        effect: Effect = SPACE.apply(view, params)
        return replace(effect, reasons=tuple(replace(one, amount=-view.available - Money(1)) for one in effect.reasons))


class Envious:
    """The tariff step, but it looks at how many others there are."""

    name, params, abilities, told = TARIFF.name, TARIFF.params, TARIFF.abilities, TARIFF.told

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        part = TARIFF.part(view, offer, line, params)
        return None if part is None else (part[0] + Rate.percent(len(view.offers)), part[1])


def test_the_suites_refuse_a_greedy_and_an_envious_step(monkeypatch: pytest.MonkeyPatch) -> None:
    made = problem(Money.euros(10), (offer("06000001"), offer("06000002")), division(step("first-volume")))
    apart, points = step(SPACE.name, amount="5"), step(TARIFF.name, points="1%")
    check_space_step(made, made, apart, Fraction(1))
    check_tariff_step(made, points, ZERO)
    monkeypatch.setitem(SPACE_STEPS, SPACE.name, Greedy())
    monkeypatch.setitem(TARIFF_STEPS, TARIFF.name, Envious())
    with pytest.raises(AssertionError, match="more set apart"):
        check_space_step(made, made, apart, Fraction(1))
    with pytest.raises(AssertionError, match="others play a part"):
        check_tariff_step(made, points, ZERO)
