"""Forecasts of one series and of many: whole persons, honest, and the same in any order."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.engines.forecast import GRID, NAIVE, SEASONAL_NAIVE, Forecasts, forecast, forecast_many, madeup
from driehoek.engines.forecast.findings import GAPS, NO_BETTER, NO_SEASON, NOTHING, SHORT, UNUSABLE
from driehoek.engines.forecast.tidy import MISSING, MOST_COUNT

counts = st.integers(0, 5_000)
LENGTHS = (1, 4, 6, 11, 25, 40)
"""A length is calibrated once, which takes a while: some of each kind are enough."""
any_series = st.sampled_from(LENGTHS).flatmap(lambda length: st.lists(counts, min_size=length, max_size=length))


def codes(found: Forecasts, number: int = 0) -> list[str]:
    return [item.code.id for item in found.of(number).findings]


def total_off(found: Forecasts, truth: np.ndarray) -> np.ndarray:
    return np.asarray(np.abs(found.total[:, 0] - truth.sum(axis=1)))


def covered(found: Forecasts, truth: np.ndarray) -> float:
    total = truth.sum(axis=1)
    return float(np.mean((found.total[:, 1] <= total) & (total <= found.total[:, 2])))


@pytest.mark.parametrize(("length", "periods"), [(1, 6), (3, 6), (9, 6), (20, 12), (30, 6), (36, 12), (100, 24)])
@pytest.mark.parametrize("level", [0, 1, 40, 120_000])
def test_a_series_that_never_changes_forecasts_itself(length: int, periods: int, level: int) -> None:
    found = forecast_many([[level] * length], periods).of(0)
    assert {step.value for step in found.steps} == {level}
    assert found.total.value == level * periods
    assert found.total.high > found.total.value


def test_a_straight_line_goes_on_and_a_season_returns() -> None:
    line = [100 + 2 * month for month in range(48)]
    assert abs(forecast(line, 6).value - (100 + 2 * 53)) <= 6
    season = [100, 120, 140, 160, 180, 160, 140, 120, 100, 80, 60, 80] * 4
    assert [step.value for step in forecast_many([season], 12).of(0).steps] == pytest.approx(season[:12], abs=6)


@pytest.mark.parametrize("after", [6, 12, 24])
def test_after_a_shift_the_new_level_counts_and_the_interval_knows_of_it(after: int) -> None:
    found = forecast_many([[100] * (36 - after) + [160] * after, [160] * 36], 6)
    assert all(step.low <= 160 <= step.high and step.value > 150 for step in found.of(0).steps)
    shifted, still = (one.total.high - one.total.low for one in found)
    assert shifted > 1.5 * still


def test_what_falls_does_not_fall_below_nought() -> None:
    found = forecast_many([list(range(60, 0, -2))], 24).of(0)
    assert min(step.low for step in found.steps) == 0
    assert all(0 <= step.low <= step.value <= step.high for step in found.steps)


def test_it_says_when_it_is_no_better_than_the_simple_rule() -> None:
    walk = np.cumsum(madeup(40, 60, 11) % 7 - 3, axis=1) + 200
    found = forecast_many(walk, 6)
    worse = np.flatnonzero(~found.beats_naive)
    assert len(worse)
    said = found.of(int(worse[0]), "5510/VV")
    assert not said.beats_naive
    assert NO_BETTER.id in [item.code.id for item in said.findings]
    assert said.naive is SEASONAL_NAIVE
    assert said.naive.dutch in str(said.findings[-1].sentence())
    better = int(np.flatnonzero(found.beats_naive)[0])
    assert NO_BETTER.id not in codes(found, better)


def test_short_series_are_told_and_get_a_wide_interval() -> None:
    found = forecast_many([[50], [50] * 5, [50] * 6, [50] * 23, [50] * 24], 6)
    assert [codes(found, number) for number in range(5)] == [[SHORT.id], [SHORT.id], [NO_SEASON.id], [NO_SEASON.id], []]
    assert [one.method.name for one in found][:2] == ["naive", "naive"]
    assert found.of(0).error is None
    assert not found.of(0).beats_naive
    widths = [one.total.high - one.total.low for one in found]
    assert widths[0] > widths[1] > widths[4]
    assert found.of(3).method.season is None


def test_a_count_that_is_not_known_is_filled_in_and_told() -> None:
    gaps: list[int | None] = [None, None, 10, None, None, 16, *range(18, 70, 2), None]
    found = forecast_many([gaps], 3)
    assert GAPS.id in codes(found)
    assert found.of(0).findings[0].seen == "3"
    assert found.tidy.lengths.tolist() == [31]
    assert found.tidy.counts[0, -31:].tolist() == [10, 12, 14, *range(16, 70, 2), 68]


def test_nothing_to_count_and_what_cannot_be_are_findings() -> None:
    found = forecast_many([[], [None, None], [3, -2, 4], [1, MOST_COUNT + 9], [5, MISSING], [7] * 30], 2)
    assert [codes(found, number) for number in range(5)] == [
        [NOTHING.id], [NOTHING.id], [UNUSABLE.id], [UNUSABLE.id], [UNUSABLE.id],
    ]  # fmt: skip
    assert found.total[:5].tolist() == [[MISSING] * 3] * 5
    assert found.of(5).total.value == 14
    with pytest.raises(ValueError, match="FOR-005"):
        forecast([], 2)
    with pytest.raises(ValueError, match=r"FOR-006.*-2"):
        forecast([3, -2], 2)
    assert forecast_many([], 3).total.shape == (0, 3)


@pytest.mark.parametrize(("periods", "season", "confidence"), [(0, 12, 80), (1, 0, 80), (1, 12, 0), (1, 12, 100)])
def test_a_question_that_makes_no_sense_is_refused(periods: int, season: int, confidence: int) -> None:
    with pytest.raises(ValueError, match="at least one period"):
        forecast_many([[1, 2]], periods, season=season, confidence=confidence)


@settings(deadline=None)
@given(st.lists(any_series, min_size=1, max_size=6), st.sampled_from([1, 5]), st.sampled_from([1, 12]))
def test_an_interval_holds_its_value_and_all_is_whole(series: list[list[int]], periods: int, season: int) -> None:
    found = forecast_many(series, periods, season=season)
    for ends in (found.steps.reshape(-1, 3), found.total):
        assert ends.dtype == np.int64
        assert (ends[:, 0] >= ends[:, 1]).all()
        assert (ends[:, 0] <= ends[:, 2]).all()
        assert (ends[:, 1] >= 0).all()
    one = forecast(series[0], periods, season=season, total=True)
    assert {type(end) for end in one[:3]} == {int}
    assert one.method in {method.name for method in GRID}


@settings(deadline=None)
@given(st.lists(any_series, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_series_plays_no_part(series: list[list[int]], chance: object) -> None:
    order = list(range(len(series)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    first, second = forecast_many(series, 5), forecast_many([series[number] for number in order], 5)
    for name in ("steps", "total", "method", "error", "naive_error"):
        assert (getattr(first, name)[order] == getattr(second, name)).all()


@settings(deadline=None)
@given(st.lists(st.integers(1_000, 2_000), min_size=26, max_size=26), st.integers(1, 9_000), st.integers(2, 9))
def test_a_shift_shifts_and_a_scale_scales_the_forecast(series: list[int], shift: int, scale: int) -> None:
    plain, other = forecast(series, 6, total=True), forecast([count + shift for count in series], 6, total=True)
    assert other.value == plain.value + 6 * shift
    assert other.method == plain.method
    scaled = forecast([count * scale for count in series], 6, total=True)
    assert abs(scaled.value - plain.value * scale) <= scale / 2 + 1
    assert scaled.method == plain.method


def test_a_block_more_or_less_changes_no_value() -> None:
    """Twice the same among a thousand others gives the same to the last bit, whatever block it falls in."""
    others = madeup(1_200, 30, 5)
    twice = np.vstack([others[:1], others, others[:1], others[600:601]])
    found = forecast_many(twice, 6)
    for name in fields(Forecasts):
        held = getattr(found, name.name)
        if isinstance(held, np.ndarray):
            assert (held[0] == held[1]).all()
            assert (held[0] == held[-2]).all()
            assert (held[-1] == held[601]).all()


@pytest.mark.parametrize(("length", "periods", "season"), [(30, 6, 12), (36, 12, 12), (18, 6, 12), (12, 3, 1)])
def test_the_interval_covers_what_it_says_on_series_of_another_make(length: int, periods: int, season: int) -> None:
    """Not the family it was calibrated on: multiplied seasons, heavy tails, another seed."""
    truth = other_make(1_500, length + periods, season)
    found = forecast_many(truth[:, :length], periods, season=season)
    assert 0.75 <= covered(found, truth[:, length:]) <= 0.87


def other_make(count: int, length: int, season: int) -> np.ndarray:
    draw = np.random.default_rng(31)
    level = np.exp(draw.uniform(2, 8, (count, 1)))
    growth = 1 + draw.normal(0.02, 0.04, (count, 1)) / season
    swing = 1 + draw.choice([0, 0.1], (count, 1)) * np.sin(2 * np.pi * np.arange(length) / max(season, 2))
    stray = np.exp(draw.standard_t(5, (count, length)) * draw.choice([0.01, 0.03], (count, 1)))
    return np.asarray(draw.poisson(level * growth ** np.arange(length) * swing * stray))


def test_wider_where_the_series_at_hand_stray_more_than_the_made_up_ones() -> None:
    """Bursts that the reference does not have: the pool of the series' own origins widens the interval."""
    draw = np.random.default_rng(8)
    bursts = draw.poisson(200, (1_500, 36)) + 800 * (draw.random((1_500, 36)) < 0.04)
    together = forecast_many(bursts[:, :30], 6)
    alone = [forecast_many(bursts[number : number + 1, :30], 6).total[0] for number in range(40)]
    widths = [int(total[2] - total[1]) for total in together.total[:40]]
    assert sum(widths) > 1.05 * sum(int(total[2] - total[1]) for total in alone)
    assert covered(together, bursts[:, 30:]) >= 0.75


def test_the_interval_of_a_total_is_not_the_sum_of_those_of_its_months() -> None:
    found = forecast_many(madeup(400, 36, 3), 12)
    months = (found.steps[:, :, 2] - found.steps[:, :, 1]).sum(axis=1)
    total = found.total[:, 2] - found.total[:, 1]
    assert np.median(total / months) < 0.8
    independent = np.sqrt(((found.steps[:, :, 2] - found.steps[:, :, 1]) ** 2).sum(axis=1))
    assert np.median(total / independent) > 1.2


def test_it_is_better_than_the_simple_rule_on_what_it_has_not_seen() -> None:
    truth = madeup(2_000, 36, 99)
    found = forecast_many(truth[:, :30], 6)
    naive = np.abs(truth[:, 18:24].sum(axis=1) - truth[:, 30:].sum(axis=1))
    assert total_off(found, truth[:, 30:]).mean() < 0.9 * naive.mean()
    said = total_off(found, truth[:, 30:])[found.beats_naive].mean() / naive[found.beats_naive].mean()
    assert said < 1


def test_a_higher_confidence_is_wider() -> None:
    series = madeup(1, 36, 4)
    widths = [forecast_many(series, 6, confidence=percent).total[0, 2] for percent in (50, 80, 95)]
    assert all(narrow < wide for narrow, wide in pairwise(widths))


def test_the_naive_ones_are_what_they_say() -> None:
    found = forecast_many([[1, 2, 3]], 2).of(0)
    assert found.method == found.naive == NAIVE
    assert [step.value for step in found.steps] == [3, 3]
