"""Budget that clients do not use goes to who gets more clients: the printed example and each rule by a case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.allocation import Allocation, Offer, verify
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Money
from driehoek.testing.allocation import FRAME, LOT, division, granted, offer, problem, step
from driehoek.testing.rule_examples.base import LARGE, MIDDLE, SMALL, figured

SHORT, NOT_OFFERED_MORE = "ALL-204", "ALL-203"


def forecast(contract: str, euros: int | None, *, agreed: int = 100, days: int = 1_000) -> Offer:
    """A contract that agreed ``agreed`` euros and is expected to deliver ``euros``; a day costs one euro."""
    made = figured(offer(contract, quantity=days), budget=agreed)
    return made if euros is None else figured(offer(contract, quantity=days), budget=agreed, forecast=euros)


def moved(*offers: Offer, model: str = "budget-growth", share: str = "0%", most: str = "100%") -> Allocation:
    first = step(model, growth=share) if model == "budget-growth" else step(model, share=share)
    steps = replace(division(first), after=(step("reallocation", most=most),))
    made = problem(Money.euros(100_000), offers, steps)
    result = solve(made)
    assert verify(made, result) == ()
    return result


def unpaid(result: Allocation) -> dict[str, str]:
    return {
        reason.contract: item.value
        for reason in result.reasons
        if reason.step == "reallocation"
        for item in reason.inputs
        if item.name == "unpaid" and item.value != str(Money(0))
    }


def told(result: Allocation, code: str) -> list[tuple[str, str]]:
    return [(item.subject, item.seen) for item in result.findings if item.code.id == code]


@pytest.mark.requirement("E-014", "O-032")
def test_what_one_does_not_need_goes_to_the_others_by_what_they_are_short() -> None:
    result = moved(forecast(LARGE, 92), forecast(MIDDLE, 106), forecast(SMALL, 104))
    assert granted(result) == [9_200, 10_480, 10_320]
    assert sum(granted(result)) == 30_000
    assert unpaid(result) == {MIDDLE: "1.20", SMALL: "0.80"}
    assert told(result, SHORT) == [(f"{FRAME}, {LOT}", str(Money(200)))]


def test_each_provider_reads_what_moved_and_what_stays_unpaid() -> None:
    result = moved(forecast(LARGE, 92), forecast(MIDDLE, 106), forecast(SMALL, 104))
    words = {
        reason.contract: reason.text.replace("\N{NO-BREAK SPACE}", " ")
        for reason in result.reasons
        if reason.step == "reallocation"
    }
    assert words[LARGE] == (
        "U levert dit jaar naar verwachting voor € 92,00; in de verdeling stond € 100,00. "
        "Er gaat € 8,00 naar aanbieders die meer cliënten krijgen."
    )
    assert words[MIDDLE].endswith("die minder cliënten krijgen. Voor € 1,20 is er geen afspraak.")


def test_no_more_moves_than_the_others_are_short_of() -> None:
    result = moved(forecast(LARGE, 60), forecast(MIDDLE, 80), forecast(SMALL, 130))
    assert granted(result) == [8_000, 9_000, 13_000]  # 60 free, 30 asked: two thirds of it from the first
    assert told(result, SHORT) == []


def test_who_is_expected_to_deliver_what_was_agreed_stays_as_it_is() -> None:
    result = moved(forecast(LARGE, 100), forecast(MIDDLE, 90), forecast(SMALL, 110))
    assert granted(result) == [10_000, 9_000, 11_000]
    assert {reason.contract for reason in result.reasons if reason.step == "reallocation"} == {MIDDLE, SMALL}


def test_a_contract_without_a_forecast_neither_gives_nor_takes() -> None:
    result = moved(forecast(LARGE, None), forecast(MIDDLE, 90), forecast(SMALL, 130))
    assert granted(result) == [10_000, 9_000, 11_000]


def test_no_more_moves_away_than_the_share_of_the_policy() -> None:
    assert granted(moved(forecast(LARGE, 50), forecast(MIDDLE, 200), most="12.5%")) == [8_750, 11_250]
    odd = moved(forecast(LARGE, 1, agreed=3), forecast(MIDDLE, 200), most="33.5%")
    assert granted(odd) == [200, 10_100]  # 100.5 cents, down


def test_nobody_goes_below_what_was_promised() -> None:
    one = replace(forecast(LARGE, 50), realised=Money.euros(100))
    two = replace(forecast(MIDDLE, 200), realised=Money.euros(100))
    assert granted(moved(one, two, model="first-volume", share="90%")) == [9_000, 9_000]


def test_who_offers_no_more_takes_no_more_and_the_rest_goes_to_the_next() -> None:
    result = moved(forecast(LARGE, 70), forecast(MIDDLE, 130, days=105), forecast(SMALL, 130))
    assert granted(result) == [7_000, 10_500, 12_500]
    assert told(result, NOT_OFFERED_MORE) == [(MIDDLE, str(Money(3_000)))]


def test_one_who_is_short_without_anyone_who_has_too_much_is_told_so() -> None:
    result = moved(forecast(LARGE, 100), forecast(MIDDLE, 130))
    assert granted(result) == [10_000, 10_000]
    assert unpaid(result) == {MIDDLE: str(Money(3_000))}


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=3, max_size=3))
def test_nothing_comes_from_nowhere_and_nobody_passes_its_forecast(rows: list[tuple[int, int]]) -> None:
    names = (LARGE, MIDDLE, SMALL)
    offers = [forecast(name, euros, agreed=agreed) for name, (agreed, euros) in zip(names, rows, strict=True)]
    after = granted(moved(*offers))
    assert sum(after) == sum(agreed for agreed, _ in rows) * 100
    for cents, (agreed, euros) in zip(after, rows, strict=True):
        low, high = sorted((agreed * 100, euros * 100))
        assert low <= cents <= high
