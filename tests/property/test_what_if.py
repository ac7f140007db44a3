"""What is kept between scenarios changes nothing but the time: each gives exactly what a full round gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.application.dossier import Dossier
from driehoek.application.outcome import RoundOutcome
from driehoek.application.round import run_round
from driehoek.application.what_if.apply import apply
from driehoek.application.what_if.effects import totals_of
from driehoek.application.what_if.scenario import (
    KINDS,
    BaseChange,
    LotPart,
    MergeChange,
    NewcomerChange,
    ParameterChange,
    Scenario,
    SpaceChange,
    SplitChange,
    VolumeChange,
    WeightChange,
    WinnersChange,
    WithdrawChange,
)
from driehoek.application.what_if.trial import Bench, Refused, Tried, open_bench
from driehoek.domain.catalogue import Sector
from driehoek.kernel import Rate, total
from driehoek.testing.drawn_rounds import BETTER, CARE, DAY, HOUR, decided, dossiers, shapes

VERSION = "0.0.0"


def _moves(least: int, most: int) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(lambda points: f"{points}%")


def _change(kind: str, dossier: Dossier) -> st.SearchStrategy[object]:
    """A change of one kind that fits the dossier."""
    someone = st.sampled_from(sorted({item.contract.code for item in dossier.submissions}))
    share = st.integers(0, 200).map(Rate.percent)
    own = st.sampled_from([None, Rate.percent(40)])
    kinds: dict[str, st.SearchStrategy[object]] = {
        "space": st.builds(SpaceChange, st.just("regio"), st.just(dossier.spaces[0].frame.name), by=_moves(-90, 90)),
        "base": st.builds(BaseChange, st.just(Sector.VV), by=_moves(-20, 5)),
        "parameters": st.builds(ParameterChange, st.just("rank"), st.just("selective"), _moves(0, 100)),
        "weights": st.builds(WeightChange, st.just("plan"), _moves(0, 100)),
        "winners": st.builds(WinnersChange, st.just(BETTER), st.integers(0, 3)),
        "withdraw": st.builds(WithdrawChange, someone),
        "volumes": st.builds(VolumeChange, someone, by=_moves(-90, 90)),
        "newcomers": st.builds(NewcomerChange, someone, share, st.just(Rate.percent(50))),
        "merge": st.builds(MergeChange, st.sampled_from([(BETTER, CARE), (CARE, BETTER)])),
        "split": own.map(lambda space: SplitChange(CARE, _parts(space))),
    }
    return kinds[kind]


def _parts(space: Rate | None) -> tuple[LotPart, ...]:
    return LotPart("days", products=(DAY.code,), space=space), LotPart("hours", products=(HOUR.code,))


@st.composite
def scenarios(draw: st.DrawFn, dossier: Dossier, first: str) -> Scenario:
    """A change of the given kind, and up to two of others."""
    others = draw(st.lists(st.sampled_from([kind for kind in KINDS if kind not in LOTS]), max_size=2))
    made: dict[str, Any] = {kind: (draw(_change(kind, dossier)),) for kind in {first, *others}}
    return Scenario("drawn", **made)


LOTS = ("split", "merge")
"""The kinds that ask for both lots."""


@st.composite
def dossiers_for(draw: st.DrawFn, kind: str) -> Dossier:
    """A dossier on which a change of this kind can be made: with someone in it, and both lots where it asks them."""
    shape = draw(shapes().filter(lambda one: bool(one.care))) if kind in LOTS else draw(shapes())
    return draw(dossiers(shape).filter(lambda one: bool(one.submissions)))


def opened(dossier: Dossier) -> Bench:
    bench = open_bench(dossier, VERSION)
    assert isinstance(bench, Bench)
    return bench


def in_full(dossier: Dossier, scenario: Scenario) -> RoundOutcome | None:
    """The outcome of the changed dossier without anything kept; None where it has none."""
    changed = apply(dossier, scenario).dossier
    if changed is None:
        return None
    outcome = run_round(changed, VERSION)
    return outcome if isinstance(outcome, RoundOutcome) else None


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_scenario_gives_exactly_what_a_full_round_on_the_changed_dossier_gives(
    kind: str, data: st.DataObject
) -> None:
    dossier = data.draw(dossiers_for(kind))
    bench = opened(dossier)
    for _ in range(2):  # one after another on one bench, so that what an earlier one left is there
        scenario = data.draw(scenarios(dossier, kind))
        tried, full = bench.try_out(scenario), in_full(dossier, scenario)
        if full is None:
            assert isinstance(tried, Refused)
        else:
            assert isinstance(tried, Tried)
            assert tried.outcome == full
    assert bench.base == decided(dossier)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_what_it_tells_adds_up_and_is_verified(kind: str, data: st.DataObject) -> None:
    dossier = data.draw(dossiers_for(kind))
    tried = opened(dossier).try_out(data.draw(scenarios(dossier, kind)))
    if isinstance(tried, Refused):
        return
    assert tried.outcome.verification == ()
    before, after = tried.effects.totals[-1]
    assert total(item.change.difference for item in tried.effects.each) == after.granted - before.granted
    for side in (before, after):
        assert side.granted + side.held_back + side.open == side.space
    assert after == totals_of(tried.outcome)
    assert total(item.same_care for item in tried.effects.each) == tried.effects.same_care
