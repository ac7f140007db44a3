"""The rules on arrays give the same cents as in plain Python, on any input, and never pass a cap."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.policy import Params
from driehoek.engines.allocation.arrays import Ints, able, best_first, within
from driehoek.engines.allocation.arrays.exact import MOST_BASE, MOST_SHARE, scaled
from driehoek.engines.allocation.arrays.ranked import in_order, ordered
from driehoek.engines.allocation.models import division_rules
from driehoek.engines.allocation.models.division_rules import ENOUGH, PLAIN, RULES, Entrant
from driehoek.engines.allocation.models.many_entrants import divide
from driehoek.kernel import Money, TieKey, apportion_within

KEY = TieKey("published")
NONE = Params({})
SCORES = st.one_of(
    st.integers(0, 3).map(Fraction),
    st.integers(0, 1_000).map(lambda hundredths: Fraction(hundredths, 100)),
    st.fractions(0, 10, max_denominator=13),
    st.integers(0, 2**60).map(Fraction),
)
ROOMS = st.one_of(st.integers(0, 5), st.integers(0, 10**7), st.integers(0, 10**13), st.integers(0, 2**62))


@st.composite
def lots(draw: st.DrawFn) -> tuple[Money, tuple[Entrant, ...]]:
    """A pot and its entrants in any order: ties, empty rooms, cents and more money than there is."""
    count = draw(st.integers(1, 12))
    rooms = draw(st.lists(ROOMS, min_size=count, max_size=count))
    scores = draw(
        st.lists(draw(st.sampled_from((SCORES, st.integers(0, 2).map(Fraction)))), min_size=count, max_size=count)
    )
    entrants = [
        Entrant(f"{number:08}", score, Money(room), Money(room))
        for number, (score, room) in enumerate(zip(scores, rooms, strict=True))
    ]
    pot = draw(st.integers(0, sum(rooms) + 10))
    return Money(pot), tuple(draw(st.permutations(entrants)))


@settings(max_examples=400, deadline=None)
@given(lots(), st.sampled_from(("best-first", "proportional")))
def test_the_same_cents_as_in_plain_python_on_any_input(drawn: tuple[Money, tuple[Entrant, ...]], name: str) -> None:
    pot, entrants = drawn
    plain = PLAIN[name](pot, entrants, NONE, KEY)
    found = divide(name, pot, entrants, KEY)
    if found is None:  # said to be too large, never wrong
        assert max(item.room.cents for item in entrants) > MOST_SHARE or max(item.score for item in entrants) > 10**9
    else:
        assert found == plain
        assert sum(money.cents for money in found.values()) <= pot.cents
        assert all(found[item.contract] <= item.room for item in entrants)


@pytest.mark.parametrize("name", ["best-first", "proportional"])
@pytest.mark.parametrize("room", [12_345, 2**50])
def test_many_entrants_go_by_arrays_and_what_these_cannot_hold_by_plain_python(
    name: str, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    entrants = tuple(
        Entrant(f"{number:08}", Fraction(number * 7919 % 400, 40), Money(1), Money(room + number * 31 % 97))
        for number in range(ENOUGH)
    )
    pot = Money(sum(item.room.cents for item in entrants) * 3 // 5)
    assert (divide(name, pot, entrants, KEY) is None) is (room > MOST_SHARE)
    found = RULES[name](pot, entrants, NONE, KEY)
    assert found == PLAIN[name](pot, entrants, NONE, KEY)
    monkeypatch.setattr(division_rules, "ENOUGH", ENOUGH + 1)
    assert RULES[name](pot, entrants, NONE, KEY) == found


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, MOST_BASE),
    st.lists(st.integers(0, MOST_SHARE), min_size=1, max_size=6),
    st.integers(0, MOST_BASE - 6 * MOST_SHARE),
)
def test_the_product_that_does_not_fit_comes_out_exactly(whole: int, shares: list[int], more: int) -> None:
    base = sum(shares) + more
    if not base:
        return
    parts, rests = scaled(whole, np.array(shares, np.int64), base)
    assert [(part, rest) for part, rest in zip(parts.tolist(), rests.tolist(), strict=True)] == [
        divmod(whole * share, base) for share in shares
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 40)), min_size=1, max_size=12), st.integers(0, 400))
def test_water_filling_is_that_of_the_kernel(drawn: list[tuple[int, int]], whole: int) -> None:
    names = [f"{number:02}" for number in range(len(drawn))]
    shares, ceilings = (np.array(side, np.int64) for side in zip(*drawn, strict=True))
    found = within(whole, shares, ceilings, lambda place: KEY.rank(names[place]))
    wanted = apportion_within(
        whole,
        {name: share for name, (share, _) in zip(names, drawn, strict=True)},
        {name: ceiling for name, (_, ceiling) in zip(names, drawn, strict=True)},
        KEY,
    )
    assert dict(zip(names, found.tolist(), strict=True)) == wanted


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 50)), min_size=1, max_size=20),
    st.lists(st.integers(0, 120), min_size=4, max_size=4),
)
def test_many_pots_at_once_are_each_pot_by_itself(drawn: list[tuple[int, int, int]], pots: list[int]) -> None:
    pot_of, scores, rooms = (np.array(side, np.int64) for side in zip(*drawn, strict=True))
    found = best_first(np.array(pots), pot_of, scores, rooms, lambda place: KEY.rank(f"{place:08}"))
    for number, pot in enumerate(pots):
        entrants = tuple(
            Entrant(f"{place:08}", Fraction(int(scores[place])), Money(1), Money(int(rooms[place])))
            for place in np.flatnonzero(pot_of == number).tolist()
        )
        alone = PLAIN["best-first"](Money(pot), entrants, NONE, KEY)
        assert {name: money.cents for name, money in alone.items()} == {
            f"{place:08}": int(found[place]) for place in np.flatnonzero(pot_of == number).tolist()
        }


def test_caps_that_nest_are_filled_from_the_inside_out() -> None:
    """A cap of 60 for one product and 100 for the region: 60 to the best of the one, then 40 to the other."""
    product, region = np.array([0, 0, 1], np.int64), np.zeros(3, np.int64)
    scores, asked = np.array([9, 8, 5], np.int64), np.array([50, 50, 80], np.int64)
    inner = in_order(np.array([60, 80]), product, ordered(product, scores), scores, asked, str)
    assert inner.tolist() == [50, 10, 80]
    assert in_order(np.array([100]), region, ordered(region, scores), scores, inner, str).tolist() == [50, 10, 40]


def test_the_order_is_the_same_when_pot_score_and_place_do_not_fit_in_one_number() -> None:
    pots, scores = np.array([1, 0, 1, 0], np.int64), np.array([3, 9, 7, 9], np.int64)
    assert ordered(pots, scores).tolist() == ordered(pots, scores * 2**59 // 9).tolist() == [1, 3, 2, 0]


def test_nobody_gets_nothing() -> None:
    nobody: Ints = np.zeros(0, np.int64)
    assert best_first(np.array([5]), nobody, nobody, nobody, str).tolist() == []
    assert within(5, nobody, nobody, str).tolist() == []


def test_what_the_arrays_hold() -> None:
    assert able([])
    assert able([0, MOST_SHARE])
    assert not able([-1])
    assert not able([MOST_SHARE + 1])
    assert not able([MOST_SHARE] * (MOST_BASE // MOST_SHARE + 1))


def test_a_better_score_never_gives_less_among_many() -> None:
    entrants = tuple(
        Entrant(f"{number:08}", Fraction(number % 50, 5), Money(1), Money(1_000 + number)) for number in range(ENOUGH)
    )
    pot = Money(500_000)
    for name in ("best-first", "proportional"):
        before = RULES[name](pot, entrants, NONE, KEY)
        for place in (0, 17, ENOUGH - 1):
            raised = replace(entrants[place], score=entrants[place].score + 1)
            after = RULES[name](pot, (*entrants[:place], raised, *entrants[place + 1 :]), NONE, KEY)
            assert after[raised.contract] >= before[raised.contract]
