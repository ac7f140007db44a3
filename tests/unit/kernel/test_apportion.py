from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.kernel import TieKey, apportion, apportion_within

KEY = TieKey("published before opening")
NAMES = "abcdefgh"


@st.composite
def weighted(draw: st.DrawFn) -> dict[str, Fraction | int]:
    values = draw(
        st.lists(st.one_of(st.integers(0, 50), st.fractions(0, 20, max_denominator=12)), min_size=1, max_size=8)
    )
    return dict(zip(NAMES, values, strict=False))


@st.composite
def bounded(draw: st.DrawFn) -> tuple[dict[str, Fraction | int], dict[str, int]]:
    weights = draw(weighted())
    return weights, {name: draw(st.integers(0, 40)) for name in weights}


@given(st.integers(0, 10**12), weighted())
def test_the_parts_add_up_exactly_and_stay_within_one_of_the_exact_share(
    whole: int, weights: dict[str, Fraction | int]
) -> None:
    base = sum(weights.values())
    if not base:
        return
    parts = apportion(whole, weights, KEY)
    assert sum(parts.values()) == whole
    assert all(abs(parts[name] - Fraction(whole * weight) / base) < 1 for name, weight in weights.items())


@given(st.integers(0, 500), weighted(), st.randoms(use_true_random=False))
def test_the_order_of_the_weights_plays_no_part(whole: int, weights: dict[str, Fraction | int], random: Random) -> None:
    if not sum(weights.values()):
        return
    names = list(weights)
    random.shuffle(names)
    assert apportion(whole, {name: weights[name] for name in names}, KEY) == apportion(whole, weights, KEY)


@given(st.integers(0, 500), weighted())
def test_a_larger_weight_never_gets_less(whole: int, weights: dict[str, Fraction | int]) -> None:
    if not sum(weights.values()):
        return
    parts = apportion(whole, weights, KEY)
    for one, other in product(weights, repeat=2):
        if weights[one] > weights[other]:
            assert parts[one] >= parts[other]


@given(st.integers(0, 500), weighted(), st.sampled_from(NAMES), st.fractions(0, 5, max_denominator=9))
def test_raising_ones_own_weight_never_gives_less(
    whole: int, weights: dict[str, Fraction | int], name: str, more: Fraction
) -> None:
    if name not in weights or not sum(weights.values()):
        return
    raised = {**weights, name: weights[name] + more}
    assert apportion(whole, raised, KEY)[name] >= apportion(whole, weights, KEY)[name]


def test_equal_remainders_are_settled_by_the_published_key_alone() -> None:
    weights = dict.fromkeys("abc", 1)
    firsts = {
        seed: next(name for name, part in apportion(1, weights, TieKey(seed)).items() if part) for seed in "stuvwxyz"
    }
    assert set(firsts.values()) == set("abc"), "another seed gives another winner"
    assert all(min("abc", key=TieKey(seed).rank) == winner for seed, winner in firsts.items())


def test_the_key_is_a_hash_that_anyone_can_repeat() -> None:
    # printf 's/a' | sha256sum
    assert TieKey("s").rank("a") == "51b369cc0a639a242a2ac6ba8b05c225c669d0e21f44b079af43148ef0fca8ca"


def test_nothing_to_split_by_is_our_own_mistake() -> None:
    assert apportion(0, {"a": 0, "b": 0}, KEY) == {"a": 0, "b": 0}
    assert apportion(0, {}, KEY) == {}
    for whole, weights in ((1, {"a": 0}), (1, {}), (-1, {"a": 1}), (1, {"a": -1, "b": 3})):
        with pytest.raises(ValueError, match=r"nothing to split by|no negative"):
            apportion(whole, weights, KEY)


def water_level(whole: int, weights: dict[str, Fraction | int], ceilings: dict[str, int]) -> dict[str, Fraction]:
    """The exact shares by another road: try every level at which someone is full, from low to high."""
    takers = {name: Fraction(weight) for name, weight in weights.items() if weight > 0}
    most = Fraction(sum(ceilings[name] for name in takers))
    goal = min(Fraction(whole), most)
    level = Fraction(0)
    for stop in sorted({Fraction(ceilings[name]) / weight for name, weight in takers.items()}):
        filled = sum((min(Fraction(ceilings[n]), stop * w) for n, w in takers.items()), start=Fraction(0))
        if filled <= goal:
            level = stop
            continue
        fixed = sum((Fraction(ceilings[n]) for n, w in takers.items() if ceilings[n] <= level * w), start=Fraction(0))
        rising = sum((w for n, w in takers.items() if ceilings[n] > level * w), start=Fraction(0))
        level = (goal - fixed) / rising
        break
    return {name: min(Fraction(ceilings[name]), level * takers.get(name, Fraction(0))) for name in weights}


def nearest_by_search(exact: dict[str, Fraction], ceilings: dict[str, int]) -> list[dict[str, int]]:
    """Every whole division within the ceilings with the same sum that lies nearest to the exact one."""
    goal = sum(exact.values())
    options = [
        dict(zip(exact, parts, strict=True))
        for parts in product(*(range(ceilings[name] + 1) for name in exact))
        if sum(parts) == goal
    ]

    def distance(parts: dict[str, int]) -> Fraction:
        return sum(((parts[name] - exact[name]) ** 2 for name in exact), start=Fraction(0))

    least = min(map(distance, options))
    return [parts for parts in options if distance(parts) == least]


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 20),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=4),
)
def test_filling_within_ceilings_equals_exhaustive_search(whole: int, rows: list[tuple[int, int]]) -> None:
    weights: dict[str, Fraction | int] = {name: row[0] for name, row in zip(NAMES, rows, strict=False)}
    ceilings = {name: row[1] for name, row in zip(NAMES, rows, strict=False)}
    exact = water_level(whole, weights, ceilings)
    assert apportion_within(whole, weights, ceilings, KEY) in nearest_by_search(exact, ceilings)


@given(st.integers(0, 300), bounded())
def test_nobody_passes_a_ceiling_and_nothing_is_lost(
    whole: int, case: tuple[dict[str, Fraction | int], dict[str, int]]
) -> None:
    weights, ceilings = case
    parts = apportion_within(whole, weights, ceilings, KEY)
    assert all(0 <= parts[name] <= ceilings[name] for name in weights)
    room = sum(ceilings[name] for name, weight in weights.items() if weight > 0)
    assert sum(parts.values()) == min(whole, room)
    assert all(parts[name] == 0 for name, weight in weights.items() if not weight)


@given(st.integers(0, 200), bounded(), st.sampled_from(NAMES), st.integers(0, 9), st.integers(0, 9))
def test_raising_ones_own_weight_or_ceiling_never_gives_less(
    whole: int,
    case: tuple[dict[str, Fraction | int], dict[str, int]],
    name: str,
    more_weight: int,
    more_room: int,
) -> None:
    weights, ceilings = case
    if name not in weights:
        return
    before = apportion_within(whole, weights, ceilings, KEY)[name]
    heavier = {**weights, name: weights[name] + more_weight}
    wider = {**ceilings, name: ceilings[name] + more_room}
    assert apportion_within(whole, heavier, ceilings, KEY)[name] >= before
    assert apportion_within(whole, weights, wider, KEY)[name] >= before


@given(st.integers(0, 200), bounded(), st.randoms(use_true_random=False))
def test_filling_does_not_depend_on_order(
    whole: int, case: tuple[dict[str, Fraction | int], dict[str, int]], random: Random
) -> None:
    weights, ceilings = case
    names = list(weights)
    random.shuffle(names)
    shuffled = {name: weights[name] for name in names}
    assert apportion_within(whole, shuffled, ceilings, KEY) == apportion_within(whole, weights, ceilings, KEY)
