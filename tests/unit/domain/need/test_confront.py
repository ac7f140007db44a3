"""Demand beside supply: a verdict only as sure as its figures, and white spots."""

from __future__ import annotations

import pytest

from driehoek.domain.need import (
    Basis,
    ClientGroup,
    Demand,
    Figure,
    Market,
    Origin,
    Supply,
    Verdict,
    confront,
    judge,
)

COUNTED = Origin(Basis.COUNTED, "telling")
MARKET = Market(ClientGroup.ELDERLY, "0995")


def figure(value: int, low: int | None = None, high: int | None = None) -> Figure:
    return Figure(value, COUNTED, low, high, 80 if low is not None else 0)


def asks(needing: Figure | None, indicated: int = 100) -> Demand:
    return Demand(MARKET, figure(indicated), None, None, needing_place=needing)


def holds(places: int | None, alternatives: int | None = 2) -> Supply:
    return Supply(MARKET, None, None if places is None else figure(places), 1, alternatives=alternatives)


@pytest.mark.requirement("C-008")
@pytest.mark.parametrize(
    ("needing", "verdict", "words"),
    [
        (figure(150, 120, 160), Verdict.SCARCE, "moet groeien"),
        (figure(150, 90, 160), Verdict.MAYBE_SCARCE, "misschien te weinig"),
        (figure(101, 90, 110), Verdict.BALANCED, "ongeveer gelijk"),
        (figure(80, 70, 110), Verdict.MAYBE_SURPLUS, "misschien meer"),
        (figure(80, 70, 95), Verdict.SURPLUS, "kan krimpen"),
        (figure(120), Verdict.SCARCE, "20 te weinig"),
    ],
)
def test_the_verdict_is_sure_only_where_the_whole_interval_is(needing: Figure, verdict: Verdict, words: str) -> None:
    found = confront(asks(needing), holds(100))
    assert found.verdict is verdict
    assert words in found.text
    assert found.gap is not None
    assert found.gap.value == needing.value - 100
    assert judge(found.gap, 100) is verdict


def test_nothing_is_concluded_of_what_is_not_known() -> None:
    for asked, held, words in (
        (asks(None), holds(100), "hoeveel mensen een plaats nodig hebben"),
        (asks(figure(100)), holds(None), "hoeveel plaatsen er zijn"),
    ):
        found = confront(asked, held)
        assert (found.verdict, found.gap) == (Verdict.UNKNOWN, None)
        assert words in found.text


@pytest.mark.requirement("C-009", "C-011")
def test_a_white_spot_is_demand_that_nobody_meets_within_the_travel_time_with_its_warning() -> None:
    found = confront(asks(figure(12)), holds(None, alternatives=0))
    assert found.white_spot
    assert found.gap is not None
    assert (found.gap.value, found.verdict) == (12, Verdict.SCARCE)
    assert "volume en de kosten verhogen" in found.text
    assert "raise volume and cost" in found.english
    for held in (holds(100, alternatives=1), holds(100, alternatives=None)):
        assert not confront(asks(figure(12)), held).white_spot
        assert "Witte vlek" not in confront(asks(figure(12)), held).text
    assert not confront(asks(figure(0), indicated=0), holds(None, alternatives=0)).white_spot


def test_where_both_stand_on_one_count_the_ends_go_together() -> None:
    origin = Origin(Basis.ESTIMATE, "landelijk")
    occupied = Figure(100, origin, 80, 130)
    asked = Demand(MARKET, figure(200), None, None, in_care=occupied, needing_place=Figure(104, origin, 83, 136))
    found = confront(asked, Supply(MARKET, occupied, None, 0))
    assert found.gap is not None
    assert (found.gap.low, found.gap.value, found.gap.high) == (3, 4, 6)
    assert found.verdict is Verdict.SCARCE
