"""The weights of every method are exact, so that a replay elsewhere gives the same persons."""

from __future__ import annotations

import numpy as np
import pytest

from driehoek.engines.forecast import GRID, NAIVE, SEASONAL_NAIVE, madeup
from driehoek.engines.forecast.backtest import plan
from driehoek.engines.forecast.weights import BITS, methods, weights

SCALE = 2**BITS


@pytest.mark.parametrize(("length", "periods"), [(1, 1), (6, 12), (24, 12), (36, 6), (72, 36)])
def test_weights_are_whole_parts_of_a_power_of_two_and_sum_to_one(length: int, periods: int) -> None:
    found = weights(methods(length, 12), length, 12, periods)
    assert (found * SCALE == np.rint(found * SCALE)).all()
    assert (found.sum(axis=1) == 1).all()


def test_the_product_is_that_of_whole_numbers_whatever_the_order() -> None:
    """The largest counts there are, through every method and every origin, beside Python's own whole numbers."""
    made = plan(36, 12, 12)
    counts = (madeup(3, 36, 1) + 2**25 - 60_000).clip(max=2**25 - 1)
    weighed = made.stacked.reshape(36, len(made.tried), -1).transpose(1, 0, 2)
    for tried in weighed[::5]:
        product = counts.astype(np.float64) @ tried
        for row, series in enumerate(counts.tolist()):
            for column in range(0, tried.shape[1], 7):
                parts = [int(weight * SCALE) for weight in tried[:, column]]
                exact = sum(part * count for part, count in zip(parts, series, strict=True))
                assert product[row, column] * SCALE == exact


def test_short_series_bear_no_season() -> None:
    assert {method.season for method in methods(23, 12)} == {None}
    assert methods(24, 12) == GRID
    assert SEASONAL_NAIVE not in methods(90, 1)


def test_every_method_says_in_dutch_what_it_does() -> None:
    assert NAIVE.dutch == "de laatste telling blijft staan"
    assert all("None" not in method.dutch and method.dutch for method in GRID)
    assert len({method.dutch for method in GRID}) > 6


def test_made_up_series_are_the_same_on_every_machine() -> None:
    """The first counts of a set: they change only when what is measured on them must be measured anew."""
    assert madeup(2, 5, 7).tolist() == [[66, 90, 70, 76, 83], [4_113, 3_756, 3_382, 3_948, 3_392]]
    assert (madeup(3, 12, 7)[:2] != madeup(3, 12, 8)[:2]).any()
