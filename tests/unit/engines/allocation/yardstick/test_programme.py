"""The linear model by itself: optimum, whole units, proof, prices and clashes, against trying all."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.engines.allocation.yardstick.certificate import prove
from driehoek.engines.allocation.yardstick.clash import clashing
from driehoek.engines.allocation.yardstick.model import WORTH, LimitKind, Model, collapsed, only
from driehoek.engines.allocation.yardstick.parts import in_threads, parts_of
from driehoek.engines.allocation.yardstick.prices import priced
from driehoek.engines.allocation.yardstick.programme import Programme
from driehoek.engines.allocation.yardstick.repair import whole
from driehoek.testing.linear_models import best_by_trying, model, models, worth_of


def each(made: Model) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Every column a class of its own."""
    return np.arange(len(made.worth))


@settings(max_examples=60, deadline=None)
@given(models())
def test_no_limit_is_ever_passed_and_the_optimum_lies_above_all_divisions_in_whole_units(drawn: Model) -> None:
    solved = Programme(drawn).solve()
    assert solved.feasible
    units = whole(drawn, solved.amounts, each(drawn))
    certificate = prove(drawn, units)
    assert certificate.holds, certificate
    ours = worth_of(drawn, units.tolist())
    best = best_by_trying(drawn)
    assert ours == certificate.worth
    assert ours is not None
    assert ours <= best <= solved.value * WORTH + WORTH // 1000
    if np.allclose(solved.amounts, np.round(solved.amounts), atol=1e-9):
        assert ours >= best - WORTH // 1000, "a whole optimum was lost on the way"


@settings(max_examples=60, deadline=None)
@given(models(), st.integers(2, 4))
def test_a_class_of_equals_shares_its_optimum_evenly(drawn: Model, count: int) -> None:
    """Several equal parties under one limit: solved as one, and nobody differs by more than one unit of a product."""
    size, rows = len(drawn.worth), len(drawn.limit)
    spread = [(list(drawn.factors[drawn.starts[row] : drawn.starts[row + 1]]), row) for row in range(rows)]
    many = model(
        (drawn.worth // WORTH).tolist() * count,
        drawn.most.tolist() * count,
        [
            (_row(drawn, row, size, member, count, shared=row == 0), int(drawn.limit[row]))
            for row in range(len(spread))
            for member in ([0] if row == 0 else range(count))
        ],
        cost=drawn.cost.tolist() * count,
        penalty=[int(drawn.penalty[row]) // WORTH for row in range(rows) for _ in ([0] if row == 0 else range(count))],
    )
    columns = np.tile(np.arange(size), count)
    lines = np.array([row for row in range(rows) for _ in ([0] if row == 0 else range(count))], np.int64)
    small, sizes = collapsed(many, columns, lines)
    assert sizes.tolist() == [count] * size
    together, apart = Programme(small).solve(), Programme(many).solve()
    assert together.value == pytest.approx(apart.value, abs=1e-6)
    units = whole(many, together.amounts, columns)
    assert prove(many, units).holds
    for column in range(size):
        got = units[columns == column]
        assert got.max() - got.min() <= 1


def _row(drawn: Model, row: int, size: int, member: int, count: int, *, shared: bool) -> list[int]:
    factors = [0] * size
    for entry in range(drawn.starts[row], drawn.starts[row + 1]):
        factors[drawn.columns[entry]] = int(drawn.factors[entry])
    if shared:
        return factors * count
    return [0] * (size * member) + factors + [0] * (size * (count - member - 1))


def test_rounding_to_the_nearest_would_pass_the_space_and_flooring_does_not() -> None:
    made = model([9, 5], [10, 10], [([300, 200], 1_000)], scale=[100])
    solved = Programme(made).solve()
    assert not prove(made, np.round(solved.amounts + 0.2).astype(np.int64)).holds
    units = whole(made, solved.amounts, each(made))
    assert units.tolist() == [3, 0]
    assert prove(made, units).holds


def test_a_broken_mix_is_restored_by_giving_back_the_least_worth() -> None:
    """At most 15 % extra: 85 x extra <= 15 x care. Two extra beside eleven care pass it; one does not."""
    made = model([1, 3], [11, 2], [([-15, 85], 0)])
    units = whole(made, np.array([11.0, 2.0]), each(made))
    assert units.tolist() == [11, 1]


def test_the_repair_does_not_overflow() -> None:
    huge = 4_000_000_000_000_000_000
    made = model([1, 1], [3, 3], [([huge, huge], huge)])
    assert prove(made, np.array([1, 1])).passed == (0,)
    assert sum(whole(made, np.array([3.0, 3.0]), each(made)).tolist()) == 1


@pytest.mark.parametrize(("units", "wrong"), [((4, 0), "passed"), ((-1, 0), "outside"), ((0, 11), "outside")])
def test_the_certificate_catches_one_unit_too_many(units: tuple[int, ...], wrong: str) -> None:
    made = model([9, 5], [10, 10], [([300, 200], 1_000)], scale=[100])
    certificate = prove(made, np.array(units))
    assert not certificate.holds
    assert getattr(certificate, wrong)


def test_the_price_of_a_limit_is_what_one_euro_more_adds() -> None:
    made = model([9, 5], [2, 10], [([100, 100], 500)], scale=[100])
    programme = Programme(made)
    found = priced(programme, made, programme.solve(), [LimitKind.SPACE])
    assert found.rows == ((0, Fraction(5), Fraction(5)),)


def test_where_the_optimum_turns_the_price_is_what_solving_again_says() -> None:
    """Three units at 9 fill the space and the offer exactly: one euro more buys care at 5, or nothing at all."""
    made = model([9, 5], [3, 0], [([100, 100], 300), ([100, 0], 300)], scale=[100, 100])
    programme = Programme(made)
    solved = programme.solve()
    assert solved.value == pytest.approx(27)
    assert programme.one_more(0) == pytest.approx(0)
    assert programme.solve().value == pytest.approx(27), "asking changes nothing"


def test_without_a_kind_of_limit_the_optimum_grows_by_what_it_costs() -> None:
    made = model([9, 5], [10, 10], [([1, 1], 4), ([-1, 0], 0), ([0, -1], -3)])
    programme = Programme(made)
    kinds = [LimitKind.SPACE, LimitKind.GUARANTEE, LimitKind.GUARANTEE]
    found = priced(programme, made, programme.solve(), kinds)
    assert found.kinds == ((LimitKind.GUARANTEE, Fraction(12)),)


def test_the_smallest_set_that_clashes_is_named_and_nothing_beside_it() -> None:
    """Two promises of 6 do not fit in a space of 10; a third limit and a promise of 1 are innocent."""
    made = model(
        [1, 1, 1], [9, 9, 9], [([1, 1, 1], 10), ([-1, 0, 0], -6), ([0, -1, 0], -6), ([0, 0, -1], -1), ([0, 0, 1], 5)]
    )
    assert not Programme(made).solve().feasible
    rows = clashing(made)
    assert rows == (0, 1, 2)
    for row in rows:
        rest = np.array([other for other in range(5) if other != row])
        assert Programme(only(made, rest)).solve().feasible, "without any one of them it works"


def test_what_can_hold_together_does_not_clash() -> None:
    made = model([1], [9], [([1], 5), ([-1], -5)])
    assert clashing(made) == ()


@settings(max_examples=60, deadline=None)
@given(models(), models())
def test_pools_without_a_shared_limit_are_solved_apart_and_the_threads_play_no_part(left: Model, right: Model) -> None:
    size = len(left.worth)
    names = ("worth", "cost", "most", "factors", "limit", "penalty", "scale")
    both = Model(
        pool=np.array([0] * size + [1] * len(right.worth)),
        starts=np.concatenate([left.starts, right.starts[1:] + left.starts[-1]]),
        columns=np.concatenate([left.columns, right.columns + size]),
        **{name: np.concatenate([getattr(left, name), getattr(right, name)]) for name in names},
    )
    parts = parts_of(both)
    assert [part.columns.tolist() for part in parts] == [list(range(size)), list(range(size, len(both.worth)))]
    one, two = (in_threads(lambda part: Programme(part.model).solve().amounts.tolist(), parts, n) for n in (1, 2))
    assert one == two
    coupled = replace(both, pool=np.array([0] * len(both.worth)))
    assert len(parts_of(coupled)) == 1


def test_a_limit_over_two_pools_brings_them_together() -> None:
    made = model([1, 1, 1], [5, 5, 5], [([1, 1, 0], 4), ([0, 0, 1], 4)], pool=[0, 2, 1])
    assert [part.columns.tolist() for part in parts_of(made)] == [[0, 1], [2]]
