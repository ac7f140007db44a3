"""The contract suite for steps of the division, with the strategies that feed it.

A model counts once `check_model` accepts it for every problem that `problems` draws: its result passes `verify`, does
not depend on the order of anything, comes out the same twice, and, where it declares that it ranks, never gives less
for a better score.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from driehoek.domain.allocation import (
    Allocation,
    ChosenCare,
    Frame,
    Offer,
    OfferedLine,
    Problem,
    ReasonKind,
    Space,
    SpaceStatus,
    verify,
)
from driehoek.domain.catalogue import Badge, Category, DeliveryForm, MaximumTariff, Product, Sector
from driehoek.domain.policy import Division, ProviderGroup, Raw, Step
from driehoek.engines.allocation.base import Ability, StepKind
from driehoek.engines.allocation.definitions import MODELS, SPACE_STEPS, TARIFF_STEPS
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Money, Quantity, Unit

LOT = "lot"
FRAME = Frame("pool", "regular")
DAY = date(2026, 6, 1)

DAY_CARE = Product("SYN01", "Verblijf", Sector.VV, DeliveryForm.RESIDENCE, Unit.ETMAAL, Category.ZZP)
HOURS = Product("SYN02", "Verzorging", Sector.VV, DeliveryForm.MODULAR_PACKAGE_HOME, Unit.HOUR, Category.MPT_CARE)


def step(use: str, lots: tuple[str, ...] = (), **params: Raw) -> Step:
    """A step of a policy with the rule's name as its id."""
    return Step(id=use, use=use, lots=lots, params=params)


def division(*models: Step, percent: str = "100%", space: tuple[Step, ...] = ()) -> Division:
    """A division with one base percentage and the given models."""
    return Division("published-key", space=space, tariff=(step("base-percentage", percent=percent),), models=models)


def offer(  # noqa: PLR0913 - a builder for tests: every argument has a plain default
    contract: str,
    *,
    realised: Money = Money(0),  # noqa: B008 - frozen value
    score: Fraction | None = None,
    quantity: int = 1_000_000_000,
    capacity: int | None = None,
    maximum: Money = Money(100),  # noqa: B008 - frozen value
    lot: str = LOT,
    frame: Frame = FRAME,
) -> Offer:
    """An offer of one product per day; a day costs one euro unless ``maximum`` says otherwise."""
    limit = None if capacity is None else Quantity(capacity, Unit.ETMAAL)
    line = OfferedLine(DAY_CARE, MaximumTariff(maximum, Badge.SYNTHETIC), Quantity(quantity, Unit.ETMAAL), limit)
    return Offer(contract, lot, frame, Sector.VV, ProviderGroup.EXISTING, (line,), realised, score=score)


def problem(space: Money, offers: tuple[Offer, ...], steps: Division, **more: object) -> Problem:
    """A problem with one frame."""
    made = Problem(2027, (Space(FRAME, space, SpaceStatus.DEFINITIVE, DAY),), offers, steps)
    return replace(made, **more)  # type: ignore[arg-type]  # a test names real fields or fails at once


@st.composite
def offers(draw: st.DrawFn, contract: str) -> Offer:
    """An offer of one or two products in different units, with or without capacity, realised or new."""
    lines = []
    for product in draw(st.sampled_from([(DAY_CARE,), (HOURS,), (DAY_CARE, HOURS)])):
        maximum = MaximumTariff(Money(draw(st.integers(1, 30_000))), Badge.SYNTHETIC)
        quantity = Quantity(draw(st.integers(0, 3_000)), product.unit)
        limit = draw(st.none() | st.integers(0, 3_000))
        capacity = None if limit is None else Quantity(limit, product.unit)
        lines.append(OfferedLine(product, maximum, quantity, capacity))
    return Offer(
        contract,
        LOT,
        FRAME,
        Sector.VV,
        draw(st.sampled_from(ProviderGroup)),
        tuple(lines),
        realised=Money(draw(st.integers(0, 20_000_000))),
        score=draw(st.integers(0, 20).map(lambda half: Fraction(half, 2))),
    )


@st.composite
def problems(draw: st.DrawFn, steps: Division) -> Problem:
    """A problem of up to six providers, some of them equal in everything, with choices and any space."""
    count = draw(st.integers(1, 6))
    drawn = [draw(offers(f"0600000{number}")) for number in range(count)]
    if count > 1 and draw(st.booleans()):
        drawn[1] = replace(drawn[0], contract=drawn[1].contract)
    chosen = draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, 3), st.integers(1, 500)), max_size=8))
    choices = tuple(
        ChosenCare(
            drawn[index].contract,
            LOT,
            drawn[index].lines[0].product.code,
            Quantity(steps_chosen, drawn[index].lines[0].product.unit),
            DAY + timedelta(days=day),
        )
        for index, day, steps_chosen in chosen
    )
    return problem(Money(draw(st.integers(0, 60_000_000))), tuple(drawn), steps, choices=choices)


def check_model(drawn: Problem, shuffled: Problem, better: int) -> None:
    """Hold the models of ``drawn`` to the contract.

    Args:
        drawn: a problem whose division names the model.
        shuffled: the same problem with its offers and choices in another order.
        better: which offer's score is raised to see that it never gets less.
    """
    result = solve(drawn)
    faults = verify(drawn, result)
    assert not faults, [str(fault) for fault in faults]
    assert solve(drawn) == result, "not the same twice"
    assert solve(shuffled) == result, "the order of offers plays a part"
    abilities = [MODELS[used.use].abilities for used in drawn.division.models]
    if any(Ability.RANKS in each for each in abilities):
        _check_monotone(drawn, result, better % len(drawn.offers))


def _check_monotone(drawn: Problem, result: Allocation, index: int) -> None:
    target = drawn.offers[index]
    if target.score is None:
        return
    raised = replace(target, score=target.score + 1)
    after = solve(replace(drawn, offers=(*drawn.offers[:index], raised, *drawn.offers[index + 1 :])))
    before_grant, after_grant = result.grant(target.contract, LOT), after.grant(target.contract, LOT)
    assert before_grant is not None
    assert after_grant is not None
    assert after_grant.money >= before_grant.money, "a better score gave less"


def check_declared(kind: StepKind, name: str) -> None:
    """Every step says its name, its parameters in two languages, and each parameter once."""
    rules = {
        StepKind.SPACE: SPACE_STEPS.get(name),
        StepKind.TARIFF: TARIFF_STEPS.get(name),
        StepKind.MODEL: MODELS.get(name),
    }
    rule = rules[kind]
    assert rule is not None
    assert rule.name == name
    assert len({param.name for param in rule.params}) == len(rule.params)
    assert all(param.meaning and param.meaning_nl for param in rule.params)


def granted(result: Allocation) -> list[int]:
    """The granted cents in order of contract, for short assertions."""
    return [grant.money.cents for grant in result.grants]


def reasons_of(result: Allocation, kind: ReasonKind) -> list[int]:
    """The cents of all reasons of one kind, in order."""
    return [reason.amount.cents for reason in result.reasons if reason.kind is kind]
